"""The saved searches that a query uses: which, where they stand in its text, and the query under their new names."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from reader.search.query.fields import find_field
from reader.search.query.lexer import Token, Value, tokenize
from reader.search.query.operands import part_values
from reader.search.query.parser import parse
from reader.text import slug

_OPENING = ("open", "fieldopen", "group")


class SavedName(NamedTuple):
    """A saved search that is named in a query, by its slug, at characters [start, end) of the text as typed."""

    name: str
    start: int
    end: int


def names_used(text: str, today: date) -> list[SavedName]:
    """Every place where a query names a saved search, in the order typed. Raises QueryError."""
    parse(text, today)
    return [SavedName(slug(value.text), value.start, value.end) for value in _values(tokenize(text))]


def with_name(text: str, old: str, new: str, today: date) -> str:
    """The query with the saved search `old` called `new` wherever it is named. Raises QueryError."""
    for used in reversed(names_used(text, today)):
        if used.name == old:
            text = text[: used.start] + new + text[used.end :]
    parse(text, today)
    return text


def _values(tokens: Sequence[Token]) -> Iterator[Value]:
    """The values of `query:`, listed by commas or in brackets."""
    rule = find_field("query")
    assert rule is not None, "the table of fields has it"
    within = 0
    for token in tokens:
        if within:
            within += (token.kind in _OPENING) - (token.kind == "close")
            if token.kind == "word":
                yield from part_values(token, rule)
            elif token.kind == "quoted":
                yield Value(token.text, token.start, token.end, quoted=True, whole=token.literal)
        elif token.kind == "fieldopen" and token.text == rule.name:
            within = 1
        elif token.kind == "filter" and token.text == rule.name:
            yield from token.values
