"""Figures, dates and quotations of a text, to be lit while reading."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from reader.compare.numerals import TENS, UNITS
from reader.compare.quantity_terms import load_terms, words_for

LightKind = Literal["figure", "date", "quote"]
Light = tuple[int, int, LightKind]

_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = rf"(?:{_FULL}|{_FULL.upper()}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?+(?!\d)"
_DAYS = rf"{_DAY}(?:(?:[-\u2013]|, | and | or | to |, and ){_DAY}){{0,6}}"
_YEAR = r"(?:1[5-9]|2[01])\d\d(?!\d)"
# Not the first word of a number with a noun: on March 14 and 15, but: by March 14 and 15 people.
_MORE_DAYS = rf"(?:(?:, | and | or | to |, and ){_DAY}(?=[,.;:)](?!\d)|$| and | or | to ))*"
_DATE = re.compile(
    r"\b(?:"
    rf"{_YEAR}-\d\d-\d\d(?!\d)"
    rf"|(?:{_DAY}[./](?:1[0-2]|0?[1-9])[./]{_YEAR})"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    rf"(?:,? (?:the )?+{_DAY} (?:of )?+{_MONTH}|,? {_MONTH} {_DAY}(?![\d,.]*\d|:)"
    rf"| (?:the )?+{_DAY}(?=[,.;)](?!\d)|$| and | at | in | on ))?+(?:,? {_YEAR})?+"
    rf"|{_DAYS} (?:of )?+{_MONTH}(?:,? {_YEAR})?+"
    rf"|{_MONTH} (?:{_DAY}(?![\d,.]*\d|:| (?:per|percent|mln|million))(?:[-\u2013]{_DAY})?+{_MORE_DAYS}"
    rf"(?:,? {_YEAR})?+|{_YEAR})"
    rf"|(?<=in ){_YEAR}(?:[-\u2013/]\d{{2,4}})?+(?![\w%])"
    rf"|(?<=since ){_YEAR}(?![\w%])|(?<=of ){_YEAR}(?![\w%])|(?<=by ){_YEAR}(?![\w%])|(?<=until ){_YEAR}(?![\w%])"
    r")"
)
_DIGITS = r"\d{1,3}+(?:,\d{3})++(?!\d)(?:\.\d++)?+|\d++(?:\.\d++)?+"
_OPENERS = frozenset(" \t(\u2014\u2013-[/")
_CLOSERS = {"\u201c": "\u201d", "\u201e": "\u201c\u201d", "\u00ab": "\u00bb"}
_QUOTE = re.compile('[\u201c\u201d\u201e\u00ab\u00bb"]')


def find_lights(text: str) -> tuple[Light, ...]:
    """[start, end) and kind of each figure with its unit, date and quotation, in order and apart from each other.

    A quotation around a figure or a date is cut in two by it.
    """
    told = _apart([(*found.span(), "date") for found in _DATE.finditer(text)], list(_figures(text)))
    return tuple(_around(told, list(_quotes(text))))


@cache
def _figure() -> re.Pattern[str]:
    """A number in figures or words, with the sign of a currency before it, and a scale and a unit after it."""
    terms = load_terms()
    signs = "".join(map(re.escape, terms.symbols))
    # Longer ones first: the first alternative that fits is taken. Single letters only where they are glued.
    scales = "|".join(sorted((re.escape(word) for word in terms.scales if len(word) > 1), key=len, reverse=True))
    said = (" ".join(words) for words in terms.units if words[0] not in words_for("ambiguous"))
    units = "|".join(sorted((re.escape(unit) for unit in said if len(unit) > 1), key=len, reverse=True))
    small = "|".join(sorted([*UNITS, *TENS], key=len, reverse=True))
    tens = "|".join(TENS)
    words = rf"(?:(?:{tens})-(?:{small})|(?!(?:zero|one)\b)(?:{small})|(?:an?|one) (?=(?:{scales})\b))\b"
    amount = rf"(?:{_DIGITS})(?![^\W\d_]{{3}})"
    scale = rf"(?:[ -]?+(?:{scales})\b|[mkb]\b)"
    clock = r"(?::\d\d(?!\d))?+(?: ?[ap]\.?m\b\.?)?+"
    return re.compile(
        rf"(?<![\w.,])(?:US|A|C|NZ|HK)?+[{signs}](?:(?:US|A|C|NZ|HK)(?=\d))?+ ?+"
        rf"(?:{_DIGITS})(?:[-\u2013][{signs}]?+(?:{_DIGITS}))?+{scale}{{0,2}}"
        rf"|(?<![\w{signs}.,/:#])(?<!\w[-\u2013])"
        rf"(?:{amount}(?:(?:[ -]\d{{1,2}})?/\d{{1,2}}(?!\d)|[-\u2013](?:{_DIGITS})|{clock})|{words}(?:-{_PARTS})?+)"
        rf"{scale}{{0,2}}(?:[ -]?+(?:{units})(?!\w)|%|\u00b0[CF]?)?+",
        re.IGNORECASE,
    )


_NUMBERED = re.compile(r"\b[Dd]ay $")
_PARTS = "(?:thirds|quarters|fifths|tenths|third|half)\\b"


def _figures(text: str) -> Iterator[Light]:
    for found in _figure().finditer(text):
        start, end = found.span()
        if end < len(text) and text[end - 1].isdigit() and text[end].isalpha():
            continue  # 4x4, 3D
        if _NUMBERED.search(text, max(0, start - 5), start):
            continue  # day 1,396: the name of a day
        yield start, end, "figure"


def _quotes(text: str) -> Iterator[Light]:
    """Quotations whose both marks are there. Straight marks open after a blank and close after a letter or a stop."""
    start, closers = -1, ""
    for found in _QUOTE.finditer(text):
        at, mark = found.start(), found[0]
        if start >= 0 and mark in closers:
            if mark != '"' or not text[at - 1].isspace():
                yield start, at + 1, "quote"
                start = -1
        elif mark in _CLOSERS:
            start, closers = at, _CLOSERS[mark]
        elif mark == '"' and start < 0 and (at == 0 or text[at - 1] in _OPENERS):
            start, closers = at, '"'


def _apart(first: list[Light], second: list[Light]) -> list[Light]:
    """All of the first, and what of the second does not touch them, in order."""
    kept: list[Light] = []
    position = 0
    for light in second:
        while position < len(first) and first[position][1] <= light[0]:
            position += 1
        if position == len(first) or first[position][0] >= light[1]:
            kept.append(light)
    return sorted([*first, *kept])


def _around(told: list[Light], quotes: list[Light]) -> Iterator[Light]:
    """Quotations cut where something else is lit in them, with all that is lit, in order."""
    position = 0
    for start, end, _ in quotes:
        while position < len(told) and told[position][0] < start:
            yield told[position]
            position += 1
        while position < len(told) and told[position][1] <= end:
            if start < told[position][0]:
                yield start, told[position][0], "quote"
            yield told[position]
            start = told[position][1]
            position += 1
        if start < end:
            yield start, end, "quote"
    yield from told[position:]
