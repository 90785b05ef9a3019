"""The one place where text from outside becomes something that Textual paints: cleaned, literal, styled by spans."""

from collections.abc import Iterable

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content, Span
from textual.strip import Strip

from reader.text import clean


def content(text: str, spans: Iterable[tuple[int, int, str]] = (), *, multiline: bool = False) -> Content:
    """Untrusted text as literal content. `spans` are (start, end, style), styles of ours such as `bold $accent`."""
    return Content(clean(text, multiline=multiline), spans=[Span(start, end, style) for start, end, style in spans])


def strip(pieces: Iterable[tuple[str, Style]], width: int, fill: Style) -> Strip:
    """One painted line of exactly `width` cells from untrusted pieces with their styles, filled up with `fill`."""
    segments = [Segment(clean(text), style) for text, style in pieces if text]
    used = sum(cell_len(segment.text) for segment in segments)
    return Strip(segments, used).adjust_cell_length(max(0, width), fill)
