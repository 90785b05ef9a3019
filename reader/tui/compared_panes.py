"""Two texts on show: which are seen and how, where their reader is, what is folded; free of any painting."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reader.comparison import Comparison
from reader.tui.compared_lines import NONE, Line, Sheet, columns_sheet, stacked_sheet, text_folds, text_sheet
from reader.tui.compared_pane import Pane
from reader.tui.comparing import NOTHING, ComparedText
from reader.tui.layout import Layout
from reader.tui.levelled_rows import Fold, Row, folds_of, rows_of
from reader.tui.levelling import Level

Form = Literal["columns", "stacked", "halves", "alone"]
"""Side by side; row below row; the left text above the right one, each with its own scrolling; one text."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How both texts are shown. `shown` is the side that stands alone, None for both.

    `heights` are the lines that a pane has, `widths` the cells of each side's text. `level`: both scroll as one, and
    what meets stands level. `only_new`: of the side that stands alone the rest is folded.
    """

    form: Form = "columns"
    shown: int | None = None
    heights: tuple[int, int] = (1, 1)
    widths: tuple[int, int] = (1, 1)
    level: bool = False
    only_new: bool = False


class ComparedPanes:
    """The state of two texts on show, from their beginnings; of what they share nothing is known yet."""

    def __init__(self, left: ComparedText = NOTHING, right: ComparedText = NOTHING) -> None:
        self.texts: tuple[ComparedText, ComparedText] = (left, right)
        self.found: Comparison | None = None
        self.shape = Shape()
        self.panes: list[Pane] = [Pane(None, 1)]
        self.active = 0
        self.hit: tuple[int, int] | None = None
        self.rows: tuple[Row, ...] = ()
        self._levels: tuple[Level, ...] = ()
        self._layouts: list[Layout] = [Layout(text.document, 1) for text in self.texts]
        self._folds: tuple[Fold, ...] = ()
        self._toggled: set[tuple[int, int]] = set()
        self._all_open = False
        # Where the reader is on each side: unit and character, which hold at any width, and lines below the top.
        self._anchors = [(0, 0), (0, 0)]
        self._below = [0, 0]

    # what is shown

    def put_found(self, found: Comparison, left: ComparedText, right: ComparedText, levels: tuple[Level, ...]) -> None:
        """What they share has come: their passages, with signs. The reader stays where he is, by the part."""
        self._anchors = [_carried(*pair) for pair in zip(self.texts, (left, right), self._anchors, strict=True)]
        self.found, self.texts, self._levels = found, (left, right), levels
        self.hit = None
        self._toggled.clear()
        self.rows = ()

    def relight(self, left: ComparedText, right: ComparedText) -> None:
        """The same texts with other hits lit."""
        self.texts = (left, right)
        self.hit = None
        self.forget_steps()
        self._layouts = [
            Layout(text.document, layout.width, layout) for text, layout in zip(self.texts, self._layouts, strict=True)
        ]

    def swap(
        self, left: ComparedText, right: ComparedText, found: Comparison | None, levels: tuple[Level, ...]
    ) -> None:
        """The right text becomes the left one; texts, `found` and `levels` are those of the swapped sides."""
        self.texts = (left, right)
        self.found, self._levels = found, levels
        for pair in (self._layouts, self._anchors, self._below):
            pair.reverse()
        self._toggled = {(1 - side, unit) for side, unit in self._toggled}
        self.hit = (1 - self.hit[0], self.hit[1]) if self.hit is not None else None
        if self.shape.shown is None:
            self.active = 1 - self.active

    # laying out

    def lay_out(self, shape: Shape) -> None:
        """Wrap and level for a shape; the reader stays where he is."""
        self.shape = shape
        for side, text in enumerate(self.texts):
            layout = self._layouts[side]
            if layout.width != shape.widths[side] or layout.document is not text.document:
                self._layouts[side] = Layout(text.document, shape.widths[side], layout)
        if shape.shown is not None:
            self.active = shape.shown
            sides: list[int | None] = [shape.shown]
        else:
            sides = [None] if shape.level else [0, 1]
        self.panes = [Pane(side, shape.heights[side or 0]) for side in sides]
        self._build()

    def _build(self) -> None:
        self.forget_steps()
        if self.shape.level:
            self.rows = rows_of(*self.texts, self._levels, beside=self.shape.form == "columns")
            self._folds = folds_of(self.rows)
        for pane in self.panes:
            pane.sheet = self._sheet(pane.side)
            side = self.active if pane.side is None else pane.side
            if self._layouts[side].height:
                line = pane.sheet.where[side][self._layouts[side].find_line(*self._anchors[side])]
                pane.place(line, self._below[side])

    def _sheet(self, side: int | None) -> Sheet:
        layouts = (self._layouts[0], self._layouts[1])
        if side is not None:
            return text_sheet(
                self.texts[side], layouts[side], side, self.folds(side), lambda fold: self._is_open(side, fold)
            )
        make = columns_sheet if self.shape.form == "columns" else stacked_sheet
        return make(self.texts, layouts, self.rows, self._folds, lambda fold: self._is_open(None, fold))

    def layout(self, side: int) -> Layout:
        """A side's text as it is wrapped."""
        return self._layouts[side]

    # folds

    def folds(self, side: int | None) -> Sequence[Fold]:
        """What can be folded in a pane."""
        if side is None:
            return self._folds
        return text_folds(self.texts[side], only_new=self.shape.only_new) if self.found is not None else ()

    def _keys(self, side: int | None, fold: Fold) -> list[tuple[int, int]]:
        if side is not None:
            return [(side, fold.first)]
        row = self.rows[fold.first]
        return [(0, row.left[0]), (1, row.right[0])]

    def _is_open(self, side: int | None, fold: Fold) -> bool:
        return (self._keys(side, fold)[0] in self._toggled) != self._all_open

    @property
    def folded(self) -> bool:
        """Whether anything is folded."""
        return any(line.what == "fold" for pane in self.panes for line in pane.lines)

    def fold_all(self) -> bool:
        """Open all folds, or shut them where all are open; whether they are open now."""
        self._all_open, self._toggled = self.folded, set()
        self._build()
        return self._all_open

    def toggle_fold(self) -> bool:
        """Open the fold under the cursor, or shut the one that the cursor is in; False where there is none."""
        pane = self.pane
        line = pane.line_at(pane.cursor)
        if line is None:
            return False
        folds = self.folds(pane.side)
        if line.what == "fold":
            fold = folds[line.left]
        else:
            fold = next((each for each in folds if each.first <= line.row < each.end), Fold(0, 0))
        if fold.first == fold.end:
            return False
        self._toggled ^= set(self._keys(pane.side, fold))
        if line.what != "fold":  # shut: the cursor is on it
            unit = self.rows[fold.first].sides[self.active][0] if pane.side is None else fold.first
            self._anchors[self.active] = (unit, 0)
        self._build()
        return True

    # where the reader is

    def forget_steps(self) -> None:
        """What can be stepped through stands on other lines, or is something else."""

    def switch(self) -> None:
        """The other side is the active one."""
        self.active = 1 - self.active
        self.forget_steps()

    @property
    def pane(self) -> Pane:
        """The pane that moves."""
        return self.panes[self.active] if len(self.panes) > 1 else self.panes[0]

    def keep(self) -> None:
        """Remember where the reader is now; called after every move of his."""
        for pane in self.panes:
            for side in (0, 1) if pane.side is None else (pane.side,):
                self._keep_side(pane, side)
        line = self.pane.line_at(self.pane.cursor)
        both = len(self.panes) == 1 and self.panes[0].side is None and line is not None and line.what == "text"
        if both and line is not None and line.of(self.active) == NONE and line.of(1 - self.active) != NONE:
            self.active = 1 - self.active

    def _keep_side(self, pane: Pane, side: int) -> None:
        layout = self._layouts[side]
        line = pane.line_at(pane.cursor)
        if line is None or not layout.height:
            return
        if line.what == "fold":
            fold = self.folds(pane.side)[line.left]
            unit = self.rows[fold.first].sides[side][0] if pane.side is None else fold.first
            self._anchors[side] = (unit, 0)
            self._below[side] = pane.cursor - pane.painted_top
            return
        found, number = pane.text_near(side, pane.cursor)
        if found != NONE:
            at = layout.line(found)
            self._anchors[side] = (at.paragraph, at.start)
            self._below[side] = number - pane.painted_top

    @property
    def unit(self) -> int:
        """The unit of the active side under the cursor, or nearest to it."""
        return self._anchors[self.active][0]

    @property
    def units_here(self) -> list[tuple[int, int]]:
        """Side and unit of what the cursor is on: all of a row that is level, else the one of the active side."""
        pane = self.pane
        line = pane.line_at(pane.cursor)
        if pane.side is None and line is not None and line.what != "fold" and self.rows[line.row].level:
            sides = enumerate(self.rows[line.row].sides)
            return [
                (side, unit)
                for side, units in sides
                for unit in range(*units)
                if self.texts[side].units[unit].passage is not None
            ]
        return [(self.active, self.unit)] if self.texts[self.active].units else []

    def go_to(self, side: int, unit: int, offset: int = 0) -> None:
        """The cursor to a character of a side, out of whatever fold it is in; the other pane, if any, stays."""
        self.active = side
        if self.shape.shown is not None and side != self.shape.shown:
            self._anchors[side] = (unit, offset)  # it is there when its side is shown
            return
        pane = self.pane
        layout = self._layouts[side]
        number = pane.sheet.where[side][layout.find_line(unit, offset)]
        line = pane.line_at(number)
        if line is not None and line.what == "fold":
            self._toggled ^= set(self._keys(pane.side, self.folds(pane.side)[line.left]))
            self.keep()
            self._build()
            number = pane.sheet.where[side][layout.find_line(unit, offset)]
        pane.reveal(number)
        self._keep_active(unit, offset)

    def _keep_active(self, unit: int, offset: int) -> None:
        side = self.active
        self.keep()
        self.active = side
        self._anchors[side] = (unit, offset)


def _carried(before: ComparedText, after: ComparedText, anchor: tuple[int, int]) -> tuple[int, int]:
    """The place in a text that has been cut anew: the same character of the same part."""
    paragraphs = before.document.paragraphs
    unit, offset = min(anchor[0], len(paragraphs) - 1), anchor[1]
    if unit <= 0:
        return 0, 0
    part = paragraphs[unit].part
    while unit > 0 and part is None:
        unit, offset = unit - 1, 0
        part = paragraphs[unit].part
    for number, paragraph in enumerate(after.document.paragraphs):
        if paragraph.part == part:
            following = number + 1
            while offset > len(paragraph.text) and following < len(after.document.paragraphs):
                paragraph, number = after.document.paragraphs[following], following
                if paragraph.part != part:
                    break
                offset, following = max(0, offset - len(after.document.paragraphs[number - 1].text) - 1), following + 1
            return number, offset
    return 0, 0


__all__ = ["ComparedPanes", "Form", "Line", "Shape"]
