"""What all screens of the desk share: the key dispatcher, the footer, messages, and moving about in a pane."""

import inspect
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from reader.results import Progress
from reader.text import clean
from reader.tui.actions import ACTIONS, PROMPT, keys_of
from reader.tui.content import content
from reader.tui.keys import KeyDispatcher, Run, Waiting, key_name
from reader.tui.movement import move
from reader.tui.widgets.footer import Footer, NextKeys
from reader.tui.widgets.one_line import OneLine
from reader.tui.widgets.search_bar import PromptInput

if TYPE_CHECKING:
    from reader.tui.app import DeskApp
    from reader.tui.session import Session

POP_UP_SECONDS = 0.4
"""How long a half-typed sequence waits before the list of what can follow opens."""

WIDTHS = [(0, "-tiny"), (40, "-narrow"), (80, "-stacked"), (110, "-wide")]
HEIGHTS = [(0, "-short"), (10, "-tall")]
"""Classes of a screen by the least columns and lines that it has."""

MINIMUM = "needs 40 × 10"


class DeskScreen(Screen[None], inherit_bindings=False):
    """A screen whose keys all come from the table of actions.

    An action `area.verb` is carried out by the method `do_area_verb`; an action without one does not exist here.
    """

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    PLACE: ClassVar[str]
    """The place that the screen is, where it is one."""

    def __init__(self) -> None:
        # Textual sets these classes once it has laid the screen out and painted it; set now, that is done once.
        size = self.app.size
        widths = self._get_breakpoint_classes(size.width, WIDTHS)
        super().__init__(classes=" ".join([*widths, *self._get_breakpoint_classes(size.height, HEIGHTS)]))
        self._dispatcher = KeyDispatcher()
        self._pop_up: Timer | None = None

    # frame

    def compose_frame(self) -> ComposeResult:
        """The parts that every screen ends with."""
        yield NextKeys()
        yield Footer()
        too_small = OneLine(classes="too-small")
        too_small.show(content(MINIMUM))
        yield too_small

    @property
    def desk(self) -> "DeskApp":
        """The app."""
        return cast("DeskApp", self.app)

    @property
    def session(self) -> "Session":
        """What the screens share."""
        return self.desk.session

    @property
    def footer(self) -> Footer:
        """The last line."""
        return self.query_one(Footer)

    def on_screen_resume(self) -> None:
        """Show the state as it is now; it may have changed under another screen."""
        self.show_state()
        self.show_place()

    def show_state(self) -> None:
        """Show the index and the marks in the footer."""
        if self.is_mounted:
            self.footer.show_state(self.session.state_line(wide=self.has_class("-wide")))

    def show_progress(self, progress: Progress | None) -> None:
        """Say how far the index is; None: it is done."""
        if not self.is_mounted or not self.query(Footer):  # it is being taken down
            return
        if progress is None:
            self.show_state()
            return
        done = f"{progress.done:,} of {progress.total:,} {progress.unit}" if progress.total else ""
        self.footer.show_state(" ".join(filter(None, [f"{progress.phase}:", done, "· Ctrl-C stops"])))

    def show_place(self) -> None:
        """Show the keys of the place the focus is in."""
        if self.is_mounted:
            self.footer.show_place(self.place, list(self.live_actions()))

    def on_descendant_focus(self) -> None:
        """The place has changed, perhaps by a click."""
        self.show_place()

    def say(self, text: str, *, warning: bool = False) -> None:
        """Show a message in the footer until the next key."""
        if not self.is_mounted:
            self.call_after_refresh(self.say, text, warning=warning)
            return
        self.session.say(text)
        self.footer.show_message(text, warning=warning)

    def take_down(self) -> None:
        """Put what is worth keeping into the session; called before the desk closes."""

    # keys

    @property
    def place(self) -> str:
        """The place of the table of actions that the focus is in."""
        return PROMPT if isinstance(self.focused, PromptInput) else self.place_of(self.focused)

    def place_of(self, pane: Widget | None) -> str:  # noqa: ARG002 - a screen with several panes looks at it
        """The place that a pane is."""
        return self.PLACE

    def live_keys(self) -> dict[str, str]:
        """The keys that do something here and now, each with its action."""
        return {key: id for key, id in keys_of(self.place).items() if self.can(id)}

    def live_actions(self) -> dict[str, list[str]]:
        """The actions that can be started here and now, each with its keys."""
        place = self.place
        return {
            row.id: list(row.keys(place)) for row in ACTIONS if row.keys(place) and self.can(row.id)
        }  # fmt: skip

    @classmethod
    def can(cls, id: str) -> bool:
        """Whether this screen knows how to carry out an action."""
        return hasattr(cls, method_of(id))

    async def take_key(self, event: events.Key) -> None:
        """Every key comes here, one after the other: none is looked at before the one before it has done its work."""
        prompt = self.focused if isinstance(self.focused, PromptInput) else None
        self.footer.clear_message()
        name = key_name(event.key, event.character)
        if prompt is not None and not self._dispatcher.prefix and prompt.take_key(name):
            return
        outcome = self._dispatcher.press(self.live_keys(), name)
        self._close_pop_up()
        if isinstance(outcome, Waiting):
            self.footer.show_prefix(outcome.prefix)
            self._pop_up = self.set_timer(POP_UP_SECONDS, lambda: self._open_pop_up(outcome))
        elif isinstance(outcome, Run):
            await self.perform(outcome.action)

    def go_to(self, pane: Widget) -> None:
        """Put the focus in a pane, at once."""
        self._drop_prefix()
        self.set_focus(pane)
        self.show_place()

    async def perform(self, id: str) -> None:
        """Carry out an action."""
        result = getattr(self, method_of(id))()
        if inspect.isawaitable(result):
            await result

    async def on_footer_pressed(self, event: Footer.Pressed) -> None:
        """A key's title in the footer was clicked."""
        event.stop()
        await self.perform(event.action)

    def _open_pop_up(self, waiting: Waiting) -> None:
        self.query_one(NextKeys).open(waiting.prefix, waiting.following)

    def _close_pop_up(self) -> None:
        if self._pop_up is not None:
            self._pop_up.stop()
            self._pop_up = None
        self.query_one(NextKeys).close()

    def _drop_prefix(self) -> None:
        if self._dispatcher.prefix:
            self._dispatcher.drop()
            self._close_pop_up()
            self.footer.clear_message()

    # what every screen can do

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

    def do_prompt_cancel(self) -> None:
        """Nothing is left to drop: the dispatcher and the pop-up have done it."""

    async def do_palette_open(self) -> None:
        """List everything that can be done here."""
        from textual.command import CommandPalette

        from reader.tui.palette import DeskCommands

        await self.app.push_screen(CommandPalette(providers=[DeskCommands], placeholder="what to do"))

    async def do_help_keys(self) -> None:
        """List the keys of this place."""
        await self.open_help("keys")

    async def open_help(self, page: str) -> None:
        """Open the help at a page."""
        from reader.tui.screens.help import HelpScreen

        await self.app.push_screen(HelpScreen(self.place, self.live_actions(), page))

    def do_view_redraw(self) -> None:
        """Draw the screen anew."""
        self.app.refresh(repaint=True, layout=True)
        self.refresh(repaint=True, layout=True)
        for widget in self._widgets():
            widget.refresh(repaint=True)

    def _widgets(self) -> Iterator[Widget]:
        yield from self.query(Widget)

    def do_app_stop(self) -> None:
        """Copy what is selected with the mouse; else stop the indexing run, or say that nothing is running."""
        if selected := self.get_selected_text():
            self.app.copy_to_clipboard(clean(selected, multiline=True).rstrip())
            self.say("copied")
        elif self.desk.index.cancel(wait=False):
            self.show_state()
            self.say("indexing stopped; the next start goes on")
        else:
            self.say("nothing is running; q leaves")

    def do_app_suspend(self) -> None:
        """Go to the shell."""
        self.app.action_suspend_process()

    async def do_app_quit(self) -> None:
        """Leave broadsheet."""
        await self.desk.action_quit()


def method_of(id: str) -> str:
    """The name of the method that carries out an action."""
    return "do_" + id.replace(".", "_")
