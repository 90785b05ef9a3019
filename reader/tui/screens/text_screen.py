"""What the screens that one text fills have in common: head and foot, finding words in it, the text alone."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from reader.tui.content import content
from reader.tui.document import Document
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.screens.finding_keys import FindingKeys
from reader.tui.screens.outline_keys import OutlineKeys
from reader.tui.screens.reading_keys import ReadingKeys
from reader.tui.widgets.find_bar import FindBar
from reader.tui.widgets.line_view import LineView
from reader.tui.widgets.one_line import OneLine, Rule


class TextScreen(OutlineKeys, FindingKeys, ReadingKeys, DeskScreen):
    """A text from edge to edge. What it is a text of, the screen itself knows."""

    CSS_PATH = "reader.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "LineView"
    PLACE: ClassVar[str] = "reader"
    MARKS_SECTION: ClassVar[bool] = False

    def compose(self) -> ComposeResult:
        """Head, text, find bar, footer."""
        yield OneLine(id="head")
        yield Rule(id="head-rule")
        yield LineView(centred=self.session.centred, marks_section=self.MARKS_SECTION)
        yield Rule(id="foot-rule")
        yield FindBar()
        yield from self.compose_frame()

    @property
    def view(self) -> LineView:
        """The text."""
        return self.query_one(LineView)

    # what stands around the text

    def show_head(self) -> None:
        """Say above the text what it is and where in it we are."""

    def show_foot(self) -> None:
        """Say below the text which hit we are at and how far we have come."""
        hit, hits = self.view.hit_number
        parts = [f"hit {hit} of {hits}" if hit else plural_hits(hits)] if hits else []
        if self._found and not hits:
            parts = ["not in this text"]
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

    def do_menu_take(self) -> None:
        """Take the row of the list of sections."""

    def do_prompt_accept(self) -> None:
        """Keep what was found lit; n and N go through it."""

    # the text alone

    def do_view_centre(self) -> None:
        """The column in the middle, or at the left."""
        self.session.centred = self.view.centred = not self.session.centred
        self.say("column in the middle" if self.session.centred else "column at the left")
        self.desk.keep()

    def do_view_zen(self) -> None:
        """The text alone, or everything again."""
        self.toggle_class("-zen")

    def do_prompt_cancel(self) -> None:
        """Back to the hits of the search; out of zen."""
        if not self.drop_found():
            self.remove_class("-zen")

    # finding in the text

    @property
    def can_find(self) -> bool:
        """Whether there is a text to find words in."""
        return True

    def with_found(self, words: str) -> Document:
        """The text with every place lit where these words stand; without words, with the hits of the search."""
        raise NotImplementedError


def plural_hits(number: int) -> str:
    """`1 hit`, `5 hits`."""
    return "1 hit" if number == 1 else f"{number:,} hits"
