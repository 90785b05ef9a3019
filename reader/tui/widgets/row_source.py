"""Rows of a result that come a page at a time: which are there, which were asked for, and where an article stands."""

import contextlib
from collections.abc import Sequence
from itertools import chain, islice

from reader.results import Hit

# Articles below a lost one that are looked for in a new result.
_LOOK_BELOW = 200


class RowSource:
    """`total` rows, of which some have come: `full` hits, and after them the articles with some of the words.

    `keys` are the hits' archive keys in order, where they are known, `some` those of the others.
    """

    def __init__(self, full: int = 0, keys: Sequence[int] | None = None, some: Sequence[int] = ()) -> None:
        self.full = max(0, full)
        self.total = self.full + len(some)
        self.keys = keys
        self.some = some
        self._hits: dict[int, Hit] = {}
        self._asked: set[int] = set()

    def hit(self, row: int) -> Hit | None:
        """The hit of a row, if it has come."""
        return self._hits.get(row)

    def key(self, row: int) -> int | None:
        """The archive key of a row, if it is known."""
        if not 0 <= row < self.total:
            return None
        if row >= self.full:
            return self.some[row - self.full]
        if self.keys is not None:
            return self.keys[row]
        return hit.key if (hit := self._hits.get(row)) else None

    def find(self, key: int | None) -> int | None:
        """The row of an article; None where it is not in the result, or the keys are not known."""
        if key is None or self.keys is None:
            return None
        for keys, first in ((self.keys, 0), (self.some, self.full)):
            with contextlib.suppress(ValueError):
                return first + keys.index(key)
        return None

    def find_below(self, older: "RowSource", row: int) -> int | None:
        """The row of the first article that stood at or below `row` in an older result and is in this one too."""
        if self.keys is None or older.keys is None:
            return None
        below = islice(chain(older.keys, older.some), row, row + _LOOK_BELOW)
        return next((found for key in below if (found := self.find(key)) is not None), None)

    def supply(self, start: int, hits: Sequence[Hit]) -> set[int]:
        """Take in rows from `start` on; returns which they are."""
        fresh = {start + number: hit for number, hit in enumerate(hits) if start + number < self.total}
        self._hits.update(fresh)
        self._asked.difference_update(fresh)
        return set(fresh)

    def want(self, visible: range, around: int) -> tuple[int, int] | None:
        """Rows [start, end) to ask for, once, so that the visible ones and those `around` them come; None: no need."""
        rows = range(max(0, visible.start), min(self.total, visible.stop))
        if all(self._is_known(row) for row in rows):
            return None
        near = range(max(0, visible.start - around), min(self.total, visible.stop + around))
        missing = [row for row in near if not self._is_known(row)]
        start, end = missing[0], missing[-1] + 1
        self._asked.update(range(start, end))
        return start, end

    def _is_known(self, row: int) -> bool:
        return row in self._hits or row in self._asked
