"""Which figures differ between two passages that tell the same."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from reader.article import PublicationDate
from reader.compare.figure_likeness import Passages, agree
from reader.compare.quantities import find_quantities
from reader.compare.quantity import Quantity
from reader.compare.quantity_dates import published
from reader.compare.quantity_terms import load_terms
from reader.comparison import FigureDifference, Verdict

_MOST = 100
"""Quantities of a passage that are compared; a sentence has some three, and what has more is a table."""

_SENTENCE = 1000
"""Characters of a passage whose quantities are kept."""

_Pair = tuple[Quantity, Quantity]


def figure_differences(
    left: str, right: str, *, left_date: PublicationDate | None, right_date: PublicationDate | None
) -> tuple[FigureDifference, ...]:
    """The quantities of which both passages tell with different values; characters are those of the given texts."""
    left_day, right_day = published(left_date), published(right_date)
    lefts, rights = _read(left, left_day), _read(right, right_day)
    kinds = {(each.kind, each.measures) for each in lefts}
    if kinds.isdisjoint((each.kind, each.measures) for each in rights):
        return ()
    pairs = sorted(_paired(Passages(left, right, lefts, rights), lefts, rights), key=lambda pair: pair[0].start)
    if not pairs:
        return ()
    younger = 0
    if left_day and right_day and left_day != right_day:
        younger = 1 if left_day < right_day else -1
    verdicts = _verdicts(pairs, lefts, rights, younger)
    return tuple(
        _difference(left, right, one, two, verdict) for (one, two), verdict in zip(pairs, verdicts, strict=True)
    )


def _read(text: str, day: date | None) -> tuple[Quantity, ...]:
    """The quantities of a passage; those of sentences are kept for a while, since a passage may be in many matches."""
    return _read_sentence(text, day) if len(text) <= _SENTENCE else _read_sentence.__wrapped__(text, day)


@lru_cache(maxsize=1024)
def _read_sentence(text: str, day: date | None) -> tuple[Quantity, ...]:
    return tuple(find_quantities(text, day)[:_MOST])


def _settled(lefts: Sequence[Quantity], rights: Sequence[Quantity]) -> tuple[set[int], set[int]]:
    """The sums of both sides that the other side tells alike."""
    left_settled: set[int] = set()
    right_settled: set[int] = set()
    for one in lefts:
        for two in rights:
            if one.kind == two.kind and one.measures == two.measures and _may_be_one(one, two) and agree(one, two):
                left_settled.add(one.sum)
                right_settled.add(two.sum)
    return left_settled, right_settled


def _may_be_one(one: Quantity, two: Quantity) -> bool:
    """Whether two quantities of one value are not plainly of two things."""
    if "earlier" in {one.role, two.role} and one.role != two.role:
        return False
    if one.kind != "count":
        return True
    if one.state and two.state and one.state != two.state:
        return False
    return one.noun == two.noun or one.noun is None or two.noun is None or "people" in {one.noun, two.noun}


def _paired(passages: Passages, lefts: Sequence[Quantity], rights: Sequence[Quantity]) -> list[_Pair]:
    """The likeliest pairs of one thing told with different values, each sum in one at most."""
    settled = _settled(lefts, rights)
    candidates = [
        (likeness, -abs(i - j), i, j)
        for i, one in enumerate(lefts)
        if one.sum not in settled[0]
        for j, two in enumerate(rights)
        if two.sum not in settled[1] and (one.kind, one.measures) == (two.kind, two.measures)
        if not agree(one, two)
        and not _adds_up(one, lefts, two, rights)
        and (likeness := passages.likeness(one, two)) >= 1
    ]
    used: tuple[set[int], set[int]] = set(), set()
    pairs: list[_Pair] = []
    for _, _, i, j in sorted(candidates, reverse=True):
        one, two = lefts[i], rights[j]
        if one.sum not in used[0] and two.sum not in used[1]:
            used[0].add(one.sum)
            used[1].add(two.sum)
            pairs.append((one, two))
    return pairs


def _adds_up(one: Quantity, lefts: Sequence[Quantity], two: Quantity, rights: Sequence[Quantity]) -> bool:
    """Whether one side tells in two numbers what the other tells in one: four states and three more, seven states."""
    return any(
        whole.low <= part.low + other.low <= whole.high
        for part, side, whole in ((one, lefts, two), (two, rights, one))
        for other in side
        if other is not part
        and other.role != "part"
        and other.kind == part.kind == "count"
        and other.state == part.state
        if other.noun in {part.noun, None}
    )


def _verdicts(
    pairs: Sequence[_Pair], lefts: Sequence[Quantity], rights: Sequence[Quantity], younger: int
) -> list[Verdict]:
    """For each pair whether the greater figure is a later state of the smaller: by its text, or by the articles' days.

    `younger` is 1 where the right side's article is the younger one, -1 where the left side's is. Where one toll of two
    passages has moved on, those that are greater on the same side have too.
    """
    growing = load_terms().growing_states
    grown = {
        _greater(pair)
        for pair in pairs
        if _has_moved_on(pair, lefts, rights) or (pair[0].state in growing and _greater(pair) == younger)
    }
    return [
        "later"
        if pair[0].kind in {"count", "measure"}
        and _greater(pair) in grown
        and (pair[0].state in growing or _has_moved_on(pair, lefts, rights))
        else "conflict"
        for pair in pairs
    ]


def _greater(pair: _Pair) -> int:
    """On which side the greater figure is: 1 right, -1 left."""
    return 1 if pair[0].high < pair[1].high else -1


def _has_moved_on(pair: _Pair, lefts: Sequence[Quantity], rights: Sequence[Quantity]) -> bool:
    """Whether the greater figure's text says that it has risen, from the smaller one where it says from what."""
    one, two = pair
    smaller, greater, side = (one, two, rights) if one.high < two.high else (two, one, lefts)
    if greater.role != "grown" or smaller.role == "grown":
        return False
    before = [each for each in side if each.role == "earlier" and each.measures == greater.measures]
    before = [each for each in before if each.noun == greater.noun]
    return any(agree(each, smaller) for each in before) if before else one.kind == "count"


def _difference(left: str, right: str, one: Quantity, two: Quantity, verdict: Verdict) -> FigureDifference:
    return FigureDifference(
        what=max(one.label, two.label, key=len),
        left=left[one.start : one.end],
        right=right[two.start : two.end],
        left_value=one.value,
        right_value=two.value if one.unit == two.unit else two.value * two.base / one.base,
        left_at=(one.start, one.end),
        right_at=(two.start, two.end),
        unit=one.unit,
        verdict=verdict,
    )
