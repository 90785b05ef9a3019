"""The words and values of a query's text that ask for something, with where each stands."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.search.query.fields import find_field
from reader.search.query.lexer import Token
from reader.search.query.source import read_source
from reader.text import words

_VALUE_KINDS = ("value", "typed", "series", "number")


class WordSpot(NamedTuple):
    """A word to be found in texts: [start, end) in the query as typed, its term, the number of its token.

    `bare` says that it is a token of its own, without quotes, `=` or a field.
    """

    start: int
    end: int
    term: str
    token: int
    title_only: bool
    bare: bool


class ValueSpot(NamedTuple):
    """A value of a field: [start, end) in the query as typed without `=`, and the field as it is called."""

    start: int
    end: int
    text: str
    field: str
    quoted: bool
    token: int


def find_spots(text: str, tokens: Sequence[Token]) -> Iterator[WordSpot | ValueSpot]:
    """All words and values that are asked for, in the order typed; none that a NOT keeps out. The tokens must parse."""
    inside: list[tuple[str, bool]] = [("", False)]
    negations = 0
    for number, token in enumerate(tokens):
        field, negative = inside[-1]
        negative = negative != (negations % 2 == 1)
        match token.kind:
            case "not":
                negations += 1
                continue
            case "open" | "group" | "fieldopen":
                inside.append((token.text if token.kind == "fieldopen" else field, negative))
            case "close" if len(inside) > 1:
                inside.pop()
            case "word" | "quoted" if not negative:
                yield from _in_token(text, number, token, field)
            case "filter" if not negative:
                for value in token.values:
                    start = value.start + value.whole
                    yield from _in_value(text, number, start, value.end, value.text, token.text, value.quoted)
        negations = 0


def _in_token(text: str, number: int, token: Token, field: str) -> Iterator[WordSpot | ValueSpot]:
    quoted = token.kind == "quoted"
    start = token.start + (token.literal if quoted else token.text.startswith("="))
    if field and field != "title":
        yield from _in_value(text, number, start, token.end, token.text.removeprefix("="), field, quoted)
    else:
        bare = not quoted and not field and start == token.start
        yield from _words(text, number, start, token.end, token.text, title_only=bool(field), bare=bare)


def _in_value(
    text: str, number: int, start: int, end: int, said: str, field: str, quoted: bool
) -> Iterator[WordSpot | ValueSpot]:
    rule = find_field(field)
    if field == "title":
        yield from _words(text, number, start, end, said, title_only=True, bare=False)
    elif rule and rule.kind in _VALUE_KINDS and "*" not in said:
        yield ValueSpot(start, end, said, field, quoted, number)


def _words(
    text: str, number: int, start: int, end: int, said: str, *, title_only: bool, bare: bool
) -> Iterator[WordSpot]:
    typed = text[start:end]
    begin = read_source(typed).text.find(said.removeprefix("="))
    # Characters that the lexer drops move what follows, and what they part is no word to respell.
    if begin < 0 or "*" in said or len(read_source(typed).text) != len(typed):
        return
    found = list(words(said.removeprefix("=")))
    for word in found:
        at = start + begin + word.start
        yield WordSpot(at, at + word.end - word.start, word.term, number, title_only, bare and len(found) == 1)
