"""A document set at one width: which characters stand on which line, and what a line is painted from."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len

from reader.text import SafeText
from reader.tui.document import HIT, Document, Paragraph, Span
from reader.tui.wrap import Lines, cut, snap, wrap

Piece = tuple[str, tuple[str, ...]]
"""A run of text of one line, and the names of its styles, the later ones over the earlier."""

CURRENT_HIT = "hit-now"

_AROUND = 8
"""Cells that a divider's own line and the blanks around its text and tail take at least."""


@dataclass(frozen=True, slots=True)
class LineOfText:
    """A line: of which paragraph, which of its lines, and which characters of it, [start, end)."""

    paragraph: int
    number: int
    start: int
    end: int


class Layout:
    """A document wrapped at `width` cells. Lines count from 0."""

    def __init__(self, document: Document, width: int, before: "Layout | None" = None) -> None:
        """Wrap a document; what it has in common with the beginning of the one `before` is not wrapped again."""
        self.document = document
        self.width = max(1, width)
        self._lines: list[Lines] = []
        self._tops: list[int] = []
        known = _common(before, document) if before is not None and before.width == self.width else []
        top = 0
        for number, paragraph in enumerate(document.paragraphs):
            lines = known[number] if number < len(known) else self._wrap(paragraph)
            self._lines.append(lines)
            self._tops.append(top)
            top += len(lines)
        self.height = top

    def _hang(self, paragraph: Paragraph) -> tuple[int, int]:
        """Cells before each line and cells of the lead. A lead that would leave no room has a line of its own: 0."""
        before = paragraph.indent + cell_len(paragraph.margin)
        before = before if before < self.width // 2 else 0
        lead = cell_len(paragraph.lead)
        return before, lead if before + lead <= self.width * 3 // 5 else 0

    def _wrap(self, paragraph: Paragraph) -> Lines:
        if paragraph.kind == "divider":
            end = len(paragraph.text)
            return ((0, end),) if _fits(paragraph, self.width) else ((0, end), (end, end))
        if not paragraph.text and not paragraph.lead:
            return ((0, 0),)
        before, lead = self._hang(paragraph)
        if lead or not paragraph.lead:
            return wrap(paragraph.text, self.width - before - lead)
        inset = min(2, self.width // 4)
        lines = wrap(paragraph.text, self.width - before - inset) if paragraph.text else ()
        return ((0, 0), *lines)

    def line(self, y: int) -> LineOfText:
        """What stands on line `y`, which must be one of the layout's."""
        paragraph = bisect_right(self._tops, y) - 1
        number = y - self._tops[paragraph]
        return LineOfText(paragraph, number, *self._lines[paragraph][number])

    def find_line(self, paragraph: int, offset: int = 0) -> int:
        """The line on which this character of this paragraph stands; the nearest where there is none."""
        if not self._lines:
            return 0
        paragraph = min(max(0, paragraph), len(self._lines) - 1)
        lines = self._lines[paragraph]
        number = max(0, bisect_right([start for start, _ in lines], max(0, offset)) - 1)
        return self._tops[paragraph] + number

    def pieces(self, y: int, current: tuple[int, int, int] | None = None) -> Iterator[Piece]:
        """Line `y` as runs of one style each. `current` is the hit (paragraph, start, end) that the reader is at."""
        at = self.line(y)
        paragraph = self.document.paragraphs[at.paragraph]
        style = (paragraph.kind,)
        if paragraph.kind == "rule":
            yield "─" * self.width, style
            return
        if paragraph.kind == "divider":
            yield from _divider(paragraph, self.width, at.number)
            return
        before, lead = self._hang(paragraph)
        if before:
            margin = paragraph.margin
            yield " " * (before - cell_len(margin)) + margin, (*style, "sign")
        if paragraph.lead:
            alone = not lead
            if at.number == 0:
                yield paragraph.lead, (*style, *paragraph.lead_style.split())
                if alone:
                    return
            else:
                yield " " * (min(2, self.width // 4) if alone else lead), style
        now = current[1:] if current is not None and current[0] == at.paragraph else None
        for text, names in runs(paragraph.text, paragraph.spans, at.start, at.end, now):
            yield text, style + names


def _common(before: Layout, document: Document) -> list[Lines]:
    """The lines of the paragraphs that both begin with."""
    pairs = zip(before.document.paragraphs, document.paragraphs, strict=False)
    number = next((number for number, (old, new) in enumerate(pairs) if old is not new), None)
    return before._lines[: len(document.paragraphs) if number is None else number]


def _fits(divider: Paragraph, width: int) -> bool:
    """Whether a divider's text and its tail stand in one line."""
    return not divider.tail or cell_len(divider.text) + cell_len(divider.tail) + _AROUND <= width


def _divider(paragraph: Paragraph, width: int, number: int) -> Iterator[Piece]:
    """`─ text ────── tail ────`; where that is too long, the tail has a line of its own below."""
    kind, one = paragraph.kind, _fits(paragraph, width)
    tail = cut(paragraph.tail, max(1, width - 2))
    if number:
        yield " " * max(0, width - cell_len(tail)) + tail, (kind, "byline")
        return
    text = cut(paragraph.text, max(1, width - 4))
    right = f" {tail} ──" if one and tail else ""
    yield "─ ", (kind, "rule")
    yield from runs(SafeText(text), paragraph.spans, 0, len(text))
    yield " " + "─" * max(0, width - 3 - cell_len(text) - cell_len(right)), (kind, "rule")
    yield right[:-3], (kind, "byline")
    yield right[-3:], (kind, "rule")


def runs(
    text: SafeText, spans: Sequence[Span], first: int, last: int, current: tuple[int, int] | None = None
) -> Iterator[Piece]:
    """Characters [first, last) of a text as runs of one set of styles each, never cutting a grapheme cluster."""
    near = [
        (*snap(text, span.start, span.end), CURRENT_HIT if (span.start, span.end) == current and span.style == HIT
         else span.style)
        for span in spans
        if span.start < last and span.end > first and span.start < span.end
    ]  # fmt: skip
    edges = sorted({first, last, *(min(max(edge, first), last) for start, end, _ in near for edge in (start, end))})
    for start, end in pairwise(edges):
        yield text[start:end], tuple(style for low, high, style in near if low <= start and end <= high)
