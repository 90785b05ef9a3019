"""Articles with some of the words of a query, shown below the hits where few articles have them all."""

from collections.abc import Callable, Sequence
from functools import reduce
from heapq import nlargest
from math import log
from operator import or_

from reader.results import SearchRequest
from reader.search.catalogue import Catalogue
from reader.search.evaluate import conditions
from reader.search.query.stopwords import COMMON
from reader.search.query.tree import Exact, Node, Query, Word

FEW = 20
"""Hits from which on nothing follows them (query language, Few hits with all the words)."""

MOST = 200
"""Articles with some of the words that follow, at most."""


def wants_partial(query: Query, request: SearchRequest, total: int) -> bool:
    """Whether articles with some of the words follow the `total` hits; those with very common words only do not."""
    if request.match != "all" or not query.words_only or total >= FEW:
        return False
    return not all(isinstance(node, Word | Exact) and node.text in COMMON for node in conditions(query.tree))


NEWEST = frozenset({"latest", "newest"})
"""Words that ask for the newest article where it does not have them itself."""


NEWEST_HINT = "the newest come first among articles with the same of the other words"


def asks_for_newest(query: Query) -> bool:
    """Whether a query of words asks for the newest among articles that have the same of its other words."""
    return any(map(_is_newest, conditions(query.tree)))


def partial_hits(
    query: Query,
    catalogue: Catalogue,
    each: Sequence[int],
    hits: int,
    score: Callable[[Sequence[int]], Sequence[float]],
    most: int = MOST,
) -> list[tuple[int, float]]:
    """The articles that are in one of some sets but are no hits, as positions with what they are worth, best first.

    Among equals the newest goes first. `each` are the articles of every condition of the query; `score` tells what
    positions are worth by all of them: so it is what `any:( … )` finds, in its order and at its cost.
    """
    others = catalogue.members(reduce(or_, each, 0) & ~hits)
    if not others:
        return []
    worth = score(others)
    ranks = _coverage(query, catalogue, each, others) if asks_for_newest(query) else worth
    cut = min(nlargest(most, ranks))
    chosen = [
        (-rank, -catalogue.first[at], at, own)
        for at, rank, own in zip(others, ranks, worth, strict=True)
        if rank >= cut
    ]
    return [(position, own) for _, _, position, own in sorted(chosen)[:most]]


def _coverage(query: Query, catalogue: Catalogue, each: Sequence[int], positions: Sequence[int]) -> list[float]:
    """What the words tell that articles have, however often they have them, as inverse document frequency."""
    found = [0.0] * len(positions)
    for node, articles in zip(conditions(query.tree), each, strict=True):
        if not _is_newest(node):
            have = articles.bit_count()
            weight = log(1 + (catalogue.size - have + 0.5) / (have + 0.5))
            flags = catalogue.flags(articles)
            found = [own + weight if flags[position] else own for own, position in zip(found, positions, strict=True)]
    return found


def _is_newest(node: Node) -> bool:
    return isinstance(node, Word | Exact) and node.text in NEWEST
