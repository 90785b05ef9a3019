"""A text laid out at a reading width, and the place of its reader in it, which holds at any width."""

import time
from dataclasses import dataclass

from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer

from reader.tui.document import Document
from reader.tui.layout import Layout
from reader.tui.widgets.painted import MessageKind, PaintedView

LEFT, RIGHT = 1, 2
"""Cells kept free on the left, and on the right for a blank and the gutter."""

EMPTY = Document(())

SLICE_SECONDS = 0.012
"""How long a long text is wrapped in one go: less than a key that waits for it is felt."""

PAUSE_SECONDS = 0.004
"""Between two goes, for what else there is to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader is: a part of the article (`Article.parts`) and characters into it. Holds at any width."""

    part: int = 0
    offset: int = 0


class LaidOutView(PaintedView, can_focus=True, inherit_bindings=False):
    """Holds a document at a reading width, and where it is being read. A view of it says how it opens and looks."""

    column: reactive[int] = reactive(66)
    """Cells of the reading column; a narrower pane narrows it. 0: as wide as the pane."""

    centred: reactive[bool] = reactive(False)
    """Whether the column stands in the middle of a wider pane."""

    class Scrolled(Message):
        """The line at the top of the view is another one."""

        def __init__(self, view: "LaidOutView", place: Place) -> None:
            super().__init__()
            self.view = view
            self.place = place

        @property
        def control(self) -> "LaidOutView":
            """The view."""
            return self.view

    def __init__(
        self, *, column: int = 66, centred: bool = False, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(LaidOutView.column, column)
        self.set_reactive(LaidOutView.centred, centred)
        self._document = EMPTY
        self._layout = Layout(EMPTY, 1)
        self._laid_out_for: tuple[Size, int] | None = None
        # The paragraph and character the reader is at. Kept while the width changes, so that going back and forth
        # between two widths does not creep up the text.
        self._anchor = (0, 0)
        self._opens_at: int | None = None
        self._settling = False
        self._more: Timer | None = None

    # What is shown

    @property
    def document(self) -> Document:
        """The document on show."""
        return self._document

    @property
    def shown(self) -> Document:
        """The document as it is laid out: what is not shown of it is folded away."""
        return self._document

    @property
    def layout_height(self) -> int:
        """Lines of the document at its present width."""
        return self._layout.height

    def put(self, document: Document, *, opens_at: int | None = None) -> None:
        """Put another document on show: to be opened at a part, or at its top."""
        self._document, self._anchor, self._opens_at = document, (0, 0), opens_at
        self._laid_out_for = None

    def show_message(self, text: str, kind: MessageKind = "empty") -> None:
        """Say in words that there is nothing to read, that it is on its way, or why it failed."""
        self.put(EMPTY)
        self.set_message(text.split("\n"), kind)
        self._lay_out()

    # Laying out

    def on_resize(self) -> None:
        """Wrap anew at the new width; the place stays."""
        self._lay_out()

    def watch_column(self) -> None:
        """Wrap anew at the new column; the place stays."""
        self._lay_out()

    def watch_centred(self) -> None:
        """Move the column."""
        self._strips.clear()
        self.refresh()

    @property
    def text_width(self) -> int:
        """Cells that lines are wrapped at."""
        room = max(1, self.size.width - LEFT - RIGHT)
        return min(self.column, room) if self.column > 0 else room

    def _lay_out(self) -> None:
        if not self.size.width or not self.is_mounted:
            return
        wanted = (self.size, self.text_width)
        if wanted == self._laid_out_for:
            return
        if self._laid_out_for is None or self._layout.width != self.text_width:
            self._layout = Layout(self.shown, self.text_width, self._layout, lazily=True)
            self._strips.clear()
        self._laid_out_for = wanted
        self._strips.clear()
        self._settling = True
        try:
            self._layout.ensure(self._anchor[0], self.size.height * 2)
            self._settle()
            self._measure()
            if self._opens_at is not None:
                self._open(self._opens_at)
                self._opens_at = None
            else:
                self._scroll_to_line(self._layout.find_line(*self._anchor))
        finally:
            self._settling = False
        self.refresh()

    def _settle(self) -> None:
        """Wrap as much as one go allows; the rest in goes of their own."""
        ends = time.perf_counter() + SLICE_SECONDS
        self._layout.settle(lambda: time.perf_counter() > ends)
        if self._more is not None:
            self._more.stop()
        self._more = None if self._layout.is_settled else self.set_timer(PAUSE_SECONDS, self._settle_more)

    def _settle_more(self) -> None:
        """Wrap some more; the text in sight stays where it is, though what stands above it takes other lines now."""
        if self._laid_out_for != (self.size, self.text_width):
            return  # a resize has it laid out anew
        top = self._layout.line(min(round(self.scroll_y), self._layout.height - 1))
        self._settle()
        self._settling = True
        try:
            line = self._layout.find_line(top.paragraph, top.start)
            if line != round(self.scroll_y) or self._layout.is_settled:
                self._measure()
                self._scroll_to_line(line)
                self.refresh()
        finally:
            self._settling = False

    def _measure(self) -> None:
        if self.virtual_size.height != self._layout.height:
            self.virtual_size = Size(0, self._layout.height)

    def _open(self, part: int) -> None:
        """Go to a part."""
        self._go_to_line(self._layout.find_line(*self._find(Place(part))))

    # The place

    @property
    def place(self) -> Place:
        """Where the reader is."""
        paragraph, offset = self._anchor
        for number in range(min(paragraph, len(self._document.paragraphs) - 1), -1, -1):
            part = self._document.paragraphs[number].part
            if part is not None:
                return Place(part, offset if number == paragraph else 0)
        return Place()

    def go_to(self, place: Place) -> None:
        """Put the line with this place at the top, or as near as the end of the text lets it."""
        self._opens_at = None
        self._move_anchor(self._find(place))

    def _find(self, place: Place) -> tuple[int, int]:
        for number, paragraph in enumerate(self._document.paragraphs):
            if paragraph.part is not None and paragraph.part >= place.part:
                return number, place.offset if paragraph.part == place.part else 0
        return 0, 0

    def _move_anchor(self, anchor: tuple[int, int]) -> None:
        self._settling = True
        try:
            self._scroll_to_line(self._layout.find_line(*anchor))
        finally:
            self._settling = False
        self._set_anchor(anchor)

    def _set_anchor(self, anchor: tuple[int, int]) -> None:
        if anchor != self._anchor:
            self._anchor = anchor
            self.post_message(self.Scrolled(self, self.place))

    def _go_to_line(self, line: int) -> None:
        if self._layout.height:
            at = self._layout.line(min(max(0, line), self._layout.height - 1))
            self._anchor = (at.paragraph, at.start)
        self._scroll_to_line(line)

    def _scroll_to_line(self, line: int) -> None:
        layout = self._layout
        line = min(max(0, line), self._last_top)
        if not layout.is_settled and layout.height:
            paragraph, offset = layout.guess_place(line)
            layout.ensure(paragraph, self.size.height * 2)
            line = min(layout.find_line(paragraph, offset), self._last_top)
            self._measure()
        self.scroll_to(y=line, animate=False, force=True)

    @property
    def _last_top(self) -> int:
        return max(0, self._layout.height - self.size.height)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Keep the place at the top line, unless it is the width or the document that moved the text."""
        super().watch_scroll_y(old_value, new_value)
        moved_by_reader = not self._settling and self._laid_out_for == (self.size, self.text_width)
        if moved_by_reader and round(new_value) != round(old_value) and self._layout.height:
            at = self._layout.line(min(round(new_value), self._layout.height - 1))
            self._set_anchor((at.paragraph, at.start))

    # Moving

    def scroll_lines(self, lines: int) -> None:
        """Down by so many lines, up if negative."""
        self._scroll_to_line(round(self.scroll_y) + lines)

    def scroll_page(self, direction: int, *, half: bool = False) -> None:
        """Down (1) or up (-1) by a page or half of one."""
        self.scroll_lines(direction * (max(1, self.size.height // 2) if half else self.page))

    def scroll_first(self) -> None:
        """To the first line."""
        self._scroll_to_line(0)

    def scroll_last(self) -> None:
        """To the last line."""
        self._layout.ensure(len(self.shown.paragraphs), self.size.height * 2)
        self._scroll_to_line(self._layout.height)

    @property
    def percent(self) -> int:
        """How much of the text has been in sight or is, of 100."""
        if self._layout.height <= self.size.height:
            return 100
        return min(100, round(100 * (round(self.scroll_y) + self.size.height) / self._layout.height))
