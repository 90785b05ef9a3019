"""The part of the facade that keeps what a reader does: marks, stars, tags, read state, notes, dossiers, undo."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.errors import UsageError
from reader.kept import ArticleState, Change, Dossier, DossierEntry, Note, RestoreReport, TagCount, TextSpan

if TYPE_CHECKING:
    from reader.archive.store import Archive
    from reader.article import Article


class Keeping:
    """What can be done to articles. Every change is saved when it returns, whole or not at all, and can be undone.

    Methods raise ArchiveError where the state cannot be written, UsageError for what there is not. Any thread may call.
    """

    _archive: "Archive"

    def state_problem(self) -> str:
        """Why what was kept cannot be read, in a sentence; empty where it can. Articles are there all the same."""
        return self._archive.state.problem()

    # the state of articles

    def states(self, keys: Sequence[int], *, asked: bool = False) -> dict[int, ArticleState]:
        """What was done with these articles; every key that is in the archive has an entry.

        Where that cannot be read nothing was, unless it is what was `asked` for: ArchiveError then.
        """
        ids = self._archive.ids_of(keys)
        found = self._archive.state.states(list(ids.values()), asked=asked)
        return {key: found.get(id, _NOTHING) for key, id in ids.items()}

    def set_read(self, keys: Sequence[int], wanted: bool, journal: bool = True) -> Change:
        """Take articles for read, or for unread. Without `journal` undo does not know of it: read by being opened."""
        return self._archive.state.flag("read", self._ids(keys), wanted, journal=journal)

    def set_starred(self, keys: Sequence[int], wanted: bool) -> Change:
        """Star articles, or take their stars off."""
        return self._archive.state.flag("starred", self._ids(keys), wanted)

    def set_marked(self, keys: Sequence[int], wanted: bool) -> Change:
        """Mark articles for the next command, or take their marks off."""
        return self._archive.state.flag("marked", self._ids(keys), wanted)

    def marked(self) -> list[int]:
        """The keys of the marked articles, in the order in which they were marked."""
        ids = self._archive.state.ids_in("marked")
        keys = self._archive.keys_with_ids(ids)
        return [keys[id] for id in ids if id in keys]

    def add_tags(self, keys: Sequence[int], tags: Sequence[str]) -> Change:
        """Give articles tags. Raises UsageError for a text that cannot be a tag."""
        return self._archive.state.add_tags(self._ids(keys), tags)

    def remove_tags(self, keys: Sequence[int], tags: Sequence[str]) -> Change:
        """Take tags off articles."""
        return self._archive.state.remove_tags(self._ids(keys), tags)

    def tags(self) -> tuple[TagCount, ...]:
        """Every tag in use, the most used first."""
        tagged = self._archive.state.tagged()
        there = self._archive.keys_with_ids(list({id for ids in tagged.values() for id in ids}))
        counted = [TagCount(tag, sum(id in there for id in ids)) for tag, ids in tagged.items()]
        return tuple(sorted((each for each in counted if each.articles), key=lambda each: -each.articles))

    # notes

    def notes(self, key: int) -> tuple[Note, ...]:
        """The notes on an article and its passages, those on the whole article first, then in reading order."""
        from reader.archive.anchors import find_passage

        article = self._article(key)
        found = [
            Note(each.number, key, each.text, each.made, each.changed, each.anchor.quote, passage)
            for each in self._archive.state.notes_on(article.id)
            for passage in [find_passage(article, each.anchor)]
        ]
        return tuple(sorted(found, key=_reading_order))

    def write_note(self, key: int, text: str, passage: TextSpan | None = None, *, number: int | None = None) -> Change:
        """Note something on an article or a passage of it; a `number` gives that note this text (empty: none)."""
        from reader.archive.anchors import anchor_of

        article = self._article(key)
        anchor = anchor_of(article, passage) if passage else None
        return self._archive.state.write_note(article.id, text, anchor, number)

    # undo

    def undo(self) -> Change:
        """Take the last change back that was not taken back yet; `number` is 0 where there is none."""
        return self._archive.state.undo()

    # dossiers

    def dossiers(self) -> tuple[Dossier, ...]:
        """Every dossier, by name."""
        return self._present(self._archive.state.dossiers())

    def dossier(self, name: str) -> Dossier:
        """The dossier of that name. Raises UsageError, naming the nearest."""
        return self._present(self._archive.state.dossiers(name))[0]

    def make_dossier(self, title: str, keys: Sequence[int] = ()) -> Dossier:
        """A new dossier of these articles, as one change; `Ferry talks` gets the name `ferry-talks`.

        Raises UsageError.
        """
        from reader.archive.state_dossiers import name_dossier

        self._archive.state.make_dossier(title, self._titled(keys))
        return self.dossier(name_dossier(title)[1])

    def edit_dossier(self, name: str, *, title: str | None = None, foreword: str | None = None) -> Change:
        """Give a dossier another title (its name follows) or foreword."""
        return self._archive.state.edit_dossier(name, title, foreword)

    def delete_dossier(self, name: str) -> Change:
        """Delete a dossier; its articles stay."""
        return self._archive.state.delete_dossier(name)

    def collect(self, name: str, keys: Sequence[int]) -> Change:
        """Put articles at the end of a dossier; those that are in it keep their place."""
        return self._archive.state.collect(name, self._titled(keys))

    def take_out(self, name: str, ids: Sequence[str]) -> Change:
        """Take articles, by their whole ids, out of a dossier."""
        return self._archive.state.take_out(name, ids)

    def move_entry(self, name: str, id: str, to: int) -> Change:
        """Move an article of a dossier to a place counted from 0."""
        return self._archive.state.move_entry(name, id, to)

    def remark(self, name: str, id: str, text: str) -> Change:
        """Say why an article is in a dossier."""
        return self._archive.state.remark(name, id, text)

    # all of it, as text

    def dump_state(self) -> Iterator[str]:
        """All that was kept, as lines of JSON that `restore_state` reads; same state, same bytes."""
        return self._archive.state.dump()

    def restore_state(self, lines: Iterable[str], *, replace: bool = False) -> RestoreReport:
        """Take in what `dump_state` wrote, into what there is, or in place of it; one action for undo.

        What cannot be read is in the report with its line. Raises InputError where nothing of it can be read.
        """
        from reader.archive.state_records import read_state
        from reader.search.ordering import parse_sort

        records = read_state(lines, parse_sort)
        # A dump of state may be older than a correction of a text that it speaks of.
        later = self._archive.later_keys(records.ids - self._archive.keys_with_ids(list(records.ids)).keys())
        ids = self._archive.ids_of(list(later.values()))
        records.follow({id: ids[key] for id, key in later.items()})
        done = self._archive.state.restore(records, replace=replace)
        return RestoreReport(records.number, len(records.ids), tuple(records.faults), done.number)

    # from keys to ids and back

    def _ids(self, keys: Sequence[int]) -> list[str]:
        return list(self._archive.ids_of(keys).values())

    def _titled(self, keys: Sequence[int]) -> dict[str, str]:
        """The titles of articles by their ids."""
        titles = self._archive.titles(keys)
        return {id: titles[key] for key, id in self._archive.ids_of(keys).items() if key in titles}

    def _article(self, key: int) -> "Article":
        for article in self._archive.articles([key]):
            return article
        raise UsageError("this article is no longer in the archive")

    def _present(self, dossiers: Sequence[Dossier]) -> tuple[Dossier, ...]:
        """Dossiers with the keys and the titles that their articles have now."""
        ids = {entry.id for dossier in dossiers for entry in dossier.entries}
        keys = self._archive.keys_with_ids(list(ids))
        keys |= self._archive.later_keys(ids - keys.keys())
        titles = self._archive.titles(list(keys.values()))
        return tuple(
            Dossier(
                dossier.name,
                dossier.title,
                tuple(
                    DossierEntry(entry.id, key, titles.get(key, entry.title) if key else entry.title, entry.remark)
                    for entry in dossier.entries
                    for key in [keys.get(entry.id)]
                ),
                dossier.foreword,
            )
            for dossier in dossiers
        )


_NOTHING = ArticleState()


def _reading_order(note: Note) -> tuple[int, int, int, int]:
    """Notes on the whole article, then passages from the top down, then passages that are gone."""
    if not note.quote:
        return 0, 0, 0, note.number
    if note.passage is None:
        return 2, 0, 0, note.number
    return 1, note.passage.part, note.passage.start, note.number
