"""The saved searches, a row each: number, colour, name, and how much each finds, of it unread and new."""

from collections.abc import Iterator, Mapping, Sequence

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.kept import SavedCounts, SavedSearch
from reader.text import clean
from reader.tui.layout import Piece
from reader.tui.widgets.painted import PaintedView
from reader.tui.wrap import cells_of, cut, pad

_NUMBER = 7
"""Cells of a column of numbers: 99,999 and a blank."""
_SIGNS = 6
"""Cells before the name: cursor, number, colour."""
_KEYS = 9
"""Searches that a digit opens."""


class SavedList(PaintedView, can_focus=True, inherit_bindings=False):
    """Shows saved searches. What is not counted yet is `…`, never 0."""

    ALLOW_SELECT = False

    class Moved(Message):
        """The cursor is on another row."""

    class Chosen(Message):
        """A row was clicked."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._searches: Sequence[SavedSearch] = ()
        self._counts: Mapping[str, SavedCounts] = {}
        self._cursor = 0

    def show(self, searches: Sequence[SavedSearch], counts: Mapping[str, SavedCounts]) -> None:
        """Show these; the cursor stays at its number."""
        self._searches, self._counts = searches, counts
        self._cursor = min(self._cursor, max(0, len(searches) - 1))
        self.set_message((), "empty")
        self.virtual_size = Size(0, len(searches))
        self._keep_cursor_in_sight()
        self.refresh()

    @property
    def current(self) -> SavedSearch | None:
        """The search under the cursor."""
        return self._searches[self._cursor] if self._searches else None

    @property
    def cursor(self) -> int:
        """Its number, from 0."""
        return self._cursor

    def move_to(self, row: int) -> None:
        """Put the cursor on a row."""
        self._cursor = min(max(0, row), max(0, len(self._searches) - 1))
        self._keep_cursor_in_sight()
        self.refresh()
        self.post_message(self.Moved())

    def move(self, rows: int) -> None:
        """Down by so many rows, up if negative."""
        self.move_to(self._cursor + rows)

    def move_page(self, direction: int, *, half: bool = False) -> None:
        """Down (1) or up (-1) by a page or half of one."""
        self.move(direction * max(1, self.page // (2 if half else 1)))

    def move_first(self) -> None:
        """To the first row."""
        self.move_to(0)

    def move_last(self) -> None:
        """To the last row."""
        self.move_to(len(self._searches) - 1)

    def _keep_cursor_in_sight(self) -> None:
        self._strips.clear()
        rows, top = max(1, self.size.height), round(self.scroll_y)
        self.scroll_to(y=min(self._cursor, max(top, self._cursor - rows + 1)), animate=False, force=True)

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self._keep_cursor_in_sight()

    def on_click(self, event: events.Click) -> None:
        """A click opens a row."""
        at = event.get_content_offset(self)
        row = at.y + round(self.scroll_y) if at is not None else -1
        if 0 <= row < len(self._searches):
            self.move_to(row)
            self.post_message(self.Chosen())

    def render_line(self, y: int) -> Strip:
        """A row."""
        width = self.size.width
        if self.message:
            return self.paint_message(y, width)
        row = y + round(self.scroll_y)
        if not 0 <= row < len(self._searches):
            return self.paint([], width)
        under = ("cursor" if self.has_focus else "cursor-blurred",) if row == self._cursor else ()
        return self.paint(self._pieces(row, width), width, *under)

    def _pieces(self, row: int, width: int) -> Iterator[Piece]:
        search = self._searches[row]
        counts = self._counts.get(search.name)
        yield ">" if row == self._cursor else " ", ("mark",)
        yield f"{row + 1 if row < _KEYS else ' '} ", ("count",)
        if search.colour:
            yield ("■ " if search.lit else "□ "), (f"saved-{search.colour}",) if search.lit else ("count",)
        else:
            yield "  ", ()
        room = max(1, width - _SIGNS - 3 * _NUMBER)
        if counts is not None and counts.fault:
            name = cut(clean(search.name), max(1, room // 2))
            yield f"{name}  ", ("row",)
            yield cut(clean(counts.fault), max(1, width - _SIGNS - cells_of(name) - 2)), ("failed",)
            return
        beside = f"  {search.colour}{', lit' if search.lit else ''}" if search.colour else ""
        yield pad(cut(clean(search.name) + beside, room), room), ("row",)
        if counts is None:
            yield f"{'…':>{_NUMBER}}" * 3, ("loading",)
            return
        yield f"{counts.total:>{_NUMBER},}", ("on",) if counts.total else ("count",)
        yield f"{counts.unread:>{_NUMBER},}", ("on",) if counts.unread else ("count",)
        yield f"{counts.new:>{_NUMBER},}", ("sign",) if counts.new else ("count",)
