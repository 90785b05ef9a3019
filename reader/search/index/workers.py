"""Indexing in several processes, as seen by the one that owns the index.

Each worker reads its share of the articles itself and writes segments into a folder of its own; what comes back are
plain facts about them (`reader.search.index.share`), so nothing of it is unpickled. A worker ends when its stdin
closes, whatever befalls its parent.
"""

import json
import os
import queue
import shutil
import subprocess
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from reader.errors import ArchiveError
from reader.paths import private_folder
from reader.search.index.share import SegmentFacts

SHARE = 20_000
"""Articles in a share, at most, and so in a segment: every segment costs each search, and each article memory."""

FIRST_SHARE = 2_000
"""Articles in the first share of all, so that something can be searched soon."""

WORTH_WORKERS = 4_000
"""Articles below which one process does it: a worker takes 0.4 s to start, as long as indexing 300 articles."""

MEMORY = 480_000_000
"""Bytes of postings in memory, over all workers, as `TermPool.size` estimates them; measured, they take half more."""

_MOST_WORKERS = 4
_TICK = 0.1  # seconds
_FOLDER = "parts-"
_numbers = count()


def worker_count(articles: int) -> int:
    """How many processes should index so many articles: one a core of the machine, one for few articles."""
    if articles < WORTH_WORKERS:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, _MOST_WORKERS)


def sweep_parts(root: Path) -> None:
    """Remove what the workers of a run that was killed have left in an index folder; its lock must be held."""
    for folder in root.glob(f"{_FOLDER}*"):
        shutil.rmtree(folder, ignore_errors=True)


def cut_shares(keys: Sequence[int], workers: int) -> list[Sequence[int]]:
    """A small first share, and the others equal, as many as keep all workers at work."""
    first, rest = keys[:FIRST_SHARE], keys[FIRST_SHARE:]
    if not rest:
        return [first]
    number = -(-len(rest) // (SHARE * workers)) * workers
    size = -(-len(rest) // number)
    return [first, *(rest[at : at + size] for at in range(0, len(rest), size))]


@dataclass(frozen=True, slots=True)
class WrittenSegment:
    """A segment in the folder of a worker."""

    folder: Path
    facts: SegmentFacts

    def move(self, target: Path) -> None:
        """Move its files. Raises OSError."""
        for path in sorted(self.folder.glob(f"*_{self.facts.id}.*")):
            os.replace(path, target / path.name)


class Workers:
    """The worker processes of a run; leaving the context ends them and removes their folders.

    `command` starts one; the folder to write in and the bytes of memory to take come after it.
    """

    def __init__(self, command: Sequence[str], number: int, root: Path) -> None:
        self.taken = 0
        """Articles that the workers have taken in so far."""
        self._root = root
        self._heard: queue.SimpleQueue[tuple[_Worker, dict[str, Any] | None]] = queue.SimpleQueue()
        self._workers: list[_Worker] = []
        try:
            for _ in range(number):
                folder = private_folder(root / f"{_FOLDER}{os.getpid()}-{next(_numbers)}")
                self._workers.append(_Worker([*command, str(folder), str(MEMORY // number)], folder, self._heard))
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the workers and remove their folders."""
        for worker in self._workers:
            worker.end()
        for worker in self._workers:
            worker.wait()
            shutil.rmtree(worker.folder, ignore_errors=True)

    def write(self, shares: Sequence[Sequence[int]]) -> Iterator[WrittenSegment | None]:
        """The segments of all shares as they are written; None several times a second between them.

        Raises ArchiveError where a worker fails or is killed.
        """
        waiting = deque(shares)
        busy = {worker for worker in self._workers if worker.take(waiting)}
        while busy:
            try:
                worker, said = self._heard.get(timeout=_TICK)
            except queue.Empty:
                yield None
                continue
            if said is None:
                if worker in busy:
                    raise ArchiveError(
                        "an indexing process ended unexpectedly", "start it again; what was indexed stays"
                    )
            elif "error" in said:
                raise ArchiveError(str(said["error"]), str(said.get("hint", "")))
            elif "segment" in said:
                yield WrittenSegment(worker.folder, _facts(said["segment"]))
            elif "taken" in said:
                worker.taken = worker.before + int(said["taken"])
            elif "finished" in said and not worker.take(waiting):
                busy.discard(worker)
            self.taken = sum(each.taken for each in self._workers)
            yield None


class _Worker:
    """One process, and the thread that hears it."""

    def __init__(
        self, command: list[str], folder: Path, heard: "queue.SimpleQueue[tuple[_Worker, dict[str, Any] | None]]"
    ) -> None:
        self.folder = folder
        self.taken = self.before = self._share = 0
        try:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError as fault:
            raise ArchiveError(f"indexing cannot start: {fault.strerror or fault}", "try again") from fault
        threading.Thread(target=self._listen, args=(heard,), daemon=True, name="worker").start()

    def take(self, waiting: "deque[Sequence[int]]") -> bool:
        """Send it the next share; False where there is none."""
        self.before += self._share
        self.taken, self._share = self.before, 0
        if not waiting:
            return False
        share = waiting.popleft()
        self._share = len(share)
        assert self._process.stdin is not None
        with suppress(OSError):  # it may be gone; the end of its output says so
            self._process.stdin.write(json.dumps({"keys": list(share)}).encode() + b"\n")
            self._process.stdin.flush()
        return True

    def end(self) -> None:
        """Have it end, at once: what it has not handed over is nobody's."""
        if self._process.stdin:
            with suppress(OSError):
                self._process.stdin.close()
        self._process.kill()

    def wait(self) -> None:
        """Wait until it is gone."""
        self._process.wait()

    def _listen(self, heard: "queue.SimpleQueue[tuple[_Worker, dict[str, Any] | None]]") -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                with suppress(ValueError):
                    said = json.loads(line)
                    if isinstance(said, dict):
                        heard.put((self, said))
        heard.put((self, None))


def _facts(said: object) -> SegmentFacts:
    try:
        return SegmentFacts.read(said)
    except ValueError as fault:
        raise ArchiveError("an indexing process said what it should not", "start it again") from fault
