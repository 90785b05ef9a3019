"""The order of hits: by what the query says, then by what the request says, else by relevance or by date."""

from array import array
from collections.abc import Sequence
from heapq import merge, nlargest
from operator import add

from reader.errors import UsageError
from reader.search.catalogue import Catalogue
from reader.search.evaluate import Evaluator
from reader.search.hit_order import HitOrder
from reader.search.query.tree import Node, Query, SortKey

AT_ONCE = 200
"""Hits that are put in order with every answer."""

_SAMPLE = 16
_RUN = 8192  # sorted in about 4 ms

ORDERS = ("relevance", "date", "words", "outlet", "title")


def parse_sort(text: str) -> tuple[SortKey, ...]:
    """Read orders as `--sort` takes them, parted by commas, `-` before what is to be reversed. Raises UsageError."""
    keys = []
    for name in filter(None, (part.strip().lower() for part in text.split(","))):
        field = name.removeprefix("-")
        if field not in ORDERS:
            raise UsageError(f"no order {field!r}", f"there are {', '.join(ORDERS)}; - before one reverses it")
        keys.append(SortKey(field, name.startswith("-")))
    return tuple(keys)


def sort_keys(query: Query, requested: str | None) -> tuple[SortKey, ...]:
    """The orders that hold for a search."""
    return query.sort or parse_sort(requested or "")


def score(evaluator: Evaluator, tree: Node, positions: Sequence[int]) -> "array[float]":
    """What each of some articles is worth by the words of a query."""
    total: array[float] | None = None
    for matches in evaluator.worth(tree):
        worth = matches.worth(positions)
        total = array("d", worth if total is None else map(add, total, worth))
    return array("d", bytes(8 * len(positions))) if total is None else total


def order_hits(
    catalogue: Catalogue, hits: int, keys: tuple[SortKey, ...], positions: Sequence[int], scores: Sequence[float] | None
) -> HitOrder:
    """The order of hits; ties by date, the newest first, then as they stand in the archive.

    `positions` are those of the hits, ascending, and `scores` theirs where the query ranks; without orders it does,
    else the newest come first.
    """
    if scores is not None and keys in ((), (SortKey("relevance"),)):
        return _by_relevance(catalogue, hits, positions, scores)
    order = catalogue.ordered(hits)
    for key in reversed(keys or (SortKey("relevance"),)):
        if key.field == "relevance":
            if scores is not None:
                order = _sorted_by(dict(zip(positions, scores, strict=True)), order, reverse=not key.reverse)
        elif key != SortKey("date") or key is not keys[-1]:  # by date is how they stand already
            order.sort(key=catalogue.ranks(key.field, reverse=key.reverse).__getitem__)
    return HitOrder(order, len(order), lambda: order)


def _by_relevance(catalogue: Catalogue, hits: int, positions: Sequence[int], scores: Sequence[float]) -> HitOrder:
    """The best hits at once, and all of them when they are wanted: few people look at more than the first screens."""
    day = catalogue.first

    def whole() -> list[int]:
        return _sorted_by(dict(zip(positions, scores, strict=True)), catalogue.ordered(hits), reverse=True)

    if len(positions) <= AT_ONCE:
        best = list(zip(scores, positions, strict=True))
    else:
        # One in sixteen tells about how good the best are; where it tells wrong, all are looked at.
        some = sorted(scores[::_SAMPLE])
        cut = some[-min(len(some), 2 * AT_ONCE // _SAMPLE + 1)]
        best = [each for each in zip(scores, positions, strict=True) if each[0] >= cut]
        if len(best) < AT_ONCE:
            cut = nlargest(AT_ONCE, scores)[-1]
            best = [each for each in zip(scores, positions, strict=True) if each[0] >= cut]
    best.sort(key=lambda each: (-each[0], -day[each[1]], each[1]))
    return HitOrder([position for _, position in best], len(positions), whole)


def _sorted_by(scores: dict[int, float], order: list[int], *, reverse: bool) -> list[int]:
    """Sorted by score, stable, in runs: one sort of a hundred thousand would hold up the desk."""
    of, size = scores.__getitem__, _RUN
    runs = [sorted(order[at : at + size], key=of, reverse=reverse) for at in range(0, len(order), size)]
    return runs[0] if len(runs) == 1 else list(merge(*runs, key=of, reverse=reverse))
