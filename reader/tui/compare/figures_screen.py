"""The figures and names on which two articles differ."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult

from reader.comparison import Comparison
from reader.tui.compare.dispute_list import DisputeList, disputes_of
from reader.tui.compare.heads import heads_of
from reader.tui.content import content
from reader.tui.quotation import Excerpt, excerpt_text, quotation
from reader.tui.screens.copying import copy_out
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.widgets.one_line import OneLine, Rule

EMPTY = "no figure is told by two articles"
ALIKE = "where the two tell the same, no figure and no name differs"


BACK_KEYS = (("story.figures", ""), ("view.back", ""), ("help.keys", ""))
KEYS = (("view.open", "passage"), ("copy.quote", "copy with source"), ("copy.text", "copy"), *BACK_KEYS)
"""The keys that the footer shows, with another title where the table's is not the list's; without one the last."""


class PairFiguresScreen(DeskScreen):
    """A table of what two articles dispute; `go_to` is told the number of the match that was chosen.

    `story` opens the figures of their story.
    """

    CSS_PATH = "../screens/figures.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "DisputeList"
    PLACE: ClassVar[str] = "list"

    def __init__(self, found: Comparison, go_to: Callable[[int], None], story: Callable[[], Awaitable[None]]) -> None:
        super().__init__()
        self._found = found
        self._go_to = go_to
        self._story = story
        self._disputes = disputes_of(found)

    def compose(self) -> ComposeResult:
        """Head, list, what the keys do, footer."""
        yield OneLine(id="figures-head")
        yield Rule()
        yield DisputeList()
        yield Rule(id="figures-foot")
        yield from self.compose_frame()

    def on_mount(self) -> None:
        """Show them."""
        articles = (self._found.left, self._found.right)
        heads = heads_of([(article, article.words) for article in articles], self._found.revision)
        first, second = ((head or "").split(" · ")[0] for head in heads)
        title = "Figures and names that differ"
        self.query_one("#figures-head", OneLine).show(
            content(f"{title} · {len(self._disputes)}", [(0, len(title), "bold $desk-title")]),
            content(f"A {first} · B {second}"),
        )
        if self._disputes:
            self.table.show(self._disputes)
            self.query_one("#figures-foot", Rule).show(
                content(
                    f"{self.key_of('view.open')} goes to the passage · {self.key_of('copy.quote')} copies both with "
                    f"their sources · {self.key_of('view.back')} back"
                )
            )
        else:
            story = f"{self.key_of('story.figures')} tells what all reports of this story say of each figure"
            self.table.set_message((ALIKE if self._found.matches else EMPTY, "", story), "empty")

    @property
    def table(self) -> DisputeList:
        """The disputes."""
        return self.query_one(DisputeList)

    def do_view_open(self) -> None:
        """To the passage where it stands."""
        current = self.table.current
        if current is not None:
            self.dismiss()
            self._go_to(current.match)

    def on_dispute_list_activated(self) -> None:
        """It was clicked."""
        self.do_view_open()

    # copying: both articles are there, so nothing has to be read

    def do_copy_text(self) -> None:
        """Copy both sentences."""
        if excerpts := self._excerpts():
            copy_out(self.desk, excerpt_text(excerpts))

    def do_copy_quote(self) -> None:
        """Copy both sentences, each with its source."""
        if excerpts := self._excerpts():
            copy_out(self.desk, quotation(excerpts))

    def _excerpts(self) -> list[Excerpt]:
        current = self.table.current
        if current is None:
            self.say("nothing to copy here")
            return []
        articles = (self._found.left, self._found.right)
        lines = [article.parts()[quote.part].line for article, quote in zip(articles, current.quotes, strict=True)]
        return [
            Excerpt((quote.text,), article, (line, line))
            for quote, article, line in zip(current.quotes, articles, lines, strict=True)
        ]

    def show_place(self) -> None:
        """Show the keys of the table, which are not those of the list that it is a place of."""
        if self.is_mounted:
            self.footer.show_keys(KEYS if self._disputes else BACK_KEYS, self.live_actions())

    async def do_story_figures(self) -> None:
        """The figures of the whole story, in place of these."""
        self.dismiss()
        await self._story()

    def do_view_back(self) -> None:
        """Back to the texts."""
        self.dismiss()

    def do_prompt_cancel(self) -> None:
        """The same."""
        self.dismiss()
