"""A pane of a comparison: lines that scroll together, and the cursor in them."""

from reader.tui.compare.lines import Line, Sheet


class Pane:
    """Lines with the one at the top and the one under the cursor. `side` is 0 or 1; None: the pane shows both texts.

    Scrolling moves both together; at an end of the text, where nothing scrolls any more, the cursor goes on alone.
    `top` may lie beyond the end where two panes of unequal length scroll together; `painted_top` never does.
    """

    def __init__(self, side: int | None, height: int, sheet: Sheet) -> None:
        self.side = side
        self.height = max(1, height)
        self.sheet = sheet
        self.top = 0
        self.cursor = 0

    @property
    def last(self) -> int:
        """The last line."""
        return max(0, self.sheet.height - 1)

    @property
    def last_top(self) -> int:
        """The lowest line that can be at the top."""
        return max(0, self.sheet.height - self.height)

    @property
    def painted_top(self) -> int:
        """The line that is at the top."""
        return min(max(0, self.top), self.last_top)

    @property
    def percent(self) -> int:
        """How much of the lines has been in sight or is, of 100."""
        height = self.sheet.height
        return 100 if height <= self.height else min(100, round(100 * (self.painted_top + self.height) / height))

    def move(self, lines: int) -> None:
        """Down by so many lines, up if negative."""
        self.top = min(max(0, self.painted_top + lines), self.last_top)
        self.cursor = min(max(0, self.cursor + lines), self.last)
        self.cursor = min(max(self.top, self.cursor), self.top + self.height - 1)

    def place(self, line: int, row: int) -> None:
        """The cursor on a line, which stands `row` lines below the top (above it if negative), or as near as can be."""
        line = min(max(0, line), self.last)
        self.top = min(max(0, line - min(row, self.height - 1)), self.last_top)
        self.cursor = min(max(self.top, line), self.top + self.height - 1)

    def reveal(self, line: int) -> None:
        """The cursor on a line; where that is out of sight, or at the very edge, it comes to a third of the height."""
        if self.painted_top <= line < self.painted_top + self.height - min(2, self.height - 1):
            self.top, self.cursor = self.painted_top, line
        else:
            self.place(line, self.height // 3)

    def line_at(self, number: int) -> Line | None:
        """A line, or None beyond the end."""
        return self.sheet.line(number) if 0 <= number < self.sheet.height else None

    # lines that have been counted anew

    def wrap_seen(self) -> bool:
        """Wrap what is in sight and a page around it; whether lines were counted anew. What is in sight stays there."""
        changed = False
        for _ in range(_ROUNDS):
            if not self.sheet.wrap_near(self.painted_top, 2 * self.height):
                return changed
            self.count()
            changed = True
        return changed

    def count(self) -> None:
        """Count the lines anew; the cursor stays on what it is on, and that where it is."""
        if not self.sheet.items:
            return
        at = self.sheet.item_at(self.cursor)
        within, below = self.cursor - self.sheet.tops[at], self.cursor - self.top
        self.sheet.count()
        room = self.sheet.tops[at + 1] - self.sheet.tops[at]
        self.cursor = self.sheet.tops[at] + min(within, max(0, room - 1))
        self.top = self.cursor - below
        if below >= 0:
            self.top = min(max(0, self.top), self.last_top)


_ROUNDS = 4
"""Times that what is in sight is wrapped: what comes into sight only because of it is wrapped in the next."""
