"""Figures of two passages that tell the same: what differs is found, and nothing that counts another thing."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from reader.article import PublicationDate
from reader.compare.figures import figure_differences
from reader.comparison import FigureDifference
from tests.hostile import HOSTILE

PAIRS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "figure_pairs.toml").read_text("utf-8"),
)["pair"]


def day(iso: str | None) -> PublicationDate | None:
    return PublicationDate(iso, iso, "day", "given") if iso else None


def differences(
    left: str, right: str, left_date: str | None = None, right_date: str | None = None
) -> tuple[FigureDifference, ...]:
    return figure_differences(left, right, left_date=day(left_date), right_date=day(right_date))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["left"][:40])
def test_two_passages_differ_in_these_figures_and_no_others(pair: dict[str, Any]) -> None:
    found = differences(pair["left"], pair["right"], pair.get("left_date"), pair.get("right_date"))
    assert [[each.left, each.right] for each in found] == pair["differ"]
    assert {each.verdict for each in found} <= {pair.get("verdict", "conflict"), "conflict"}
    if "verdict" in pair:
        assert found[0].verdict == pair["verdict"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["left"][:40])
def test_the_other_way_round_the_same_figures_differ(pair: dict[str, Any]) -> None:
    found = differences(pair["right"], pair["left"], pair.get("right_date"), pair.get("left_date"))
    assert sorted([each.right, each.left] for each in found) == sorted(pair["differ"])


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["left"][:40])
def test_no_passage_differs_from_itself(pair: dict[str, Any]) -> None:
    assert differences(pair["left"], pair["left"]) == ()
    assert differences(pair["right"], pair["right"]) == ()


def test_a_difference_says_what_is_counted_and_where_it_stands() -> None:
    left = "The strike on Karrow killed seven people, the governor said."
    right = "At least 8 people were killed by the strike on Karrow."
    (found,) = differences(left, right)
    assert (found.what, found.unit, found.left_value, found.right_value) == ("killed", None, 7, 8)
    assert left[slice(*found.left_at)] == "seven" == found.left
    assert right[slice(*found.right_at)] == "8" == found.right


def test_a_sum_has_its_unit_and_is_told_with_it() -> None:
    (found,) = differences(
        "The council lent $105bn to Veldmark.", "A loan of $106.2 billion to Veldmark by the council."
    )
    assert (found.left, found.right, found.unit) == ("$105bn", "$106.2 billion", "USD")
    assert (found.left_value, found.right_value) == (105e9, 106.2e9)


def test_values_are_in_the_unit_of_the_left_side() -> None:
    (found,) = differences(
        "The front moved 20 kilometres towards Lindholm.", "The front moved 20 miles towards Lindholm."
    )
    assert found.unit == "km"
    assert found.right_value == pytest.approx(32.19, abs=0.01)


def test_dates_are_days_since_the_first_of_january_of_year_one() -> None:
    (found,) = differences(
        "The treaty was signed on 18 December 2030 in Lindholm.",
        "The treaty was signed in Lindholm on 20 December 2030.",
    )
    assert found.right_value - found.left_value == 2
    assert found.unit is None


def test_a_growing_toll_of_a_younger_report_is_a_later_state_of_an_older_one() -> None:
    older, younger = "The strike killed seven people in Karrow.", "The strike in Karrow killed eight people."
    assert differences(older, younger, "2031-03-13", "2031-03-14")[0].verdict == "later"
    assert differences(younger, older, "2031-03-14", "2031-03-13")[0].verdict == "later"


def test_a_toll_that_is_smaller_in_the_younger_report_is_a_conflict() -> None:
    older, younger = "The strike killed eight people in Karrow.", "The strike in Karrow killed seven people."
    assert differences(older, younger, "2031-03-13", "2031-03-14")[0].verdict == "conflict"


def test_tolls_of_one_day_are_a_conflict_unless_a_text_says_that_one_has_risen() -> None:
    seven, eight = "The strike killed seven people in Karrow.", "The strike in Karrow killed eight people."
    assert differences(seven, eight, "2031-03-13", "2031-03-13")[0].verdict == "conflict"
    risen = "The death toll of the strike in Karrow rose from seven to eight."
    assert differences(seven, risen, "2031-03-13", "2031-03-13")[0].verdict == "later"


def test_a_sum_that_is_told_otherwise_next_day_is_a_conflict() -> None:
    found = differences(
        "The council lent 40m crowns to Brennvik.",
        "The council lent 45m crowns to Brennvik.",
        "2031-03-13",
        "2031-03-14",
    )
    assert [each.verdict for each in found] == ["conflict"]


def test_a_weekday_is_a_day_of_the_week_before_its_article() -> None:
    left, right = "The bridge over the Osk was struck on Thursday.", "The bridge over the Osk was struck on 6 March."
    assert differences(left, right, "2031-03-08", "2031-03-09") == ()
    assert [each.left for each in differences(left, right, "2031-03-15", "2031-03-09")] == ["Thursday"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_compared_like_any_other(text: str) -> None:
    killed = f"{text} The strike killed seven people."
    differences(f"It cost $5 {text} 7 km {text}", f"It cost $6 {text} 8 km {text}")
    differences(text, killed)
    assert differences(killed, killed) == ()


@pytest.mark.parametrize(
    "text",
    [
        "9" * 200_000,
        "1," * 10_000,
        "1e999 people were killed",
        "twenty-" * 5_000,
        "nine trillion " + "trillion " * 5_000 + "people were killed",
        "\u0661\u0662 people were killed, \u2082 were hurt, x\u00b2",
        "$" * 50_000 + "5",
        "from seven to " * 3_000,
        "(" * 50_000,
    ],
    ids=lambda text: text[:12],
)
def test_numbers_that_are_none_end_and_are_of_finite_size(text: str) -> None:
    found = differences(f"The strike killed seven people. {text}", f"{text} The strike killed eight people.")
    assert all(abs(each.left_value) <= 1e18 and abs(each.right_value) <= 1e18 for each in found)


def test_annotated_conflicts_of_figures_are_found_in_their_blocks(shared: Path) -> None:
    import json

    found = wanted = 0
    for pair in json.loads((shared / "seed" / "pairs.json").read_text("utf-8")):
        for each in pair["alignments"]:
            if each["relation"] == "conflict" and each["conflict_type"] in {"hard", "update"}:
                digits = [any(c.isdigit() for c in each[side]) for side in ("a_span", "b_span")]
                if all(digits):
                    wanted += 1
                    found += bool(differences(each["a_text"], each["b_text"]))
    assert wanted >= 5
    assert found >= 0.7 * wanted
