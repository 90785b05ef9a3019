"""Where else a passage stands: its rarest words, asked for in one paragraph, as many of them as another article has."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.results import Echo, SearchRequest
from reader.search.index.schema import BODY
from reader.search.query.stopwords import COMMON
from reader.searching import Searching
from reader.text import words

if TYPE_CHECKING:
    from reader.search.catalogue import Catalogue
    from reader.search.index.snapshot import Snapshot

MOST_WORDS, FEWEST_WORDS = 7, 3
"""Words that are asked for: with fewer than three in common two paragraphs need not tell the same."""

_WORDS_READ = 200  # of a passage: a paragraph of megabytes costs no more than a long one
_LONGEST = 40  # characters of a word that is asked for
_OPERATORS = frozenset({"AND", "OR", "NOT", "NEAR", "ADJ"})


def find_echo(searching: Searching, key: int, passage: str, stale: Callable[[], bool]) -> Echo:
    """The search that has most of a passage's telling words and finds another article than the one of this key.

    Where none does, the one with the fewest words, which finds no other. Raises StaleSearch, IndexFault.
    """
    telling = _telling_words(searching, passage)
    echo = Echo()
    for number in range(min(MOST_WORDS, len(telling)), FEWEST_WORDS - 1, -1):
        chosen = sorted(telling[:number])
        said = [word for _, word in chosen]
        request = SearchRequest(f"same:paragraph( {' '.join(said)} )")
        found = searching.search(request, stale)
        others = found.total - (key in found.keys)
        echo = Echo(request.query, ", ".join(said), others)
        if others:
            break
    return echo


def _telling_words(searching: Searching, passage: str) -> list[tuple[int, str]]:
    """The words of a passage that stand in other articles too, the rarest first, each with its place in the passage."""
    places: dict[str, tuple[int, str]] = {}
    for number, word in enumerate(words(passage)):
        if number >= _WORDS_READ:
            break
        written = passage[word.start : word.end]
        if word.term not in COMMON and len(written) <= _LONGEST and written not in _OPERATORS:
            places.setdefault(word.term, (number, written))

    def count(snapshot: "Snapshot", _: "Catalogue") -> dict[str, int]:
        return {term: snapshot.frequency(BODY, term) for term in places}

    frequencies = searching.engine().look(count)
    shared = [term for term in places if frequencies[term] > 1]  # what stands once is in this article alone

    def worth(term: str) -> tuple[int, bool, tuple[int, str]]:
        """The rarest first; of words as rare as another names and figures, which say who, where and how many."""
        return frequencies[term], places[term][1].islower(), places[term]

    return [places[term] for term in sorted(shared, key=worth)]
