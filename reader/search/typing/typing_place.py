"""Where one is typing in a query that may be unfinished: a word, a field's value, and what of it is typed."""

import re
from dataclasses import dataclass

from reader.search.query.fields import FieldRule, find_field
from reader.search.query.source import DASHES
from reader.text import fold

_QUOTES = '"“”„‟«»＂'
_FIELD = re.compile(r"([^\W\d_]+):")
_END = re.compile(rf"[\s()\[\],{_QUOTES}]")
_LIST_KINDS = ("value", "typed", "state", "date", "number", "series", "sort")


@dataclass(frozen=True, slots=True)
class TypingPlace:
    """What is typed at the cursor: `typed` stands in characters [start, end) of the query, without quotes or `=`.

    `rule` is the field whose value it is, None for a word. `others` are the values before it in a list; `quoted` and
    `whole` say that an open quote or `=` stands before it; `signed` that it can be no field; `title_only` that it is a
    word of a headline.
    """

    typed: str
    start: int
    end: int
    rule: FieldRule | None = None
    others: tuple[str, ...] = ()
    quoted: bool = False
    whole: bool = False
    signed: bool = False
    title_only: bool = False


def find_place(text: str, cursor: int) -> TypingPlace | None:
    """The place at a cursor between characters, counted from 0; None inside a text in quotes."""
    before = text[:cursor]
    start, fields = _token(before)
    token = before[start:]
    end = _end(text, cursor)
    sign = len(token) - len(token.lstrip(DASHES))
    body, at = token[sign:], start + sign
    if body.startswith("#"):
        return _value(body[1:], at + 1, end, find_field("tag"), text)
    if (found := _FIELD.match(body)) and (rule := find_field(fold(found[1]))):
        if rule.kind in _LIST_KINDS:
            return _value(body[found.end() :], at + found.end(), end, rule, text)
        if rule.kind != "title":
            return TypingPlace(body[found.end() :], at + found.end(), end, rule) if rule.kind == "unit" else None
        body, at = body[found.end() :], at + found.end()
        whole = body.startswith("=")
        return None if _opens(body) else TypingPlace(body[whole:], at + whole, end, signed=True, title_only=True)
    inside = find_field(fields[-1]) if fields and fields[-1] else None
    if inside and inside.kind in _LIST_KINDS:
        return _value(body, at, end, inside, text)
    if _opens(body):
        return None
    literal = body.startswith("=")
    return TypingPlace(body[literal:], at + literal, end, signed=literal or bool(inside), title_only=bool(inside))


def _token(before: str) -> tuple[int, list[str]]:
    """Where the token that the text ends with begins, and the fields of the brackets that are open around it."""
    start, quoted = 0, False
    fields: list[str] = []
    for at, letter in enumerate(before):
        if letter in _QUOTES:
            quoted = not quoted
        elif quoted:
            continue
        elif letter.isspace():
            start = at + 1
        elif letter == "(":
            found = _FIELD.fullmatch(before[start:at].lstrip(DASHES))
            fields.append(fold(found[1]) if found else (fields[-1] if fields else ""))
            start = at + 1
        elif letter == ")":
            if fields:
                fields.pop()
            start = at + 1
    return start, fields


def _opens(body: str) -> bool:
    return any(letter in _QUOTES for letter in body)


def _end(text: str, cursor: int) -> int:
    """The end of the word that the cursor stands in, or before."""
    if cursor and _END.match(text[cursor - 1]):
        return cursor
    found = _END.search(text, cursor)
    return found.start() if found else len(text)


def _value(body: str, at: int, end: int, rule: FieldRule | None, text: str) -> TypingPlace:
    """The last value of a list."""
    start, quoted = 0, False
    for number, letter in enumerate(body):
        if letter in _QUOTES:
            quoted = not quoted
        elif letter == "," and not quoted:
            start = number + 1
    others = tuple(each.strip("=" + _QUOTES) for each in body[:start].split(",") if each)
    value = body[start:]
    whole = value.startswith("=")
    value, place = value[whole:], at + start + whole
    if quoted and value[:1] and value[0] in _QUOTES:
        closing = next((n for n in range(end, len(text)) if text[n] in _QUOTES), None)
        return TypingPlace(
            value[1:], place, len(text) if closing is None else closing + 1, rule, others, quoted=True, whole=whole
        )
    return TypingPlace(value.strip(_QUOTES), place, end, rule, others, whole=whole)
