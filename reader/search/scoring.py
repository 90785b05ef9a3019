"""What matches are worth: BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009), summed over
title and body.

Nothing is scored that is not asked about: a search scores its hits, whatever else its words match.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from reader.search.snapshot import LENGTHS

# The usual constants.
_K1, _B = 1.2, 0.75
_USUAL = 30  # a word seldom stands more often in an article; greater counts are reckoned when they are met
_SPARSE = 8  # a field that has matches in not even the 8th part of all articles is walked from match to match
_MATCH = re.compile(rb"[^\0]")


class Shares:
    """BM25's share of a count in a field, by count and then by length byte: worked out once for each count."""

    def __init__(self, length_bytes: bytes, weight: float) -> None:
        words = sum(LENGTHS[number] * length_bytes.count(number) for number in range(len(LENGTHS)))
        self._average = words / max(1, len(length_bytes)) or 1.0
        self._weight = weight
        self._rows: list[list[float]] = []

    def up_to(self, most: int) -> list[list[float]]:
        """The shares of the counts from 0 to at least `most`."""
        for count in range(len(self._rows), most + 1):
            self._rows.append([self._share(count, length) for length in LENGTHS])
        return self._rows

    def _share(self, count: int, length: int) -> float:
        if not count:
            return 0.0
        return self._weight * (count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * length / self._average)))


@dataclass(frozen=True, slots=True)
class FieldMatches:
    """How often a node stands in a field of every article, and the length of that field: a byte a position each."""

    counts: bytes | bytearray
    lengths: bytes | bytearray
    shares: Shares

    def of(self, positions: Sequence[int]) -> "array[float]":
        """The shares of some articles."""
        counts, lengths = self.counts, self.lengths
        try:
            rows = self.shares.up_to(_USUAL)
            return array("d", [rows[counts[position]][lengths[position]] for position in positions])
        except IndexError:
            rows = self.shares.up_to(max(counts))
            return array("d", [rows[counts[position]][lengths[position]] for position in positions])

    def add_to(self, total: "array[float]", positions: Sequence[int]) -> None:
        """Add the shares of some articles, ascending, to what they have."""
        have = len(self.counts) - self.counts.count(0)
        if have * _SPARSE > len(self.counts):
            for at, share in enumerate(self.of(positions)):
                total[at] += share
            return
        at, end = 0, len(positions)
        for match in _MATCH.finditer(self.counts):
            position = match.start()
            at = bisect_left(positions, position, at)
            if at == end:
                break
            if positions[at] == position:
                count = self.counts[position]
                total[at] += self.shares.up_to(count)[count][self.lengths[position]]


@dataclass(frozen=True, slots=True)
class Matches:
    """The articles that match a node, as a set, and what is needed to score them.

    `idf` is the inverse document frequency that the scores contain.
    """

    articles: int
    fields: tuple[FieldMatches, ...]
    idf: float

    def worth(self, positions: Sequence[int]) -> "array[float]":
        """What the match is worth for each of some articles, ascending; 0 where there is none."""
        if not self.fields:
            return array("d", bytes(8 * len(positions)))
        total = self.fields[0].of(positions)
        for field in self.fields[1:]:
            field.add_to(total, positions)
        idf = self.idf
        return array("d", [idf * share for share in total])
