"""The article under the cursor, which follows the cursor after a moment."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from reader.article import Article
from reader.results import Mark, Reading
from reader.tui.content import content
from reader.tui.document import Document, Heading, article_document, title_document
from reader.tui.finding import with_marks
from reader.tui.messages import ReadingReady, WorkFailed
from reader.tui.screens.browse_panes import BrowsePanes
from reader.tui.search_thread import Stale
from reader.tui.widgets.hit_list import HitList

PREVIEW_SECONDS = 0.15
"""Between the cursor's arrival on a row and the opening of its article."""

HEADING_SECONDS = 0.1
"""How long an article's title stands alone; then the pane says that the text is on its way."""


class BrowseArticle(BrowsePanes):
    """The list's cursor and the article it is on."""

    if TYPE_CHECKING:  # what is mixed in beside this
        _found: str

        def forget_found(self) -> None:
            """Another text is shown."""

        def marks_found(self, article: Article) -> Sequence[Mark]:
            """Where the words that were found last stand in an article."""

        def show_lights(self, *, told: bool = False) -> None:
            """Light what is asked for in the article on show."""

        def with_lights(self, document: Document) -> Document:
            """A document of the article on show with what is asked for lit."""

        def with_kept(self, document: Document) -> Document:
            """A document of the article on show with what the reader did with it."""

        def ask_kept(self) -> None:
            """Have the notes of the article on show read."""

        def read_in_focus(self) -> None:
            """The article on show is read, if it has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self._reading: Reading | None = None
        self._shown: tuple[object, ...] = ()  # what the document on show was made from
        self._reading_key: int | None = None
        self._to_hit = 0
        self._chosen = False
        self._plain = Document(())

    def fit(self) -> None:
        """An article that comes into sight is read."""
        super().fit()
        if self._reading_key != self.hits.cursor_key:
            self.follow()
        self._show_place()

    def on_hit_list_cursor_moved(self, event: HitList.CursorMoved) -> None:
        """The article follows after a moment; from now on the cursor keeps to its article."""
        event.view.told = True
        if event.key != event.view.cursor_key:
            return  # another result has come meanwhile
        if event.key is not None and event.key != self.session.cursor_key:
            self._chosen = True
            self.session.restored = ""
            self.session.cursor_key = event.key
            self.desk.keep()
        self.after("preview", PREVIEW_SECONDS, self.follow)

    def follow(self, *, anew: bool = False) -> None:
        """Have the article under the cursor read; `anew` also where it is shown already."""
        self.stop("preview")
        key, page, library, signs = self.hits.cursor_key, self.session.page, self.desk.library, self.session.signs
        if key is None or page is None:
            self.desk.thread.drop("preview")
            self.stop("heading")
            self._reading = self._reading_key = None
            self.view.show_message("nothing chosen", "empty")
            self._show_place()
            return
        if not self.shows_article or (key == self._reading_key and not anew):
            return

        def work(_: Stale) -> Message:
            reading = library.read(key, page.request)
            return ReadingReady("preview", key, reading, document=article_document(reading, signs=signs))

        self.desk.thread.submit("preview", work, self)
        if key != self._reading_key:
            self._show_heading()

    def _show_heading(self, note: str = "") -> None:
        """The title at once; the text is on its way, and after a moment that is said."""
        hit = self.hits.row_at(self.hits.cursor)
        self._reading = self._reading_key = None
        heading = Heading(hit.title, hit.outlet, hit.date) if hit is not None else None
        self.view.show(title_document(heading, note))
        self._show_place()
        if not note:
            self.after("heading", HEADING_SECONDS, lambda: self._show_heading("reading the article …"))

    def on_reading_ready(self, event: ReadingReady) -> None:
        """Show the article, if the cursor is still on it."""
        article = event.reading.article
        self.session.ids[event.key] = article.id
        self.stop("heading")
        if event.key != self.hits.cursor_key:
            return
        before, reading = self._reading, event.reading
        same = before is not None and before.article.id == article.id
        shown = (reading.marks, reading.opens_at, reading.article, dict(self.session.signs))
        if not same or shown != self._shown:
            keep = same and not reading.opens_at
            if not same:
                self.forget_found()
            self._reading, self._reading_key = reading, event.key
            self._plain = event.document or article_document(reading, signs=self.session.signs)
            self.view.show(self.text_document(), at_part=reading.opens_at or None, keep_place=keep)
            self.show_lights()
        self._reading, self._reading_key, self._shown = event.reading, event.key, shown
        if self._to_hit < 0:
            self.view.select_hit(-1)
        self._to_hit = 0
        self._show_place()
        self.ask_kept()
        self.read_in_focus()

    def on_work_failed(self, event: WorkFailed) -> None:
        """The article under the cursor could not be opened: say it where it would stand."""
        if event.slot == "preview" and event.words:
            event.stop()
            self.stop("heading")
            self._reading = self._reading_key = None
            self.view.show_message(event.words, "failed")
            self._show_place()

    def on_line_view_scrolled(self) -> None:
        """Say where in the article we are."""
        self._show_place()

    def _show_place(self) -> None:
        top, bottom = self.rule("article", "top"), self.rule("article", "bottom")
        if self._reading is None:
            top.show(content("article"))
            bottom.show(Content(""))
            return
        top.show(content("article" if self.shows_facets else self._reading.article.title))
        hit, hits = self.view.hit_number
        parts = [f"hit {hit} of {hits}"] if hits else ["not in this text"] if self._found else []
        bottom.show(Content(""), content(" · ".join([*parts, f"{self.view.percent} %"])))

    # the text as it is lit

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        return self._reading.article if self._reading is not None else None

    @property
    def can_find(self) -> bool:
        """Whether there is a text."""
        return self._reading is not None

    def with_found(self, words: str) -> Document:  # noqa: ARG002 - the words are those that were found last
        """The article with these words lit; without words, with the hits of the search."""
        return self.text_document()

    def text_document(self) -> Document:
        """The article as it is to be shown now: with what was found or the hits, and with lights."""
        document = self.with_kept(self._plain)
        if self._found and self._reading is not None:
            document = with_marks(document, self.marks_found(self._reading.article))
        return self.with_lights(document)

    def show_foot(self) -> None:
        """Say below the text where in it we are."""
        self._show_place()

    @property
    def series_key(self) -> int | None:
        """The article under the cursor."""
        return self.hits.cursor_key

    def step_article(self, step: int, *, to_hit: bool = False) -> None:
        """Move the cursor; the article follows at once."""
        key = self.hits.cursor_key
        if key is None or self.session.neighbour(key, step) is None:
            self.say("the last of the list" if step > 0 else "the first of the list")
            return
        self._to_hit = step if to_hit else 0
        self.hits.move(step)
        self.follow()
