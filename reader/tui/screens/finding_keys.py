"""Finding words in the text that is being read: literal, counted as they are typed, left again without a trace."""

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from textual.timer import Timer
from textual.widgets import Input

from reader.article import Article, Part
from reader.results import Mark
from reader.tui.document import Document
from reader.tui.finding import find_marks, find_steps
from reader.tui.widgets.find_bar import FindBar
from reader.tui.widgets.laid_out import PAUSE_SECONDS, SLICE_SECONDS

if TYPE_CHECKING:
    from reader.tui.screens.desk_screen import DeskScreen

    Base = DeskScreen
else:
    Base = object


class FindingKeys(Base):
    """Mixed into a screen that shows a text in a line view, or two in one that has hits too, above a find bar."""

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)
        self._found = ""
        self._find_from: object = None
        self._finding: Iterator[None] = iter(())
        self._find_more: Timer | None = None
        # What was found last: in which article, which words, where; and the parts of the article.
        self._marks_found: tuple[str, str, list[Mark]] = ("", "", [])
        self._parts_of: tuple[str, Sequence[Part]] = ("", ())

    if TYPE_CHECKING:  # what the screen has to have

        @property
        def view(self) -> Any:
            """The text."""

        @property
        def can_find(self) -> bool:
            """Whether there is a text to find words in."""

        def with_found(self, words: str) -> Document:
            """The text with every place lit where these words stand; without words, with the hits of the search."""

        def show_foot(self) -> None:
            """Say below the text which hit we are at and how far we have come."""

    # what a screen with another view does in its own way

    def find_place(self) -> object:
        """Where the reader is now."""
        return self.view.place

    def find_from(self, place: Any) -> None:
        """Go to where the reader was."""
        if place is not None:
            self.view.go_to(place)

    def find_in(self, words: str) -> Iterator[None]:
        """Find words, a step at a time, in what `article` is shown; a roll has its parts looked through at once."""
        article = getattr(self, "article", None)
        if isinstance(article, Article) and words:
            if self._parts_of[0] != article.id:
                self._parts_of = (article.id, article.parts())
            marks: list[Mark] = []
            yield from find_steps(self._parts_of[1], words, marks)
            self._marks_found = (article.id, words, marks)

    def marks_found(self, article: Article) -> Sequence[Mark]:
        """Where the words that were found last stand in an article."""
        if self._marks_found[:2] != (article.id, self._found):
            self._marks_found = (article.id, self._found, list(find_marks(article, self._found)))
        return self._marks_found[2]

    def light_found(self, words: str) -> None:
        """Light what was found, and go to the first of it."""
        document = self.with_found(words)
        self.view.show(document, keep_place=True)
        if words and document.hits:
            self.view.select_hit(max(0, self.view.hit_number[0] - 1))

    # finding

    @property
    def find_bar(self) -> FindBar:
        """Where the words are typed."""
        return self.query_one(FindBar)

    def do_find_edit(self) -> None:
        """Find words in this text."""
        if not self.can_find:
            self.say("there is no clean text here in which words can be found")
            return
        self._find_from = self.find_place()
        self.find_bar.open(self._found)
        self.go_to(self.find_bar.input)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Light what is typed so far, and count it."""
        if event.input is self.find_bar.input:
            event.stop()
            if self.can_find and self.find_bar.is_open:
                self._show_found(event.value)

    def _show_found(self, words: str) -> None:
        self._found = words
        self._finding = self.find_in(words)
        if self._find_more is not None:
            self._find_more.stop()
        self._go_on_finding()

    def _go_on_finding(self) -> None:
        """Look through as much as one go allows; what was lit stays until all of it is known."""
        self._find_more = None
        ends = time.perf_counter() + SLICE_SECONDS
        for _ in self._finding:
            if time.perf_counter() > ends:
                self.find_bar.show_count("…")
                self._find_more = self.set_timer(PAUSE_SECONDS, self._go_on_finding)
                return
        if self.can_find:
            self.find_from(self._find_from)
            self.light_found(self._found)
            self._show_found_count()

    def _show_found_count(self) -> None:
        number, of_all = self.view.hit_number
        said = f"{number:,} of {of_all:,}" if of_all else "not in this text" if self._found else ""
        self.find_bar.show_count(said if self._found else "")
        self.show_foot()

    def forget_found(self) -> None:
        """Another text is shown: what was found belongs to the one before."""
        self._found, self._finding = "", iter(())
        if self._find_more is not None:
            self._find_more.stop()
        self.leave_find(keep=True)

    def leave_find(self, *, keep: bool) -> bool:
        """Shut the find bar; without `keep` go back to where one was. False where it is not open."""
        if not self.find_bar.is_open:
            return False
        inside = self.focused is self.find_bar.input
        self.find_bar.close()
        if not keep and self.can_find:
            self._show_found("")
            self.find_from(self._find_from)
        if inside:
            self.go_to(self.view)
        return True

    def drop_found(self) -> bool:
        """The hits of the search are lit again, where one is now; False where no words were found."""
        if not self._found or not self.can_find:
            return False
        self._find_from = self.find_place()
        self._show_found("")
        return True

    def live_actions(self) -> dict[str, Sequence[str]]:
        """In the find bar no search of the archive is completed or recalled."""
        live = super().live_actions()
        if not self.is_mounted or self.focused is not self.find_bar.input:
            return live
        return {id: keys for id, keys in live.items() if id.startswith(("prompt.", "app.", "view."))}

    async def perform(self, id: str) -> None:
        """In the find bar the keys of a prompt are about what is found."""
        if self.focused is not self.find_bar.input:
            await super().perform(id)
        elif id in ("prompt.accept", "pane.next", "pane.previous"):
            self.leave_find(keep=True)
        elif id == "prompt.cancel":
            self.leave_find(keep=False)
        elif id in ("history.next", "history.previous"):
            if self.view.next_hit() if id == "history.next" else self.view.previous_hit():
                self._show_found_count()
        elif id.partition(".")[0] not in ("history", "query"):
            await super().perform(id)

    def on_descendant_focus(self) -> None:
        """The mouse has led out of the bar: it shuts, and what was found stays lit."""
        if self.is_mounted and self.find_bar.is_open and self.focused is not self.find_bar.input:
            self.find_bar.close()
