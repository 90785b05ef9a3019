"""When cyclic garbage is looked for: while nobody types, and never among what work has read into memory.

A look holds the interpreter from its beginning to its end, and no key is answered. Left to Python, a desk on a hundred
thousand articles looks at everything every few seconds of typing, which takes 50 to 140 ms each time, and over the
names of these articles 0.3 s (measured); there is no cycle among them.
"""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

MANY = 5_000
"""Objects that work leaves behind above which they are a table that stays: an answer leaves some 2,000 behind."""

LOOK_SECONDS = 1.0
"""Between two moments at which a look may begin; so long, too, nobody has typed when it does."""

SOME = 5_000
"""New objects from which on a look is worth it."""

TOO_MANY = 500_000
"""New objects, some 50 MB, that are looked at also while somebody types: a key may be held down for long."""

FULL_SECONDS = 10.0
"""How long nobody has typed before everything is looked at: whoever has left a desk for so long reads."""

FULL = 100_000
"""Objects that are looked at as new ones until everything is looked at."""


_at_work: list[None] = []
"""An entry for each piece of work under way for which nothing is looked for, on whichever thread."""


class GarbageLooks:
    """Looks for the garbage of a process in which Python itself looks for none; elsewhere does nothing.

    `clock` tells seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._typed = clock()
        self._looked_at = 0

    def begin(self) -> None:
        """All there is now stays."""
        gc.freeze()

    def typed(self) -> None:
        """Somebody is at work."""
        self._typed = self._clock()

    def look(self) -> None:
        """Look for garbage if it is time. To be called every `LOOK_SECONDS`."""
        if gc.isenabled() or _at_work:
            return
        new, quiet = gc.get_count()[0], self._clock() - self._typed
        if quiet >= FULL_SECONDS and self._looked_at + new >= FULL:
            self._looked_at = 0
            gc.collect()
        elif new >= (SOME if quiet >= LOOK_SECONDS else TOO_MANY):
            self._looked_at += new
            gc.collect(1)


@contextmanager
def none_looked_for() -> Iterator[None]:
    """Look for no garbage while this work is done, and at none of the objects that it leaves behind in great number."""
    enabled = gc.isenabled()
    gc.disable()
    _at_work.append(None)
    before = gc.get_count()[0]
    try:
        yield
    finally:
        _at_work.pop()
        if gc.get_count()[0] - before > MANY:
            gc.freeze()
        if enabled:
            gc.enable()
