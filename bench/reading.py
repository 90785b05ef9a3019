"""Long articles at the desk: the longest that the interface is busy in one go while one is opened, or two compared."""

import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench.archives import kept_folders
from bench.compare import report
from bench.measure import parser_of

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.app import DeskApp

LENGTHS = (500, 5_000, 50_000, 500_000)
COMPARED = 50_000
QUIET_SECONDS = 0.5
PATIENCE = 600.0
SIZE = (140, 40)
STEPS = {
    "swap": "x", "scroll apart": "S", "scroll together": "S", "open the folds": "=", "one alone": "o", "the other": "o",
    "both": "o", "only what is new": "v", "all again": "v",
}  # fmt: skip
"""What is done with a comparison, and its key."""


class Slices:
    """CPU seconds of the interface's thread in each callback of its loop, the longest first."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Measure what the loop runs."""
        run = asyncio.events.Handle._run
        taken = self.taken

        def measured(handle: asyncio.events.Handle) -> None:
            began = time.thread_time()
            run(handle)
            taken.append(time.thread_time() - began)

        asyncio.events.Handle._run = measured  # type: ignore[method-assign, assignment]
        try:
            yield
        finally:
            asyncio.events.Handle._run = run  # type: ignore[method-assign]

    def longest(self) -> float:
        """The longest since it was asked last."""
        found = max(self.taken, default=0.0)
        self.taken.clear()
        return found


async def settled(slices: Slices, done: Callable[[], bool] = lambda: True) -> None:
    """Wait until something is done, and nothing of more than a millisecond has run for a while."""
    ends = time.monotonic() + PATIENCE
    quiet, seen = time.monotonic(), len(slices.taken)
    while time.monotonic() - quiet < QUIET_SECONDS and time.monotonic() < ends:
        await asyncio.sleep(0.02)
        if not done() or any(each > 0.001 for each in slices.taken[seen:]):
            quiet = time.monotonic()
        seen = len(slices.taken)


def make_library(folder: Path, words: int) -> "Library":
    """An archive of two reports of so many words each, half of it shared."""
    from reader.config import Config
    from reader.library import Library

    dump = folder / f"two-{words}.jsonl"
    lines = [
        {
            "title": f"Report {seed}",
            "outlet": outlet,
            "date": f"2031-03-{12 + seed}",
            "body": "\n\n".join(report(words, seed)),
        }
        for seed, outlet in ((1, "Harbour Wire"), (2, "The Meridian"))
    ]  # fmt: skip
    dump.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    library = Library(folder / f"archive-{words}", Config())
    library.add([dump])
    run = library.start_indexing()
    if run is not None:
        run.wait()
    return library


async def measure(library: "Library", words: int, runs: int) -> None:
    """Print the figures of one length."""
    from reader.tui.app import DeskApp

    slices = Slices()
    app = DeskApp(lambda: (library, "", ""))
    with slices.watched():
        async with app.run_test(size=SIZE):
            await settled(slices, lambda: app.furnished and app.session.page is not None)
            painted, longest = [], []
            for _ in range(runs):
                slices.longest()
                began = time.perf_counter()
                app.simulate_key("enter")
                while not is_read(app):
                    await asyncio.sleep(0)
                painted.append(time.perf_counter() - began)
                await settled(slices)
                longest.append(slices.longest())
                app.simulate_key("q")
                await settled(slices)
            print(f"open {words:>7,} words: first text after {ms(painted)}, longest slice {ms(longest)}")
            if words == COMPARED:
                await compare(app, slices, runs)


def is_read(app: "DeskApp") -> bool:
    """Whether the text of the article is on the screen."""
    from reader.tui.screens.reader import ReaderScreen

    return isinstance(app.screen, ReaderScreen) and app.screen.is_mounted and app.screen.view.layout_height > 20


async def compare(app: "DeskApp", slices: Slices, runs: int) -> None:
    """Print the figures of both side by side."""
    from reader.tui.compare.screen import CompareScreen

    def compared() -> bool:
        return isinstance(app.screen, CompareScreen) and app.screen.comparison is not None

    slices.longest()
    for key in "mmc":
        app.simulate_key(key)
        await asyncio.sleep(0.05)
    await settled(slices, compared)
    print(f"  {'open and compare':18} longest slice {ms([slices.longest()])}")
    steps = []
    for _ in range(20 * runs):
        app.simulate_key("j")
        await asyncio.sleep(0.03)
        steps.append(slices.longest())
    print(f"  {'scroll step':18} longest slice {ms(steps)}")
    for name, key in STEPS.items():
        app.simulate_key(key)
        await settled(slices)
        print(f"  {name:18} longest slice {ms([slices.longest()])}")
    app.simulate_key("/")
    await settled(slices)
    slices.longest()
    for letter in "bres":
        app.simulate_key(letter)
        await settled(slices)
        print(f"  {f'find, letter {letter}':18} longest slice {ms([slices.longest()])}")


def ms(seconds: Sequence[float]) -> str:
    """Median and longest, in milliseconds."""
    return f"{statistics.median(seconds) * 1000:.0f} ms (at most {max(seconds) * 1000:.0f})"


def main(arguments: Sequence[str]) -> None:
    """Open articles of each length, then compare two of the third one."""
    parser = parser_of("reading", __doc__)
    parser.add_argument("--runs", type=int, default=3, help="times each is opened (3)")
    parser.add_argument("--words", type=int, action="append", default=[], help=f"lengths; default: {LENGTHS}")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-") as name, kept_folders(Path(name)):
        for words in chosen.words or LENGTHS:
            library = make_library(Path(name), words)
            asyncio.run(measure(library, words, chosen.runs))
            library.close()
