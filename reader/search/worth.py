"""What articles are worth by the words of a query."""

from array import array
from collections.abc import Sequence
from contextlib import suppress
from heapq import nlargest
from itertools import compress
from operator import add

from reader.errors import QueryError
from reader.search.bounds import Bounds, can_bound
from reader.search.catalogue import Catalogue
from reader.search.evaluate import Evaluator
from reader.search.query.tree import Node

_WORTH_BOUNDING = 2_000  # hits: fewer are scored sooner than bounded
_RUN = 16_384  # articles that are scored in about 3 ms

Worths = tuple[Sequence[int], Sequence[float]]
"""Positions, ascending, and what each is worth."""


class Worth:
    """What articles are worth by the words of a query."""

    def __init__(self, evaluator: Evaluator, tree: Node) -> None:
        self._parts = list(evaluator.worth(tree))
        self._stale = evaluator.stale

    def make_way(self) -> None:
        """Let what is more urgent go first: asking whether anybody waits is what work does for that.

        The search itself is over, so whatever the answer is, the ordering goes on.
        """
        with suppress(QueryError):
            self._stale()

    def of(self, positions: Sequence[int]) -> "array[float]":
        """What each of some articles is worth, ascending."""
        if len(positions) <= _RUN:
            return self._of(positions)
        total = array("d")
        for start in range(0, len(positions), _RUN):
            total += self._of(positions[start : start + _RUN])
        return total

    def _of(self, positions: Sequence[int]) -> "array[float]":
        total: array[float] | None = None
        for part in self._parts:
            worth = part.worth(positions)
            total = array("d", worth if total is None else map(add, total, worth))
            self.make_way()
        return array("d", bytes(8 * len(positions))) if total is None else total

    def of_best(self, catalogue: Catalogue, hits: int, count: int) -> Worths | None:
        """The best `count` hits and those that are worth as much as the last of them, their positions ascending.

        None where that is as soon told by looking at all hits.
        """
        total = hits.bit_count()
        each = [part.bounded for part in self._parts]
        fields = [field for part in each for field in part or ()]
        if total < _WORTH_BOUNDING or None in each or not can_bound(fields):
            return None
        bounds = Bounds(fields, catalogue, hits)
        likely = bounds.best(count)
        if not count <= len(likely) <= total // 2:
            return None
        positions = bounds.at_least(nlargest(count, self.of(likely))[-1])
        if len(positions) > total // 2:
            return None
        worth = self.of(positions)
        least = nlargest(count, worth)[-1]
        best = [each >= least for each in worth]
        return list(compress(positions, best)), list(compress(worth, best))
