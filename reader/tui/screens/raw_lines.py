"""The lines of the dump in place of the clean text, at the same place, and back."""

from bisect import bisect_right
from typing import TYPE_CHECKING

from reader.article import Article
from reader.results import Reading
from reader.tui.document import Heading, raw_document
from reader.tui.widgets.line_view import Place

if TYPE_CHECKING:
    from reader.tui.screens.text_screen import TextScreen

    Base = TextScreen
else:
    Base = object


class RawLines(Base):
    """Mixed into a screen that shows one article after the other."""

    _key: int
    _reading: Reading | None

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)
        self._raw = False
        self._raw_from = (Place(), Place())  # where the clean text was left, and where the lines were opened

    if TYPE_CHECKING:  # what the screen has to have

        @property
        def place_in_text(self) -> Place:
            """Where the reader is in the clean text."""

        def open_key(
            self, key: int, heading: Heading | None = None, *, raw: bool = False, at_place: bool = False
        ) -> None:
            """Have an article opened."""

    @property
    def article(self) -> Article | None:
        """The article whose clean text is on show, if one is."""
        return self._reading.article if self._reading is not None and not self._raw else None

    def do_view_raw(self) -> None:
        """The lines of the dump as they were, or the clean text."""
        self.open_key(self._key, raw=not self._raw)

    def show_raw(self, reading: Reading, text: str) -> None:
        """Show the lines, the one of the present place at the top."""
        place, parts = self.place_in_text, reading.article.parts()
        self._reading, self._raw = reading, True
        self.view.show(raw_document(text))
        line = parts[place.part].line - reading.article.place.line_start if place.part < len(parts) else 0
        if line > 0:
            self.view.go_to(Place(line))
        self._raw_from = place, self.view.place
        self.show_head()
        self.show_foot()

    def place_from_raw(self) -> Place | None:
        """Where in the clean text the line at the top stands; where that was left, unless one has moved since.

        None where the lines are not on show.
        """
        if not self._raw:
            return None
        before, opened = self._raw_from
        if self._reading is None or self.view.place == opened:
            return before
        article = self._reading.article
        lines = [part.line for part in article.parts()]
        at = bisect_right(lines, article.place.line_start + self.view.place.part) - 1
        return Place(max(0, at)) if lines[0] != lines[-1] else before
