"""Pieces of many articles, read without the rest of them: for searches that look at thousands."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reader.archive.database import Database

_CHUNK = 400
"""Keys in one statement; SQLite's oldest limit on variables is 999."""


def keys_with_id(database: Database, id: str, most: int = 2) -> list[int]:
    """The keys of the articles whose id begins so, in any case, at most so many. Raises ArchiveError."""
    wanted = id.strip().lower()
    if not wanted or set(wanted) - set("0123456789abcdef"):
        return []
    statement = "SELECT key FROM articles WHERE shadowed = 0 AND id >= ? AND id < ? LIMIT ?"
    with database.guarded():
        return [key for (key,) in database.connection.execute(statement, (wanted, wanted + "g", most))]


def keys_there(database: Database, keys: Sequence[int]) -> set[int]:
    """Those of the keys that are of an article. Raises ArchiveError."""
    return {
        key
        for among in _chunks(keys)
        for (key,) in _rows(database, f"SELECT key FROM articles WHERE shadowed = 0 AND key IN {among}")
    }


def section_topics(database: Database, keys: Sequence[int]) -> Iterator[tuple[int, Mapping[int, Sequence[str]]]]:
    """Of each article the topics of its sections, by the number of the section; in no order. Raises ArchiveError."""
    known: dict[str, tuple[str, ...]] = {}
    for among in _chunks(keys):
        found: dict[int, dict[int, Sequence[str]]] = {}
        statement = f"SELECT article, number, labels FROM sections WHERE labels != '[]' AND article IN {among}"
        for key, number, labels in _rows(database, statement):
            if labels not in known:
                known[labels] = tuple(topic for topic, _ in json.loads(labels))
            found.setdefault(key, {})[number] = known[labels]
        yield from found.items()


def _chunks(keys: Sequence[int]) -> Iterator[str]:
    for start in range(0, len(keys), _CHUNK):
        yield f"({','.join(map(str, map(int, keys[start : start + _CHUNK])))})"


def _rows(database: Database, statement: str) -> list[tuple[Any, ...]]:
    with database.guarded():
        return database.connection.execute(statement).fetchall()
