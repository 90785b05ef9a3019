"""What stands on and beside the lines of a laid out text: the gutter's signs, and text selected with the mouse."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from textual.selection import Selection

from reader.tui.layout import Layout, LineOfText, Piece


def gutter_sign(layout: Layout, y: int, top: int, height: int) -> tuple[str, str]:
    """The sign and ink of the gutter at line `y` of a view of `height` lines whose first is line `top` of the text.

    The gutter stands for the whole text: `█` is what is in sight, `-` has a hit. It is empty where all is in sight.
    """
    total = layout.height
    if total <= height or not height:
        return " ", "thumb"
    first = y * total // height
    last = max(first + 1, (y + 1) * total // height)
    if first < top + height and last > top:
        return "█", "thumb"
    return "-" if _has_hit(layout, first, last) else " ", "tick"


def _has_hit(layout: Layout, first: int, last: int) -> bool:
    """Whether a hit begins on the lines [first, last)."""
    hits = layout.document.hits
    if not hits:
        return False
    at = bisect_left(hits, (*layout.guess_place(first), 0))
    return at < len(hits) and layout.guess_line(*hits[at][:2]) < last


def with_selection(pieces: Iterable[Piece], start: int, end: int) -> Iterator[Piece]:
    """A line's pieces with its characters [start, end) in the ink of a selection; `end` -1 is the line's end."""
    at = 0
    for text, names in pieces:
        first = min(max(0, start - at), len(text))
        last = len(text) if end == -1 else max(first, min(end - at, len(text)))
        yield text[:first], names
        yield text[first:last], (*names, "selected")
        yield text[last:], names
        at += len(text)


def with_choice(pieces: Iterable[Piece], line: LineOfText, start: int, end: int) -> Iterator[Piece]:
    """A line's pieces with what it has of the characters [start, end) of its paragraph in the ink of a selection."""
    found = list(pieces)
    before = sum(len(text) for text, _ in found) - (line.end - line.start)  # what stands before the text: signs, blanks
    first, last = max(start, line.start), min(end, line.end)
    if before < 0 or first >= last:
        return iter(found)
    return with_selection(found, before + first - line.start, before + last - line.start)


def selected_text(layout: Layout, selection: Selection) -> str:
    """Selected characters, the lines of a paragraph joined again."""
    layout.settle()
    out: list[str] = []
    before = -1
    for line in range(layout.height):
        span = selection.get_span(line)
        if span is None:
            continue
        start, end = span
        text = "".join(text for text, _ in layout.pieces(line))[start : None if end == -1 else end]
        paragraph = layout.line(line).paragraph
        if paragraph == before:
            out[-1] += " " + text.strip()
        else:
            out.append(text.rstrip())
        before = paragraph
    return "\n".join(out)
