"""Both articles of a comparison: read, compared and set out on the search thread, shown as they come."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from reader.comparison import Comparison
from reader.results import Reading
from reader.tui.compare.arrangement import LevelledTexts, level_texts, unlevelled_text
from reader.tui.compare.halves import swapped, swapped_levels
from reader.tui.compare.heads import heads_of
from reader.tui.compare.memory import Memory, place_of, unit_of
from reader.tui.compare.texts import ComparedText
from reader.tui.compare.view import CompareView
from reader.tui.dates import long_date
from reader.tui.document import Document, article_document, raw_document, title_document
from reader.tui.messages import WorkFailed
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.search_thread import Stale
from reader.tui.trail import CompareStop, Stop

SIDES = ("left", "right")
AT_ONCE_SECONDS, SLOW_SECONDS = 0.1, 2.0
"""After the first it is said that texts or signs are on their way, after the second how to leave or to stop that."""

Keys = tuple[int, int]


@dataclass
class SideReady(Message):
    """An article has been read for a side, and is laid out but for its width. `words` is its length."""

    side: str
    key: int
    reading: Reading
    document: Document
    text: ComparedText
    words: int


@dataclass
class ComparisonReady(Message):
    """What two articles share and dispute, set out on both; `flips`: the sides are to be exchanged for it."""

    keys: Keys
    levelled: LevelledTexts
    flips: bool = False


class ComparedPair(DeskScreen):
    """Holds two articles, given by their keys in the archive, and shows them as they come."""

    def __init__(self, left: int, right: int, memory: Memory | None = None) -> None:
        super().__init__()
        self._keys = {"left": left, "right": right}
        self._sides: dict[str, SideReady] = {}
        self._faults: dict[str, str] = {}
        self._levelled: LevelledTexts | None = None
        self._memory = memory
        self._comparing = self._swapping = self._slow = self._late = False

    @property
    def view(self) -> CompareView:
        """Both texts."""
        return self.query_one(CompareView)

    @property
    def both_read(self) -> bool:
        """Whether both texts are there."""
        return len(self._sides) == len(SIDES)

    @property
    def comparison(self) -> Comparison | None:
        """What the two share, once that is known."""
        return self._levelled.found if self._levelled is not None else None

    def here(self) -> Stop:
        """These two, and where the reader is in them."""
        return CompareStop(self._keys["left"], self._keys["right"], self._remember())

    def show_foot(self) -> None:
        """Say below the texts how they are shown."""

    def show_hits(self) -> None:
        """Other texts are shown: light what was found in them."""

    # asking

    def ask(self, sides: Sequence[str]) -> None:
        """Have these sides read, and both compared."""
        page, library, signs = self.session.page, self.desk.library, self.session.signs
        request = page.request if page is not None else None
        read = {side: ready for side, ready in self._sides.items() if side not in sides}
        for side in sides:

            def work(_: Stale, side: str = side, key: int = self._keys[side]) -> Message:
                reading = library.read(key, request)
                document = article_document(reading, signs=signs)
                ready = SideReady(side, key, reading, document, unlevelled_text(document), reading.article.words)
                read[side] = ready
                return ready

            self._sides.pop(side, None)
            self._faults.pop(side, None)
            self.desk.thread.submit(side, work, self)
        self._late = False
        self._show_sides()
        self.compare(read)
        self.set_timer(AT_ONCE_SECONDS, self._say_what_is_done)
        self.set_timer(SLOW_SECONDS, self._still_comparing)

    def compare(self, read: dict[str, SideReady] | None = None) -> None:
        """Have both compared; `read` are the sides, as far as they have been read by then."""
        library, keys = self.desk.library, (self._keys["left"], self._keys["right"])
        sides = self._sides if read is None else read

        def work(stale: Stale) -> Message:
            found = library.compare(*keys, stale)
            documents = (sides["left"].document, sides["right"].document)
            return ComparisonReady(keys, level_texts(found, documents, found.levels(), stale))

        self._levelled, self._comparing, self._slow, self._swapping = None, True, False, False
        self.desk.thread.submit("compare", work, self)

    def stop_comparing(self) -> bool:
        """Give up what the two share, or the exchange of the sides; False where neither is under way."""
        if not self._comparing and not self._swapping:
            return False
        self.desk.thread.drop("compare")
        self._comparing = self._swapping = False
        self.show_foot()
        return True

    def exchange(self) -> None:
        """The left article becomes the right one, once it is known how that looks."""
        if self._levelled is None:
            self._flip(None)
        elif self._swapping:
            self.stop_comparing()
        else:
            self._swap(self._levelled, flips=True)

    def _swap(self, levelled: LevelledTexts, *, flips: bool) -> None:
        """Have what is known of two sides set out for the exchanged ones."""
        keys = (self._keys["left"], self._keys["right"])
        documents = (self._sides["right"].document, self._sides["left"].document)
        if not flips:  # the sides are exchanged already
            documents = documents[::-1]
            keys = keys[::-1]
        self._swapping = True

        def work(stale: Stale) -> Message:
            found = swapped(levelled.found)
            levels = swapped_levels(levelled.found.levels(), found)
            return ComparisonReady(keys[::-1], level_texts(found, documents, levels, stale), flips)

        self.desk.thread.submit("compare", work, self)

    def _flip(self, levelled: LevelledTexts | None) -> None:
        self._keys = {"left": self._keys["right"], "right": self._keys["left"]}
        self._sides = {SIDES[1 - SIDES.index(side)]: ready for side, ready in self._sides.items()}
        for side, ready in self._sides.items():
            ready.side = side
        self._faults = {SIDES[1 - SIDES.index(side)]: words for side, words in self._faults.items()}
        self._levelled = levelled
        self.view.swap(levelled)
        self._show_titles()

    def _say_what_is_done(self) -> None:
        self._late = True
        self._show_sides()
        self.show_foot()

    def _still_comparing(self) -> None:
        if self._comparing:
            self._slow = True
            self.show_foot()

    # what comes in

    def on_side_ready(self, event: SideReady) -> None:
        """A side is there."""
        if self._keys.get(event.side) != event.key:
            event.side = SIDES[1 - SIDES.index(event.side)]  # exchanged meanwhile
            if self._keys.get(event.side) != event.key:
                return
        self.session.ids[event.key] = event.reading.article.id
        self._sides[event.side] = event
        self._show_sides()
        self._recall(SIDES.index(event.side))
        self.show_hits()

    def on_comparison_ready(self, event: ComparisonReady) -> None:
        """The signs come after the texts."""
        keys = (self._keys["left"], self._keys["right"])
        self._comparing = self._swapping = False
        if not self.both_read or set(event.keys) != set(keys):
            return
        if event.flips:
            self._flip(event.levelled)
        elif event.keys != keys:
            self._swap(event.levelled, flips=False)
            return
        else:
            self._levelled = event.levelled
            self.view.show_levelled(event.levelled)
            if event.levelled.found.revision is not None:
                self._show_titles()
        self.show_hits()

    def on_work_failed(self, event: WorkFailed) -> None:
        """One article could not be opened: it is said where it would stand, and the other stays."""
        if event.slot in SIDES and event.words:
            event.stop()
            self._faults[event.slot] = event.words
            self._comparing = False
            self._show_sides()
        elif event.slot == "compare" and (event.words or not self.both_read):
            event.stop()
            self._comparing = self._swapping = False
            if self.both_read:
                self.say(event.words, warning=True)

    # showing

    def text(self, side: int) -> ComparedText | None:
        """A side as it was read, with its signs once they are known; None while it is being read."""
        if self._levelled is not None:
            return self._levelled.texts[side]
        ready = self._sides.get(SIDES[side])
        return ready.text if ready is not None else None

    def _show_sides(self) -> None:
        """Show what is there of both sides."""
        for number, side in enumerate(SIDES):
            text = self.text(number)
            if text is None:
                text = unlevelled_text(self._waiting_for(side))
            self.view.show(number, text)
        self._show_titles()

    def _waiting_for(self, side: str) -> Document:
        if side in self._faults:
            return raw_document(self._faults[side])
        heading = self.desk.browse.heading_of(self._keys[side])
        return title_document(heading, "reading …" if self._late else "…")

    def _show_titles(self) -> None:
        ready = [self._sides.get(side) for side in SIDES]
        revision = self.comparison.revision if self.comparison is not None else None
        heads = heads_of([(each.reading.article, each.words) if each is not None else None for each in ready], revision)
        left, right = (head or self._title_before(side) for side, head in zip(SIDES, heads, strict=True))
        self.view.show_titles(left, right)

    def _title_before(self, side: str) -> str:
        """What stands over a side that has not been read."""
        if side in self._faults:
            return "cannot be read"
        heading = self.desk.browse.heading_of(self._keys[side])
        return " · ".join([heading.outlet or "no outlet", long_date(heading.date)]) if heading else "…"

    # what the trail remembers of it

    def _remember(self) -> Memory | None:
        if not self.is_mounted or not self.both_read:
            return self._memory
        view = self.view
        left, right = (place_of(text, *at) for text, at in zip(view.panes.texts, view.panes.anchors, strict=True))
        return Memory((left, right), view.active, view.sides, view.sync)

    def _recall(self, side: int) -> None:
        """Put the reader of a side where he was."""
        memory = self._memory
        if memory is None:
            return
        text = self.view.panes.texts[side]
        self.view.panes.go_to(side, *unit_of(text, *memory.places[side]))
        if self.both_read:
            self._memory = None
            self.view.sync, self.view.sides = memory.sync, memory.sides
            if self.view.active != memory.active:
                self.view.switch_side()
        self.view.refresh()
