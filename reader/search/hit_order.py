"""The order of an answer's hits, of which the first are known at once and the others when somebody wants them."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar, overload

_Value = TypeVar("_Value")


class HitOrder(ABC):
    """Positions of `total` hits in order, of which those of `head` are known. Any thread may ask."""

    head: Sequence[int]
    total: int

    @abstractmethod
    def worth(self, position: int) -> float:
        """What the hit of a known row is worth; 0 where nothing is ranked."""

    @abstractmethod
    def between(self, start: int, stop: int) -> Sequence[int]:
        """The positions of rows [start, stop), all of which there are."""

    @abstractmethod
    def row_of(self, position: int) -> int | None:
        """The row of a position; None where it is no hit."""


class KnownOrder(HitOrder):
    """Hits that have been put in order already, and what they are worth, if they are ranked."""

    def __init__(self, order: Sequence[int], worth: Mapping[int, float]) -> None:
        self.head, self.total, self._worth = order, len(order), worth

    def worth(self, position: int) -> float:
        """What a hit is worth."""
        return self._worth.get(position, 0.0)

    def between(self, start: int, stop: int) -> Sequence[int]:
        """The positions of some rows."""
        return self.head[start:stop]

    def row_of(self, position: int) -> int | None:
        """The row of a position."""
        try:
            return self.head.index(position)
        except ValueError:
            return None


class OneAfterTheOther(HitOrder):
    """The hits of one order, then those of another; none is in both."""

    def __init__(self, first: HitOrder, then: HitOrder) -> None:
        self._first, self._then = first, then
        self.head = first.head if len(first.head) < first.total else [*first.head, *then.head]
        self.total = first.total + then.total

    def worth(self, position: int) -> float:
        """What a hit is worth by its own order."""
        return self._first.worth(position) or self._then.worth(position)

    def between(self, start: int, stop: int) -> Sequence[int]:
        """The positions of some rows."""
        end = self._first.total
        if stop <= end:
            return self._first.between(start, stop)
        then = self._then.between(max(0, start - end), stop - end)
        return then if start >= end else [*self._first.between(start, end), *then]

    def row_of(self, position: int) -> int | None:
        """The row of a position."""
        row = self._first.row_of(position)
        if row is None and (row := self._then.row_of(position)) is not None:
            row += self._first.total
        return row


class InOrder(Sequence[_Value], Generic[_Value]):
    """A value of each hit, in the order of the hits, worked out when it is asked for.

    Where no two hits have the same value, `position_of` tells which hit has one, if any: so it is found without
    looking at every hit, and without all of them being put in order.
    """

    def __init__(
        self,
        order: HitOrder,
        value_of: Callable[[int], _Value],
        position_of: Callable[[object], int | None] | None = None,
    ) -> None:
        self._order, self._value_of, self._position_of = order, value_of, position_of

    def __len__(self) -> int:
        return self._order.total

    @overload
    def __getitem__(self, at: int) -> _Value: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[_Value, ...]: ...
    def __getitem__(self, at: int | slice) -> _Value | tuple[_Value, ...]:
        rows = range(len(self))[at]
        if isinstance(rows, int):
            return self._value_of(self._order.between(rows, rows + 1)[0])
        if not rows:
            return ()
        first = min(rows)
        known = self._order.between(first, max(rows) + 1)
        return tuple(self._value_of(known[row - first]) for row in rows)

    def __iter__(self) -> Iterator[_Value]:
        head = self._order.head
        yield from map(self._value_of, head)
        if len(head) < len(self):
            yield from map(self._value_of, self._order.between(len(head), len(self)))

    def __contains__(self, value: object) -> bool:
        return super().__contains__(value) if self._position_of is None else self._position_of(value) is not None

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """The first row with a value. Raises ValueError where there is none."""
        if self._position_of is None:
            return super().index(value, start, len(self) if stop is None else stop)
        position = self._position_of(value)
        row = None if position is None else self._order.row_of(position)
        if row is None or row not in range(len(self))[start:stop]:
            raise ValueError(f"{value!r} is not among the hits")
        return row

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self)} values in the order of hits>"
