"""A worker that does what the name of its archive says; for the tests of indexing runs."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from reader.errors import ArchiveError
from reader.results import Progress
from reader.search.index.child import run_child
from tests.search_corpus import random_articles


def work(progress: Callable[[Progress], None], cancelled: Callable[[], bool]) -> None:
    archive = Path(sys.argv[1])
    match archive.name:
        case "fails":
            raise ArchiveError("the index cannot be written", "make room")
        case "breaks":
            raise ZeroDivisionError
        case "dies":
            os._exit(9)
        case "chatters":
            print("not of ours", flush=True)
            print("[1]", flush=True)
        case "lasts":
            (archive / "pid").write_text(str(os.getpid()))
            while not cancelled():
                progress(Progress("indexing", 1, 10, "articles"))
                time.sleep(0.02)
            (archive / "heeded").touch()
        case "clings":
            (archive / "pid").write_text(str(os.getpid()))
            progress(Progress("committing", 1, 10, "articles"))
            time.sleep(600)
        case _:
            index(archive, progress, cancelled)


def index(folder: Path, progress: Callable[[Progress], None], cancelled: Callable[[], bool]) -> None:
    from reader.search.index.store import IndexStore

    (folder / "pid").write_text(str(os.getpid()))
    documents = [document for document, _ in random_articles(7, 400)]
    store = IndexStore(folder / "index")
    have = store.keys()
    for start in range(0, len(documents), 50):
        new = [document for document in documents[start : start + 50] if document.key not in have]
        store.update("archive", f"{start}", new, progress=progress, cancelled=cancelled)
        progress(Progress(f"done {start}", start, 400, "articles"))


if __name__ == "__main__":
    sys.exit(run_child(work))
