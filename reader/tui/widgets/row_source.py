"""Rows of a result that come a page at a time: which are there, which were asked for, and where an article stands."""

import contextlib
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

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
        end = row + _LOOK_BELOW
        below = (older.keys[row:end], older.some[max(0, row - older.full) : max(0, end - older.full)])
        return next((found for key in chain(*below) if (found := self.find(key)) is not None), None)

    def row_for(self, key: int | None, older: "RowSource", row: int) -> tuple[int, bool]:
        """Where a cursor goes that stood on a row of an older result, and whether that is the article it is to stay on.

        That article (None: there is none), else the nearest below it in the older result, else the first row.
        """
        found = self.find(key)
        if found is not None:
            return found, True
        return (self.find_below(older, row) if key is not None else None) or 0, False

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


class ListPlace(NamedTuple):
    """Where a list stands: its rows, the row of its cursor, and the rows in sight with one beyond each edge."""

    rows: RowSource
    cursor: int
    in_sight: range

    def in_sight_after(self, rows: RowSource, key: int | None) -> range:
        """The rows that will be in sight when the list has these rows and the cursor stays on that article."""
        row, size = rows.row_for(key, self.rows, self.cursor)[0], len(self.in_sight)
        first = min(max(self.in_sight.start, row - size + 3), row - 1)
        return range(max(0, first), min(rows.total, first + size))
