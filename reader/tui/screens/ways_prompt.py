"""A line to be typed with the ways in which it can go on listed above it; what tags and dossiers are asked with."""

from collections.abc import Sequence

from textual import on
from textual.widgets import Input

from reader.text import collapse, fold
from reader.tui.screens.prompt_screen import CompletedPrompt
from reader.tui.widgets.pop_up import Entry, PopUpList


class WaysPrompt(CompletedPrompt):
    """Asks for a text; `question` stands before what is typed, `placeholder` where nothing is.

    `offered` are the ways to go on; None: they are not known yet.
    """

    def __init__(self, question: str, placeholder: str, offered: Sequence[Entry] | None = None) -> None:
        super().__init__(f"{question}: ", placeholder)
        self._offered = offered

    def offer(self, entries: Sequence[Entry]) -> None:
        """The ways are known now."""
        self._offered = entries
        if self.is_mounted and self.is_current:  # it may have been left meanwhile
            self.list_ways()

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

    @on(Input.Changed, "#prompt-text")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.list_ways()

    def list_ways(self) -> None:
        """List those that go on from what is typed."""
        self.show_ways(self.found())

    def do_prompt_complete(self) -> None:
        """Take the only one that goes on so, or choose one after the other."""
        found = self.found()
        if len(found) == 1:
            self._fill_in(found[0].text)
        elif self.ways.is_open:
            self.ways.move(1)

    def do_history_next(self) -> None:
        """In the list one down."""
        self.do_prompt_complete()

    def do_history_previous(self) -> None:
        """In the list one up."""
        self.do_pane_previous()

    def _fill_in(self, text: str) -> None:
        before, _ = self.piece()
        self.put(f"{before} {text}" if before else text)
        self.list_ways()

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
