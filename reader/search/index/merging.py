"""Merging small segments, so that searches have few to ask: which ones, and how.

The postings of a term are taken whole, as `blocks.py` keeps them.
"""

from array import array
from collections.abc import Callable, Collection, Sequence
from itertools import chain, compress, repeat
from typing import TYPE_CHECKING, Any

from reader.search.index.blocks import Postings
from reader.search.index.pool import TermPool
from reader.search.index.postings import Segment

if TYPE_CHECKING:
    from reader.search.index.writer import ArticleWriter

MOST_SMALL = 6
"""Small segments that are left alone: every one costs each search, and merging them costs more than adding."""

LARGEST_SMALL = 8_000
"""Articles in a segment that may still be merged: a thousand take about half a second of CPU."""

_LARGEST_MERGE = 20_000  # articles merged at once; two of the largest always may be


def worn_out(segments: Sequence[Any]) -> list[Any]:
    """The segments that lost at least half of their articles."""
    return [each for each in segments if each.deleted_count() * 2 >= each.doc_count_all()]


def due_for_merging(segments: Sequence[Any]) -> list[Any]:
    """The segments that should now become one: those that lost half of their articles, or some of too many small ones.

    Of the small ones, neighbours in size are taken, so that the fewest articles are written again for each segment
    that goes.
    """
    if worn := worn_out(segments):
        return worn
    sizes = sorted(((live_count(each), each) for each in segments), key=lambda pair: pair[0])
    small = [pair for pair in sizes if pair[0] <= LARGEST_SMALL]
    if len(small) <= MOST_SMALL:
        return []
    runs = [small[start:stop] for start in range(len(small)) for stop in range(start + 2, len(small) + 1)]
    totals = ((sum(size for size, _ in run), run) for run in runs)
    allowed = [(total / (len(run) - 1), -len(run), run) for total, run in totals if total <= _LARGEST_MERGE]
    return [segment for _, segment in min(allowed, key=lambda each: each[:2])[2]]


def live_count(segment: Any) -> int:
    """The articles of a segment that are not deleted."""
    return int(segment.doc_count_all() - segment.deleted_count())


def merge(writer: "ArticleWriter", chosen: Collection[Any], cancelled: Callable[[], bool]) -> bool:
    """Commit with some segments as one; False, with all as they were, when cancelled."""
    from whoosh.reading import SegmentReader

    for segment in chosen:
        if cancelled():
            writer.cancel()
            return False
        if not live_count(segment):
            continue
        reader = SegmentReader(writer.storage, writer.schema, segment)
        try:
            writer.add_reader(reader)
        finally:
            reader.close()
    writer.commit(mergetype=lambda _, segments: [each for each in segments if each not in chosen])
    return True


def add_segment(pool: TermPool, reader: Any, first: int, renumbered: dict[int, int] | None) -> None:
    """Take all postings of a segment into a pool.

    Its documents get the numbers from `first` on or, where some are deleted, those of `renumbered`, which has no
    deleted one.
    """
    segment = Segment(reader, 0)
    found = ((name, *each) for name in segment.fields for each in segment.beginning_with(name, ""))
    for field, term, at in found:
        documents, counts, positions = segment.postings(at).unpack()
        if renumbered is not None:
            documents, counts, positions = _left(Postings(documents, counts, positions), renumbered)
        else:
            documents = [number + first for number in documents]
        if documents:
            pool.field(field).add_postings(term, Postings(documents, counts, positions))


def _left(postings: Postings, renumbered: dict[int, int]) -> Postings:
    """The postings of the documents that are renumbered."""
    documents, counts, positions = postings
    held = [number in renumbered for number in documents]
    if all(held):
        left = positions
    else:
        left = array("I", compress(positions, chain.from_iterable(map(repeat, held, counts))))
    return Postings([renumbered[each] for each in compress(documents, held)], list(compress(counts, held)), left)
