"""The line under a text where words to find in it are typed."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from reader.tui.content import content
from reader.tui.widgets.search_bar import PromptInput


class FindBar(Horizontal):
    """Shut until `open` is called. What is typed comes as the `Input.Changed` of `#find-text`."""

    DEFAULT_CSS = """
    FindBar { display: none; height: 1; padding: 0 1; background: $panel; }
    FindBar.-open { display: block; }
    FindBar > #find-word { width: 5; color: $desk-sign; text-style: bold; }
    FindBar > #find-count { width: auto; color: $desk-meta; }
    """

    def compose(self) -> ComposeResult:
        """What it is for, the words, how often they stand there."""
        yield Static("find", id="find-word", markup=False)
        yield PromptInput(placeholder="words as they stand", id="find-text")
        yield Static("", id="find-count", markup=False)

    @property
    def input(self) -> PromptInput:
        """Where the words are typed."""
        return self.query_one(PromptInput)

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return self.has_class("-open")

    def open(self, words: str) -> None:
        """Show it, with words to go on with."""
        self.input.set_text(words)
        self.show_count("")
        self.add_class("-open")

    def close(self) -> None:
        """Hide it."""
        self.remove_class("-open")

    def show_count(self, text: str) -> None:
        """Say at its right how often the words stand in the text."""
        self.query_one("#find-count", Static).update(content(text))
