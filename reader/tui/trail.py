"""The trail: everything that was opened, in order, to be gone through back and forward as in a web browser."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.results import Match, SearchPage

if TYPE_CHECKING:
    from reader.tui.compare.memory import Memory

MAX_STOPS = 200
"""Stops that are kept; nobody goes back further than that, and an answer that a stop holds may be large."""


@dataclass(frozen=True, slots=True)
class ListStop:
    """The list of a search, with the article under its cursor."""

    query: str
    match: Match = "all"
    key: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ArticleStop:
    """An article that was read. `origin` is the one that led to it, where it was reached from under another's text."""

    key: int
    origin: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class CompareStop:
    """Two articles side by side, whichever is on the left; and what is remembered of how they were read."""

    left: int = field(compare=False)
    right: int = field(compare=False)
    memory: "Memory | None" = field(default=None, compare=False)
    pair: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pair", frozenset((self.left, self.right)))


@dataclass(frozen=True, slots=True)
class RollStop:
    """The roll of a topic within an answer."""

    query: str
    topic: str
    page: SearchPage = field(compare=False)


Stop = ListStop | ArticleStop | CompareStop | RollStop


class Trail:
    """Stops in the order in which they were opened, and the one we are at."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._at = -1

    @property
    def stops(self) -> Sequence[Stop]:
        """All of them, the first one first."""
        return tuple(self._stops)

    @property
    def here(self) -> Stop | None:
        """The stop we are at."""
        return self._stops[self._at] if self._stops else None

    def visit(self, stop: Stop) -> None:
        """Something was opened: what was left by going back is forgotten. The stop we are at is only told anew."""
        if stop == self.here:
            self._stops[self._at] = stop
            return
        self._stops = [*self._stops[: self._at + 1], stop][-MAX_STOPS:]
        self._at = len(self._stops) - 1

    def peek(self, step: int) -> Stop | None:
        """The stop so many steps on; None where the trail ends before."""
        at = self._at + step
        return self._stops[at] if 0 <= at < len(self._stops) else None

    def go(self, step: int) -> Stop | None:
        """Go there; None where the trail ends before, and we stay."""
        stop = self.peek(step)
        if stop is not None:
            self._at += step
        return stop
