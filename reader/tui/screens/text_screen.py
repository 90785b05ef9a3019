"""What the screens that one text fills have in common: head and foot, finding words in it, the text alone."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from reader.tui.content import content
from reader.tui.document import Document
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.screens.reading_keys import ReadingKeys
from reader.tui.widgets.line_view import LineView, Place
from reader.tui.widgets.one_line import OneLine, Rule
from reader.tui.widgets.search_bar import PromptInput


class TextScreen(ReadingKeys, DeskScreen):
    """A text from edge to edge. What it is a text of, the screen itself knows."""

    CSS_PATH = "reader.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "LineView"
    PLACE: ClassVar[str] = "reader"
    MARKS_SECTION: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__()
        self._found = ""
        self._find_from = Place()

    def compose(self) -> ComposeResult:
        """Head, text, find bar, footer."""
        yield OneLine(id="head")
        yield Rule(id="head-rule")
        yield LineView(centred=True, marks_section=self.MARKS_SECTION)
        yield Rule(id="foot-rule")
        with Horizontal(id="find"):
            yield Static("find", id="find-word", markup=False)
            yield PromptInput(placeholder="words as they stand", id="find-text")
        yield from self.compose_frame()

    @property
    def view(self) -> LineView:
        """The text."""
        return self.query_one(LineView)

    @property
    def _find_bar(self) -> PromptInput:
        return self.query_one("#find-text", PromptInput)

    # what stands around the text

    def show_head(self) -> None:
        """Say above the text what it is and where in it we are."""

    def show_foot(self) -> None:
        """Say below the text which hit we are at and how far we have come."""
        hit, hits = self.view.hit_number
        parts = [f"hit {hit} of {hits}" if hit else plural_hits(hits)] if hits else []
        self.query_one("#foot-rule", Rule).show(Content(""), content(" · ".join([*parts, f"{self.view.percent} %"])))

    def on_line_view_scrolled(self) -> None:
        """Say where in the text we are."""
        self.show_head()
        self.show_foot()
        self.desk.keep()

    def on_resize(self) -> None:
        """How much is in sight has changed."""
        self.call_after_refresh(self.show_head)
        self.call_after_refresh(self.show_foot)

    def do_hit_next(self) -> None:
        """The next hit; the line below says which."""
        super().do_hit_next()
        self.show_head()
        self.show_foot()

    def do_hit_previous(self) -> None:
        """The hit before; the line below says which."""
        super().do_hit_previous()
        self.show_head()
        self.show_foot()

    # the text alone

    def do_view_zen(self) -> None:
        """The text alone, or everything again."""
        self.toggle_class("-zen")

    def do_prompt_cancel(self) -> None:
        """Out of the find bar, back to the hits of the search; out of zen."""
        if self.has_class("-find"):
            self._close_find()
            if self._found:
                self._show_found("")
        elif self.has_class("-zen"):
            self.remove_class("-zen")

    # finding in the text

    @property
    def can_find(self) -> bool:
        """Whether there is a text to find words in."""
        return True

    def with_found(self, words: str) -> Document:
        """The text with every place lit where these words stand; without words, with the hits of the search."""
        raise NotImplementedError

    def do_find_edit(self) -> None:
        """Find words in this text."""
        if not self.can_find:
            self.say("g r shows the clean text, where words can be found")
            return
        self.add_class("-find")
        self._find_from = self.view.place
        self._find_bar.set_text(self._found)
        self.go_to(self._find_bar)

    @on(Input.Changed, "#find-text")
    def _find(self, event: Input.Changed) -> None:
        event.stop()
        if self.can_find:
            self._show_found(event.value)

    def _show_found(self, words: str) -> None:
        self._found = words
        self.view.go_to(self._find_from)
        document = self.with_found(words)
        self.view.show(document, keep_place=True)
        if words and document.hits:
            self.view.select_hit(max(0, self.view.hit_number[0] - 1))
        self.show_foot()
        if words and not document.hits:
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
