"""The archives that are measured: made once in a folder that is kept, so that a later run finds them."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench.corpus import write_corpus
from bench.peers.interface import Document
from bench.peers.remote import SHARED, Remote

if TYPE_CHECKING:
    from reader.library import Library

FOLDER = Path(tempfile.gettempdir()) / "broadsheet-bench"
"""Where corpora, archives and indexes are kept by default; about 8 GB with 100,000 articles and all peers."""


def label(size: int) -> str:
    """A number of articles as it stands in names of folders: 10k."""
    return f"{size // 1000}k" if size % 1000 == 0 else str(size)


@contextmanager
def kept_folders(folder: Path) -> Iterator[None]:
    """Let broadsheet keep its indexes and settings in this folder, and not the person's own."""
    before = dict(os.environ)
    os.environ |= {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def open_archive(folder: Path, size: int, dumps: Sequence[Path] = ()) -> "Library":
    """The archive of so many articles with its index, as the code now makes them. Call it in `kept_folders`."""
    from reader.config import Config
    from reader.library import Library

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    library = Library(folder / f"ours-{label(size)}", Config())
    report = library.add([write_corpus(folder / f"corpus-{label(size)}.jsonl", size, dumps)])
    if report.failed:
        raise RuntimeError(report.failed[0].fault)
    run = library.start_indexing()
    if run is not None:
        run.wait()
    return library


def open_peer(module: str, folder: Path, size: int, library: "Library") -> Remote:
    """A peer over the articles of an archive, its index made where it is not there yet.

    Raises Missing where it is not installed.
    """
    peer = Remote(module)
    place = library.folder if module == "broadsheet" else folder / f"{SHARED.get(module, module)}-{label(size)}"
    if not place.exists():
        partial = place.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        peer.build(documents(library), partial)
        partial.rename(place)
    peer.open(place)
    return peer


def documents(library: "Library") -> Iterator[Document]:
    """The articles of an archive as the peers get them, streamed."""
    for key in library.all_keys():
        article = library.article_by_key(key)
        body = "\n".join(part.text for part in article.parts()[1:])
        day = article.date.first if article.date else ""
        yield Document(key, article.title, body, article.topics, article.outlet or "", day)
