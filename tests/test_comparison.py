"""The rows that a comparison is read in: every passage once, in its own order, matches on a level where they can be."""

from dataclasses import replace

import pytest

from reader.article import Article
from reader.comparison import Comparison, FigureDifference, Passage, PassageMatch
from tests.articles import make_article


def compared(
    lefts: int, rights: int, matches: list[PassageMatch], stock: tuple[int, ...] = (), article: Article | None = None
) -> Comparison:
    left = tuple(Passage(number, 0, 1, number in stock) for number in range(lefts))
    right = tuple(Passage(number, 0, 1) for number in range(rights))
    article = article or make_article()
    return Comparison(article, article, left, right, tuple(matches), (), 0.0)


def same(left: int, right: int, similarity: float = 1.0) -> PassageMatch:
    return PassageMatch(left, right, "same", similarity)


def shape(found: Comparison) -> list[tuple[int | None, int | None, str]]:
    return [(row.left, row.right, row.sign) for row in found.rows()]


def test_matches_in_order_are_levelled_and_the_rest_stands_between_them() -> None:
    found = compared(3, 3, [same(0, 0), same(2, 1)])
    assert shape(found) == [(0, 0, "="), (1, None, "+"), (2, 1, "="), (None, 2, "+")]


def test_a_moved_passage_stands_in_its_own_place_on_both_sides_and_is_no_difference() -> None:
    found = compared(4, 4, [same(0, 3), same(1, 0), same(2, 1), same(3, 2)])
    rows = found.rows()
    assert [(row.left, row.right, row.sign) for row in rows] == [
        (0, None, "="), (1, 0, "="), (2, 1, "="), (3, 2, "="), (None, 3, "="),
    ]  # fmt: skip
    assert rows[0].match is rows[-1].match is found.matches[0]


def test_a_passage_with_two_halves_is_levelled_with_one_and_signed_on_all() -> None:
    found = compared(1, 2, [PassageMatch(0, 0, "near", 0.7), PassageMatch(0, 1, "near", 0.8)])
    assert sorted(shape(found), key=str) == sorted([(0, 0, "~"), (None, 1, "~")], key=str) or sorted(
        shape(found), key=str
    ) == sorted([(None, 0, "~"), (0, 1, "~")], key=str)


def test_a_figure_goes_before_other_wording() -> None:
    figure = FigureDifference("killed", "six", "7", 6, 7, (0, 1), (0, 1))
    match = replace(PassageMatch(0, 0, "reworded", 0.5), figures=(figure,))
    assert shape(compared(1, 1, [match])) == [(0, 0, "#")]


def test_stock_has_no_sign() -> None:
    assert shape(compared(2, 0, [], stock=(0,))) == [(0, None, " "), (1, None, "+")]


@pytest.mark.parametrize("seed", range(20))
def test_every_passage_stands_once_and_in_order(seed: int) -> None:
    import random

    chance = random.Random(seed)
    lefts, rights = chance.randrange(12), chance.randrange(12)
    pairs = {(chance.randrange(lefts), chance.randrange(rights)) for _ in range(10)} if lefts and rights else set()
    rows = compared(lefts, rights, [same(*pair, chance.random()) for pair in sorted(pairs)]).rows()
    assert [row.left for row in rows if row.left is not None] == list(range(lefts))
    assert [row.right for row in rows if row.right is not None] == list(range(rights))
    for row in rows:
        if row.left is not None and row.right is not None:
            assert (row.left, row.right) in pairs
