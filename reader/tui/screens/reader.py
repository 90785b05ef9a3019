"""The reading screen: one article, its hits and sections, and the way to its neighbours in the result."""

from dataclasses import replace
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from reader.results import Reading
from reader.text import clean
from reader.tui.content import content
from reader.tui.dates import long_date
from reader.tui.document import article_document, raw_document
from reader.tui.finding import find_marks
from reader.tui.messages import ReadingReady, WorkFailed
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.screens.reading_keys import ReadingKeys
from reader.tui.search_thread import Stale
from reader.tui.widgets.line_view import LineView, Place
from reader.tui.widgets.one_line import GAP, OneLine, Rule
from reader.tui.widgets.search_bar import PromptInput
from reader.tui.wrap import cut


class ReaderScreen(ReadingKeys, DeskScreen):
    """Reading. `key` is the archive's key of the article."""

    CSS_PATH = "reader.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "LineView"
    PLACE: ClassVar[str] = "reader"

    def __init__(self, key: int) -> None:
        super().__init__()
        self._key = key
        self._reading: Reading | None = None
        self._to_hit = 0
        self._raw = False
        self._found = ""
        self._find_from = Place()

    # frame

    def compose(self) -> ComposeResult:
        """Head, text, find bar, footer."""
        yield OneLine(id="head")
        yield Rule(id="head-rule")
        yield LineView(centred=True)
        yield Rule(id="foot-rule")
        with Horizontal(id="find"):
            yield Static("find", id="find-word", markup=False)
            yield PromptInput(placeholder="words as they stand", id="find-text")
        yield from self.compose_frame()

    def on_mount(self) -> None:
        """Ask for the article."""
        self.session.reading = True
        self.view.column = self.session.column
        self._open(self._key)

    @property
    def view(self) -> LineView:
        """The text."""
        return self.query_one(LineView)

    @property
    def _find_bar(self) -> PromptInput:
        return self.query_one("#find-text", PromptInput)

    def take_down(self) -> None:
        """Keep the place in this article."""
        if self._reading is not None and not self._raw:
            place = self.view.place
            self.session.keep_place(self._reading.article.id, (place.part, place.offset))

    # opening

    def _open(self, key: int, *, raw: bool = False) -> None:
        self.take_down()
        page, library = self.session.page, self.desk.library
        request = page.request if page is not None else None

        def work(_: Stale) -> Message:
            reading = library.read(key, request)
            return ReadingReady("reader", key, reading, library.raw(reading.article) if raw else None)

        self.desk.thread.submit("reader", work, self)

    def on_reading_ready(self, event: ReadingReady) -> None:
        """Show the article at its hit, or where it was left."""
        article, session = event.reading.article, self.session
        session.ids[event.key] = article.id
        if event.raw is not None:
            self._raw = True
            self.view.show(raw_document(event.raw))
            self._head()
            return
        back_from_raw = self._raw and event.key == self._key
        self._key, self._reading, self._raw, self._found = event.key, event.reading, False, ""
        query = session.page.request.query if session.page is not None else ""
        place = session.places.get(article.id)
        seen = session.opened_under.get(event.key)
        session.opened_under[event.key] = query
        session.cursor_key = event.key
        self.view.show(
            article_document(event.reading, signs=self.session.signs), at_part=event.reading.opens_at or None
        )
        if self._to_hit:
            if self._to_hit < 0:
                self.view.select_hit(-1)
        elif place is not None and (
            seen == query or session.restored == article.id or not event.reading.opens_at or back_from_raw
        ):
            self.view.go_to(Place(*place))
        session.restored = ""
        if self._to_hit and not event.reading.marks:
            self._skip_on()
            return
        self._to_hit = 0
        self._head()
        self.desk.keep()

    def _skip_on(self) -> None:
        """An article of the result without a hit in its text is passed over on the way to the next hit."""
        step = self._to_hit
        following = self.session.neighbour(self._key, step)
        if following is None:
            self._to_hit = 0
            self._head()
            self.say("no more hits in this result")
        else:
            self._open(following)

    def on_work_failed(self, event: WorkFailed) -> None:
        """The article could not be opened: say it where it would stand."""
        if event.slot == "reader" and event.words:
            event.stop()
            self.view.show_message(f"{event.words}\n\nq goes back", "failed")

    def step_article(self, step: int, *, to_hit: bool = False) -> None:
        """Go on to another article of the result."""
        following = self.session.neighbour(self._key, step)
        if following is None:
            where = "last" if step > 0 else "first"
            self.say(f"no more hits: this is the {where} article" if to_hit else f"the {where} of the list")
            return
        self._to_hit = step if to_hit else 0
        self._open(following)

    # what stands around the text

    def _head(self) -> None:
        if self._reading is None:
            return
        article = self._reading.article
        number, sections = self.view.section
        row = self.session.row_of(self._key)
        parts = ["raw text"] if self._raw else []
        if sections and not self._raw:
            parts.append(f"section {max(1, number)} of {sections}")
        if row is not None and self.session.page is not None:
            parts.append(f"{row + 1:,} of {self.session.page.total:,}")
        right = content(" · ".join(parts))
        # Of a long title the end goes first: outlet, date and place stay.
        beside = clean(f" · {article.outlet or 'no outlet'} · {long_date(article.date)}")
        room = self.size.width - 2 - right.cell_length - GAP - cell_len(beside)
        title = cut(clean(article.title), max(room, self.size.width // 3))
        self.query_one("#head", OneLine).show(content(title + beside, [(0, len(title), "bold $desk-title")]), right)
        self._foot()

    def _foot(self) -> None:
        hit, hits = self.view.hit_number
        parts = [f"hit {hit} of {hits}" if hit else plural_hits(hits)] if hits else []
        self.query_one("#foot-rule", Rule).show(Content(""), content(" · ".join([*parts, f"{self.view.percent} %"])))

    def on_line_view_scrolled(self) -> None:
        """Say where in the article we are."""
        self._head()
        self.desk.keep()

    def on_resize(self) -> None:
        """How much is in sight has changed."""
        self.call_after_refresh(self._head)

    def do_hit_next(self) -> None:
        """The next hit; the line below says which."""
        super().do_hit_next()
        self._foot()

    def do_hit_previous(self) -> None:
        """The hit before; the line below says which."""
        super().do_hit_previous()
        self._foot()

    # actions

    def do_view_back(self) -> None:
        """Back to the list, with the cursor on this article."""
        self.take_down()
        self.session.reading = False
        self.desk.browse.return_to(self._key)
        self.desk.keep()
        self.dismiss()

    def do_view_zen(self) -> None:
        """The text alone, or everything again."""
        self.toggle_class("-zen")

    def do_view_raw(self) -> None:
        """The lines of the dump as they were, or the clean text."""
        self._open(self._key, raw=not self._raw)

    async def do_compare_open(self) -> None:
        """This article beside the marked one."""
        await self.compare_with(self._key)

    def do_prompt_cancel(self) -> None:
        """Out of the find bar, back to the hits of the search; out of zen."""
        if self.has_class("-find"):
            self._close_find()
            if self._found:
                self._show_found("")
        elif self.has_class("-zen"):
            self.remove_class("-zen")

    # finding in the text

    def do_find_edit(self) -> None:
        """Find words in this text."""
        if self._raw or self._reading is None:
            self.say("g r shows the clean text, where words can be found")
            return
        self.add_class("-find")
        self._find_from = self.view.place
        self._find_bar.set_text(self._found)
        self.go_to(self._find_bar)

    @on(Input.Changed, "#find-text")
    def _find(self, event: Input.Changed) -> None:
        event.stop()
        self._show_found(event.value)

    def _show_found(self, words: str) -> None:
        if self._reading is None:
            return
        self._found = words
        self.view.go_to(self._find_from)
        marks = find_marks(self._reading.article, words) if words else self._reading.marks
        self.view.show(article_document(replace(self._reading, marks=marks), signs=self.session.signs), keep_place=True)
        if words and marks:
            self.view.select_hit(max(0, self.view.hit_number[0] - 1))
        self._foot()
        if words and not marks:
            self.query_one("#foot-rule", Rule).show(Content(""), content("not in this text"))

    def do_prompt_accept(self) -> None:
        """Keep what was found lit; n and N go through it."""
        self._close_find()

    def _close_find(self) -> None:
        self.remove_class("-find")
        self.go_to(self.view)


def plural_hits(number: int) -> str:
    """`1 hit`, `5 hits`."""
    return "1 hit" if number == 1 else f"{number:,} hits"
