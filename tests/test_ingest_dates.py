"""Dates: told with their basis, from the text and its dated neighbours, and never made up."""

from pathlib import Path

import pytest

from reader.article import PublicationDate
from reader.ingest.intake import load_profile, open_intake

SAMPLE = Path(__file__).resolve().parent.parent / "sample_corpus"
LIST = "Border conflict: List of key events, day {} | Border conflict News\n\n{}\n\nFighting\n\n  • One.\n  • Two."
NEWS = "Boats leave the harbour\n\n{}\n\nThe harbour office had no more to say."


def dates(tmp_path: Path, *pieces: str) -> list[PublicationDate | None]:
    path = tmp_path / "dump.txt"
    path.write_text("\n\n".join(f"{piece}\n\nSource link" for piece in pieces), encoding="utf-8")
    with open_intake(path, profile=load_profile(SAMPLE)) as intake:
        return [article.date for article in intake.articles()]


def days(tmp_path: Path, *pieces: str) -> list[str | None]:
    return [date.first if date else None for date in dates(tmp_path, *pieces)]


def stands(day: str) -> str:
    return f"Here is where things stand on {day}:"


def unknown(number: int, opening: str = "The day in short.") -> str:
    """A part of a series that no profile knows."""
    return LIST.format(number, opening).replace("Border conflict", "Flood watch")


@pytest.mark.parametrize(
    "opening",
    [stands("Friday, March 14"), "Here is where things stand on Friday, 14 March :", "Nothing of the day."],
)
def test_a_series_whose_first_day_is_known(opening: str, tmp_path: Path) -> None:
    assert days(tmp_path, LIST.format("1,396", opening)) == ["2031-03-14"]


def test_a_stated_day_is_worth_more_than_the_count(tmp_path: Path) -> None:
    # Numbers drift: one is given twice, another left out.
    assert days(tmp_path, LIST.format("1,396", stands("Saturday, March 15"))) == ["2031-03-15"]
    assert days(tmp_path, LIST.format("1,397", "No day."), LIST.format("1,396", stands("Saturday, March 15"))) == [
        "2031-03-16",
        "2031-03-15",
    ]


def test_a_series_is_counted_from_a_part_that_states_its_day(tmp_path: Path) -> None:
    found = dates(tmp_path, unknown(14), unknown(12, stands("Friday, March 14, 2031")))
    assert found[0] is not None and found[0].first == "2031-03-16"
    assert "day 12, which states 2031-03-14" in found[0].basis


def test_a_series_without_any_stated_day_has_no_date(tmp_path: Path) -> None:
    assert days(tmp_path, unknown(14), unknown(13)) == [None, None]


def test_a_weekday_and_the_years_named_fix_the_year(tmp_path: Path) -> None:
    assert days(tmp_path, unknown(3, stands("Friday, March 14") + "\n\nThe budget of 2031 is spent.")) == ["2031-03-14"]
    assert days(tmp_path, unknown(3, stands("Friday, March 14") + "\n\nThe budget of 2030 is spent.")) == [None]
    assert days(tmp_path, unknown(3, stands("Friday, March 14"))) == [None]


def test_a_dateline_takes_its_year_from_neighbours(tmp_path: Path) -> None:
    wire = NEWS.format("Dec. 30 (UPI) -- Boats left for the war that began on Feb. 24, 2022.")
    assert days(tmp_path, wire) == [None]
    assert days(tmp_path, unknown(3, stands("Thursday, January 2, 2031")), wire) == ["2031-01-02", "2030-12-30"]
    assert days(tmp_path, unknown(3, stands("Friday, June 6, 2031")), wire) == ["2031-06-06", None]


def test_a_weekday_needs_dated_neighbours_in_order(tmp_path: Path) -> None:
    news = NEWS.format("The boats left on Thursday, the office said.")
    newer, older = LIST.format("1,396", stands("Friday, March 14")), LIST.format("1,395", stands("Thursday, March 13"))
    assert days(tmp_path, newer, news, older)[1] == "2031-03-13"
    assert days(tmp_path, older, news, newer)[1] == "2031-03-13"
    assert days(tmp_path, news) == [None]
    assert days(tmp_path, newer, news) == ["2031-03-14", None]
    shuffled = [LIST.format(number, "No day.") for number in ("1,396", "1,380", "1,399", "1,370")]
    assert days(tmp_path, shuffled[0], shuffled[1], news, shuffled[2], shuffled[3])[2] is None


