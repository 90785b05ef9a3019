"""A comparison at a width: which lines of both texts stand on which line of the screen."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from reader.tui.comparing import DIFFERS, ONLY, SAME, ComparedText, Unit
from reader.tui.layout import Layout
from reader.tui.levelled_rows import Fold, Row, Units

What = Literal["text", "fold", "ruling", "blank"]
NONE = -1


class Line(NamedTuple):
    """One line. `left` and `right` are lines of the layouts, or NONE; of a fold `left` is its number.

    `row` is that of the levelled rows; where one text stands alone, its unit.
    """

    what: What
    row: int
    left: int = NONE
    right: int = NONE

    def of(self, side: int) -> int:
        """The line of the left (0) or right (1) layout."""
        return self.right if side else self.left


class Sheet:
    """Lines of the screen in order. `where` tells for each side on which of them a line of its layout stands."""

    def __init__(self, heights: tuple[int, int]) -> None:
        self.lines: list[Line] = []
        self.where: tuple[list[int], list[int]] = ([0] * heights[0], [0] * heights[1])

    def add(self, line: Line) -> None:
        """Put a line below the others."""
        if line.what == "text":
            if line.left != NONE:
                self.where[0][line.left] = len(self.lines)
            if line.right != NONE:
                self.where[1][line.right] = len(self.lines)
        self.lines.append(line)

    def hide(self, side: int, lines: range) -> None:
        """Lines of a layout stand on the line that was added last, whatever that is."""
        here = len(self.lines) - 1
        for line in lines:
            self.where[side][line] = here


Texts = tuple[ComparedText, ComparedText]
Layouts = tuple[Layout, Layout]


class Tops:
    """The lines of a layout that each unit of its text takes."""

    def __init__(self, text: ComparedText, layout: Layout) -> None:
        self._units = text.units
        self._tops = [*(layout.find_line(unit) for unit in range(len(text.units))), layout.height]

    def of(self, units: Units) -> range:
        """All lines of some units."""
        return range(self._tops[units[0]], self._tops[max(units)])

    def spaced(self, units: Units) -> list[int]:
        """The same, with NONE for each blank line between paragraphs."""
        out: list[int] = []
        for unit in range(*units):
            if out and self._units[unit].space:
                out.append(NONE)
            out.extend(range(self._tops[unit], self._tops[unit + 1]))
        return out


IsOpen = Callable[[Fold], bool]


def columns_sheet(texts: Texts, layouts: Layouts, rows: Sequence[Row], folds: Sequence[Fold], is_open: IsOpen) -> Sheet:
    """Both texts side by side, level row by row."""
    sheet = Sheet((layouts[0].height, layouts[1].height))
    tops = (Tops(texts[0], layouts[0]), Tops(texts[1], layouts[1]))
    shut = {fold.first: (number, fold) for number, fold in enumerate(folds) if not is_open(fold)}
    number = 0
    while number < len(rows):
        row = rows[number]
        if sheet.lines and _has_space(texts, row):
            sheet.add(Line("blank", number))
        if number in shut:
            _add_fold(sheet, tops, rows, *shut[number])
            number = shut[number][1].end
            continue
        left, right = tops[0].spaced(row.left), tops[1].spaced(row.right)
        height = max(len(left), len(right))
        left, right = (
            blanks + lines if _is_heading(text, units) else lines + blanks
            for text, units, lines in zip(texts, row.sides, (left, right), strict=True)
            for blanks in [[NONE] * (height - len(lines))]
        )
        for pair in zip(left, right, strict=True):
            sheet.add(Line("text", number, *pair))
        number += 1
    return sheet


def stacked_sheet(texts: Texts, layouts: Layouts, rows: Sequence[Row], folds: Sequence[Fold], is_open: IsOpen) -> Sheet:
    """Each row of the left text with that of the right one below it; a line across says what they are."""
    sheet = Sheet((layouts[0].height, layouts[1].height))
    tops = (Tops(texts[0], layouts[0]), Tops(texts[1], layouts[1]))
    shut = {fold.first: (number, fold) for number, fold in enumerate(folds) if not is_open(fold)}
    number = 0
    while number < len(rows):
        row = rows[number]
        if number in shut:
            _add_fold(sheet, tops, rows, *shut[number])
            number = shut[number][1].end
            continue
        if row.words:
            sheet.add(Line("ruling", number))
        elif sheet.lines and _has_space(texts, row):
            sheet.add(Line("blank", number))
        once = says_the_same(texts, row)
        for line in tops[0].spaced(row.left):
            sheet.add(Line("text", number, line))
        if once:
            sheet.hide(1, tops[1].of(row.right))
        else:
            for line in tops[1].spaced(row.right):
                sheet.add(Line("text", number, NONE, line))
        number += 1
    return sheet


def text_sheet(text: ComparedText, layout: Layout, side: int, folds: Sequence[Fold], is_open: IsOpen) -> Sheet:
    """One text alone; its folds are of units."""
    sheet = Sheet((0, layout.height) if side else (layout.height, 0))
    tops = Tops(text, layout)
    shut = {fold.first: (number, fold) for number, fold in enumerate(folds) if not is_open(fold)}
    unit = 0
    while unit < len(text.units):
        if sheet.lines and text.units[unit].space:
            sheet.add(Line("blank", unit))
        if unit in shut:
            number, fold = shut[unit]
            sheet.add(Line("fold", unit, number))
            sheet.hide(side, tops.of((fold.first, fold.end)))
            unit = fold.end
            continue
        for line in tops.of((unit, unit + 1)):
            sheet.add(Line("text", unit, NONE, line) if side else Line("text", unit, line))
        unit += 1
    return sheet


def text_folds(text: ComparedText, *, only_new: bool) -> tuple[Fold, ...]:
    """Units of one text to fold: two or more equal passages, or whatever is not new; never the title or a heading."""
    folds: list[Fold] = []
    start: int | None = None
    passages = 0
    for number in range(len(text.units) + 1):
        unit = text.units[number] if number < len(text.units) else None
        known = unit is not None and number > 0 and _is_known(unit, only_new=only_new)
        note = unit is not None and unit.passage is None and start is not None
        note = note and text.document.paragraphs[number].kind == "caption"
        if known:
            start, passages = (number if start is None else start), passages + 1
        elif start is not None and not note:
            if passages > (0 if only_new else 1):
                folds.append(Fold(start, number))
            start, passages = None, 0
    return tuple(folds)


def _is_known(unit: Unit, *, only_new: bool) -> bool:
    return unit.passage is not None and (unit.sign not in (ONLY, DIFFERS) if only_new else unit.sign == SAME)


def _add_fold(sheet: Sheet, tops: tuple[Tops, Tops], rows: Sequence[Row], number: int, fold: Fold) -> None:
    sheet.add(Line("fold", fold.first, number))
    for row in rows[fold.first : fold.end]:
        sheet.hide(0, tops[0].of(row.left))
        sheet.hide(1, tops[1].of(row.right))


def _has_space(texts: Texts, row: Row) -> bool:
    return any(start < end and text.units[start].space for text, (start, end) in zip(texts, row.sides, strict=True))


def _is_heading(text: ComparedText, units: Units) -> bool:
    return all(paragraph.kind == "heading" for paragraph in text.document.paragraphs[slice(*units)])


def says_the_same(texts: Texts, row: Row) -> bool:
    """Whether one text does for both: passages that are the same, or one heading over both."""
    left, right = (text.document.paragraphs[slice(*units)] for text, units in zip(texts, row.sides, strict=True))
    if len(left) != 1 or len(right) != 1:
        return False
    return (row.level and row.sign == SAME) or left[0].text == right[0].text
