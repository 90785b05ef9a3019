"""What the search engine asks of the archive while it answers, wired up."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from reader.archive import extracts
from reader.archive.store import Archive
from reader.archive.texts import texts_of
from reader.errors import UsageError
from reader.search.sources import NumberedNames, PartTexts, SavedQuery, SectionTopics, Sources, StateSource

Like = Callable[[int], Sequence[tuple[int, float]]]
"""The keys of articles like the one of a key, each with how much it is, from 0 to 1."""

Spellings = Callable[[str], Sequence[str]]
"""The other spellings of a term."""


_NONE = Sources()


class KeptState:
    """What the reader did with the articles of an archive, by their keys, remembered until there is a change.

    Methods raise ArchiveError; any thread may call them.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._known: dict[str, tuple[object, frozenset[int]]] = {}
        self._keys: tuple[object, dict[str, int | None]] = (None, {})

    def stamp(self) -> int:
        """A number that is another one after every change; costs one look at the file."""
        return self._archive.state.stamp()

    def keys_in(self, kind: str) -> frozenset[int]:
        """The articles that are `read`, `starred` or `marked`, or have a `note`."""
        now = self.stamp(), self._archive.facts()
        known = self._known.get(kind)
        if known is None or known[0] != now:
            ids = self._archive.state.ids_in(kind)  # type: ignore[arg-type] # there are no articles in any other
            found = set(map(self._keys_of(ids).__getitem__, ids))
            found.discard(None)
            known = self._known[kind] = now, frozenset(found)  # type: ignore[arg-type]
        return known[1]

    def read_among(self, keys: Sequence[int]) -> set[int]:
        """Those of a few articles that were read."""
        ids = self._archive.ids_of(keys)
        states = self._archive.state.states(list(ids.values()))
        return {key for key, id in ids.items() if id in states and states[id].read}

    def _keys_of(self, ids: Sequence[str]) -> Mapping[str, int | None]:
        """The keys of at least these ids, None where an article is in no dump: each is looked up once."""
        now = self._archive.facts()
        if self._keys[0] != now:
            self._keys = now, {}
        keys = self._keys[1]
        if unknown := [id for id in ids if id not in keys]:
            keys.update(dict.fromkeys(unknown) | self._archive.keys_with_ids(unknown))
        return keys

    def tagged(self) -> Mapping[str, Sequence[int]]:
        """The articles of each tag."""
        tagged = self._archive.state.tagged()
        keys = self._keys_of([id for ids in tagged.values() for id in ids])
        return {tag: [key for key in map(keys.__getitem__, ids) if key is not None] for tag, ids in tagged.items()}

    def saved(self) -> Sequence[SavedQuery]:
        """The saved searches, in the reader's order."""
        return [SavedQuery(each.name, each.query, each.match) for each in self._archive.state.saved_searches()]

    def as_source(self) -> StateSource:
        """The same, as a search engine takes it."""
        return StateSource(self.stamp, self.keys_in, self.tagged, self.saved)


def sources_of(
    archive: Archive,
    like: Like | None = None,
    spellings: Spellings | None = None,
    state: KeptState | None = None,
) -> Sources:
    """The sources of a search engine over an archive; without `like`, `like:` is refused."""
    database = archive.database

    def like_one_of(id: str) -> Sequence[tuple[int, float]]:
        if like is None:
            return _NONE.like(id)
        keys = extracts.keys_with_id(database, id)
        if len(keys) > 1:
            raise UsageError(f"several articles have an id that begins with {id}", "give more of it")
        return like(keys[0]) if keys else ()

    return Sources(
        keys_with_id=partial(extracts.keys_with_id, database),
        like=like_one_of,
        last_visit=archive.last_visit,
        spellings=spellings or _NONE.spellings,
        names=lambda: NumberedNames(archive.names(), archive.names_by_article()),
        section_topics=lambda keys: (SectionTopics(*each) for each in extracts.section_topics(database, keys)),
        texts=lambda keys: (PartTexts(each.key, each.parts) for each in texts_of(archive, keys)),
        state=(state or KeptState(archive)).as_source(),
    )
