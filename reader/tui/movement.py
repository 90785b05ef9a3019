"""Moving about in a pane, whatever it is: rows in a list, lines in a text."""

from collections.abc import Callable
from typing import Literal, Protocol, runtime_checkable

Motion = Literal["down", "up", "first", "last", "page_down", "page_up", "half_down", "half_up"]


@runtime_checkable
class Rows(Protocol):
    """A pane with a cursor on a row."""

    def move(self, rows: int) -> None:
        """Down by so many rows, up if negative."""

    def move_page(self, direction: int, *, half: bool = False) -> None:
        """Down (1) or up (-1) by a page or half of one."""

    def move_first(self) -> None:
        """To the first row."""

    def move_last(self) -> None:
        """To the last row."""


@runtime_checkable
class Lines(Protocol):
    """A pane with text."""

    def scroll_lines(self, lines: int) -> None:
        """Down by so many lines, up if negative."""

    def scroll_page(self, direction: int, *, half: bool = False) -> None:
        """Down (1) or up (-1) by a page or half of one."""

    def scroll_first(self) -> None:
        """To the first line."""

    def scroll_last(self) -> None:
        """To the last line."""


_STEPS: dict[Motion, int] = {"down": 1, "up": -1}
_PAGES: dict[Motion, tuple[int, bool]] = {
    "page_down": (1, False), "page_up": (-1, False), "half_down": (1, True), "half_up": (-1, True),
}  # fmt: skip


def move(pane: object, motion: Motion) -> None:
    """Move in a pane; in anything else nothing moves."""
    if isinstance(pane, Rows):
        step: Callable[[int], None] = pane.move
        page, first, last = pane.move_page, pane.move_first, pane.move_last
    elif isinstance(pane, Lines):
        step = pane.scroll_lines
        page, first, last = pane.scroll_page, pane.scroll_first, pane.scroll_last
    else:
        return
    if motion in _STEPS:
        step(_STEPS[motion])
    elif motion in _PAGES:
        direction, half = _PAGES[motion]
        page(direction, half=half)
    else:
        (first if motion == "first" else last)()
