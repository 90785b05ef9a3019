"""What a reader keeps as lines of JSON: all of it, in an order that follows from what it is."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from reader.archive.state_file import StateFile
from reader.archive.state_schema import Execute
from reader.text import to_json

STATE_SCHEMA = "broadsheet/state/1"

_STATEMENTS = {
    "flags": "SELECT kind, article FROM flags ORDER BY kind, rank, article",
    "tagged": "SELECT article, name FROM tagged JOIN tags USING (slug) ORDER BY slug",
    "notes": "SELECT article, text, quote, prefix, suffix, made, changed FROM notes",
    "dossiers": "SELECT name, title, foreword FROM dossiers ORDER BY name",
    "entries": (
        "SELECT name, article, entries.title, remark FROM entries JOIN dossiers ON number = dossier "
        "ORDER BY name, position, article"
    ),
    "searches": (
        "SELECT name, query, match, sort, colour, lit, coalesce(seconds, 0) "
        "FROM searches LEFT JOIN visits ON search = number ORDER BY position, number"
    ),
}


class Dumping(StateFile):
    """Writes the state as text. Methods raise ArchiveError."""

    def dump(self) -> Iterator[str]:
        """A line that names the schema, then a record a line: articles, notes, dossiers, their entries, searches.

        Numbers of ours are not in it, so that the same state gives the same bytes however it came about.
        """
        rows: dict[str, list[Any]] = {}
        if self.exists():
            with self._reading() as connection:
                rows = _rows(connection.execute)
        yield _line({"schema": STATE_SCHEMA})
        yield from _lines(rows)


def count_records(execute: Execute) -> Counter[str]:
    """The records that a dump would have now, each with how many there are of it; in a transaction."""
    return Counter(_lines(_rows(execute)))


def _rows(execute: Execute) -> dict[str, list[Any]]:
    return {table: execute(statement).fetchall() for table, statement in _STATEMENTS.items()}


def _lines(rows: dict[str, list[Any]]) -> Iterator[str]:
    if rows:
        articles: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        marked = 0
        for kind, id in rows["flags"]:
            marked += kind == "marked"
            articles[id][kind] = marked if kind == "marked" else True
        for id, tag in rows["tagged"]:
            articles[id].setdefault("tags", []).append(tag)
        for id in sorted(articles, key=str):
            kept = articles[id]
            yield _line({"kind": "article", "id": id} | {key: kept[key] for key in _OF_ARTICLE if key in kept})
        for article, *texts, made, changed in sorted(rows["notes"], key=_note_order):
            named = zip(("text", "quote", "prefix", "suffix"), texts, strict=True)
            times = {"made": made, "changed": changed}
            yield _line({"kind": "note", "article": article} | {key: text for key, text in named if text} | times)
        for name, title, foreword in rows["dossiers"]:
            yield _line({"kind": "dossier", "name": name, "title": title, "foreword": foreword})
        for name, id, title, remark in rows["entries"]:
            yield _line({"kind": "entry", "dossier": name, "id": id, "title": title, "remark": remark})
        for name, query, match, sort, colour, lit, visited in rows["searches"]:
            search = {"name": name, "query": query, "match": match, "sort": sort, "colour": colour, "lit": bool(lit)}
            yield _line({"kind": "search"} | search | {"visited": visited})


_OF_ARTICLE = ("read", "starred", "marked", "tags")


def _note_order(row: tuple[Any, ...]) -> tuple[str, ...]:
    """By article, then as they were made, then by all they say; as texts, since a damaged file may hold anything."""
    article, text, quote, prefix, suffix, made, changed = map(str, row)
    return article, made, quote, text, prefix, suffix, changed


def _line(record: dict[str, Any]) -> str:
    return to_json(record) + "\n"
