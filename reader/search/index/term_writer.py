"""Writing the terms of a field into Whoosh's files, a whole term at a time.

The table of terms is laid out as `whoosh.codec.whoosh3` does under the exact pin, so that Whoosh opens, lists and
merges it; the postings are those of `blocks.py`, which only `postings.py` reads.
"""

import struct
from typing import Any

from whoosh.codec.whoosh3 import W3FieldWriter, W3TermInfo

from reader.search.index.blocks import Postings, pack

_EXTENT = struct.Struct("!qi")
_KEY = struct.Struct("!H")
_SIZES = struct.Struct("!ii")
_ANY_LENGTH = 0, 255  # Whoosh's own ranking would want the shortest and the longest field; ours does not


class TermWriter:
    """Writes the terms of one field through the files that a `W3FieldWriter` has opened."""

    def __init__(self, writer: W3FieldWriter) -> None:
        self._field = _KEY.pack(writer._fieldid)
        self._index: Any = writer._tindex
        self._file: Any = writer._postfile
        self._at: int = writer._postfile.tell()

    def write(self, term: bytes, postings: Postings) -> None:
        """Write a term with its postings. Terms must come in ascending order."""
        documents, counts, positions = postings
        packed = pack(postings)
        self._file.write(packed)
        facts: bytes = W3TermInfo._struct.pack(
            0,
            float(len(positions)),
            len(documents),
            *_ANY_LENGTH,
            float(max(counts)),
            documents[0],
            documents[-1],
        )
        self._add_to_index(self._field + term, facts + _EXTENT.pack(self._at, len(packed)))
        self._at += len(packed)

    def _add_to_index(self, key: bytes, facts: bytes) -> None:
        index = self._index
        at = index.dbfile.tell()
        index.index.append(at)
        index.dbfile.write(b"".join((_SIZES.pack(len(key), len(facts)), key, facts)))
        number = index.hashfn(key)
        index.buckets[number & 255].append((number, at))
        index.lastkey = key
