"""The figures and names on which two articles differ: each with both quotes; a cursor on one of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.comparison import Chars, Comparison, FigureDifference, NameDifference
from reader.text import SafeText, clean
from reader.tui.compare.inks import ComparedInks
from reader.tui.compare.texts import FIGURE
from reader.tui.dates import long_date
from reader.tui.document import Span
from reader.tui.layout import Piece, runs
from reader.tui.wrap import cut, pad, wrap

VERDICTS = {"conflict": "conflict", "later": "later state"}
MAX_QUOTE = 3
"""Lines that a quote takes at most; the figure is always in them."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What a side says in part `part` of its article, with the figure's characters; and when that appeared."""

    text: SafeText
    at: Chars
    date: SafeText
    part: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """A figure or name that differs: of which match, what it is, both values as written, both quotes."""

    match: int
    what: SafeText
    values: tuple[SafeText, SafeText]
    quotes: tuple[Quote, Quote]
    verdict: str = ""


def disputes_of(found: Comparison) -> tuple[Dispute, ...]:
    """All figures that differ, then all names, in the order of the left text."""
    figures: list[Dispute] = []
    names: list[Dispute] = []
    parts = ([part.text for part in found.left.parts()], [part.text for part in found.right.parts()])
    for number, match in enumerate(found.matches):
        differences: tuple[FigureDifference | NameDifference, ...] = (*match.figures, *match.names)
        for each in differences:
            ends = ((match.left, each.left_at, found.left), (match.right, each.right_at, found.right))
            quotes = []
            for side, (passage_number, at, article) in enumerate(ends):
                passage = (found.right_passages if side else found.left_passages)[passage_number]
                start = passage.start
                text = clean(parts[side][passage.part][start : passage.end])
                quotes.append(Quote(text, (at[0] - start, at[1] - start), clean(long_date(article.date)), passage.part))
            values = (clean(each.left), clean(each.right))
            if isinstance(each, FigureDifference):
                what = f"{each.what}, {each.unit}" if each.unit and each.unit not in each.what else each.what
                dispute = Dispute(number, clean(what), values, (quotes[0], quotes[1]), VERDICTS[each.verdict])
                figures.append(dispute)
            else:
                names.append(Dispute(number, SafeText("name"), values, (quotes[0], quotes[1])))
    return (*figures, *names)


class DisputeList(ComparedInks, can_focus=True, inherit_bindings=False):
    """Paints disputes, one below the other. The cursor is on one of them."""

    class Activated(Message):
        """A dispute was chosen."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._disputes: Sequence[Dispute] = ()
        self._cursor = 0
        self._lines: list[tuple[int, tuple[Piece, ...]]] = []
        self._tops: list[int] = []

    def show(self, disputes: Sequence[Dispute]) -> None:
        """Put disputes on show."""
        self._disputes, self._cursor = disputes, 0
        self._lay_out()

    @property
    def current(self) -> Dispute | None:
        """The one under the cursor."""
        return self._disputes[self._cursor] if self._disputes else None

    @property
    def cursor(self) -> int:
        """Its number, from 0."""
        return self._cursor

    def on_resize(self) -> None:
        """Wrap anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        self._lines, self._tops = [], []
        for number, dispute in enumerate(self._disputes):
            self._tops.append(len(self._lines))
            self._lines += [(number, tuple(pieces)) for pieces in self._pieces(dispute, max(20, self.size.width))]
            self._lines.append((-1, ()))
        self.virtual_size = Size(0, len(self._lines))
        self._reveal()
        self.refresh()

    def _pieces(self, dispute: Dispute, width: int) -> Iterable[list[Piece]]:
        verdict = dispute.verdict
        values = f"{dispute.values[0]} / {dispute.values[1]}"
        room = max(8, width - 4 - cell_len(verdict))
        what = cut(dispute.what, max(6, room - min(cell_len(values), room // 2) - 3))
        ink = "differing" if verdict == VERDICTS["conflict"] else "count"
        head = f"{what}   {cut(values, max(1, room - cell_len(what) - 3))}"
        yield [(pad(head, room), ("strong",)), (f" {verdict}", (ink,))]
        for side, quote in enumerate(dispute.quotes):
            beside = f" {'AB'[side]} {quote.date}"
            inset = 22 if width >= 80 else 4
            if inset == 4:
                yield [(cut(beside, width - 2), ("count",))]
            spans = (Span(*quote.at, FIGURE),)
            lines = wrap(quote.text, max(8, width - inset - 3))
            first = next((n for n, (_, end) in enumerate(lines) if end > quote.at[0]), 0)
            start = max(0, min(first - 1, len(lines) - MAX_QUOTE))
            for number, (low, high) in enumerate(lines[start : start + MAX_QUOTE]):
                lead = pad(beside, inset) if inset > 4 and not number else " " * inset
                more = number == MAX_QUOTE - 1 and high < len(quote.text)
                before: list[Piece] = [("…", ("count",))] if not number and low else []
                yield [(lead, ("count",)), *before, *runs(quote.text, spans, low, high),
                       *([("…", ("count",))] if more else [])]  # fmt: skip

    # the cursor

    def move(self, rows: int) -> None:
        """Down by so many, up if negative."""
        if self._disputes:
            self._cursor = min(max(0, self._cursor + rows), len(self._disputes) - 1)
            self._reveal()
            self.refresh()

    def move_page(self, direction: int, *, half: bool = False) -> None:
        """Down (1) or up (-1) by about a page or half of one."""
        self.move(direction * max(1, self.size.height // (12 if half else 6)))

    def move_first(self) -> None:
        """To the first."""
        self.move(-len(self._disputes))

    def move_last(self) -> None:
        """To the last."""
        self.move(len(self._disputes))

    def _reveal(self) -> None:
        if not self._tops:
            return
        top, height, first = round(self.scroll_y), self.size.height, self._tops[self._cursor]
        after = self._tops[self._cursor + 1] if self._cursor + 1 < len(self._tops) else len(self._lines)
        top = min(max(top, after - height), first)
        self.scroll_to(y=max(0, top), animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """A click chooses; on the chosen one it goes to the passage."""
        line = event.y + round(self.scroll_y)
        if 0 <= line < len(self._lines) and (number := self._lines[line][0]) >= 0:
            if number == self._cursor:
                self.post_message(self.Activated())
            self.move(number - self._cursor)

    def render_line(self, y: int) -> Strip:
        """A line of a dispute; `>` before the chosen one."""
        width = self.size.width
        if self.message:
            return self.paint_message(y, width)
        line = y + round(self.scroll_y)
        if not 0 <= line < len(self._lines):
            return self.paint([], width)
        number, pieces = self._lines[line]
        here = number == self._cursor and number >= 0
        first = here and line == self._tops[number]
        mark: Piece = (">" if first else " ", ("mark",))
        return self.paint([mark, *pieces], width, *(["cursor"] if first else []))
