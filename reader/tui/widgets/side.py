"""One side of a comparison: its text, how it is laid out, and where its reader is."""

from reader.tui.document import Document
from reader.tui.layout import Layout

NO_DOCUMENT = Document(())


class Side:
    """A text with its title. `top` is the line at the top of the side's pane of `height` lines.

    While both sides scroll together, `top` of the shorter one may lie past its end, so that scrolling back brings both
    to where they were; `painted_top` never does.
    """

    def __init__(self, document: Document = NO_DOCUMENT, title: str = "") -> None:
        self.document = document
        self.title = title
        self.layout = Layout(document, 1)
        self.height = 1
        self.top = 0
        self.hit = -1
        # Paragraph and character: what holds at any width.
        self._anchor = (0, 0)

    def lay_out(self, width: int, height: int) -> None:
        """Wrap anew; the place stays."""
        if self.layout.width != width:
            self.layout = Layout(self.document, width)
        self.height = height
        self.top = self.layout.find_line(*self._anchor)

    @property
    def last_top(self) -> int:
        """The lowest line that can be at the top."""
        return max(0, self.layout.height - self.height)

    @property
    def painted_top(self) -> int:
        """The line that is at the top."""
        return min(max(0, self.top), self.last_top)

    def keep(self, line: int) -> None:
        """Remember that the reader is at a line of the text."""
        if self.layout.height:
            at = self.layout.line(min(max(0, line), self.layout.height - 1))
            self._anchor = (at.paragraph, at.start)

    @property
    def current_hit(self) -> tuple[int, int, int] | None:
        """Paragraph, start and end of the hit that the reader is at."""
        return self.document.hits[self.hit] if 0 <= self.hit < len(self.document.hits) else None

    def section_lines(self) -> list[int]:
        """The lines on which sections begin."""
        return [self.layout.find_line(paragraph) for paragraph in self.document.sections]
