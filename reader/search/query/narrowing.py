"""Narrowing and widening write the query: pure functions on its text, beside those of the facets.

Filters are terms at top level that say what an article is, not what it speaks of: words, titles and groups stay what
was asked, and so do `id:`, `like:` and `query:`. All functions raise QueryError for a query that cannot be read.
"""

from collections.abc import Iterable
from datetime import date

from reader.results import Filters
from reader.search.query.facet_edit import included
from reader.search.query.fields import find_field
from reader.search.query.lexer import tokenize
from reader.search.query.parser import parse
from reader.search.query.toplevel import Term, bracketed, find_filters, has_alternatives, parted, without

_KINDS = frozenset({"value", "typed", "state", "number", "series", "date"})
_ASKED = frozenset({"id", "like", "query"})


def filters_of(text: str, fields: Iterable[str], today: date) -> Filters:
    """The filters of a query: the values of some fields, and all filters as they were typed."""
    parse(text, today)
    terms = find_filters(tokenize(text))
    listed = [term for term in terms if term.values]
    values = {field: included(listed, field, today) for field in fields}
    return Filters(
        {field: wanted for field, (wanted, _) in values.items()},
        {field: unwanted for field, (_, unwanted) in values.items()},
        tuple(text[term.first : term.last] for term in terms if _is_filter(term)),
    )


def chips(text: str, today: date) -> tuple[str, ...]:
    """The filters of a query as they were typed, with their NOT or `-`."""
    return filters_of(text, (), today).chips


def without_filters(text: str, today: date) -> str:
    """The query without any of its filters."""
    while terms := _filters(text, today):
        text = without(text, terms[-1])
    return text


def narrowed(text: str, more: str, today: date) -> str:
    """The query that asks for both; an order in `more` takes the place of the one there was."""
    parse(text, today)
    parse(more, today)
    order = parted(more)[1] or parted(text)[1]
    parts = [_operand(parted(each)[0]) for each in (text, more)]
    found = " ".join(filter(None, (*parts, order)))
    parse(found, today)
    return found


def _operand(text: str) -> str:
    return bracketed(text) if has_alternatives(tokenize(text)) else text


def _filters(text: str, today: date) -> list[Term]:
    parse(text, today)
    return [term for term in find_filters(tokenize(text)) if _is_filter(term)]


def _is_filter(term: Term) -> bool:
    if term.token.kind == "new":
        return True
    rule = find_field(term.token.text)
    return rule is not None and rule.kind in _KINDS and rule.name not in _ASKED
