"""Exact counts of what a list of hits would hold with each value of a field."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import accumulate, compress

from reader.results import Facets, FacetValue
from reader.search.catalogue import Catalogue


def count_facets(catalogue: Catalogue, by_topic: int, by_outlet: int, by_date: int) -> Facets:
    """The facets of three sets of articles: the hits without the query's own conditions on that field."""
    return Facets(
        topic=_topics(catalogue, by_topic),
        outlet=_outlets(catalogue, by_outlet),
        date=_days(catalogue, by_date),
        undated=(by_date & catalogue.undated).bit_count(),
    )


def count_sections(catalogue: Catalogue, topic: str, articles: int) -> int:
    """The number of sections on a topic in a set of articles."""
    return sum((articles & level).bit_count() for level in catalogue.topic_levels[topic])


def _ranked(values: Sequence[FacetValue]) -> tuple[FacetValue, ...]:
    return tuple(sorted(values, key=lambda each: (-each.count, each.value)))


def _topics(catalogue: Catalogue, articles: int) -> tuple[FacetValue, ...]:
    found = []
    for topic, levels in catalogue.topic_levels.items():
        if count := (articles & levels[0]).bit_count():
            more = sum((articles & level).bit_count() for level in levels[1:])
            found.append(FacetValue(topic, count, count + more))
    return _ranked(found)


def _outlets(catalogue: Catalogue, articles: int) -> tuple[FacetValue, ...]:
    outlets = catalogue.outlets
    counts = Counter(compress(outlets.at, catalogue.flags(articles)))
    by_slug: dict[str, list[tuple[int, str]]] = {}
    for number, count in counts.items():
        if number:
            name, slug = outlets.names[number - 1], outlets.slugs[number - 1]
            by_slug.setdefault(slug or name, []).append((count, name))
    # Spellings that one condition would find are one value, under its commonest spelling.
    return _ranked([FacetValue(max(found)[1], sum(count for count, _ in found)) for found in by_slug.values()])


def _days(catalogue: Catalogue, articles: int) -> tuple[FacetValue, ...]:
    """Every day on which an article of the set begins, with the number of articles whose date has that day in it."""
    flags = catalogue.flags(articles & (catalogue.everything ^ catalogue.undated))
    begin = Counter(compress(catalogue.first, flags))
    days = sorted(begin)
    spans = catalogue.flags(articles & catalogue.spans)
    reaching = [0] * (len(days) + 1)  # how many more spans reach a day than the day before
    for first, last in zip(compress(catalogue.first, spans), compress(catalogue.last, spans), strict=True):
        reaching[bisect_right(days, first)] += 1
        reaching[bisect_right(days, last)] -= 1
    return tuple(
        FacetValue(date.fromordinal(day).isoformat(), begin[day] + more)
        for day, more in zip(days, accumulate(reaching), strict=False)
    )
