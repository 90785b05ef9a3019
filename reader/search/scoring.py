"""What matches are worth: BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009), summed over
title and body.

Nothing is scored that is not asked about: a search scores its hits, whatever else its words match.
"""

import re
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, compress, islice
from math import inf
from operator import mul

from reader.search.bounds import CLASSES, MOST_OFTEN
from reader.search.index.snapshot import LENGTHS

# The usual constants.
_K1, _B = 1.2, 0.75
_USUAL = 30  # a word seldom stands more often in an article; greater counts are reckoned when they are met
_SPARSE = 8  # a field that has matches in not even the 8th part of all articles is walked from match to match
_FEW = 4096  # articles that are looked at one by one
_ROW = len(LENGTHS)
_COUNT_BYTE = 1 if sys.byteorder == "little" else 0
_MATCH = re.compile(rb"[^\0]")


class Shares:
    """BM25's share of a count in a field of a length, worked out once for each count.

    A share stands at `_ROW` times the count, and the length byte.
    """

    def __init__(self, length_bytes: bytes, weight: float) -> None:
        have = [length_bytes.count(number) for number in range(len(LENGTHS))]
        words = sum(map(mul, LENGTHS, have))
        self._average = words / max(1, len(length_bytes)) or 1.0
        self._weight = weight
        self._table: list[float] = []
        below = accumulate(have, initial=0)
        kinds = [min(CLASSES - 1, CLASSES * before // max(1, len(length_bytes))) for before in islice(below, len(have))]
        self._kind_of = bytes(kinds)
        self._kinds: tuple[bytes | bytearray, int] = b"", 0
        self.shortest: list[int] = [LENGTHS[min(bisect_left(kinds, kind), len(kinds) - 1)] for kind in range(CLASSES)]
        """The shortest length of each kind; where there is none, that of the next longer one."""

    @cached_property
    def bounds(self) -> list[float]:
        """The shares of counts up to `MOST_OFTEN`, the last taken for any greater, in the shortest of each kind."""
        return [self.share(count, length) for count in (*range(MOST_OFTEN), inf) for length in self.shortest]

    def kinds(self, lengths: bytes | bytearray) -> int:
        """The kind of each length, a byte each as one number."""
        known, found = self._kinds
        if known is not lengths:
            found = int.from_bytes(lengths.translate(self._kind_of), "big")
            self._kinds = lengths, found
        return found

    def up_to(self, most: int) -> list[float]:
        """The shares of the counts from 0 to at least `most`."""
        table = self._table
        if len(table) // _ROW <= most:
            # Made anew, since another thread may be about it too.
            more = (self.share(count, length) for count in range(len(table) // _ROW, most + 1) for length in LENGTHS)
            table = self._table = [*table, *more]
        return table

    def share(self, count: float, length: int) -> float:
        """The share of a count in a field of that many words; without end, the count is worth what none reaches."""
        if not count:
            return 0.0
        if count == inf:
            return self._weight * (_K1 + 1)
        return self._weight * (count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * length / self._average)))


@dataclass(frozen=True, slots=True)
class FieldMatches:
    """How often a node stands in a field of every article, and the length of that field: a byte a position each."""

    counts: bytes | bytearray
    lengths: bytes | bytearray
    shares: Shares

    def worth(self, positions: Sequence[int], factor: float) -> "array[float]":
        """The shares of some articles, times a factor."""
        try:
            return self._worth(positions, factor, self.shares.up_to(_USUAL))
        except IndexError:
            return self._worth(positions, factor, self.shares.up_to(max(self.counts)))

    def _worth(self, positions: Sequence[int], factor: float, table: list[float]) -> "array[float]":
        counts, lengths = self.counts, self.lengths
        if len(positions) < len(table):
            return array("d", [factor * table[_ROW * counts[at] + lengths[at]] for at in positions])
        # Count and length as one number of two bytes, looked up in a table that has the factor in it.
        pairs = bytearray(2 * len(counts))
        pairs[_COUNT_BYTE::2], pairs[1 - _COUNT_BYTE :: 2] = counts, lengths
        numbers, shares = array("H", pairs), [factor * share for share in table]
        return array("d", [shares[numbers[at]] for at in positions])

    def share(self, position: int) -> float:
        """The share of one article."""
        count = self.counts[position]
        return self.shares.up_to(count)[_ROW * count + self.lengths[position]]

    def rows(self, positions: Sequence[int]) -> Iterator[int]:
        """Where in some articles, ascending, those stand that have the node in this field."""
        if len(positions) < _FEW or (len(self.counts) - self.counts.count(0)) * _SPARSE > len(self.counts):
            yield from compress(range(len(positions)), map(self.counts.__getitem__, positions))
            return
        row, end = 0, len(positions)
        for match in _MATCH.finditer(self.counts):
            position = match.start()
            row = bisect_left(positions, position, row)
            if row == end:
                return
            if positions[row] == position:
                yield row


@dataclass(frozen=True, slots=True)
class Matches:
    """The articles that match a node, as a set, and what is needed to score them.

    `idf` is the inverse document frequency that the scores contain.
    """

    articles: int
    fields: tuple[FieldMatches, ...]
    idf: float

    @property
    def bounded(self) -> "list[tuple[FieldMatches, float]]":
        """The fields with their factors, by which a bound can be told."""
        return [(field, self.idf) for field in self.fields]

    def worth(self, positions: Sequence[int]) -> "array[float]":
        """What the match is worth for each of some articles, ascending; 0 where there is none."""
        if not self.fields:
            return array("d", bytes(8 * len(positions)))
        first, *others = self.fields
        total = first.worth(positions, self.idf)
        for row in sorted({row for field in others for row in field.rows(positions)}):
            total[row] = self.idf * sum(field.share(positions[row]) for field in self.fields)
        return total
