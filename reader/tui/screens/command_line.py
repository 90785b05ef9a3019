"""The command line over a screen: a line to type in, the ways to go on above it, and the commands typed before."""

from textual import on
from textual.widgets import Input

from reader.errors import ReaderError
from reader.tui.commands import COMMANDS, Way, common_beginning, read_command, ways_on
from reader.tui.history import Recall, remembered
from reader.tui.running import prepare
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.screens.help import page_names
from reader.tui.screens.prompt_screen import CompletedPrompt
from reader.tui.widgets.pop_up import Entry, PopUpList


class CommandLine(CompletedPrompt):
    """Takes one command for the screen `below`, which stays in sight."""

    def __init__(self, below: DeskScreen) -> None:
        super().__init__(":", f"an action, or {', '.join(command.name for command in COMMANDS)}")
        self._below = below
        self._actions = {id: keys for id, keys in below.live_actions().items() if id != "command.open"}
        self._found: list[Way] = []
        self._recall: Recall | None = None

    # completing

    @on(Input.Changed, "#prompt-text")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._recall = None
        self.list_ways()

    def list_ways(self) -> None:
        """List the commands and arguments that go on from what is typed; none where it is typed in full."""
        line = self.bar.value.strip()
        arguments = {"theme": self.desk.theme_names, "help": page_names()}
        self._found = ways_on(self.bar.value, self._actions, arguments) if line else []
        in_full = len(self._found) == 1 and self._found[0].line == line
        self.show_ways([] if in_full else [Entry(way.told, way.key) for way in self._found])

    @property
    def _chosen(self) -> Way | None:
        at = self.ways.cursor
        return self._found[at] if self.ways.is_open and at is not None else None

    def do_prompt_complete(self) -> None:
        """Fill in what all ways have in common; then choose one after the other."""
        line = common_beginning(self._found, self.bar.value)
        if self._chosen is None and line != self.bar.value:
            self.put(line)
            self.list_ways()
        elif len(self._found) == 1:
            self._fill_in(self._found[0])
        elif self.ways.is_open:
            self.ways.move(1)
        elif not self.bar.value.strip():
            self.say("a letter lists the commands that begin with it; ? lists the keys")

    def _fill_in(self, way: Way) -> None:
        self.put(way.line if way.whole or way.line.endswith("/") else f"{way.line} ")
        self.list_ways()

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
        self.put(self._recall.text)
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
            self.put(line)
            self.ways.close()
            self.say(f"{fault.message}; {fault.hint}" if fault.hint else fault.message, warning=True)
            return
        self.session.commands = remembered(self.session.commands, line)
        self.dismiss()
        await work(self._below)
