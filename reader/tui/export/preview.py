"""The beginning of a document, as it will be written."""

from collections.abc import Iterable, Sequence

from textual.geometry import Size
from textual.strip import Strip

from reader.text import clean
from reader.tui.widgets.painted import PaintedView
from reader.tui.wrap import wrap

ARTICLES = 2
"""Articles that a preview is made of."""

MOST_BYTES = 20_000
"""Bytes that are looked at: several screens."""


def first_lines(pieces: Iterable[bytes], *, packed: bool) -> list[str]:
    """The first lines of a document; of a packed one a sentence."""
    if packed:
        return ["a packed book: it is seen when it is written"]
    found = b""
    for piece in pieces:
        found += piece
        if len(found) > MOST_BYTES:
            break
    text = found[:MOST_BYTES].decode("utf-8", "ignore").removeprefix("\ufeff")
    _, body, rest = text.partition("<body>\n")  # the head of a page is for browsers
    return (rest if body and text.startswith("<!") else text).splitlines()


class Preview(PaintedView, can_focus=True, inherit_bindings=False):
    """Lines of text, wrapped."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._texts: Sequence[str] = ()
        self._rows: list[str] = []

    def show(self, lines: Sequence[str]) -> None:
        """Show these."""
        self._texts = lines
        self.set_message(() if lines else ("there is nothing in it",), "empty")
        self._layout()
        self.scroll_to(y=0, animate=False, force=True)

    def on_resize(self) -> None:
        """They wrap otherwise."""
        self._layout()

    def _layout(self) -> None:
        width = max(10, self.size.width - 2)
        self._rows = []
        for text in map(clean, self._texts):
            self._rows += [text[start:end] for start, end in wrap(text, width)] if text else [""]
        self._strips.clear()
        self.virtual_size = Size(0, len(self._rows))
        self.refresh()

    def scroll_lines(self, lines: int) -> None:
        """Down by so many lines, up if negative."""
        self.scroll_to(y=max(0, round(self.scroll_y) + lines), animate=False, force=True)

    def scroll_page(self, direction: int, *, half: bool = False) -> None:
        """Down (1) or up (-1) by a page or half of one."""
        self.scroll_lines(direction * (self.page // 2 if half else self.page))

    def scroll_first(self) -> None:
        """To the first line."""
        self.scroll_to(y=0, animate=False, force=True)

    def scroll_last(self) -> None:
        """To the last line."""
        self.scroll_to(y=len(self._rows), animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """A line."""
        if self.message:
            return self.paint_message(y, self.size.width)
        row = y + round(self.scroll_y)
        return self.paint([(" " + self._rows[row], ("byline",))] if row < len(self._rows) else [], self.size.width)
