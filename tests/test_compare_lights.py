"""Figures, dates and quotations that are lit while reading."""

import pytest

from reader.compare.lights import find_lights
from tests.hostile import HOSTILE


def lit(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], kind) for start, end, kind in find_lights(text)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("It cost $105bn (90 billion euros).", ["$105bn", "90 billion euros"]),
        ("It cost US$5m, \u20ac3.20 or 45-50 million crowns.", ["US$5m", "\u20ac3.20", "45-50 million crowns"]),
        ("Seven of 58 drones, 3.5 per cent, 20 km.", ["Seven", "58", "3.5 per cent", "20 km"]),
        ("Two-thirds of twenty-one ships, a dozen more.", ["Two-thirds", "twenty-one", "a dozen"]),
        ("Rates rose 3-1/2 pct at 14:05 to 12%.", ["3-1/2 pct", "14:05", "12%"]),
        ("1,200,000 of them, 1,396. 12-hour days", ["1,200,000", "1,396", "12-hour"]),
        ("The Osk-27 and a 4x4; no one, G7, H5N1", []),
        ("Border diary, day 1,396: on 13, 14 and 15 March 2031 six died on day 2", ["six"]),
    ],
)
def test_figures_are_lit_with_their_units(text: str, figures: list[str]) -> None:
    assert [shown for shown, kind in lit(text) if kind == "figure"] == figures


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("On Thursday, 18 December 2031, it fell.", ["Thursday, 18 December 2031"]),
        ("On Monday and on Dec. 20, as in March 2031.", ["Monday", "Dec. 20", "March 2031"]),
        ("December 14-15, and since 2029", ["December 14-15", "2029"]),
        ("2031-03-14", ["2031-03-14"]),
        ("On 13, 14 and 15 March; from 14 to 16 March 2031.", ["13, 14 and 15 March", "14 to 16 March 2031"]),
        ("March 14 and 15, 2031. By March 14, 15 people", ["March 14 and 15, 2031", "March 14"]),
        ("Friday 14, killing; on Friday the 14th of March", ["Friday 14", "Friday the 14th of March"]),
        ("14 MARCH 2031, 14/3/2031, 14.03.2031", ["14 MARCH 2031", "14/3/2031", "14.03.2031"]),
        ("By March 14, 3.5 million; Monday 3.5 per cent", ["March 14", "Monday"]),
        ("She may march on.", []),
        ("May 5 percent of them come?", []),
    ],
)
def test_dates_are_lit_as_one(text: str, dates: list[str]) -> None:
    assert [shown for shown, kind in lit(text) if kind == "date"] == dates


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("She said “talks resume” and left.", ["“talks resume”"]),
        ('She said "talks resume" and "no".', ['"talks resume"', '"no"']),
        ("Sie sagte „ja“ und «nein».", ["„ja“", "«nein»"]),
        ("It's the envoys' day, isn’t it?", []),
        ("An “open one has no end.", []),
        ("He is 5'10\" tall.", []),
    ],
)
def test_quotations_are_lit_where_both_marks_are_there(text: str, quotes: list[str]) -> None:
    assert [shown for shown, kind in lit(text) if kind == "quote"] == quotes


def test_a_figure_within_a_quotation_cuts_it() -> None:
    assert lit("“We lost 40 ships,” she said.") == [("“We lost ", "quote"), ("40", "figure"), (" ships,”", "quote")]


@pytest.mark.parametrize("text", [*HOSTILE, "9" * 200_000, "1," * 50_000, '"' * 50_000, "“" * 50_000, "5-" * 50_000])
def test_lights_stand_in_order_and_apart(text: str) -> None:
    position = 0
    for start, end, _ in find_lights(text):
        assert position <= start < end <= len(text)
        position = end
