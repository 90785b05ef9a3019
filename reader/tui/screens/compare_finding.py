"""Finding words in both texts of a comparison at once."""

from typing import TYPE_CHECKING

from textual.widgets import Input

from reader.tui.widgets.search_bar import PromptInput

if TYPE_CHECKING:
    from reader.tui.screens.compare_pair import ComparedPair

    Base = ComparedPair
else:
    Base = object


class FindsInBoth(Base):
    """Mixed into the compare screen."""

    def do_find_edit(self) -> None:
        """Find words in both texts."""
        if not self.both_read:
            self.say("still reading …")
            return
        self.add_class("-find")
        bar = self.query_one("#find-text", PromptInput)
        bar.set_text(self._words)
        self.go_to(bar)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Light the words as they are typed."""
        if event.input.id == "find-text":
            event.stop()
            self._show_words(event.value)

    def _show_words(self, words: str) -> None:
        if words == self._words or not self.both_read:
            return
        self._words = words
        self.view.relight(*self.compared())
        if words:
            self.view.next_hit()

    def do_prompt_accept(self) -> None:
        """Keep what was found lit; n and N go through it."""
        self._close_find()

    def do_prompt_cancel(self) -> None:
        """Out of the find bar, back to the hits of the search."""
        if self.has_class("-find"):
            self._close_find()
        if self._words:
            self.query_one("#find-text", PromptInput).set_text("")
            self._show_words("")

    def _close_find(self) -> None:
        self.remove_class("-find")
        self.go_to(self.view)
