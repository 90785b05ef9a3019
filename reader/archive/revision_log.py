"""Texts that were corrected: which came before which, since when, and the earlier one where the archive lost it."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from reader.archive.database import Database
from reader.archive.rows import BLOCK, SECTION, Named, article_of, pack_numbers, unpack_numbers
from reader.article import Article

_ARTICLE = "SELECT articles.*, dumps.name AS dump_name FROM articles JOIN dumps ON dumps.number = articles.dump"
_MOST_STEPS = 100  # of one correction to the next


class Revision(NamedTuple):
    """A later text of an article by its id, the earlier one, and whether the archive has the earlier one no longer."""

    number: int
    id: str
    previous: str
    gone: bool
    title: str


def log_revisions(connection: sqlite3.Connection, pairs: Iterable[tuple[str, str, int]], seconds: int) -> None:
    """Take down pairs of a later id and an earlier one; the earlier text too, where it goes with the key beside it.

    Key 0: it stays. A `seconds` of 0 stands for a text that only the rules of reading changed: nothing to tell anyone.
    """
    for id, previous, key in pairs:
        packed = _pack(connection, key) if key and seconds else None
        connection.execute(
            "INSERT OR REPLACE INTO revisions (id, previous, seconds, article) VALUES (?, ?, ?, ?)",
            (id, previous, seconds, packed),
        )


def keep_earlier(connection: sqlite3.Connection, dump: int) -> None:
    """Keep the earlier texts that go with a dump. Before it is deleted."""
    statement = (
        "SELECT number, key FROM revisions JOIN articles ON articles.id = previous WHERE dump = ?1 AND seconds > 0 "
        "AND NOT EXISTS (SELECT 1 FROM articles AS other WHERE other.id = previous AND other.dump != ?1)"
    )
    for number, key in connection.execute(statement, (dump,)).fetchall():
        connection.execute("UPDATE revisions SET article = ? WHERE number = ?", (_pack(connection, key), number))


def last_revision(database: Database) -> tuple[str, int]:
    """The identity of the archive, and the number of its last revision; 0 where there was none."""
    statement = "SELECT value, (SELECT coalesce(max(number), 0) FROM revisions) FROM facts WHERE name = 'uid'"
    with database.guarded():
        uid, number = database.connection.execute(statement).fetchone()
    return str(uid), int(number)


def later_keys(database: Database, ids: Iterable[str]) -> dict[str, int]:
    """The keys of the articles that corrected texts of these ids, which the archive has no longer."""
    found: dict[str, int] = {}
    now = {id: id for id in ids}
    for _ in range(_MOST_STEPS):
        if not now:
            break
        with database.guarded():
            read = database.connection.execute
            statement = (
                "SELECT previous, id FROM revisions WHERE previous IN (SELECT value FROM json_each(?)) ORDER BY number"
            )
            later = dict(read(statement, (json.dumps(list(set(now.values()))),)).fetchall())
            now = {first: later[id] for first, id in now.items() if id in later}
            statement = "SELECT id, key FROM articles WHERE shadowed = 0 AND id IN (SELECT value FROM json_each(?))"
            there = dict(read(statement, (json.dumps(list(set(now.values()))),)).fetchall())
        found |= {first: there[id] for first, id in now.items() if id in there}
        now = {first: id for first, id in now.items() if id not in there}
    return found


def revisions_after(database: Database, number: int) -> list[Revision]:
    """The revisions taken down after the one of that number, in order."""
    statement = (
        "SELECT number, id, previous, NOT EXISTS (SELECT 1 FROM articles WHERE articles.id = previous), "
        "coalesce((SELECT title FROM articles WHERE articles.id = revisions.id LIMIT 1), '') "
        "FROM revisions WHERE number > ? ORDER BY number"
    )
    with database.guarded():
        return [
            Revision(each, id, previous, bool(gone), title)
            for each, id, previous, gone, title in database.connection.execute(statement, (number,))
        ]


def revisions_since(database: Database, seconds: int) -> list[tuple[int, str, int]]:
    """Articles that were corrected after a time in seconds since 1970: key, id of the text at that time, and when.

    Of several corrections of one article the whole way is told as one; by key.
    """
    before: dict[str, list[tuple[int, str, int]]] = {}
    statement = "SELECT number, id, previous, seconds FROM revisions WHERE seconds > ? ORDER BY number DESC"
    with database.guarded():
        for number, id, previous, when in database.connection.execute(statement, (max(0, seconds),)):
            before.setdefault(id, []).append((number, previous, when))
        keys = dict(
            database.connection.execute(
                "SELECT id, key FROM articles WHERE shadowed = 0 AND id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(before)),),
            ).fetchall()
        )
    found: list[tuple[int, str, int]] = []
    for id, key in keys.items():
        first, steps = id, before[id][:1]
        while steps:
            last, first, _ = steps[0]
            # Back in time only: a text may have come back.
            steps = [each for each in before.get(first, ()) if each[0] < last][:1]
        if first != id:
            found.append((key, first, before[id][0][2]))
    return sorted(found)


def corrected_at(database: Database, later: str, earlier: str) -> int | None:
    """When the text of one id took the place of an earlier one, at once or step by step; None: it never did.

    In seconds since 1970; 0 where only the rules of reading had changed.
    """
    found, steps = 0, [later]
    for _ in range(_MOST_STEPS):
        statement = "SELECT previous, seconds FROM revisions WHERE id = ? ORDER BY number DESC LIMIT 1"
        with database.guarded():
            row = database.connection.execute(statement, (steps[-1],)).fetchone()
        if row is None or row[0] in steps:
            return None
        found = found or int(row[1])
        if row[0] == earlier:
            return found
        steps.append(row[0])
    return None


def revised_among(database: Database, ids: Sequence[str]) -> set[str]:
    """Those of texts, by their ids, that a later dump had in the place of an earlier text."""
    statement = "SELECT id FROM revisions WHERE seconds > 0 AND id IN (SELECT value FROM json_each(?))"
    with database.guarded():
        return {id for (id,) in database.connection.execute(statement, (json.dumps(list(ids)),))}


def earlier_article(database: Database, id: str) -> Article | None:
    """The article of an id that the archive has no longer, as it was when it was corrected."""
    statement = "SELECT article FROM revisions WHERE previous = ? AND article IS NOT NULL ORDER BY number DESC LIMIT 1"
    with database.guarded():
        row = database.connection.execute(statement, (id,)).fetchone()
    return _unpack(row[0]) if row else None


def _pack(connection: sqlite3.Connection, key: int) -> str:
    """All rows of an article as JSON."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    row = dict(cursor.execute(f"{_ARTICLE} WHERE key = ?", (key,)).fetchone())
    numbers = unpack_numbers(row.pop("names"))
    named: dict[int, Named] = {
        number: (kind, name)
        for number, kind, name in connection.execute(
            "SELECT number, kind, name FROM names WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        )
    }
    whole = {
        "row": row,
        "names": [named[number] for number in numbers],
        "sections": connection.execute(
            f"SELECT {SECTION} FROM sections WHERE article = ? ORDER BY number", (key,)
        ).fetchall(),
        "blocks": connection.execute(
            f"SELECT {BLOCK} FROM blocks WHERE article = ? ORDER BY section, number", (key,)
        ).fetchall(),
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _unpack(packed: str) -> Article:
    whole = json.loads(packed)
    names: Sequence[Sequence[str]] = whole["names"]
    row: Any = {**whole["row"], "names": pack_numbers(range(len(names)))}
    named = {number: (kind, name) for number, (kind, name) in enumerate(names)}
    return article_of(row, whole["sections"], whole["blocks"], named)
