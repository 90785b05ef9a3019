"""The list of hits: a hundred thousand rows at the cost of those in sight."""

from collections.abc import Callable, Sequence

from textual import events
from textual.geometry import Size
from textual.message import Message

from reader.results import Hit
from reader.tui.dates import row_scale
from reader.tui.widgets.hit_rows import lines_of
from reader.tui.widgets.painted import MessageKind
from reader.tui.widgets.row_lines import SEPARATOR
from reader.tui.widgets.row_paint import RowPaint
from reader.tui.widgets.row_source import ListPlace, RowSource

# Rows asked for beyond each edge of the view, so that a line more of scrolling finds them there.
_AHEAD = 20


class HitList(RowPaint, can_focus=True, inherit_bindings=False):
    """Rows of a search result, with a cursor that stays on its article while the result changes."""

    ALLOW_SELECT = False

    class RowsWanted(Message):
        """Rows [start, end) have come into sight and are not there yet: hand them in with `supply`."""

        def __init__(self, view: "HitList", start: int, end: int) -> None:
            super().__init__()
            self.view = view
            self.start = start
            self.end = end

        @property
        def control(self) -> "HitList":
            """The list."""
            return self.view

    class CursorMoved(Message):
        """The cursor is on another row, or the row under it has come. `key` is None while it is not known."""

        def __init__(self, view: "HitList", row: int, key: int | None) -> None:
            super().__init__()
            self.view = view
            self.row = row
            self.key = key

        @property
        def control(self) -> "HitList":
            """The list."""
            return self.view

    class Activated(CursorMoved):
        """The row was chosen to be opened."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._fetch: Callable[[int, int], Sequence[Hit]] | None = None
        self.told = True
        """Whether all that the reader did with the cursor has been heard of: `CursorMoved` waits its turn."""

    # The result

    @property
    def total(self) -> int:
        """Rows of the result, those with some of the words included."""
        return self._rows.total

    def set_page(
        self,
        total: int,
        fetch: Callable[[int, int], Sequence[Hit]] | None = None,
        *,
        cursor_key: int | None = None,
        keys: Sequence[int] | None = None,
        days: Sequence[str] = (),
        hits: Sequence[Hit] = (),
        start: int = 0,
        some: Sequence[int] = (),
    ) -> bool:
        """Show a new result of `total` rows. Its rows come by `supply` when `RowsWanted` asks, or at once from `fetch`.

        The cursor goes to `cursor_key` if the result has it, else to the nearest row below it in the old result that
        the new one has too, else to the first row; returns whether it found the very key. `keys` are the rows' archive
        keys in order, without which a row's key is known only once it has come. `days` are the ISO days of the result,
        first and last: rows name month and year where it spans more than one. `hits` are rows from `start` on that have
        come with the result. `some` are keys of articles that have some of the words only: they follow below a line.
        """
        older = self._rows
        self._rows, self._fetch = RowSource(total, keys, some), fetch
        self._rows.supply(start, hits)
        self._scale, self._with_snippets = row_scale(days), any(hit.snippet is not None for hit in hits)
        self._cursor, found = self._rows.row_for(cursor_key, older, self._cursor)
        self.told = True
        self.set_reactive(RowPaint.stale, False)
        self.set_message((), "empty")
        self._resize_to_rows()
        self._keep_cursor_in_sight()
        self._ask_for_rows()
        self._tell_cursor()
        return found

    def supply(self, start: int, hits: Sequence[Hit]) -> None:
        """Hand in rows from `start` on. Rows of an older result must not come here."""
        fresh = self._rows.supply(start, hits)
        if not self._with_snippets and any(hit.snippet is not None for hit in hits):
            self._with_snippets = True
            self._resize_to_rows()
        if not fresh.isdisjoint(self._in_sight):
            self._strips.clear()
            self.refresh()
        if self._cursor in fresh and self._rows.keys is None:
            self._tell_cursor()

    def show_message(self, lines: str | Sequence[str], kind: MessageKind = "empty") -> None:
        """Say in words, in place of rows, that there is nothing, that it is on its way, or why it failed."""
        self._rows, self._cursor = RowSource(), 0
        self.set_reactive(RowPaint.stale, False)
        self.set_message(lines.split("\n") if isinstance(lines, str) else lines, kind)
        self._resize_to_rows()

    def row_at(self, row: int) -> Hit | None:
        """The hit of a row, if it has come."""
        return self._rows.hit(row)

    # The cursor

    @property
    def cursor(self) -> int:
        """The row of the cursor, from 0."""
        return self._cursor

    @property
    def cursor_key(self) -> int | None:
        """The archive key of the cursor's article, if there is one and it is known."""
        return self.key_of(self._cursor)

    def move(self, rows: int) -> None:
        """Move the cursor down by so many rows, up if negative."""
        self.move_to(self._cursor + rows)

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, or on the nearest there is."""
        row = min(max(0, row), self._rows.total - 1)
        if row < 0 or row == self._cursor:
            return
        old, self._cursor = self._cursor, row
        top = round(self.scroll_y)
        self._keep_cursor_in_sight()
        if round(self.scroll_y) == top:
            if self._below_cursor or self.range_from is not None:
                self._refresh_rows(min(old, row), max(old, row))
            else:
                self._refresh_rows(old, old)
                self._refresh_rows(row, row)
        self._ask_for_rows()
        self.told = False
        self._tell_cursor()

    def move_to_key(self, key: int) -> bool:
        """Put the cursor on an article; False where the result has it not, or its keys are not known."""
        row = self._rows.find(key)
        if row is None:
            return False
        self.move_to(row)
        return True

    def move_page(self, direction: int, *, half: bool = False) -> None:
        """Down (1) or up (-1) by the rows of a page or half of one."""
        rows = max(1, self.size.height // lines_of(self.form) - 1)
        self.move(direction * max(1, rows // 2 if half else rows))

    def move_first(self) -> None:
        """To the first row."""
        self.move_to(0)

    def move_last(self) -> None:
        """To the last row."""
        self.move_to(self._rows.total - 1)

    def activate(self) -> None:
        """Choose the row under the cursor to be opened."""
        if self._rows.total:
            self.post_message(self.Activated(self, self._cursor, self.cursor_key))

    def _tell_cursor(self) -> None:
        if self._rows.total:
            self.post_message(self.CursorMoved(self, self._cursor, self.cursor_key))

    # Lines and rows

    def on_resize(self) -> None:
        """The form of rows may change; the cursor stays on its row and in sight."""
        self._resize_to_rows()
        self._keep_cursor_in_sight()
        self._ask_for_rows()

    def _resize_to_rows(self) -> None:
        height = self._lines.total
        self._strips.clear()
        if self.virtual_size.height != height:
            self.virtual_size = Size(0, height)
        self.refresh()

    def _keep_cursor_in_sight(self) -> None:
        height = self.size.height
        if not self.is_mounted:
            return
        if not self._rows.total or not height:
            self.scroll_to(y=0, animate=False, force=True)
            return
        lines = self._lines
        first, end = lines.top(self._cursor), lines.end(self._cursor)
        # The last line of the view says how many rows are left, unless none are.
        bar = 1 if self._cursor < self._rows.total - 1 and height > end - first else 0
        top = round(self.scroll_y)
        if first < top:
            top = first
        elif end + bar > top + height:
            top = end + bar - height
        self.scroll_to(y=min(top, max(0, self.virtual_size.height - height)), animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for the rows that have come into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._ask_for_rows()

    @property
    def rows_in_sight(self) -> int:
        """How many rows can be seen at once, cut ones included."""
        return self.size.height // lines_of(self.form) + 1

    @property
    def place(self) -> ListPlace:
        """Where the list stands."""
        return ListPlace(self._rows, self._cursor, self._in_sight)

    @property
    def _in_sight(self) -> range:
        """The rows in sight, and one beyond each edge."""
        top = self._lines.at(round(self.scroll_y))[0]
        return range(top - 1, top + self.rows_in_sight + 1)

    def look_ahead(self) -> None:
        """Ask for the rows near those in sight, which will be wanted as soon as the list is scrolled."""
        near = self._in_sight
        self._ask(self._rows.want(range(near.start - _AHEAD, near.stop + _AHEAD), 0))

    def _ask_for_rows(self) -> None:
        """Ask once for each row in sight, or near it, that has not come."""
        self._ask(self._rows.want(self._in_sight, _AHEAD))

    def _ask(self, wanted: tuple[int, int] | None) -> None:
        if wanted is None:
            return
        if self._fetch is not None:
            self.supply(wanted[0], self._fetch(*wanted))
        else:
            self.post_message(self.RowsWanted(self, *wanted))

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; a second one opens the row."""
        at = event.get_content_offset(self)
        if at is None or self.message or not self._rows.total:
            return
        row, line = self._lines.at(at.y + round(self.scroll_y))
        if row < self._rows.total and line != SEPARATOR and not self._is_bar(at.y):
            self.move_to(row)
            if event.chain == 2:
                self.activate()
