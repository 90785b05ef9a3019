"""Two texts side by side, or one below the other: which of them is seen, and in which shape."""

import time
from typing import Literal

from textual.geometry import Size
from textual.reactive import reactive
from textual.timer import Timer

from reader.tui.compare.arrangement import LevelledTexts
from reader.tui.compare.painting import HEAD, ComparePainting
from reader.tui.compare.panes import Shape
from reader.tui.compare.steps import SteppedPanes
from reader.tui.compare.texts import ComparedText
from reader.tui.widgets.laid_out import PAUSE_SECONDS, SLICE_SECONDS
from reader.tui.widgets.painted import MessageKind

Sides = Literal["both", "left", "right"]

TWO_COLUMNS = 100
"""From this width on two columns of a readable width have room."""


class ShapedView(ComparePainting, can_focus=True, inherit_bindings=False):
    """Lays out both texts for what is to be seen of them; each side keeps its place."""

    sync: reactive[bool] = reactive(True)
    """Whether both sides scroll together, level where they meet; if not, the active side scrolls alone."""

    sides: reactive[Sides] = reactive[Sides]("both")
    """Which sides are shown."""

    stacked: reactive[bool] = reactive(False)
    """Whether one text stands below the other even where there is room for two columns."""

    column: reactive[int] = reactive(80)
    """The most cells that a line of text takes."""

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
        """The reader is at another place, or sees it otherwise."""
        self.refresh()
