"""The desk: the app that holds the screens, the shared session, the search thread and the index watch."""

import asyncio
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen

from reader.errors import ReaderError
from reader.text import clean
from reader.tui.garbage import LOOK_SECONDS, GarbageLooks
from reader.tui.screens.opening import OpeningScreen
from reader.tui.upkeep import UpkeepApp
from reader.tui.way import Way

# All that a first frame can do without is imported when it has been painted, in `furnish`.
if TYPE_CHECKING:
    from reader.keys.keymap import Keymap
    from reader.library import Library
    from reader.tui.messages import SearchFailed, SearchFinished, SignsRead
    from reader.tui.place import DeskFile

Opener = Callable[[], "tuple[Library, str, str]"]
"""Opens the library; gives it, the query to start with (empty: that of last time), and a notice (empty: none)."""

ROW_LINES = 2
"""Lines that a row of the hit list has at least."""

SIGNALS = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT")

WATCHDOG_SECONDS = 2.0
"""How long an exit by signal may take before the process is ended at once; a vanished terminal can block forever."""

PATIENCE_SECONDS = 0.1
"""How long the empty frame waits for the first answer; then the browse screen says that the archive is being read."""

SAVE_SECONDS = 1.0

BUSY = 4
"""The exit code where the archive could not be written, as on the command line."""

VISIT_SECONDS = 0.5
"""How long leaving waits until it is taken down that the reader was here, which `new:` goes by."""

SWITCH_INTERVAL = 0.0005
"""Seconds a thread keeps the interpreter: with the default of 5 ms a search is felt while typing (measured)."""


