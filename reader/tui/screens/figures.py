"""The figures of a story: what every report of it says of each quantity."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.message import Message

from reader.comparison import StoryFigures, StoryValue
from reader.text import clean
from reader.tui.content import content
from reader.tui.messages import WorkFailed
from reader.tui.quotation import Excerpt, excerpt_text, quotation
from reader.tui.screens.copying import TextToCopy, copy_out
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.search_thread import Stale
from reader.tui.widgets.one_line import OneLine, Rule
from reader.tui.widgets.story_table import Sentence, StoryTable
from reader.tui.wrap import cut

EMPTY = "no figure is told by two articles"
TITLE = "Figures"

BACK_KEYS = (("view.back", ""), ("help.keys", ""))
KEYS = (("view.open", "sentence"), ("copy.quote", "copy with source"), ("copy.text", "copy"), *BACK_KEYS)
"""The keys that the footer shows, with another title where the table's is not the list's; the last two without one."""

_RULE = 8
"""Cells of the line below the table that are no words."""

MOST = 40
"""Reports of a story at most: as many as the library finds related."""


@dataclass
class FiguresReady(Message):
    """The figures of the story of an article; `keys` are its reports."""

    key: int
    keys: Sequence[int]
    figures: StoryFigures


class FiguresScreen(DeskScreen):
    """The figures of the story that an article, given by its key, belongs to; `also` are others to be among them."""

    CSS_PATH = "figures.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "StoryTable"
    PLACE: ClassVar[str] = "list"

    def __init__(self, key: int, also: Sequence[int] = ()) -> None:
        super().__init__()
        self._key = key
        self._also = tuple(also)

    def compose(self) -> ComposeResult:
        """Head, table, the sentence of a cell, what the keys do, footer."""
        yield OneLine(id="figures-head")
        yield Rule()
        yield StoryTable()
        yield Rule(id="figures-foot")
        yield Sentence(id="figures-sentence")
        yield from self.compose_frame()

    def on_mount(self) -> None:
        """Ask for the story's reports and their figures."""
        heading = self.desk.browse.heading_of(self._key)
        self._head(heading.title if heading is not None else "", "…")
        self.table.set_message(["reading the reports of this story …"], "loading")
        library, key, also = self.desk.library, self._key, self._also

        def work(stale: Stale) -> Message:
            related = [each.key for each in library.related(key, MOST) if each.same_story]
            keys = list(dict.fromkeys([key, *also, *related]))
            return FiguresReady(key, keys, library.story_figures(keys, stale))

        self.desk.thread.submit("figures", work, self)

    @property
    def table(self) -> StoryTable:
        """The figures."""
        return self.query_one(StoryTable)

    def _head(self, about: str, right: str) -> None:
        left = f"{TITLE} · {about}" if about else TITLE
        self.query_one("#figures-head", OneLine).show(
            content(left, [(0, len(TITLE), "bold $desk-title")]), content(right)
        )

    def on_figures_ready(self, event: FiguresReady) -> None:
        """Show them; name what could not be read."""
        figures = event.figures
        title = next((column.title for column in figures.columns if column.key == event.key), "")
        number = len(event.keys)
        self._head(title, f"{number} article{'s' * (number != 1)}")
        if figures.unread:
            named = ", ".join(figures.unread)
            self.say(f"{len(figures.unread)} of {number} articles could not be read: {named}", warning=True)
        if not figures.rows:
            alone = "\n\nno other article reports this story" if number == 1 else ""
            self.table.set_message((EMPTY + alone).split("\n"), "empty")
            return
        self.table.show(figures)
        self.show_place()
        self._foot()

    def on_work_failed(self, event: WorkFailed) -> None:
        """They cannot be told: say why."""
        if event.slot == "copy" and event.words:
            event.stop()
            self.say(f"not copied: {event.words}", warning=True)
        elif event.slot == "figures" and event.words:
            event.stop()
            self._head("", "")
            self.table.set_message([event.words, "", f"{self.key_of('view.back')} back"], "failed")

    def _foot(self) -> None:
        keys = {id: self.key_of(id) for id in ("view.open", "table.left", "table.right", "view.back")}
        parts = [f"{keys['view.open']} shows the sentence"]
        if hidden := self.table.hidden_columns:
            parts.append(f"{keys['table.left']} {keys['table.right']} {hidden} more")
        parts.append(f"{keys['view.back']} back")
        left = " · ".join(parts)
        column, _ = self.table.current
        named = cut(clean(column.title), max(0, self.size.width - cell_len(left) - _RULE))
        self.query_one("#figures-foot", Rule).show(content(left), content(named))

    def on_story_table_moved(self) -> None:
        """The sentence, where it is shown, is that of the cell under the cursor."""
        sentence = self.query_one(Sentence)
        if sentence.is_open:
            self._show_sentence()
        self._foot()

    def _show_sentence(self) -> None:
        self.query_one(Sentence).open(*self.table.current)

    def do_view_open(self) -> None:
        """Show the sentence that the figure under the cursor stands in, or hide it again."""
        if self.table.message:
            return
        sentence = self.query_one(Sentence)
        if sentence.is_open:
            sentence.close()
        else:
            self._show_sentence()

    # copying: the sentence is there, so only its source has to be read

    def do_copy_text(self) -> None:
        """Copy the sentence that the figure under the cursor stands in."""
        if (value := self._value_here()) is not None:
            copy_out(self.desk, excerpt_text([Excerpt((value.sentence,))]))

    def do_copy_quote(self) -> None:
        """Copy that sentence with its source."""
        if (value := self._value_here()) is None:
            return
        library, key, told = self.desk.library, self.table.current[0].key, value

        def work(_: Stale) -> Message:
            article = library.article_by_key(key)
            line = article.parts()[told.part].line
            return TextToCopy(quotation([Excerpt((told.sentence,), article, (line, line))]))

        self.desk.thread.submit("copy", work, self)

    def on_text_to_copy(self, event: TextToCopy) -> None:
        """The source has been read."""
        event.stop()
        copy_out(self.desk, event.text)

    def _value_here(self) -> StoryValue | None:
        value = None if self.table.message else self.table.current[1]
        if value is None:
            self.say("nothing to copy here")
        return value

    def show_place(self) -> None:
        """Show the keys of the table, which are not those of the list that it is a place of."""
        if self.is_mounted:
            self.footer.show_keys(BACK_KEYS if self.table.message else KEYS, self.live_actions())

    def do_table_left(self) -> None:
        """The column before."""
        self.table.move_column(-1)

    def do_table_right(self) -> None:
        """The next column."""
        self.table.move_column(1)

    def do_pane_next(self) -> None:
        """The next column."""
        self.table.move_column(1)

    def do_pane_previous(self) -> None:
        """The column before."""
        self.table.move_column(-1)

    def do_view_back(self) -> None:
        """Back to where it was opened from."""
        self.desk.thread.drop("figures")
        self.dismiss()

    def do_prompt_cancel(self) -> None:
        """Hide the sentence; else back."""
        sentence = self.query_one(Sentence)
        if sentence.is_open:
            sentence.close()
        else:
            self.do_view_back()
