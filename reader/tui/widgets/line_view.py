"""The view that texts are read in: an article, a page of help, the raw lines of a dump."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.selection import Selection
from textual.strip import Strip

from reader.text import SafeText
from reader.tui.document import Document
from reader.tui.layout import Layout, Piece
from reader.tui.widgets.lines import gutter_sign, selected_text, with_selection
from reader.tui.widgets.painted import MessageKind, PaintedView

LEFT, RIGHT = 1, 2
"""Cells kept free on the left, and on the right for a blank and the gutter."""

_CONTEXT = 3
"""Lines that stay in sight around a hit that is jumped to."""

_EMPTY = Document(())


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader is: a part of the article (`Article.parts`) and characters into it. Holds at any width."""

    part: int = 0
    offset: int = 0


class LineView(PaintedView, can_focus=True, inherit_bindings=False):
    """Paints a document at a reading width. Opening costs its wrapping; each frame costs the lines in sight."""

    column: reactive[int] = reactive(66)
    """Cells of the reading column; a narrower pane narrows it. 0: as wide as the pane."""

    centred: reactive[bool] = reactive(False)
    """Whether the column stands in the middle of a wider pane."""

    class Scrolled(Message):
        """The line at the top of the view is another one."""

        def __init__(self, view: "LineView", place: Place) -> None:
            super().__init__()
            self.view = view
            self.place = place

        @property
        def control(self) -> "LineView":
            """The view."""
            return self.view

    def __init__(
        self, *, column: int = 66, centred: bool = False, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(LineView.column, column)
        self.set_reactive(LineView.centred, centred)
        self._document = _EMPTY
        self._layout = Layout(_EMPTY, 1)
        self._laid_out_for: tuple[Size, int] | None = None
        # The paragraph and character the reader is at. Kept while the width changes, so that going back and forth
        # between two widths does not creep up the text.
        self._anchor = (0, 0)
        self._hit = -1
        self._opens_at: int | None = None
        self._settling = False

    # What is shown

    @property
    def document(self) -> Document:
        """The document on show."""
        return self._document

    @property
    def layout_height(self) -> int:
        """Lines of the document at its present width."""
        return self._layout.height

    def show(self, document: Document, *, at_part: int | None = None, keep_place: bool = False) -> None:
        """Put a document on show, at its top, at a part with its first hit, or where the one before it was left."""
        place = self.place
        self._document, self._anchor, self._hit, self._opens_at = document, (0, 0), -1, None
        self._laid_out_for = None
        self.set_message((), "empty")
        if keep_place:
            self._anchor = self._find(place)
            self._hit = bisect_left(document.hits, (*self._anchor, 0)) if document.hits else -1
            self._hit = min(self._hit, len(document.hits) - 1)
        elif document.hits:
            first = self._find(Place(at_part or 0))[0]
            self._hit = bisect_left(document.hits, (first, 0, 0)) % len(document.hits)
        if not keep_place:
            self._opens_at = at_part or 0
        self._lay_out()

    def show_message(self, text: str, kind: MessageKind = "empty") -> None:
        """Say in words that there is nothing to read, that it is on its way, or why it failed."""
        self._document, self._anchor, self._hit, self._opens_at = _EMPTY, (0, 0), -1, None
        self._laid_out_for = None
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
            self._layout = Layout(self._document, self.text_width)
        self._laid_out_for = wanted
        self._strips.clear()
        self._settling = True
        try:
            self.virtual_size = Size(0, self._layout.height)
            if self._opens_at is not None:
                self._open(self._opens_at)
                self._opens_at = None
            else:
                self._scroll_to_line(self._layout.find_line(*self._anchor))
        finally:
            self._settling = False
        self.refresh()

    def _open(self, part: int) -> None:
        """Go to a part, but stay at the top where the part and its hit are in the first screen anyway."""
        line = self._layout.find_line(*self._find(Place(part)))
        self._anchor = (0, 0)
        self._scroll_to_line(0)
        if part and line >= self.size.height - _CONTEXT:
            self._go_to_line(line)
        if self._hit >= 0 and (hit := self._document.hits[self._hit])[0] >= self._find(Place(part))[0]:
            self._reveal(self._layout.find_line(*hit[:2]))

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
        self.scroll_to(y=min(max(0, line), self._last_top), animate=False, force=True)

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
        self._scroll_to_line(self._layout.height)

    @property
    def percent(self) -> int:
        """How much of the text has been in sight or is, of 100."""
        if self._layout.height <= self.size.height:
            return 100
        return min(100, round(100 * (round(self.scroll_y) + self.size.height) / self._layout.height))

    # Hits

    @property
    def hit_number(self) -> tuple[int, int]:
        """The number of the current hit, from 1, and of all hits; (0, 0) without hits."""
        return (self._hit + 1 if self._document.hits else 0), len(self._document.hits)

    def next_hit(self) -> bool:
        """To the next hit: from the current one if it is in sight, else from the top of the view. False at the end."""
        return self._step_hit(1)

    def previous_hit(self) -> bool:
        """To the hit before; False at the first."""
        return self._step_hit(-1)

    def select_hit(self, number: int) -> None:
        """Make a hit the current one, counted from 0; negative numbers count from the last."""
        if self._document.hits:
            self._hit = number % len(self._document.hits)
            self._strips.clear()
            self.refresh()
            self._reveal(self._layout.find_line(*self._document.hits[self._hit][:2]))

    def _step_hit(self, step: int) -> bool:
        hits = self._document.hits
        if not hits:
            return False
        target = self._hit + step
        if not (0 <= self._hit < len(hits) and self._in_sight(self._layout.find_line(*hits[self._hit][:2]))):
            top = self._layout.line(min(round(self.scroll_y), self._layout.height - 1))
            after = bisect_left(hits, (top.paragraph, top.start, 0))
            target = after if step > 0 else after - 1
        if not 0 <= target < len(hits):
            return False
        self.select_hit(target)
        return True

    def _in_sight(self, line: int) -> bool:
        return 0 <= line - round(self.scroll_y) < self.size.height

    def _reveal(self, line: int) -> None:
        """Bring a line into sight, a third down the view if it is not there already."""
        if not self._in_sight(line):
            self._go_to_line(max(0, line - max(_CONTEXT, self.size.height // 3)))

    # Sections

    @property
    def section(self) -> tuple[int, int]:
        """The number of the section at the place, from 1, and of all; 0 before the first."""
        return bisect_right(self._document.sections, self._anchor[0]), len(self._document.sections)

    def next_section(self) -> bool:
        """To the next section; False in the last."""
        current = self.section[0]
        if current >= len(self._document.sections):
            return False
        self._move_anchor((self._document.sections[current], 0))
        return True

    def previous_section(self) -> bool:
        """To the beginning of this section, or of the one before if it is there already; False before the first."""
        earlier = bisect_left(self._document.sections, self._anchor[0] + (self._anchor[1] > 0)) - 1
        if earlier < 0:
            return False
        self._move_anchor((self._document.sections[earlier], 0))
        return True

    @property
    def passage(self) -> SafeText:
        """The paragraph of the current hit if it is in sight, else the first with text at or below the place."""
        hits = self._document.hits
        paragraph = self._anchor[0]
        if 0 <= self._hit < len(hits) and self._in_sight(self._layout.find_line(*hits[self._hit][:2])):
            paragraph = hits[self._hit][0]
        for found in self._document.paragraphs[paragraph:]:
            if found.text:
                return found.text
        return SafeText("")

    # Painting

    def render_line(self, y: int) -> Strip:
        """Line `y` of the view: the text, then the gutter with the thumb and a tick for each hit."""
        width = self.size.width
        if self.message:
            return self.paint_message(y, width)
        line = y + round(self.scroll_y)
        selection = self.text_selection
        text = self._paint_text(line, max(0, width - RIGHT), selection)
        return Strip.join([text, self._paint_gutter(y, min(width, RIGHT))])

    def _paint_text(self, line: int, width: int, selection: Selection | None) -> Strip:
        if not 0 <= line < self._layout.height:
            return self.paint([], width)
        key = (line, width)
        found = self._strips.get(key) if selection is None else None
        if found is not None:
            return found
        hits = self._document.hits
        current = hits[self._hit] if 0 <= self._hit < len(hits) else None
        pieces: Iterable[Piece] = self._layout.pieces(line, current)
        if selection is not None and (span := selection.get_span(line)) is not None:
            pieces = with_selection(pieces, *span)
        left = max(LEFT, (self.size.width - self._layout.width) // 2) if self.centred else LEFT
        margin = self.paint([], min(left, width))
        text = self.paint(pieces, width - margin.cell_length).apply_offsets(0, line)
        found = Strip.join([margin, text])
        if selection is None:
            self._strips[key] = found
        return found

    def _paint_gutter(self, y: int, width: int) -> Strip:
        top, height = round(self.scroll_y), self.size.height
        key = ("gutter", y, top, width, height)
        found = self._strips.get(key)
        if found is None:
            sign, ink = gutter_sign(self._layout, y, top, height)
            found = self.paint([(" " * (width - 1), ()), (sign, (ink,))], width)
            self._strips[key] = found
        return found

    # Text selected with the mouse

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What is selected as text, one line for each paragraph: wrapping is not the writer's."""
        return selected_text(self._layout, selection), "\n"
