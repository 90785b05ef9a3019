"""Exact counts of what a list of hits would hold with each value of a field."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import accumulate, compress

from reader.results import Facets, FacetValue
from reader.search.catalogue import Catalogue, Values

FACET_FIELDS = ("topic", "outlet", "date", "agency", "series", "kind", "dump")
"""The fields that are counted with every answer; names are counted apart, since there are many of them."""

_FEW = 64
"""Values up to which a column is counted by a set a value: from about here on, looking at each article is faster."""


def count_facets(
    catalogue: Catalogue, by_topic: int, by_outlet: int, by_date: int, others: Mapping[str, int] | None = None
) -> Facets:
    """The facets of sets of articles: the hits without the query's own conditions on that field.

    `others` has the sets of agency, series, kind and dump; where it is not given they are not counted.
    """
    more = others or dict.fromkeys(FACET_FIELDS, 0)
    return Facets(
        agency=_values(catalogue, catalogue.agencies, more["agency"]),
        series=_values(catalogue, catalogue.series, more["series"]),
        kind=_values(catalogue, catalogue.kinds, more["kind"]),
        dump=_dumps(catalogue, more["dump"]),
        topic=_topics(catalogue, by_topic),
        outlet=_values(catalogue, catalogue.outlets, by_outlet),
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


def _counted(catalogue: Catalogue, values: Values, articles: int) -> dict[int, int]:
    """The articles of a set with each value, by its number from 1; those with none of them left out."""
    if not articles:
        return {}
    if len(values.names) > _FEW:
        counts = Counter(compress(values.at, catalogue.flags(articles)))
        del counts[0]
        return counts
    sets = ((number, values.positions_of(frozenset((number,)))) for number in range(1, len(values.names) + 1))
    return {number: count for number, found in sets if (count := (articles & found).bit_count())}


def _dumps(catalogue: Catalogue, articles: int) -> tuple[FacetValue, ...]:
    """An article that stands in several dumps counts for each."""
    total: Counter[str] = Counter()
    for number, count in _counted(catalogue, catalogue.dumps, articles).items():
        for name in set(catalogue.dumps.names[number - 1].split("\n")):
            total[name] += count
    return _ranked([FacetValue(name, count) for name, count in total.items()])


def _values(catalogue: Catalogue, values: Values, articles: int) -> tuple[FacetValue, ...]:
    by_slug: dict[str, list[tuple[int, str]]] = {}
    for number, count in _counted(catalogue, values, articles).items():
        name, slug = values.names[number - 1], values.slugs[number - 1]
        by_slug.setdefault(slug or name, []).append((count, name))
    # Spellings that one condition would find are one value, under its commonest spelling.
    return _ranked([FacetValue(max(found)[1], sum(count for count, _ in found)) for found in by_slug.values()])


def _days(catalogue: Catalogue, articles: int) -> tuple[FacetValue, ...]:
    """Every day on which an article of the set begins, with the number of articles whose date has that day in it."""
    members = catalogue.members(articles & (catalogue.everything ^ catalogue.undated))
    begin = Counter(map(catalogue.first.__getitem__, members))
    days = sorted(begin)
    reaching = [0] * (len(days) + 1)  # how many more spans reach a day than the day before
    for position in catalogue.members(articles & catalogue.spans):
        reaching[bisect_right(days, catalogue.first[position])] += 1
        reaching[bisect_right(days, catalogue.last[position])] -= 1
    return tuple(
        FacetValue(_iso(day), begin[day] + more) for day, more in zip(days, accumulate(reaching), strict=False)
    )


@lru_cache(maxsize=16384)
def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
