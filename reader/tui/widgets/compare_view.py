"""Two texts side by side, or one below the other where there is no room for both."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from reader.text import clean
from reader.tui.document import Document
from reader.tui.layout import Piece
from reader.tui.widgets.painted import MessageKind, PaintedView
from reader.tui.widgets.side import Side
from reader.tui.wrap import pad

Sides = Literal["both", "left", "right"]

_NAMES = ("A", "B")
# Lines of the head: titles, then a rule. From this width on two columns of a readable width have room.
_HEAD, _TWO_COLUMNS = 2, 100


class CompareView(PaintedView, can_focus=True, inherit_bindings=False):
    """One view that paints both texts, so that scrolling them together is one repaint."""

    sync: reactive[bool] = reactive(True)
    """Whether both sides scroll together; if not, the active side scrolls alone."""

    sides: reactive[Sides] = reactive[Sides]("both")
    """Which sides are shown."""

    column: reactive[int] = reactive(66)
    """The most cells that a line of text takes."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._pair = [Side(), Side()]
        self._active = 0

    def show(self, left: Document, right: Document, left_title: str, right_title: str) -> None:
        """Put two texts on show from their beginnings. A title is a line such as outlet, date and length."""
        self._pair, self._active = [Side(left, left_title), Side(right, right_title)], 0
        self.set_message((), "empty")
        self._lay_out()

    def show_message(self, text: str, kind: MessageKind = "empty") -> None:
        """Say in words why there is nothing to compare."""
        self._pair = [Side(), Side()]
        self.set_message(text.split("\n"), kind)
        self._lay_out()

    # Sides

    @property
    def active(self) -> Literal["left", "right"]:
        """The side that scrolls alone, and whose hits and sections are stepped through."""
        return "right" if self._active else "left"

    def switch_side(self) -> None:
        """Make the other side the active one."""
        self._active = 1 - self._active
        if self.sides != "both":
            self.sides = self.active
        self.refresh()

    def next_sides(self) -> Sides:
        """From both sides to A alone, to B alone, to both again."""
        following: dict[Sides, Sides] = {"both": "left", "left": "right", "right": "both"}
        self.sides = following[self.sides]
        return self.sides

    def swap(self) -> None:
        """A becomes B and B becomes A, each at its place."""
        self._pair.reverse()
        if self.sides == "both":
            self._active = 1 - self._active
        self._lay_out()

    def toggle_sync(self) -> bool:
        """Scroll together or each alone; returns which it is now."""
        self.sync = not self.sync
        return self.sync

    def watch_sync(self) -> None:
        """Say it in the head."""
        self._strips.clear()
        self.refresh()

    def watch_sides(self, sides: Sides) -> None:
        """Lay out for what is shown now; each side keeps its place."""
        if sides != "both":
            self._active = 1 if sides == "right" else 0
        self._lay_out()

    def watch_column(self) -> None:
        """Wrap anew."""
        self._lay_out()

    def on_resize(self) -> None:
        """Wrap anew; each side keeps its place."""
        self._lay_out()

    # Laying out

    @property
    def _shown(self) -> list[Side]:
        return self._pair if self.sides == "both" else [self._side]

    @property
    def _side(self) -> Side:
        """The active side."""
        return self._pair[self._active]

    @property
    def _is_stacked(self) -> bool:
        return self.sides == "both" and self.size.width < _TWO_COLUMNS

    def _bodies(self) -> list[int]:
        """Lines for the text of each side, below its head."""
        if not self._is_stacked:
            return [max(1, self.size.height - _HEAD)] * 2
        upper = self.size.height // 2
        return [max(1, upper - 1), max(1, self.size.height - upper - 1)]

    def _widths(self) -> list[int]:
        """Cells of each side's pane."""
        width = self.size.width
        if self.sides != "both" or self._is_stacked:
            return [width, width]
        left = (width - 1) // 2
        return [left, width - 1 - left]

    def _lay_out(self) -> None:
        if not self.size.width or not self.is_mounted:
            return
        for side, width, body in zip(self._pair, self._widths(), self._bodies(), strict=True):
            room = max(1, width - 2)
            side.lay_out(min(self.column, room) if self.column > 0 else room, body)
        self._strips.clear()
        self.virtual_size = Size(0, self.size.height)
        self.refresh()

    # Moving

    def scroll_lines(self, lines: int) -> None:
        """Down by so many lines, up if negative: both sides, or the active one if they scroll alone."""
        moving = self._shown if self.sync else [self._side]
        if lines > 0:
            lines = min(lines, max(side.last_top - side.top for side in moving))
        else:
            lines = max(lines, -max(side.top for side in moving))
        for side in moving:
            side.top += lines
            side.keep(side.painted_top)
        self.refresh()

    def scroll_page(self, direction: int, *, half: bool = False) -> None:
        """Down (1) or up (-1) by a page or half of one."""
        self.scroll_lines(direction * max(1, self._side.height // 2 if half else self._side.height - 2))

    def scroll_first(self) -> None:
        """To the first line."""
        self.scroll_lines(-self._far)

    def scroll_last(self) -> None:
        """To the last line."""
        self.scroll_lines(self._far)

    @property
    def _far(self) -> int:
        return sum(side.layout.height + abs(side.top) for side in self._pair)

    @property
    def percent(self) -> int:
        """How much of the text that scrolls has been in sight or is, of 100."""
        side = max(self._shown, key=lambda side: side.last_top) if self.sync else self._side
        height = side.layout.height
        return 100 if height <= side.height else min(100, round(100 * (side.painted_top + side.height) / height))

    def _bring_to_top(self, line: int) -> None:
        """Scroll until a line of the active side is at the top, or as near as it gets."""
        self.scroll_lines(min(line, self._side.last_top) - self._side.top)

    def next_hit(self) -> bool:
        """To the next hit of the active side; False at the end."""
        return self._step_hit(1)

    def previous_hit(self) -> bool:
        """To the hit before on the active side; False at the first."""
        return self._step_hit(-1)

    @property
    def hit_number(self) -> tuple[int, int]:
        """The number of the active side's current hit, from 1 (0: none yet), and of all its hits."""
        return self._side.hit + 1, len(self._side.document.hits)

    def _step_hit(self, step: int) -> bool:
        side = self._side
        target = side.hit + step
        if not 0 <= target < len(side.document.hits):
            return False
        side.hit = target
        line = side.layout.find_line(*side.document.hits[target][:2])
        if not side.painted_top <= line < side.painted_top + side.height:
            self._bring_to_top(max(0, line - side.height // 3))
        self._strips.clear()
        self.refresh()
        return True

    def next_section(self) -> bool:
        """To the next section of the active side; False where there is none, or the end is in sight."""
        return self._step_section(1)

    def previous_section(self) -> bool:
        """To the section before on the active side; False in the first."""
        return self._step_section(-1)

    def _step_section(self, step: int) -> bool:
        tops = self._side.section_lines()
        now = self._side.top
        target = bisect_left(tops, now + 1) if step > 0 else bisect_left(tops, now) - 1
        if not 0 <= target < len(tops):
            return False
        self._bring_to_top(tops[target])
        return now != self._side.top

    # Mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls the side it is over, or both."""
        event.stop()
        self._activate_at(event.x, event.y)
        self.scroll_lines(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel scrolls the side it is over, or both."""
        event.stop()
        self._activate_at(event.x, event.y)
        self.scroll_lines(-3)

    def on_click(self, event: events.Click) -> None:
        """A click makes its side the active one."""
        self._activate_at(event.x, event.y)

    def _activate_at(self, x: int, y: int) -> None:
        if self.sides == "both":
            self._active = int(y > self._bodies()[0] if self._is_stacked else x > self._widths()[0])
            self.refresh()

    # Painting

    def render_line(self, y: int) -> Strip:
        """Line `y` of the view: the head with both titles, its rule, then the texts."""
        width = self.size.width
        if self.message:
            return self.paint_message(y, width)
        if self._is_stacked:
            return self._paint_stacked(y, width)
        if self.sides != "both":
            side = self._active
            return self._paint_side(side, y, width) if y != 1 else self._rule(width)
        left, right = self._widths()
        if y == 1:
            return self.paint([("─" * left + "┼" + "─" * right, ("rule",))], width)
        return Strip.join([
            self._paint_side(0, y, left), self.paint([("│", ("rule",))], 1), self._paint_side(1, y, right)
        ])  # fmt: skip

    def _rule(self, width: int) -> Strip:
        return self.paint([("─" * width, ("rule",))], width)

    def _paint_side(self, side: int, y: int, width: int) -> Strip:
        if y == 0:
            return self.paint(self._title(side, width), width)
        return self._paint_text(side, self._pair[side].painted_top + y - _HEAD, width)

    def _paint_stacked(self, y: int, width: int) -> Strip:
        """A in the upper half, B in the lower, each below its title."""
        upper = self._bodies()[0] + 1
        side, line = (0, y) if y < upper else (1, y - upper)
        if line == 0:
            return self.paint(
                [*self._title(side, min(width, cell_len(self._pair[side].title) + 6)), ("─" * width, ("rule",))], width
            )
        return self._paint_text(side, self._pair[side].painted_top + line - 1, width)

    def _title(self, side: int, width: int) -> Iterator[Piece]:
        """` A  Harbour Wire · 13 March · 164 words`, with `>` before the side that scrolls alone."""
        yield ">" if not self.sync and side == self._active else " ", ("mark",)
        yield _NAMES[side] + "  ", ("sign",)
        yield pad(clean(self._pair[side].title), max(0, width - 5)), ("title",)

    def _paint_text(self, side: int, line: int, width: int) -> Strip:
        layout = self._pair[side].layout
        if not 0 <= line < layout.height:
            return self.paint([], width)
        key = (side, line, width)
        found = self._strips.get(key)
        if found is None:
            found = self.paint([(" ", ()), *layout.pieces(line, self._pair[side].current_hit)], width)
            self._strips[key] = found
        return found
