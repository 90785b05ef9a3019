"""Fields with a value as nodes of the tree."""

import re
from datetime import date

from reader.errors import QueryError
from reader.search.query.dates import read_point, read_range
from reader.search.query.fields import STATE_ALIASES, FieldRule
from reader.search.query.lexer import Value
from reader.search.query.nearest import find_nearest
from reader.search.query.source import brief
from reader.search.query.terms import read_quoted, read_stem, read_term, read_words
from reader.search.query.tree import DateRange, Field, New, Node, NumberRange, SortKey, Title
from reader.text import fold, slug

_NUMBER = re.compile(r"[0-9]{1,9}")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_COMPARED = re.compile(r"(>=?|<=?)(.*)")
_SERIES_DAY = re.compile(r"[<>]?=?[0-9][0-9,]*(?:\.\.[0-9,]*)?|\.\.[0-9][0-9,]*")


def read_filter(rule: FieldRule, value: Value, column: int, today: date) -> Node:
    """The node of a field with one value; `column` is where the field begins. Raises QueryError at the value."""
    place = value.start + 1 + value.whole
    if rule.kind == "title":
        if value.quoted:
            return Title(read_quoted(value.text, None, place, literal=value.whole), column)
        return Title(read_term("=" * value.whole + value.text, value.start + 1), column)
    if not value.quoted and len(value.text) > 1 and value.text.startswith("/") and value.text.endswith("/"):
        raise QueryError(place, "no regular expressions, use a prefix")
    if rule.kind == "date":
        return _dates(rule, value.text, place, column, today)
    if rule.kind == "number" or (rule.kind == "series" and not value.quoted and _SERIES_DAY.fullmatch(value.text)):
        return _numbers("day" if rule.kind == "series" else rule.name, value.text, place, column)
    if rule.kind == "state":
        return _state(rule, value.text, place, column)
    if not value.quoted and "*" in value.text:
        if rule.name in ("id", "like", "query"):
            raise QueryError(place + value.text.index("*"), f"{rule.name}: takes no *")
        return Field(rule.name, read_stem(value.text, place, value=True) + "*", value.whole, column)
    read_words(value.text, place)
    typed = " ".join(value.text.split())
    return Field(rule.name, typed if rule.kind == "typed" else slug(value.text), value.whole, column)


def _dates(rule: FieldRule, text: str, place: int, column: int, today: date) -> DateRange:
    if rule.name == "date":
        first, last = read_range(text, today, place)
        return DateRange(first.isoformat() if first else None, last.isoformat() if last else None, column=column)
    if ".." in text:
        raise QueryError(place, f"{rule.name}: takes one date; a span is written date:A..B")
    begin, end = read_point(text, today, place)
    if rule.name == "before":
        return DateRange(None, end.isoformat(), column=column)
    return DateRange(begin.isoformat(), None, "since" if rule.name == "since" else "date", column)


def _numbers(name: str, text: str, place: int, column: int) -> NumberRange:
    plain = _THOUSANDS.sub("", text.strip())
    if compared := _COMPARED.fullmatch(plain):
        sign, number = compared[1], _number(compared[2], place + len(compared[1]))
        if sign == "<" and number == 0:
            raise QueryError(place, "there is nothing below 0")
        if sign[0] == ">":
            return NumberRange(name, number + (sign == ">"), None, column)
        return NumberRange(name, None, number - (sign == "<"), column)
    first, dots, last = plain.partition("..")
    if not dots:
        number = _number(plain, place)
        return NumberRange(name, number, number, column)
    low = _number(first, place) if first else None
    high = _number(last, place + len(first) + 2) if last else None
    if low is not None and high is not None and low > high:
        raise QueryError(place, "the span runs backwards", f"{last}..{first}")
    return NumberRange(name, low, high, column)


def _number(text: str, place: int) -> int:
    if not _NUMBER.fullmatch(text):
        raise QueryError(place, f"{brief(text)} is no number" if text else "a number is missing")
    return int(text)


def _state(rule: FieldRule, text: str, place: int, column: int) -> Node:
    state = fold(text)
    if rule.name == "is":
        state = STATE_ALIASES.get(state, state)
    if state == "new":
        return New(column)
    if state not in rule.values:
        near = find_nearest(state, (*rule.values, *(STATE_ALIASES if rule.name == "is" else ())))
        raise QueryError(place, f"{rule.name}: has no value {brief(text)}, only {', '.join(rule.values)}", near)
    return Field(rule.name, state, column=column)


def read_sort(rule: FieldRule, values: tuple[Value, ...]) -> tuple[SortKey, ...]:
    """The orders of `sort:`. Raises QueryError for one that is unknown or stands twice."""
    keys: list[SortKey] = []
    for value in values:
        name = fold(value.text)
        reverse = name[:1] in "-–—−"
        name, place = name[reverse:], value.start + 1 + reverse
        if name not in rule.values:
            near = find_nearest(name, rule.values)
            raise QueryError(place, f"no order {brief(name)}, only {', '.join(rule.values)}", near)
        if any(key.field == name for key in keys):
            raise QueryError(place, f"{name} stands twice in sort:")
        keys.append(SortKey(name, reverse))
    return tuple(keys)
