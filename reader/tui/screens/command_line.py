"""The command line over a screen: a line to type in, the ways to go on above it, and the commands typed before."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from reader.errors import ReaderError
from reader.tui.commands import COMMANDS, Way, common_beginning, read_command, ways_on
from reader.tui.history import Recall, remembered
from reader.tui.running import prepare
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.screens.help import page_names
from reader.tui.widgets.pop_up import Entry, PopUpList
from reader.tui.widgets.search_bar import PromptInput

MOST_WAYS = 10
"""Ways to go on that are listed; more letters show the others."""

_BELOW = 2
"""Lines below the list: the command line and the footer."""

_FRAME = 2


class Ways(PopUpList, can_focus=False, inherit_bindings=False):
    """The ways to go on."""


class CommandLine(DeskScreen):
    """Takes one command for the screen `below`, which stays in sight; `text` stands in the line at first."""

    CSS_PATH = "command_line.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "PromptInput"
    PLACE: ClassVar[str] = "prompt"

    def __init__(self, below: DeskScreen) -> None:
        super().__init__()
        self._below = below
        self._actions = {id: keys for id, keys in below.live_actions().items() if id != "command.open"}
        self._found: list[Way] = []
        self._recall: Recall | None = None

    def compose(self) -> ComposeResult:
        """The line, the list above it, the footer."""
        yield Ways(id="command-ways")
        with Horizontal(id="command"):
            yield Static(":", id="command-sign", markup=False)
            names = ", ".join(command.name for command in COMMANDS)
            yield PromptInput(placeholder=f"an action, or {names}", id="command-text")
        yield from self.compose_frame()

    @property
    def bar(self) -> PromptInput:
        """What is typed."""
        return self.query_one("#command-text", PromptInput)

    @property
    def ways(self) -> Ways:
        """The ways to go on."""
        return self.query_one(Ways)

    # completing

    @on(Input.Changed, "#command-text")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._recall = None
        self._list()

    def on_resize(self) -> None:
        """The list stands on the line."""
        self._list()

    def _list(self, chosen: int | None = None) -> None:
        line = self.bar.value
        arguments = {"theme": self.desk.theme_names, "help": page_names()}
        found = ways_on(line, self._actions, arguments) if line.strip() else []
        self._found, more = found[:MOST_WAYS], len(found) - MOST_WAYS
        if not self._found or (len(found) == 1 and found[0].line == line.strip()):
            self.ways.close()
            return
        note = f"… {more} more" if more > 0 else ""
        entries = [Entry(way.told, way.key) for way in self._found]
        rows = len(entries) + bool(note)
        self.ways.open(entries, x=0, y=max(0, self.size.height - _BELOW - _FRAME - rows), cursor=chosen, note=note)

    @property
    def _chosen(self) -> Way | None:
        at = self.ways.cursor
        return self._found[at] if self.ways.is_open and at is not None else None

    def do_prompt_complete(self) -> None:
        """Fill in what all ways have in common; then choose one after the other."""
        line = common_beginning(self._found, self.bar.value)
        if self._chosen is None and line != self.bar.value:
            self._put(line)
            self._list()
        elif len(self._found) == 1:
            self._fill_in(self._found[0])
        elif self.ways.is_open:
            self.ways.move(1)
        elif not self.bar.value.strip():
            self.say("a letter lists the commands that begin with it; ? lists the keys")

    def do_pane_previous(self) -> None:
        """Choose the way before."""
        if self.ways.is_open:
            self.ways.move(-1)

    def _put(self, line: str) -> None:
        self.bar.put(line, len(line))

    def _fill_in(self, way: Way) -> None:
        self._put(way.line if way.whole or way.line.endswith("/") else f"{way.line} ")
        self._list()

    @on(PopUpList.Taken)
    async def _take(self, event: PopUpList.Taken) -> None:
        event.stop()
        await self._go_with(self._found[event.row])

    async def _go_with(self, way: Way) -> None:
        if way.whole:
            await self._run(way.line)
        else:
            self._fill_in(way)

    # history

    def do_history_previous(self) -> None:
        """The command before; in the list one up."""
        self._go_through(-1)

    def do_history_next(self) -> None:
        """The command after; in the list one down."""
        self._go_through(1)

    def _go_through(self, step: int) -> None:
        if self._chosen is not None:
            self.ways.move(step)
            return
        if self._recall is None:
            self._recall = Recall(self.session.commands, self.bar.value, self.bar.value)
        if not (self._recall.older() if step < 0 else self._recall.newer()):
            self.say("no earlier command begins so" if step < 0 else "this is the newest")
            return
        self._put(self._recall.text)
        self.ways.close()

    # running

    async def do_prompt_accept(self) -> None:
        """Run what is typed, or what was chosen; what cannot be read stays, with what was probably meant."""
        if self._chosen is not None:
            await self._go_with(self._chosen)
        elif self.bar.value.strip():
            await self._run(self.bar.value)
        else:
            self.dismiss()

    async def _run(self, line: str) -> None:
        try:
            order = read_command(line, self._actions)
            work = prepare(order, self.desk)
        except ReaderError as fault:
            self._put(line)
            self.ways.close()
            self.say(f"{fault.message}; {fault.hint}" if fault.hint else fault.message, warning=True)
            return
        self.session.commands = remembered(self.session.commands, line)
        self.dismiss()
        await work(self._below)

    def do_prompt_cancel(self) -> None:
        """Back to the screen below."""
        self.dismiss()
