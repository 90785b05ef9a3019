"""Numbers as written: in figures, in words, and both; with the words that make them about, at least or up to."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.compare.quantity_terms import DASHES, load_terms
from reader.compare.tokens import VULGAR, Token


class Numeral(NamedTuple):
    """A number: tokens [first, last), its value or the ends of its range, and what it was qualified by.

    `before` is the first token of the qualifier, `first` where there is none. A rank is first, second, 18th. `step` is
    that of its last figure: 0.1 billion for 105.5 billion; 0 for whole numbers without a scale, which are told exactly.
    """

    before: int
    first: int
    last: int
    low: float
    high: float
    qualifier: str | None
    rank: bool
    fraction: bool
    step: float


_SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_RANKS = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
]  # fmt: skip
UNITS = {word: float(value) for value, word in enumerate(_SMALL)}
TENS = {word: 10.0 * value for value, word in enumerate(_TENS, 2)}
RANKS = {word: float(value) for value, word in enumerate(_RANKS, 1)}
_PARTS = {"half": 2.0, "third": 3.0, "thirds": 3.0, "quarter": 4.0, "quarters": 4.0, "fifth": 5.0, "fifths": 5.0}
_PARTS |= {"tenth": 10.0, "tenths": 10.0, "halves": 2.0}
_OF_MANY = frozenset(["dozen", "hundred", "thousand", "million", "billion", "trillion"])
MAY_HAVE = re.compile(
    r"\d|\b(?:" + "|".join([*_SMALL[1:], *_TENS, *RANKS, "hundred", "dozen", "half", "thirds?", "quarters?"]) + r")\b",
    re.IGNORECASE,
)
"""Whether a text has numbers at all: a quick look."""


def numerals(cut: list[Token]) -> list[Numeral]:
    """The numbers among tokens, in order and apart from each other."""
    return list(_ranges(cut, list(_single(cut))))


def _single(cut: list[Token]) -> Iterator[Numeral]:
    position = 0
    while position < len(cut):
        found = _in_figures(cut, position) or _in_words(cut, position)
        if found is None:
            position += 1
            continue
        before, qualifier = _qualifier(cut, found.first)
        yield found._replace(before=before, qualifier=qualifier)
        position = found.last


def _in_figures(cut: list[Token], at: int) -> Numeral | None:
    token = cut[at]
    if token.value is None:
        return None
    value, last = token.value, at + 1
    decimals = len(token.word.partition(".")[2])
    step = 10.0**-decimals if decimals else 0.0
    after = cut[last].word if last < len(cut) else ""
    if last < len(cut) and cut[last].glued and after in {"st", "nd", "rd", "th"}:
        return Numeral(at, at, last + 1, value, value, None, True, False, 0.0)
    if after in DASHES | {"+"} and last + 3 < len(cut) and all(cut[last + n].glued for n in range(4)):
        above, below = cut[last + 1].value, cut[last + 3].value  # 3-1/2, as agencies write it
        if above and below and cut[last + 2].word == "/" and above < below:
            return _scaled(cut, at, last + 4, value + above / below, 0.0)
    if cut[at].word in VULGAR:
        return _scaled(cut, at, last, value, 0.0)
    if after in VULGAR:
        return _scaled(cut, at, last + 1, value + VULGAR[after], 0.0)
    if last + 2 < len(cut) and cut[last + 1].word == "/":  # 2 1/2
        above, below = cut[last].value, cut[last + 2].value
        if above and below and above < below <= 16 and value.is_integer():
            return _scaled(cut, at, last + 3, value + above / below, 0.0)
    if after == "/" and last + 1 < len(cut) and cut[last].glued and cut[last + 1].value:
        below = cut[last + 1].value or 1.0
        if value < below <= 64:
            return Numeral(at, at, last + 2, value / below, value / below, None, False, True, 0.01)
    return _scaled(cut, at, last, value, step)


def _scaled(cut: list[Token], first: int, last: int, value: float, step: float) -> Numeral:
    """`value` times the scales that follow: 2.5 million, 38m, 1.2 hundred thousand, 105-billion."""
    scales = load_terms().scales
    while last < len(cut):
        skip = last + 1 if cut[last].word in DASHES and cut[last].glued and last + 1 < len(cut) else last
        word = cut[skip].word
        if word not in scales or (len(word) < 2 and not (cut[skip].glued and _is_scale(cut, skip))):
            break
        value, last, step = value * scales[word], skip + 1, (step or 1.0) * scales[word]
    return Numeral(first, first, last, value, value, None, False, False, step)


def _is_scale(cut: list[Token], at: int) -> bool:
    """Whether a single letter after a number is thousands, millions or billions, not metres or a model's letter."""
    if cut[at].word != "m":
        return True
    before = at - 2
    if before >= 0 and cut[before].word in load_terms().symbols:
        return True
    following = [token.word for token in cut[at + 1 : at + 3]]
    units = load_terms().units
    return bool(following) and (
        (following[0],) in units or following[0] in load_terms().people or following[0] in {"tons", "tonnes"}
    )


