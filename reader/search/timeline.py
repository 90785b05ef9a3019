"""Articles over time: counted by day, week, month or year, with the sections on each topic."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from reader.results import TIME_UNITS, Bucket, TimeUnit
from reader.search.catalogue import Catalogue
from reader.search.days import days_of, reaching

MOST_BUCKETS = 2_000
"""Buckets in a timeline: five and a half years by day. More are never drawn; a larger unit is taken instead."""


def first_day(day: date, unit: TimeUnit) -> date:
    """The first day of the unit that a day lies in; weeks begin on Monday (ISO 8601)."""
    match unit:
        case "day":
            return day
        case "week":
            return date.fromordinal(max(1, day.toordinal() - day.weekday()))
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)


def last_day(first: date, unit: TimeUnit) -> date:
    """The last day of the unit that begins on a day."""
    try:
        match unit:
            case "day":
                return first
            case "week":
                return first + timedelta(days=6)
            case "month":
                return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
            case "year":
                return first.replace(month=12, day=31)
    except OverflowError:  # the calendar ends in the year 9999
        return date.max


def fitting_unit(catalogue: Catalogue, articles: int, most: int) -> TimeUnit:
    """The smallest unit by which dated articles take at most so many buckets."""
    days = days_of(catalogue, articles)
    if not days:
        return "day"
    first, last = date.fromordinal(min(days)), date.fromordinal(max(days))
    return next((unit for unit in TIME_UNITS if _span(first, last, unit) <= most), "year")


def first_and_last(catalogue: Catalogue, articles: int) -> tuple[str, str]:
    """The days on which the oldest and the newest dated article of a set begin; empty where there is none."""
    days = days_of(catalogue, articles)
    return (date.fromordinal(min(days)).isoformat(), date.fromordinal(max(days)).isoformat()) if days else ("", "")


def build_buckets(
    catalogue: Catalogue, articles: int, unit: TimeUnit, check: Callable[[], None] = lambda: None
) -> tuple[Bucket, ...]:
    """Every bucket from the first to the last day on which an article of the set begins, empty ones included.

    An article whose date is a span counts in every bucket that it reaches; its sections count where it begins. `check`
    is called every few milliseconds, and may raise to put an end to it.
    """
    counts = days_of(catalogue, articles)
    check()
    if not counts:
        return ()
    first, last = date.fromordinal(min(counts)), date.fromordinal(max(counts))
    while _span(first, last, unit) > MOST_BUCKETS and unit != "year":
        unit = TIME_UNITS[TIME_UNITS.index(unit) + 1]
    bucket_of = _Buckets(unit)
    begins = [begin.toordinal() for begin in _beginnings(first, last, unit)]
    found = _summed(counts, bucket_of)
    check()
    archive = _summed(days_of(catalogue, catalogue.everything), bucket_of)
    check()
    earlier = reaching(catalogue, articles, begins)
    check()
    earlier_in_archive = reaching(catalogue, catalogue.everything, begins)
    check()
    topics = _topics(catalogue, articles, bucket_of, check)
    return tuple(
        Bucket(
            first=date.fromordinal(begin).isoformat(),
            last=last_day(date.fromordinal(begin), unit).isoformat(),
            articles=found[begin] + before,
            in_archive=archive[begin] + before_in_archive,
            sections=tuple(sorted(topics.get(begin, {}).items(), key=lambda item: (-item[1], item[0]))),
            earlier=before,
            earlier_in_archive=before_in_archive,
        )
        for begin, before, before_in_archive in zip(begins, earlier, earlier_in_archive, strict=True)
    )


class _Buckets(dict[int, int]):
    """The ordinal of the first day of a day's bucket."""

    def __init__(self, unit: TimeUnit) -> None:
        super().__init__()
        self._unit = unit

    def __missing__(self, day: int) -> int:
        self[day] = found = first_day(date.fromordinal(day), self._unit).toordinal()
        return found


def _summed(days: Mapping[int, int], bucket_of: Mapping[int, int]) -> Counter[int]:
    found: Counter[int] = Counter()
    for day, count in days.items():
        found[bucket_of[day]] += count
    return found


def _topics(
    catalogue: Catalogue, articles: int, bucket_of: Mapping[int, int], check: Callable[[], None]
) -> dict[int, dict[str, int]]:
    """The sections on each topic in each bucket."""
    found: dict[int, dict[str, int]] = {}
    for topic, levels in catalogue.topic_levels.items():
        for level in levels:
            for day, count in days_of(catalogue, articles & level).items():
                topics = found.setdefault(bucket_of[day], {})
                topics[topic] = topics.get(topic, 0) + count
            check()
    return found


def _beginnings(first: date, last: date, unit: TimeUnit) -> Iterator[date]:
    begin: date | None = first_day(first, unit)
    while begin is not None and begin <= last:
        yield begin
        end = last_day(begin, unit)
        begin = end + timedelta(days=1) if end < date.max else None


_SPANS: Mapping[TimeUnit, Callable[[date, date], int]] = {
    "day": lambda first, last: last.toordinal() - first.toordinal() + 1,
    "week": lambda first, last: (last.toordinal() - first_day(first, "week").toordinal()) // 7 + 1,
    "month": lambda first, last: (last.year - first.year) * 12 + last.month - first.month + 1,
    "year": lambda first, last: last.year - first.year + 1,
}


def _span(first: date, last: date, unit: TimeUnit) -> int:
    """How many buckets it takes from a day to another."""
    return _SPANS[unit](first, last)
