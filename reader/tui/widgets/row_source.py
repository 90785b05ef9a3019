"""Rows of a result that come a page at a time: which are there, which were asked for, and where an article stands."""

from collections.abc import Sequence

from reader.results import Hit

# Articles below a lost one that are looked for in a new result.
_LOOK_BELOW = 200


class RowSource:
    """`total` rows, of which some have come. `keys` are their archive keys in order, where they are known."""

    def __init__(self, total: int = 0, keys: Sequence[int] | None = None) -> None:
        self.total = max(0, total)
        self.keys = keys
        self._hits: dict[int, Hit] = {}
        self._asked: set[int] = set()

    def hit(self, row: int) -> Hit | None:
        """The hit of a row, if it has come."""
        return self._hits.get(row)

    def key(self, row: int) -> int | None:
        """The archive key of a row, if it is known."""
        if not 0 <= row < self.total:
            return None
        if self.keys is not None:
            return self.keys[row]
        return hit.key if (hit := self._hits.get(row)) else None

    def find(self, key: int | None) -> int | None:
        """The row of an article; None where it is not in the result, or the keys are not known."""
        if key is None or self.keys is None:
            return None
        try:
            return self.keys.index(key)
        except ValueError:
            return None

    def find_below(self, older: "RowSource", row: int) -> int | None:
        """The row of the first article that stood at or below `row` in an older result and is in this one too."""
        if self.keys is None or older.keys is None:
            return None
        rows = {key: number for number, key in enumerate(self.keys)}
        return next((rows[key] for key in older.keys[row : row + _LOOK_BELOW] if key in rows), None)

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