def _in_words(cut: list[Token], at: int) -> Numeral | None:
    word = cut[at].word
    article = word in {"a", "an"} and at + 1 < len(cut)
    exactly = article and cut[at + 1].word == "hundred" and at + 2 < len(cut) and _goes_on(cut, at + 2, 100.0)
    if (
        article
        and not exactly
        and cut[at + 1].word in {"dozen", "hundred", "thousand", "million", "billion", "trillion"}
    ):
        return _scaled(cut, at, at + 1, 1.0, 0.0)
    if article and cut[at + 1].word in {"third", "quarter", "fifth", "tenth"} and _of(cut, at + 2):
        return _share(at, at + 2, 1 / _PARTS[cut[at + 1].word])
    if word == "half" and _half(cut, at):
        return _share(at, at + 1, 0.5)
    if word == "dozen":
        return Numeral(at, at, at + 1, 12.0, 12.0, None, False, False, 0.0)
    if word in RANKS:
        return Numeral(at, at, at + 1, RANKS[word], RANKS[word], None, True, False, 0.0)
    if word not in UNITS and word not in TENS and not exactly:
        return None
    total, group = 0.0, float(exactly)
    position = read = at + exactly
    while position < len(cut):
        word = cut[position].word
        if word in TENS and group % 100 == 0:
            group += TENS[word]
        elif word in UNITS and ((group % 10 == 0 and UNITS[word] < 10 and group % 100 != 10) or group % 100 == 0):
            if position > at and cut[position - 1].word in UNITS:
                break
            group += UNITS[word]
        elif word == "hundred" and 0 < group < 100:
            group *= 100
        elif word == "dozen" and 0 < group < 100:
            return Numeral(at, at, position + 1, group * 12, group * 12, None, False, False, 0.0)
        elif word in load_terms().scales and len(word) > 2 and group:
            total += group * load_terms().scales[word]
            group = 0.0
        elif word in DASHES | {"and"} and _goes_on(cut, position, group):
            position += 1
            continue
        else:
            break
        position += 1
        read = position
    value = total + group
    if read < len(cut) and cut[read - 1].word in UNITS | TENS:
        part = read + 1 if cut[read].word in DASHES and read + 1 < len(cut) else read
        if cut[part].word in _PARTS and 0 < value < _PARTS[cut[part].word] and (value > 1 or _of(cut, part + 1)):
            return _share(at, part + 1, value / _PARTS[cut[part].word])
    return Numeral(at, at, read, value, value, None, False, False, 0.0)


def _goes_on(cut: list[Token], at: int, group: float) -> bool:
    """Whether a hyphen or an `and` is inside one number: twenty-one, two hundred and five."""
    following = cut[at + 1].word if at + 1 < len(cut) else ""
    if cut[at].word == "and":
        return group >= 100 and group % 100 == 0 and (following in TENS or following in UNITS)
    return cut[at].glued and (
        (group % 100 >= 20 and following in UNITS and 0 < UNITS[following] < 10)
        or following in {"hundred", "thousand", "million", "billion", "trillion", "dozen"}
    )


def _share(first: int, last: int, value: float) -> Numeral:
    return Numeral(first, first, last, value, value, None, False, True, 0.01)


def _of(cut: list[Token], at: int) -> bool:
    return at < len(cut) and cut[at].word == "of"


def _half(cut: list[Token], at: int) -> bool:
    """Half of the town and half a point, not the first half, nor half-way."""
    following = cut[at + 1].word if at + 1 < len(cut) else ""
    earlier = cut[at - 1].word if at else ""
    return following in {"of", "the", "a", "an", "its", "their"} and earlier not in RANKS and earlier != "-"


_LONGEST_QUALIFIER = 4


def _qualifier(cut: list[Token], first: int) -> tuple[int, str | None]:
    """Where the words that qualify a number begin, and their kind."""
    qualifiers = load_terms().qualifiers
    start = first
    while start > 0 and first - start < 2 and (cut[start - 1].word in {"a", "an", "the", "$", "€", "£"}):
        start -= 1
    for length in range(min(_LONGEST_QUALIFIER, start), 0, -1):
        words = tuple(token.word for token in cut[start - length : start])
        if words in qualifiers:
            return start - length, qualifiers[words]
    return first, None


def _ranges(cut: list[Token], found: list[Numeral]) -> Iterator[Numeral]:
    """Numbers with the ends of a range made one: 45-50 billion, between three and five, three to five, two or three."""
    position = 0
    while position < len(found):
        one = found[position]
        two = found[position + 1] if position + 1 < len(found) else None
        if two and not (one.rank or two.rank) and (joined := _joined(cut, one, two)):
            yield joined
            position += 2
            continue
        yield one
        position += 1


def _joined(cut: list[Token], one: Numeral, two: Numeral) -> Numeral | None:
    gap = two.before - one.last
    symbol = two.first - one.last == 2 and cut[two.first - 1].word in load_terms().symbols  # $45-$50bn
    if gap != 1 and not symbol:
        return None
    link = cut[one.last].word
    prior = cut[one.before - 1].word if one.before else ""
    if prior in load_terms().symbols and one.before > 1:
        prior = cut[one.before - 2].word
    low, high = one.low, two.high
    if low < high and high >= 1000 and low < 1000 and one.last - one.first == 1 and two.last - two.first > 1:
        scale = two.high / _mantissa(cut, two)
        if low * scale < high:
            low *= scale
    if low >= high:
        return None
    if link in DASHES:
        tight = cut[one.last].glued and cut[one.last + 1].glued
        return _span(one, two, low, high) if tight else None
    if link == "and" and prior == "between":
        return _span(one, two, low, high)._replace(before=one.before - 1)
    if link == "or" and high - low <= max(2.0, high / 4):
        return _span(one, two, low, high)
    if link == "to" and prior not in {"by", "from"} and high <= 3 * low and two.last < len(cut) + 1:
        return _span(one, two, low, high)
    return None


def _mantissa(cut: list[Token], numeral: Numeral) -> float:
    value = cut[numeral.first].value
    if value:
        return value
    word = cut[numeral.first].word
    return UNITS.get(word) or TENS.get(word) or 1.0


def _span(one: Numeral, two: Numeral, low: float, high: float) -> Numeral:
    return Numeral(one.before, one.first, two.last, low, high, one.qualifier, False, one.fraction, one.step)
