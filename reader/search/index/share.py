"""The worker's side of indexing in several processes: segments of the articles that it is told to take.

Lines of JSON come on stdin, `{"keys": […]}`, a share each. For each share go out on stdout any number of
`{"taken": …}` and `{"segment": …}`, then `{"finished": true}`; or `{"error": …, "hint": …}`. The worker ends when its
stdin closes: nothing of what it has at hand is seen by anyone before its parent takes it over.
"""

import json
import os
import queue
import re
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.errors import ReaderError
from reader.search.index.document import IndexDocument

_INTERVAL = 0.2  # seconds between two lines that say how far it is
_ID = re.compile(r"[0-9a-z]{16}")


@dataclass(frozen=True, slots=True)
class SegmentFacts:
    """A segment whose files are on the disk: its name, the number of its documents, the words in each field."""

    id: str
    documents: int
    lengths: dict[str, int]

    @classmethod
    def read(cls, said: Any) -> "SegmentFacts":
        """The facts as a worker says them. Raises ValueError."""
        if not isinstance(said, dict) or set(said) != {"id", "documents", "lengths"}:
            raise ValueError("these are not the facts of a segment")
        lengths = said["lengths"]
        numbers = [said["documents"], *lengths.values()] if isinstance(lengths, dict) else [None]
        if not _ID.fullmatch(str(said["id"])) or any(type(number) is not int or number < 0 for number in numbers):
            raise ValueError("these are not the facts of a segment")
        return cls(said["id"], said["documents"], lengths)


def write_segments(
    folder: Path, documents: Iterable[IndexDocument], memory: int, taken: Callable[[int], None] = lambda _: None
) -> Iterator[SegmentFacts]:
    """Write documents as segments in a folder, each of what fits in `memory` bytes. `taken` hears of each document."""
    from reader.search.index.backend import create_index
    from reader.search.index.writer import ArticleWriter

    index = create_index(folder)
    writer = ArticleWriter(index)
    for number, document in enumerate(documents, 1):
        writer.add_article(document)
        taken(number)
        if writer.pool.size >= memory:
            yield writer.finish()
            writer = ArticleWriter(index)
    if writer.docnum:
        yield writer.finish()
    else:
        writer.cancel()


def run_worker(folder: Path, memory: int, documents: Callable[[Sequence[int]], Iterable[IndexDocument]]) -> int:
    """Write segments into a folder until stdin closes; `documents` gives the articles of a share of keys."""
    shares: queue.SimpleQueue[list[int]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(shares,), daemon=True, name="shares").start()
    try:
        while True:
            keys = shares.get()
            for facts in write_segments(folder, documents(keys), memory, _Report()):
                _say({"segment": {"id": facts.id, "documents": facts.documents, "lengths": facts.lengths}})
            _say({"finished": True})
    except ReaderError as fault:
        _say({"error": fault.message, "hint": fault.hint})
    except Exception as fault:
        _say({"error": f"indexing failed ({type(fault).__name__})", "hint": "start it again with a rebuild"})
    return 1


class _Report:
    """Says how many articles of a share are taken, a few times a second."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, number: int) -> None:
        if number % 16 == 0 and (now := time.monotonic()) - self._last >= _INTERVAL:
            self._last = now
            _say({"taken": number})


def _listen(shares: "queue.SimpleQueue[list[int]]") -> None:
    for line in sys.stdin.buffer:
        shares.put(json.loads(line)["keys"])
    os._exit(0)  # the parent is done, or gone


def _say(content: dict[str, object]) -> None:
    try:
        print(json.dumps(content), flush=True)
    except BrokenPipeError:
        os._exit(1)
