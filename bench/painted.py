"""What a terminal shows of what it has been sent, as far as the desk writes it: text at places."""

import codecs
import re
from unicodedata import east_asian_width

WIDTH, HEIGHT = 120, 36

_PIECE = re.compile(
    r"\x1b\[(?P<place>\d+;\d+)H"
    r"|\x1b\[[0-9;?<>=$]*[a-zA-Z~]|\x1b[P\]][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[=>]"  # colours, modes, titles: not shown
    r"|(?P<unfinished>\x1b.{0,40}\Z)"
    r"|(?P<text>[^\x00-\x1f]+)"
    r"|[\x00-\x1f]",
    re.DOTALL,
)
_LIST = 1
"""The list of hits among the panes of a line, counted from 0."""


class Painted:
    """The text on a screen of `WIDTH` by `HEIGHT`."""

    def __init__(self) -> None:
        self._cells = [[" "] * WIDTH for _ in range(HEIGHT)]
        self._row = self._column = 0
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""

    def take(self, sent: bytes) -> None:
        """Put what was sent where it belongs; a sequence that is cut off waits for its end."""
        sent_text, self._rest = self._rest + self._decode(sent), ""
        for piece in _PIECE.finditer(sent_text):
            if piece["place"]:
                row, column = piece["place"].split(";")
                self._row, self._column = min(int(row), HEIGHT) - 1, int(column) - 1
            elif piece["unfinished"]:
                self._rest = piece["unfinished"]
            elif piece["text"]:
                for character in piece["text"]:
                    if self._column < WIDTH:
                        self._cells[self._row][self._column] = character
                    self._column += 2 if east_asian_width(character) in "WF" else 1

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, from the top."""
        return ["".join(cells) for cells in self._cells]

    @property
    def number(self) -> str:
        """How many were found of how many, as the first line says it; empty while that is not known."""
        found = re.search(r"[\d,]+ of [\d,]+", self.lines[0])
        return found[0] if found else ""

    @property
    def rows(self) -> tuple[str, ...]:
        """The lines of the list of hits."""
        panes = (line.split("│") for line in self.lines)
        return tuple(each[_LIST] for each in panes if len(each) > _LIST)

    @property
    def is_complete(self) -> bool:
        """Whether a number is shown, and no row that is still on its way."""
        return bool(self.number) and not any(row.strip("> ") == "…" for row in self.rows)

    @property
    def cursor(self) -> tuple[int, str] | None:
        """The line of the list that the cursor is on, and what stands there; None where no row is."""
        return next(((number, row) for number, row in enumerate(self.rows) if row.startswith(">")), None)
