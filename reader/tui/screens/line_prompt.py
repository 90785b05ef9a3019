"""A prompt for one line over the screen below: a name, a query, a command; lines typed before come back."""

from collections.abc import Callable, Sequence

from reader.tui.history import Recall
from reader.tui.screens.prompt_screen import PromptScreen


class LinePrompt(PromptScreen):
    """Asks `question`. `take` is told the line, and tells what is wrong with it: then the line stays."""

    def __init__(
        self,
        question: str,
        take: Callable[[str], str],
        text: str = "",
        placeholder: str = "",
        history: Sequence[str] = (),
    ) -> None:
        super().__init__(f"{question}: ", placeholder)
        self._take = take
        self._text = text
        self._history = history
        self._recall: Recall | None = None

    def on_mount(self) -> None:
        """Begin with what is there."""
        self.put(self._text)

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
            self.put(self._recall.text)
