"""What the command line tells a person while it works: on standard error, one line at a time."""

import contextlib
import os
import sys
import time

from reader.results import Progress
from reader.text import clean

BAR_WIDTH = 24
REFRESH_SECONDS = 0.1


def say(text: str) -> None:
    """Tell one line. Where nobody can hear it, the work goes on all the same."""
    with contextlib.suppress(OSError):
        print(clean(text), file=sys.stderr, flush=True)


def say_written(what: str, path: str) -> None:
    """Tell what was written where: `412 articles → port.csv`; nothing of what went to standard output (`-`)."""
    if path != "-":
        say(f"{what} → {path}")


class ProgressBar:
    """A bar on a terminal, nothing elsewhere. Call it with each Progress; `close` wipes it."""

    def __init__(self, *, plain: bool = False) -> None:
        self._shown = not plain and os.environ.get("TERM", "") not in ("", "dumb") and sys.stderr.isatty()
        self._next = 0.0
        self._width = 0

    def __call__(self, progress: Progress) -> None:
        """Draw the newest state, at most ten times a second."""
        now = time.monotonic()
        if not self._shown or now < self._next:
            return
        self._next = now + REFRESH_SECONDS
        if not progress.total:
            self._draw(f"{progress.phase} …")
            return
        share = min(1.0, progress.done / progress.total)
        bar = ("#" * round(share * BAR_WIDTH)).ljust(BAR_WIDTH, ".")
        amount = (
            f"{progress.done:,} of {progress.total:,} {progress.unit}" if progress.unit != "bytes" else f"{share:.0%}"
        )
        self._draw(f"{progress.phase} [{bar}] {amount}")

    def _draw(self, text: str) -> None:
        line = clean(text)
        print(f"\r{line:<{self._width}}", end="", file=sys.stderr, flush=True)
        self._width = len(line)

    def close(self) -> None:
        """Wipe the bar."""
        if self._width:
            print("\r" + " " * self._width + "\r", end="", file=sys.stderr, flush=True)
            self._width = 0
