"""Hits by what they are worth: the best at once, and any others without all of them being put in order."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from heapq import nlargest
from itertools import chain, compress
from typing import TypeVar

from reader.search.catalogue import Catalogue
from reader.search.hit_order import HitOrder
from reader.search.worth import Worth, Worths

_Value = TypeVar("_Value", int, float)

AT_ONCE = 200
"""Hits that are put in order with every answer."""

_SAMPLE = 16
_RUN = 8192  # sorted in about 4 ms
_AROUND = 200  # rows beyond those asked for: whoever reads them goes on to these
_MOST_ROWS = 1_000  # from about here on, all hits are as soon put in order


class Ranking(HitOrder):
    """Hits, the best first; ties by date, the newest first, then as they stand in the archive.

    Where an article stands is told by how many are worth more, and a few rows by what those around them are worth. Two
    threads that ask at once may both work out the same; neither waits for the other.
    """

    def __init__(self, catalogue: Catalogue, hits: int, worth: Worth) -> None:
        self.total = hits.bit_count()
        self._catalogue, self._hits, self._worth = catalogue, hits, worth
        best = _best(catalogue, hits, worth)
        self.head: Sequence[int] = [position for _, position in best]
        self._known = {position: score for score, position in best}
        self._scored: _Scored | None = None
        self._window: tuple[int, Sequence[int]] = 0, self.head

    def worth(self, position: int) -> float:
        """What the hit of a known row is worth."""
        known = self._known.get(position, 0.0)
        if known or self._scored is None or not self._catalogue.holds(self._hits, position):
            return known
        return self._scored.worth(position)

    def between(self, start: int, stop: int) -> Sequence[int]:
        """The positions of some rows."""
        if stop <= len(self.head):
            return self.head[start:stop]
        if stop - start > _MOST_ROWS:
            self.head = self._score().in_order(self._catalogue.ordered(self._hits))
            return self.head[start:stop]
        first, known = self._window
        if not first <= start < stop <= first + len(known):
            around = max(0, start - _AROUND), min(self.total, stop + _AROUND)
            first, known = self._window = self._score().between(*around)
        return known[start - first : stop - first]

    def row_of(self, position: int) -> int | None:
        """The row of a position."""
        if not self._catalogue.holds(self._hits, position):
            return None
        for first, known in ((0, self.head), self._window):
            if position in known:
                return first + known.index(position)
        return self._score().row_of(position)

    def _score(self) -> "_Scored":
        scored = self._scored
        if scored is None:
            positions, scores = _all(self._catalogue, self._hits, self._worth)
            self._scored = scored = _Scored(positions, scores, self._catalogue.first, self._worth.make_way)
        return scored


class _Scored:
    """All hits, ascending, and what each is worth; `days` of the archive part those that are worth the same."""

    def __init__(
        self, positions: Sequence[int], scores: Sequence[float], days: Sequence[int], make_way: Callable[[], None]
    ) -> None:
        self._positions, self._scores, self._days, self._make_way = positions, scores, days, make_way
        self._size = len(positions)
        self._ascending = array("d", self._in_runs(scores, sorted))

    def worth(self, position: int) -> float:
        """What a hit is worth."""
        return self._scores[bisect_left(self._positions, position)]

    def row_of(self, position: int) -> int:
        """The row of a hit."""
        worth = self.worth(position)
        end = bisect_right(self._ascending, worth)
        row = self._size - end
        if end - bisect_left(self._ascending, worth) == 1:
            return row
        same = list(compress(self._positions, map(worth.__eq__, self._scores)))
        return row + sorted(same, key=self._days.__getitem__, reverse=True).index(position)

    def between(self, start: int, stop: int) -> tuple[int, list[int]]:
        """The positions of rows [start, stop) and of those that are worth the same, and the first row of them."""
        high, low = self._ascending[-1 - start], self._ascending[self._size - stop]
        self._make_way()
        some = [
            (-worth, position)
            for worth, position in zip(self._scores, self._positions, strict=True)
            if low <= worth <= high
        ]
        self._make_way()
        days = self._days
        some.sort(key=lambda each: (each[0], -days[each[1]], each[1]))
        return self._size - bisect_right(self._ascending, high), [position for _, position in some]

    def in_order(self, newest_first: Sequence[int]) -> list[int]:
        """All hits in order."""
        self._make_way()
        of = dict(zip(self._positions, self._scores, strict=True))
        return self._in_runs(newest_first, lambda some: sorted(some, key=of.__getitem__, reverse=True))

    def _in_runs(self, values: Sequence[_Value], sort: Callable[[Iterable[_Value]], list[_Value]]) -> list[_Value]:
        """Sorted, stable: one sort of a hundred thousand would hold up the desk."""
        runs = []
        for at in range(0, len(values), _RUN):
            self._make_way()
            runs.append(sort(values[at : at + _RUN]))
        self._make_way()
        return runs[0] if len(runs) == 1 else sort(chain.from_iterable(runs))


def _best(catalogue: Catalogue, hits: int, worth: Worth) -> list[tuple[float, int]]:
    """The best hits in order, with what they are worth: few people look at more than the first screens."""
    day = catalogue.first
    bounded = worth.of_best(catalogue, hits, AT_ONCE)
    positions, scores = bounded or _all(catalogue, hits, worth)
    best: Iterable[tuple[float, int]] = zip(scores, positions, strict=True)
    if bounded is None and len(positions) > AT_ONCE:
        # One in sixteen tells about how good the best are; where it tells wrong, all are looked at.
        some = sorted(scores[::_SAMPLE])
        cut = some[-min(len(some), 2 * AT_ONCE // _SAMPLE + 1)]
        likely = [each for each in zip(scores, positions, strict=True) if each[0] >= cut]
        if len(likely) < AT_ONCE:
            cut = nlargest(AT_ONCE, scores)[-1]
            likely = [each for each in zip(scores, positions, strict=True) if each[0] >= cut]
        best = likely
    return sorted(best, key=lambda each: (-each[0], -day[each[1]], each[1]))


def _all(catalogue: Catalogue, hits: int, worth: Worth) -> Worths:
    positions = catalogue.members(hits)
    return positions, worth.of(positions)
