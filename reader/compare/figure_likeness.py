"""Whether two quantities are of one thing, and whether both can be true."""

import re
from collections.abc import Sequence
from datetime import date

from reader.compare.lone_figures import is_lone_pair
from reader.compare.quantity import Quantity, stem
from reader.compare.quantity_terms import load_terms, same_noun, words_for
from reader.text import words

_CONVERTED = 0.05
"""By how much a figure may be off where it was converted from another unit: 20 miles told as 32 km."""
_COUNTED = 1.25
"""How many times a toll told with `at least` another may be and still agree with it."""
_LEAP = 4.0
"""A toll that is so many times another is of the same event only where the words around say so too."""
_FARTHEST = 10.0
"""Figures that are more than so many times another are of other things."""
_OTHER = 2
"""Names that each passage has and the other has not, from which they may well tell of two things in like words."""
_OTHER_NAMES = {(False, False): 0.0, (False, True): 0.15, (True, False): 0.3, (True, True): 0.55}
"""What more must be shared where there are other names near both figures, and in both passages as a whole."""
_OTHER_DAYS = 0.15
_SHARED_MOMENTS = 0.6
"""Overlap of two passages from which dates are compared: reports date the event, or the word about it."""
_SHARED_COUNTS = 0.5
_SHARED_LENGTHS = 0.5
"""Overlap from which counts of things of which nothing is told, and lengths and times, are compared: those that stand
in newswire by the dozen (points, games, miles)."""
_COURSE = re.compile(
    r"\b(?:over|for|in) (?:the )?(?:next|coming) (?:\w+ )?(?:day|week|month|year)s?\b"
    r"|\bover (?!the\b)\w+ (?:day|week|month|year)s\b"
    r"|\b\w+[ -]years?[ -]old\b|\b\w+ (?:hour|day|week|month|year)s? (?:ago|later|earlier)\b",
    re.IGNORECASE,
)
"""Times that tell how long or how old something is, or when it was: no period in which some are counted."""
_MOMENTS = frozenset({"date", "year", "time"})


def agree(one: Quantity, two: Quantity) -> bool:
    """Whether two quantities of one thing can both be true: equal, within a range, rounded or converted."""
    if one.kind == "date" and one.known != two.known:
        return _one_day(one, two)
    slack = 0.0 if one.unit == two.unit else _CONVERTED * max(abs(one.high), abs(two.high))
    gap = max(one.low, two.low) - min(one.high, two.high)
    if _is_toll(one) and _is_toll(two):
        gap = max(one.low, two.low) - min(_told_most(one), _told_most(two))
    # A figure told to a tenth may be told whole elsewhere; half a step is not rounded to either side.
    rounded = gap < 0.4999 * max(one.step, two.step)
    return rounded or gap <= slack + 1e-9 * max(abs(one.high), 1.0)


def _is_toll(quantity: Quantity) -> bool:
    return quantity.state in load_terms().people_states and quantity.state in load_terms().growing_states


def _told_most(quantity: Quantity) -> float:
    """The most that a toll is told to be: the dead are counted, so `at least nine` is another state than 13."""
    return _COUNTED * quantity.low if quantity.minimum else quantity.high


def _one_day(one: Quantity, two: Quantity) -> bool:
    """Whether a date may be another of which more, or less, is known."""
    if not (one.exact and two.exact) or {one.known, two.known} == {"weekday", "no year"}:
        return True
    if "weekday" in {one.known, two.known}:
        return (one.low - two.low) % 7 == 0  # 1 January of year 1, day 0, was a Monday
    first, second = (date.fromordinal(int(each.low) + 1) for each in (one, two))
    return (first.month, first.day) == (second.month, second.day)


