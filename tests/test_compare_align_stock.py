"""Openings of running lists and lines of a page are never offered as shared reporting."""

import pytest

from reader.article import Article, Series
from reader.compare.alignment import compare
from reader.comparison import Comparison
from tests.articles import make_article

EVENT = "Drones struck two substations west of Lindholm before dawn and left 80,000 homes dark."
OTHER = "The Straits Council listed 17 barges that are said to carry Ostranan oil."


def day(number: int, *opening: str, bullets: tuple[str, ...] = (EVENT,)) -> Article:
    return make_article(
        f"Border conflict: List of key events, day {number:,}",
        *opening,
        headed=[("Fighting", (), bullets)],
        day=None,
        series=Series("Border conflict", number),
    )


def stock(comparison: Comparison) -> list[str]:
    parts = comparison.left.parts()
    return [parts[each.part].text[each.start : each.end] for each in comparison.left_passages if each.stock]


@pytest.mark.parametrize(
    ("today", "yesterday"),
    [
        ("Here is where things stand on Friday, March 21:", "Here is where things stand on Thursday, 20 March :"),
        (
            "These are the key developments from day 1,403 of the conflict.",
            "What happened on day 1,402 of the conflict.",
        ),
        ("Friday, 21 March", "Thursday, 20 March"),
        ("What we know after 57 weeks of the border war", "What we know after 56 weeks of the border war"),
    ],
)
def test_an_opening_of_a_running_list_is_stock(today: str, yesterday: str) -> None:
    comparison = compare(day(1403, today), day(1402, yesterday, bullets=(OTHER,)))
    assert stock(comparison) == ["Border conflict: List of key events, day 1,403", today]
    assert comparison.matches == ()
    assert comparison.pairs == ()
    assert comparison.shared == 0.0


def test_an_event_that_two_days_tell_is_no_stock() -> None:
    comparison = compare(day(1403, "On Friday:", bullets=(EVENT, OTHER)), day(1402, "On Thursday:"))
    assert [each.relation for each in comparison.pairs] == ["same"]


def test_a_lead_that_names_its_day_and_tells_something_is_no_stock() -> None:
    lead = "On Thursday, March 13, shells hit the harbour at Brennvik and killed four people."
    comparison = compare(make_article("One", lead), make_article("Two", lead))
    assert stock(comparison) == []
    assert [each.relation for each in comparison.pairs] == ["same"]


def test_a_line_of_the_page_is_stock() -> None:
    line = "Sign up for our evening letter from the harbour."
    comparison = compare(make_article("One", EVENT, line), make_article("Two", OTHER, line))
    assert stock(comparison) == [line]
    assert comparison.pairs == ()
