"""A short list over the other panes: a row is chosen with the keys that move, and taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.text import clean
from reader.tui.layout import Piece
from reader.tui.widgets.painted import PaintedView
from reader.tui.wrap import cells_of, cut, pad

_SIGN, _GAP, _FRAME = 2, 2, 2
_WIDEST = 78
"""Cells of a row at most: beyond that the eye loses the way from a text to its count."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: what it is called, and what stands at its right."""

    text: str
    beside: str = ""


class PopUpList(PaintedView, can_focus=True, inherit_bindings=False):
    """A list that opens at a place of the screen and is as large as its rows need, or as there is room."""

    ALLOW_SELECT = False

    class Taken(Message):
        """A row was taken; rows count from 0."""

        def __init__(self, view: "PopUpList", row: int) -> None:
            super().__init__()
            self.view = view
            self.row = row

        @property
        def control(self) -> "PopUpList":
            """The list."""
            return self.view

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._entries: tuple[Entry, ...] = ()
        self._note = ""
        self._cursor: int | None = None

    # opening

    def open(self, entries: Sequence[Entry], *, x: int, y: int, cursor: int | None = 0, note: str = "") -> None:
        """Show rows, left edge and top at a cell of the screen, or as near as they fit; `note` stands below them.

        Without a `cursor` nothing is chosen yet.
        """
        self._entries, self._note, self._cursor = tuple(entries), note, cursor
        self._strips.clear()
        screen = self.app.size
        beside = max((cells_of(clean(entry.beside)) for entry in entries), default=0)
        text = max((cells_of(clean(entry.text)) for entry in entries), default=0)
        wanted = max(_SIGN + text + (_GAP + beside if beside else 0) + 1, cells_of(note) + 2)
        width = min(wanted, _WIDEST, screen.width - _FRAME)
        height = max(1, min(len(entries) + bool(note), screen.height - y - _FRAME - 1))
        self.styles.width, self.styles.height = width + _FRAME, height + _FRAME
        self.styles.offset = (max(0, min(x, screen.width - width - _FRAME)), y)
        self.virtual_size = Size(0, len(entries))
        self.display = True
        self.call_after_refresh(self._keep_cursor_in_sight)
        self.refresh()

    def close(self) -> None:
        """Hide the list."""
        self.display = False
        self._entries, self._cursor = (), None

    @property
    def is_open(self) -> bool:
        """Whether rows are on show."""
        return bool(self._entries)

    # choosing

    @property
    def cursor(self) -> int | None:
        """The row that is chosen, if any."""
        return self._cursor

    def move(self, rows: int) -> None:
        """Choose a row so many further down; beyond an end it goes on at the other."""
        if self._entries:
            at = self._cursor if self._cursor is not None else (-1 if rows > 0 else 0)
            self._go_to((at + rows) % len(self._entries))

    def move_page(self, direction: int, *, half: bool = False) -> None:
        """Down (1) or up (-1) by a page or half of one."""
        if self._entries:
            step = max(1, self.size.height // (2 if half else 1) - 1)
            self._go_to(min(max(0, (self._cursor or 0) + direction * step), len(self._entries) - 1))

    def move_first(self) -> None:
        """To the first row."""
        self._go_to(0)

    def move_last(self) -> None:
        """To the last row."""
        self._go_to(len(self._entries) - 1)

    def take(self) -> None:
        """Take the row that is chosen."""
        if self._cursor is not None and self._entries:
            self.post_message(self.Taken(self, self._cursor))

    def _go_to(self, row: int) -> None:
        self._cursor = row
        self._strips.clear()
        self._keep_cursor_in_sight()
        self.refresh()

    def _keep_cursor_in_sight(self) -> None:
        rows, row = self.size.height - bool(self._note), self._cursor or 0
        top = round(self.scroll_y)
        top = row if row < top else max(top, row - rows + 1)
        self.scroll_to(y=max(0, top), animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """A click takes a row."""
        event.stop()
        at = event.get_content_offset(self)
        row = None if at is None else at.y + round(self.scroll_y)
        if at is not None and row is not None and row < len(self._entries) and not self._is_note(at.y):
            self._go_to(row)
            self.take()

    # painting

    def _is_note(self, y: int) -> bool:
        return bool(self._note) and y == self.size.height - 1

    def render_line(self, y: int) -> Strip:
        """A row, or the note below the rows."""
        width = self.size.width
        if self._is_note(y):
            return self.paint([(cut(f" {clean(self._note)}", width), ("count",))], width)
        row = y + round(self.scroll_y)
        if not 0 <= row < len(self._entries):
            return self.paint([], width)
        chosen = row == self._cursor
        return self.paint(
            self._pieces(self._entries[row], width, chosen=chosen), width, *(["cursor"] if chosen else [])
        )

    def _pieces(self, entry: Entry, width: int, *, chosen: bool) -> list[Piece]:
        beside = clean(entry.beside)
        room = width - _SIGN - 1 - (cells_of(beside) + _GAP if beside else 0)
        pieces: list[Piece] = [("> " if chosen else "  ", ("mark",)), (pad(clean(entry.text), room), ("row",))]
        return [*pieces, (" " * _GAP + beside, ("count",))] if beside else pieces
