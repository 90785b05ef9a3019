"""Finding words in the text that is being read: literal, counted as they are typed, left again without a trace."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.widgets import Input

from reader.tui.document import Document
from reader.tui.widgets.find_bar import FindBar
from reader.tui.widgets.line_view import LineView, Place

if TYPE_CHECKING:
    from reader.tui.screens.desk_screen import DeskScreen

    Base = DeskScreen
else:
    Base = object


class FindingKeys(Base):
    """Mixed into a screen that shows a text in a line view, above a find bar."""

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)
        self._found = ""
        self._find_from = Place()

    if TYPE_CHECKING:  # what the screen has to have

        @property
        def view(self) -> LineView:
            """The text."""

        @property
        def can_find(self) -> bool:
            """Whether there is a text to find words in."""

        def with_found(self, words: str) -> Document:
            """The text with every place lit where these words stand; without words, with the hits of the search."""

        def show_foot(self) -> None:
            """Say below the text which hit we are at and how far we have come."""

    @property
    def find_bar(self) -> FindBar:
        """Where the words are typed."""
        return self.query_one(FindBar)

    def do_find_edit(self) -> None:
        """Find words in this text."""
        if not self.can_find:
            self.say("there is no clean text here in which words can be found")
            return
        self._find_from = self.view.place
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
        self.view.go_to(self._find_from)
        document = self.with_found(words)
        self.view.show(document, keep_place=True)
        if words and document.hits:
            self.view.select_hit(max(0, self.view.hit_number[0] - 1))
        self._show_found_count()

    def _show_found_count(self) -> None:
        number, of_all = self.view.hit_number
        said = f"{number:,} of {of_all:,}" if of_all else "not in this text" if self._found else ""
        self.find_bar.show_count(said if self._found else "")
        self.show_foot()

    def forget_found(self) -> None:
        """Another text is shown: what was found belongs to the one before."""
        self._found = ""
        self.leave_find(keep=True)

    def leave_find(self, *, keep: bool) -> bool:
        """Shut the find bar; without `keep` go back to where one was. False where it is not open."""
        if not self.find_bar.is_open:
            return False
        inside = self.focused is self.find_bar.input
        self.find_bar.close()
        if not keep and self.can_find:
            self._show_found("")
            self.view.go_to(self._find_from)
        if inside:
            self.go_to(self.view)
        return True

    def drop_found(self) -> bool:
        """The hits of the search are lit again, where one is now; False where no words were found."""
        if not self._found or not self.can_find:
            return False
        self._find_from = self.view.place
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
