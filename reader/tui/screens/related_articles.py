"""See also: the articles related to the one that is being read, and the way there and back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message
from textual.timer import Timer

from reader.results import Reading, Related
from reader.tui.document import Document, Heading
from reader.tui.messages import RelatedReady, WorkFailed
from reader.tui.search_thread import Stale
from reader.tui.see_also import MOST, with_see_also
from reader.tui.trail import ArticleStop
from reader.tui.widgets.line_view import Place

if TYPE_CHECKING:
    from reader.tui.screens.text_screen import TextScreen

    Base = TextScreen
else:
    Base = object

RELATED_SECONDS = 0.3
"""Between the text and the asking for what is related: who only leafs through articles never waits for it."""


class RelatedArticles(Base):
    """Mixed into a screen that shows one article after the other."""

    _key: int
    _reading: Reading | None
    _raw: bool

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)
        self._related: Sequence[Related] = ()
        self._unrelated = ""
        self._chosen: int | None = None
        self._from = Place()
        self._related_wait: Timer | None = None
        self._behind: list[int] = []

    if TYPE_CHECKING:  # what the screen has to have

        def open_key(
            self, key: int, heading: Heading | None = None, *, raw: bool = False, at_place: bool = False
        ) -> None:
            """Have an article opened."""

        def text_document(self) -> Document:
            """The text with what stands under it, as it is to be shown now."""

    # asking

    def forget_related(self) -> None:
        """Another article is opened."""
        if self._related_wait is not None:
            self._related_wait.stop()
        self.desk.thread.drop("related")
        self._related, self._unrelated, self._chosen = (), "", None

    def ask_related(self, key: int) -> None:
        """Have what is related to an article looked for, once it has been on the screen for a moment."""
        library = self.desk.library

        def work(_: Stale) -> Message:
            return RelatedReady(key, library.related(key, MOST))

        self._related_wait = self.set_timer(RELATED_SECONDS, lambda: self.desk.thread.submit("related", work, self))

    def on_related_ready(self, event: RelatedReady) -> None:
        """Put them under the text, if it is still the same."""
        if event.key == self._key and self._reading is not None and not self._raw:
            self._related = event.related
            self._repaint_related()

    def on_work_failed(self, event: WorkFailed) -> None:
        """There are none for a reason that can be said."""
        if event.slot == "related" and event.words:
            event.stop()
            self._unrelated = f"not to be had: {event.words}"
            if self._reading is not None and not self._raw:
                self._repaint_related()

    def _repaint_related(self) -> None:
        self.view.extend(self.text_document())
        self.show_foot()

    def with_related(self, document: Document) -> Document:
        """A text with what is related under it, as far as that is known."""
        return with_see_also(document, self._related, self._chosen, self._unrelated)

    # choosing

    @property
    def place_in_text(self) -> Place:
        """Where the reader is, or was before a related article was chosen."""
        return self.view.place if self._chosen is None else self._from

    def do_pane_next(self) -> None:
        """The next related article, and after the last the text again."""
        self._choose(1)

    def do_pane_previous(self) -> None:
        """The related article before."""
        self._choose(-1)

    def _choose(self, step: int) -> None:
        if not self._related:
            self.say("no related article is known here")
            return
        stops = len(self._related) + 1  # the last is the text
        if self._chosen is None:
            self._from = self.view.place
        at = ((stops - 1 if self._chosen is None else self._chosen) + step) % stops
        self._chosen = at if at < stops - 1 else None
        self._repaint_related()
        if self._chosen is None:
            self.view.go_to(self._from)
        else:
            self.view.scroll_last()
        self.show_head()

    def do_prompt_cancel(self) -> None:
        """From the related articles to the text; else what the screen drops."""
        if self._chosen is None:
            super().do_prompt_cancel()
        else:
            self._choose(len(self._related) - self._chosen)

    # there and back

    def do_view_open(self) -> None:
        """Read the related article that is chosen."""
        if self._chosen is None:
            self.say("Tab chooses a related article, Enter opens it")
            return
        chosen = self._related[self._chosen]
        self._behind.append(self._key)
        self.open_key(chosen.key, Heading(chosen.title, None, None))

    @property
    def origin(self) -> int | None:
        """The article that led to this one."""
        return self._behind[-1] if self._behind else None

    def go_back(self) -> bool:
        """Back to the article that this one was reached from; False where there is none."""
        if not self._behind:
            return False
        key, trail = self._behind.pop(), self.session.trail
        if trail.peek(-1) == ArticleStop(key):
            trail.go(-1)
        self.open_key(key, at_place=True)
        return True

    def retrace(self, stop: ArticleStop, step: int) -> None:
        """The trail leads to another article: the way back from there is the one that it was reached by."""
        if step < 0 and self._behind:
            self._behind.pop()
        elif step > 0 and stop.origin is not None:
            self._behind.append(stop.origin)

    def do_article_like(self) -> None:
        """Search for articles like this one."""
        if self._reading is not None:
            article = self._reading.article
            self.take_down()
            self.session.reading = False
            self.desk.return_to_browse()
            self.desk.browse.look_for(f"like:{article.id}")
