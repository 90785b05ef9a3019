"""An article cut into passages, and which of them are stock: what a running list or a page says every day."""

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.article import Article, Part
from reader.compare.heeding import Stale, heed, never
from reader.comparison import Passage
from reader.text import WORD, sentences, words

_OPENING = 5
"""Passages after the title among which a running list's opening stands."""

_LONGEST_OPENING = 25  # words of a line that only says what follows
_LEAST_OWN = 2  # words besides its day with which an opening may still tell nothing

_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = "january february march april june july august september october november december may"
_CALENDAR = frozenset(f"{_DAYS} {_MONTHS} jan feb mar apr jun jul aug sep sept oct nov dec".split())
_DAY_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th)?$")
_CALL = re.compile(
    r"\b(?:all rights reserved|sign up (?:for|to)|subscribe to|click here|read more|follow us|"
    r"originally published|originally appeared|terms of use|contributed to this (?:report|story|article))\b",
    re.IGNORECASE,
)


def cut_passages(parts: Sequence[Part], stale: Stale = never) -> list[Passage]:
    """The sentences of all parts but headings, in reading order. Raises StaleSearch once nobody waits for them."""
    return [
        Passage(number, start, end)
        for number, part in heed(enumerate(parts), stale)
        if part.kind != "heading"
        for start, end in sentences(part.text)
        if start < end
    ]


def mark_stock(
    left: Article, left_passages: Sequence[Passage], right: Article, right_passages: Sequence[Passage]
) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """The passages of both articles, with those that are stock marked."""
    one_series = left.series is not None and right.series is not None and left.series.name == right.series.name
    marked = []
    for article, passages, other, its in (
        (left, left_passages, right, right_passages),
        (right, right_passages, left, left_passages),
    ):
        told = _openings(other, its) if one_series else frozenset()
        marked.append(_mark(article, passages, told))
    return marked[0], marked[1]


def _mark(article: Article, passages: Sequence[Passage], told: frozenset[str]) -> tuple[Passage, ...]:
    parts = article.parts()
    found = []
    for place, passage in enumerate(passages):
        part = parts[passage.part]
        text = part.text[passage.start : passage.end]
        opening = place <= _OPENING and part.kind != "bullet"
        stock = WORD.search(text) is None or (opening and (_opens(article, part, text) or _pattern(text) in told))
        if place <= _OPENING or place >= len(passages) - _OPENING:
            stock = stock or (len(text) < 300 and _CALL.search(text) is not None)
        found.append(replace(passage, stock=True) if stock else passage)
    return tuple(found)


def _openings(article: Article, passages: Sequence[Passage]) -> frozenset[str]:
    """How the first passages of an article read without their figures and days."""
    parts = article.parts()
    first = [each for each in passages[: _OPENING + 1] if parts[each.part].kind != "bullet"]
    return frozenset(_pattern(parts[each.part].text[each.start : each.end]) for each in first)


def _pattern(text: str) -> str:
    return " ".join(term for term in _terms(text) if not _is_of_day(term))


def _terms(text: str) -> list[str]:
    return [word.term for word in words(text[:1000])]


def _is_of_day(term: str) -> bool:
    return term in _CALENDAR or _DAY_NUMBER.match(term) is not None


def _opens(article: Article, part: Part, text: str) -> bool:
    """Whether a line among the first ones only names its day or number and says what follows."""
    terms = _terms(text)
    if len(terms) > _LONGEST_OPENING:
        return False
    dated = any(term in _CALENDAR for term in terms)
    numbered = article.series is not None and str(article.series.number) in terms
    if part.kind == "title":
        return numbered
    own = sum(not _is_of_day(term) for term in terms)
    return numbered or (dated and own <= _LEAST_OWN) or (text.endswith(":") and part.kind != "bullet")
