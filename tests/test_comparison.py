"""The rows that a comparison is read in: every passage once, in its own order, matches on a level where they can be."""

from dataclasses import replace

import pytest

from reader.article import Article
from reader.comparison import Comparison, FigureDifference, Passage, PassageMatch
from tests.articles import make_article


def compared(
    lefts: int, rights: int, matches: list[PassageMatch], stock: tuple[int, ...] = (), article: Article | None = None
) -> Comparison:
    left = tuple(Passage(number + 1, 0, 1, number in stock) for number in range(lefts))
    right = tuple(Passage(number + 1, 0, 1) for number in range(rights))
    article = article or make_article()
    return Comparison(article, article, left, right, tuple(matches), (), 0.0)


def same(left: int, right: int, similarity: float = 1.0) -> PassageMatch:
    return PassageMatch(left, right, "same", similarity)


Numbers = tuple[int, ...]


def shape(found: Comparison) -> list[tuple[Numbers, Numbers, str]]:
    return [(row.left, row.right, row.sign) for row in found.rows()]


def test_matches_in_order_are_levelled_and_the_rest_stands_between_them() -> None:
    found = compared(3, 3, [same(0, 0), same(2, 1)])
    assert shape(found) == [((0,), (0,), "="), ((1,), (), "+"), ((2,), (1,), "="), ((), (2,), "+")]


def test_a_moved_passage_stands_in_its_own_place_on_both_sides_and_is_no_difference() -> None:
    found = compared(4, 4, [same(0, 3), same(1, 0), same(2, 1), same(3, 2)])
    rows = found.rows()
    assert [(row.left, row.right, row.sign) for row in rows] == [
        ((0,), (), "="), ((1,), (0,), "="), ((2,), (1,), "="), ((3,), (2,), "="), ((), (3,), "="),
    ]  # fmt: skip
    assert rows[0].match is rows[-1].match is found.matches[0]


def test_a_passage_with_two_halves_side_by_side_stands_level_with_both() -> None:
    found = compared(1, 2, [PassageMatch(0, 0, "near", 0.7), PassageMatch(0, 1, "near", 0.8)])
    assert shape(found) == [((0,), (0, 1), "~")]


def test_a_passage_with_two_halves_apart_stands_level_with_the_likelier_and_both_have_its_sign() -> None:
    found = compared(1, 3, [PassageMatch(0, 0, "near", 0.7), PassageMatch(0, 2, "near", 0.8)])
    assert shape(found) == [((), (0,), "~"), ((), (1,), "+"), ((0,), (2,), "~")]


def test_what_both_have_is_no_difference_whatever_else_is_like_it() -> None:
    figure = FigureDifference("killed", "six", "7", 6, 7, (0, 1), (0, 1))
    other = replace(PassageMatch(1, 0, "near", 0.9), figures=(figure,))
    found = compared(2, 1, [same(0, 0), other])
    assert found.signs(0) == ("=", "#") and found.signs(1) == ("=",)


def test_a_title_of_which_the_other_says_nothing_is_no_news() -> None:
    found = compared(0, 2, [])
    title = replace(found, right_passages=(Passage(0, 0, 1), Passage(1, 0, 1)))
    assert title.signs(1) == (" ", "+")


def test_titles_stand_level_with_titles_only() -> None:
    found = compared(1, 2, [same(0, 1)])
    apart = replace(found, left_passages=(Passage(0, 0, 1),), right_passages=(Passage(0, 0, 1), Passage(1, 0, 1)))
    assert [row.match is not None for row in apart.rows()] == [True, False, True]
    assert all(not (row.left and row.right) for row in apart.rows())


def test_a_match_beyond_the_passages_breaks_nothing() -> None:
    assert shape(compared(1, 1, [same(0, 5)])) == [((0,), (), "="), ((), (0,), "+")]


def test_a_figure_goes_before_other_wording() -> None:
    figure = FigureDifference("killed", "six", "7", 6, 7, (0, 1), (0, 1))
    match = replace(PassageMatch(0, 0, "reworded", 0.5), figures=(figure,))
    assert shape(compared(1, 1, [match])) == [((0,), (0,), "#")]


def test_stock_has_no_sign() -> None:
    assert shape(compared(2, 0, [], stock=(0,))) == [((0,), (), " "), ((1,), (), "+")]


@pytest.mark.parametrize("seed", range(20))
def test_every_passage_stands_once_and_in_order(seed: int) -> None:
    import random

    chance = random.Random(seed)
    lefts, rights = chance.randrange(12), chance.randrange(12)
    pairs = {(chance.randrange(lefts), chance.randrange(rights)) for _ in range(10)} if lefts and rights else set()
    rows = compared(lefts, rights, [same(*pair, chance.random()) for pair in sorted(pairs)]).rows()
    assert [each for row in rows for each in row.left] == list(range(lefts))
    assert [each for row in rows for each in row.right] == list(range(rights))
    for row in rows:
        if row.left and row.right:
            assert row.match is not None and (row.match.left, row.match.right) in pairs
