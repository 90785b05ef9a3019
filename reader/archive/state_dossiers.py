"""Dossiers as they are kept."""

from collections.abc import Mapping, Sequence

from reader.archive.state_file import StateFile, no_such, storable
from reader.archive.state_journal import Changing, as_list, next_number
from reader.archive.state_notes import check_note
from reader.errors import UsageError
from reader.kept import Change, Dossier, DossierEntry
from reader.text import collapse, plural, slug

MAX_TITLE = 200
"""Letters of a dossier's title."""


class KeptDossiers(StateFile):
    """Dossiers; articles by their ids. Methods raise ArchiveError, UsageError for what there is not."""

    def dossiers(self, name: str | None = None) -> list[Dossier]:
        """Every dossier, by name, or the one of a name; entries as they are kept, without the keys of articles."""
        wanted = "" if name is None else "WHERE name = ?"
        bound = () if name is None else (name,)
        entries: dict[int, list[DossierEntry]] = {}
        heads = self._rows(f"SELECT number, name, title, foreword FROM dossiers {wanted} ORDER BY name", bound)
        if name is not None and not heads:
            raise UsageError(*no_such("dossier", name, [each for (each,) in self._rows(_NAMES)]))
        for number, id, title, remark in self._rows(
            "SELECT dossier, article, title, remark FROM entries WHERE dossier IN (SELECT value FROM json_each(?)) "
            "ORDER BY dossier, position, article",
            (as_list([number for number, *_ in heads]),),
        ):
            entries.setdefault(number, []).append(DossierEntry(id, None, title, remark))
        return [
            Dossier(its_name, title, tuple(entries.get(number, ())), foreword)
            for number, its_name, title, foreword in heads
        ]

    def make_dossier(self, title: str, titles: Mapping[str, str] | None = None) -> Change:
        """Make a dossier of articles by their ids, with their titles; see `name_dossier` for its name."""
        title, name = name_dossier(title)
        with self._changing() as change:
            _check_free(change, name, title)
            put = _append(change, _insert(change, name, title, ""), titles or {})
            change.label = f"dossier {name} made" + (f", {plural(put, 'article')} put into it" if put else "")
            change.number = put or 1
            return change.close()

    def edit_dossier(self, name: str, title: str | None = None, foreword: str | None = None) -> Change:
        """Give a dossier another title, and with it another name, or foreword."""
        with self._changing() as change:
            number = _number(change, name)
            old = change.execute("SELECT name, title, foreword FROM dossiers WHERE number = ?", (number,)).fetchone()
            new_title, new_name = (old[1], name) if title is None else name_dossier(title)
            new = (new_name, new_title, old[2] if foreword is None else check_note(foreword))
            if new_name != name:
                _check_free(change, new_name, new_title)
            change.label, change.number = f"dossier {name} changed", int(new != old)
            change.touch("dossiers", "number", [number])
            statement = "UPDATE dossiers SET name = ?, title = ?, foreword = ? WHERE number = ?"
            change.execute(statement, (*new, number))
            return change.close()

    def delete_dossier(self, name: str) -> Change:
        """Delete a dossier."""
        with self._changing() as change:
            number = _number(change, name)
            change.label, change.number = f"dossier {name} deleted", 1
            change.touch("dossiers", "number", [number])
            change.touch("entries", "dossier", [number])
            change.execute("DELETE FROM entries WHERE dossier = ?", (number,))
            change.execute("DELETE FROM dossiers WHERE number = ?", (number,))
            return change.close()

    def collect(self, name: str, titles: Mapping[str, str]) -> Change:
        """Put articles, by their ids and with their titles, at the end of a dossier, but for those that are in it."""
        with self._changing() as change:
            number = _number(change, name)
            change.number = _append(change, number, titles)
            change.label = f"{plural(change.number, 'article')} put into dossier {name}"
            return change.close()

    def take_out(self, name: str, ids: Sequence[str]) -> Change:
        """Take articles out of a dossier; those that are not in it are passed over."""
        with self._changing() as change:
            number = _number(change, name)
            have = set(_entries(change, number))
            taken = [id for id in dict.fromkeys(ids) if id in have]
            change.label = f"{plural(len(taken), 'article')} taken out of dossier {name}"
            change.number = len(taken)
            change.touch("entries", "article", taken, dossier=number)
            statement = "DELETE FROM entries WHERE dossier = ? AND article IN (SELECT value FROM json_each(?))"
            change.execute(statement, (number, as_list(taken)))
            return change.close()

    def move_entry(self, name: str, id: str, to: int) -> Change:
        """Move an article of a dossier to a place counted from 0."""
        with self._changing() as change:
            number = _number(change, name)
            before = _entries(change, number)
            _check_in(id, before, name)
            after = [each for each in before if each != id]
            after.insert(max(0, min(to, len(after))), id)
            change.label, change.number = f"article moved in dossier {name}", int(after != before)
            if after != before:
                change.touch("entries", "dossier", [number])
                change.executemany(
                    "UPDATE entries SET position = ? WHERE dossier = ? AND article = ?",
                    [(place, number, each) for place, each in enumerate(after)],
                )
            return change.close()

    def remark(self, name: str, id: str, text: str) -> Change:
        """Say why an article is in a dossier; empty: nothing."""
        with self._changing() as change:
            number = _number(change, name)
            _check_in(id, _entries(change, number), name)
            words = check_note(text)
            where = (number, id)
            (old,) = change.execute("SELECT remark FROM entries WHERE dossier = ? AND article = ?", where).fetchone()
            change.label, change.number = f"remark in dossier {name}", int(old != words)
            change.touch("entries", "article", [id], dossier=number)
            change.execute("UPDATE entries SET remark = ? WHERE dossier = ? AND article = ?", (words, *where))
            return change.close()


