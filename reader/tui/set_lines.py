"""Text whose lines and columns are set by whoever wrote it: verse, code, and the rows of a table."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from reader.tui.document import Gaps, Paragraph
from reader.tui.wrap import Lines, cells_of, wrap

_HANG = 2


def wrap_set(paragraph: Paragraph, width: int) -> Lines:
    """[start, end) of each line: one begins at every break, and what is wider than `width` cells is wrapped."""
    if not paragraph.breaks and not paragraph.gaps and not paragraph.need:
        return wrap(paragraph.text, width)
    if hang := hang_of(paragraph, width):
        return wrap(paragraph.text, width - hang, -hang)
    return tuple(_wrap_set(paragraph, width))


def _wrap_set(paragraph: Paragraph, width: int) -> Iterator[tuple[int, int]]:
    text = paragraph.text
    edges = (0, *paragraph.breaks, len(text))
    for start, following in pairwise(edges):
        end = following
        while end > start and text[end - 1] == " ":
            end -= 1
        gaps = gaps_painted(paragraph, start, end, width)
        indent = gaps[0][1] if gaps and gaps[0][0] == start else 0
        if cells_of(text[start:end]) + sum(blanks for _, blanks in gaps) <= width:
            yield start, end
        else:
            yield from ((start + first, start + last) for first, last in wrap(text[start:end], width, indent))


def hang_of(paragraph: Paragraph, width: int) -> int:
    """Blanks before all lines but the first of a row whose table has no room, so that rows can be told apart."""
    return _HANG if paragraph.need > width > 2 * _HANG else 0


def gaps_painted(paragraph: Paragraph, start: int, end: int, width: int) -> Gaps:
    """The gaps of the line [start, end) that are painted: all where they fit, else the one it begins with, else none.

    A line that is too wide for `width` keeps the blanks it begins with up to half of the width.
    """
    gaps = paragraph.gaps
    if not gaps or paragraph.need > width:
        return ()
    inside = gaps[bisect_left(gaps, (start, 0)) : bisect_left(gaps, (end, 0))]
    if not inside:
        return ()
    free = width - cells_of(paragraph.text[start:end])
    if sum(blanks for _, blanks in inside) <= free:
        return inside
    if inside[0][0] == start and inside[0][1] <= (free if free >= 0 else width // 2):
        return inside[:1]
    return ()
