"""The words of an index with the articles that have each: looked up, listed by their beginning, nearest in spelling."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from math import log10
from time import thread_time
from typing import TYPE_CHECKING, Any

from reader.search.index.schema import BODY, TITLE
from reader.search.index.store import UnreadableIndex
from reader.search.query.nearest import edits

if TYPE_CHECKING:
    from reader.search.index.snapshot import Snapshot

NEAR_SECONDS = 0.1
"""Processor time after which the search for near spellings takes what it has found."""

_ALL = 10_000_000
_EDITS = 2
_SHORTEST = 2  # letters of a word that can be mistyped at all
_SHORT = 4  # letters of a word in which two edits would leave too little
_FAR_START = 0.5  # what another first letter counts, in edits: people seldom mistype that one
_FREQUENCY = 0.1  # what ten times as many articles count, in edits: among equals the commoner word is meant
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BETWEEN_LOOKS = 256  # words between two looks at the clock
_HEAD = 3  # letters of a word with another first letter that must be as they were typed, or that one edit away

_ANY_SIZE = range(1 << 16)
_FIRST_PIECE, _PIECE = 1 << 11, 1 << 16  # bytes of the table read at once: most ranges are short
_LONGEST_VALUE = 40
_RECORD = 1 << 10  # more bytes than a term with its facts can have: 128 letters of four bytes each, and 50

_SIZES = struct.Struct("!ii")
_FREQUENCY_AT = struct.Struct("!xxxxxI")  # flags and total weight stand before the number of documents


def spelling_cost(typed: str, meant: str, count: int) -> float | None:
    """How far a spelling is from what was typed; None above two edits, or one for words of up to four letters.

    A letter dropped, added, changed or swapped with its neighbour counts 1 (Damerau 1964), another first letter more,
    one that `count` articles have the less the more they are.
    """
    limit = _EDITS if len(typed) > _SHORT else 1
    # Each edit changes the length by one at most, and takes at most one letter out and puts one in.
    if abs(len(typed) - len(meant)) > limit or len(set(typed).symmetric_difference(meant)) > 2 * limit:
        return None
    distance = _distance(typed, meant, limit)
    if distance > limit or distance >= min(len(typed), len(meant)):
        return None
    return distance + _FAR_START * (typed[:1] != meant[:1]) - _FREQUENCY * log10(max(1, count))


class Lexicon:
    """The words of one snapshot of the index, body and title together. Raises UnreadableIndex."""

    def __init__(self, snapshot: "Snapshot") -> None:
        self._snapshot = snapshot

    def frequency(self, term: str, *, title_only: bool = False) -> int:
        """About how many articles have this very word; 0 is exact."""
        with _reading():
            return max(
                sum(_frequency(leaf, field, term.encode()) for leaf in self._snapshot.segments())
                for field in _fields(title_only)
            )

    def beginning_with(
        self, prefix: str, sizes: range = _ANY_SIZE, most: int = _ALL, *, title_only: bool = False
    ) -> dict[str, int]:
        """The words that begin so, each with about how many articles have it.

        `sizes` are those in bytes that are wanted; at most `most` of each segment are looked at.
        """
        found: dict[str, int] = {}
        for field in _fields(title_only):
            counts: dict[str, int] = {}
            with _reading():
                for leaf in self._snapshot.segments():
                    for term, count in _terms(leaf, field, prefix.encode(), sizes, most):
                        counts[term] = counts.get(term, 0) + count
            for term, count in found.items():
                counts[term] = max(count, counts.get(term, 0))
            found = counts
        return found

    def nearest(self, term: str, most: int = 3, *, title_only: bool = False) -> list[tuple[str, float]]:
        """Words at most two letters from `term` with their `spelling_cost`, the nearest first.

        A word with another first letter is found where what follows that letter begins as in `term`.
        """
        if len(term) < _SHORTEST:
            return []
        end = thread_time() + NEAR_SECONDS
        wide = 1 if term.isascii() else 4  # bytes of a letter
        size = len(term.encode())
        sizes = range(size - _EDITS * wide, size + _EDITS * wide + 1)
        ranked: dict[str, float] = {}
        for head in (term[0], *_heads(term)):
            found = self.beginning_with(head, sizes, title_only=title_only)
            for number, (candidate, count) in enumerate(found.items()):
                if number % _BETWEEN_LOOKS == 0 and thread_time() > end:
                    break
                if candidate != term and (cost := spelling_cost(term, candidate, count)) is not None:
                    ranked[candidate] = cost
        return sorted(ranked.items(), key=lambda each: (each[1], each[0]))[:most]


def _distance(left: str, right: str, limit: int) -> int:
    """`edits`, of what is left of two words without the beginning and the end that they share."""
    start, shorter = 0, min(len(left), len(right))
    while start < shorter and left[start] == right[start]:
        start += 1
    end = 0
    while end < shorter - start and left[-1 - end] == right[-1 - end]:
        end += 1
    return edits(left[start : len(left) - end], right[start : len(right) - end], limit)


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except Exception as fault:  # whoever damaged the file chooses the kind
        raise UnreadableIndex(type(fault).__name__) from fault


def _fields(title_only: bool) -> tuple[str, ...]:
    return (TITLE,) if title_only else (BODY, TITLE)


def _frequency(leaf: Any, field: str, term: bytes) -> int:
    terms = leaf._terms
    value = terms._tindex.get(terms._keycoder(field, term)) if field in terms._fieldmap else None
    return 0 if value is None else int(_FREQUENCY_AT.unpack_from(value)[0])


def _terms(leaf: Any, field: str, prefix: bytes, wanted: range, most: int) -> Iterator[tuple[str, int]]:
    """The terms of a segment that begin so, with their document frequency.

    The table is read in pieces and taken apart here: Whoosh's own iterators take ten times as long a term.
    """
    terms = leaf._terms
    if field not in terms._fieldmap:
        return
    table, key = terms._tindex, terms._keycoder(field, prefix)
    place, coded, shortest = table.closest_key_pos(key), len(key) - len(prefix), len(key)
    if place is None:
        return
    sizes, frequency = _SIZES.unpack_from, _FREQUENCY_AT.unpack_from
    data, at, piece = b"", 0, _FIRST_PIECE
    for _ in range(most):
        if at + _RECORD > len(data) and place + len(data) < table.endofdata:
            place += at
            data = table.dbfile.get(place, min(piece, table.endofdata - place))
            at, piece = 0, _PIECE
        if at >= len(data):
            return
        key_size, value_size = sizes(data, at)
        if value_size > _LONGEST_VALUE:  # postings that stand in the table itself; ours never do
            raise UnreadableIndex("a value of the table of terms is too long")
        key_at = at + _SIZES.size
        value_at = key_at + key_size
        if data[key_at : key_at + shortest] != key:
            return
        if key_size - coded in wanted:
            yield data[key_at + coded : value_at].decode(), frequency(data, value_at)[0]
        at = value_at + value_size


def _heads(term: str) -> list[str]:
    """How words may begin whose first letter was mistyped: swapped, dropped, changed or preceded by another."""
    found = [term[1:], *(letter + term[1:] for letter in _LETTERS), *(letter + term for letter in _LETTERS)]
    if len(term) > 1:
        found.append(term[1] + term[0] + term[2:])
    return [head for head in dict.fromkeys(each[:_HEAD] for each in found) if head and head[0] != term[0]]
