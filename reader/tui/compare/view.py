"""Two texts side by side, or one below the other: how they scroll, and which of them is seen."""

import time
from typing import Literal

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer

from reader.text import SafeText
from reader.tui.compare.arrangement import LevelledTexts
from reader.tui.compare.painting import HEAD, ComparePainting
from reader.tui.compare.pane import Pane
from reader.tui.compare.panes import Shape
from reader.tui.compare.steps import SteppedPanes
from reader.tui.compare.texts import ComparedText
from reader.tui.widgets.laid_out import PAUSE_SECONDS, SLICE_SECONDS
from reader.tui.widgets.painted import MessageKind

Sides = Literal["both", "left", "right"]

TWO_COLUMNS = 100
"""From this width on two columns of a readable width have room."""


class CompareView(ComparePainting, can_focus=True, inherit_bindings=False):
    """One view that paints both texts, so that scrolling them together is one repaint."""

    sync: reactive[bool] = reactive(True)
    """Whether both sides scroll together, level where they meet; if not, the active side scrolls alone."""

    sides: reactive[Sides] = reactive[Sides]("both")
    """Which sides are shown."""

    stacked: reactive[bool] = reactive(False)
    """Whether one text stands below the other even where there is room for two columns."""

    column: reactive[int] = reactive(80)
    """The most cells that a line of text takes."""

    class Moved(Message):
        """The reader is at another place, or sees it otherwise."""

        def __init__(self, view: "CompareView") -> None:
            super().__init__()
            self.view = view

        @property
        def control(self) -> "CompareView":
            """The view."""
            return self.view

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._only_new = False
        self._more: Timer | None = None

    def show(self, side: int, text: ComparedText) -> None:
        """Put a text on show on the left (0) or right (1), from its beginning; with the other nothing is done anew."""
        if self.panes.texts[side] is not text:
            self.panes.put_text(side, text)
            self.set_message((), "empty")
            self._lay_out()

    def show_titles(self, left: str, right: str) -> None:
        """Put a line over each text, such as outlet, date and length."""
        self.titles = (left, right)
        self.refresh()

    def show_levelled(self, levelled: LevelledTexts) -> None:
        """Show what the two texts share; the reader stays where he is."""
        self.panes.put_levelled(levelled)
        self._lay_out()

    def relight(self, texts: tuple[ComparedText, ComparedText]) -> None:
        """Light other hits in the same texts."""
        for side, text in enumerate(texts):
            if text is not self.panes.texts[side]:
                self.panes.relight(side, text)
        self._strips.clear()
        self._moved()

    def show_message(self, text: str, kind: MessageKind = "empty") -> None:
        """Say in words why there is nothing to compare."""
        self.panes = SteppedPanes()
        self.set_message(text.split("\n"), kind)
        self._lay_out()

    # Sides

    @property
    def active(self) -> Literal["left", "right"]:
        """The side that scrolls alone, and whose passage is the current one."""
        return "right" if self.panes.active else "left"

    def switch_side(self) -> None:
        """Make the other side the active one."""
        self.panes.switch()
        if self.sides != "both":
            self.sides = self.active
        self._moved()

    def next_sides(self) -> Sides:
        """From both sides to A alone, to B alone, to both again."""
        following: dict[Sides, Sides] = {"both": "left", "left": "right", "right": "both"}
        self._only_new = False
        self.sides = following[self.sides]
        self._lay_out()
        return self.sides

    def show_new(self, side: Literal["left", "right"] | None) -> None:
        """Of one side only what the other has not; None: everything again."""
        self._only_new = side is not None
        self.sides = side or "both"
        self._lay_out()

    @property
    def only_new(self) -> bool:
        """Whether only what is new is shown."""
        return self._only_new

    def swap(self, levelled: LevelledTexts | None = None) -> None:
        """A becomes B and B becomes A, each at its place; `levelled` is what is known of them then."""
        self.panes.swap(levelled)
        self.titles = (self.titles[1], self.titles[0])
        self._lay_out()

    def toggle_sync(self) -> bool:
        """Scroll together or each alone; returns which it is now."""
        self.sync = not self.sync
        return self.sync

    def watch_sync(self) -> None:
        """Level both texts, or let each stand as it is."""
        self._lay_out()

    def watch_stacked(self) -> None:
        """Side by side, or one below the other."""
        self._lay_out()

    def watch_sides(self) -> None:
        """Lay out for what is shown now; each side keeps its place."""
        self._lay_out()

    def watch_column(self) -> None:
        """Wrap anew."""
        self._lay_out()

    def on_resize(self) -> None:
        """Wrap anew; each side keeps its place."""
        self._lay_out()

    @property
    def has_room(self) -> bool:
        """Whether two columns fit."""
        return self.size.width >= TWO_COLUMNS

    @property
    def sync_on(self) -> bool:
        """Whether both sides scroll together."""
        return self.sync

    # Laying out

    def _lay_out(self) -> None:
        if not self.size.width or not self.is_mounted:
            return
        self.panes.lay_out(self._new_shape())
        self._strips.clear()
        self.virtual_size = Size(0, self.size.height)
        self._settle_soon()
        self._moved()

    def _settle_soon(self) -> None:
        if self._more is not None:
            self._more.stop()
        self._more = None if self.panes.is_settled else self.set_timer(PAUSE_SECONDS, self._settle)

    def _settle(self) -> None:
        """Wrap some more of what is out of sight; once all is wrapped it is known how far the text has come."""
        ends = time.perf_counter() + SLICE_SECONDS
        if self.panes.settle(lambda: time.perf_counter() > ends):
            self._strips.clear()
            self._moved()
        self._settle_soon()

    def _new_shape(self) -> Shape:
        width, height = self.size
        below = max(1, height - HEAD)
        level = self.panes.found is not None and self.sync
        if self.sides != "both":
            shown = int(self.sides == "right")
            return Shape("alone", shown, (below, below), self._rooms(width - 3, width - 3), False, self._only_new)
        if self.has_room and not self.stacked:
            left, right = self.pane_widths
            return Shape("columns", None, (below, below), self._rooms(left - 3, right - 3), level)
        if level:
            return Shape("stacked", None, (height - 1, height - 1), self._rooms(width - 4, width - 4), True)
        upper = height // 2
        heights = (max(1, upper - 1), max(1, height - upper - 1))
        return Shape("halves", None, heights, self._rooms(width - 3, width - 3))

    def _rooms(self, *rooms: int) -> tuple[int, int]:
        left, right = (max(1, min(self.column, room) if self.column > 0 else room) for room in rooms)
        return left, right

    def _moved(self) -> None:
        self.refresh()
        self.post_message(self.Moved(self))

    # Moving

    def scroll_lines(self, lines: int) -> None:
        """Down by so many lines, up if negative: both sides, or the active one if they scroll alone."""
        panes = self.panes.panes
        if self.sync and len(panes) > 1:
            self._scroll_both(panes, lines)
        else:
            self.panes.pane.move(lines)
        self.panes.keep()
        self._moved()

    def _scroll_both(self, panes: list[Pane], lines: int) -> None:
        """Two texts that are not level yet; the top of the shorter may lie beyond its end, to come back as it was."""
        if lines > 0:
            lines = min(lines, max(0, *(pane.last_top - pane.top for pane in panes)))
        else:
            lines = max(lines, -max(pane.top for pane in panes))
        for pane in panes:
            pane.top += lines
            pane.cursor = pane.painted_top

    def scroll_page(self, direction: int, *, half: bool = False) -> None:
        """Down (1) or up (-1) by a page or half of one."""
        height = self.panes.pane.height
        self.scroll_lines(direction * max(1, height // 2 if half else height - 2))

    def scroll_first(self) -> None:
        """To the first line."""
        self.scroll_lines(-self._far)

    def scroll_last(self) -> None:
        """To the last line."""
        self.panes.wrap_end()
        self.scroll_lines(self._far)

    @property
    def _far(self) -> int:
        return sum(pane.sheet.height + abs(pane.top) for pane in self.panes.panes)

    @property
    def percent(self) -> int:
        """How much of the text that scrolls has been in sight or is, of 100."""
        panes = self.panes.panes
        return (max(panes, key=lambda pane: pane.last_top) if self.sync else self.panes.pane).percent

    @property
    def can_fold(self) -> bool:
        """Whether there is anything to fold or to open."""
        return self.panes.can_fold

    def _step(self, done: bool) -> bool:
        if done:
            self._strips.clear()
            self._moved()
        return done

    def next_hit(self) -> bool:
        """To the next hit: of both texts where they are level, else of the active side. False at the end."""
        return self._step(self.panes.step_hit(1))

    def previous_hit(self) -> bool:
        """To the hit before; False at the first."""
        return self._step(self.panes.step_hit(-1))

    @property
    def hit_number(self) -> tuple[int, int]:
        """The number of the current hit, from 1 (0: none yet), and of all that can be stepped to."""
        return self.panes.hit_number

    def next_section(self) -> bool:
        """To the next section; False where there is none."""
        return self._step(self.panes.step_section(1))

    def previous_section(self) -> bool:
        """To the section before; False in the first."""
        return self._step(self.panes.step_section(-1))

    def step_difference(self, step: int) -> bool:
        """To the next difference (1) or the one before (-1); False where there is none."""
        return self._step(self.panes.step_difference(step))

    @property
    def difference_number(self) -> tuple[int, int]:
        """The number of the difference at the cursor or before it, from 1 (0: none yet), and of all."""
        return self.panes.difference_number

    def go_to_partner(self) -> bool:
        """To the other half of the passage under the cursor; False where there is none."""
        done = self.panes.go_to_partner()
        if done and self.sides != "both":
            self.sides = self.active
        return self._step(done)

    def go_to_passage(self, side: int, passage: int) -> None:
        """The cursor to a passage."""
        self.panes.go_to(side, self.panes.texts[side].first[passage])
        self._step(True)

    def go_to_character(self, side: int, unit: int, offset: int) -> None:
        """The cursor to a character of a unit of a side."""
        self.panes.go_to(side, unit, offset)
        self._step(True)

    def fold_all(self) -> bool:
        """Open all folds, or shut them; whether they are open now."""
        opened = self.panes.fold_all()
        self._step(True)
        return opened

    def toggle_fold(self) -> bool:
        """Open or shut the fold under the cursor; False where there is none."""
        return self._step(self.panes.toggle_fold())

    @property
    def passages(self) -> list[tuple[int, int, SafeText]]:
        """Side, part and text of what is under the cursor: of both sides where they are level and both are shown."""
        found = []
        for side, unit in self.panes.units_here:
            paragraph = self.panes.texts[side].document.paragraphs[unit]
            if paragraph.part is not None and paragraph.text:
                found.append((side, paragraph.part, paragraph.text))
        return found

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
        """A click makes its side the active one, puts the cursor there, and opens a fold."""
        self._activate_at(event.x, event.y)
        pane = self.panes.pane
        head = 1 if self.panes.shape.form in ("stacked", "halves") else HEAD
        upper = self.panes.shape.heights[0] + 1 if self.panes.shape.form == "halves" and self.panes.active else 0
        number = pane.painted_top + event.y - head - upper
        line = pane.line_at(number) if event.y >= head + upper else None
        if line is not None and self.panes.found is not None:
            pane.top, pane.cursor = pane.painted_top, number
            self.panes.keep()
            if line.what == "fold":
                self.panes.toggle_fold()
        self._step(True)

    def _activate_at(self, x: int, y: int) -> None:
        form = self.panes.shape.form
        if form in ("columns", "halves"):
            side = int(y > self.panes.shape.heights[0] if form == "halves" else x > self.pane_widths[0])
            if side != self.panes.active:
                self.panes.switch()
                self.refresh()
