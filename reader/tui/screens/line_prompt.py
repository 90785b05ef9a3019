"""A prompt for one line over the screen below: a name, a query, a command; lines typed before come back."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from reader.tui.content import content
from reader.tui.history import Recall
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.widgets.search_bar import PromptInput


class LinePrompt(DeskScreen):
    """Asks `question`. `take` is told the line, and tells what is wrong with it: then the line stays."""

    CSS_PATH = "line_prompt.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "PromptInput"
    PLACE: ClassVar[str] = "prompt"

    def __init__(
        self,
        question: str,
        take: Callable[[str], str],
        text: str = "",
        placeholder: str = "",
        history: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._question = question
        self._take = take
        self._text = text
        self._placeholder = placeholder
        self._history = history
        self._recall: Recall | None = None

    def compose(self) -> ComposeResult:
        """The line, the footer."""
        with Horizontal(id="line"):
            yield Static(content(f"{self._question}: "), id="line-sign", markup=False)
            yield PromptInput(placeholder=self._placeholder, id="line-text")
        yield from self.compose_frame()

    @property
    def bar(self) -> PromptInput:
        """What is typed."""
        return self.query_one("#line-text", PromptInput)

    def on_mount(self) -> None:
        """Begin with what is there."""
        self._put(self._text)

    def _put(self, line: str) -> None:
        self.bar.put(line, len(line))

    def do_prompt_accept(self) -> None:
        """Take the line, unless something is wrong with it."""
        if fault := self._take(self.bar.value):
            self.say(fault, warning=True)
        else:
            self.dismiss()

    def do_history_previous(self) -> None:
        """The line before."""
        self._go_through(-1)

    def do_history_next(self) -> None:
        """The line after."""
        self._go_through(1)

    def _go_through(self, step: int) -> None:
        if self._recall is None:
            self._recall = Recall(self._history, self.bar.value, "")
        if self._recall.older() if step < 0 else self._recall.newer():
            self._put(self._recall.text)

    def do_prompt_cancel(self) -> None:
        """Back to the screen below."""
        self.dismiss()
