"""One state of the index, opened for one thread: terms, postings and positions, decoded once and remembered.

Documents are numbered through all segments. Those that were taken out have no position in the catalogue.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from functools import partial
from heapq import merge
from itertools import accumulate, compress, groupby, islice, repeat
from typing import Any

from whoosh.util.numeric import byte_to_length

from reader.errors import ReaderError, StaleSearch
from reader.search.catalogue import Catalogue
from reader.search.index.backend import keys_of, leaves
from reader.search.index.blocks import BLOCK, PackedPostings, Postings
from reader.search.index.postings import Segment, Term
from reader.search.index.schema import TEXT_FIELDS
from reader.search.index.store import UnreadableIndex
from reader.search.index.sums import add_up
from reader.search.phrases import find_phrase
from reader.search.sets import to_set
from reader.search.stems import Inflections, shared_prefix, stem_of

Places = Set[int] | Mapping[int, object] | range
"""Documents: a set, the keys of a mapping, or a range."""

Documents = tuple["array[int]", bytearray]
"""The documents of a term and how often it stands in each, at most `MOST_OFTEN`."""

LENGTHS: list[int] = [byte_to_length(number) for number in range(256)]
"""The length in words that a length byte stands for."""

MOST_EXPANSIONS = 1024
"""Words that a prefix may stand for (query language, Limits)."""

MOST_COUNTED = 20_000
"""Words up to which a prefix that is refused is counted."""

_BETWEEN_BLOCKS = 8  # so 4,096 documents
_FEW = 8  # below one in so many of a term's documents, those that are wanted are looked up one by one
_REMEMBERED_TERMS = 20_000  # whose place is kept, some 300 bytes each
_REMEMBERED_BEGINNINGS = 16  # a thousand terms each at most

ABSENT = -1


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except (ReaderError, StaleSearch, UnreadableIndex):
        raise
    except Exception as fault:  # whoever damaged the file chooses the kind
        raise UnreadableIndex(type(fault).__name__) from fault


class Snapshot:
    """An open reader, or none where there is no index, with what every search needs at hand.

    Raises UnreadableIndex wherever the index cannot be read.
    """

    def __init__(self, index: Any, catalogue: Catalogue) -> None:
        with _reading():
            self._reader: Any = index.reader() if index is not None else None
            self._leaves = list(leaves(self._reader)) if self._reader is not None else []
            # Reading every column now also opens every file, so that a commit elsewhere can remove none unopened.
            keys = [key for leaf, _ in self._leaves for key in keys_of(leaf)]
            self._segments = [Segment(leaf, start) for leaf, start in self._leaves]
            self._length_bytes = {
                field: b"".join(segment.lengths(field) for segment in self._segments) for field in TEXT_FIELDS
            }
        place = catalogue.position.get
        self.position_of = [ABSENT if key is None else place(key, ABSENT) for key in keys]
        self.in_order = self.position_of == list(range(len(keys)))
        """Whether every document has its own number as its position in the catalogue."""
        flags = bytearray(catalogue.size + 1)  # the last one takes what is absent
        for position in self.position_of:
            flags[position] = 1
        self.indexed = to_set(flags[: catalogue.size])
        self.count = self.indexed.bit_count()
        self._terms: dict[tuple[str, str], list[tuple[Segment, Term]]] = {}
        self._forms: dict[tuple[str, str], tuple[str, ...]] = {}
        self._begun: dict[tuple[str, ...], dict[str, tuple[str, ...]] | None] = {}

    def close(self) -> None:
        """Close its files."""
        if self._reader is not None:
            self._reader.close()

    def lengths(self, field: str) -> "array[int]":
        """The length in words of a field, by document."""
        return array("I", map(LENGTHS.__getitem__, self._length_bytes[field]))

    def length_bytes(self, field: str) -> bytes:
        """The same, as bytes that `LENGTHS` explains."""
        return self._length_bytes[field]

    def segments(self) -> list[Any]:
        """Whoosh's readers of the segments."""
        return [leaf for leaf, _ in self._leaves]

    def forms(self, field: str, term: str) -> tuple[str, ...]:
        """The term itself and its inflections, as far as they are in the index."""
        stem = stem_of(term)
        found = self._forms.get((field, stem)) if stem != term or term.isalpha() else ()
        if found is None:
            with _reading():
                found = tuple(self._begin_with(field, shared_prefix(stem), Inflections(stem))) if stem.isascii() else ()
            self._forms[field, stem] = found
        return found if term in found else (term, *found)

    def beginning_with(self, fields: Iterable[str], prefix: str) -> dict[str, tuple[str, ...]] | None:
        """The terms of each field that begin so; None where they are more than `MOST_EXPANSIONS` together."""
        key = (prefix, *fields)
        if key not in self._begun:
            with _reading():
                found = {field: tuple(islice(self._begin_with(field, prefix), MOST_EXPANSIONS + 1)) for field in fields}
            if len(self._begun) == _REMEMBERED_BEGINNINGS:
                self._begun.clear()
            self._begun[key] = None if len(set().union(*found.values())) > MOST_EXPANSIONS else found
        return self._begun[key]

    def count_beginning_with(self, fields: Iterable[str], prefix: str, most: int) -> int:
        """How many terms begin so in any of the fields; above `most` the counting stops."""
        found: set[str] = set()
        with _reading():
            for field in fields:
                found.update(islice(self._begin_with(field, prefix), most + 1))
        return len(found)

    def has(self, field: str, term: str) -> bool:
        """Whether the index has a term."""
        return bool(self._places_of(field, term))

    def frequency(self, field: str, term: str) -> int:
        """How many documents have a term; until the next merge those that were taken out are counted too."""
        return sum(at.documents for _, at in self._places_of(field, term))

    def _begin_with(self, field: str, prefix: str, keep: Callable[[str], bool] = lambda _: True) -> Iterator[str]:
        if len(self._terms) > _REMEMBERED_TERMS:
            self._terms.clear()
        # Code points sort as their UTF-8 bytes do, so the lists of the segments can be merged as they come.
        each = (segment.beginning_with(field, prefix, keep) for segment in self._segments)
        numbered = (zip(terms, repeat(number)) for number, terms in enumerate(each))
        for term, found in groupby(merge(*numbered, key=_name), key=_name):
            self._terms[field, term] = [(self._segments[number], at) for (_, at), number in found]
            yield term

    def _places_of(self, field: str, term: str) -> list[tuple[Segment, Term]]:
        """Where the postings of a term lie in each segment that has it."""
        known = self._terms.get((field, term))
        if known is None:
            with _reading():
                each = [(segment, segment.find(field, term)) for segment in self._segments]
            known = self._terms[field, term] = [(segment, at) for segment, at in each if at is not None]
        return known

    def documents(self, field: str, term: str, stale: Callable[[], bool]) -> Documents:
        """The documents of a term, ascending. Raises StaleSearch."""
        numbers, counts = array("I"), bytearray()
        with _reading():
            for segment, at in self._places_of(field, term):
                _look(stale)
                packed = segment.postings(at)
                numbers.extend(map(segment.start.__add__, packed.documents))
                counts += packed.counts
        return numbers, counts

    def counts(self, field: str, terms: Iterable[str], stale: Callable[[], bool]) -> bytearray:
        """How often any of several terms stands in each document, at most `MOST_OFTEN`. Raises StaleSearch."""
        by_segment: dict[Segment, list[Term]] = {segment: [] for segment in self._segments}
        for term in terms:
            for segment, at in self._places_of(field, term):
                by_segment[segment].append(at)
        totals = []
        with _reading():
            for segment, found in by_segment.items():
                _look(stale)
                totals.append(add_up(segment.counted(found), segment.count))
        return bytearray(b"".join(totals))

    def places(
        self, field: str, term: str, wanted: Places | None, stale: Callable[[], bool]
    ) -> dict[int, "array[int]"]:
        """The positions of a term, ascending, in those of the wanted documents that have it, or in all that have it.

        Raises StaleSearch.
        """
        found: dict[int, array[int]] = {}
        with _reading():
            for segment, at in self._places_of(field, term):
                packed = segment.postings(at)
                rows = _rows(packed.documents, segment, wanted)
                if not rows:
                    continue
                numbers, counts = packed.documents, packed.exact_counts()
                for looked_at, block in enumerate(range(rows[0] // BLOCK, rows[-1] // BLOCK + 1)):
                    first = block * BLOCK
                    here = rows[bisect_left(rows, first) : bisect_left(rows, first + BLOCK)]
                    if not here:
                        continue
                    if looked_at % _BETWEEN_BLOCKS == 0:
                        _look(stale)
                    own = counts[first : first + BLOCK]
                    positions = packed.positions(block, own)
                    ends = list(accumulate(own, initial=0))
                    slices, held = map(slice, ends, ends[1:]), numbers[first : first + BLOCK]
                    if len(here) < len(own):
                        slices = map(
                            slice, [ends[row - first] for row in here], [ends[row - first + 1] for row in here]
                        )
                        held = array("I", map(numbers.__getitem__, here))
                    found.update(zip(map(segment.start.__add__, held), map(positions.__getitem__, slices), strict=True))
        return found

    def phrase(
        self, field: str, terms: Sequence[str], wanted: Places | None, stale: Callable[[], bool]
    ) -> Iterator[Postings]:
        """Where terms stand one after another in the wanted documents, or in all: the positions of the last one.

        What comes is ascending, a segment at a time. Raises StaleSearch.
        """
        order = sorted(range(len(terms)), key=lambda at: self.frequency(field, terms[at]))
        places = [{segment.start: at for segment, at in self._places_of(field, term)} for term in terms]

        def read(segment: Segment, at: Term) -> PackedPostings:
            _look(stale)
            return segment.postings(at)

        for segment in self._segments:
            if not all(segment.start in each for each in places):
                continue
            with _reading():
                words = [partial(read, segment, each[segment.start]) for each in places]
                found = find_phrase(words, order, partial(_rows, segment=segment, wanted=wanted))
            if found.documents:
                numbers = array("I", map(segment.start.__add__, found.documents))
                yield found._replace(documents=numbers)


def _rows(documents: Sequence[int], segment: Segment, wanted: Places | None) -> Sequence[int]:
    """Which of a segment's documents, ascending, are wanted."""
    start = segment.start
    if wanted is None:
        return range(len(documents))
    if isinstance(wanted, range):
        return range(bisect_left(documents, wanted.start - start), bisect_left(documents, wanted.stop - start))
    if len(wanted) * _FEW < len(documents) or not wanted:
        rows, end = [], len(documents)
        for number in wanted:
            row = bisect_left(documents, number - start)
            if row < end and documents[row] == number - start:
                rows.append(row)
        rows.sort()
        return rows
    low = bisect_left(documents, min(wanted) - start)
    high = bisect_left(documents, max(wanted) - start + 1)
    held = map(wanted.__contains__, map(start.__add__, documents[low:high]))
    return list(compress(range(low, high), held))


def _look(stale: Callable[[], bool]) -> None:
    if stale():
        raise StaleSearch


def _name(numbered: tuple[tuple[str, Term], int]) -> str:
    return numbered[0][0]
