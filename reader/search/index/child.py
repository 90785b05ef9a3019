"""The child's side of an indexing run: it prints JSON lines, and stops when its stdin closes."""

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from reader.errors import IndexBusy, ReaderError
from reader.results import Progress

_INTERVAL = 0.1  # seconds between two lines of progress
_GRACE = 5.0  # seconds to stop after the parent has gone: a commit of the usual size is done by then


def run_child(work: Callable[[Callable[[Progress], None], Callable[[], bool]], None]) -> int:
    """Do the work of an indexing run, handing it what reports progress and what says whether to stop.

    Prints progress, then `{"ended": true}` or `{"error": …, "hint": …}`; returns the exit code.
    """
    _give_way()
    say = _Printer()
    try:
        work(say.progress, parent_gone())
    except ReaderError as fault:
        say.line({"error": fault.message, "hint": fault.hint, "busy": isinstance(fault, IndexBusy)})
        return fault.exit_code
    except Exception as fault:
        say.line({"error": f"indexing failed ({type(fault).__name__})", "hint": "start it again with a rebuild"})
        return 1
    say.line({"ended": True})
    return 0


def parent_gone() -> Callable[[], bool]:
    """What says whether stdin has closed or a signal asked to end; where that is not heeded in time, the process ends.

    Call it from the main thread.
    """
    gone = threading.Event()

    def watch() -> None:
        while os.read(0, 4096):
            pass
        gone.set()
        # Nobody is left to wait for. Whoosh's files are whole at every moment, so ending here loses nothing.
        time.sleep(_GRACE)
        os._exit(130)

    signal.signal(signal.SIGTERM, lambda *_: gone.set())
    threading.Thread(target=watch, daemon=True, name="parent").start()
    return gone.is_set


class _Printer:
    """Prints lines to stdout, of progress at most ten a second but every new phase."""

    def __init__(self) -> None:
        self._last = 0.0
        self._phase = ""

    def progress(self, at: Progress) -> None:
        now = time.monotonic()
        if at.phase == self._phase and now - self._last < _INTERVAL:
            return
        self._last, self._phase = now, at.phase
        self.line({"phase": at.phase, "done": at.done, "total": at.total, "unit": at.unit})

    def line(self, content: dict[str, object]) -> None:
        try:
            print(json.dumps(content), flush=True)
        except BrokenPipeError:  # the parent is gone; `parent_gone` will say so
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _give_way() -> None:
    """Let the desk go first: indexing is the work that can wait."""
    with suppress(OSError):
        os.nice(5)
