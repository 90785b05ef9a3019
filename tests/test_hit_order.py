"""The order of hits: where an article stands is told without all of them being put in order, and as if they were."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from random import Random

import pytest

from reader.search.catalogue import Catalogue, CatalogueRow
from reader.search.hit_order import HitOrder, InOrder, KnownOrder, OneAfterTheOther
from reader.search.ranking import Ranking
from reader.search.sets import to_set
from reader.search.worth import Worth, Worths

SIZE = 3_000


class GivenWorth(Worth):
    """Articles that are worth what they are said to be worth."""

    def __init__(self, scores: Sequence[float]) -> None:
        self.scores = scores
        self.asked = self.way_made = 0

    def make_way(self) -> None:
        self.way_made += 1

    def of(self, positions: Sequence[int]) -> "array[float]":
        self.asked += 1
        return array("d", map(self.scores.__getitem__, positions))

    def of_best(self, catalogue: Catalogue, hits: int, count: int) -> Worths | None:
        return None


def catalogue_of(days: Sequence[int | None]) -> Catalogue:
    return Catalogue(
        CatalogueRow(2 * number + 5, "Ferry to Brennvik", None, day, None, (), "", 100)
        for number, day in enumerate(days)
    )


def ranked(seed: int) -> tuple[Catalogue, int, GivenWorth, list[int]]:
    """Random articles, hits among them, what they are worth, and the hits as a plain sort orders them."""
    random = Random(seed)
    days = [random.choice([None, *range(700_000, 700_000 + random.choice((3, 400)))]) for _ in range(SIZE)]
    values = [random.choice((1.0, 9.0)) * random.random() for _ in range(random.choice((1, 7, 300, SIZE)))]
    scores = [random.choice(values) for _ in range(SIZE)]
    share = random.choice((0.02, 0.5, 1))
    flags = bytes(random.random() < share for _ in range(SIZE))
    expected = [number for number in range(SIZE) if flags[number]]
    expected.sort(key=lambda number: (-scores[number], -(days[number] or 0), number))
    return catalogue_of(days), to_set(flags), GivenWorth(scores), expected


@pytest.mark.parametrize("seed", range(24))
def test_an_article_stands_where_a_full_sort_puts_it(seed: int) -> None:
    catalogue, hits, worth, expected = ranked(seed)
    random = Random(seed)
    for row in random.sample(range(len(expected)), min(40, len(expected))):
        assert Ranking(catalogue, hits, worth).row_of(expected[row]) == row
    order = Ranking(catalogue, hits, worth)
    assert [order.row_of(position) for position in expected] == list(range(len(expected)))
    others = set(range(SIZE)) - set(expected)
    assert not any(order.row_of(position) is not None for position in others)


@pytest.mark.parametrize("seed", range(24))
def test_a_few_rows_are_those_of_a_full_sort(seed: int) -> None:
    catalogue, hits, worth, expected = ranked(seed)
    random, order = Random(seed), Ranking(catalogue, hits, worth)
    for _ in range(30):
        start = random.randrange(len(expected))
        stop = min(len(expected), start + random.choice((1, 40, 600, SIZE)))
        assert list(order.between(start, stop)) == expected[start:stop]
        at = random.randrange(start, stop)
        assert order.row_of(expected[at]) == at
        assert order.worth(expected[at]) == worth.scores[expected[at]]


def test_what_articles_are_worth_is_asked_once_however_many_rows_are_looked_up() -> None:
    catalogue, worth = catalogue_of([None] * SIZE), GivenWorth([number % 977 / 7 for number in range(SIZE)])
    order = Ranking(catalogue, catalogue.everything, worth)
    asked = worth.asked
    for position in range(SIZE):
        order.row_of(position)
    order.between(SIZE - 1, SIZE)
    assert len(order.head) < SIZE
    assert worth.asked == asked + 1


def test_ordering_makes_way_again_and_again() -> None:
    catalogue, worth = catalogue_of([None] * 40_000), GivenWorth([number % 977 / 7 for number in range(40_000)])
    order = Ranking(catalogue, catalogue.everything, worth)
    before = worth.way_made
    order.row_of(20_000)
    assert worth.way_made - before >= 5
    before = worth.way_made
    order.between(0, 40_000)
    assert worth.way_made - before >= 5


def keys_in(order: HitOrder, catalogue: Catalogue, hits: int) -> InOrder[int]:
    def position_of(key: object) -> int | None:
        at = catalogue.position.get(key)  # type: ignore[call-overload]
        return at if at is not None and catalogue.holds(hits, at) else None

    return InOrder(order, catalogue.keys.__getitem__, position_of)


def whole_words_first(catalogue: Catalogue, hits: int, worth: Worth) -> HitOrder:
    first = hits & to_set(bytes(number % 3 == 0 for number in range(SIZE)))
    return OneAfterTheOther(Ranking(catalogue, first, worth), Ranking(catalogue, hits ^ first, worth))


def by_number(catalogue: Catalogue, hits: int, worth: Worth) -> HitOrder:
    return KnownOrder(catalogue.members(hits), {})


@pytest.mark.parametrize("build", [Ranking, whole_words_first, by_number])
@pytest.mark.parametrize("seed", range(6))
def test_keys_in_order_are_a_sequence(build: Callable[[Catalogue, int, Worth], HitOrder], seed: int) -> None:
    catalogue, hits, worth, _ = ranked(seed)
    fresh = partial(build, catalogue, hits, worth)
    every = list(keys_in(fresh(), catalogue, hits))
    assert sorted(every) == [catalogue.keys[position] for position in catalogue.members(hits)]
    middle = len(every) // 2
    for rows in (slice(middle, middle + 9), slice(None, None, -1), slice(-3, None), slice(5, 2), slice(1, None, 400)):
        assert keys_in(fresh(), catalogue, hits)[rows] == tuple(every[rows])
    keys = keys_in(fresh(), catalogue, hits)
    assert [keys.index(every[row]) for row in (middle, len(every) - 1, 0)] == [middle, len(every) - 1, 0]
    assert [keys[row] for row in (middle, -1, 0)] == [every[middle], every[-1], every[0]]
    assert every[middle] in keys
    assert keys == every
    assert keys.index(every[middle], middle) == keys.index(every[middle], 0, middle + 1) == middle
    for start, stop in ((middle + 1, None), (0, middle)):
        with pytest.raises(ValueError, match="not among the hits"):
            keys.index(every[middle], start, stop)
    for absent in (1, 4, None, "Ostrana"):
        assert absent not in keys
        with pytest.raises(ValueError, match="not among the hits"):
            keys.index(absent)
    with pytest.raises(IndexError):
        keys[len(every)]


def test_what_hits_are_worth_is_in_their_order() -> None:
    catalogue, hits, worth, expected = ranked(5)
    order = Ranking(catalogue, hits, worth)
    assert list(InOrder(order, order.worth)) == [worth.scores[position] for position in expected]
    assert InOrder(order, order.worth).index(worth.scores[expected[0]]) == 0
