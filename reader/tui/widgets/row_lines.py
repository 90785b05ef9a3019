"""Where the rows of a hit list lie: which lines a row takes, and which row a line belongs to. Lines count from 0."""

from reader.record import record

SEPARATOR = -1
"""The line of a row that parts it from the rows before it."""


@record
class RowLines:
    """`rows` rows of `height` lines; that of the `cursor` has `below` lines more.

    One line stands before row `parted`, with which another kind of rows begins; None: all are of one kind.
    """

    rows: int = 0
    height: int = 1
    cursor: int = 0
    below: int = 0
    parted: int | None = None

    def first(self, row: int) -> int:
        """The first line of a row; the line that parts it from others comes before it."""
        apart = self.parted is not None and row >= self.parted
        return row * self.height + (self.below if row > self.cursor else 0) + apart

    def top(self, row: int) -> int:
        """The first line of a row, or the line that parts it from the rows before it."""
        return self.first(row) - (row == self.parted)

    def end(self, row: int) -> int:
        """The line after the last of a row."""
        return self.first(row) + self.height + (self.below if row == self.cursor else 0)

    @property
    def total(self) -> int:
        """Lines of all rows."""
        return self.end(self.rows - 1) if self.rows else 0

    def at(self, line: int) -> tuple[int, int]:
        """The row that a line belongs to, and which line of it, or `SEPARATOR`; beyond the rows, rows go on."""
        if self.parted is not None:
            separator = self.top(self.parted)
            if line == separator:
                return self.parted, SEPARATOR
            line -= line > separator
        after = (self.cursor + 1) * self.height + self.below
        if self.below and line >= after:
            line -= self.below
        elif self.below and line == after - 1:
            return self.cursor, self.height
        return divmod(line, self.height)
