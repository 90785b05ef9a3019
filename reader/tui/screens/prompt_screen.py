"""What prompts for one line over the screen below are made of: a sign, the line, and ways to go on listed above it."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from reader.keys.action import PROMPT
from reader.tui.content import content
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.widgets.pop_up import Entry, PopUpList
from reader.tui.widgets.search_bar import PromptInput

MOST_WAYS = 10
"""Ways that are listed; more letters show the others."""

_BELOW, _FRAME = 2, 2
"""Lines below the list: the prompt and the footer; lines of its frame."""


class PromptScreen(DeskScreen):
    """A line to type in; `sign` stands before what is typed, `placeholder` where nothing is."""

    CSS_PATH = Path(__file__).with_name("prompt_screen.tcss")
    AUTO_FOCUS: ClassVar[str | None] = "PromptInput"
    PLACE: ClassVar[str] = PROMPT

    def __init__(self, sign: str, placeholder: str) -> None:
        super().__init__()
        self._sign = sign
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """The line, the footer."""
        with Horizontal(id="prompt"):
            yield Static(content(self._sign), id="prompt-sign", markup=False)
            yield PromptInput(placeholder=self._placeholder, id="prompt-text")
        yield from self.compose_frame()

    @property
    def bar(self) -> PromptInput:
        """What is typed."""
        return self.query_one("#prompt-text", PromptInput)

    def put(self, line: str) -> None:
        """Put another line in, the caret behind it."""
        self.bar.put(line, len(line))

    def do_prompt_cancel(self) -> None:
        """Back to the screen below, with all as it is."""
        self.dismiss()


class Ways(PopUpList, can_focus=False, inherit_bindings=False):
    """The ways in which a line can go on."""


class CompletedPrompt(PromptScreen):
    """A prompt with the ways to go on listed above its line."""

    def compose(self) -> ComposeResult:
        """The list, the line, the footer."""
        yield Ways(id="prompt-ways")
        yield from super().compose()

    @property
    def ways(self) -> Ways:
        """The ways to choose from."""
        return self.query_one(Ways)

    def list_ways(self) -> None:
        """List the ways to go on from what is typed."""
        raise NotImplementedError

    def show_ways(self, entries: Sequence[Entry]) -> None:
        """Show these ways on the line, the first of them where they are many; none is chosen yet."""
        if not entries:
            self.ways.close()
            return
        more = len(entries) - MOST_WAYS
        rows = min(len(entries), MOST_WAYS + 1)
        y = max(0, self.size.height - _BELOW - _FRAME - rows)
        self.ways.open(entries[:MOST_WAYS], x=0, y=y, cursor=None, note=f"… {more:,} more" if more > 0 else "")

    def on_resize(self) -> None:
        """The list stands on the line."""
        self.list_ways()

    def do_pane_previous(self) -> None:
        """Choose the way before."""
        if self.ways.is_open:
            self.ways.move(-1)
