"""Two articles side by side, scrolling together."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.message import Message

from reader.article import Article
from reader.results import Reading
from reader.tui.content import content
from reader.tui.dates import long_date
from reader.tui.document import Document, article_document, raw_document
from reader.tui.messages import ReadingReady, WorkFailed
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.search_thread import Stale
from reader.tui.widgets.compare_view import CompareView
from reader.tui.widgets.one_line import OneLine

SIDES = ("left", "right")
SHOWN = {"both": "A and B", "left": "A alone", "right": "B alone"}
LOADING = (raw_document("…"), "reading …")


class CompareScreen(DeskScreen):
    """Comparing two articles, given by their keys in the archive; `left_out` is how many more were marked."""

    CSS_PATH = "compare.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "CompareView"
    PLACE: ClassVar[str] = "compare"

    def __init__(self, left: int, right: int, left_out: int = 0) -> None:
        super().__init__()
        self._keys = {"left": left, "right": right}
        self._texts: dict[str, tuple[Document, str]] = {}
        self._left_out = left_out

    def compose(self) -> ComposeResult:
        """Head, both texts, footer."""
        yield OneLine(id="head")
        yield CompareView()
        yield from self.compose_frame()

    def on_mount(self) -> None:
        """Ask for both articles."""
        page, library = self.session.page, self.desk.library
        request = page.request if page is not None else None
        for side in SIDES:

            def work(_: Stale, side: str = side) -> Message:
                return ReadingReady(side, self._keys[side], library.read(self._keys[side], request))

            self.desk.thread.submit(side, work, self)
        self._head()
        if self._left_out:
            more = "1 more marked article is" if self._left_out == 1 else f"{self._left_out} more marked articles are"
            self.say(f"{more} left out: two are compared")

    @property
    def view(self) -> CompareView:
        """Both texts."""
        return self.query_one(CompareView)

    def on_reading_ready(self, event: ReadingReady) -> None:
        """A side is there."""
        self.session.ids[event.key] = event.reading.article.id
        self._texts[event.purpose] = (self._document(event.reading), title_of(event.reading.article))
        self._show()

    def on_work_failed(self, event: WorkFailed) -> None:
        """One article could not be opened: it is said where it would stand, and the other stays."""
        if event.slot in SIDES and event.words:
            event.stop()
            self._texts[event.slot] = (raw_document(event.words), "cannot be read")
            self._show()

    def _show(self) -> None:
        """Show what is there of both sides."""
        (left, left_title), (right, right_title) = (self._texts.get(side, LOADING) for side in SIDES)
        self.view.show(left, right, left_title, right_title)
        self._head()

    def _head(self) -> None:
        if len(self._texts) < len(SIDES):
            self.query_one("#head", OneLine).show(content("reading both articles …"))
            return
        sync = f"scroll together: {'on' if self.view.sync else 'off'}"
        self.query_one("#head", OneLine).show(
            content("compare", [(0, 7, "bold")]), content(f"{SHOWN[self.view.sides]} · {sync}")
        )

    def do_view_back(self) -> None:
        """Back to where it was opened from."""
        self.dismiss()

    def do_hit_next(self) -> None:
        """The next hit of the active side, then of the other."""
        self._step_hit(self.view.next_hit)

    def do_hit_previous(self) -> None:
        """The hit before."""
        self._step_hit(self.view.previous_hit)

    def _step_hit(self, step: Callable[[], bool]) -> None:
        if not step():
            self.view.switch_side()
            if not step():
                self.say("no more hits in these two")

    def do_section_next(self) -> None:
        """The next section of the active side."""
        self.view.next_section()

    def do_section_previous(self) -> None:
        """The section before."""
        self.view.previous_section()

    def do_compare_sync(self) -> None:
        """Scroll together, or each side alone."""
        self.view.toggle_sync()
        self._head()

    def do_compare_swap(self) -> None:
        """Swap the sides."""
        self.view.swap()
        self._head()

    def _document(self, reading: Reading) -> Document:
        return article_document(reading, signs=self.session.signs)

    def do_compare_sides(self) -> None:
        """A, B, both."""
        self.view.next_sides()
        self._head()


def title_of(article: Article) -> str:
    """What stands over a side: `Harbour Wire · 13 March 2031 · 164 words`."""
    return " · ".join([article.outlet or "no outlet", long_date(article.date), f"{article.words:,} words"])
