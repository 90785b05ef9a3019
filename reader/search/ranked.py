"""A column of numbers made ready to say which articles have less than a number, all of them at once."""

from bisect import bisect_left
from collections.abc import Sequence

from reader.search.sets import to_set

_LESS = [bytes(number < digit for number in range(256)) for digit in range(256)]
_SAME = [bytes(number == digit for number in range(256)) for digit in range(256)]
"""For each digit what turns a byte into whether it is less, or the same."""


class Ranked:
    """The numbers of a column as their places among its distinct values, a row of bytes for each digit of 256."""

    def __init__(self, column: Sequence[float]) -> None:
        self._size = len(column)
        self._values = sorted(set(column))
        places = {value: place for place, value in enumerate(self._values)}
        ranks = list(map(places.__getitem__, column))
        digits = max(1, (len(self._values).bit_length() + 7) // 8)
        self._digits = [bytes(rank >> 8 * digit & 255 for rank in ranks) for digit in reversed(range(digits))]

    def below(self, value: float) -> int:
        """The set of articles whose number is less."""
        return self._to_set(self._less(value))

    def between(self, low: float, high: int) -> int:
        """The set of articles whose number lies between two, both included."""
        return self._to_set(self._less(high + 1) & ~self._less(low))

    def _less(self, value: float) -> int:
        """Whether each number is less: a byte each, as one long number."""
        limit, last = bisect_left(self._values, value), len(self._digits) - 1
        less, same = 0, -1  # as far as the digits before this one tell; at first all are the same
        for place, row in enumerate(self._digits):
            digit = limit >> 8 * (last - place) & 255
            less |= same & int.from_bytes(row.translate(_LESS[digit]), "big")
            if place < last:
                same &= int.from_bytes(row.translate(_SAME[digit]), "big")
        return less

    def _to_set(self, flags: int) -> int:
        return to_set(flags.to_bytes(self._size, "big"))
