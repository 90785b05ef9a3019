"""The figures of a story as a table: rows are what was counted, columns the reports in time order."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.comparison import StoryColumn, StoryFigures, StoryRow, StoryValue
from reader.text import clean
from reader.tui.compare.inks import ComparedInks
from reader.tui.compare.texts import FIGURE
from reader.tui.dates import long_date, row_date
from reader.tui.document import Span
from reader.tui.layout import Piece, runs
from reader.tui.wrap import pad, wrap

HEAD = 3
"""Lines of outlets, of dates, and a rule; one more where those do not tell two reports apart."""

ODD, NOTHING = "≠", "–"
_GAP, _WIDEST, _WIDE, _NARROWEST, _WIDEST_NAME = 2, 16, 12, 7, 28
NO_FIGURES = StoryFigures((), ())


class StoryTable(ComparedInks, can_focus=True, inherit_bindings=False):
    """Paints a table with a cursor on a cell. What does not fit is scrolled to, by whole columns and rows."""

    class Moved(Message):
        """The cursor is on another cell, or other columns are in sight."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._figures = NO_FIGURES
        self._marks: Sequence[str] = ()
        self._row = self._column = 0
        self._first = 0
        self._top = 0

    def show(self, figures: StoryFigures) -> None:
        """Put figures on show, with the cursor on the first cell that says something."""
        self._figures, self._row, self._first, self._top = figures, 0, 0, 0
        self._marks = [clean(column.mark) for column in figures.columns]
        self._column = next((n for n, value in enumerate(figures.rows[0].values) if value is not None), 0)
        self.set_message((), "empty")
        self._settle()

    @property
    def current(self) -> tuple[StoryColumn, StoryValue | None]:
        """The article and the value under the cursor."""
        return self._figures.columns[self._column], self._figures.rows[self._row].values[self._column]

    def on_resize(self) -> None:
        """Other columns fit."""
        self._settle()

    # where things are

    def _name_width(self) -> int:
        longest = max((cell_len(_name(row)) for row in self._figures.rows), default=0)
        return min(longest, _WIDEST_NAME, max(8, self.size.width // 3))

    def _widths(self) -> list[int]:
        """Cells of each column: what its values and its date need, and as much of the outlet as is left."""
        widths = []
        for number, column in enumerate(self._figures.columns):
            needed = max([_NARROWEST, cell_len(_date(column)),
                          *(cell_len(_cell(row, number)) for row in self._figures.rows)])  # fmt: skip
            wanted = max(needed, cell_len(_outlet(column)), cell_len(self._marks[number]))
            widths.append(min(wanted, max(needed, _WIDEST if self._marks[number] else _WIDE), _WIDEST))
        return widths

    def _shown(self) -> range:
        """The columns in sight."""
        room = self.size.width - 1 - self._name_width()
        last = self._first
        for width in self._widths()[self._first :]:
            room -= width + _GAP
            if room < 0 and last > self._first:
                break
            last += 1
        return range(self._first, last)

    @property
    def hidden_columns(self) -> int:
        """How many columns are out of sight."""
        return len(self._figures.columns) - len(self._shown())

    @property
    def _head(self) -> int:
        return HEAD + any(self._marks)

    @property
    def _height(self) -> int:
        return max(1, self.size.height - self._head)

    def _settle(self) -> None:
        if not self.size.width or not self._figures.rows:
            return
        self._first = min(self._first, self._column)
        while self._column not in self._shown():
            self._first += 1
        self._top = min(max(self._top, self._row - self._height + 1), self._row)
        self.virtual_size = Size(0, self.size.height)
        self._strips.clear()
        self.refresh()
        self.post_message(self.Moved())

    # the cursor

    def move(self, rows: int) -> None:
        """Down by so many rows, up if negative."""
        if self._figures.rows:
            self._row = min(max(0, self._row + rows), len(self._figures.rows) - 1)
            self._settle()

    def move_column(self, columns: int) -> None:
        """To the right by so many columns, to the left if negative."""
        if self._figures.rows:
            self._column = min(max(0, self._column + columns), len(self._figures.columns) - 1)
            self._settle()

    def move_page(self, direction: int, *, half: bool = False) -> None:
        """Down (1) or up (-1) by a page or half of one."""
        self.move(direction * max(1, self._height // (2 if half else 1) - 1))

    def move_first(self) -> None:
        """To the first row."""
        self.move(-len(self._figures.rows))

    def move_last(self) -> None:
        """To the last row."""
        self.move(len(self._figures.rows))

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a cell."""
        row = event.y - self._head + self._top
        at = 1 + self._name_width()
        for column in self._shown():
            width = self._widths()[column] + _GAP
            if at <= event.x < at + width and event.y >= self._head and row < len(self._figures.rows):
                self._row, self._column = row, column
                self._settle()
            at += width

    # painting

    def render_line(self, y: int) -> Strip:
        """Outlets, dates, marks where they are needed, a rule, then a row a line."""
        width, head = self.size.width, self._head
        if self.message:
            return self.paint_message(y, width)
        if y == head - 1:
            return self.paint([("─" * width, ("rule",))], width)
        row = y - head + self._top
        if y >= head and row >= len(self._figures.rows):
            return self.paint([], width)
        return self.paint(self._line(y, row), width)

    def _line(self, y: int, row: int) -> Sequence[Piece]:
        head = self._head
        here = y >= head and row == self._row
        shown, widths = self._shown(), self._widths()
        name = _name(self._figures.rows[row]) if y >= head else ""
        pieces: list[Piece] = [(">" if here else " ", ("mark",)), (pad(name, self._name_width()), ("strong",))]
        for number in shown:
            column = self._figures.columns[number]
            if y < head:
                text = (_outlet(column), _date(column), self._marks[number])[y]
                pieces += [(" " * _GAP, ()), (pad(text, widths[number]), ("title",) if y == 0 else ("count",))]
                continue
            each = self._figures.rows[row]
            value = each.values[number]
            inks = ("off",) if value is None else ("differing",) if value.odd else ("row",)
            cursor = ("cursor",) if here and number == self._column else ()
            pieces += [(" " * _GAP, ()), (pad(_cell(each, number), widths[number]), (*inks, *cursor))]
        if y == 0 and self._first:
            pieces[0] = ("‹", ("sign",))
        if y == 0 and shown and shown[-1] < len(self._figures.columns) - 1:
            pieces.append((" ›", ("sign",)))
        return pieces


class Sentence(ComparedInks, can_focus=False, inherit_bindings=False):
    """The sentence in which a figure stands, below the table."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.display = False
        self._column: StoryColumn | None = None
        self._value: StoryValue | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return bool(self.display)

    def open(self, column: StoryColumn, value: StoryValue | None) -> None:
        """Show what an article says; None: it says nothing."""
        self._column, self._value = column, value
        self.display = True
        self._fit()

    def close(self) -> None:
        """Hide it."""
        self.display = False

    def on_resize(self) -> None:
        """Wrap anew."""
        self._fit()

    def _fit(self) -> None:
        if self.display and self._column is not None:
            self.styles.height = min(5, len(self._lines()) or 1)
            self._strips.clear()
            self.refresh()

    def _lines(self) -> list[list[Piece]]:
        if self._column is None:
            return []
        width = max(10, self.content_size.width or self.app.size.width - 2)
        date = long_date(self._column.date)
        head = " · ".join([self._column.outlet or "no outlet", date, self._column.title])
        lines: list[list[Piece]] = [[(pad(clean(head), width), ("count",))]]
        if self._value is None:
            return [*lines, [("not mentioned", ("row",))]]
        text = clean(self._value.sentence)
        written = clean(self._value.text)
        at = text.find(written)
        spans = (Span(at, at + len(written), FIGURE),) if at >= 0 and written else ()
        return [*lines, *(list(runs(text, spans, start, end)) for start, end in wrap(text, width))]

    def render_line(self, y: int) -> Strip:
        """Where it stands, then the sentence."""
        lines = self._lines()
        return self.paint(lines[y] if y < len(lines) else [], self.content_size.width)


def _name(row: StoryRow) -> str:
    """What was counted: `killed`, `loan, USD`."""
    return clean(f"{row.what}, {row.unit}" if row.unit and row.unit not in row.what else row.what)


def _outlet(column: StoryColumn) -> str:
    return clean(column.outlet or "no outlet")


def _date(column: StoryColumn) -> str:
    return row_date(column.date, "month").strip()


def _cell(row: StoryRow, column: int) -> str:
    value = row.values[column]
    if value is None:
        return NOTHING
    return clean(value.text) + (f" {ODD}" if value.odd else "")
