"""The one place where text from outside becomes something that Textual paints: cleaned, literal, styled by spans."""

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.content import Content, Span
from textual.strip import Strip

from reader.text import clean
from reader.tui.clusters import cells_of, steady
from reader.tui.wrap import clip


def content(text: str, spans: Iterable[tuple[int, int, str]] = (), *, multiline: bool = False) -> Content:
    """Untrusted text as literal content. `spans` are (start, end, style), styles of ours such as `bold $accent`."""
    return Content(
        steady(clean(text, multiline=multiline)), spans=[Span(start, end, style) for start, end, style in spans]
    )


def strip(pieces: Iterable[tuple[str, Style]], width: int, fill: Style) -> Strip:
    """One painted line of exactly `width` cells from untrusted pieces with their styles, filled up with `fill`."""
    segments, used = [], 0
    for text, style in pieces:
        painted = steady(clean(text))
        if used + cells_of(painted) > width:
            painted = clip(painted, width - used)
        if painted:
            segments.append(Segment(painted, style))
            used += cells_of(painted)
    return Strip(segments, used).adjust_cell_length(max(0, width), fill)