class DeskApp(UpkeepApp, inherit_bindings=False):
    """The desk on a library, which is opened once the first frame has been painted.

    `theme` is the theme of that frame. `fault` is what kept the library from being opened, if anything did.
    """

    TITLE = "broadsheet"
    # Read with the app: a screen's own would have the whole stylesheet parsed again when the screen opens.
    CSS_PATH = ["screens/desk_screen.tcss", "screens/browse.tcss"]  # noqa: RUF012 - Textual declares it so
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", show=False, priority=True, id="app.quit")]

    keymap: "Keymap"
    _file: "DeskFile"

    def __init__(self, open_library: Opener, *, theme: str = "") -> None:
        super().__init__()
        self._open_library = open_library
        self.take_theme(theme)
        self.fault: ReaderError | None = None
        self.furnished = False
        self.animation_level = "none"
        self._early: list[events.Key] | None = []
        self._opening: list[str] = []
        self.way = Way()
        self.garbage = GarbageLooks()
        self._notice = ""
        self._saving = False
        self._saves = 0
        self._leaving = False

    async def furnish(self) -> None:
        """Open the library and have the first search made; what is typed meanwhile is not lost."""
        from reader.keys.keymap import key_problems, load_keymap
        from reader.tui.adding import Adding
        from reader.tui.indexing import IndexWatch
        from reader.tui.keeping_desk import DeskKeeping
        from reader.tui.place import DeskFile
        from reader.tui.search_thread import SearchThread
        from reader.tui.session import MAX_COLUMN, MIN_COLUMN, Session

        try:
            self.library, query, notice = self._open_library()
        except ReaderError as fault:
            self.fault = fault
            self.exit(return_code=fault.exit_code)
            return
        self._file = DeskFile(self.library.folder)
        state, state_problem = self._file.load()
        self.session = Session()
        if query in ("", state.query):
            self.session.restore(state)
        self.session.query = query or self.session.query
        self.session.places = dict(state.places)
        self.session.history = state.history
        config = self.library.config
        self.session.column = state.column if MIN_COLUMN <= state.column <= MAX_COLUMN else config.column
        self.session.centred = state.centred
        self.thread = SearchThread(self.way)
        self.index = IndexWatch(self.library, self.thread, self)
        self.adding = Adding(self.library, self)
        self.keeping = DeskKeeping(self.library, self.session.kept, self)
        self.session.theme = state.theme
        self.take_theme(state.theme or config.theme)
        self.keymap = load_keymap(config)
        self._opening = [text for text in (*config.problems, *key_problems(config, self.keymap), state_problem) if text]
        self._notice = notice
        self.furnished = True
        self._search_first()

    def _search_first(self) -> None:
        from reader.results import SearchRequest
        from reader.tui.searching import answer
        from reader.tui.widgets.row_source import ListPlace, RowSource

        session, request = self.session, SearchRequest(self.session.query, self.session.match)
        place = ListPlace(RowSource(), 0, range(self.size.height // ROW_LINES))
        self.thread.submit(
            "search",
            lambda stale: answer(self.library, session, request, stale, lambda: (place, session.cursor_key)),
            self,
        )
        self.set_timer(PATIENCE_SECONDS, self._open_browse)
        import reader.tui.screens.browse  # noqa: F401 - while the search thread has its own to load

    async def on_search_finished(self, event: "SearchFinished") -> None:
        """The first answer is there: the browse screen is painted with it."""
        await self._open_browse(event)

    async def on_search_failed(self, event: "SearchFailed") -> None:
        """There is no first answer: the browse screen says why."""
        await self._open_browse(event)

    async def _open_browse(self, answer: "SearchFinished | SearchFailed | None" = None) -> None:
        """Open the browse screen, with the first answer or without; give it an answer that comes later."""
        from reader.tui.screens.browse import BrowseScreen

        if self._leaving or not self.is_running:
            return
        if next(self._desk_screens(), None) is None:
            await self.push_screen(BrowseScreen(answer))
        elif answer is not None:
            await self.browse.take_answer(answer)

    def choose_theme(self, name: str) -> None:
        """Paint the desk in a theme, now and at the next start."""
        self.theme = name
        self.session.theme = name
        self.keep()

    # keys

    async def on_event(self, event: events.Event) -> None:
        """Give keys to the screen that is open, each only when the one before has been dealt with.

        Textual hands them on through the queue of the widget in focus, so that of two keys that come together the
        second goes where the focus was before the first.
        """
        if isinstance(event, events.InputEvent):
            self.garbage.typed()
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._early is not None:
            self._early.append(event)
        elif self.screen is not self.desk_screen:
            await super().on_event(event)
        else:  # the key that leaves from any screen of Textual's is one of the table here
            await self.screen.take_key(event)

    async def take_early_keys(self) -> None:
        """Deal with what was typed before there was a screen to type into; from now on keys are taken as they come."""
        while self._early:
            await self.desk_screen.take_key(self._early.pop(0))
        self._early = None

    # life

    def get_default_screen(self) -> Screen[None]:
        """The empty frame, painted first."""
        return OpeningScreen(self.furnish)

    def on_load(self) -> None:
        """Before the terminal is touched: make every way out restore it."""
        sys.setswitchinterval(SWITCH_INTERVAL)
        if threading.current_thread() is threading.main_thread():
            loop = asyncio.get_running_loop()
            for name in SIGNALS:
                if hasattr(signal, name):
                    loop.add_signal_handler(getattr(signal, name), self.leave, getattr(signal, name))

    def say_opening(self) -> None:
        """Once the first articles are there: say what there is to say, look at the index, and for garbage."""
        self.garbage.begin()
        self.set_interval(LOOK_SECONDS, self.garbage.look)
        self.index.check()
        self._read_signs()
        self.keeping.load()
        self.saved_changed()
        self.watch_version()
        told = [*self._opening, *self._load_all_themes(), *filter(None, [self._notice])]
        self._opening, self._notice = [], ""
        for text in told:
            self.session.say(text)
        if told:
            self.say(told[0] if len(told) == 1 else f"{len(told)} messages (:messages lists them): {told[0]}")

    def _load_all_themes(self) -> list[str]:
        """Load the themes that can be chosen; a sentence on each that cannot be used, or is not there."""
        if self.theme_names:
            return []
        from reader.theme_files import theme_problem

        problems = self.load_all_themes()
        wanted = [self.session.theme, self.library.config.theme]
        problems += filter(None, [theme_problem(wanted[1], self.theme_names)])
        if self.session.theme not in self.theme_names:
            self.session.theme = ""
        self.theme = next((name for name in (*wanted, *self.theme_names) if name in self.theme_names), self.theme)
        return problems

    def _read_signs(self) -> None:
        from reader.tui.messages import SignsRead

        self.thread.submit("signs", lambda _: SignsRead(self.library.topic_signs()), self)

    def on_signs_read(self, event: "SignsRead") -> None:
        """Topics have their own letters from now on; until then the first letter of each stood for it."""
        self.session.signs = event.signs
        if not self.is_closing:
            for screen in self._desk_screens():
                screen.show_signs()

    def leave(self, number: int) -> None:
        """Go on a signal: state saved, indexing stopped, terminal restored, exit 128 + number."""
        watchdog = threading.Timer(WATCHDOG_SECONDS, os._exit, [128 + number])
        watchdog.daemon = True
        watchdog.start()
        self.close_desk()
        self.exit(return_code=128 + number)

    async def action_quit(self) -> None:
        """Leave broadsheet, once all that was changed is written."""
        left = await self.keeping.finish() if self.furnished else 0
        self.close_desk()
        told = Text(f"not written, because the archive is busy: {left} of the last changes") if left else None
        self.exit(return_code=BUSY if left else 0, message=told)

    def close_desk(self) -> None:
        """Stop what runs and save the state; safe to call twice."""
        if not self.furnished:
            return
        self._leaving = True
        self.keeping.settle()
        self.index.cancel()
        self.adding.cancel(wait=True)
        for screen in self._desk_screens():
            screen.take_down()
        self._saves += 1
        self._file.save(self.session.state(), self._saves)
        # Another program may be writing for a while; leaving does not wait for it.
        visit = threading.Thread(target=self._keep_visit, daemon=True, name="visit")
        visit.start()
        visit.join(VISIT_SECONDS)

    def _keep_visit(self) -> None:
        with contextlib.suppress(ReaderError):
            self.library.keep_visit()

    def keep(self) -> None:
        """Save the state soon; changes within a second are saved together, off the interface's thread."""
        if not self._saving:
            self._saving = True
            self.set_timer(SAVE_SECONDS, self._save)

    def _save(self) -> None:
        self._saving = False
        self._saves += 1
        state, number = self.session.state(), self._saves

        def work() -> None:
            if problem := self._file.save(state, number):
                self.call_later(self.say, problem)

        threading.Thread(target=work, daemon=True, name="save").start()

    # faults

    def _fatal_error(self) -> None:
        """One line on the screen; the traceback, without any values, in the log."""
        from reader.log import write_log

        fault = sys.exception()
        with contextlib.suppress(Exception):  # the first fault is the one to tell
            self.close_desk()
        self.panic(Text(clean(write_log(fault))))
