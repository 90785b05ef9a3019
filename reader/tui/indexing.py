"""Keeps the index up to date while the desk is open: checks it, has it built by its own process, follows the run."""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from textual.message import Message

from reader.errors import ReaderError
from reader.results import IndexState, Progress
from reader.tui.search_thread import SearchThread, Stale

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    from reader.library import Library

UNFINISHED = ("behind", "missing", "damaged", "outdated")
"""States in which the desk has the index built."""

ELSEWHERE = ("building", "busy")
"""States in which another process builds it: the desk looks again later."""


class Run(Protocol):
    """An indexing run, as the library hands it out."""

    @property
    def error(self) -> str:
        """What went wrong, empty while nothing has."""

    @property
    def running(self) -> bool:
        """Whether it goes on."""

    def poll(self) -> Progress | None:
        """The newest progress, without waiting; None once it has ended."""

    def cancel(self) -> None:
        """Stop it."""


@dataclass
class IndexChecked(Message):
    """The index has been looked at; `started` says that it is being built now."""

    state: IndexState
    started: bool
    problem: str = ""

    @property
    def elsewhere(self) -> bool:
        """Whether another process builds it."""
        return self.state.status in ELSEWHERE


class IndexWatch:
    """The state of the index, and the one run that this desk has started, if any."""

    def __init__(self, library: "Library", thread: SearchThread, receiver: "MessagePump") -> None:
        self._library = library
        self._thread = thread
        self._receiver = receiver
        self._run: Run | None = None
        self._rebuilt = False

    def check(self, *, build: bool = True, damaged: bool = False) -> None:
        """Look at the index on the search thread, and start building it where it is unfinished and `build` holds.

        An index that a search found `damaged`, though it looks whole, is built anew, once in the life of a desk.
        """

        def work(_: Stale) -> Message:
            state, problem = self._library.index_state(), ""
            rebuild = damaged and not self._rebuilt
            if build and self._run is None and (rebuild or state.status in UNFINISHED):
                try:
                    self._rebuilt = self._rebuilt or rebuild
                    self._run = self._library.start_indexing(rebuild=rebuild)
                except ReaderError as fault:
                    problem = str(fault)
            return IndexChecked(state, self._run is not None, problem)

        self._thread.submit("index", work, self._receiver)

    @property
    def running(self) -> bool:
        """Whether this desk's own run goes on."""
        return self._run is not None

    def poll(self) -> tuple[Progress | None, str]:
        """How far the run is; None once it has ended, with its fault where it failed."""
        run = self._run
        if run is None:
            return None, ""
        progress = run.poll()
        if progress is not None or run.running:
            return progress or Progress("indexing", 0, 0, "articles"), ""
        self._run = None
        return None, run.error

    def cancel(self, *, wait: bool = True) -> bool:
        """Stop the run, and wait until its process is gone; whether there was one."""
        run, self._run = self._run, None
        if run is not None and wait:
            run.cancel()
        elif run is not None:
            threading.Thread(target=run.cancel, daemon=True, name="cancel").start()
        return run is not None
