"""The order of hits: by what the query says, then by what the request says, else by relevance or by date."""

from reader.errors import UsageError
from reader.search.catalogue import Catalogue
from reader.search.hit_order import HitOrder, KnownOrder
from reader.search.query.tree import Query, SortKey
from reader.search.ranking import Ranking
from reader.search.worth import Worth

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


def order_hits(catalogue: Catalogue, hits: int, keys: tuple[SortKey, ...], worth: Worth | None) -> HitOrder:
    """The order of hits; ties by date, the newest first, then as they stand in the archive.

    `worth` is given where the query ranks; without orders it does, else the newest come first.
    """
    if worth is not None and keys in ((), (SortKey("relevance"),)):
        return Ranking(catalogue, hits, worth)
    order = catalogue.ordered(hits)
    known: dict[int, float] = {}
    if worth is not None:
        positions = catalogue.members(hits)
        known = dict(zip(positions, worth.of(positions), strict=True))
    for key in reversed(keys or (SortKey("relevance"),)):
        if key.field == "relevance":
            if worth is not None:
                order.sort(key=known.__getitem__, reverse=not key.reverse)
        elif key != SortKey("date") or key is not keys[-1]:  # by date is how they stand already
            order.sort(key=catalogue.ranks(key.field, reverse=key.reverse).__getitem__)
    return KnownOrder(order, known)
