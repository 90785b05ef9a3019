"""A document set at one width: which characters stand on which line, and what a line is painted from."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import itemgetter

from reader.text import SafeText
from reader.tui.document import HIT, Document, Paragraph, Span
from reader.tui.set_lines import gaps_painted, hang_of, wrap_set
from reader.tui.wrap import Lines, cells_of, cut, snap

Piece = tuple[str, tuple[str, ...]]
"""A run of text of one line, and the names of its styles, the later ones over the earlier."""

CURRENT_HIT = "hit-now"

_AROUND = 8
"""Cells that a divider's own line and the blanks around its text and tail take at least."""

_RAGGED = 3
"""Cells by which a line of prose stays short of the column, on average: half a word."""

_AT_ONCE = 4000
"""Characters that are wrapped between two looks at the clock: a millisecond or two where letters are wide."""


@dataclass(frozen=True, slots=True)
class LineOfText:
    """A line: of which paragraph, which of its lines, and which characters of it, [start, end)."""

    paragraph: int
    number: int
    start: int
    end: int


class Layout:
    """A document wrapped at `width` cells. Lines count from 0.

    Laid out lazily, a paragraph has as many lines as it is likely to need until it is wrapped; then what stands below
    it moves. `ensure` wraps what is in sight, `settle` the rest, a little at a time.
    """

    def __init__(self, document: Document, width: int, before: "Layout | None" = None, *, lazily: bool = False) -> None:
        """Wrap a document; paragraphs that the one `before` had at the same place are not wrapped again."""
        self.document = document
        self.width = max(1, width)
        paragraphs = document.paragraphs
        self._lines: list[Lines | None] = [None] * len(paragraphs)
        if before is not None and before.width == self.width:
            for number, (old, new) in enumerate(zip(before.document.paragraphs, paragraphs, strict=False)):
                if old is new or _same_shape(old, new):
                    self._lines[number] = before._lines[number]
        likely = max(1, self.width - _RAGGED)  # a line ends some cells before the edge
        self._counts = [
            len(lines) if lines is not None else 1 + len(paragraph.breaks) + len(paragraph.text) // likely
            for lines, paragraph in zip(self._lines, paragraphs, strict=True)
        ]
        for number in (number for number, paragraph in enumerate(paragraphs) if paragraph.kind == "folded"):
            self._counts[number] = 0
        self._next = 0
        """All paragraphs before this one are wrapped."""
        self._count()
        if not lazily:
            self.settle()

    def _count(self) -> None:
        """Where each paragraph begins, as far as that is known."""
        self._tops = list(accumulate(self._counts, initial=0))
        self.height = self._tops.pop()

    def with_document(self, document: Document) -> "Layout":
        """The same lines for a document of the same text that is lit otherwise; this layout is used no longer."""
        layout = Layout(Document(()), self.width)
        layout.document, layout._next, layout.height = document, self._next, self.height
        layout._lines, layout._counts, layout._tops = self._lines, self._counts, self._tops
        return layout

    def count_anew(self) -> list[int]:
        """The line on which each paragraph begins, as far as is known by now, and the number of all lines."""
        self._count()
        return [*self._tops, self.height]

    # wrapping what has not been wrapped yet

    def wrapped(self, paragraph: int) -> Lines:
        """The lines of a paragraph, wrapped if it was not; where others stand is counted anew by `count_anew`."""
        lines = self._lines[paragraph]
        return self._wrap_one(paragraph) if lines is None else lines

    @property
    def is_settled(self) -> bool:
        """Whether every paragraph is wrapped."""
        return self._next >= len(self._lines)

    def settle(self, enough: Callable[[], bool] = lambda: False) -> None:
        """Wrap all that is left; every few thousand characters `enough` may end it."""
        paragraphs, wrapped, characters = self.document.paragraphs, False, 0
        while self._next < len(self._lines):
            if self._lines[self._next] is None:
                if characters > _AT_ONCE:
                    if enough():
                        break
                    characters = 0
                self._wrap_one(self._next)
                characters += len(paragraphs[self._next].text) + 1
                wrapped = True
            self._next += 1
        if wrapped:
            self._count()

    def ensure(self, paragraph: int, lines: int) -> None:
        """Wrap so many lines before a paragraph, and from it on."""
        if self.is_settled:
            return
        before = self._wrap_lines(range(min(paragraph, len(self._lines)) - 1, -1, -1), lines)
        after = self._wrap_lines(range(max(0, paragraph), len(self._lines)), lines)
        if before or after:
            self._count()

    def _wrap_lines(self, numbers: range, lines: int) -> bool:
        """Wrap these paragraphs until there are so many lines; whether any was not wrapped yet."""
        wrapped = False
        for number in numbers:
            found = self._lines[number]
            if found is None:
                wrapped, found = True, self._wrap_one(number)
            lines -= len(found)
            if lines < 0:
                break
        return wrapped

    def _wrap_one(self, number: int) -> Lines:
        found = self._lines[number] = self._wrap(self.document.paragraphs[number])
        self._counts[number] = len(found)
        return found

    def _lines_of(self, paragraph: int) -> Lines:
        found = self._lines[paragraph]
        if found is None:
            found = self._wrap_one(paragraph)
            self._count()
        return found

    def _hang(self, paragraph: Paragraph) -> tuple[int, int]:
        """Cells before each line and cells of the lead. A lead that would leave no room has a line of its own: 0."""
        before = paragraph.indent + cells_of(paragraph.margin)
        before = before if before < self.width // 2 else 0
        lead = cells_of(paragraph.lead)
        return before, lead if before + lead <= self.width * 3 // 5 else 0

    def _wrap(self, paragraph: Paragraph) -> Lines:
        if paragraph.kind == "folded":
            return ()
        if paragraph.kind == "divider":
            end = len(paragraph.text)
            return ((0, end),) if _fits(paragraph, self.width) else ((0, end), (end, end))
        if not paragraph.text and not paragraph.lead:
            return ((0, 0),)
        before, lead = self._hang(paragraph)
        if lead or not paragraph.lead:
            return wrap_set(paragraph, self.width - before - lead)
        inset = min(2, self.width // 4)
        lines = wrap_set(paragraph, self.width - before - inset) if paragraph.text else ()
        return ((0, 0), *lines)

    def line(self, y: int) -> LineOfText:
        """What stands on line `y`, which must be one of the layout's."""
        paragraph = bisect_right(self._tops, y) - 1
        lines = self._lines_of(paragraph)
        number = min(y - self._tops[paragraph], len(lines) - 1)
        return LineOfText(paragraph, number, *lines[number])

    def find_line(self, paragraph: int, offset: int = 0) -> int:
        """The line on which this character of this paragraph stands; the nearest where there is none."""
        if not self._lines:
            return 0
        paragraph = min(max(0, paragraph), len(self._lines) - 1)
        lines = self._lines_of(paragraph)
        return self._tops[paragraph] + _line_at(lines, offset)

    def guess_line(self, paragraph: int, offset: int) -> int:
        """The same, about: nothing is wrapped for it."""
        return self._tops[paragraph] + self.guess_within(paragraph, offset)

    def guess_within(self, paragraph: int, offset: int) -> int:
        """On which line of its paragraph a character stands, about: nothing is wrapped for it."""
        lines = self._lines[paragraph]
        return offset // max(1, self.width - _RAGGED) if lines is None else _line_at(lines, offset)

    def guess_place(self, y: int) -> tuple[int, int]:
        """The paragraph and the character that line `y` begins with, about: nothing is wrapped for it."""
        paragraph = bisect_right(self._tops, y) - 1
        lines, number = self._lines[paragraph], y - self._tops[paragraph]
        if lines is None:
            return paragraph, number * max(1, self.width - _RAGGED)
        return paragraph, lines[min(number, len(lines) - 1)][0]

    def pieces(self, y: int, current: tuple[int, int, int] | None = None) -> Iterator[Piece]:
        """Line `y` as runs of one style each. `current` is the hit (paragraph, start, end) that the reader is at."""
        return self.pieces_of(self.line(y), current)

    def pieces_of(self, at: LineOfText, current: tuple[int, int, int] | None = None) -> Iterator[Piece]:
        """The same of a line that is known already."""
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
            yield " " * (before - cells_of(margin)) + margin, (*style, "sign")
        if paragraph.lead:
            alone = not lead
            if at.number == 0:
                yield paragraph.lead, (*style, *paragraph.lead_style.split())
                if alone:
                    return
            else:
                yield " " * (min(2, self.width // 4) if alone else lead), style
        now = current[1:] if current is not None and current[0] == at.paragraph else None
        start, room = at.start, self.width - before - (lead or (min(2, self.width // 4) if paragraph.lead else 0))
        if start and (hang := hang_of(paragraph, room)):
            yield " " * hang, style
        for gap, blanks in gaps_painted(paragraph, at.start, at.end, room):
            for text, names in runs(paragraph.text, paragraph.spans, start, gap, now):
                yield text, style + names
            yield " " * blanks, style
            start = gap
        for text, names in runs(paragraph.text, paragraph.spans, start, at.end, now):
            yield text, style + names


def _line_at(lines: Lines, offset: int) -> int:
    """The number of the line, from 0, on which a character stands."""
    return max(0, bisect_right(lines, max(0, offset), key=_start) - 1)


_start = itemgetter(0)


def _same_shape(one: Paragraph, other: Paragraph) -> bool:
    """Whether two paragraphs break into the same lines, however they are lit."""
    return (
        one.text == other.text
        and one.lead == other.lead
        and one.margin == other.margin
        and one.indent == other.indent
        and one.tail == other.tail
        and one.breaks == other.breaks
        and one.gaps == other.gaps
        and one.need == other.need
        and (one.kind == other.kind or not {one.kind, other.kind} & {"divider", "folded"})
    )


def _fits(divider: Paragraph, width: int) -> bool:
    """Whether a divider's text and its tail stand in one line."""
    return not divider.tail or cells_of(divider.text) + cells_of(divider.tail) + _AROUND <= width


def _divider(paragraph: Paragraph, width: int, number: int) -> Iterator[Piece]:
    """`─ text ────── tail ────`; where that is too long, the tail has a line of its own below."""
    kind, one = paragraph.kind, _fits(paragraph, width)
    tail = cut(paragraph.tail, max(1, width - 2))
    if number:
        yield " " * max(0, width - cells_of(tail)) + tail, (kind, "byline")
        return
    text = cut(paragraph.text, max(1, width - 4))
    right = f" {tail} ──" if one and tail else ""
    yield "─ ", (kind, "rule")
    yield from runs(SafeText(text), paragraph.spans, 0, len(text))
    yield " " + "─" * max(0, width - 3 - cells_of(text) - cells_of(right)), (kind, "rule")
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
