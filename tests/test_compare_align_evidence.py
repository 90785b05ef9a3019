"""What speaks for two blocks telling the same beside words: figures that agree, better partners, what is nearby."""

from reader.article import Article
from reader.compare.alignment import compare
from tests.articles import make_article

CRATERS = "The harbour master, Jorun Haake, counted nine craters on the northern quay."
COUNTED = "Nine craters were counted on the northern quay by harbour master Jorun Haake."
CLOSED = "Schools in the lower town stay closed until Monday, the mayor's office said."
OFF = "Lessons are off in the lower town until Monday."


FERRY = "The ferry to Karrow sails twice a day as long as the ice holds."
STORKS = "Storks have come back to the chimney of the brewery, a month early."


def paired(one: Article, other: Article) -> set[tuple[int, int]]:
    return {(pair.left, pair.right) for pair in compare(one, other).pairs}


def reports(mine: str, its: str) -> tuple[Article, Article]:
    """Two reports of one day that share two facts, and a third as it is told in each."""
    return make_article("One", CRATERS, CLOSED, mine), make_article("Two", COUNTED, OFF, its)


PUPILS = "Some 48,000 pupils in Karrow will stay at home for a fortnight."


def test_a_large_figure_of_both_pairs_what_has_few_words_in_common() -> None:
    assert (3, 3) in paired(*reports(PUPILS, "Classrooms in Karrow stand empty: 48,000 children may sleep late."))


def test_without_its_figure_the_same_block_only_names_the_same_town() -> None:
    assert (3, 3) not in paired(*reports(PUPILS, "Classrooms in Karrow stand empty: 31,000 children may sleep late."))


JAILED = "Hagen was jailed for seven years on Tuesday by a court in Lindholm."


def test_a_small_figure_tells_beside_what_it_counts() -> None:
    its = "Behind bars for seven years: on Tuesday the former minister was led away."
    assert (3, 3) in paired(*reports(JAILED, its))


def test_a_small_figure_of_something_else_tells_nothing() -> None:
    its = "Behind bars on Tuesday for years, the former minister was led away by seven guards."
    assert (3, 3) not in paired(*reports(JAILED, its))


def test_a_year_is_no_figure_that_two_reports_give() -> None:
    mine = "The lighthouse on Skarn was painted in 2029."
    assert (3, 3) not in paired(*reports(mine, "A truce between the two armies was broken in 2029."))


def test_what_both_tell_nearby_speaks_for_a_pair() -> None:
    mine, its = JAILED, "Behind bars for seven years: on Tuesday the former minister was led away."
    assert (3, 3) in paired(*reports(mine, its))
    elsewhere = make_article("Two", FERRY, STORKS, its)
    assert paired(make_article("One", CRATERS, CLOSED, mine), elsewhere) == set()


def test_a_block_that_has_a_better_partner_is_not_paired_with_a_weak_one() -> None:
    weak, better = (
        "Behind bars for seven years: on Tuesday the former minister was led away.",
        f"{JAILED} He will appeal.",
    )
    one = make_article("One", CRATERS, CLOSED, JAILED)
    assert (3, 3) in paired(one, make_article("Two", COUNTED, OFF, weak))
    found = paired(one, make_article("Two", COUNTED, OFF, weak, better))
    assert (3, 4) in found
    assert (3, 3) not in found


def test_swapping_the_articles_changes_nothing() -> None:
    one, other = reports(JAILED, "Behind bars for seven years: on Tuesday the former minister was led away.")
    assert paired(one, other) == {(left, right) for right, left in paired(other, one)}
