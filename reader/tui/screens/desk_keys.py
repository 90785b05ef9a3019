"""What every screen of the desk can do: moving about in a pane, and what concerns the desk as a whole."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from textual.screen import Screen
from textual.widget import Widget

from reader.text import clean
from reader.tui.movement import move

if TYPE_CHECKING:
    from reader.tui.app import DeskApp
    from reader.tui.screens.desk_screen import DeskScreen

    Base = Screen[None]
else:
    Base = object


class DeskKeys(Base):
    """Mixed into the screen that all screens of the desk are made of. `redrawn`: drawing anew came last."""

    redrawn = False

    if TYPE_CHECKING:  # what the screen has to have

        @property
        def desk(self) -> DeskApp:
            """The app."""

        @property
        def place(self) -> str:
            """The place that the focus is in."""

        def key_of(self, id: str) -> str:
            """The key of an action, to be named in a sentence."""

        def live_actions(self) -> dict[str, Sequence[str]]:
            """The actions that can be started here and now, each with its keys."""

        def show_state(self) -> None:
            """Show the state of the index."""

        def say(self, text: str, *, warning: bool = False) -> None:
            """Show a message."""

    @property
    def pane(self) -> Widget | None:
        """What moving moves."""
        return self.focused

    def do_move_down(self) -> None:
        """One row or line down."""
        move(self.pane, "down")

    def do_move_up(self) -> None:
        """One row or line up."""
        move(self.pane, "up")

    def do_move_first(self) -> None:
        """The first row or line."""
        move(self.pane, "first")

    def do_move_last(self) -> None:
        """The last row or line."""
        move(self.pane, "last")

    def do_move_page_down(self) -> None:
        """One page down."""
        move(self.pane, "page_down")

    def do_move_page_up(self) -> None:
        """One page up."""
        move(self.pane, "page_up")

    def do_move_half_down(self) -> None:
        """Half a page down."""
        move(self.pane, "half_down")

    def do_move_half_up(self) -> None:
        """Half a page up."""
        move(self.pane, "half_up")

    def do_edit_undo(self) -> None:
        """Take the last change of what is kept back."""
        self.desk.keeping.undo()

    def do_prompt_cancel(self) -> None:
        """Nothing is left to drop: the dispatcher and the pop-up have done it."""

    async def do_palette_open(self) -> None:
        """List everything that can be done here."""
        from textual.command import CommandPalette

        from reader.tui.palette import DeskCommands

        await self.app.push_screen(CommandPalette(providers=[DeskCommands], placeholder="what to do"))

    async def do_command_open(self) -> None:
        """Open the command line."""
        from reader.tui.screens.command_line import CommandLine

        await self.app.push_screen(CommandLine(cast("DeskScreen", self)))

    async def do_help_keys(self) -> None:
        """List the keys of this place."""
        await self.open_help("keys")

    async def open_help(self, page: str) -> None:
        """Open the help at a page."""
        from reader.tui.screens.help import HelpScreen

        await self.app.push_screen(HelpScreen(self.place, self.live_actions(), page))

    def do_view_redraw(self) -> None:
        """Draw the screen anew; at the second time at once the bare text, which a terminal can select from."""
        if self.redrawn and self.pane is not None:
            from reader.tui.bare import bare_text, show_bare

            self.redrawn = False
            if not show_bare(self.app, bare_text(self.pane)):
                self.say("this terminal cannot be left to a text", warning=True)
            return
        self.redrawn = True
        self.app.refresh(repaint=True, layout=True)
        self.refresh(repaint=True, layout=True)
        for widget in self._widgets():
            widget.refresh(repaint=True)

    def _widgets(self) -> Iterator[Widget]:
        yield from self.query(Widget)

    def do_app_stop(self) -> None:
        """Copy what is selected with the mouse; else stop the indexing run, or say that nothing is running."""
        if selected := self.get_selected_text():
            from reader.tui.screens.copying import copy_out

            copy_out(self.desk, clean(selected.rstrip(), multiline=True))
        elif self.desk.adding.cancel():
            self.say("reading stops after this article")
        elif self.desk.index.cancel(wait=False):
            self.show_state()
            self.say("indexing stopped; the next start goes on")
        else:
            self.say(f"nothing is running; {self.key_of('app.quit')} leaves")

    def do_app_mouse(self) -> None:
        """The mouse to the terminal, which selects with it, or to the desk."""
        from reader.tui.bare import switch_mouse

        self.say("the desk has the mouse" if switch_mouse(self.app) else "the terminal has the mouse")

    def do_app_suspend(self) -> None:
        """Go to the shell."""
        self.app.action_suspend_process()

    async def do_app_quit(self) -> None:
        """Leave broadsheet."""
        await self.desk.action_quit()
