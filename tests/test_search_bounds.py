"""Bounds of what articles are worth: never below it, and close enough to leave most articles out."""

import random

import pytest

from reader.search.bounds import Bounds
from reader.search.catalogue import Catalogue, CatalogueRow
from reader.search.ranked import Ranked
from reader.search.scoring import FieldMatches, Shares
from reader.search.sets import to_flags, to_set

SIZE = 3_000


def fields(chance: random.Random) -> list[tuple[FieldMatches, float]]:
    found = []
    for weight in (1.0, 1.5):
        lengths = bytes(min(255, int(chance.gauss(110, 25))) if chance.random() < 0.99 else 0 for _ in range(SIZE))
        shares = Shares(lengths, weight)
        for factor in (0.3, 4.0):
            counts = bytes(
                min(255, int(chance.expovariate(0.3)) + 1) if length and chance.random() < 0.4 else 0
                for length in lengths
            )
            found.append((FieldMatches(counts, lengths, shares), factor))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_the_best_articles_are_among_those_that_may_be(seed: int) -> None:
    chance = random.Random(seed)
    given = fields(chance)
    catalogue = Catalogue(CatalogueRow(key, "T", None, None, None, (), "d", 1) for key in range(SIZE))
    worth = [sum(factor * field.share(at) for field, factor in given) for at in range(SIZE)]
    hits = [at for at in range(SIZE) if worth[at] and chance.random() < 0.7]
    bounds = Bounds(given, catalogue, to_set(bytes(at in set(hits) for at in range(SIZE))))
    best = sorted(hits, key=lambda at: -worth[at])
    for count in (1, 50, len(hits)):
        least = worth[best[count - 1]]
        assert set(bounds.at_least(least)) >= set(best[:count])
        assert set(bounds.at_least(least)) <= set(hits)
        assert count <= len(bounds.best(count))
    assert len(bounds.at_least(worth[best[49]])) < len(hits) / 4


@pytest.mark.parametrize("distinct", [1, 3, 256, 300, 70_000])
def test_what_is_below_a_number_is_told_of_any_column(distinct: int) -> None:
    chance = random.Random(distinct)
    numbers = [chance.randrange(distinct) - 5 for _ in range(SIZE)] + list(range(-5, distinct - 5))
    column = Ranked(numbers)
    for low, high in ((-9, -6), (-5, -5), (0, 2), (2, 0), (-5, distinct), (distinct // 2, distinct // 2 + 7)):
        wanted = bytes(low <= number <= high for number in numbers)
        assert to_flags(column.between(low, high), len(numbers)) == wanted
        assert to_flags(column.below(low), len(numbers)) == bytes(number < low for number in numbers)
    assert Ranked([]).below(3) == 0
