"""The order of an answer's hits, of which the first are known at once and the others when somebody wants them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from threading import Lock
from typing import Generic, TypeVar, overload

_Value = TypeVar("_Value")
_LOOKED_AT = 200  # rows in which a value is looked for before all of them are put in order


class HitOrder:
    """Positions of hits in order: `head` first, and `whole()` is asked for all of them once. Any thread may ask.

    `worth` tells what they are worth, as far as their order is known.
    """

    def __init__(
        self, head: Sequence[int], total: int, whole: Callable[[], Sequence[int]], worth: Mapping[int, float]
    ) -> None:
        self.head, self.total, self._worth = head, total, worth
        self._whole: Callable[[], Sequence[int]] | None = whole
        self._lock = Lock()

    def worth(self, position: int) -> float:
        """What a hit is worth, as far as the order is known; 0 where nothing is ranked."""
        return self._worth.get(position, 0.0)

    def first(self, count: int) -> Sequence[int]:
        """The order as far as it is known, with at least that many positions, or all there are."""
        if count > len(self.head) and len(self.head) < self.total:
            with self._lock:
                if self._whole is not None:
                    self.head, self._whole = self._whole(), None
        return self.head


class InOrder(Sequence[_Value], Generic[_Value]):
    """A value of each hit, in the order of the hits, worked out when it is asked for.

    `may_hold` says cheaply that no hit has a value; without it every hit is looked at.
    """

    def __init__(
        self, order: HitOrder, value_of: Callable[[int], _Value], may_hold: Callable[[object], bool] = lambda _: True
    ) -> None:
        self._order, self._value_of, self._may_hold = order, value_of, may_hold
        self._all: tuple[_Value, ...] | None = None

    def __len__(self) -> int:
        return self._order.total

    @overload
    def __getitem__(self, at: int) -> _Value: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[_Value, ...]: ...
    def __getitem__(self, at: int | slice) -> _Value | tuple[_Value, ...]:
        rows = range(len(self))[at]
        if isinstance(rows, int):
            return self._value_of(self._order.first(rows + 1)[rows])
        known = self._order.first(max(rows) + 1) if rows else ()
        return tuple(self._value_of(known[row]) for row in rows)

    def __iter__(self) -> Iterator[_Value]:
        head = self._order.head
        yield from map(self._value_of, head)
        if len(head) < len(self):
            yield from self._whole()[len(head) :]

    def __contains__(self, value: object) -> bool:
        return self._may_hold(value) and value in self._whole()

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """The first row with a value. Raises ValueError where there is none."""
        if not self._may_hold(value):
            raise ValueError(f"{value!r} is not among the hits")
        head = self._order.head
        for row, position in enumerate(islice(head, _LOOKED_AT)) if not start and stop is None else ():
            if self._value_of(position) == value:
                return row
        return self._whole().index(value, start, len(self) if stop is None else stop)

    def _whole(self) -> tuple[_Value, ...]:
        if self._all is None:
            self._all = tuple(map(self._value_of, self._order.first(len(self))))
        return self._all

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self)} values in the order of hits>"
