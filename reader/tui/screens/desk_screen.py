"""What all screens of the desk share: the key dispatcher, the footer, messages, and moving about in a pane."""

import inspect
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from reader.keys.action import PROMPT
from reader.results import Progress
from reader.tui.content import content
from reader.tui.keys import KeyDispatcher, Run, Waiting, typed_name
from reader.tui.screens.desk_keys import DeskKeys
from reader.tui.screens.trail_keys import TrailKeys
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


class DeskScreen(TrailKeys, DeskKeys, Screen[None], inherit_bindings=False):
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

    @property
    def has_frame(self) -> bool:
        """Whether the footer is there: a late answer may find the screen being taken down."""
        return self.is_mounted and bool(self.query(Footer))

    def on_screen_resume(self) -> None:
        """Show the state as it is now; it may have changed under another screen."""
        self.show_state()
        self.show_place()

    def show_state(self) -> None:
        """Show the index and the marks in the footer."""
        if self.has_frame:
            self.footer.show_state(self.session.state_line(wide=self.has_class("-wide")))

    def show_progress(self, progress: Progress | None) -> None:
        """Say how far the index is; None: it is done."""
        if not self.has_frame:
            return
        if progress is None:
            self.show_state()
            return
        done = f"{progress.done:,} of {progress.total:,} {progress.unit}" if progress.total else ""
        stops = f"· {self.key_of('app.stop')} stops"
        self.footer.show_state(" ".join(filter(None, [f"{progress.phase}:", done, stops])))

    def show_place(self) -> None:
        """Show the keys of the place the focus is in."""
        if self.has_frame:
            self.footer.show_place(self.place, self.live_actions())

    def on_descendant_focus(self) -> None:
        """The place has changed, perhaps by a click."""
        self.show_place()

    def say(self, text: str, *, warning: bool = False) -> None:
        """Show a message in the footer until the next key."""
        if not self.is_mounted:
            self.call_after_refresh(self.say, text, warning=warning)
            return
        self.session.say(text)
        if self.has_frame:
            self.footer.show_message(text, warning=warning)

    def show_signs(self) -> None:
        """The topics have letters of their own from now on."""

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
        return {key: id for key, id in self.desk.keymap.keys_of(self.place).items() if self.can(id)}

    def live_actions(self) -> dict[str, Sequence[str]]:
        """The actions that can be started here and now, each with its keys, of which there may be none."""
        return {row.id: keys for row, keys in self.desk.keymap.actions(self.place) if self.can(row.id)}

    def key_of(self, id: str) -> str:
        """The key of an action, to be named in a sentence; what to type after `:` where it has none."""
        return self.desk.keymap.key(id, self.place)

    @property
    def way_back(self) -> str:
        """What ends a sentence of a pane that has nothing to show."""
        return f"{self.key_of('view.back')} goes back"

    @classmethod
    def can(cls, id: str) -> bool:
        """Whether this screen knows how to carry out an action."""
        return hasattr(cls, method_of(id))

    async def take_key(self, event: events.Key) -> None:
        """Every key comes here, one after the other: none is looked at before the one before it has done its work."""
        prompt = self.focused if isinstance(self.focused, PromptInput) else None
        self.footer.clear_message()
        live = self.live_keys()
        name = typed_name(event.key, event.character, live)
        if prompt is not None and not self._dispatcher.prefix and prompt.take_key(name):
            return
        outcome = self._dispatcher.press(live, name)
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
        self.redrawn = self.redrawn and id == "view.redraw"
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


def method_of(id: str) -> str:
    """The name of the method that carries out an action."""
    return "do_" + id.replace(".", "_")
