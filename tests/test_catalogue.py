"""The catalogue: columns, sets and orders."""

import random
from datetime import date

import pytest

from reader.search.catalogue import Catalogue, CatalogueRow
from reader.search.facets import FACET_FIELDS, count_facets
from reader.search.sets import to_flags, to_set
from tests.search_corpus import day, random_articles


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 300])
def test_a_set_comes_back_as_its_flags(size: int) -> None:
    flags = bytes(random.Random(size).choices((0, 1), k=size))
    assert to_flags(to_set(flags), size) == flags
    assert to_set(flags).bit_count() == sum(flags)


def rows() -> list[CatalogueRow]:
    return [row for _, row in random_articles(5, 90)]


def test_sets_hold_the_positions_they_should() -> None:
    catalogue, given = Catalogue(rows()), rows()
    assert catalogue.members(catalogue.everything) == list(range(90))
    assert catalogue.members(catalogue.undated) == [at for at, row in enumerate(given) if row.date_first is None]
    assert catalogue.members(catalogue.with_words(20, 40)) == [
        at for at, row in enumerate(given) if 20 <= row.words <= 40
    ]
    assert catalogue.members(catalogue.with_words(None, None)) == list(range(90))
    assert [catalogue.position[row.key] for row in given] == list(range(90))


def test_spans_match_when_they_overlap_and_the_undated_never() -> None:
    spans = [("2031-03-01", "2031-03-05"), ("2031-03-05", "2031-03-05"), (None, None), ("2031-03-06", "2031-04-01")]
    catalogue = Catalogue(
        CatalogueRow(key, "T", None, day(first) if first else None, day(last) if last else None, (), "d", 1)
        for key, (first, last) in enumerate(spans)
    )
    for first, last, found in (
        ("2031-03-05", "2031-03-05", [0, 1]),
        ("2031-03-06", None, [3]),
        (None, "2031-03-01", [0]),
        (None, None, [0, 1, 3]),
        ("2032-01-01", None, []),
        ("2031-03-20", "2031-03-20", [3]),
    ):
        assert catalogue.members(catalogue.between(first, last)) == found


def test_day_facets_count_what_a_click_would_find() -> None:
    catalogue = Catalogue(rows())
    every = catalogue.everything
    for value in count_facets(catalogue, dict.fromkeys(FACET_FIELDS, every)).date:
        assert value.count == catalogue.between(value.value, value.value).bit_count()


def test_topics_count_articles_and_sections() -> None:
    catalogue, given = Catalogue(rows()), rows()
    every = catalogue.everything
    for value in count_facets(catalogue, dict.fromkeys(FACET_FIELDS, every)).topic:
        counts = [dict(row.topics)[value.value] for row in given if value.value in dict(row.topics)]
        assert (value.count, value.sections) == (len(counts), sum(counts))


def test_the_newest_come_first_and_those_of_a_day_as_they_stand() -> None:
    catalogue, given = Catalogue(rows()), rows()
    wanted = sorted(range(90), key=lambda at: (-(given[at].date_first or 0), given[at].key))
    assert catalogue.newest_first == wanted
    assert catalogue.ordered(catalogue.everything) == wanted
    few = to_set(bytes(at in (3, 50, 7) for at in range(90)))
    assert catalogue.ordered(few) == [at for at in wanted if at in (3, 50, 7)]


def test_spellings_of_one_outlet_are_one_value() -> None:
    names = ["Harbour Wire", "HARBOUR WIRE", "Harbour Wire", "Harbour-Wire", "Wire"]
    catalogue = Catalogue(CatalogueRow(key, "T", name, None, None, (), "d", 1) for key, name in enumerate(names))
    every = catalogue.everything
    found = count_facets(catalogue, dict.fromkeys(FACET_FIELDS, every)).outlet
    assert [(value.value, value.count) for value in found] == [("Harbour Wire", 4), ("Wire", 1)]


def test_the_extremes_of_the_calendar_and_an_empty_archive() -> None:
    catalogue = Catalogue(
        [
            CatalogueRow(1, "", "", date.min.toordinal(), date.max.toordinal(), (("aid", 999),), "", 0),
            CatalogueRow(2, "", None, None, None, (), "", 0),
        ]
    )
    assert catalogue.members(catalogue.between("0001-01-01", "9999-12-31")) == [0]
    assert catalogue.ranks("outlet", reverse=False)[1] == catalogue.ranks("outlet", reverse=True)[1]
    for field in ("words", "outlet", "title", "date"):
        assert len(catalogue.ranks(field, reverse=False)) == 2
    assert count_facets(catalogue, dict.fromkeys(FACET_FIELDS, 3)).topic[0].sections == 255
    empty = Catalogue([])
    assert (empty.everything, empty.members(0), empty.ordered(0)) == (0, [], [])
    assert count_facets(empty, dict.fromkeys(FACET_FIELDS, 0)).date == ()
