"""Which blocks of two articles tell the same, from what their passages share, their words nearby and their neighbours.

Every pair of blocks that share something gets a score, the product of five: what the words count that the blocks share;
what the words but names and offices count that their best passages share, less what better pairs explain; how much of
these passages that is; how far the shared words stand together; and what the neighbours share. The logarithm of the
product, less a constant, is close to the log-odds: logistic regression gives all five a weight of about 1
(docs/comparing.md).

That names are left out of the second keeps passages apart which have the same people and offices in them and tell of
another event. That neighbours count is after Barzilay and Elhadad, "Sentence alignment for monolingual comparable
corpora" (2003); that a partner explains words away for the next one, after competitive linking (Melamed, "Models of
translational equivalence among words", 2000).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest
from math import inf, log, sqrt

from reader.compare.heeding import Stale, heed, never
from reader.compare.likeness import Meeting, Scale, cohesion
from reader.compare.wording import Side, find_actors

THRESHOLD = 0.0
"""The log-odds from which two blocks are held to tell the same."""

_COHESION = 0.67  # the weight of words standing together; the other four weigh 1
_RIVALS = 0.4  # the weight of how many pairs of passages there are: among more, more are alike by chance
_FEWEST_RIVALS, _MOST_RIVALS = 60, 1100  # but words of long articles are rarer too, and of short ones less is known
_BASE = 5.7  # the constant that makes 0 an even chance
_LEAST_TOLD = 2.0  # without names and offices: with less in common, two blocks only speak of the same people
_EXPLAINED = 0.5  # what a word still counts for the next partner, once a better one has it
_FULL_EVIDENCE = 12.0  # evidence that explains its words wholly
_LEAST_EXPLAINING = 4.0
_REACH = 2  # blocks on either side that are neighbours
_ENOUGH = 8  # pairs of neighbours, as in the middle of three by three blocks, that tell something by sharing nothing
_UNKNOWN = 4.0  # what neighbours are held to share where there are none


@dataclass(slots=True)
class Encounter:
    """Two blocks that share words: the best pair of their passages, what that and the whole blocks share.

    `own` is what the words of the best pair count that no better pair explains; `told` is the same without
    names and offices.
    """

    left: int
    right: int
    best: tuple[int, int]
    meeting: Meeting
    whole: Meeting
    cohesion: float
    own: float = 0.0
    told: float = 0.0
    odds: float = 0.0


def meet_blocks(
    left: Side, right: Side, candidates: Iterable[tuple[int, int]], scale: Scale, stale: Stale = never
) -> list[Encounter]:
    """All pairs of blocks with a candidate pair of passages, with their log-odds, best first."""
    encounters = _encounters(left, right, sorted(candidates), scale, stale)
    _explain_away(encounters.values(), find_actors(left, right), stale)
    pairs = len(left.wordings) * len(right.wordings)
    rivals = _RIVALS * log(min(_MOST_RIVALS, max(_FEWEST_RIVALS, pairs)))
    left_place = {part: place for place, part in enumerate(sorted(left.blocks))}
    right_place = {part: place for place, part in enumerate(sorted(right.blocks))}
    at = {(left_place[one], right_place[other]): each for (one, other), each in encounters.items()}
    for (row, column), each in heed(at.items(), stale):
        rows = range(max(0, row - _REACH), min(len(left_place), row + _REACH + 1))
        columns = range(max(0, column - _REACH), min(len(right_place), column + _REACH + 1))
        cells = [(one, other) for one in rows for other in columns if one != row or other != column]
        around = sum(nlargest(2, [at[cell].own for cell in cells if cell in at]))
        # Where there are few neighbours, that they share nothing does not say much.
        around = max(around, _UNKNOWN * (1 - len(cells) / _ENOUGH))
        if each.told < _LEAST_TOLD:
            each.odds = -inf
            continue
        each.odds = (
            log(0.3 + each.whole.evidence)
            + log(0.3 + each.told)
            + log(0.03 + each.meeting.cover)
            + log(0.3 + around)
            + _COHESION * log(0.3 + each.cohesion)
            - rivals
            - _BASE
        )
    return sorted(encounters.values(), key=lambda each: (-each.odds, each.left, each.right))


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
        found[one, other] = Encounter(one, other, passages, meeting, whole, cohesion(mine, its, whole))
    return found


def _explain_away(encounters: Iterable[Encounter], actors: frozenset[str], stale: Stale) -> None:
    """What the words of each pair count by themselves: less where a better pair of either block already has them."""
    of_left: dict[int, dict[str, float]] = defaultdict(dict)
    of_right: dict[int, dict[str, float]] = defaultdict(dict)

    def strength(each: Encounter) -> float:
        own, whole = each.meeting, each.whole
        return own.evidence * sqrt(own.likeness) + 0.5 * whole.evidence * sqrt(whole.likeness)

    ordered = sorted(encounters, key=lambda each: (-strength(each), each.left, each.right))
    for each in heed(ordered, stale):
        mine, its = of_left[each.left], of_right[each.right]
        for form, other, worth in each.meeting.words:
            left_over = worth * _EXPLAINED ** (mine.get(form, 0.0) + its.get(other, 0.0))
            each.own += left_over
            each.told += 0.0 if form in actors else left_over
        if each.meeting.evidence > _LEAST_EXPLAINING:
            share = min(1.0, each.whole.evidence / _FULL_EVIDENCE)
            for form, other, _ in each.whole.words:
                mine[form] = mine.get(form, 0.0) + share
                its[other] = its.get(other, 0.0) + share
