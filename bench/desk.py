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
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.archives import FOLDER, kept_folders, label, open_archive
from bench.measure import DESK, ROOT, median_ms, parser_of

WORDS = 24
PRESSES = 60
HOSTILE = (
    '"of the"~3', '"said the"', "pro* OR con* OR sta* OR com*", "same:sentence( the of )", "same:paragraph( said not )",
    "section:( company -bank )", "the NEAR/100 of NEAR/100 said", "NOT " * 100 + "ferry", "(" * 20 + "said" + ")" * 20,
    "words:0..", "date:0001..9999", "any:( " + " ".join("abcdefghijklmnopqrstuvwxyz") + " )", "said " * 100, "x" * 4000,
)  # fmt: skip
"""Questions that cost as much as any may; what cannot be answered is refused or stopped."""
QUIET_SECONDS = 0.25
PATIENCE = 20.0


class Screen:
    """The desk in a pseudo-terminal of 120 x 36."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.child, self._terminal = pty.fork()
        if self.child == 0:
            os.chdir(ROOT)
            os.execvpe(command[0], list(command), dict(environment))
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))

    def until(self, text: bytes) -> float:
        """Wall seconds until this is painted; at most `PATIENCE`."""
        began, seen = time.perf_counter(), b""
        while (took := time.perf_counter() - began) < PATIENCE:
            if select.select([self._terminal], [], [], 0.5)[0]:
                seen += os.read(self._terminal, 65536)
                if text in seen:
                    return time.perf_counter() - began
        return took

    def settle(self) -> None:
        """Take what comes until nothing has come for a while."""
        while select.select([self._terminal], [], [], QUIET_SECONDS)[0]:
            os.read(self._terminal, 65536)

    def drain(self, seconds: float) -> None:
        """Take what comes in this time."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self._terminal], [], [], left)[0]:
                os.read(self._terminal, 65536)

    def send(self, keys: str) -> None:
        """Type."""
        os.write(self._terminal, keys.encode())

    def first_byte(self) -> float:
        """Wall seconds until anything is painted."""
        began = time.perf_counter()
        select.select([self._terminal], [], [], PATIENCE)
        return time.perf_counter() - began

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
        screen.until(f"{count:,} of {count:,}".encode())
        screen.settle()
        yield screen
    finally:
        screen.close()


def typing(screen: Screen, words: Sequence[str], count: int) -> list[float]:
    """Seconds from the last letter of each word to the painted number of its hits."""
    took = []
    for word in words:
        screen.send("/\x15")
        screen.settle()
        screen.send(word[:-1])
        screen.drain(1.0)
        screen.settle()
        screen.send(word[-1])
        took.append(screen.until(f" of {count:,}".encode()))
        screen.settle()
    return took


def presses(screen: Screen) -> list[float]:
    """Seconds from a key in the list to the first byte of its repaint, the list already in focus."""
    took = []
    for number in range(PRESSES):
        screen.drain(0.03)
        screen.send("j" if number // 15 % 2 == 0 else "k")
        took.append(screen.first_byte())
    return took


def presses_while_searching(screen: Screen, queries: Sequence[str]) -> list[float]:
    """The same while one search after the other runs on the search thread."""
    took = []
    for query in queries:
        screen.send("/\x15")
        screen.settle()
        screen.send(f"{query}\r")
        for number in range(8):
            screen.drain(0.02)
            screen.send("j" if number % 2 == 0 else "k")
            took.append(screen.first_byte())
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
            print(f"last letter to painted hits   {median_ms(typing(screen, words, count))}")
            screen.send("\x1b")
            screen.settle()
            print(f"key in the list               {median_ms(presses(screen))}")
            pairs = [f"{first} OR {second}" for first, second in zip(words[::2], words[1::2], strict=False)]
            print(f"key while searches run        {median_ms(presses_while_searching(screen, pairs))}")
            print(f"key while hostile ones run    {median_ms(presses_while_searching(screen, HOSTILE))}")
            screen.send("/\x15\r")
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
    runs = [subprocess.Popen([sys.executable, "-c", script], cwd=ROOT) for _ in range(os.cpu_count() or 1)]
    try:
        time.sleep(1.5)
        yield
    finally:
        for run in runs:
            run.kill()
            run.wait()
