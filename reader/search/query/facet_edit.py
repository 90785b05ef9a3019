"""Facets write the query: pure functions that change top-level terms of one field in a query's text.

What else was typed stays as it is. Values are as in a facet: `harbour-wire` or `Harbour Wire`; a leading `=` is
written, so that the term catches that value alone. Dates are date forms, such as `2031-03-14` or `2031-03-10..`.
All functions raise QueryError for a query that cannot be read and for a value that no query can name.
"""

import re
from collections.abc import Iterable
from datetime import date

from reader.errors import QueryError
from reader.search.query.fields import FieldRule, find_field
from reader.search.query.filters import read_filter
from reader.search.query.lexer import Value, tokenize
from reader.search.query.parser import parse
from reader.search.query.source import brief
from reader.search.query.toplevel import Term, bracketed, find_terms, has_alternatives, without
from reader.search.query.tree import DateRange, Field, NumberRange
from reader.text import slug

_BARE = re.compile(r"[^\s()\[\]\",*=#/„“”«»]+")
_DATE_FIELDS = frozenset({"date", "after", "before"})


def toggle(text: str, field: str, value: str, today: date) -> str:
    """Ask for the value too, or no longer if the query asks for it already; an exclusion of it is taken back."""
    rule = _rule(field)
    key = _key(rule, _facet_value(value), today)
    kept = _drop(text, rule, key, today)
    if _names(_values(_terms(text, rule, today), rule, today)[0], key):
        return kept
    return _add(kept, rule, _written(rule, value), today)


def exclude(text: str, field: str, value: str, today: date) -> str:
    """Keep the value out, or no longer if the query keeps it out already."""
    rule = _rule(field)
    key = _key(rule, _facet_value(value), today)
    kept = _drop(text, rule, key, today)
    if _names(_values(_terms(text, rule, today), rule, today)[1], key):
        return kept
    return _append(kept, f"-{rule.name}:{_written(rule, value)}")


def clear(text: str, field: str, today: date) -> str:
    """Take every top-level term of the field out of the query."""
    rule = _rule(field)
    while terms := _terms(text, rule, today):
        text = without(text, terms[-1])
    return text


def only(text: str, field: str, value: str, today: date) -> str:
    """Ask for this value of the field and no other; asked again it changes nothing."""
    rule = _rule(field)
    key = _key(rule, _facet_value(value), today)
    terms = _terms(text, rule, today)
    keys = [each for term in terms for each in _keys(term, rule, today)]
    if len(keys) == 1 and not terms[0].negative and _names(keys, key):
        return text
    return _append(clear(text, field, today), f"{rule.name}:{_written(rule, value)}")


def included(terms: Iterable[Term], field: str, today: date) -> tuple[frozenset[str], frozenset[str]]:
    """The values of a field that the terms of a query ask for, and those they keep out: slugs, or ISO days as `A..B`.

    `terms` are those at top level that are lists of values.
    """
    rule = _rule(field)
    wanted, unwanted = _values(_of_field(terms, rule), rule, today)
    return frozenset(key.removeprefix("=") for key in wanted), frozenset(key.removeprefix("=") for key in unwanted)


def _values(terms: Iterable[Term], rule: FieldRule, today: date) -> tuple[set[str], set[str]]:
    """The same with the `=` of those that were asked for by it."""
    wanted: set[str] = set()
    unwanted: set[str] = set()
    for term in terms:
        (unwanted if term.negative else wanted).update(_keys(term, rule, today))
    return wanted, unwanted


def _names(keys: Iterable[str], key: str) -> bool:
    """Whether one of the keys in a query is a facet's value.

    A facet writes `=` where the short form would find other values as well: then the short form is another value.
    Where it does not, both forms are the one value.
    """
    return any(each == key or each == f"={key}" for each in keys)


def _rule(field: str) -> FieldRule:
    rule = find_field(field)
    if rule is None or rule.kind not in ("value", "typed", "state", "date", "number", "series"):
        raise QueryError(1, f"no facet {brief(field)}")
    return rule


def _facet_value(value: str) -> Value:
    return Value(value.removeprefix("="), 0, len(value), quoted=True, whole=value.startswith("="))


def _key(rule: FieldRule, value: Value, today: date) -> str:
    """One form for all spellings of a value. Raises QueryError for a value that cannot be read."""
    node = read_filter(rule, value, 1, today)
    match node:
        case Field(_, text, whole):
            return text if text.endswith("*") and not value.quoted else f"{'=' * whole}{slug(text)}"
        case DateRange(first, last) | NumberRange(_, first, last):
            low, high = ("" if end is None else str(end) for end in (first, last))
            return low if low == high and low else f"{low}..{high}"
    return value.text


def _keys(term: Term, rule: FieldRule, today: date) -> list[str]:
    own = find_field(term.token.text) or rule
    return [_key(own, value, today) for value in term.values]


def _terms(text: str, rule: FieldRule, today: date) -> list[Term]:
    """The top-level terms of a field that are plain lists of values. Raises QueryError for an unreadable query."""
    parse(text, today)
    return _of_field(find_terms(tokenize(text)), rule)


def _of_field(terms: Iterable[Term], rule: FieldRule) -> list[Term]:
    names = _DATE_FIELDS if rule.name == "date" else {rule.name}
    return [term for term in terms if term.token.text in names]


def _drop(text: str, rule: FieldRule, key: str, today: date) -> str:
    """The query without that value of the field, wherever a top-level term has it."""
    for term in _terms(text, rule, today):
        keys = _keys(term, rule, today)
        if _names(keys, key):
            pairs = zip(term.values, keys, strict=True)
            kept = [text[value.start : value.end] for value, own in pairs if not _names([own], key)]
            # Every change moves what follows, so the terms are looked up anew.
            return _drop(_rewritten(text, term, kept) if kept else without(text, term), rule, key, today)
    return text


def _rewritten(text: str, term: Term, values: list[str]) -> str:
    joint = " OR " if term.token.kind == "fieldopen" else ","
    return text[: term.values[0].start] + joint.join(values) + text[term.values[-1].end :]


def _add(text: str, rule: FieldRule, written: str, today: date) -> str:
    """The value beside those that the last top-level term of the field asks for, else as a term of its own."""
    for term in reversed(_terms(text, rule, today)):
        if not term.negative and term.token.text == rule.name:
            return _rewritten(text, term, [*(text[value.start : value.end] for value in term.values), written])
    return _append(text, f"{rule.name}:{written}")


def _append(text: str, term: str) -> str:
    if has_alternatives(tokenize(text)):
        text = bracketed(text)
    return f"{text.rstrip()} {term}".lstrip()


def _written(rule: FieldRule, value: str) -> str:
    """The value as it is written in a query, in quotes where it must be."""
    whole, plain = value.startswith("="), value.removeprefix("=")
    if rule.kind in ("value", "series"):
        plain = slug(plain)
        if rule.kind == "series" and plain.isdecimal():  # without quotes it would be a day
            return f'{"=" * whole}"{plain}"'
    elif rule.kind == "typed":
        # No quote can be written inside quotes; values are compared by their words, so a blank does.
        plain = " ".join(plain.translate(dict.fromkeys(map(ord, '"“”„‟«»＂'), " ")).split())
    elif rule.kind in ("date", "number"):
        return plain if not re.search(r"\s", plain) else f'"{plain}"'
    return f"{'=' * whole}{plain}" if _BARE.fullmatch(plain) else f'{"=" * whole}"{plain}"'
