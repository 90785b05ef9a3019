"""How a hit list paints its rows, and the line that parts hits from articles with some of the words."""

from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip

from reader.tui.dates import Scale
from reader.tui.layout import Piece
from reader.tui.widgets.hit_rows import Form, Signs, form_for, lines_of, row_line
from reader.tui.widgets.row_lines import SEPARATOR, RowLines
from reader.tui.widgets.row_marks import RowMarks
from reader.tui.widgets.row_source import RowSource


class RowPaint(RowMarks, can_focus=True, inherit_bindings=False):
    """Rows as far as they have come, the cursor's row, and what is left below."""

    stale: reactive[bool] = reactive(False)
    """Whether a newer search is under way: the old rows stay, dimmed."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._rows = RowSource()
        self._cursor = 0
        self._scale: Scale = "year"
        self._with_snippets = False

    def key_of(self, row: int) -> int | None:
        """The archive key of a row, if it is known."""
        return self._rows.key(row)

    @property
    def ranged(self) -> range:
        """The rows of the range that was begun, up to the cursor; without one there are none."""
        begun = self.range_from
        if begun is None:
            return range(0)
        return range(min(begun, self._cursor), max(begun, self._cursor) + 1)

    @property
    def form(self) -> Form:
        """How rows are set on a screen of the present width."""
        return form_for(self.app.size.width)

    @property
    def _below_cursor(self) -> int:
        """Lines below the cursor's row that hold its snippet."""
        return 1 if self.form == "narrow" and self._with_snippets else 0

    @property
    def _lines(self) -> RowLines:
        rows = self._rows
        parted = rows.full if rows.full < rows.total else None
        return RowLines(rows.total, lines_of(self.form), self._cursor, self._below_cursor, parted)

    def watch_stale(self) -> None:
        """Dim what belongs to an older search."""
        self._repaint()

    def _refresh_rows(self, first: int, last: int) -> None:
        lines = self._lines
        top = lines.first(first)
        region = Region(0, top - round(self.scroll_y), self.size.width, lines.end(last) + 1 - top)
        self.refresh(region.intersection(self.size.region))

    def _rows_below(self) -> int:
        """Rows that are not wholly in sight below; 0 where the view reaches the end."""
        bottom = round(self.scroll_y) + self.size.height
        if bottom >= self.virtual_size.height or self.size.height < 3:
            return 0
        return self._rows.total - self._lines.at(bottom - 1)[0]

    def _said_below(self) -> str:
        """What is left below: hits first; rows with some of the words are never counted among them."""
        below, some = self._rows_below(), self._rows.total - self._rows.full
        return f"{below - some:,} more" if below > some else f"{below:,} more with some of the words"

    def _separator(self) -> list[Piece]:
        title = f" some of the words · {self._rows.total - self._rows.full:,} "
        width = self.size.width - len(title) - 3
        return [("──", ("rule",)), (title, ("count",)), ("─" * max(0, width), ("rule",))]

    def _is_bar(self, y: int) -> bool:
        return y == self.size.height - 1 and self._rows_below() > 0

    def render_line(self, y: int) -> Strip:
        """Line `y` of the view: a line of a row, or the count of what is left below."""
        width = self.size.width
        if self.message:
            return self.paint_message(y, width)
        if self._is_bar(y):
            return self.paint([(f" ▾ {self._said_below()}", ("count",))], width, *self._dimmed())
        row, line = self._lines.at(y + round(self.scroll_y))
        if not 0 <= row < self._rows.total:
            return self.paint([], width)
        if line == SEPARATOR:
            return self.paint(self._separator(), width, *self._dimmed())
        at_cursor = row == self._cursor
        key = (row, line, at_cursor, self.has_focus, width, self.stale, row in self.ranged)
        found = self._strips.get(key)
        if found is None:
            found = self._paint_row(row, line, at_cursor)
            self._strips[key] = found
        return found

    def _paint_row(self, row: int, line: int, at_cursor: bool) -> Strip:
        key, hit, width = self.key_of(row), self._rows.hit(row), self.size.width
        signs = Signs(at_cursor)
        if hit is not None:
            state, ranged = self.state_of(hit), row in self.ranged
            signs = Signs.of(state, cursor=at_cursor, ranged=ranged, revised=hit.revised)
        under = (("cursor" if self.has_focus else "cursor-blurred"),) if at_cursor else ()
        more = self._folded.get(key, 0) if key is not None else 0
        pieces = row_line(hit, line, width, self.form, self._scale, signs, self._signs, more)
        return self.paint(pieces, self.size.width, *self._dimmed(), *under)

    def _dimmed(self) -> tuple[str, ...]:
        return ("stale",) if self.stale else ()
