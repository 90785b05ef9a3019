"""The articles of an index that may be like one: those that have most of its telling words."""

from collections.abc import Iterable, Sequence
from heapq import nlargest
from math import log
from typing import TYPE_CHECKING

from reader.search.catalogue import Catalogue
from reader.search.index.schema import BODY
from reader.search.similar.related_terms import Weights

if TYPE_CHECKING:
    from reader.search.index.snapshot import Snapshot

POOL = 40
"""Articles that are compared with one on their whole texts; with 24 F1 loses a hundredth, with 60 it gains nothing."""

_TELLING_TERMS = 40  # words of an article that are looked up
_MOST_POSTINGS = 40_000  # articles that those words stand in, all together; what is common is left out
_SPARE = 4  # how many times the candidates wanted are weighed against their length
_GROWTH = 0.3  # how the length of a text's vector grows with its words: half of Heaps's exponent


def count_articles(snapshot: "Snapshot", terms: Iterable[str]) -> dict[str, int]:
    """How many articles have each word."""
    return {term: snapshot.frequency(BODY, term) for term in terms}


def find_candidates(
    snapshot: "Snapshot",
    catalogue: Catalogue,
    weights: Weights,
    frequencies: dict[str, int],
    most: int,
    least: float = 0.0,
) -> Sequence[int]:
    """The keys of the articles that share most with a text, best first, and at least that part of its telling words."""
    worth = {
        term: weight * log(1 + snapshot.count / count)
        for term, weight in weights.items()
        if (count := frequencies.get(term, 0)) > 0
    }
    found: dict[int, float] = {}
    postings, whole = 0, 0.0
    for term in nlargest(_TELLING_TERMS, worth, key=lambda term: (worth[term], term)):
        if postings and postings + frequencies[term] > _MOST_POSTINGS:
            continue
        postings += frequencies[term]
        square = worth[term] ** 2
        whole += square
        for number in snapshot.documents(BODY, term, _never)[0]:
            found[number] = found.get(number, 0.0) + square
    lengths, position_of = snapshot.lengths(BODY), snapshot.position_of
    # A long text has more of any words, so more than are wanted are weighed against their length.
    ranked = {
        position: found[number] / (1 + lengths[number]) ** _GROWTH
        for number in nlargest(_SPARE * most, found, key=lambda number: (found[number], -number))
        if (position := position_of[number]) >= 0 and found[number] >= least * whole
    }
    best = nlargest(most, ranked, key=lambda position: (ranked[position], -position))
    return [catalogue.keys[position] for position in best]


def _never() -> bool:
    return False
