"""The order of hits: by what the query says, then by what the request says, else by relevance or by date."""

from reader.errors import UsageError
from reader.search.catalogue import Catalogue
from reader.search.evaluate import Evaluator
from reader.search.query.tree import Node, Query, SortKey

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


def score_all(evaluator: Evaluator, tree: Node, size: int) -> list[float]:
    """What every article is worth by the words of a query."""
    scores = [0.0] * size
    for matches in evaluator.worth(tree):
        for position, score in zip(matches.positions, matches.scores, strict=True):
            scores[position] += score
    return scores


def order_hits(catalogue: Catalogue, hits: int, keys: tuple[SortKey, ...], scores: list[float] | None) -> list[int]:
    """The positions of hits in order; ties by date, the newest first, then as they stand in the archive.

    `scores` are given where the query ranks; without orders it does, else the newest come first.
    """
    order = catalogue.ordered(hits)
    for key in reversed(keys or (SortKey("relevance"),)):
        if key.field == "relevance":
            if scores is not None:
                order.sort(key=scores.__getitem__, reverse=not key.reverse)
        elif key != SortKey("date") or key is not keys[-1]:  # by date is how they stand already
            order.sort(key=catalogue.ranks(key.field, reverse=key.reverse).__getitem__)
    return order
