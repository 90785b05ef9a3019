"""Where the words of a phrase stand one after another in the articles of a segment.

Phrases of common words stand in a hundred thousand articles, so nothing here is done word by word, but by `map` alone.
Positions are looked up as characters of a text, in which a character is found several times sooner than a number in an
array or a set.
"""

import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate, chain, compress, repeat
from operator import contains
from typing import NamedTuple

from reader.search.index.blocks import BLOCK, PackedPostings, Postings, shifted

_ORDER = "le" if sys.byteorder == "little" else "be"
_FEW = 8  # documents below one in so many of another term's are looked up one by one


class _Covered(NamedTuple):
    """Positions of whole blocks, and where in them those of each wanted document begin and end."""

    positions: "array[int]"
    starts: Sequence[int]
    ends: Sequence[int]


def find_phrase(
    words: Sequence[Callable[[], PackedPostings]],
    order: Sequence[int],
    wanted: Callable[["array[int]"], Sequence[int]],
) -> Postings:
    """The documents of a segment that have a phrase, how often, and the positions of its last word there.

    `words` reads the postings of each word of the phrase, `order` says which to look at first, best the rarest, and
    `wanted` which rows of ascending documents are wanted at all.
    """
    last = len(words) - 1
    found: Postings | None = None
    for at in order:
        packed = words[at]()
        found = (
            _first(packed, wanted(packed.documents), last - at) if found is None else _next(found, packed, last - at)
        )
        if not found.documents:
            return _NOTHING
    return found or _NOTHING


_NOTHING = Postings((), (), array("I"))


def _first(packed: PackedPostings, rows: Sequence[int], shift: int) -> Postings:
    positions, starts, ends = _cover(packed, rows, shift)
    counts = [end - start for start, end in zip(starts, ends, strict=True)]
    if sum(counts) < len(positions):
        positions = array(positions.typecode, chain.from_iterable(map(positions.__getitem__, map(slice, starts, ends))))
    return Postings(list(map(packed.documents.__getitem__, rows)), counts, positions)


def _next(found: Postings, packed: PackedPostings, shift: int) -> Postings:
    """What is left of `found` where another word stands at the same shifted positions."""
    documents, counts, positions = found
    rows = _rows(packed.documents, documents)
    covered = _cover(packed, rows, shift)
    given, among = _searchable(positions, covered.positions)
    slices = map(among.__getitem__, map(slice, covered.starts, covered.ends))
    by_document = dict(zip(map(packed.documents.__getitem__, rows), slices, strict=True))
    each_document = map(by_document.get, documents, repeat(()))
    hits = list(map(contains, chain.from_iterable(map(repeat, each_document, counts)), given))
    often = Counter(compress(chain.from_iterable(map(repeat, documents, counts)), hits))
    left = array(positions.typecode, compress(positions, hits))
    return Postings(tuple(often), tuple(often.values()), left)


def _rows(documents: "array[int]", wanted: Sequence[int]) -> Sequence[int]:
    """Which of some ascending documents are among others, ascending too."""
    if len(wanted) * _FEW < len(documents):
        end = len(documents)
        rows = ((bisect_left(documents, number), number) for number in wanted)
        return [row for row, number in rows if row < end and documents[row] == number]
    return list(compress(range(len(documents)), map(set(wanted).__contains__, documents)))


def _cover(packed: PackedPostings, rows: Sequence[int], shift: int) -> _Covered:
    """The positions of the documents in some rows, ascending, each greater by `shift`."""
    counts = packed.exact_counts()
    joined: array[int] | None = None
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(rows):
        block = rows[at] // BLOCK
        first, stop = block * BLOCK, bisect_left(rows, (block + 1) * BLOCK, at)
        own = counts[first : first + BLOCK]
        positions = packed.positions(block, own)
        bounds = list(accumulate(own, initial=len(joined) if joined else 0))
        if stop - at == len(own):
            starts += bounds[:-1]
            ends += bounds[1:]
        else:
            starts += [bounds[row - first] for row in rows[at:stop]]
            ends += [bounds[row - first + 1] for row in rows[at:stop]]
        if joined is None:
            joined = positions
        else:
            joined.extend(positions)
        at = stop
    return _Covered(shifted(joined, shift) if joined and shift else joined or array("H"), starts, ends)


def _searchable(*each: "array[int]") -> "Sequence[str | array[int]]":
    """Positions as texts; as they are where one has no character, as in an article of a million words."""
    try:
        return [_text(positions) for positions in each]
    except UnicodeDecodeError:
        return each


def _text(positions: "array[int]") -> str:
    """Positions as the characters of those numbers. Raises UnicodeDecodeError where a number is none."""
    if positions.typecode == "H":
        try:
            text = positions.tobytes().decode(f"utf-16-{_ORDER}")
            if len(text) == len(positions):  # no two of them were taken for one character
                return text
        except UnicodeDecodeError:
            pass
        positions = array("I", positions)
    return positions.tobytes().decode(f"utf-32-{_ORDER}", "surrogatepass")
