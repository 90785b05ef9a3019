"""A pane of a comparison: lines that scroll together, and the cursor in them."""

from reader.tui.compared_lines import NONE, Line, Sheet


class Pane:
    """Lines with the one at the top and the one under the cursor. `side` is 0 or 1; None: the pane shows both texts.

    Scrolling moves both together; at an end of the text, where nothing scrolls any more, the cursor goes on alone.
    `top` may lie beyond the end where two panes of unequal length scroll together; `painted_top` never does.
    """

    def __init__(self, side: int | None, height: int) -> None:
        self.side = side
        self.height = max(1, height)
        self.sheet = Sheet((0, 0))
        self.top = 0
        self.cursor = 0

    @property
    def lines(self) -> list[Line]:
        """All lines."""
        return self.sheet.lines

    @property
    def last(self) -> int:
        """The last line."""
        return max(0, len(self.sheet.lines) - 1)

    @property
    def last_top(self) -> int:
        """The lowest line that can be at the top."""
        return max(0, len(self.sheet.lines) - self.height)

    @property
    def painted_top(self) -> int:
        """The line that is at the top."""
        return min(max(0, self.top), self.last_top)

    @property
    def percent(self) -> int:
        """How much of the lines has been in sight or is, of 100."""
        height = len(self.sheet.lines)
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
        return self.lines[number] if 0 <= number < len(self.lines) else None

    def text_near(self, side: int, line: int) -> tuple[int, int]:
        """The line of a side's layout that stands on a line, or nearest above it, else below; and on which line.

        NONE without any.
        """
        for numbers in (range(min(line, self.last), -1, -1), range(line + 1, len(self.lines))):
            for number in numbers:
                found = self.lines[number]
                if found.what == "text" and found.of(side) != NONE:
                    return found.of(side), number
        return NONE, line
