"""A comparison at a width: which lines of both texts stand on which line of the screen."""

from bisect import bisect_right
from collections.abc import Sequence
from operator import add
from typing import Literal, NamedTuple

from reader.tui.compare.arrangement import NONE, Item, Texts
from reader.tui.compare.rows import Units
from reader.tui.layout import Layout, LineOfText

What = Literal["text", "fold", "ruling", "blank"]
Layouts = tuple[Layout, Layout]


class Line(NamedTuple):
    """One line: of a text those of both sides, as far as there are any; of a fold its number.

    `row` is that of the levelled rows; where one text stands alone, its unit.
    """

    what: What
    row: int
    left: LineOfText | None = None
    right: LineOfText | None = None
    fold: int = NONE

    def of(self, side: int) -> LineOfText | None:
        """The line of the left (0) or right (1) text."""
        return self.right if side else self.left


class Sheet:
    """Lines of the screen in order, made as they are looked at; how many there are follows from both layouts.

    Where the layouts are not wrapped yet, items have as many lines as they are likely to need. `wrap_near` wraps what
    is in sight; where that changed anything, `count` has to be called, and what stands below has moved. Side by side
    (`level`) an item is as high as its higher side, else as both.
    """

    def __init__(self, items: Sequence[Item], texts: Texts, layouts: Layouts, *, level: bool) -> None:
        self.items = items
        self._spaces = (texts[0].spaces, texts[1].spaces)
        self._layouts = layouts
        self._level = level
        self.version = 0
        self._firsts = ([item.left[0] for item in items], [item.right[0] for item in items])
        self.count()

    def put_layout(self, side: int, layout: Layout) -> None:
        """The same text of a side, lit otherwise."""
        self._layouts = (self._layouts[0], layout) if side else (layout, self._layouts[1])

    def count(self) -> None:
        """Count the lines anew, after paragraphs have been wrapped."""
        self.version += 1
        self._tops: tuple[list[int], list[int]]
        lefts, rights = self._tops = (self._layouts[0].count_anew(), self._layouts[1].count_anew())
        # Each unit's line among those of its side, the blank lines before it counted.
        self._spaced = tuple(
            list(map(add, tops, spaces)) for tops, spaces in zip(self._tops, self._spaces, strict=True)
        )
        tops: list[int] = [0]
        top, level = 0, self._level
        for _, (first, after), (start, end), (within, inside), above, _, fold, once, _ in self.items:
            top += above
            if fold != NONE:
                top += 1
            else:
                left = lefts[after] - lefts[first] + within
                right = 0 if once else rights[end] - rights[start] + inside
                top += (left if left > right else right) if level else left + right
            tops.append(top)
        self.tops = tops

    @property
    def height(self) -> int:
        """Lines in all."""
        return self.tops[-1]

    def item_at(self, line: int) -> int:
        """The number of the item that a line is of."""
        return min(max(0, bisect_right(self.tops, line) - 1), len(self.items) - 1)

    def item_of(self, side: int, unit: int) -> int:
        """The number of the item that a unit is in."""
        return max(0, bisect_right(self._firsts[side], unit) - 1)

    def line(self, number: int) -> Line:
        """What stands on a line, which must be one of the sheet's."""
        at = self.item_at(number)
        item = self.items[at]
        within = number - self.tops[at]
        if item.above and not within:
            return Line("ruling" if item.ruled else "blank", item.row)
        if item.fold != NONE:
            return Line("fold", item.row, fold=item.fold)
        within -= item.above
        height, left = self.tops[at + 1] - self.tops[at] - item.above, self._lines_of(0, item)
        if not self._level:
            right = within - left if within >= left and not item.once else NONE
            return Line("text", item.row, self._place(0, item, within), self._place(1, item, right))
        lines = (left, self._lines_of(1, item))
        left_line, right_line = (
            self._place(side, item, within - (height - lines[side]) * item.low[side]) for side in (0, 1)
        )
        return Line("text", item.row, left_line, right_line)

    def _lines_of(self, side: int, item: Item) -> int:
        start, end = item.side(side)
        tops: list[int] = self._tops[side]
        return tops[end] - tops[start] + item.blanks[side]

    def _place(self, side: int, item: Item, number: int) -> LineOfText | None:
        """The line of a side that is number so many of an item; None before, between and after its units."""
        start, end = item.side(side)
        if not 0 <= number < self._lines_of(side, item):
            return None
        spaced, tops = self._spaced[side], self._tops[side]
        unit = bisect_right(spaced, spaced[start] + number, start, end) - 1
        number -= spaced[unit] - spaced[start]
        if number >= tops[unit + 1] - tops[unit]:
            return None
        lines = self._layouts[side].wrapped(unit)
        number = min(number, len(lines) - 1)
        return LineOfText(unit, number, *lines[number])

    def where(self, side: int, unit: int, offset: int = 0) -> int:
        """The line on which a character of a side stands, or the fold that it is in. Nothing is wrapped for it."""
        if not self.items:
            return 0
        at = self.item_of(side, unit)
        item = self.items[at]
        top = self.tops[at] + item.above
        if item.fold != NONE:
            return top
        if side and item.once:
            return max(top, self.tops[at + 1] - 1)
        within: int = self._spaced[side][unit] - self._spaced[side][item.side(side)[0]]
        last = max(0, self._tops[side][unit + 1] - self._tops[side][unit] - 1)
        within += min(self._layouts[side].guess_within(unit, offset), last)
        if not self._level:
            return top + within + (self._lines_of(0, item) if side else 0)
        below = self.tops[at + 1] - top - self._lines_of(side, item) if item.low[side] else 0
        return top + within + below

    def text_near(self, side: int, line: int) -> tuple[LineOfText | None, int]:
        """The line of a side that stands on a line, or nearest above it, else below; and on which line of the sheet."""
        if not self.items:
            return None, line
        at = self.item_at(line)
        for items in (range(at, -1, -1), range(at + 1, len(self.items))):
            for number in items:
                item = self.items[number]
                start, end = item.side(side)
                if start == end or item.fold != NONE or (side and item.once):
                    continue
                lines = range(self.tops[number + 1] - 1, self.tops[number] - 1, -1)
                for each in lines if number < at else lines[::-1] if number > at else _around(lines, line):
                    if (found := self.line(each).of(side)) is not None:
                        return found, each
        return None, line

    def wrap_near(self, line: int, lines: int) -> bool:
        """Wrap so many lines before a line, and from it on; whether they are not as many as was counted."""
        if not self.items:
            return False
        at = self.item_at(line)
        here = [self._unit_near(side, at, line) for side in (0, 1)]
        (left, after_left), (right, after_right) = self.items[at].left, self.items[at].right
        before = self._wrap_items(range(at, -1, -1), lines, ((left, here[0]), (right, here[1])))
        after = self._wrap_items(range(at, len(self.items)), lines, ((here[0], after_left), (here[1], after_right)))
        return before or after

    def _unit_near(self, side: int, item: int, line: int) -> int:
        """The unit of an item that is on a line, or would be if the item were only its own side."""
        start, end = self.items[item].side(side)
        within = line - self.tops[item] - self.items[item].above
        if side and not self._level:
            within -= self._lines_of(0, self.items[item])
        spaced = self._spaced[side]
        return max(start, bisect_right(spaced, spaced[start] + within, start, end) - 1) if start < end else start

    def _wrap_items(self, numbers: range, lines: int, first: Sequence[Units]) -> bool:
        """Wrap the units of items, the first one's as given, until there are so many lines."""
        changed = False
        for number in numbers:
            item = self.items[number]
            taken = 1
            if item.fold == NONE:
                spans = first if number == numbers[0] else (item.left, item.right)
                for side, (start, end) in enumerate(spans):
                    wrapped = 0
                    for unit in range(end - 1, start - 1, -1) if numbers.step < 0 else range(start, end):
                        found = len(self._layouts[side].wrapped(unit))
                        changed |= found != self._tops[side][unit + 1] - self._tops[side][unit]
                        wrapped += found
                        if wrapped > lines:
                            break
                    taken = max(taken, wrapped)
            lines -= taken
            if lines < 0:
                break
        return changed


def _around(lines: range, line: int) -> list[int]:
    """From a line up, then from it down, within the lines of an item, which are given from below."""
    return [each for each in lines if each <= line] + [each for each in lines[::-1] if each > line]
