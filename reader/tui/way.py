"""The interface goes first: the search thread waits while it has something to do.

A thread that computes gives up the interpreter now and then, but whenever the interface has read or written something
it must ask for it anew, some thirty times for a key. Where the other thread waits instead, a key costs little more than
when nothing else goes on.
"""

import selectors
import threading

MOST_SECONDS = 0.1
"""How long work waits at most each time: an interface that is never idle must not end all work."""


class Way:
    """Whether the interface is idle. Where nobody says that it is not, it is."""

    def __init__(self) -> None:
        self._idle = threading.Event()
        self._idle.set()

    @property
    def is_clear(self) -> bool:
        """Whether work may go on."""
        return self._idle.is_set()

    def clear(self) -> None:
        """The interface is idle: the way is clear."""
        self._idle.set()

    def block(self) -> None:
        """The interface has something to do."""
        self._idle.clear()

    def wait(self) -> None:
        """Wait until the interface is idle, for a while at most. For every thread but that of the interface.

        After that the way counts as clear until somebody blocks it anew: what was typed may have come to nothing.
        """
        if not self.is_clear and not self._idle.wait(MOST_SECONDS):
            self.clear()


class IdleSelector(selectors.DefaultSelector):
    """Tells by the waiting of an event loop that the interface is idle: what it waits for has not come yet."""

    def __init__(self, way: Way) -> None:
        super().__init__()
        self._way = way

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What is ready, waited for as `DefaultSelector` does."""
        if timeout is not None and timeout <= 0:
            return super().select(timeout)
        self._way.clear()
        try:
            return super().select(timeout)
        finally:
            self._way.block()
