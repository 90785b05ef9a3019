"""The one table of export formats."""

from collections.abc import Callable, Iterable, Iterator

from reader.article import Article
from reader.errors import UsageError
from reader.export.records import json_document, jsonl

Exporter = Callable[[Iterable[Article], str | None, int], Iterator[str]]
"""Articles, the query they answer (None: all) and their number; gives pieces of text."""

EXPORTERS: dict[str, Exporter] = {
    "jsonl": lambda articles, query, count: jsonl(articles),  # noqa: ARG005
    "json": json_document,
}


def get_exporter(name: str) -> Exporter:
    """The exporter of that name. Raises UsageError, naming those there are."""
    if name not in EXPORTERS:
        raise UsageError(f"no export format {name!r}", f"there are {', '.join(EXPORTERS)}")
    return EXPORTERS[name]
