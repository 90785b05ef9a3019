"""Exact counts of what a list of hits would hold with each value of a field."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import compress

from reader.results import Facets, FacetValue
from reader.search.catalogue import Catalogue
from reader.search.days import days_of, reaching
from reader.search.values import Values

FACET_FIELDS = ("topic", "outlet", "date", "agency", "series", "kind", "dump", "tag")
"""The fields that are counted with every answer; names are counted apart, since there are many of them."""

_FEW = 64
"""Values up to which a column is counted by a set a value: from about here on, looking at each article is faster."""


def count_facets(catalogue: Catalogue, without: Mapping[str, int]) -> Facets:
    """The facets of a set of articles for each of `FACET_FIELDS`: the hits without the query's conditions on it.

    Tags are the reader's own and change between two searches: `StateSets` counts them.
    """
    return Facets(
        agency=_values(catalogue, catalogue.agencies, without["agency"]),
        series=_values(catalogue, catalogue.series, without["series"]),
        kind=_values(catalogue, catalogue.kinds, without["kind"]),
        dump=_dumps(catalogue, without["dump"]),
        topic=_topics(catalogue, without["topic"]),
        outlet=_values(catalogue, catalogue.outlets, without["outlet"]),
        date=_days(catalogue, without["date"]),
        undated=(without["date"] & catalogue.undated).bit_count(),
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
    begin = days_of(catalogue, articles)
    days = sorted(begin)
    earlier = reaching(catalogue, articles, days)
    return tuple(FacetValue(_iso(day), begin[day] + before) for day, before in zip(days, earlier, strict=True))


@lru_cache(maxsize=16384)
def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
