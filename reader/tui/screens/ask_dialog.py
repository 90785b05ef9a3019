"""A question before something is done to many articles: one row does it, the other leaves all as it is."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult

from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.widgets.pop_up import Entry, PopUpList


class Answers(PopUpList, can_focus=True, inherit_bindings=False):
    """The two answers."""


class AskDialog(DeskScreen):
    """Asks whether to do what `yes` says; `do` is called where that is chosen."""

    CSS_PATH = "ask_dialog.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "Answers"
    PLACE: ClassVar[str] = "menu"

    def __init__(self, yes: str, do: Callable[[], None]) -> None:
        super().__init__()
        self._entries = (Entry(yes), Entry("leave all as it is"))
        self._do = do

    def compose(self) -> ComposeResult:
        """The answers, the footer."""
        yield Answers(id="answers")
        yield from self.compose_frame()

    @property
    def answers(self) -> Answers:
        """The answers."""
        return self.query_one(Answers)

    def on_mount(self) -> None:
        """Show the answers; the first is chosen."""
        self._open(0)
        self.go_to(self.answers)

    def on_resize(self) -> None:
        """They stay in the middle."""
        self._open(self.answers.cursor or 0)

    def _open(self, cursor: int) -> None:
        width = max(len(entry.text) for entry in self._entries)
        x, y = max(0, (self.size.width - width) // 2 - 2), max(0, self.size.height // 2 - 2)
        self.answers.open(self._entries, x=x, y=y, cursor=cursor)

    def do_menu_take(self) -> None:
        """Take the answer under the cursor."""
        self.answers.take()

    def on_pop_up_list_taken(self, event: PopUpList.Taken) -> None:
        """An answer was given."""
        event.stop()
        self.dismiss()
        if event.row == 0:
            self._do()

    def do_edit_undo(self) -> None:
        """Nothing was done yet that could be taken back; what was done before is not meant."""
        self.say(f"not done yet: {self.key_of('menu.take')} does it, {self.key_of('view.back')} leaves all as it is")

    def do_view_back(self) -> None:
        """Leave all as it is."""
        self.dismiss()

    def do_prompt_cancel(self) -> None:
        """Leave all as it is."""
        self.dismiss()
