"""Opening a Whoosh index: guarded, and with its columns read at once."""

import struct
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whoosh import __version__ as whoosh_version
from whoosh.codec.whoosh3 import LENGTHS_COLUMN
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.util.numeric import byte_to_length

from reader.errors import IndexFault
from reader.search.manifest import REBUILD, WHOOSH
from reader.search.schema import KEY, build_schema
from reader.search.unpickle import check_guard, guard_whoosh

_LENGTHS = [byte_to_length(number) for number in range(256)]


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


def lengths_of(leaf: Any, field: str) -> "array[int]":
    """The length in words of a field of each document of a segment, as coarse as Whoosh keeps it."""
    count = leaf.doc_count_all()
    per_document = leaf._perdoc
    name = f"_{field}_len"
    if not per_document.has_column(name):
        return array("I", bytes(4 * count))
    column = per_document.column_reader(name, LENGTHS_COLUMN)
    stored = min(column._count, count)
    found = array("I", map(_LENGTHS.__getitem__, column._dbfile.get(column._basepos, stored)))
    found.extend([0] * (count - stored))
    return found
