"""One state of the index, opened for one thread: terms, postings and positions, decoded once and remembered.

Documents are numbered through all segments. Under the exact pin whole blocks are decoded; any matcher that is not
Whoosh's plain one is read through its public interface.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import accumulate, islice
from typing import Any

from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.matching.wrappers import FilterMatcher
from whoosh.reading import TermNotFound

from reader.errors import ReaderError, StaleSearch
from reader.search.backend import keys_of, leaves, lengths_of
from reader.search.catalogue import Catalogue, to_set
from reader.search.schema import TEXT_FIELDS
from reader.search.stems import is_form, shared_prefix, stem_of
from reader.search.store import UnreadableIndex

Documents = tuple["array[int]", "array[float]"]
"""The documents of a term and how often it stands in each."""

MOST_EXPANSIONS = 1024
"""Words that a prefix may stand for (query language, Limits)."""

_MOST_CANDIDATES = 20_000  # terms looked at for the inflections of one word; the commonest three letters begin 6,000
_REMEMBERED = 6_000_000  # postings kept decoded, 8 bytes each
_BLOCKS_BETWEEN_LOOKS = 8  # 4,096 postings

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
            self._lengths = {
                field: array("I", (number for leaf, _ in self._leaves for number in lengths_of(leaf, field)))
                for field in TEXT_FIELDS
            }
        place = catalogue.position.get
        self.position_of = [ABSENT if key is None else place(key, ABSENT) for key in keys]
        flags = bytearray(catalogue.size + 1)  # the last one takes what is absent
        for position in self.position_of:
            flags[position] = 1
        self.indexed = to_set(flags[: catalogue.size])
        self.count = self.indexed.bit_count()
        self._documents: OrderedDict[tuple[str, str], Documents] = OrderedDict()
        self._held = 0
        self._forms: dict[tuple[str, str], tuple[str, ...]] = {}

    def close(self) -> None:
        """Close its files."""
        if self._reader is not None:
            self._reader.close()

    def lengths(self, field: str) -> "array[int]":
        """The length in words of a field, by document."""
        return self._lengths[field]

    def forms(self, field: str, term: str) -> tuple[str, ...]:
        """The term itself and its inflections, as far as they are in the index."""
        stem = stem_of(term)
        found = self._forms.get((field, stem)) if stem != term or term.isalpha() else ()
        if found is None:
            with _reading():
                candidates = islice(self._begin_with(field, shared_prefix(stem)), _MOST_CANDIDATES)
                found = tuple(each for each in candidates if is_form(each, stem)) if stem.isascii() else ()
            self._forms[field, stem] = found
        return found if term in found else (term, *found)

    def beginning_with(self, fields: Iterable[str], prefix: str) -> dict[str, tuple[str, ...]] | None:
        """The terms of each field that begin so; None where they are more than `MOST_EXPANSIONS` together."""
        with _reading():
            found = {field: tuple(islice(self._begin_with(field, prefix), MOST_EXPANSIONS + 1)) for field in fields}
        return None if len(set().union(*found.values())) > MOST_EXPANSIONS else found

    def _begin_with(self, field: str, prefix: str) -> Iterator[str]:
        if self._leaves:
            for term in self._reader.expand_prefix(field, prefix.encode()):
                yield term.decode()

    def documents(self, field: str, term: str, stale: Callable[[], bool]) -> Documents:
        """The documents of a term. Raises StaleSearch."""
        known = self._documents.get((field, term))
        if known is not None:
            self._documents.move_to_end((field, term))
            return known
        numbers, counts = array("I"), array("f")
        with _reading():
            for matcher, start in self._matchers(field, term):
                _read_all(matcher, start, numbers, counts, stale)
        self._documents[field, term] = numbers, counts
        self._held += len(numbers)
        while self._held > _REMEMBERED and len(self._documents) > 1:
            _, (old, _) = self._documents.popitem(last=False)
            self._held -= len(old)
        return numbers, counts

    def places(self, field: str, term: str, wanted: set[int], stale: Callable[[], bool]) -> dict[int, list[int]]:
        """The positions of a term in those of the wanted documents that have it, ascending. Raises StaleSearch."""
        found: dict[int, list[int]] = {}
        if not wanted:
            return found
        last = max(wanted)
        with _reading():
            for matcher, start in self._matchers(field, term):
                if start > last:
                    break
                _read_places(matcher, start, wanted, found, stale)
        return found

    def _matchers(self, field: str, term: str) -> Iterator[tuple[Any, int]]:
        for leaf, start in self._leaves:
            try:
                matcher = leaf.postings(field, term.encode())
            except TermNotFound:
                continue
            # Deleted documents have no position in the catalogue and fall out there; filtering them is the slow way.
            if type(matcher) is FilterMatcher and type(matcher.child) is W3LeafMatcher:
                matcher = matcher.child
            yield matcher, start


def _read_all(
    matcher: Any, start: int, numbers: "array[int]", counts: "array[float]", stale: Callable[[], bool]
) -> None:
    looks = 0
    while matcher.is_active():
        looks += 1
        if looks % _BLOCKS_BETWEEN_LOOKS == 0 and stale():
            raise StaleSearch
        if type(matcher) is not W3LeafMatcher:
            numbers.append(matcher.id() + start)
            counts.append(matcher.weight())
            matcher.next()
            continue
        if matcher._data is None:
            matcher._read_data()
        deltas, weights, _ = matcher._data
        numbers.extend(islice(accumulate(deltas, initial=start), 1, None))
        if isinstance(weights, tuple):
            counts.extend(weights)
        else:
            counts.extend([weights or 1.0] * len(deltas))
        matcher._next_block()


def _read_places(
    matcher: Any, start: int, wanted: set[int], found: dict[int, list[int]], stale: Callable[[], bool]
) -> None:
    decode = matcher.format.decode_positions if type(matcher) is W3LeafMatcher else None
    order = sorted(number - start for number in wanted if number >= start)
    at = looks = 0
    while matcher.is_active() and at < len(order):
        looks += 1
        if looks % _BLOCKS_BETWEEN_LOOKS == 0 and stale():
            raise StaleSearch
        if decode is None:
            if matcher.id() + start in wanted:
                found[matcher.id() + start] = list(matcher.value_as("positions"))
            matcher.next()
            continue
        last = matcher.block_max_id()
        if order[at] <= last:
            if matcher._data is None:
                matcher._read_data()
            deltas, _, values = matcher._data
            for number, value in zip(islice(accumulate(deltas, initial=start), 1, None), values, strict=True):
                if number in wanted:
                    found[number] = decode(value)
            while at < len(order) and order[at] <= last:
                at += 1
        matcher._next_block()
