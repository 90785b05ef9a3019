"""Counts of names: the quick way for many articles says what counting everything says."""

import random
from array import array
from collections import Counter
from collections.abc import Sequence

import pytest

from reader.errors import StaleSearch
from reader.search import name_columns
from reader.search.catalogue import Catalogue
from reader.search.name_columns import NameColumns
from reader.search.sources import NumberedNames
from tests.search_corpus import random_articles

SIZE = 300


def given(seed: int) -> tuple[Catalogue, list[list[int]]]:
    draw = random.Random(seed)
    catalogue = Catalogue([row for _, row in random_articles(seed, SIZE)])
    rows = [sorted({int(draw.expovariate(0.12)) % 60 for _ in range(draw.randint(0, 8))}) for _ in range(SIZE)]
    return catalogue, rows


def columns(catalogue: Catalogue, rows: Sequence[Sequence[int]]) -> NameColumns:
    names = {number: ("people" if number % 2 else "places", f"Name {number:02d}") for number in range(60)}
    numbered = zip(catalogue.keys, (array("I", row) for row in rows), strict=True)
    return NameColumns(catalogue, lambda: NumberedNames(names, iter(numbered)))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("limit", [1, 5, 40])
def test_the_commonest_of_many_are_those_of_all(seed: int, limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_columns, "FEW", 10)
    catalogue, rows = given(seed)
    hits = random.Random(seed).sample(range(SIZE), 120)
    articles = sum(1 << position for position in range(SIZE) if position in hits)
    wanted = {catalogue.keys[position] for position in catalogue.members(articles)}
    counted = Counter(n for key, row in zip(catalogue.keys, rows, strict=True) if key in wanted for n in row)
    found = columns(catalogue, rows).facets({"people": articles, "place": articles, "org": articles}, limit)
    for odd, values in ((1, found.people), (0, found.place)):
        every = sorted(((-count, f"Name {n:02d}") for n, count in counted.items() if n % 2 == odd))[:limit]
        assert [(-each.count, each.value) for each in values] == every
    assert found.distinct == (-1, -1, -1)


def test_of_few_articles_all_names_are_counted() -> None:
    catalogue, rows = given(9)
    every = catalogue.everything
    found = columns(catalogue, rows).facets({"people": every, "place": every, "org": every}, 5)
    numbers = {n for row in rows for n in row}
    assert found.distinct == (sum(n % 2 for n in numbers), sum(n % 2 == 0 for n in numbers), 0)


def test_a_count_that_nobody_waits_for_stops_and_goes_on_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_columns, "_PORTION", 20)
    monkeypatch.setattr(name_columns, "FEW", 10)
    catalogue, rows = given(3)
    every = dict.fromkeys(("people", "place", "org"), catalogue.everything)
    stopped, looks = columns(catalogue, rows), 0

    def stale() -> bool:
        nonlocal looks
        looks += 1
        return looks % 7 == 0

    for _ in range(100):
        try:
            found = stopped.facets(every, 5, stale)
            break
        except StaleSearch:
            continue
    assert looks > 20
    assert found == columns(catalogue, rows).facets(every, 5)
