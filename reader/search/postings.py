"""The terms and postings of a segment, read as `blocks.py` writes them: whole blocks at a time.

Whoosh's matchers take a posting, and its term lists a term, with a dozen calls; here both are cut out of the files. The
names with an underscore are Whoosh's own and hold under the exact pin only.
"""

import io
import struct
import zlib
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from whoosh.codec.whoosh3 import LENGTHS_COLUMN, WHOOSH3_HEADER_MAGIC, W3TermInfo

from reader.errors import StaleSearch
from reader.search.unpickle import ListedUnpickler

_KEY = struct.Struct("!H")
_SIZES = struct.Struct("!ii")
_EXTENT = struct.Struct("!qi")
_BLOCK_SIZE = struct.Struct("!i")
_FIRST_PIECE, _AT_ONCE = 2048, 65536  # bytes of the term list read at once
_MOST_KEYS = 4096  # remembered; a search takes about 18 steps, of which 12 are among them
_BETWEEN_LOOKS = 8  # blocks, so 4,096 postings


class Term(NamedTuple):
    """Where the postings of a term lie in a segment, and how many there are."""

    offset: int
    size: int
    documents: int


class Block(NamedTuple):
    """Postings of a term: documents of the segment ascending, how often it stands in each, its packed positions."""

    documents: "array[int]"
    counts: Sequence[float]
    positions: Sequence[bytes]


class Segment:
    """One segment of the index. `start` is the number of its first document in the whole index.

    Raises whatever a damaged file makes it raise.
    """

    def __init__(self, leaf: Any, start: int) -> None:
        self._leaf, self.start = leaf, start
        self.count: int = leaf.doc_count_all()
        terms = leaf._terms
        self._index: Any = terms._tindex
        self._terms: Any = terms._dbfile
        self._keys: dict[int, tuple[bytes, int]] = {}
        self._postings: Any = terms._postfile
        self._fields: dict[str, int] = terms._fieldmap

    def lengths(self, field: str) -> bytes:
        """The length in words of a field of each document, a byte each, as Whoosh keeps it."""
        per_document, name = self._leaf._perdoc, f"_{field}_len"
        if not per_document.has_column(name):
            return bytes(self.count)
        column = per_document.column_reader(name, LENGTHS_COLUMN)
        stored = bytes(column._dbfile.get(column._basepos, min(column._count, self.count)))
        return stored + bytes(self.count - len(stored))

    def find(self, field: str, term: str) -> Term | None:
        """A term of a field, None where the segment has it not."""
        number = self._fields.get(field)
        facts = None if number is None else self._index.get(_KEY.pack(number) + term.encode())
        return None if facts is None else _term_of(facts)

    def beginning_with(self, field: str, prefix: str) -> Iterator[tuple[str, Term]]:
        """The terms of a field that begin so, in the order of their bytes."""
        number = self._fields.get(field)
        if number is None:
            return
        wanted = _KEY.pack(number) + prefix.encode()
        at, end = self._from(wanted), self._index.endofdata
        # Read ahead by pieces, a short one first: a term list is walked in steps of some fifty bytes.
        piece_size = _FIRST_PIECE
        while at < end:
            piece = self._terms.get(at, min(piece_size, end - at))
            piece_size = _AT_ONCE
            here, last = 0, len(piece) - _SIZES.size
            while here <= last:
                key_size, size = _SIZES.unpack_from(piece, here)
                key_at = here + _SIZES.size
                stop = key_at + key_size + size
                if stop > len(piece):
                    break
                key = piece[key_at : key_at + key_size]
                if not key.startswith(wanted):
                    return
                yield key[_KEY.size :].decode(), _term_of(piece[key_at + key_size : stop])
                here = stop
            if not here:
                raise ValueError("a term is longer than it can be")
            at += here

    def _from(self, wanted: bytes) -> int:
        """Where the first key stands that is not before this one. What was looked at on the way is remembered."""
        low, high = 0, self._index.indexlen
        while low < high:
            middle = (low + high) // 2
            known = self._keys.get(middle)
            if known is None:
                at = self._index._get_pos(self._index.indexbase + middle * self._index.indexsize)
                known = self._index.key_at(at), at
                if len(self._keys) < _MOST_KEYS:
                    self._keys[middle] = known
            if known[0] < wanted:
                low = middle + 1
            else:
                high = middle
        if low == self._index.indexlen:
            return int(self._index.endofdata)
        return int(self._index._get_pos(self._index.indexbase + low * self._index.indexsize))

    def blocks(self, term: Term, stale: Callable[[], bool], wanted: Sequence[int] | None = None) -> Iterator[Block]:
        """The postings of a term, block by block; of documents `wanted`, ascending, only blocks that may have some.

        Raises StaleSearch.
        """
        packed = self._postings.get(term.offset, term.size)
        if packed[:4] != WHOOSH3_HEADER_MAGIC:
            raise ValueError("no postings here")
        stream = io.BytesIO(packed)
        at, looks, next_wanted, last_block = 4, 0, 0, False
        while not last_block:
            looks += 1
            if looks % _BETWEEN_LOOKS == 0 and stale():
                raise StaleSearch
            size = _BLOCK_SIZE.unpack_from(packed, at)[0]
            last_block, size = size < 0, abs(size)
            stream.seek(at + _BLOCK_SIZE.size)
            _, last, _, compressed, _, _ = ListedUnpickler(stream).load()
            data_at, at = stream.tell(), at + _BLOCK_SIZE.size + size
            if wanted is not None:
                if next_wanted == len(wanted):
                    return
                if wanted[next_wanted] > last:
                    continue
                while next_wanted < len(wanted) and wanted[next_wanted] <= last:
                    next_wanted += 1
            if compressed:
                inflated = io.BytesIO(zlib.decompress(packed[data_at:at]))
                deltas, weights, positions = ListedUnpickler(inflated).load()
            else:
                stream.seek(data_at)
                deltas, weights, positions = ListedUnpickler(stream).load()
            counts = weights if type(weights) is tuple else (weights or 1.0,) * len(deltas)
            documents = array("I", list(accumulate(deltas, initial=self.start)))[1:]
            yield Block(documents, counts, positions)


def _term_of(facts: bytes) -> Term:
    inlined, _, documents, *_ = W3TermInfo._struct.unpack_from(facts)
    if inlined:
        raise ValueError("postings among the terms: another writer's")
    offset, size = _EXTENT.unpack_from(facts, W3TermInfo._struct.size)
    return Term(offset, size, documents)
