"""The query doctor: what each part of a query finds by itself, and repairs to choose from."""

from collections.abc import Iterator, Sequence

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.results import Diagnosis, SearchRequest
from reader.text import clean
from reader.tui.layout import Piece
from reader.tui.widgets.painted import PaintedView
from reader.tui.wrap import cells_of, cut, pad

KEYS = "j k choose · Enter takes it · / edit · q back"
LOADING = "looking for what would help …"
TOO_SLOW = "too slow"
"""The note of a part that could not be counted in time."""

_INDENT, _GAP = 3, 3
_Line = tuple[list[Piece], int | None]  # with the number of the repair that it is


class DoctorView(PaintedView, can_focus=True, inherit_bindings=False):
    """Parts, then repairs, one of which is under the cursor."""

    ALLOW_SELECT = False

    class Taken(Message):
        """The repair under the cursor was chosen with the mouse."""

    def __init__(self) -> None:
        super().__init__(id="doctor")
        self._diagnosis: Diagnosis | None = None
        self._done = False
        self._facts: tuple[str, ...] = ()
        self._cursor = 0
        self._above = self._compact = False
        self._lines: list[_Line] = []

    # what is shown

    def show_loading(self, facts: Sequence[str]) -> None:
        """Say that parts are being counted; `facts` are lines on what else keeps articles out."""
        self._diagnosis, self._done, self._facts, self._cursor = None, False, tuple(facts), 0
        self._set_lines()

    def show_diagnosis(self, diagnosis: Diagnosis, facts: Sequence[str], *, done: bool) -> None:
        """Show what has been counted so far; `done`: that is all."""
        if self._diagnosis is None or self._diagnosis.request != diagnosis.request:
            self._cursor = 0
        self._diagnosis, self._done, self._facts = diagnosis, done, tuple(facts)
        self._set_lines()

    def clear(self) -> None:
        """Forget what was found; the next diagnosis begins with its first repair."""
        self._diagnosis, self._cursor = None, 0

    def is_on(self, request: SearchRequest) -> bool:
        """Whether it is this request that is diagnosed."""
        return self._diagnosis is not None and self._diagnosis.request == request

    def place(self, *, above: bool, compact: bool) -> None:
        """Stand `above` rows, as high as needed, or alone; `compact` says in one line what is wrong."""
        self.set_class(above, "-above")
        if (above, compact) != (self._above, self._compact):
            self._above, self._compact = above, compact
            self._set_lines()

    def repair_of(self, request: SearchRequest) -> str | None:
        """The query of the repair under the cursor, if it repairs this request."""
        found = self._diagnosis
        if found is None or found.request != request or self._cursor >= len(found.repairs):
            return None
        return found.repairs[self._cursor].query

    @property
    def cursor(self) -> int:
        """The number of the repair under the cursor, from 0."""
        return self._cursor

    # choosing

    def move(self, rows: int) -> None:
        """Choose a repair so many further down."""
        last = len(self._diagnosis.repairs) - 1 if self._diagnosis else 0
        self._cursor = min(max(0, self._cursor + rows), max(0, last))
        self._keep_cursor_in_sight()
        self.refresh()

    def move_page(self, direction: int, *, half: bool = False) -> None:  # noqa: ARG002 - all repairs are one page
        """To the last repair (1) or the first (-1)."""
        self.move(direction * len(self._lines))

    def move_first(self) -> None:
        """To the first repair."""
        self.move_page(-1)

    def move_last(self) -> None:
        """To the last repair."""
        self.move_page(1)

    def _keep_cursor_in_sight(self) -> None:
        """Show the beginning, or in focus as much of what stands before the repair under the cursor as fits."""
        at = next((number for number, (_, repair) in enumerate(self._lines) if repair == self._cursor), 0)
        below = min(at + 1 if self._compact else at + 2, len(self._lines))
        top = max(0, below - self.size.height) if self.has_focus and self.size.height else 0
        self.scroll_to(y=top, animate=False, force=True)

    def on_focus(self) -> None:
        """The repair under the cursor comes into sight."""
        self.call_after_refresh(self._keep_cursor_in_sight)

    def on_blur(self) -> None:
        """Back to the beginning, which says what is wrong."""
        self.call_after_refresh(self._keep_cursor_in_sight)

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor to a repair; a second one takes it."""
        at = event.get_content_offset(self)
        line = len(self._lines) if at is None else at.y + round(self.scroll_y)
        repair = self._lines[line][1] if line < len(self._lines) else None
        if repair is not None:
            self.move(repair - self._cursor)
            if event.chain == 2:
                self.post_message(self.Taken())

    # painting

    def on_resize(self) -> None:
        """Columns are as wide as there is room for."""
        self._set_lines()
        self._keep_cursor_in_sight()

    def _set_lines(self) -> None:
        make = self._few_lines if self._compact else self._all_lines
        self._lines = list(make(max(1, self.size.width)))
        self.virtual_size = Size(0, len(self._lines))
        self.styles.height = max(1, len(self._lines)) if self._above else "1fr"  # not `auto`: see `PaintedView`
        self.refresh()
        self.call_after_refresh(self._keep_cursor_in_sight)

    def render_line(self, y: int) -> Strip:
        """Line `y` of the view."""
        line = y + round(self.scroll_y)
        if not 0 <= line < len(self._lines):
            return self.paint([], self.size.width)
        pieces, repair = self._lines[line]
        if repair is None or repair != self._cursor:
            return self.paint(pieces, self.size.width)
        under = "cursor" if self.has_focus else "cursor-blurred"
        return self.paint([(" > ", ("mark",)), *pieces[1:]], self.size.width, under)

    def _few_lines(self, width: int) -> Iterator[_Line]:
        """What fails in one line, then the repairs."""
        found = self._diagnosis
        parts, repairs = (found.parts, found.repairs) if found and self._done else ((), ())
        failing = ", ".join(clean(part.text) for part in parts if not part.count and part.note != TOO_SLOW)
        said = f"{self._nothing} {f'0 alone: {failing}' if failing else ''}" if self._done else LOADING
        counts = [f"{repair.count:,}" for repair in repairs]
        digits = _GAP + max(map(len, counts), default=0)
        room = max(width // 3, width - _INDENT - digits - 1)
        column = min(max((cells_of(clean(repair.label)) for repair in repairs), default=0), room)
        yield [(" " + cut(said.rstrip(), width - 2), ("row" if self._done else "loading",))], None
        for number, (repair, count) in enumerate(zip(repairs, counts, strict=True)):
            yield _row(repair.label, count, column, digits), number
        for fact in self._facts:
            yield [(" " + cut(clean(fact), width - 2), ("count",))], None

    @property
    def _nothing(self) -> str:
        request = self._diagnosis.request if self._diagnosis else None
        return "Nothing has any of this." if request and request.match == "any" else "Nothing has all of this."

    def _all_lines(self, width: int) -> Iterator[_Line]:
        found = self._diagnosis
        parts, repairs = (found.parts, found.repairs) if found else ((), ())
        yield [(f" {self._nothing}{' Each part alone:' if parts else ''}", ("row",))], None
        texts = [clean(each) for each in (*(part.text for part in parts), *(repair.label for repair in repairs))]
        counts = ["…" if part.note == TOO_SLOW else f"{part.count:,}" for part in parts]
        digits = _GAP + max(map(len, [*counts, *(f"{repair.count:,}" for repair in repairs)]), default=0)
        notes = max((cells_of(clean(part.note)) + _GAP for part in parts if part.note), default=0)
        room = max(width // 3, width - _INDENT - digits - min(notes, width // 2) - 1)
        column = min(max(map(cells_of, texts), default=0), room)
        beside = max(0, width - _INDENT - column - digits - _GAP - 1)
        for part, count in zip(parts, counts, strict=True):
            note = " " * _GAP + cut(clean(part.note), beside)
            yield [*_row(part.text, count, column, digits), (note, ("count",))], None
        for fact in self._facts:
            yield [(" " + cut(clean(fact), width - 2), ("count",))], None
        if not self._done:
            yield [(f" {LOADING}", ("loading",))], None
            return
        if repairs:
            yield [(" Repairs, with what they would find:", ("row",))], None
            for number, repair in enumerate(repairs):
                yield _row(repair.label, f"{repair.count:,}", column, digits), number
        elif any(part.count for part in parts):
            yield [(" Nothing that was tried finds anything.", ("row",))], None
        else:
            yield [(" nothing close: 0 for every term", ("row",))], None
        yield [(" " + cut(KEYS if repairs else "/ edit · q back", width - 2), ("count",))], None


def _row(text: str, count: str, column: int, digits: int) -> list[Piece]:
    return [(" " * _INDENT, ()), (pad(clean(text), column), ("row",)), (pad(count, digits, right=True), ("count",))]
