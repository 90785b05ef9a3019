"""Opening a Whoosh index: guarded, and with its columns read at once."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whoosh import __version__ as whoosh_version
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from reader.errors import IndexFault
from reader.search.index.manifest import REBUILD, WHOOSH
from reader.search.index.schema import KEY, build_schema
from reader.search.index.unpickle import check_guard, guard_whoosh


def _prepare() -> None:
    installed = ".".join(map(str, whoosh_version[:3]))
    if installed != WHOOSH:
        raise IndexFault(f"Whoosh {installed} is installed, not {WHOOSH}", "install broadsheet again")
    guard_whoosh()


def create_index(folder: Path) -> FileIndex:
    """Make an empty index in a folder."""
    _prepare()
    return FileIndex.create(FileStorage(str(folder)), build_schema())


def open_index(folder: Path) -> FileIndex:
    """Open the index in a folder. Raises whatever a damaged index makes Whoosh raise."""
    _prepare()
    index = FileIndex(FileStorage(str(folder)), schema=build_schema())
    check_guard()
    return index


def leaves(reader: Any) -> Iterator[tuple[Any, int]]:
    """The readers of the segments, each with the number of its first document."""
    if reader.doc_count_all():
        yield from reader.leaf_readers()


def keys_of(leaf: Any) -> list[int | None]:
    """The archive's key of each document of a segment; None where the document is deleted."""
    column = leaf.column_reader(KEY, translate=False)
    count = leaf.doc_count_all()
    # The whole column at once: item by item, a hundred thousand keys take as long as all the rest of opening.
    if all(number in leaf.deleted_docs_set for number in range(count)):
        return [None] * count  # nothing is left of this segment, perhaps not even the column
    if getattr(column, "_count", 0) < count:
        raise IndexFault("the index is damaged (keys are missing)", REBUILD)
    found: list[int | None] = list(struct.unpack(f"!{count}q", column._dbfile.get(column._basepos, count * 8)))
    for number in leaf.deleted_docs_set:
        found[number] = None
    return found
