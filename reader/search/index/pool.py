"""The postings of the segment being written: every place of a term in one array, in the order of the text.

No word costs a call of ours: a paragraph's words are looked up and their places appended by `map` alone. What Whoosh
wants to know of a term (its documents, how often, where) is taken out of the array when the segment is written.
"""

import sys
from array import array
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat

from reader.search.index.blocks import Postings
from reader.search.index.document import GAP, cut_words
from reader.text import term_of

# A place is one number of 64 bits, the document above and the position in its field below.
_DOCUMENT = 32
_LITTLE = sys.byteorder == "little"
_POSITION_HALF, _DOCUMENT_HALF = (slice(0, None, 2), slice(1, None, 2))[:: 1 if _LITTLE else -1]

PLACE_BYTES = 8
TERM_BYTES = 350
"""Memory that a word takes beside its places, about: its text, an array and an entry in a dictionary."""


class FieldPool(dict[str, "array[int]"]):
    """The places of the terms of one field, by word as written and, in `terms`, by term."""

    def __init__(self) -> None:
        super().__init__()
        self.terms: dict[str, array[int]] = {}
        self.places = 0
        self._without_term: set[str] = set()

    def __missing__(self, word: str) -> "array[int]":
        term = term_of(word)
        if not term:
            self._without_term.add(word)
        places = self[word] = self.terms.setdefault(term, array("Q")) if term else array("Q")
        return places

    def add_text(self, document: int, parts: Iterable[str]) -> tuple[int, list[int]]:
        """Take a document's field, numbered as by `document.positions`; its length in words, and where parts begin."""
        starts: list[int] = []
        first = at = document << _DOCUMENT
        count = 0
        for part in parts:
            words = cut_words(part)
            places = list(map(self.__getitem__, words))
            if self._without_term and not self._without_term.isdisjoint(words):
                places = [self[word] for word in words if word not in self._without_term]
            starts.append(at - first)
            deque(map(array.append, places, range(at, at + len(places))), maxlen=0)
            count += len(places)
            at += len(places) + GAP
        starts.append(at - first)
        self.places += count
        return count, starts

    def add_terms(self, document: int, found: Mapping[str, Sequence[int]]) -> None:
        """Take a document's field, given as terms with their positions."""
        for term, at in found.items():
            self.terms.setdefault(term, array("Q")).extend((document << _DOCUMENT) + each for each in at)
            self.places += len(at)

    def add_postings(self, term: str, postings: Postings) -> None:
        """Take the postings of a term, whose documents come after all that it had."""
        documents, counts, positions = postings
        halves = array("I", bytes(2 * positions.itemsize * len(positions)))
        halves[_POSITION_HALF] = positions
        halves[_DOCUMENT_HALF] = array("I", chain.from_iterable(map(repeat, documents, counts)))
        self.terms.setdefault(term, array("Q")).frombytes(halves.tobytes())
        self.places += len(positions)

    def postings(self) -> Iterator[tuple[str, Postings]]:
        """Every term with its postings, in the order of the terms' bytes."""
        # UTF-8 keeps the order of code points, so the strings sort as their bytes would.
        for term in sorted(self.terms):
            places = self.terms[term]
            if places:
                yield term, _postings(places)


def _postings(places: "array[int]") -> Postings:
    if len(places) == 1:
        document, at = divmod(places[0], 1 << _DOCUMENT)
        return Postings((document,), (1,), array("I", (at,)))
    halves = array("I", places.tobytes())
    positions, of_document = halves[_POSITION_HALF], halves[_DOCUMENT_HALF]
    counts = Counter(of_document)
    if len(counts) == len(positions):
        return Postings(of_document, (1,) * len(positions), positions)
    return Postings(array("I", counts), tuple(counts.values()), positions)


class TermPool:
    """The fields of the segment being written."""

    def __init__(self) -> None:
        self.fields: dict[str, FieldPool] = {}

    def field(self, name: str) -> FieldPool:
        """The pool of a field, made where there is none."""
        found = self.fields.get(name)
        if found is None:
            found = self.fields[name] = FieldPool()
        return found

    @property
    def size(self) -> int:
        """Bytes of memory taken, about."""
        return sum(
            field.places * PLACE_BYTES + max(len(field), len(field.terms)) * TERM_BYTES
            for field in self.fields.values()
        )

    def cleanup(self) -> None:
        """Let everything go."""
        self.fields.clear()
