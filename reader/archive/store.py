"""The archive: every dump added and every article, in SQLite."""

import json
import os
import sqlite3
import threading
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.archive.database import Database
from reader.archive.filing import DumpFacts, Filed, Spell, close_dump, file_articles, open_dump, recast_shadows, relabel
from reader.archive.revision_log import (
    corrected_at,
    earlier_article,
    keep_earlier,
    later_keys,
    revised_among,
    revisions_since,
)
from reader.archive.rows import BLOCK, SECTION, Named, article_of, unpack_numbers
from reader.article import Article
from reader.errors import ArchiveError, UsageError
from reader.results import DumpInfo

if TYPE_CHECKING:
    from reader.archive.state_store import StateStore

_ARTICLE = "SELECT articles.*, dumps.name AS dump_name FROM articles JOIN dumps ON dumps.number = articles.dump"
_CHUNK = 400
"""Keys in one statement; SQLite's oldest limit on variables is 999."""


class Column(NamedTuple):
    """An article's facts for the catalogue; a plain tuple, because a hundred thousand are made at once.

    Dates are ISO, topics come with the number of their sections.

    `dump` names every dump that it stands in, a line each; `added` counts seconds since 1970 in UTC.
    """

    key: int
    title: str
    outlet: str | None
    date_first: str | None
    date_last: str | None
    topics: tuple[tuple[str, int], ...]
    dump: str
    words: int
    agency: str | None
    kind: str | None
    series: str | None
    number: int | None
    added: int


