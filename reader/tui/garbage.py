"""When cyclic garbage is looked for: not in the middle of work, and never among what work has read into memory.

A look holds the interpreter from its beginning to its end. Over the names of a hundred thousand articles that takes
0.3 s, in which no key is answered (measured); there is no cycle among them.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 5_000
"""Objects that work leaves behind above which they are a table that stays: an answer leaves some 2,000 behind."""


@contextmanager
def none_looked_for() -> Iterator[None]:
    """Look for no garbage while this work is done, and at none of the objects that it leaves behind in great number."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    before = gc.get_count()[0]
    try:
        yield
    finally:
        if gc.get_count()[0] - before > MANY:
            gc.freeze()
        gc.enable()
