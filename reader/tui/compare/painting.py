"""How a comparison is painted: heads, rules, the gutter with its signs, both texts."""

import re
from collections.abc import Iterable

from rich.cells import cell_len
from textual.strip import Strip

from reader.text import clean
from reader.tui.compare.arrangement import fold_words, says_the_same
from reader.tui.compare.inks import SIGN_INKS, ComparedInks
from reader.tui.compare.lines import Line
from reader.tui.compare.pane import Pane
from reader.tui.compare.steps import SteppedPanes
from reader.tui.compare.texts import NO_SIGN, SAME
from reader.tui.layout import Piece
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
        key = (side, pane.side, number, width, here, pane.sheet.version)
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
        if line.what != "text" or at is None:
            yield " ", ()
            yield edge if here and line.what == "text" else (EDGE, ("rule",))
            return
        sign = self.panes.texts[side].units[at.paragraph].sign if at.number == 0 else NO_SIGN
        yield sign, (SIGN_INKS[sign],)
        yield edge
        yield from self.panes.layout(side).pieces_of(at, self.panes.current_hit(side))

    @property
    def _fold_sign(self) -> str:
        return NO_SIGN if self.panes.shape.only_new else SAME

    def _fold_words(self, pane: Pane, line: Line) -> str:
        fold, only_new = self.panes.folds(pane.side)[line.fold], self.panes.shape.only_new
        if pane.side is None:
            return f"{fold.end - fold.first} equal sentences"
        other = NAMES[1 - pane.side]
        return fold_words(self.panes.texts[pane.side], (fold.first, fold.end), other, only_new=only_new)

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
        return side == self.panes.active and at is not None and at.paragraph == self.panes.unit

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
        key = ("stacked", number, width, here, pane.sheet.version)
        found = self._strips.get(key)
        if found is None:
            found = self.paint(self._stacked_pieces(line, pane, width, here=here), width)
            self._strips[key] = found
        return found

    def _short_title(self, side: int, width: int) -> Iterable[Piece]:
        yield f" {NAMES[side]} ", ("sign",)
        shared = f" {self._shared} " if side and self._shared else ""
        # The share is said in full below; what tells the two apart goes before it.
        if len(_parts(self.titles[side])) > 1 and cell_len(_first_two(self.titles[side])) > width - 4 - cell_len(
            shared
        ):
            shared = ""
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
        side = 0 if line.left is not None else 1
        at = line.of(side)
        if at is None:
            return
        yield (self._letter(line, side) if at.number == 0 else " ") + " ", ("sign",)
        yield from self.panes.layout(side).pieces_of(at, self.panes.current_hit(side))

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
    """As many parts of `outlet · date · words` as fit, from the first on; the outlet is cut before the date goes."""
    parts = _parts(title)
    while len(parts) > 2 and cell_len(" · ".join(parts)) > width:
        parts.pop()
    if cell_len(" · ".join(parts)) > width:
        parts[-1] = _MONTH.sub(lambda month: month[0][:3], parts[-1])
    if len(parts) > 1 and cell_len(" · ".join(parts)) > width:
        room = width - cell_len(" · ".join(["", *parts[1:]]))
        parts = [cut(parts[0], room), *parts[1:]] if room >= _LEAST_OUTLET else parts[:1]
    return cut(" · ".join(parts), width)


_LEAST_OUTLET = 8
"""Cells of an outlet that is cut so that its date stays; with fewer it could be any."""


def _parts(title: str) -> list[str]:
    return clean(title).split(" · ")


def _first_two(title: str) -> str:
    return " · ".join(_parts(title)[:2])


_MONTH = re.compile(r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b")