class Archive:
    """Reads and writes the archive in a folder. Methods raise ArchiveError; any thread may call them."""

    def __init__(self, folder: Path) -> None:
        self.database = Database(folder)
        self._folder = folder
        self._names: dict[int, Named] = {}
        self._state: StateStore | None = None
        self._state_lock = threading.Lock()

    def close(self) -> None:
        """Close the databases."""
        self.database.close()
        if self._state:
            self._state.close()

    @property
    def state(self) -> "StateStore":
        """What the reader keeps; the first use carries what was kept of articles that were corrected meanwhile."""
        with self._state_lock:
            if self._state is None:
                from reader.archive.state_store import StateStore

                self._state = StateStore(self._folder)
                self._settle(self._state)
            return self._state

    def _settle(self, state: "StateStore") -> None:
        # A state that cannot be written, or read, is told of where it is asked for; articles need none.
        with suppress(ArchiveError):
            state.settle(self.database)

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        with self.database.guarded():
            cursor = self.database.connection.cursor()
            cursor.row_factory = sqlite3.Row
            return cursor.execute(statement, values).fetchall()

    def facts(self) -> tuple[str, int]:
        """The archive's identity, and a stamp that rises with every change."""
        found = {row["name"]: row["value"] for row in self._rows("SELECT name, value FROM facts")}
        return found["uid"], int(found["stamp"])

    def last_visit(self) -> int:
        """When the reader was here last, in seconds since 1970; 0 where that was never."""
        return int(self._rows("SELECT value FROM facts WHERE name = 'visit'")[0]["value"])

    def keep_visit(self, seconds: int) -> None:
        """Take down when the reader was here."""
        with self.database.writing(stamped=False) as connection:
            connection.execute("UPDATE facts SET value = ? WHERE name = 'visit'", (str(seconds),))

    # dumps

    def dumps(self) -> list[DumpInfo]:
        """Every dump, in the order in which they were added."""
        return self._dumps("ORDER BY number")

    def find_dumps(self, path: str, digest: str) -> list[DumpInfo]:
        """The dumps at that path or with those bytes, in the order in which they were added."""
        return self._dumps("WHERE path = ? OR digest = ? ORDER BY number", (path, digest))

    def _dumps(self, which: str, values: Sequence[object] = ()) -> list[DumpInfo]:
        counted = "(SELECT count(*) FROM articles WHERE dump = number) AS articles"
        rows = self._rows(f"SELECT dumps.*, {counted} FROM dumps {which}", values)
        return [
            DumpInfo(
                name=row["name"],
                path=row["path"],
                digest=row["digest"],
                bytes=row["bytes"],
                added=row["added"],
                articles=row["articles"],
                settings=row["settings"],
                header=tuple(json.loads(row["header"])),
            )
            for row in rows
        ]

    def encoding(self, path: str) -> str:
        """The encoding in which the dump at that path was read."""
        rows = self._rows("SELECT encoding FROM dumps WHERE path = ?", (path,))
        return rows[0]["encoding"] if rows else "utf-8"

    def move_dump(self, old: str, path: Path, name: str) -> None:
        """A dump lies at another place now."""
        with self.database.writing() as connection:
            connection.execute("UPDATE dumps SET path = ?, name = ? WHERE path = ?", (str(path), name, old))

    def file_dump(
        self,
        path: Path,
        name: str,
        articles: Iterable[Article],
        facts: Callable[[], DumpFacts],
        spell: Spell = lambda _: (),
    ) -> Filed:
        """File the articles of the dump at `path`, in place of those of its earlier version.

        `facts` is called when `articles` has been read to its end, `spell` for each name that the archive has not met.
        """
        with self.database.writing() as connection:
            number = open_dump(connection, str(path), name)
            (digest,) = connection.execute("SELECT digest FROM dumps WHERE number = ?", (number,)).fetchone()
            filed = file_articles(connection, number, articles, spell, lambda: facts().digest == digest)
            close_dump(connection, number, facts())
        self._settle(self.state)
        return filed

    def forget(self, dump: str) -> int:
        """Take a dump out, named by its file name or path; the number of articles it had.

        Raises UsageError where no dump, or more than one, is called so.
        """
        known = self.dumps()
        meant = [each for each in known if dump == each.name or os.path.realpath(dump) == each.path]
        if len(meant) != 1:
            names = [each.name for each in known]
            if meant:
                raise UsageError(f"{len(meant)} dumps are called {dump}", "give the whole path, as `info` shows it")
            import difflib

            near = difflib.get_close_matches(dump, names, 1)
            raise UsageError(
                f"no dump {dump!r} in the archive", f"did you mean {near[0]}?" if near else "see: broadsheet info"
            )
        with self.database.writing() as connection:
            number = connection.execute("SELECT number FROM dumps WHERE path = ?", (meant[0].path,)).fetchone()[0]
            ids = [row[0] for row in connection.execute("SELECT id FROM articles WHERE dump = ?", (number,))]
            keep_earlier(connection, number)
            connection.execute("DELETE FROM dumps WHERE number = ?", (number,))
            recast_shadows(connection, ids)
        return len(ids)

    # articles

    def count(self) -> int:
        """The number of articles, each content once."""
        return int(self._rows("SELECT count(*) AS n FROM articles WHERE shadowed = 0")[0]["n"])

    def columns(self) -> Iterator[Column]:
        """Every article's facts for the catalogue, by ascending key."""
        names = {row["number"]: row["name"] for row in self._rows("SELECT number, name FROM dumps")}
        shared = {
            row["id"]: row["names"]
            for row in self._rows(
                "SELECT id, group_concat(name, char(10)) AS names FROM articles JOIN dumps ON number = dump "
                "WHERE id IN (SELECT id FROM articles WHERE shadowed = 1) GROUP BY id"
            )
        }
        topics: dict[str, tuple[tuple[str, int], ...]] = {}
        one: dict[str | None, str | None] = {}  # few values stand in many articles: one string for each
        same = one.setdefault
        with self.database.guarded():
            for (
                key, id, title, outlet, first, last, packed, dump, words, agency, kind, series, number, added
            ) in self.database.connection.execute(
                "SELECT key, id, title, outlet, date_first, date_last, topics, dump, words, "
                "agency, kind, series_name, series_number, added FROM articles WHERE shadowed = 0 ORDER BY key"
            ):  # fmt: skip
                if packed not in topics:
                    pairs = (each.rpartition(":") for each in packed.split())
                    topics[packed] = tuple((topic, int(count)) for topic, _, count in pairs)
                yield Column(
                    key, title, same(outlet, outlet), same(first, first), same(last, last), topics[packed],
                    shared.get(id) or names[dump], words, same(agency, agency), same(kind, kind), same(series, series),
                    number, added,
                )  # fmt: skip

    def names(self) -> dict[int, Named]:
        """Every name with its kind, by its number."""
        rows = self._rows("SELECT number, kind, name FROM names")
        return {row["number"]: (row["kind"], row["name"]) for row in rows}

    def names_by_article(self) -> Iterator[tuple[int, "array[int]"]]:
        """The key of every article, ascending, with the numbers of its names."""
        with self.database.guarded():
            statement = "SELECT key, names FROM articles WHERE shadowed = 0 ORDER BY key"
            for key, packed in self.database.connection.execute(statement):
                yield key, unpack_numbers(packed)

    def keys_in_order(self) -> list[int]:
        """The keys of all articles, in the order of the dumps and of the articles in them."""
        return [row["key"] for row in self._rows("SELECT key FROM articles WHERE shadowed = 0 ORDER BY dump, position")]

    def keys(self) -> set[int]:
        """The keys of all articles."""
        return {row["key"] for row in self._rows("SELECT key FROM articles WHERE shadowed = 0")}

    def find_key(self, id: str) -> int:
        """The key of an article by its id or the unique beginning of one. Raises UsageError, naming the nearest."""
        wanted, rows = id.strip().lower(), []
        if wanted and not set(wanted) - set("0123456789abcdef"):
            bounds = (wanted, wanted + "g")
            rows = self._rows("SELECT key, id FROM articles WHERE shadowed = 0 AND id >= ? AND id < ?", bounds)
        if len(rows) == 1:
            return int(rows[0]["key"])
        if rows:
            raise UsageError(f"{len(rows)} articles have an id that begins with {id}", "give more letters of it")
        raise UsageError(f"no article has the id {id!r}", "`broadsheet list` shows the ids")

    def ids_of(self, keys: Sequence[int]) -> dict[int, str]:
        """The ids of articles by their keys, in the order asked; a key that is gone is passed over."""
        rows = self._rows("SELECT key, id FROM articles WHERE key IN (SELECT value FROM json_each(?))", (_list(keys),))
        found = {row["key"]: row["id"] for row in rows}
        return {key: found[key] for key in keys if key in found}

    def keys_with_ids(self, ids: Sequence[str]) -> dict[str, int]:
        """The keys of articles by their whole ids; an id that is in no dump is passed over."""
        statement = "SELECT id, key FROM articles WHERE shadowed = 0 AND id IN (SELECT value FROM json_each(?))"
        with self.database.guarded():
            return dict(self.database.connection.execute(statement, (_list(ids),)).fetchall())

    def titles(self, keys: Sequence[int]) -> dict[int, str]:
        """The titles of articles by their keys."""
        statement = "SELECT key, title FROM articles WHERE key IN (SELECT value FROM json_each(?))"
        with self.database.guarded():
            return dict(self.database.connection.execute(statement, (_list(keys),)).fetchall())

    def articles(self, keys: Sequence[int]) -> Iterator[Article]:
        """Articles by key, in the order asked; a key that is gone is passed over."""
        for _, article in self.keyed_articles(keys):
            yield article

    def keyed_articles(self, keys: Sequence[int], *, named: bool = True) -> Iterator[tuple[int, Article]]:
        """The same, each with its key; without their names where they need not be `named`."""
        for start in range(0, len(keys), _CHUNK):
            chunk = keys[start : start + _CHUNK]
            among = f"({','.join(map(str, map(int, chunk)))})"
            rows = {row["key"]: row for row in self._rows(f"{_ARTICLE} WHERE key IN {among}")}
            sections = self._by_article(
                f"SELECT {SECTION} FROM sections WHERE article IN {among} ORDER BY article, number"
            )
            blocks = self._by_article(
                f"SELECT {BLOCK} FROM blocks WHERE article IN {among} ORDER BY article, section, number"
            )
            if named:
                self._learn_names(rows.values())
            names = self._names if named else None
            for key in chunk:
                if key in rows:
                    yield key, article_of(rows[key], sections.get(key, ()), blocks.get(key, ()), names)

    def _learn_names(self, rows: Iterable[sqlite3.Row]) -> None:
        """Look up the names of articles that are not known yet; a number never changes its name."""
        missing = {number for row in rows for number in unpack_numbers(row["names"])} - self._names.keys()
        if missing:
            among = ",".join(map(str, missing))
            for row in self._rows(f"SELECT number, kind, name FROM names WHERE number IN ({among})"):
                self._names[row["number"]] = (row["kind"], row["name"])

    def spellings(self, forms: Sequence[str]) -> list[str]:
        """The terms of names that are also written like one of these forms."""
        among = ", ".join("?" * len(forms))
        rows = self._rows(f"SELECT DISTINCT term FROM spellings WHERE form IN ({among}) ORDER BY term", forms)
        return [row["term"] for row in rows]

    # corrected texts

    def revisions_since(self, seconds: int) -> list[tuple[int, str, int]]:
        """Articles that a later dump corrected after a time, in seconds since 1970: key, id of the text then, when."""
        return revisions_since(self.database, seconds)

    def corrected_at(self, later: str, earlier: str) -> int | None:
        """When the text of one id took the place of an earlier one, in seconds since 1970; None: it never did."""
        return corrected_at(self.database, later, earlier)

    def revised_among(self, ids: Sequence[str]) -> set[str]:
        """Those of these texts, by their ids, that a later dump had in the place of an earlier text."""
        return revised_among(self.database, ids)

    def previous_article(self, id: str) -> Article | None:
        """The article of an earlier id, from the archive or as it was kept when it was corrected."""
        key = self.keys_with_ids([id]).get(id)
        return earlier_article(self.database, id) if key is None else next(self.articles([key]), None)

    def later_keys(self, ids: Iterable[str]) -> dict[str, int]:
        """By ids of texts that are in no dump any longer, the keys of the articles that corrected them."""
        return later_keys(self.database, ids)

    # corrections of topics

    def corrections(self) -> dict[str, dict[str, bool]]:
        """By passage and topic, whether it has that topic because a person says so."""
        found: dict[str, dict[str, bool]] = {}
        for row in self._rows("SELECT passage, topic, wanted FROM corrections"):
            found.setdefault(row["passage"], {})[row["topic"]] = bool(row["wanted"])
        return found

    def correct(self, key: int, relabelled: Article, passage: str, topic: str, wanted: bool | None) -> None:
        """Keep what a person says of a passage (None: nothing any longer), and the article's labels that follow."""
        with self.database.writing() as connection:
            connection.execute("DELETE FROM corrections WHERE passage = ? AND topic = ?", (passage, topic))
            if wanted is not None:
                connection.execute("INSERT INTO corrections VALUES (?, ?, ?)", (passage, topic, wanted))
            relabel(connection, key, relabelled)

    def _by_article(self, statement: str) -> dict[int, list[tuple[Any, ...]]]:
        """Rows that begin with the key of an article. Plain tuples: an article has dozens of them."""
        found: dict[int, list[tuple[Any, ...]]] = {}
        with self.database.guarded():
            for row in self.database.connection.execute(statement):
                found.setdefault(row[0], []).append(row)
        return found


def _list(values: Sequence[object]) -> str:
    """Values for a statement that takes them all at once."""
    return json.dumps(values)