_NAMES = "SELECT name FROM dossiers ORDER BY name"


def name_dossier(title: str) -> tuple[str, str]:
    """A dossier's title, white space collapsed, and its name. Raises UsageError where it can have none."""
    text = collapse(title)
    name = slug(text)
    if not name:
        raise UsageError("a dossier's title needs at least one letter or digit", "name it")
    if len(text) > MAX_TITLE:
        raise UsageError(f"a dossier's title has at most {MAX_TITLE} letters, this one {len(text)}", "shorten it")
    return text, name


def entry_title(title: str) -> str:
    """What an article is called in a dossier when it is in no dump any longer."""
    return storable(title[:_SHOWN])


_SHOWN = 1000  # characters of a title; one of a megabyte is no title


def _insert(change: Changing, name: str, title: str, foreword: str) -> int:
    number = next_number(change, "dossiers")
    change.touch("dossiers", "number", [number])
    change.execute("INSERT INTO dossiers VALUES (?, ?, ?, ?)", (number, name, title, foreword))
    return number


def _append(change: Changing, number: int, titles: Mapping[str, str]) -> int:
    """Put articles at the end of a dossier, but for those that are in it; how many that were."""
    have = set(_entries(change, number))
    new = [(id, title) for id, title in titles.items() if id not in have]
    change.touch("entries", "article", [id for id, _ in new], dossier=number)
    last = change.execute("SELECT coalesce(max(position), -1) FROM entries WHERE dossier = ?", (number,))
    first = last.fetchone()[0] + 1
    change.executemany(
        "INSERT INTO entries (dossier, article, position, title, remark) VALUES (?, ?, ?, ?, '')",
        [(number, id, first + place, entry_title(title)) for place, (id, title) in enumerate(new)],
    )
    return len(new)


def _check_free(change: Changing, name: str, title: str) -> None:
    if change.execute("SELECT 1 FROM dossiers WHERE name = ?", (name,)).fetchone():
        raise UsageError(f"there is a dossier {name!r} already", f"give it another title than {title!r}")


def _number(change: Changing, name: str) -> int:
    found = change.execute("SELECT number FROM dossiers WHERE name = ?", (name,)).fetchone()
    if found is None:
        raise UsageError(*no_such("dossier", name, [each for (each,) in change.execute(_NAMES)]))
    return int(found[0])


def _entries(change: Changing, number: int) -> list[str]:
    """The ids of a dossier's articles, in order."""
    statement = "SELECT article FROM entries WHERE dossier = ? ORDER BY position, article"
    return [id for (id,) in change.execute(statement, (number,))]


def _check_in(id: str, entries: Sequence[str], name: str) -> None:
    if id not in entries:
        raise UsageError(f"the article {id} is not in dossier {name}", "`broadsheet dossier` shows what is")
