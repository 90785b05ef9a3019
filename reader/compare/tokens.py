"""A text cut into words, numbers in figures and signs."""

import re
from typing import NamedTuple

from reader.text import fold

VULGAR = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75}
"""Fractions that are one sign, with their values."""

_DIGITS = 15
"""Digits of a number that is read as one: floats are exact up to there. Longer ones are codes."""

_TOKEN = re.compile(
    r"(?P<number>\d{1,3}+(?:,\d{3})++(?!\d)(?:\.\d++)?+|\d{1,3}+(?: \d{3}(?!\d))++(?:\.\d++(?!\.))?+|\d++(?:\.\d++)?+)"
    r"|(?P<code>(?<=\$)[A-Z]{1,3}(?=\d))|(?P<vulgar>[½⅓⅔¼¾])|(?P<word>[^\W\d_½⅓⅔¼¾]++[^\W_]*+(?:['\u2018\u2019\u02bc][^\W\d_]++)*+)|[^\w\s]|_",
)


class Token(NamedTuple):
    """A word, a number in figures (with its value) or a sign, at [start, end); `glued`: no blank before it."""

    start: int
    end: int
    word: str
    value: float | None
    glued: bool
    capital: bool


def tokens(text: str) -> list[Token]:
    """Cut a text into words, numbers and signs."""
    cut: list[Token] = []
    last = -1
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        raw = found[0]
        if found.lastgroup == "number":
            digits = raw.replace(",", "").replace(" ", "")
            value = float(digits) if len(digits) <= _DIGITS else None
            cut.append(Token(start, end, raw, value, start == last, False))
        elif found.lastgroup == "vulgar":
            cut.append(Token(start, end, raw, VULGAR[raw], start == last, False))
        else:
            word = raw.lower() if raw.isascii() else fold(raw) or raw  # nothing is left of a mark alone
            cut.append(Token(start, end, word, None, start == last, raw[0].isupper()))
        last = end
    return cut
