"""Completion in the search bar: fields, values and words, with Tab or by itself after `field:`."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events, on
from textual.widgets import Input

from reader.results import Completion
from reader.text import clean
from reader.tui.messages import CompletionsReady, WorkFailed
from reader.tui.screens.browse_search import DEBOUNCE_SECONDS, BrowseSearch

# The list is imported when it is first opened: the first rows of the desk do not wait for it.
if TYPE_CHECKING:
    from reader.tui.widgets.completions import Completions
    from reader.tui.widgets.pop_up import PopUpList

COMPLETION_SECONDS = 0.3
"""Between `field:` and the list that opens by itself: who knows the value has typed on by then."""

FOLLOW_SECONDS = 0.05
"""Between a key and the list that is open already."""

BY_TAB, CHOOSING = "Tab chooses · Esc closes", "Enter takes · Esc closes"

_AT_VALUE = re.compile(r'[^\W\d_]+:(?:"[^"]*|\S*)\Z')


class BrowseCompletion(BrowseSearch):
    """What stands before the caret can be gone on with."""

    def __init__(self) -> None:
        super().__init__()
        self._completions: Completions | None = None
        self._shown_at = ("", 0)
        self._asked_by_tab: tuple[str, int] | None = None

    @property
    def _caret(self) -> tuple[str, int]:
        return self.bar.value, self.bar.cursor_position

    @property
    def _list(self) -> "Completions | None":
        """The list, while it is open."""
        return self._completions if self._completions is not None and self._completions.is_open else None

    @property
    def is_choosing(self) -> bool:
        """Whether a completion is being chosen, so that the keys that move belong to the list."""
        return self._list is not None and self._list.is_choosing

    # asking

    @on(Input.Changed, "SearchBar")
    def _go_on(self) -> None:
        self._asked_by_tab = None
        text, caret = self._caret
        was_open = self._list is not None
        self.close_completions()
        if _AT_VALUE.search(text[:caret]):
            self.after("completion", FOLLOW_SECONDS if was_open else COMPLETION_SECONDS, self._ask)

    def _ask(self) -> None:
        library, (text, caret) = self.desk.library, self._caret
        self.stop("completion")
        if self.focused is self.bar:
            self.desk.thread.submit(
                "completion", lambda _: CompletionsReady(text, caret, library.complete(text, caret)), self
            )

    def on_completions_ready(self, event: CompletionsReady) -> None:
        """List them, if the caret is where it was; asked for with Tab, one is taken or chosen from."""
        if (event.text, event.cursor) != self._caret or self.focused is not self.bar:
            return
        from reader.tui.widgets.completions import worth_showing

        by_tab, self._asked_by_tab = self._asked_by_tab == self._caret, None
        found = worth_showing(event.found, event.text)
        if by_tab:
            self._complete(found)
        elif found:
            self._show(found, choosing=False)

    def on_work_failed(self, event: WorkFailed) -> None:
        """Nothing is offered; a search says for itself what is wrong."""
        if event.slot == "completion" and event.words:
            event.stop()
            event.prevent_default()

    def _complete(self, found: Sequence[Completion]) -> None:
        from reader.tui.widgets.completions import common_beginning

        if not found:
            self._step_pane(1)
        elif len(found) == 1:
            self._take(found[0])
        else:
            if common := common_beginning(found, self.bar.value):
                text, caret, found = common
                self._put(text, caret)
            self._show(found, choosing=True)

    # the list

    def _show(self, found: Sequence[Completion], *, choosing: bool) -> None:
        from reader.tui.widgets.completions import Completions

        if self._completions is None:
            self._completions = Completions()
            self.mount(self._completions)
        self._shown_at = self._caret
        before = clean(self.bar.value[: found[0].start])
        x = self.bar.region.x + cell_len(before) - round(self.bar.scroll_x) - 3
        y = self.status.region.bottom
        self._completions.show(found, x=x, y=y, choosing=choosing, note=CHOOSING if choosing else BY_TAB)

    def close_completions(self) -> None:
        """Offer nothing any longer."""
        self.stop("completion")
        if self._list is not None:
            self._list.close()

    async def take_key(self, event: events.Key) -> None:
        """A list belongs to one place of the caret: it closes when that is left."""
        await super().take_key(event)
        if self._list is not None and (self.focused is not self.bar or self._caret != self._shown_at):
            self.close_completions()

    def on_descendant_focus(self) -> None:
        """The mouse may have led out of the bar."""
        if self.focused is not self.bar:
            self.close_completions()

    def on_pop_up_list_taken(self, event: "PopUpList.Taken") -> None:
        """One was chosen with the mouse."""
        if event.view is self._completions:
            event.stop()
            self.take_completion()

    def take_completion(self) -> None:
        """Write the chosen one into the query."""
        if self._list is not None and (chosen := self._list.chosen):
            self._take(chosen)

    def _take(self, completion: Completion) -> None:
        from reader.tui.widgets.completions import filled_in

        self.close_completions()
        self._put(*filled_in(self.bar.value, completion))
        if _AT_VALUE.search(self.bar.value[: self.bar.cursor_position]) and completion.text.endswith(":"):
            self.after("completion", FOLLOW_SECONDS, self._ask)

    def _put(self, text: str, caret: int) -> None:
        self.bar.put(text, caret)
        self.after("debounce", DEBOUNCE_SECONDS, self.search_now)

    # actions

    def do_pane_next(self) -> None:
        """In the bar: complete what stands before the caret; elsewhere, and where nothing does, the next pane."""
        if self.focused is not self.bar or not self.bar.value[: self.bar.cursor_position].strip():
            super().do_pane_next()
        elif self._list is None:
            self._asked_by_tab = self._caret
            self._ask()
        elif self._list.is_choosing:
            self._list.move(1)
        else:
            self._complete(self._list.found)

    def do_pane_previous(self) -> None:
        """The completion before; where none is being chosen, the pane before."""
        if self._list is not None and self.is_choosing:
            self._list.move(-1)
        else:
            super().do_pane_previous()
