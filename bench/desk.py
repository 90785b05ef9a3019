"""From a key to the painted answer in the whole desk on a large archive, and keys in the list while work goes on."""

import argparse
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.archives import FOLDER, kept_folders, label, open_archive
from bench.measure import DESK, ROOT, median_ms, parser_of
from bench.painted import HEIGHT, WIDTH, Painted

WORDS = 48
PRESSES = 120
PRESSES_A_SEARCH = 8
HOSTILE = (
    '"of the"~3', '"said the"', "pro* OR con* OR sta* OR com*", "same:sentence( the of )", "same:paragraph( said not )",
    "section:( company -bank )", "the NEAR/100 of NEAR/100 said", "NOT " * 100 + "ferry", "(" * 20 + "said" + ")" * 20,
    "words:0..", "date:0001..9999", "any:( " + " ".join("abcdefghijklmnopqrstuvwxyz") + " )", "said " * 100, "x" * 4000,
)  # fmt: skip
"""Questions that cost as much as any may; what cannot be answered is refused or stopped."""
CLEAR = "/\x1b[F\x15"
"""Into the bar and out with what stands there. Where a refused query has left the caret in it, `/` is typed there."""
QUIET_SECONDS = 0.25
PATIENCE = 20.0
SETTLE_SECONDS = 5.0
"""How long is waited for a number and rows that may never come: a question that is refused leaves the old ones."""


class Screen:
    """The desk in a pseudo-terminal."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.child, self._terminal = pty.fork()
        if self.child == 0:
            os.chdir(ROOT)
            os.execvpe(command[0], list(command), dict(environment))
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        self.painted = Painted()

    def send(self, keys: str) -> None:
        """Type."""
        os.write(self._terminal, keys.encode())

    def _take(self, seconds: float) -> bool:
        """Take what comes next; whether anything came in this time."""
        if not select.select([self._terminal], [], [], max(0.0, seconds))[0]:
            return False
        self.painted.take(os.read(self._terminal, 65536))
        return True

    def drain(self, seconds: float) -> None:
        """Take what comes in this time."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._take(left)

    def until(self, true: Callable[[], bool]) -> float | None:
        """Wall seconds until what is painted is so; None where it was not within `PATIENCE`."""
        began = time.perf_counter()
        while not true():
            if time.perf_counter() - began > PATIENCE:
                return None
            self._take(0.5)
        return time.perf_counter() - began

    def settle(self) -> float:
        """Wait until number and rows are there and nothing comes any longer.

        The wall seconds after which number and rows were what they are then.
        """
        began = time.perf_counter()
        seen, took = (self.painted.number, self.painted.rows), 0.0
        while time.perf_counter() - began < SETTLE_SECONDS:
            if self._take(QUIET_SECONDS):
                if seen != (now := (self.painted.number, self.painted.rows)):
                    seen, took = now, time.perf_counter() - began
            elif self.painted.is_complete:
                break
        return took

    def close(self) -> None:
        """End it."""
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self._terminal)


@contextmanager
def open_desk(archive: Path, count: int) -> Iterator[Screen]:
    """The desk on an archive, its first rows painted."""
    screen = Screen([*DESK, "--archive", str(archive)], {**os.environ, "TERM": "xterm-256color"})
    try:
        screen.until(lambda: screen.painted.number == f"{count:,} of {count:,}")
        screen.settle()
        yield screen
    finally:
        screen.close()


def typing(screen: Screen, words: Sequence[str]) -> list[float]:
    """Seconds from the last letter of each word until the number of its hits and all rows in sight are painted.

    A word that finds what it found without its last letter paints nothing anew, and is left out.
    """
    took = []
    for word in words:
        screen.send(CLEAR)
        screen.settle()
        screen.send(word[:-1])
        screen.drain(0.5)
        screen.settle()
        screen.send(word[-1])
        took.append(screen.settle())
    return [seconds for seconds in took if seconds]


def press(screen: Screen, *, down: bool) -> float | None:
    """Seconds from a key in the list until the cursor is painted elsewhere; None where there is no row to go to.

    From the first line there is only the way down.
    """
    before = screen.painted.cursor
    if before is None:
        return None
    screen.send("j" if down or before[0] == 0 else "k")
    return screen.until(lambda: screen.painted.cursor != before)


def presses(screen: Screen) -> list[float]:
    """The same for many keys, the list already in focus."""
    took = []
    for number in range(PRESSES):
        screen.drain(0.03)
        took.append(press(screen, down=number // 15 % 2 == 0))
    return [seconds for seconds in took if seconds is not None]


def presses_while_searching(screen: Screen, queries: Sequence[str]) -> list[float]:
    """The same while one search after the other runs on the search thread."""
    took = []
    for query in queries:
        screen.send(CLEAR)
        screen.settle()
        screen.send(f"{query}\r")
        for number in range(PRESSES_A_SEARCH):
            screen.drain(0.02)
            pressed = press(screen, down=number % 2 == 0)
            if pressed is None:  # a question that is refused keeps the keys: they go into it
                break
            took.append(pressed)
        screen.settle()
    return took


def main(arguments: Sequence[str]) -> None:
    """Print the figures for the archive of the size asked for, made where it is not there yet."""
    parser = parser_of("desk", __doc__)
    parser.add_argument("--size", type=int, default=1_000, help="articles; default: 1000")
    parser.add_argument("--dump", type=Path, action="append", default=[], help="take bodies from here, not the sample")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where archives and indexes are kept")
    options = parser.parse_args(arguments)
    with kept_folders(options.folder):
        from bench.questions import choose_questions

        library = open_archive(options.folder, options.size, options.dump)
        count, archive = library.count(), library.folder
        questions = choose_questions(library)
        words = [question.words[0] for kind in ("common", "rare", "topic and word") for question in questions[kind]]
        library.close()
        words = words[:: max(1, len(words) // WORDS)]
        print(f"{label(options.size)} articles")
        with open_desk(archive, count) as screen:
            print(f"last letter to painted hits   {median_ms(typing(screen, words))}")
            screen.send("\x1b")
            screen.settle()
            print(f"key in the list               {median_ms(presses(screen))}")
            pairs = [f"{first} OR {second}" for first, second in zip(words[::2], words[1::2], strict=False)]
            print(f"key while searches run        {median_ms(presses_while_searching(screen, pairs))}")
            print(f"key while hostile ones run    {median_ms(presses_while_searching(screen, HOSTILE))}")
            screen.send(f"{CLEAR}\r")
            screen.settle()
            with busy_indexer(options):
                print(f"key while an indexer runs     {median_ms(presses(screen))}")


@contextmanager
def busy_indexer(options: argparse.Namespace) -> Iterator[None]:
    """A run that files and indexes the smallest corpus again and again in an archive of its own, on every core."""
    corpus = options.folder / "corpus-1k.jsonl"
    script = (
        "import itertools, sys, tempfile; from pathlib import Path; from reader.library import Library;"
        "from reader.config import Config\n"
        "for _ in itertools.count():\n"
        "    with tempfile.TemporaryDirectory() as folder, Library(Path(folder) / 'archive', Config()) as library:\n"
        f"        library.add([Path({str(corpus)!r})]); library.update_index(lambda _: None, lambda: False)\n"
    )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # killed runs clear nothing away
        kept = {**os.environ, "TMPDIR": folder, "XDG_CACHE_HOME": folder}
        command = [sys.executable, "-c", script]
        runs = [subprocess.Popen(command, cwd=ROOT, env=kept) for _ in range(os.cpu_count() or 1)]
        try:
            time.sleep(1.5)
            yield
        finally:
            for run in runs:
                run.kill()
                run.wait()