@pytest.mark.parametrize(
    "text",
    [
        "The boats will leave on Saturday, the office said.",
        "The boats left last Thursday, the office said.",
        "Thursday’s boats were late, the office said.",
        "The boats leave every Thursday, the office said.",
        "The boats left on Thursday, March 6, the office said.",
        "The boats left on February 24, 2022, the office said.",
        "The boats left on Monday, the office said.",
        "The boats left, the office said.",
    ],
)
def test_days_that_are_not_that_of_the_report(text: str, tmp_path: Path) -> None:
    newer, older = LIST.format("1,396", stands("Friday, March 14")), LIST.format("1,395", stands("Thursday, March 13"))
    found = dates(tmp_path, newer, NEWS.format(text), older)[1]
    assert found is not None and (found.first, found.last, found.precision) == ("2031-03-13", "2031-03-14", "span")
    assert found.basis == "its place in the dump, between articles of 2031-03-13 and 2031-03-14"


def test_a_place_in_the_dump_tells_nothing_without_near_neighbours_on_both_sides(tmp_path: Path) -> None:
    news = NEWS.format("The boats left, the office said.")
    newer, older = LIST.format("1,396", stands("Friday, March 14")), LIST.format("1,390", stands("Saturday, March 8"))
    assert days(tmp_path, newer, news, older)[1] is None
    assert days(tmp_path, newer, news)[1] is None
    assert days(tmp_path, news, older)[0] is None


def test_what_is_still_to_come_can_leave_a_single_day(tmp_path: Path) -> None:
    newer, older = LIST.format("1,396", stands("Friday, March 14")), LIST.format("1,395", stands("Thursday, March 13"))
    assert days(tmp_path, newer, NEWS.format("The boats will leave on Thursday."), older)[1] == "2031-03-13"


def test_the_latest_day_told_is_that_of_the_report(tmp_path: Path) -> None:
    newer, older = LIST.format("1,396", stands("Friday, March 14")), LIST.format("1,395", stands("Thursday, March 13"))
    news = NEWS.format("The attack came late on Thursday. Divers said on Friday that no one was hurt.")
    assert days(tmp_path, newer, news, older)[1] == "2031-03-14"


@pytest.mark.parametrize(
    "line",
    [
        "Published On 14 Mar 2031",
        "Published: March 14, 2031 at 3:08 PM PT",
        "March 14, 2031",
        "Updated on 14 March 2031, 10:30 GMT",
    ],
)
def test_a_day_of_publication_is_taken_out_and_counts(line: str, tmp_path: Path) -> None:
    assert days(tmp_path, NEWS.format(f"{line}\n\nThe boats left.")) == ["2031-03-14"]


@pytest.mark.parametrize(
    "line", ["March 31, 1986 end", "Pay Aug 14, 1987", "February 30, 2031", "Posted sales of 3 mln"]
)
def test_rows_with_days_in_them_are_text(line: str, tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    path.write_text(f"A title here\n\n{line}\n\nA text, it said.\n\nSource link\n", encoding="utf-8")
    with open_intake(path, profile=load_profile(SAMPLE)) as intake:
        article = next(intake.articles())
    assert article.date is None and not article.removed


def test_a_year_of_long_ago_that_fits_the_weekday_by_chance_is_not_taken(tmp_path: Path) -> None:
    news = "Wheat in store as of Friday, April 3\n\nThe office counted the wheat on Friday, April 3.\n\n{}"
    assert days(tmp_path, news.format("Stocks were last so low in 1981, it said; those of 1986 were higher.")) == [None]
    assert days(tmp_path, news.format("Stocks were last so low in 1981, it said; those of 1987 are higher.")) != [
        "1981-04-03"
    ]
