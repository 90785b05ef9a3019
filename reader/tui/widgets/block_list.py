"""Blocks of lines, one below the other: headings between them, a cursor on one of those that can be chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.tui.layout import Piece
from reader.tui.widgets.painted import MessageKind, PaintedView

CURSOR = 2
"""Cells before each line, for the cursor."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of runs, none wider than there is room; `chosen`: the cursor can stand on it."""

    lines: Sequence[Sequence[Piece]]
    chosen: bool = True


Make = Callable[[int], Sequence[Block]]
"""Makes the blocks for lines of so many cells."""


class BlockList(PaintedView, can_focus=True, inherit_bindings=False):
    """Paints blocks, with `>` before the one under the cursor. Without any that can be chosen it is scrolled."""

    ALLOW_SELECT = False

    class Moved(Message):
        """The cursor is on another block."""

    class Activated(Message):
        """The block under the cursor was clicked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._make: Make = lambda _: ()
        self._blocks: Sequence[Block] = ()
        self._tops: list[int] = []
        self._owners: list[int] = []
        self._cursor = 0
        self._width = 0

    def show(self, make: Make, cursor: int | None = None) -> None:
        """Show these blocks, with the cursor on block number `cursor`, or where it was."""
        self._make = make
        self._cursor = self._cursor if cursor is None else cursor
        self.set_message((), "empty")
        self._lay_out()

    def show_message(self, text: str, kind: MessageKind) -> None:
        """Say in words why there is nothing."""
        self._make = lambda _: ()
        self.set_message(text.split("\n"), kind)
        self._lay_out()

    @property
    def cursor(self) -> int | None:
        """The block under the cursor, None where none can be chosen."""
        chosen = self._cursor < len(self._blocks) and self._blocks[self._cursor].chosen
        return self._cursor if chosen else None

    def on_resize(self) -> None:
        """Lines have another width."""
        if self.size.width != self._width:
            self._lay_out()
        else:
            self._reveal()

    def _lay_out(self) -> None:
        self._width = self.size.width
        self._blocks = self._make(max(20, self._width - CURSOR - 1)) if self._width else ()
        self._tops, self._owners = [], []
        for number, block in enumerate(self._blocks):
            self._tops.append(len(self._owners))
            self._owners += [number] * len(block.lines)
        self._strips.clear()
        self.virtual_size = Size(0, len(self._owners))
        if self._blocks:
            self._cursor = self._nearest(self._cursor)
            self._reveal()
        self.refresh()
        self.post_message(self.Moved())

    def _nearest(self, wanted: int) -> int:
        """The first block from there on that can be chosen, else the last before it."""
        chosen = [number for number, block in enumerate(self._blocks) if block.chosen]
        return next((each for each in chosen if each >= wanted), chosen[-1] if chosen else 0)

    # the cursor

    def move(self, rows: int) -> None:
        """Down by so many blocks that can be chosen, up if negative."""
        chosen = [number for number, block in enumerate(self._blocks) if block.chosen]
        if chosen:
            at = chosen.index(self._cursor) if self._cursor in chosen else 0
            self.move_to(chosen[min(max(0, at + rows), len(chosen) - 1)])
        else:
            self._scroll(round(self.scroll_y) + rows)

    def move_to(self, block: int) -> None:
        """Put the cursor on a block."""
        self._cursor = self._nearest(block)
        self._reveal()
        self._strips.clear()
        self.refresh()
        self.post_message(self.Moved())

    def move_page(self, direction: int, *, half: bool = False) -> None:
        """Down (1) or up (-1) by a page or half of one."""
        if self.cursor is None:
            self._scroll(round(self.scroll_y) + direction * (self.page // (2 if half else 1)))
            return
        line = self._tops[self._cursor] + direction * max(1, self.page // (2 if half else 1))
        before = self._cursor
        self.move_to(self._owners[min(max(0, line), len(self._owners) - 1)])
        if self._cursor == before:
            self.move(direction)

    def move_first(self) -> None:
        """To the first."""
        self.move(-len(self._blocks))

    def move_last(self) -> None:
        """To the last."""
        self.move(len(self._blocks))

    def _reveal(self) -> None:
        """Bring the block under the cursor into sight, and above it what belongs to it: headings."""
        if self.cursor is None or not self.size.height:
            return
        first = self._tops[self._cursor]
        last = first + len(self._blocks[self._cursor].lines)
        above = self._cursor
        while above and not self._blocks[above - 1].chosen:
            above -= 1
        if last - self._tops[above] <= self.size.height:
            first = self._tops[above]
        self._scroll(min(max(round(self.scroll_y), last - self.size.height), first))

    def _scroll(self, top: int) -> None:
        top = min(max(0, top), max(0, len(self._owners) - self.size.height))
        self.scroll_to(y=top, animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a block; on that under the cursor it opens it."""
        line = event.y + round(self.scroll_y)
        if not 0 <= line < len(self._owners) or not self._blocks[self._owners[line]].chosen:
            return
        if self._owners[line] == self._cursor:
            self.post_message(self.Activated())
        else:
            self.move_to(self._owners[line])

    # painting

    def render_line(self, y: int) -> Strip:
        """A line of a block; `>` before the first of the one under the cursor."""
        width = self.size.width
        if self.message:
            return self.paint_message(y, width)
        line = y + round(self.scroll_y)
        if not 0 <= line < len(self._owners):
            return self.paint([], width)
        number = self._owners[line]
        first = number == self._cursor and self._blocks[number].chosen and line == self._tops[number]
        under = (("cursor" if self.has_focus else "cursor-blurred"),) if first else ()
        mark: Piece = ("> " if first else " " * CURSOR, ("mark",))
        return self.paint([mark, *self._blocks[number].lines[line - self._tops[number]]], width, *under)
