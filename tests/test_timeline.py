"""The timeline: nothing is lost between buckets, whatever their unit."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from reader.errors import StaleSearch
from reader.results import TIME_UNITS, TimeUnit
from reader.search.catalogue import Catalogue
from reader.search.timeline import build_buckets, first_day, fitting_unit, last_day
from tests.search_corpus import random_articles


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue([row for _, row in random_articles(7, 200)])


@pytest.mark.parametrize("unit", TIME_UNITS)
def test_buckets_follow_each_other_and_hold_every_dated_article(catalogue: Catalogue, unit: TimeUnit) -> None:
    buckets = build_buckets(catalogue, catalogue.everything, unit)
    begun = sum(bucket.articles - bucket.earlier for bucket in buckets)
    assert begun == (catalogue.everything ^ catalogue.undated).bit_count()
    for before, after in pairwise(buckets):
        assert date.fromisoformat(before.last) + timedelta(days=1) == date.fromisoformat(after.first)
    assert buckets[0].articles and buckets[-1].articles


@pytest.mark.parametrize("unit", TIME_UNITS)
def test_a_bucket_counts_what_a_search_for_its_days_finds(catalogue: Catalogue, unit: TimeUnit) -> None:
    wanted = catalogue.topic_levels["aid"][0]
    for bucket in build_buckets(catalogue, wanted, unit):
        days = catalogue.between(bucket.first, bucket.last)
        assert bucket.articles == (wanted & days).bit_count()
        assert bucket.in_archive == days.bit_count()
        low, high = (date.fromisoformat(day).toordinal() for day in (bucket.first, bucket.last))
        members = set(catalogue.members(wanted))
        inside = [at for at in range(catalogue.size) if low <= catalogue.first[at] <= high]
        for topic, sections in catalogue.sections.items():
            counted = dict(bucket.sections).get(topic, 0)
            assert counted == sum(sections[at] for at in inside if at in members)


def test_a_range_counts_no_article_twice(catalogue: Catalogue) -> None:
    buckets = build_buckets(catalogue, catalogue.everything, "day")
    chosen = buckets[2:6]
    counted = chosen[0].articles + sum(bucket.articles - bucket.earlier for bucket in chosen[1:])
    assert counted == catalogue.between(chosen[0].first, chosen[-1].last).bit_count()


@pytest.mark.parametrize(
    ("day", "unit", "first", "last"),
    [
        ("2031-03-12", "week", "2031-03-10", "2031-03-16"),
        ("2032-02-10", "month", "2032-02-01", "2032-02-29"),
        ("2031-12-31", "month", "2031-12-01", "2031-12-31"),
        ("2031-07-01", "year", "2031-01-01", "2031-12-31"),
        ("0001-01-03", "week", "0001-01-01", "0001-01-07"),
        ("9999-12-31", "week", "9999-12-27", "9999-12-31"),
        ("9999-12-31", "month", "9999-12-01", "9999-12-31"),
    ],
)
def test_units_begin_and_end_where_the_calendar_says(day: str, unit: TimeUnit, first: str, last: str) -> None:
    begin = first_day(date.fromisoformat(day), unit)
    assert (begin.isoformat(), last_day(begin, unit).isoformat()) == (first, last)


def test_the_unit_fits_the_room(catalogue: Catalogue) -> None:
    for most in (1, 5, 12, 40, 2000):
        unit = fitting_unit(catalogue, catalogue.everything, most)
        smaller = TIME_UNITS[: TIME_UNITS.index(unit)]
        assert all(len(build_buckets(catalogue, catalogue.everything, each)) > most for each in smaller)


def test_nothing_dated_is_no_bucket(catalogue: Catalogue) -> None:
    assert build_buckets(catalogue, catalogue.undated, "day") == ()
    assert fitting_unit(catalogue, 0, 10) == "day"


def test_counting_ends_where_nobody_waits_for_it(catalogue: Catalogue) -> None:
    checks = 0

    def check() -> None:
        nonlocal checks
        checks += 1
        if checks == 3:
            raise StaleSearch

    with pytest.raises(StaleSearch):
        build_buckets(catalogue, catalogue.everything, "day", check)
    assert checks == 3
