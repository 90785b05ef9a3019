"""The postings of a term in a segment as bytes: documents and counts whole, positions in blocks.

A search mostly wants documents and counts, so those are arrays that are read without a call a posting. Positions
compress badly but for their upper bytes, so only these are compressed. All numbers are little-endian:

    form       1 byte: `_MARK`, and whether documents and positions are wide and counts there
    documents  2 bytes each, or 4; their number stands among the facts of the term
    counts     1 byte each; 255 says that the number stands in 4 bytes behind them all. Left out where all are 1
    sizes      4 bytes for each block of positions; left out where there is one block
    blocks     the positions of `BLOCK` documents, 2 bytes each, or 4; from `_WORTH_PACKING` positions on the lowest
               byte of each, then, compressed by zlib, the next byte of each, and so on
"""

import struct
import sys
import zlib
from array import array
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

BLOCK = 512
"""Documents in a block of positions: what is read at least where one document is wanted."""

MOST_OFTEN = 255
"""What one byte holds; from here on it makes no difference to a score how often a word stands in an article."""

_WIDE_DOCUMENTS, _WIDE_POSITIONS, _COUNTED = 1, 2, 4
_MARK = 0xB0  # so that a file of nothing but zeros is no postings
_NARROW = 1 << 16
_LEVEL = 1
_WORTH_PACKING = 256  # positions: below, zlib gains less than its header and its call cost
_SINGLE = struct.Struct("<BHH")
_SWAPPED = sys.byteorder == "big"
_UPPER_BYTE = 0 if _SWAPPED else 1


class Postings(NamedTuple):
    """The documents of a term, ascending, how often it stands in each, and where: all positions, document by document.

    Positions are an array of 32 bits.
    """

    documents: Sequence[int]
    counts: Sequence[int]
    positions: "array[int]"


def pack(postings: Postings) -> bytes:
    """Postings as bytes."""
    documents, counts, positions = postings
    if len(positions) == 1 and documents[0] < _NARROW and positions[0] < _NARROW:
        return _SINGLE.pack(_MARK, documents[0], positions[0])
    packed = _to_bytes(positions)
    form, code = (_MARK | _WIDE_DOCUMENTS, "I") if documents[-1] >= _NARROW else (_MARK, "H")
    wide = bool(packed[2::4].strip(b"\0") or packed[3::4].strip(b"\0"))
    if wide:
        form |= _WIDE_POSITIONS
    pieces = [b"", _to_bytes(array(code, documents))]
    if len(positions) > len(documents):
        form |= _COUNTED
        pieces += _counts(counts)
    pieces[0] = bytes((form,))
    if len(documents) <= BLOCK:
        return b"".join((*pieces, _block(packed, wide)))
    ends = [4 * end for end in accumulate(sum(counts[at : at + BLOCK]) for at in range(0, len(documents), BLOCK))]
    blocks = [_block(packed[start:end], wide) for start, end in zip((0, *ends), ends, strict=False)]
    return b"".join((*pieces, _to_bytes(array("I", map(len, blocks))), *blocks))


def _counts(counts: Sequence[int]) -> tuple[bytes, bytes]:
    try:
        found = bytes(counts)
        if MOST_OFTEN not in found:
            return found, b""
    except ValueError:
        found = bytes(min(MOST_OFTEN, count) for count in counts)
    return found, _to_bytes(array("I", (count for count in counts if count >= MOST_OFTEN)))


def _block(packed: bytes, wide: bool) -> bytes:
    """A block, given its positions at 4 bytes each."""
    if len(packed) < 4 * _WORTH_PACKING:
        return packed if wide else array("H", packed)[::2].tobytes()
    upper = packed[1::4] + packed[2::4] + packed[3::4] if wide else packed[1::4]
    return packed[::4] + zlib.compress(upper, _LEVEL)


def most_before_positions(count: int) -> int:
    """How many bytes, at most, say which documents a term has and, up to `MOST_OFTEN`, how often."""
    return 1 + 5 * count


