"""Two compared texts in one view: how it is gone through, by keys and by the mouse."""

from textual import events
from textual.message import Message

from reader.text import SafeText
from reader.tui.compare.painting import HEAD
from reader.tui.compare.pane import Pane
from reader.tui.compare.shaped_view import TWO_COLUMNS, ShapedView


class CompareView(ShapedView, can_focus=True, inherit_bindings=False):
    """One view that paints both texts, so that scrolling them together is one repaint."""

    class Moved(Message):
        """The reader is at another place, or sees it otherwise."""

        def __init__(self, view: "CompareView") -> None:
            super().__init__()
            self.view = view

        @property
        def control(self) -> "CompareView":
            """The view."""
            return self.view

    def _moved(self) -> None:
        super()._moved()
        self.post_message(self.Moved(self))

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


__all__ = ["TWO_COLUMNS", "CompareView"]
