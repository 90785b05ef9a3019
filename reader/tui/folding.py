"""A result with each story folded into one row: which rows are left, and how many each stands for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, overload

from reader.results import SearchPage

MOST = 300
"""Rows of a result, from the first on, whose stories are told apart; those after them stay as they are."""


@dataclass(frozen=True, slots=True)
class Fold:
    """A page, and the page that is `listed` in its place. `hidden` counts by leader's key the rows folded into it.

    `leaders` maps every article that was looked at to the leader of its story.
    """

    page: SearchPage
    listed: SearchPage
    hidden: Mapping[int, int]
    leaders: Mapping[int, int]

    @property
    def total(self) -> int:
        """Rows that are folded away."""
        return sum(self.hidden.values())

    def words(self) -> str:
        """What the line of status says of it."""
        text = f"stories folded: {self.total:,} hidden"
        return text if self.page.total <= MOST else f"{text} in the first {MOST:,}"


def fold(page: SearchPage, leaders: Mapping[int, int]) -> Fold:
    """Fold the first rows of a page. A leader stands before the rest of its story, so its row stays."""
    first = page.keys[:MOST]
    hidden: dict[int, int] = {}
    kept: list[int] = []
    for row, key in enumerate(first):
        leader = leaders.get(key, key)
        if leader == key:
            kept.append(row)
        else:
            hidden[leader] = hidden.get(leader, 0) + 1
    keys, scores = _Rest(page.keys, kept, len(first)), _Rest(page.scores, kept, len(first))
    return Fold(page, replace(page, keys=keys, scores=scores, total=len(keys)), hidden, leaders)


class _Rest(Sequence[Any]):
    """A sequence of which, of the first `folded` items, only those at the places `kept` are left. Nothing is copied."""

    def __init__(self, whole: Sequence[Any], kept: Sequence[int], folded: int) -> None:
        self._whole = whole
        self._kept = kept
        self._folded = folded

    def __len__(self) -> int:
        return len(self._whole) - self._folded + len(self._kept)

    @overload
    def __getitem__(self, at: int) -> Any: ...

    @overload
    def __getitem__(self, at: slice) -> list[Any]: ...

    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        number = at + len(self) if at < 0 else at
        if not 0 <= number < len(self):
            raise IndexError(at)
        if number < len(self._kept):
            return self._whole[self._kept[number]]
        return self._whole[number - len(self._kept) + self._folded]

    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:
        """Where a value stands. Raises ValueError."""
        number = self._whole.index(value)
        if number >= self._folded:
            number += len(self._kept) - self._folded
        else:
            number = self._kept.index(number)
        if not start <= number < (len(self) if stop is None else stop):
            raise ValueError(value)
        return number