class PackedPostings:
    """The postings of a term in a segment, read from bytes. Raises ValueError, or zlib.error, where these are damaged.

    `counts` are at most `MOST_OFTEN`.
    """

    __slots__ = ("_blocks_at", "_data", "_starts", "_wide", "counts", "documents")

    def __init__(self, data: bytes, count: int) -> None:
        form = data[0]
        if form & ~(_WIDE_DOCUMENTS | _WIDE_POSITIONS | _COUNTED) != _MARK:
            raise ValueError("no postings here")
        code, width = ("I", 4) if form & _WIDE_DOCUMENTS else ("H", 2)
        at = 1 + width * count
        self.documents = _from_bytes(code, data[1:at])
        if form & _COUNTED:
            self.counts = data[at : at + count]
            at += count
        else:
            self.counts = b"\x01" * count
        if len(self.documents) != count or len(self.counts) != count:
            raise ValueError("postings are cut short")
        self._data, self._blocks_at, self._wide = data, at, bool(form & _WIDE_POSITIONS)
        self._starts: list[int] | None = None

    def exact_counts(self) -> Sequence[int]:
        """How often the term stands in each document, however often."""
        often = self.counts.count(MOST_OFTEN) if self._counted else 0
        if not often:
            return self.counts
        large = iter(_from_bytes("I", self._data[self._blocks_at : self._blocks_at + 4 * often]))
        return [next(large) if count == MOST_OFTEN else count for count in self.counts]

    @property
    def _counted(self) -> bool:
        return bool(self._data[0] & _COUNTED)

    def positions(self, block: int, counts: Sequence[int]) -> "array[int]":
        """The positions of the `BLOCK` documents from `BLOCK * block` on, whose exact counts are given."""
        starts = self._block_starts()
        data = self._data[starts[block] : starts[block + 1]]
        code, width = ("I", 4) if self._wide else ("H", 2)
        count = sum(counts)
        if count >= _WORTH_PACKING:
            # A byte of each at a time, which slices put into place faster than anything else.
            upper = zlib.decompress(data[count:])
            if len(upper) != count * (width - 1):
                raise ValueError("positions are cut short")
            whole = bytearray(width * count)
            whole[::width] = data[:count]
            for byte in range(1, width):
                whole[byte::width] = upper[count * (byte - 1) : count * byte]
            data = bytes(whole)
        if len(data) != width * count:
            raise ValueError("positions are cut short")
        return _from_bytes(code, data)

    def _block_starts(self) -> list[int]:
        """Where each block begins in the data, and where the last one ends."""
        if self._starts is None:
            at = self._blocks_at + (4 * self.counts.count(MOST_OFTEN) if self._counted else 0)
            blocks = -(-len(self.documents) // BLOCK)
            if blocks == 1:
                self._starts = [at, len(self._data)]
            else:
                sizes = _from_bytes("I", self._data[at : at + 4 * blocks])
                self._starts = list(accumulate(sizes, initial=at + 4 * blocks))
        return self._starts

    def unpack(self) -> Postings:
        """All of it."""
        counts, positions = self.exact_counts(), array("I")
        for block in range(-(-len(counts) // BLOCK)):
            positions.extend(array("I", self.positions(block, counts[block * BLOCK : (block + 1) * BLOCK])))
        return Postings(self.documents, counts, positions)


def shifted(positions: "array[int]", by: int) -> "array[int]":
    """The positions, each greater by a number."""
    packed = positions.tobytes()
    if positions.typecode == "H" and (by > 255 or b"\xff" in packed[_UPPER_BYTE::2]):
        positions = array("I", positions)
        packed = positions.tobytes()
    code, width = positions.typecode, positions.itemsize
    # As one number each: no sum of two has a carry into the next.
    step = int.from_bytes(by.to_bytes(width, sys.byteorder) * len(positions), sys.byteorder)
    total = int.from_bytes(packed, sys.byteorder) + step
    return array(code, total.to_bytes(len(packed), sys.byteorder))


def _to_bytes(numbers: "array[int]") -> bytes:
    if _SWAPPED:
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def _from_bytes(code: str, data: bytes) -> "array[int]":
    found = array(code, data)
    if _SWAPPED:
        found.byteswap()
    return found
