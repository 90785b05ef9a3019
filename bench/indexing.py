"""Indexing: articles per CPU second beside stock Whoosh, peak memory, and a hundred articles more while one reads."""

import os
import resource
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench.archives import FOLDER, documents, kept_folders, open_archive
from bench.corpus import write_corpus
from bench.measure import DESK, parser_of
from bench.peers.remote import Remote
from bench.tables import table, write_tables

if TYPE_CHECKING:
    from reader.library import Library

MORE = 100
"""Articles that are added to an archive while it is read and searched."""
_BESIDE_WHOOSH = 10_000  # articles at most: stock Whoosh takes a quarter of an hour for 100,000
_WORD = "january"  # asked for meanwhile


def main(arguments: Sequence[str]) -> None:
    """Print the tables, or write them into the documentation."""
    parser = parser_of("indexing", __doc__)
    parser.add_argument("--size", type=int, action="append", help="articles; may be given again; default: 1000")
    parser.add_argument("--dump", type=Path, action="append", default=[], help="take bodies from here, not the sample")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where archives and indexes are kept")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    chosen = parser.parse_args(arguments)
    built: list[list[str]] = []
    added: list[list[str]] = []
    with kept_folders(chosen.folder):
        for size in chosen.size or [1_000]:
            with open_archive(chosen.folder, size, chosen.dump) as library, copy_of(library) as copy:
                built.append(ours(copy, size))
                if size <= _BESIDE_WHOOSH:
                    built.append(stock(library, size))
                more = write_corpus(chosen.folder / f"corpus-{MORE}-more.jsonl", MORE, chosen.dump, seed=2)
                added.append(adding(copy, size, more))
    head = ["articles", "engine", "CPU, s", "articles per CPU second", "wall, s", "peak memory, MiB"]
    beside = [f"{MORE} more into", "wall, s", "searches meanwhile", "slowest, ms", "articles read", "slowest, ms"]
    text = f"{table(head, built)}\n\n{table(beside, added)}"
    print(text)
    if chosen.write:
        write_tables("indexing", text)


@contextmanager
def copy_of(library: "Library") -> Iterator["Library"]:
    """A copy of an archive, without an index as yet, that is gone afterwards."""
    from reader.config import Config
    from reader.library import Library

    with tempfile.TemporaryDirectory(prefix="bench-", dir=library.folder.parent) as place:
        shutil.copytree(library.folder, Path(place) / "archive")
        with Library(Path(place) / "archive", Config()) as copy:
            try:
                yield copy
            finally:
                shutil.rmtree(copy.index_folder, ignore_errors=True)


def ours(library: "Library", size: int) -> list[str]:
    """The index of an archive built by broadsheet, in processes of its own."""
    run = library.start_indexing()
    assert run is not None
    return _row(size, "broadsheet", *children(run.wait))


def stock(library: "Library", size: int) -> list[str]:
    """The same articles indexed by stock Whoosh."""
    peer = Remote("stock_whoosh")
    with tempfile.TemporaryDirectory(prefix="bench-", dir=library.folder.parent) as place:
        began = time.perf_counter()
        cpu, peak = peer.build(documents(library), Path(place))
        return _row(size, peer.name, cpu, time.perf_counter() - began, peak)


def _row(size: int, engine: str, cpu: float, wall: float, peak: float) -> list[str]:
    return [f"{size:,}", engine, f"{cpu:,.1f}", f"{size / cpu:,.0f}", f"{wall:,.1f}", f"{peak:,.0f}"]


def children(work: Callable[[], object]) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak memory in MiB of all child processes together while the work goes on."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    over, peak = threading.Event(), [0.0]

    def watch() -> None:
        while not over.wait(0.05):
            peak[0] = max(peak[0], _resident(os.getpid()))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        work()
    finally:
        over.set()
        watcher.join()
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, wall, peak[0] or after.ru_maxrss / 1024


def _resident(parent: int) -> float:
    """MiB of memory of all descendants of a process, what they share counted for each; 0 where there is no /proc."""
    found = 0.0
    for listed in Path(f"/proc/{parent}/task").glob("*/children"):
        try:
            for child in map(int, listed.read_text().split()):
                pages = int(Path(f"/proc/{child}/statm").read_text().split()[1])
                found += pages * resource.getpagesize() / 2**20 + _resident(child)
        except OSError:
            continue  # it has just ended
    return found


def adding(library: "Library", size: int, more: Path) -> list[str]:
    """An archive takes in more articles in one process while it is searched and read in another."""
    ask(library)  # opens what there is to open
    searches: list[float] = []
    readings: list[float] = []
    began = time.perf_counter()
    command = [*DESK, "add", str(more), "--archive", str(library.folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        while run.poll() is None:
            searches.append(ask(library))
            readings.append(read(library, len(readings)))
    wall = time.perf_counter() - began
    if run.returncode or library.index_state().indexed != size + MORE:
        raise RuntimeError(f"adding ended with {run.returncode}: {library.index_state()}")
    slowest = [f"{max(times) * 1000:,.0f}" for times in (searches, readings)]
    return [f"{size:,}", f"{wall:.1f}", str(len(searches)), slowest[0], str(len(readings)), slowest[1]]


def ask(library: "Library") -> float:
    """Wall seconds of a search with its first screen."""
    from reader.results import SearchRequest

    began = time.perf_counter()
    library.hits(library.search(SearchRequest(_WORD)), 0, 20)
    return time.perf_counter() - began


def read(library: "Library", number: int) -> float:
    """Wall seconds of opening an article."""
    key = number * 7919 % library.count() + 1
    began = time.perf_counter()
    library.article_by_key(key)
    return time.perf_counter() - began
