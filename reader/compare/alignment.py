"""Two articles passage by passage: what they share in any order and wording, and what they dispute there."""

from collections import defaultdict

from reader.article import Article
from reader.compare.blocks import THRESHOLD, Encounter, meet_blocks
from reader.compare.candidates import find_candidates
from reader.compare.changes import NEAR, changed_words, pair_equals, relation_of, word_ratio
from reader.compare.disputes import Disputes, united_figures, united_names
from reader.compare.heeding import Stale, heed, never
from reader.compare.likeness import Scale
from reader.compare.passages import cut_passages, mark_stock
from reader.compare.wording import Side, find_acronyms, relate, weigh
from reader.comparison import BlockPair, Comparison, PassageMatch, Relation

_LEAST_TOLD = 4
"""Different words, common ones left out, that nearly equal passages must have for their blocks to be a pair."""

_MORE_EVIDENCE = 6.0  # what further passages of two blocks that meet must share, to be matched as well,
_MORE_COVER = 0.25  # as a part of the weightier one,
_MOST_COVER = 0.6  # or of the lighter one, which the other then has in it


def compare(left: Article, right: Article, *, threshold: float = THRESHOLD, stale: Stale = never) -> Comparison:
    """What two articles share and dispute. A higher threshold pairs fewer passages, and more surely.

    Raises StaleSearch once `stale` says that nobody waits for it.
    """
    left_parts, right_parts = left.parts(), right.parts()
    left_passages, right_passages = mark_stock(
        left, cut_passages(left_parts, stale), right, cut_passages(right_parts, stale)
    )
    acronyms = find_acronyms((*left_parts, *right_parts))
    sides = Side(left_parts, left_passages, acronyms, stale), Side(right_parts, right_passages, acronyms, stale)
    aligner = _Aligner(*sides)
    # Aligned in one order whichever article stands on the left, so that a swap of sides changes nothing.
    if left.id <= right.id:
        aligner.align(threshold, stale)
    else:
        swapped = _Aligner(sides[1], sides[0])
        swapped.align(threshold, stale)
        aligner.take(swapped)
    matches = aligner.matches(Disputes(left, right, left_parts, right_parts), stale)
    return Comparison(
        left,
        right,
        left_passages,
        right_passages,
        matches,
        aligner.pairs(matches, stale),
        aligner.shared(),
    )


class _Aligner:
    """Finds which passages of two sides meet, then tells of each match and each pair of blocks."""

    def __init__(self, left: Side, right: Side) -> None:
        self._left, self._right = left, right
        self._met: set[tuple[int, int]] = set()
        self._blocks: dict[tuple[int, int], float] = {}

    def align(self, threshold: float, stale: Stale) -> None:
        """Match equal passages first, then those of blocks that tell the same."""
        left, right = self._left, self._right
        related = relate(left, right, stale)
        weights = weigh(left, right, related)
        equals = pair_equals(left.keys, right.keys)
        self._met.update(equals)
        settled = [{pair[side] for pair in equals} for side in (0, 1)]
        candidates = find_candidates(left, right, related, weights, stale)
        for one, other in equals:
            if len(left.wordings[one].places) >= _LEAST_TOLD:
                candidates.add((one, other))
                self._blocks[left.passages[one].part, right.passages[other].part] = 1.0
        scale = Scale(weights, related)
        in_blocks: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for one, other in sorted(candidates):
            in_blocks[left.passages[one].part, right.passages[other].part].append((one, other))
        for each in heed(meet_blocks(left, right, candidates, scale, stale), stale):
            if each.odds >= threshold or self._is_near(each):
                self._blocks.setdefault((each.left, each.right), each.whole.likeness)
                for one, other in in_blocks[each.left, each.right]:
                    if one in settled[0] or other in settled[1]:
                        continue
                    if (one, other) != each.best:
                        meeting = scale.meet(left.wordings[one], right.wordings[other])
                        inside = meeting.likeness**2 / meeting.cover if meeting.cover else 0.0
                        if meeting.evidence < _MORE_EVIDENCE or (meeting.cover < _MORE_COVER and inside < _MOST_COVER):
                            continue
                    self._met.add((one, other))

    def take(self, swapped: "_Aligner") -> None:
        """Take over what was found with the sides swapped."""
        self._met = {(one, other) for other, one in swapped._met}
        self._blocks = {(one, other): likeness for (other, one), likeness in swapped._blocks.items()}

    def _is_near(self, each: Encounter) -> bool:
        """Whether the best passages of two blocks are nearly the same, word for word."""
        one, other = each.best
        if len(self._left.wordings[one].places) < _LEAST_TOLD or each.meeting.cover < 0.5:
            return False
        return word_ratio(self._left.keys[one], self._right.keys[other]) >= NEAR

    def matches(self, disputes: Disputes, stale: Stale) -> tuple[PassageMatch, ...]:
        """The matches in the order of the left side."""
        found = []
        for one, other in heed(sorted(self._met), stale):
            left, right = self._left.passages[one], self._right.passages[other]
            relation, similarity = relation_of(self._left.keys[one], self._right.keys[other])
            if relation == "same":
                found.append(PassageMatch(one, other, relation, similarity))
                continue
            mine, its = changed_words(self._left.text(one), self._right.text(other))
            found.append(
                PassageMatch(
                    one,
                    other,
                    relation,
                    round(similarity, 3),
                    disputes.figures(left, right),
                    disputes.names(left, right),
                    tuple((start + left.start, end + left.start) for start, end in mine),
                    tuple((start + right.start, end + right.start) for start, end in its),
                )
            )
        return tuple(found)

    def pairs(self, matches: tuple[PassageMatch, ...], stale: Stale) -> tuple[BlockPair, ...]:
        """The pairs of blocks that tell the same, in the order of the left side. A title is no block."""
        of_blocks: dict[tuple[int, int], list[PassageMatch]] = defaultdict(list)
        for match in matches:
            of_blocks[self._left.passages[match.left].part, self._right.passages[match.right].part].append(match)
        found = []
        for (one, other), likeness in heed(sorted(self._blocks.items()), stale):
            if self._left.parts[one].kind == "title" or self._right.parts[other].kind == "title":
                continue
            relation, ratio = self._relation(one, other)
            its = of_blocks[one, other]
            found.append(
                BlockPair(
                    one,
                    other,
                    relation,
                    1.0 if relation == "same" else round(min(0.99, max(ratio, likeness)), 3),
                    united_figures(each for match in its for each in match.figures),
                    united_names(each for match in its for each in match.names),
                )
            )
        return tuple(found)

    def _relation(self, one: int, other: int) -> tuple[Relation, float]:
        mine = tuple(term for number in self._left.members[one] for term in self._left.keys[number])
        its = tuple(term for number in self._right.members[other] for term in self._right.keys[number])
        return relation_of(mine, its)

    def shared(self) -> float:
        """The share of both sides' passages that meet another."""
        met = len({one for one, _ in self._met}) + len({other for _, other in self._met})
        passages = len(self._left.wordings) + len(self._right.wordings)
        return round(met / passages, 4) if passages else 0.0
