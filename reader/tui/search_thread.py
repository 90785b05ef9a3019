"""The one thread that asks the library: a newer request of a kind replaces the one that waits."""

import threading
from collections.abc import Callable
from functools import partial

from textual.message import Message
from textual.message_pump import MessagePump

from reader.errors import StaleSearch
from reader.tui.garbage import none_looked_for
from reader.tui.messages import WorkFailed
from reader.tui.way import Way

Stale = Callable[[], bool]
Work = Callable[[Stale], Message]

SLOTS = (
    "search", "rows", "index", "reader", "left", "right", "copy", "compare", "companion", "figures", "preview",
    "completion", "timeline", "doctor", "names", "explain", "topics", "roll", "lights", "lit", "series", "echo",
    "stories", "signs", "related", "saved", "export", "digest", "version",
)  # fmt: skip
"""The kinds of work, the most urgent first. At most one of each waits."""

FIRST = SLOTS[0]


class SearchThread:
    """Runs work one piece at a time on a daemon thread, so that the interface stays free and quitting never waits.

    Work computes and returns a message; the message is posted only while its slot has no newer work. It waits while
    the `way` is not clear.
    """

    def __init__(self, way: Way | None = None) -> None:
        self._way = way or Way()
        self._wake = threading.Condition()
        self._waiting: dict[str, tuple[int, Work, MessagePump]] = {}
        self._newest = dict.fromkeys(SLOTS, 0)
        self._thread: threading.Thread | None = None

    def submit(self, slot: str, work: Work, receiver: MessagePump) -> None:
        """Have work done; what waits in the slot is replaced, what runs in it becomes stale."""
        with self._wake:
            self._newest[slot] += 1
            self._waiting[slot] = (self._newest[slot], work, receiver)
            self._wake.notify()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True, name="search")
                self._thread.start()

    def drop(self, slot: str) -> None:
        """Nobody waits for this slot any longer."""
        with self._wake:
            self._newest[slot] += 1
            self._waiting.pop(slot, None)

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._waiting)
                slot = next(slot for slot in SLOTS if slot in self._waiting)
                number, work, receiver = self._waiting.pop(slot)
            try:
                self._way.wait()
                with none_looked_for():
                    message: Message | None = work(partial(self._is_stale, slot, number))
            except StaleSearch:
                message = None
                with self._wake:  # it only made way for a search, and is begun anew after it
                    if number == self._newest[slot]:
                        self._waiting.setdefault(slot, (number, work, receiver))
            except Exception as error:  # told to the screen, which knows what was asked
                message = WorkFailed(slot, error)
            if message is not None and number == self._newest[slot]:
                receiver.post_message(message)

    def _is_stale(self, slot: str, number: int) -> bool:
        """Whether newer work of its kind has come, or a search waits, which goes before all else.

        Work asks this now and then, so here it makes way for the interface; the interface itself never waits.
        """
        if threading.current_thread() is self._thread:
            self._way.wait()
        return number != self._newest[slot] or (slot != FIRST and FIRST in self._waiting)
