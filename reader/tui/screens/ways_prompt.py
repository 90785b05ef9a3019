"""A line to be typed with the ways in which it can go on listed above it; what tags and dossiers are asked with."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from reader.text import collapse, fold
from reader.tui.content import content
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.widgets.pop_up import Entry, PopUpList
from reader.tui.widgets.search_bar import PromptInput

MOST_WAYS = 10
"""Ways that are listed; more letters show the others."""

_BELOW, _FRAME = 2, 2
"""Lines below the list: the prompt and the footer; lines of its frame."""


class Ways(PopUpList, can_focus=False, inherit_bindings=False):
    """What begins, or goes on, as what is typed."""


class WaysPrompt(DeskScreen):
    """Asks for a text; `question` stands before what is typed, `placeholder` where nothing is.

    `offered` are the ways to go on; None: they are not known yet.
    """

    CSS_PATH = "keeping_dialogs.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "PromptInput"
    PLACE: ClassVar[str] = "prompt"

    def __init__(self, question: str, placeholder: str, offered: Sequence[Entry] | None = None) -> None:
        super().__init__()
        self._question = question
        self._placeholder = placeholder
        self._offered = offered

    def compose(self) -> ComposeResult:
        """The line, the list above it, the footer."""
        yield Ways(id="ways")
        with Horizontal(id="asked"):
            yield Static(content(f"{self._question}: "), id="asked-sign", markup=False)
            yield PromptInput(placeholder=self._placeholder, id="asked-text")
        yield from self.compose_frame()

    @property
    def bar(self) -> PromptInput:
        """What is typed."""
        return self.query_one("#asked-text", PromptInput)

    @property
    def ways(self) -> Ways:
        """The ways to choose from."""
        return self.query_one(Ways)

    def offer(self, entries: Sequence[Entry]) -> None:
        """The ways are known now."""
        self._offered = entries
        if self.is_mounted and self.is_current:  # it may have been left meanwhile
            self._list()

    # completing

    def piece(self) -> tuple[str, str]:
        """What stands before that which is being completed, and that itself."""
        return "", self.bar.value

    def taken(self, before: str) -> Sequence[str]:  # noqa: ARG002 - for lines of several pieces
        """What stands in the line already and is not offered again."""
        return ()

    def found(self) -> list[Entry]:
        """The ways that begin as typed, then those that hold it; none where it is typed in full."""
        before, piece = self.piece()
        typed, taken = fold(collapse(piece)), set(self.taken(before))
        known = [entry for entry in self._offered or () if entry.text not in taken]
        found = [entry for entry in known if fold(entry.text).startswith(typed)]
        found += [entry for entry in known if entry not in found and typed in fold(entry.text)]
        return [] if len(found) == 1 and found[0].text == collapse(piece) else found

    @on(Input.Changed, "#asked-text")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._list()

    def on_resize(self) -> None:
        """The list stands on the line."""
        self._list()

    def _list(self) -> None:
        found = self.found()
        if not found:
            self.ways.close()
            return
        note = f"… {len(found) - MOST_WAYS} more" if len(found) > MOST_WAYS else ""
        rows = min(len(found), MOST_WAYS) + bool(note)
        y = max(0, self.size.height - _BELOW - _FRAME - rows)
        self.ways.open(found[:MOST_WAYS], x=0, y=y, cursor=None, note=note)

    def do_prompt_complete(self) -> None:
        """Take the only one that goes on so, or choose one after the other."""
        found = self.found()
        if len(found) == 1:
            self._fill_in(found[0].text)
        elif self.ways.is_open:
            self.ways.move(1)

    def do_pane_previous(self) -> None:
        """Choose the one before."""
        if self.ways.is_open:
            self.ways.move(-1)

    def do_history_next(self) -> None:
        """In the list one down."""
        self.do_prompt_complete()

    def do_history_previous(self) -> None:
        """In the list one up."""
        self.do_pane_previous()

    def _fill_in(self, text: str) -> None:
        before, _ = self.piece()
        line = f"{before} {text}" if before else text
        self.bar.put(line, len(line))
        self._list()

    @on(PopUpList.Taken)
    def _row_taken(self, event: PopUpList.Taken) -> None:
        event.stop()
        self._fill_in(self.found()[event.row].text)

    # the end

    def do_prompt_accept(self) -> None:
        """Fill in what was chosen; else take what is typed."""
        at = self.ways.cursor if self.ways.is_open else None
        if at is not None:
            self._fill_in(self.found()[at].text)
            self.ways.close()
        else:
            self.accept(self.bar.value)

    def accept(self, line: str) -> None:
        """The line is typed."""
        raise NotImplementedError

    def do_prompt_cancel(self) -> None:
        """Back, with all as it is."""
        self.dismiss()
