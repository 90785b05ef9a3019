"""The order of hits: by what the query says, then by what the request says, else by relevance or by date."""

from array import array
from collections.abc import Sequence
from heapq import merge, nlargest
from itertools import compress
from operator import add

from reader.errors import UsageError
from reader.search.bounds import Bounds, can_bound
from reader.search.catalogue import Catalogue
from reader.search.evaluate import Evaluator
from reader.search.hit_order import HitOrder
from reader.search.query.tree import Node, Query, SortKey

AT_ONCE = 200
"""Hits that are put in order with every answer."""

_SAMPLE = 16
_WORTH_BOUNDING = 2_000  # hits: fewer are scored sooner than bounded
_RUN = 8192  # sorted in about 4 ms

Worths = tuple[Sequence[int], Sequence[float]]
"""Positions, ascending, and what each is worth."""

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


class Worth:
    """What articles are worth by the words of a query."""

    def __init__(self, evaluator: Evaluator, tree: Node) -> None:
        self._parts = list(evaluator.worth(tree))

    def of(self, positions: Sequence[int]) -> "array[float]":
        """What each of some articles is worth, ascending."""
        total: array[float] | None = None
        for part in self._parts:
            worth = part.worth(positions)
            total = array("d", worth if total is None else map(add, total, worth))
        return array("d", bytes(8 * len(positions))) if total is None else total

    def of_best(self, catalogue: Catalogue, hits: int, count: int) -> Worths | None:
        """The best `count` hits and those that are worth as much as the last of them, their positions ascending.

        None where that is as soon told by looking at all hits.
        """
        total = hits.bit_count()
        each = [part.bounded for part in self._parts]
        fields = [field for part in each for field in part or ()]
        if total < _WORTH_BOUNDING or None in each or not can_bound(fields):
            return None
        bounds = Bounds(fields, catalogue, hits)
        likely = bounds.best(count)
        if not count <= len(likely) <= total // 2:
            return None
        positions = bounds.at_least(nlargest(count, self.of(likely))[-1])
        if len(positions) > total // 2:
            return None
        worth = self.of(positions)
        least = nlargest(count, worth)[-1]
        best = [each >= least for each in worth]
        return list(compress(positions, best)), list(compress(worth, best))


def order_hits(catalogue: Catalogue, hits: int, keys: tuple[SortKey, ...], worth: Worth | None) -> HitOrder:
    """The order of hits; ties by date, the newest first, then as they stand in the archive.

    `worth` is given where the query ranks; without orders it does, else the newest come first.
    """
    if worth is not None and keys in ((), (SortKey("relevance"),)):
        return _by_relevance(catalogue, hits, worth)
    order = catalogue.ordered(hits)
    known: dict[int, float] = {}
    if worth is not None:
        positions = catalogue.members(hits)
        known = dict(zip(positions, worth.of(positions), strict=True))
    for key in reversed(keys or (SortKey("relevance"),)):
        if key.field == "relevance":
            if worth is not None:
                order = _sorted_by(known, order, reverse=not key.reverse)
        elif key != SortKey("date") or key is not keys[-1]:  # by date is how they stand already
            order.sort(key=catalogue.ranks(key.field, reverse=key.reverse).__getitem__)
    return HitOrder(order, len(order), lambda: order, known)


def _by_relevance(catalogue: Catalogue, hits: int, worth: Worth) -> HitOrder:
    """The best hits at once, and all of them when they are wanted: few people look at more than the first screens."""
    day = catalogue.first
    bounded = worth.of_best(catalogue, hits, AT_ONCE)
    positions, scores = bounded or _all(catalogue, hits, worth)
    best = list(zip(scores, positions, strict=True))
    if bounded is None and len(best) > AT_ONCE:
        # One in sixteen tells about how good the best are; where it tells wrong, all are looked at.
        some = sorted(scores[::_SAMPLE])
        cut = some[-min(len(some), 2 * AT_ONCE // _SAMPLE + 1)]
        likely = [each for each in best if each[0] >= cut]
        if len(likely) < AT_ONCE:
            cut = nlargest(AT_ONCE, scores)[-1]
            likely = [each for each in best if each[0] >= cut]
        best = likely
    best.sort(key=lambda each: (-each[0], -day[each[1]], each[1]))
    known = {position: score for score, position in best}

    def whole() -> list[int]:
        known.update(zip(*_all(catalogue, hits, worth), strict=True))
        return _sorted_by(known, catalogue.ordered(hits), reverse=True)

    return HitOrder([position for _, position in best], hits.bit_count(), whole, known)


def _all(catalogue: Catalogue, hits: int, worth: Worth) -> Worths:
    positions = catalogue.members(hits)
    return positions, worth.of(positions)


def _sorted_by(scores: dict[int, float], order: list[int], *, reverse: bool) -> list[int]:
    """Sorted by score, stable, in runs: one sort of a hundred thousand would hold up the desk."""
    of, size = scores.__getitem__, _RUN
    runs = [sorted(order[at : at + size], key=of, reverse=reverse) for at in range(0, len(order), size)]
    return runs[0] if len(runs) == 1 else list(merge(*runs, key=of, reverse=reverse))