class Passages:
    """Two passages with their quantities: what they have in common as a whole, and what speaks against it."""

    def __init__(self, left: str, right: str, lefts: Sequence[Quantity], rights: Sequence[Quantity]) -> None:
        stop = load_terms().stop
        one, two = (
            {stem(word.term) for word in words(text) if word.term not in stop and not word.term[0].isdigit()}
            for text in (left, right)
        )
        self._common = one & two
        self._shared = len(self._common)
        self._overlap = 2 * self._shared / max(1, len(one) + len(two))  # Dice's coefficient
        self._periods = tuple(
            frozenset(word.term for word in words(_COURSE.sub(" ", text))) & words_for("period")
            for text in (left, right)
        )
        names = _names(left), _names(right)
        self._others = min(len(names[0] - names[1]), len(names[1] - names[0])) >= _OTHER
        self._quantities = lefts, rights

    def _enough(self, quantity: Quantity) -> bool:
        """Whether the passages share enough for a figure of this kind to be of one thing in both."""
        if quantity.kind in _MOMENTS:
            return self._overlap >= _SHARED_MOMENTS and self._shared >= 3
        if quantity.kind == "count":
            return quantity.state is not None or self._overlap >= _SHARED_COUNTS
        return quantity.measures not in {"length", "duration", "span"} or self._overlap >= _SHARED_LENGTHS

    def likeness(self, left: Quantity, right: Quantity) -> float:
        """How sure it is that two quantities are of one thing: 1 and more is sure enough."""
        if left.kind != right.kind or left.measures != right.measures or _role(left) != _role(right):
            return 0.0
        if left.kind == "count" and not (left.state and right.state) and self._periods[0] != self._periods[1]:
            return 0.0  # two villages taken, three in a week
        likeness = self._by_words(left, right) if self._enough(left) and self._enough(right) else 0.0
        if likeness >= 1 or self._other_days(left, right):
            return likeness
        return 1.0 if is_lone_pair(left, right, *self._quantities, self._common) else 0.0

    def _by_words(self, left: Quantity, right: Quantity) -> float:
        """How sure it is by the words around both."""
        shared = len(left.near & right.near)
        common = shared / max(1, min(len(left.near), len(right.near))) - self._strangeness(left, right)
        match left.kind:
            case "count":
                return _count_likeness(left, right, shared, common)
            case "measure":
                return _measure_likeness(left, right, shared, common)
            case "rank":
                sure = left.noun == right.noun and shared >= 2 and common >= 0.6
            case "age":
                mine, its = left.anchors, right.anchors
                sure = bool(mine & its) and not (mine - its and its - mine) and shared >= 2
            case _:
                sure = bool(left.anchors & right.anchors) and shared >= 3 and common >= 0.5
        return 1.0 + common if sure else 0.0

    def _other_days(self, left: Quantity, right: Quantity) -> bool:
        mine, its = (_days(each, side) for each, side in zip((left, right), self._quantities, strict=True))
        return bool(mine and its) and not any(agree(one, two) for one in mine for two in its)

    def _strangeness(self, left: Quantity, right: Quantity) -> float:
        """What speaks against it: other names around both, other days in both sentences."""
        near = bool(left.names - right.near and right.names - left.near)
        return _OTHER_NAMES[near, self._others] + (_OTHER_DAYS if self._other_days(left, right) else 0.0)


def _names(text: str) -> frozenset[str]:
    """The stems of the names in a passage, those of who says so left out."""
    cut = list(words(text))
    saying, stop = words_for("saying"), load_terms().stop
    return frozenset(
        stem(word.term)
        for at, word in enumerate(cut)
        if text[word.start].isupper()
        and (at or (len(cut) > 1 and text[cut[1].start].isupper()))
        and word.term not in stop
        and not any(near.term in saying for near in cut[max(0, at - 4) : at + 5])
    )


def _days(quantity: Quantity, side: Sequence[Quantity]) -> list[Quantity]:
    """The other dates in a quantity's sentence."""
    return [
        each for each in side if each.kind == "date" and each.sentence == quantity.sentence and each is not quantity
    ]


def _role(quantity: Quantity) -> str:
    return "now" if quantity.role == "grown" else quantity.role


def _count_likeness(one: Quantity, two: Quantity, shared: int, common: float) -> float:
    people = load_terms().people_states
    if one.noun is None or not same_noun(one.noun, two.noun):
        return 0.0
    times = max(one.high, two.high) / max(min(one.low, two.low), 0.5)
    if times > _FARTHEST:
        return 0.0
    if one.state in people or two.state in people:
        return 2.0 + common if one.state == two.state and (times <= _LEAP or common >= 0.35) else 0.0
    if one.state and two.state:
        return 1.5 + common if one.state == two.state and shared >= 1 and common >= 0.25 else 0.0
    return 1.0 + common if shared >= 2 and common >= 0.4 else 0.0


def _measure_likeness(one: Quantity, two: Quantity, shared: int, common: float) -> float:
    if min(one.low, two.low) <= 0 or max(one.high, two.high) > _FARTHEST * min(one.low, two.low):
        return 0.0
    if one.anchors != two.anchors and (one.measures in {"duration", "span"} or (one.anchors and two.anchors)):
        return 0.0
    if one.noun == two.noun:
        return 1.2 + common if shared >= 1 and common >= 0.3 else 0.0
    return 1.0 + common if shared >= 2 and common >= 0.45 else 0.0
