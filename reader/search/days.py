"""On which days the articles of a set begin, and which later days their dates reach."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from reader.search.catalogue import Catalogue


def days_of(catalogue: Catalogue, articles: int) -> Counter[int]:
    """How many dated articles of a set begin on each day, by its ordinal."""
    dated = articles & catalogue.dated
    others = catalogue.dated ^ dated
    if others.bit_count() >= dated.bit_count():
        return _counted(catalogue, dated)
    # Most of all articles: those that are left out are counted sooner.
    return catalogue.per_day - _counted(catalogue, others)


def _counted(catalogue: Catalogue, dated: int) -> Counter[int]:
    return Counter(catalogue.values_of(catalogue.first, dated))


def reaching(catalogue: Catalogue, articles: int, begins: Sequence[int]) -> list[int]:
    """For each of some ascending days, how many articles of a set begin before it and have a date that reaches it.

    The days are ordinals, and may be the first ones of weeks or months: then what begins within one reaches the next.
    """
    longer = articles & catalogue.spans
    if not longer:
        return [0] * len(begins)
    spans = Counter(
        zip(catalogue.values_of(catalogue.first, longer), catalogue.values_of(catalogue.last, longer), strict=True)
    )
    change = [0] * (len(begins) + 1)  # how many more reach a day than the one before it
    for (first, last), count in spans.items():
        change[bisect_right(begins, first)] += count
        change[bisect_right(begins, last)] -= count
    return list(accumulate(change))[: len(begins)]
