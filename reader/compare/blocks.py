"""Which blocks of two articles tell the same, from what their passages share, their words nearby and their neighbours.

Every pair of blocks that share something gets a score, the product of six: what the words count that the blocks share;
what the words but names and offices count that their best passages share, less what better pairs explain; how much of
these passages that is; the figures that agree; what the neighbours share; and, dividing, how well each of both blocks
meets the best of the others. The logarithm of the product, less a constant, is close to the log-odds: the weights are
those of logistic regression, rounded (docs/comparing.md).

That names are left out of the second keeps passages apart which have the same people and offices in them and tell of
another event. That neighbours count is after Barzilay and Elhadad, "Sentence alignment for monolingual comparable
corpora" (2003); that a partner explains words away for the next one, after competitive linking (Melamed, "Models of
translational equivalence among words", 2000).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nlargest
from math import inf, log, pow, sqrt

from reader.compare.heeding import Stale, heed, never
from reader.compare.likeness import Meeting, Scale, agreeing_figures
from reader.compare.wording import Side, find_actors

THRESHOLD = 0.0
"""The log-odds from which two blocks are held to tell the same."""

_COVER = 1.5  # the weight of the share of the best passages that meets; three others weigh 1
_RIVAL = 1 / 3  # the weight of the best other partner of either block
_WEAK_RIVAL = 2.0  # among few blocks, that no other is alike says little
_BASE = 2.65  # the constant that makes 0 an even chance
_LEAST_TOLD = 2.0  # in words but names, or figures: with less in common, two blocks only speak of the same people
_EXPLAINED = 0.5  # what a word still counts for the next partner, once a better one has it
_FULL_EVIDENCE = 12.0  # evidence that explains its words wholly
_LEAST_EXPLAINING = 4.0
_REACH = 2  # blocks on either side that are neighbours
_ENOUGH = 4  # pairs of neighbours, as of three by three blocks, that tell something by sharing nothing
_UNKNOWN = 4.0  # what neighbours are held to share where there are none


@dataclass(slots=True)
class Encounter:
    """Two blocks that share words: the best pair of their passages, what that and the whole blocks share.

    `told` is what the words of the best pair count that no better pair explains, without names and offices;
    `told_in_all` is the same of the whole blocks; `strength` is what pairs are ranked by.
    """

    left: int
    right: int
    best: tuple[int, int]
    meeting: Meeting
    whole: Meeting
    figures: float
    strength: float
    told: float = 0.0
    told_in_all: float = 0.0
    odds: float = 0.0


def meet_blocks(
    left: Side, right: Side, candidates: Iterable[tuple[int, int]], scale: Scale, stale: Stale = never
) -> list[Encounter]:
    """All pairs of blocks with a candidate pair of passages, with their log-odds, best first."""
    encounters = _encounters(left, right, sorted(candidates), scale, stale)
    ordered = sorted(encounters.values(), key=lambda each: (-each.strength, each.left, each.right))
    _explain_away(ordered, find_actors(left, right), stale)
    left_place = {part: place for place, part in enumerate(sorted(left.blocks))}
    right_place = {part: place for place, part in enumerate(sorted(right.blocks))}
    at = {(left_place[one], right_place[other]): each for (one, other), each in encounters.items()}
    # The two strongest encounters of each block: the best rival of a pair is one of them.
    of_left: dict[int, list[Encounter]] = defaultdict(list)
    of_right: dict[int, list[Encounter]] = defaultdict(list)
    for each in ordered:
        for strongest in (of_left[each.left], of_right[each.right]):
            if len(strongest) < 2:
                strongest.append(each)
    for (row, column), each in heed(at.items(), stale):
        if each.told + each.figures < _LEAST_TOLD:
            each.odds = -inf
            continue
        rivals = [
            next((rival.strength for rival in strongest if rival is not each), 0.0)
            for strongest in (of_left[each.left], of_right[each.right])
        ]
        around = sum(nlargest(2, [near.told_in_all for near in _neighbours(at, row, column)]))
        cells = _places_near(row, len(left_place)) * _places_near(column, len(right_place))
        each.odds = (
            _log(each.whole.evidence)
            + _log(each.told)
            + _COVER * log(0.03 + each.meeting.cover)
            + _log(each.figures)
            + _log(max(around, _UNKNOWN * (1 - cells / _ENOUGH)))
            - _RIVAL * sum([log(_WEAK_RIVAL + rival) for rival in rivals])
            - _BASE
        )
    return sorted(encounters.values(), key=lambda each: (-each.odds, each.left, each.right))


def _log(weight: float) -> float:
    return log(0.3 + weight)


def _places_near(place: int, places: int) -> int:
    return min(place, _REACH) + min(places - 1 - place, _REACH)


def _neighbours(at: dict[tuple[int, int], Encounter], row: int, column: int) -> Iterator[Encounter]:
    """The encounters nearby of other blocks on both sides: what a block tells twice speaks for none of its partners."""
    for one in range(row - _REACH, row + _REACH + 1):
        for other in range(column - _REACH, column + _REACH + 1):
            if one != row and other != column and (near := at.get((one, other))):
                yield near


def _encounters(
    left: Side, right: Side, candidates: Iterable[tuple[int, int]], scale: Scale, stale: Stale
) -> dict[tuple[int, int], Encounter]:
    best: dict[tuple[int, int], tuple[float, tuple[int, int], Meeting]] = {}
    for one, other in heed(candidates, stale):
        meeting = scale.meet(left.wordings[one], right.wordings[other])
        worth = meeting.evidence * meeting.likeness
        blocks = left.passages[one].part, right.passages[other].part
        if blocks not in best or worth > best[blocks][0]:
            best[blocks] = worth, (one, other), meeting
    found = {}
    for (one, other), (_, passages, meeting) in heed(best.items(), stale):
        mine, its = left.blocks[one], right.blocks[other]
        alone = mine is left.wordings[passages[0]] and its is right.wordings[passages[1]]
        whole = meeting if alone else scale.meet(mine, its)
        strength = meeting.evidence * sqrt(meeting.likeness) + 0.5 * whole.evidence * sqrt(whole.likeness)
        figures = agreeing_figures(mine, its, whole)
        found[one, other] = Encounter(one, other, passages, meeting, whole, figures, strength)
    return found


def _explain_away(ordered: Iterable[Encounter], actors: frozenset[str], stale: Stale) -> None:
    """What the words of each pair count by themselves: less where a better pair of either block already has them."""
    of_left: dict[int, dict[str, float]] = defaultdict(dict)
    of_right: dict[int, dict[str, float]] = defaultdict(dict)
    for each in heed(ordered, stale):
        mine, its = of_left[each.left], of_right[each.right]
        each.told = _left_over(each.meeting, actors, mine, its)
        each.told_in_all = each.told if each.whole is each.meeting else _left_over(each.whole, actors, mine, its)
        if each.meeting.evidence > _LEAST_EXPLAINING:
            share = min(1.0, each.whole.evidence / _FULL_EVIDENCE)
            for form, other, _ in each.whole.words:
                mine[form] = mine.get(form, 0.0) + share
                its[other] = its.get(other, 0.0) + share


def _left_over(meeting: Meeting, actors: frozenset[str], mine: dict[str, float], its: dict[str, float]) -> float:
    return sum(
        [
            worth * pow(_EXPLAINED, mine.get(form, 0.0) + its.get(other, 0.0))
            for form, other, worth in meeting.words
            if form not in actors
        ]
    )
