"""Which tellings of a story are of one quantity: groups by matched passages and by likeness of their sentences."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from reader.compare.figure_likeness import agree
from reader.compare.heeding import Stale, heed, never
from reader.compare.quantity_terms import load_terms
from reader.compare.story_links import Link, Links
from reader.compare.story_tellings import Kind, Telling

_ALIKE = 0.22
"""Likeness of two sentences (cosine of their words, rare ones weigh more) from which quantities of one kind in both are
taken to be of one event."""
_ALIKE_ON_AVERAGE = 0.16
"""Likeness that all of a group need on average: of two reports in words of their own, each may be like a third."""
_EQUAL = 0.1
_EQUAL_SUM = 0.2
"""What is added to it where both tell the same value, which speaks for itself, most of all where it has a unit."""
_LINKED: dict[Link, float] = {"agreed": 2.0, "disputed": 1.5}
"""Likeness of those that stand in matched passages: beyond what words alone give."""
_FARTHEST = 8.0
"""Values that are more than so many times another are of other things."""
_MOST = 400
"""Quantities of one kind that are compared; a story of twenty articles has some dozens."""


def group_tellings(tellings: Sequence[Telling], links: Links, stale: Stale = never) -> list[list[Telling]]:
    """Tellings as groups of one quantity each, told by two reports at least. Raises StaleSearch."""
    return [
        group
        for alike in heed(_classes(tellings, links), stale)
        for group in _groups(tellings, _foremost(alike, links), links, stale)
    ]


def _foremost(alike: Sequence[int], links: Links) -> list[int]:
    """As many of a class as are compared, those with a link first, in reading order."""
    if len(alike) <= _MOST:
        return list(alike)
    linked = {number for pair in links for number in pair}
    return sorted(sorted(alike, key=lambda number: (number not in linked, number))[:_MOST])


def _classes(tellings: Sequence[Telling], links: Links) -> Iterator[list[int]]:
    """Tellings that may be of one quantity, by number: of one kind, or of kinds that a link joins."""
    linked = {number for pair in links for number in pair}
    leader: dict[Kind, Kind] = {}

    def lead(kind: Kind) -> Kind:
        while (above := leader.setdefault(kind, kind)) != kind:
            kind = above
        return kind

    for one, other in sorted(links):
        leader[lead(tellings[one].kind)] = lead(tellings[other].kind)
    classes: dict[Kind, list[int]] = defaultdict(list)
    for number, told in enumerate(tellings):
        if told.standing or number in linked:
            classes[lead(told.kind)].append(number)
    return (alike for alike in classes.values() if len(alike) > 1)


def _alike(one: Telling, two: Telling, link: Link | None) -> float | None:
    """How alike two tellings of a class are; None: they cannot be of one thing."""
    a, b = one.quantity, two.quantity
    equal = agree(a, b)
    if one.column == two.column:
        return 1.0 if equal else None
    if link is not None:
        return _LINKED[link]
    if not equal and max(a.high, b.high) > _FARTHEST * max(min(a.low, b.low), 0.1):
        return None
    if one.kind != two.kind or not (one.standing and two.standing):
        return 0.0
    small, large = sorted((one.weights, two.weights), key=len)
    cosine = sum(weight * large.get(word, 0.0) for word, weight in small.items())
    if (a.low, a.high) == (b.low, b.high):
        return cosine + (_EQUAL_SUM if a.kind == "measure" else _EQUAL)
    # Points, miles and games of two matches stand in sentences as alike as those of one.
    return cosine + _EQUAL / 2 if a.state in load_terms().people_states else cosine / 2


def _groups(tellings: Sequence[Telling], alike: Sequence[int], links: Links, stale: Stale) -> list[list[Telling]]:
    """Tellings of a class as groups of one event each.

    Groups are joined while they are alike on average, the likeliest first (average linkage), and never where two of
    them cannot be of one thing: two numbers that one article tells differently are of two events.
    """
    scores = {
        (i, j): _alike(tellings[alike[i]], tellings[alike[j]], links.get((alike[i], alike[j])))
        for i, j in heed(combinations(range(len(alike)), 2), stale)
    }
    groups = {i: [i] for i in range(len(alike))}
    member = list(range(len(alike)))
    likely = [(score, pair) for pair, score in scores.items() if score is not None and score >= _ALIKE]
    for _, (i, j) in sorted(likely, key=lambda each: (-each[0], each[1])):
        a, b = member[i], member[j]
        if a == b:
            continue
        across = [scores[min(x, y), max(x, y)] for x in groups[a] for y in groups[b]]
        known = [score for score in across if score is not None]
        if len(known) < len(across) or sum(known) < _ALIKE_ON_AVERAGE * len(known):
            continue
        groups[a] += groups.pop(b)
        for x in groups[a]:
            member[x] = a
    together = [[tellings[alike[i]] for i in sorted(group)] for group in groups.values()]
    return [group for group in together if len({told.column for told in group}) > 1]
