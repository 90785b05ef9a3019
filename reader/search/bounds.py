"""What hits are worth at most, a byte an article: so only those that may be among the best are scored.

As with the bounds of blocks in an index (Ding and Suel, "Faster Top-k Document Retrieval Using Block-Max Indexes",
2011), but for every article, and all articles at once: a row of bytes is one long number, and a sum of rows one
addition.
"""

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from reader.search.catalogue import Catalogue

if TYPE_CHECKING:
    from reader.search.scoring import FieldMatches

CLASSES = 16
"""Kinds of length, each a sixteenth of all articles: the shortest of its kind bounds what a word is worth."""

MOST_OFTEN = 15
"""The greatest count that is told apart; greater ones are bounded by what no count reaches."""

_CAPPED = bytes(min(count, MOST_OFTEN) * CLASSES for count in range(256))
_HIGHEST = 255
_MOST_ROWS = 24  # bytes of which so many are added still tell much from little
_AT_LEAST = [bytes(least) + b"\x01" * (256 - least) for least in range(257)]
_SAMPLE = 16
_TO_MASK = bytes([0]) + bytes([_HIGHEST]) * 255
_ROUNDING = 1 - 1e-9  # sums of numbers of 64 bits are not quite what they should be


class Bounds:
    """At most what each hit is worth by the fields of some matches, each given with its factor."""

    def __init__(self, fields: "Sequence[tuple[FieldMatches, float]]", catalogue: Catalogue, hits: int) -> None:
        rows = [_Row(field, factor) for field, factor in fields]
        peak = sum(row.peak for row in rows)
        self._scale = (_HIGHEST - len(rows)) / peak if peak else 0.0
        mask = int.from_bytes(catalogue.flags(hits).translate(_TO_MASK), "big")
        self._worth = (sum(row.scaled(self._scale) for row in rows) & mask).to_bytes(catalogue.size, "big")

    def best(self, count: int) -> list[int]:
        """The positions of at least so many hits that are bounded highest; fewer where others have no bound."""
        # One in sixteen tells about how high the highest are; where it tells wrong, all are looked at.
        flags = self._flags(_cut(self._worth[::_SAMPLE], 2 * count // _SAMPLE))
        if flags.count(1) < count:
            flags = self._flags(_cut(self._worth, count))
        return _set(flags)

    def at_least(self, worth: float) -> list[int]:
        """The positions of all hits that may be worth so much."""
        return _set(self._flags(max(1, int(worth * self._scale * _ROUNDING))))

    def _flags(self, least: int) -> bytes:
        return self._worth.translate(_AT_LEAST[least])


def _cut(worth: bytes, count: int) -> int:
    """The highest number from 1 on that at least so many bytes reach; 1 where no number is."""
    low, high = 1, _HIGHEST + 1  # from the one on they are enough, from the other on too few
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if worth.translate(_AT_LEAST[middle]).count(1) >= count else (low, middle)
    return low


class _Row:
    """The bounds of one field of a node: they depend on a count and on a kind of length, together one byte."""

    def __init__(self, field: "FieldMatches", factor: float) -> None:
        capped = field.counts.translate(_CAPPED)
        most = next((count for count in range(MOST_OFTEN, 0, -1) if capped.find(count * CLASSES) >= 0), 0)
        self._kinds = (int.from_bytes(capped, "big") | field.shares.kinds(field.lengths)).to_bytes(len(capped), "big")
        bounds = field.shares.bounds[: CLASSES * (most + 1)]
        self._bounds = [*(factor * bound for bound in bounds), *[0.0] * (_HIGHEST + 1 - len(bounds))]
        self.peak = max(self._bounds)

    def scaled(self, scale: float) -> int:
        """The bounds as one number of a byte an article, rounded up."""
        return int.from_bytes(self._kinds.translate(bytes(ceil(bound * scale) for bound in self._bounds)), "big")


def can_bound(fields: Sequence[object]) -> bool:
    """Whether bounds would tell much of so many fields."""
    return 0 < len(fields) <= _MOST_ROWS


def _set(flags: bytes) -> list[int]:
    found, at = [], flags.find(1)
    while at >= 0:
        found.append(at)
        at = flags.find(1, at + 1)
    return found
