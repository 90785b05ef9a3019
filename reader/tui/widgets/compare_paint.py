"""How a comparison is painted: heads, rules, the gutter with its signs, both texts."""

from collections.abc import Iterable

from rich.cells import cell_len
from textual.strip import Strip

from reader.text import clean
from reader.tui.compared_lines import NONE, Line, says_the_same
from reader.tui.compared_pane import Pane
from reader.tui.compared_steps import SteppedPanes
from reader.tui.comparing import NO_SIGN, SAME
from reader.tui.layout import Piece
from reader.tui.widgets.compare_inks import SIGN_INKS, ComparedInks
from reader.tui.wrap import cut, pad

HEAD = 2
"""Lines of the head: titles, then a rule."""

SHUT, OPEN, HERE, EDGE = "▸", "▾", "▌", "│"
NAMES = ("A", "B")


class ComparePainting(ComparedInks, can_focus=True, inherit_bindings=False):
    """Paints what `panes` holds. `titles` stand over both sides."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.panes = SteppedPanes()
        self.titles = ("", "")

    @property
    def pane_widths(self) -> tuple[int, int]:
        """Cells of each side where both stand side by side."""
        left = (self.size.width - 1) // 2
        return left, self.size.width - 1 - left

    # lines

    def render_line(self, y: int) -> Strip:
        """Line `y` of the view: the head with both titles, its rule, then the texts."""
        width = self.size.width
        if self.message:
            return self.paint_message(y, width)
        match self.panes.shape.form:
            case "columns":
                return self._columns(y, width)
            case "alone":
                return self._alone(y, width)
            case "stacked":
                return self._stacked(y, width)
        return self._halves(y, width)

    def _columns(self, y: int, width: int) -> Strip:
        left, right = self.pane_widths
        if y == 1:
            return self.paint([("─┬" + "─" * (left - 2) + "┼─┬" + "─" * (right - 2), ("rule",))], width)
        if y == 0:
            parts = [self.paint(self._title(0, left), left), self.paint(self._title(1, right, self._shared), right)]
        else:
            panes = self.panes.panes
            numbers = [(pane, pane.painted_top + y - HEAD) for pane in (panes[0], panes[-1])]
            parts = [
                self._column(side, pane, number, cells)
                for side, (pane, number), cells in zip((0, 1), numbers, (left, right), strict=True)
            ]
        return Strip.join([parts[0], self.paint([(EDGE, ("rule",))], 1), parts[1]])

    def _alone(self, y: int, width: int) -> Strip:
        side, pane = self.panes.active, self.panes.panes[0]
        if y == 0:
            return self.paint(self._title(side, width, self._shared), width)
        if y == 1:
            return self.paint([("─┬" + "─" * (width - 2), ("rule",))], width)
        return self._column(side, pane, pane.painted_top + y - HEAD, width)

    def _halves(self, y: int, width: int) -> Strip:
        """A in the upper half, B in the lower, each below its title."""
        upper = self.panes.shape.heights[0] + 1
        side, line = (0, y) if y < upper else (1, y - upper)
        if line == 0:
            title = list(self._title(side, min(width, cell_len(clean(self.titles[side])) + 6)))
            return self.paint([*title, ("─" * width, ("rule",))], width)
        pane = self.panes.panes[side]
        return self._column(side, pane, pane.painted_top + line - 1, width)

    # heads

    @property
    def _shared(self) -> str:
        """`38 % shared`, once that is known."""
        return "" if self.panes.found is None else f"{round(100 * self.panes.found.shared)} % shared"

    def _title(self, side: int, width: int, beside: str = "") -> Iterable[Piece]:
        """` A  Harbour Wire · 13 March · 164 words`, with `>` before the side that scrolls alone."""
        alone = len(self.panes.panes) > 1 and not self.sync_on and side == self.panes.active
        yield ">" if alone else " ", ("mark",)
        yield NAMES[side] + "  ", ("sign",)
        beside = f"  {beside} " if beside and width >= cell_len(beside) + 20 else ""
        room = max(0, width - 5 - cell_len(beside))
        yield pad(fit(self.titles[side], room), room), ("title",)
        if beside:
            yield " " + beside[1:], ("count",)

    @property
    def sync_on(self) -> bool:
        """Whether both sides scroll together; a view says so."""
        return True

    # the text of one side

    def _column(self, side: int, pane: Pane, number: int, width: int) -> Strip:
        """A line of a side: its sign, an edge, the text."""
        line = pane.line_at(number)
        if line is None:
            return self.paint([(f" {EDGE}", ("rule",))], width)
        here = self._is_here(pane, number, side)
        key = (side, pane.side, number, width, here)
        found = self._strips.get(key)
        if found is None:
            found = self.paint(self._column_pieces(side, line, pane, here=here), width)
            self._strips[key] = found
        return found

    def _column_pieces(self, side: int, line: Line, pane: Pane, *, here: bool) -> Iterable[Piece]:
        edge: Piece = (HERE, ("standing",)) if here else (EDGE, ("rule",))
        if line.what == "fold":
            yield self._fold_sign, ("off",)
            yield edge
            yield f"{SHUT} {self._fold_words(pane, line)}", ("count",)
            return
        at = line.of(side)
        if line.what != "text" or at == NONE:
            yield " ", ()
            yield edge if here and line.what == "text" else (EDGE, ("rule",))
            return
        layout = self.panes.layout(side)
        place = layout.line(at)
        sign = self.panes.texts[side].units[place.paragraph].sign if place.number == 0 else NO_SIGN
        yield sign, (SIGN_INKS[sign],)
        yield edge
        yield from layout.pieces(at, self.panes.current_hit(side))

    @property
    def _fold_sign(self) -> str:
        return NO_SIGN if self.panes.shape.only_new else SAME

    def _fold_words(self, pane: Pane, line: Line) -> str:
        fold = self.panes.folds(pane.side)[line.left]
        if not self.panes.shape.only_new:
            number = fold.end - fold.first
            if pane.side is not None:
                number = self._passages(pane.side, fold.first, fold.end)
            return f"{number} equal sentences"
        side = self.panes.active
        number = self._passages(side, fold.first, fold.end)
        return f"{number} sentence{'' if number == 1 else 's'} that {NAMES[1 - side]} has too"

    def _passages(self, side: int, first: int, end: int) -> int:
        return sum(unit.passage is not None for unit in self.panes.texts[side].units[first:end])

    def _is_here(self, pane: Pane, number: int, side: int | None = None) -> bool:
        """Whether a line is of the row that the cursor is on; of passages that only stand beside each other, of one."""
        if self.panes.found is None or pane is not self.panes.pane:
            return False
        line, cursor = pane.line_at(number), pane.line_at(pane.cursor)
        if line is None or cursor is None or line.row != cursor.row or line.what == "blank":
            return False
        if pane.side is not None or side is None:
            return True
        row = self.panes.rows[line.row]
        if row.level or not all(end > start for start, end in row.sides):
            return True
        at = line.of(side)
        return side == self.panes.active and at != NONE and (
            self.panes.layout(side).line(at).paragraph == self.panes.unit
        )  # fmt: skip

    # one text below the other

    def _stacked(self, y: int, width: int) -> Strip:
        if y == 0:
            left = width // 2
            right = width - left
            return Strip.join([self.paint(self._short_title(0, left), left),
                               self.paint(self._short_title(1, right), right)])  # fmt: skip
        pane = self.panes.panes[0]
        number = pane.painted_top + y - 1
        line = pane.line_at(number)
        if line is None:
            return self.paint([], width)
        here = self._is_here(pane, number)
        key = ("stacked", number, width, here)
        found = self._strips.get(key)
        if found is None:
            found = self.paint(self._stacked_pieces(line, pane, width, here=here), width)
            self._strips[key] = found
        return found

    def _short_title(self, side: int, width: int) -> Iterable[Piece]:
        yield f" {NAMES[side]} ", ("sign",)
        shared = f" {self._shared} " if side and width >= 38 else ""
        room = max(0, width - 4 - cell_len(shared))
        yield pad(fit(self.titles[side], room), room + 1), ("title",)
        yield shared, ("count",)

    def _stacked_pieces(self, line: Line, pane: Pane, width: int, *, here: bool) -> Iterable[Piece]:
        mark: Piece = (HERE, ("standing",)) if here else (" ", ())
        if line.what == "blank":
            return
        if line.what == "fold":
            yield from _across(f"{SAME} {self._fold_words(pane, line)} folded", width, SAME, here=here)
            return
        if line.what == "ruling":
            row = self.panes.rows[line.row]
            yield from _across(f"{row.sign} {row.words}".strip(), width, row.sign, here=here)
            return
        yield mark
        side = 0 if line.left != NONE else 1
        at = line.of(side)
        if at == NONE:
            return
        layout = self.panes.layout(side)
        first = layout.line(at).number == 0
        yield (self._letter(line, side) if first else " ") + " ", ("sign",)
        yield from layout.pieces(at, self.panes.current_hit(side))

    def _letter(self, line: Line, side: int) -> str:
        """`A` or `B`; where one text does for both, `=`, or nothing over a heading of both."""
        row = self.panes.rows[line.row]
        both = all(end > start for start, end in row.sides)
        once = both and not side and says_the_same(self.panes.texts, row)
        return (SAME if row.sign == SAME else " ") if once else NAMES[side]


def _across(text: str, width: int, sign: str, *, here: bool) -> Iterable[Piece]:
    """A line across with a text in it."""
    text = cut(text, max(1, width - 6))
    yield HERE if here else "─", ("standing",) if here else ("rule",)
    yield "─ ", ("rule",)
    yield text[:1], (SIGN_INKS.get(sign, "off"),)
    yield text[1:], ("count",)
    yield " " + "─" * max(0, width - 4 - cell_len(text)), ("rule",)


def fit(title: str, width: int) -> str:
    """As many parts of `outlet · date · words` as fit, from the first on."""
    parts = clean(title).split(" · ")
    while len(parts) > 1 and cell_len(" · ".join(parts)) > width:
        parts.pop()
    return cut(" · ".join(parts), width)
