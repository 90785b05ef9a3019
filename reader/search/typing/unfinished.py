"""Queries that read without error but are still being typed: a field whose value has yet to come."""

from reader.errors import QueryError
from reader.search.query.fields import find_field
from reader.search.query.lexer import tokenize
from reader.search.query.source import brief
from reader.text import fold


def find_unfinished(text: str) -> QueryError | None:
    """What is missing at the end of a query whose last term is a field without a value; None where nothing is."""
    try:
        tokens = tokenize(text)
    except QueryError:
        return None  # the search says so itself
    last = tokens[-1] if tokens else None
    if last is None or last.kind != "word" or not last.text.endswith(":") or not find_field(fold(last.text[:-1])):
        return None
    return QueryError(last.end + 1, f"{brief(last.text)} waits for its value")
