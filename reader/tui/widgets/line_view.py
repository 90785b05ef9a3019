"""The one view that paints every text: an article in reading and preview, a page of help, the raw lines of a dump."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from textual.selection import Selection
from textual.strip import Strip

from reader.tui.document import Document
from reader.tui.layout import Piece
from reader.tui.widgets.folding_view import FoldingView
from reader.tui.widgets.laid_out import LEFT, RIGHT, LaidOutView, Place
from reader.tui.widgets.lines import gutter_sign, selected_text, with_choice, with_selection
from reader.tui.widgets.painted import MessageKind

__all__ = ["LineView", "Place"]

_CONTEXT = 3
"""Lines that stay in sight around a hit that is jumped to."""

HERE = "▌"
"""Stands before the lines of the section that the reader is in, where a view shows that."""


class LineView(FoldingView, can_focus=True, inherit_bindings=False):
    """Paints a document at a reading width. Opening costs its wrapping; each frame costs the lines in sight.

    With `marks_section` a sign stands before the lines of the section that the reader is in.
    """

    class Scrolled(LaidOutView.Scrolled):
        """The line at the top of the view is another one."""

    def __init__(
        self,
        *,
        column: int = 66,
        centred: bool = False,
        marks_section: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(column=column, centred=centred, id=id, classes=classes)
        self._marks_section = marks_section
        self._hit = -1
        self._choice: dict[int, tuple[int, int]] = {}

    # What is shown

    def show(self, document: Document, *, at_part: int | None = None, keep_place: bool = False) -> None:
        """Put a document on show, at its top, at a part with its first hit, or where the one before it was left."""
        place = self.place
        if not keep_place:
            self._folds, self._choice = set(), {}
        self.put(document, opens_at=None if keep_place else at_part or 0)
        self._hit = -1
        self.set_message((), "empty")
        if keep_place:
            self._anchor = self._find(place)
            self._hit = bisect_left(document.hits, (*self._anchor, 0)) if document.hits else -1
            self._hit = min(self._hit, len(document.hits) - 1)
        elif document.hits:
            first = self._find(Place(at_part or 0))[0]
            self._hit = bisect_left(document.hits, (first, 0, 0)) % len(document.hits)
        self._lay_out()

    def extend(self, document: Document) -> None:
        """Show a document that begins as the present one does and goes on; place and hit stay."""
        anchor, opens_at = self._anchor, self._opens_at
        self.put(document, opens_at=opens_at)
        self._anchor = anchor
        if self._hit < 0 and document.hits:
            self._hit = min(bisect_left(document.hits, (*anchor, 0)), len(document.hits) - 1)
        self._lay_out()

    def show_message(self, text: str, kind: MessageKind = "empty") -> None:
        """Say in words that there is nothing to read, that it is on its way, or why it failed."""
        self._hit = -1
        super().show_message(text, kind)

    def _open(self, part: int) -> None:
        """Go to a part, but stay at the top where the part and its hit are in the first screen anyway."""
        line = self._layout.find_line(*self._find(Place(part)))
        self._anchor = (0, 0)
        self._scroll_to_line(0)
        if part and line >= self.size.height - _CONTEXT:
            self._go_to_line(line)
        if self._hit >= 0 and (hit := self._document.hits[self._hit])[0] >= self._find(Place(part))[0]:
            self._reveal(self._layout.find_line(*hit[:2]))

    def _set_anchor(self, anchor: tuple[int, int]) -> None:
        super()._set_anchor(anchor)
        if self._marks_section:
            self.refresh()

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
            hit = self._document.hits[self._hit]
            self.unfold_to(hit[0])
            self._strips.clear()
            self.refresh()
            self._reveal(self._layout.find_line(*hit[:2]))

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
        """Bring a line into sight, a third down the view if it is not there already with some text below it."""
        edge = round(self.scroll_y) + self.size.height - min(_CONTEXT, self.size.height - 1)
        if not self._in_sight(line) or edge <= line < self._layout.height - _CONTEXT:
            self._go_to_line(max(0, line - max(_CONTEXT, self.size.height // 3)))

    @property
    def reading_paragraph(self) -> int:
        """The paragraph to take when one is wanted: that of the current hit, else the first that is wholly in sight.

        -1 where there is none. A title or a heading is taken only where nothing else is in sight.
        """
        hits, top = self._document.hits, round(self.scroll_y)
        if 0 <= self._hit < len(hits) and self._in_sight(self._layout.find_line(*hits[self._hit][:2])):
            return hits[self._hit][0]
        bottom = min(top + self.size.height, self._layout.height)
        seen = [at.paragraph for at in map(self._layout.line, range(top, bottom)) if self._layout_text(at.paragraph)]
        whole = [at for at in seen if self._layout.find_line(at) >= top and self._in_sight(self._last_line(at))]
        for wanted in (whole, seen):
            text = [at for at in wanted if self.shown.paragraphs[at].kind not in ("title", "heading", "byline")]
            if text:
                return text[0]
        return seen[0] if seen else -1

    def _layout_text(self, paragraph: int) -> str:
        found = self.shown.paragraphs[paragraph]
        return "" if found.kind in ("folded", "divider", "item", "also") else found.text

    def _last_line(self, paragraph: int) -> int:
        return self._layout.find_line(paragraph, len(self.shown.paragraphs[paragraph].text))

    def reveal(self, paragraph: int, offset: int = 0) -> None:
        """Bring a character of the document into sight, unfolding its section."""
        self.unfold_to(paragraph)
        self._reveal(self._layout.find_line(paragraph, offset))

    def show_choice(self, spans: Mapping[int, tuple[int, int]]) -> None:
        """Show characters [start, end) of some paragraphs as chosen, and nothing else."""
        self._choice = dict(spans)
        self._strips.clear()
        self.refresh()

    @property
    def selected_paragraphs(self) -> tuple[int, int] | None:
        """The first and the last paragraph that something is selected in with the mouse."""
        selection = self.text_selection
        if selection is None or not self._layout.height:
            return None
        last = self._layout.height - 1
        ends = (selection.start.y if selection.start else 0, selection.end.y if selection.end else last)
        first, end = (self._layout.line(min(max(0, y), last)).paragraph for y in ends)
        return first, end

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
        at = self._layout.line(line)
        key = (at.paragraph, at.number, width, self._sign_of(line))
        found = self._strips.get(key) if selection is None else None
        if found is not None:
            return found
        hits = self._document.hits
        current = hits[self._hit] if 0 <= self._hit < len(hits) else None
        pieces: Iterable[Piece] = self._layout.pieces(line, current)
        if (chosen := self._choice.get(at.paragraph)) is not None:
            pieces = with_choice(pieces, at, *chosen)
        if selection is not None and (span := selection.get_span(line)) is not None:
            pieces = with_selection(pieces, *span)
        left = max(LEFT, (self.size.width - self._layout.width) // 2) if self.centred else LEFT
        margin = self.paint([(" " * (left - 1) + self._sign_of(line), ("mark",))], min(left, width))
        text = self.paint(pieces, width - margin.cell_length).apply_offsets(0, line)
        found = Strip.join([margin, text])
        if selection is None:
            self._strips[key] = found
        return found

    def _sign_of(self, line: int) -> str:
        """What stands right before a line: a sign in the section that the reader is in, but for its first line."""
        if not self._marks_section:
            return " "
        paragraph, sections = self._layout.line(line).paragraph, self._document.sections
        number = bisect_right(sections, paragraph)
        return HERE if number == self.section[0] and number and sections[number - 1] != paragraph else " "

    def _paint_gutter(self, y: int, width: int) -> Strip:
        top, height = round(self.scroll_y), self.size.height
        key = ("gutter", y, top, width, height, self._layout.height)
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
