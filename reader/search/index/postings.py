"""The terms and postings of a segment, read as `term_writer.py` writes them.

Whoosh's term lists take a dozen calls a term; here terms are cut out of pieces of the file. The names with an
underscore are Whoosh's own and hold under the exact pin only.
"""

import struct
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from whoosh.codec.whoosh3 import LENGTHS_COLUMN, W3TermInfo

from reader.search.index.blocks import PackedPostings, most_before_positions

_KEY = struct.Struct("!H")
_SIZES = struct.Struct("!ii")
_EXTENT = struct.Struct("!qi")
_FIRST_PIECE, _AT_ONCE = 2048, 65536  # bytes read at once
_KEY_PIECE = 72  # bytes that hold nearly every key with the sizes before it
_LARGE = 16384  # bytes of postings that are read by themselves
_MOST_KEYS = 4096  # remembered; a search takes about 18 steps, of which 12 are among them


class Term(NamedTuple):
    """Where the postings of a term lie in a segment, and how many there are."""

    offset: int
    size: int
    documents: int


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
        self._keys: dict[int, bytes] = {}
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

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that have terms."""
        return tuple(self._fields)

    def find(self, field: str, term: str) -> Term | None:
        """A term of a field, None where the segment has it not."""
        number = self._fields.get(field)
        facts = None if number is None else self._index.get(_KEY.pack(number) + term.encode())
        return None if facts is None else _term_of(facts)

    def beginning_with(
        self, field: str, prefix: str, keep: Callable[[str], bool] = lambda _: True
    ) -> Iterator[tuple[str, Term]]:
        """The terms of a field that begin so, in the order of their bytes, as far as `keep` wants them."""
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
                term = key[_KEY.size :].decode()
                if keep(term):
                    yield term, _term_of(piece[key_at + key_size : stop])
                here = stop
            if not here:
                raise ValueError("a term is longer than it can be")
            at += here

    def _from(self, wanted: bytes) -> int:
        """Where the first key stands that is not before this one. What was looked at on the way is remembered."""
        starts = self._starts
        low, high = 0, len(starts)
        while low < high:
            middle = (low + high) // 2
            key = self._keys.get(middle)
            if key is None:
                key = self._key_at(starts[middle])
                if len(self._keys) < _MOST_KEYS:
                    self._keys[middle] = key
            if key < wanted:
                low = middle + 1
            else:
                high = middle
        return starts[low] if low < len(starts) else int(self._index.endofdata)

    @cached_property
    def _starts(self) -> "array[int]":
        """Where each key stands, in their order: four bytes each for some ten thousand keys."""
        index = self._index
        starts = array(index.extras["indextype"], self._terms.get(index.indexbase, index.indexlen * index.indexsize))
        if sys.byteorder == "little":
            starts.byteswap()
        if len(starts) != index.indexlen:
            raise ValueError("the list of terms is cut short")
        return starts

    def _key_at(self, at: int) -> bytes:
        piece: bytes = self._terms.get(at, _KEY_PIECE)
        size, _ = _SIZES.unpack_from(piece)
        whole: bytes = piece if _SIZES.size + size <= len(piece) else self._terms.get(at, _SIZES.size + size)
        return whole[_SIZES.size : _SIZES.size + size]

    def postings(self, term: Term) -> PackedPostings:
        """The postings of a term, numbered within the segment."""
        return PackedPostings(self._postings.get(term.offset, term.size), term.documents)

    def counted(self, terms: Iterable[Term]) -> Iterator[PackedPostings]:
        """The documents and counts of terms; their positions are left out where that saves anything."""
        run: list[Term] = []
        end = size = 0
        for term in terms:
            if term.size > _LARGE:
                yield PackedPostings(
                    self._postings.get(term.offset, min(term.size, most_before_positions(term.documents))),
                    term.documents,
                )
                continue
            if term.offset != end or size > _AT_ONCE:
                yield from self._run(run)
                run, size = [], 0
            run.append(term)
            end, size = term.offset + term.size, size + term.size
        yield from self._run(run)

    def _run(self, terms: Sequence[Term]) -> Iterator[PackedPostings]:
        """The postings of terms that lie one after another, read at once: a read costs more than most of them."""
        if terms:
            start = terms[0].offset
            whole = self._postings.get(start, terms[-1].offset + terms[-1].size - start)
            for offset, size, documents in terms:
                yield PackedPostings(whole[offset - start : offset - start + size], documents)


def _term_of(facts: bytes) -> Term:
    inlined, _, documents, *_ = W3TermInfo._struct.unpack_from(facts)
    if inlined:
        raise ValueError("postings among the terms: another writer's")
    offset, size = _EXTENT.unpack_from(facts, W3TermInfo._struct.size)
    return Term(offset, size, documents)
