"""Both articles of a comparison: read, compared on the search thread, and cut into passages with their signs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.message import Message

from reader.article import Article
from reader.comparison import Comparison
from reader.results import Reading
from reader.text import SafeText
from reader.tui.comparing import ComparedText, Marking, compared_text, marking_of
from reader.tui.dates import long_date
from reader.tui.document import Document, article_document, raw_document
from reader.tui.finding import find_marks
from reader.tui.levelling import Level, level_passages, notes_of, swapped
from reader.tui.messages import ReadingReady, WorkFailed
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.search_thread import Stale
from reader.tui.trail import CompareStop, Stop
from reader.tui.widgets.compare_view import CompareView

SIDES = ("left", "right")
LOADING = (raw_document("…"), "reading …")
AT_ONCE_SECONDS, SLOW_SECONDS = 0.1, 2.0
"""After the first it is said that the signs are on their way, after the second how to leave them."""


@dataclass
class ComparisonReady(Message):
    """What two articles share and dispute, with the passages that stand level."""

    keys: tuple[int, int]
    found: Comparison
    levels: tuple[Level, ...]


class ComparedPair(DeskScreen):
    """Holds two articles, given by their keys in the archive, and shows them as they come."""

    def __init__(self, left: int, right: int) -> None:
        super().__init__()
        self._keys = {"left": left, "right": right}
        self._readings: dict[str, Reading] = {}
        self._texts: dict[str, tuple[Document, str]] = {}
        self._found: Comparison | None = None
        self._levels: tuple[Level, ...] = ()
        self._words = ""
        self._slow = False

    @property
    def view(self) -> CompareView:
        """Both texts."""
        return self.query_one(CompareView)

    @property
    def both_read(self) -> bool:
        """Whether both texts are there."""
        return len(self._readings) == len(SIDES)

    def here(self) -> Stop:
        """These two."""
        return CompareStop(self._keys["left"], self._keys["right"])

    def show_foot(self) -> None:
        """Say below the texts how they are shown."""

    def ask(self, sides: Sequence[str]) -> None:
        """Have these sides read, and both compared."""
        page, library = self.session.page, self.desk.library
        request = page.request if page is not None else None
        for side in sides:

            def work(_: Stale, side: str = side, key: int = self._keys[side]) -> Message:
                return ReadingReady(side, key, library.read(key, request))

            self._texts.pop(side, None)
            self._readings.pop(side, None)
            self.desk.thread.submit(side, work, self)
        keys = (self._keys["left"], self._keys["right"])

        def compare(stale: Stale) -> Message:
            found = library.compare(*keys, stale)
            return ComparisonReady(keys, found, level_passages(found))

        self._found, self._levels, self._words = None, (), ""
        self.desk.thread.submit("compare", compare, self)
        self._slow = False
        self.set_timer(AT_ONCE_SECONDS, self.show_foot)
        self.set_timer(SLOW_SECONDS, self._still_comparing)

    def _still_comparing(self) -> None:
        if self._found is None and self.both_read:
            self._slow = True
            self.show_foot()

    # what comes in

    def on_reading_ready(self, event: ReadingReady) -> None:
        """A side is there."""
        if self._keys.get(event.purpose) != event.key:
            return
        self.session.ids[event.key] = event.reading.article.id
        self._readings[event.purpose] = event.reading
        self._texts[event.purpose] = (self._document(event.reading), "")
        self._show()

    def on_comparison_ready(self, event: ComparisonReady) -> None:
        """The signs come after the texts."""
        if event.keys == (self._keys["left"], self._keys["right"]) and self.both_read:
            self._found, self._levels = event.found, event.levels
            self.view.show_found(event.found, *self.compared(), event.levels)

    def on_work_failed(self, event: WorkFailed) -> None:
        """One article could not be opened: it is said where it would stand, and the other stays."""
        if event.slot in SIDES and event.words:
            event.stop()
            self._texts[event.slot] = (raw_document(event.words), "cannot be read")
            self._show()
        elif event.slot == "compare" and event.words:
            event.stop()
            if self.both_read:
                self.say(event.words, warning=True)

    def _document(self, reading: Reading) -> Document:
        return article_document(reading, signs=self.session.signs)

    def _show(self) -> None:
        """Show what is there of both sides, without signs."""
        articles = [reading.article for reading in self._readings.values()]
        years = {article.date.first[:4] for article in articles if article.date is not None}
        shown = []
        for side in SIDES:
            document, title = self._texts.get(side, LOADING)
            reading = self._readings.get(side)
            shown.append((document, title_of(reading.article, len(years) > 1) if reading is not None else title))
        (left, left_title), (right, right_title) = shown
        self.view.show(left, right, left_title, right_title)

    def compared(self) -> tuple[ComparedText, ComparedText]:
        """Both texts, cut into passages with their signs, and with their hits, or what was found, lit."""
        notes = notes_of(self._found, self._levels) if self._found is not None else ({}, {})
        left, right = (self._compared_side(number, notes[number]) for number in (0, 1))
        return left, right

    def _compared_side(self, number: int, notes: dict[int, SafeText]) -> ComparedText:
        reading = self._readings[SIDES[number]]
        if self._words:
            reading = replace(reading, marks=find_marks(reading.article, self._words))
        marking = marking_of(self._found, number, notes) if self._found is not None else Marking()
        return compared_text(self._document(reading), reading.article, marking)

    def exchange(self) -> None:
        """The left article becomes the right one."""
        self._keys = {"left": self._keys["right"], "right": self._keys["left"]}
        self._readings = {SIDES[1 - SIDES.index(side)]: reading for side, reading in self._readings.items()}
        self._texts = {SIDES[1 - SIDES.index(side)]: text for side, text in self._texts.items()}
        if self._found is None:
            self.view.swap()
            self.ask(())
            return
        self._found = swapped(self._found)
        matches = {(match.left, match.right): match for match in self._found.matches}
        self._levels = tuple(
            Level(level.right, level.left, matches[level.match.right, level.match.left]) for level in self._levels
        )
        self.view.swap(self._found, self.compared(), self._levels)


def title_of(article: Article, year: bool = True) -> str:
    """What stands over a side: `Harbour Wire · 13 March · 164 words`; with the `year` where both are not of one."""
    date = long_date(article.date)
    if not year and article.date is not None and article.date.precision in ("day", "span"):
        date = date.removesuffix(f" {article.date.last[:4]}")
    return " · ".join([article.outlet or "no outlet", date, f"{article.words:,} words"])


def is_younger(article: Article, other: Article) -> bool:
    """Whether an article appeared after another; in a series the number tells."""
    if article.series and other.series and article.series.name == other.series.name:
        return article.series.number > other.series.number
    return bool(article.date and other.date and article.date.first > other.date.first)
