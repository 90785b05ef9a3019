"""A worker that writes segments of made-up articles, and misbehaves as the name of its archive says."""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.errors import ArchiveError
from reader.search.index.document import IndexDocument
from reader.search.index.share import run_worker
from tests.search_corpus import random_articles

COUNT = 400


def documents() -> dict[int, IndexDocument]:
    return {document.key: document for document, _ in random_articles(7, COUNT)}


def share(archive: Path, keys: Sequence[int]) -> Iterator[IndexDocument]:
    with (archive / "pids").open("a") as file:
        file.write(f"{os.getpid()}\n")
    given, later = documents(), min(documents()) not in keys
    for number, key in enumerate(keys):
        if later and number == 10:
            misbehave(archive.name)
        yield given[key]


def misbehave(how: str) -> None:
    match how:
        case "dies":
            os._exit(9)
        case "breaks":
            raise ZeroDivisionError
        case "fails":
            raise ArchiveError("the archive cannot be read", "make room")
        case "lies":
            print('{"segment": {"id": "../../manifest", "documents": 3, "lengths": {}}}', flush=True)
        case "lasts":
            time.sleep(600)


if __name__ == "__main__":
    place = Path(sys.argv[1])
    sys.exit(run_worker(Path(sys.argv[3]), int(sys.argv[4]), lambda keys: share(place, keys)))
