"""The figures of a story: what several reports tell of the same quantities."""

import random
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from reader.article import Article, Series
from reader.compare.alignment import compare
from reader.compare.story import story_figures
from reader.comparison import StoryFigures
from reader.errors import StaleSearch
from reader.library import open_library
from tests.articles import make_article
from tests.hostile import HOSTILE


def told(*articles: Article) -> StoryFigures:
    return story_figures(list(enumerate(articles, 1)))


def table(figures: StoryFigures) -> dict[tuple[str, str | None], list[str]]:
    """Each row as its cells, those unlike the commonest value with ≠."""
    return {
        (row.what, row.unit): [f"{cell.text}{' ≠' * cell.odd}" if cell else "–" for cell in row.values]
        for row in figures.rows
    }


WIRE = make_article(
    "Shells hit Brennvik harbour",
    "Shells hit the harbour at Brennvik on Thursday, killing four people and wounding 11.",
    "The evening ferry had left ten minutes before.",
    day="2031-03-13",
)
MERIDIAN = make_article(
    "Harbour shelling: what is known",
    "Shelling of Brennvik harbour on Thursday killed six people and wounded 19, the port office said.",
    "The Straits Council promised 40m crowns for the harbour at Brennvik.",
    outlet="The Meridian",
)
COURIER = make_article(
    "Six dead at Brennvik",
    "Six people were killed and 19 wounded when shells hit the harbour of Brennvik on Thursday.",
    "Forty million crowns were promised by the Straits Council for the harbour of Brennvik, up to 38 for a new quay.",
    outlet="Lindholm Courier",
)
DESK = make_article(
    "What the pause means",
    "The shelling of the harbour at Brennvik, in which six people were killed and 23 wounded, ended on Friday.",
    "The Straits Council promised 38 million crowns for the harbour of Brennvik.",
    day="2031-03-15",
    outlet="Capital Desk",
)


def test_rows_are_what_was_counted_and_columns_are_the_reports_in_time_order() -> None:
    figures = told(DESK, COURIER, WIRE, MERIDIAN)
    assert [column.outlet for column in figures.columns] == [
        "Harbour Wire", "Lindholm Courier", "The Meridian", "Capital Desk",
    ]  # fmt: skip
    rows = table(figures)
    assert rows["killed", None] == ["four ≠", "Six", "six", "six"]
    assert rows["wounded", None] == ["11 ≠", "19", "19", "23 ≠"]
    sums = next(cells for (_, unit), cells in rows.items() if unit == "crown")
    assert sums == ["–", "Forty million crowns", "40m crowns", "38 million crowns ≠"]


def test_the_killed_and_the_wounded_come_first() -> None:
    assert [row.what for row in told(WIRE, MERIDIAN, COURIER, DESK).rows][:2] == ["killed", "wounded"]


def test_where_no_value_is_commonest_all_are_odd() -> None:
    assert table(told(WIRE, MERIDIAN))["killed", None] == ["four ≠", "six ≠"]


def test_of_equally_common_values_the_one_that_was_told_last_is_the_commonest() -> None:
    again = make_article(
        "Four dead at Brennvik",
        "Four people were killed and 11 wounded when shells hit the harbour of Brennvik on Thursday.",
        outlet="Karrow Gazette",
        day="2031-03-13",
    )
    row = table(told(WIRE, again, MERIDIAN, COURIER))["killed", None]
    assert [cell.lower() for cell in row] == ["four ≠", "four ≠", "six", "six"]


def test_an_equal_value_is_a_row_without_an_odd_one() -> None:
    assert table(told(MERIDIAN, COURIER))["killed", None] == ["six", "Six"]


def test_a_cell_shows_the_sentence_it_was_read_from() -> None:
    figures = told(WIRE, MERIDIAN)
    cell = figures.rows[0].values[0]
    assert cell is not None
    text = WIRE.parts()[cell.part].text
    assert text[slice(*cell.at)] == cell.text == "four"
    assert cell.sentence == text


def test_undated_reports_stand_last() -> None:
    undated = make_article("A note", "Shells on Brennvik harbour killed six people.", day=None)
    assert [column.date for column in told(undated, WIRE).columns][-1] is None


def test_two_events_never_share_a_row() -> None:
    other = make_article(
        "Landslide above Pell",
        "A landslide buried a road above Pell on Sunday; nine people were killed and 30 wounded.",
    )
    assert told(WIRE, other).rows == ()


def test_two_events_of_one_report_stay_apart() -> None:
    diary = make_article(
        "Border diary, day 1,396",
        "Shells hit the harbour at Brennvik on Thursday, killing six people.",
        "In Karrow a drone struck a lorry on the Pell road; two people were killed.",
        outlet="Capital Desk",
    )
    again = make_article(
        "Lorry struck near Karrow", "A drone struck a lorry on the Pell road near Karrow, and two people were killed."
    )
    rows = [[cell.text if cell else "–" for cell in row.values] for row in told(MERIDIAN, diary, again).rows]
    assert all("two" not in row or "six" not in row for row in rows)


def test_one_report_alone_tells_no_figures_of_a_story() -> None:
    assert told(WIRE).rows == ()
    assert told().columns == ()


def test_what_only_one_report_tells_is_no_row() -> None:
    assert all(sum(cell is not None for cell in row.values) > 1 for row in told(WIRE, MERIDIAN, COURIER).rows)


DIARY = make_article(
    "Border diary, day 1,395",
    "Here is where things stand on Thursday, 13 March.",
    "Ostrana's attack on the port of Karrow killed seven people and wounded 15, Governor Ines Tal wrote.",
    "The council will lend Veldmark 90 billion crowns for two years.",
    outlet="Capital Desk",
)
PORT = make_article(
    "Strike on Karrow kills eight as talks go on",
    "An Ostranan missile strike on buildings of the port of Karrow in the south has killed eight people and wounded "
    "27, as Ostrana steps up attacks on the coast and talks to end the war go on in Lindholm without a result.",
    "Buses burned on the quay and part of the crane fell into the basin.",
    outlet="Harbour Wire",
)
ASIDE = make_article("Opera opens in Lindholm", "The house has 900 seats.", "Tickets cost 40 crowns.", outlet="Wire")


@pytest.mark.parametrize("reports", [(DIARY, PORT), (DIARY, PORT, ASIDE), (DIARY, PORT, DESK, COURIER)], ids=len)
def test_what_two_reports_are_shown_to_differ_on_is_in_the_table(reports: tuple[Article, ...]) -> None:
    figures = told(*reports)
    keys = [column.key for column in figures.columns]
    for (one, left), (other, right) in combinations(enumerate(reports, 1), 2):
        for match in compare(left, right).matches:
            for figure in match.figures:
                expected = [figure.left_value, figure.right_value]
                shown = [[row.values[keys.index(key)] for key in (one, other)] for row in figures.rows]
                assert expected in [[cell.value for cell in cells if cell] for cells in shown]
    assert {"killed", "wounded"} <= {row.what for row in figures.rows}


def test_a_figure_without_its_verb_and_noun_is_in_the_row_of_its_kind() -> None:
    assert table(told(DIARY, PORT))["wounded", None] == ["15 ≠", "27 ≠"]


def test_columns_of_one_outlet_and_day_are_told_apart() -> None:
    noon = make_article("Karrow counts its dead", "Seven people were killed in Karrow.", outlet="Harbour Wire")
    diary = replace(DIARY, outlet="Harbour Wire", series=Series("Border diary", 1395))
    marks = {column.title: column.mark for column in told(PORT, noon, diary, COURIER).columns}
    assert marks == {
        PORT.title: "Strike kills",
        "Karrow counts its dead": "counts dead",
        DIARY.title: "1,395",
        COURIER.title: "",
    }


def test_columns_of_one_title_are_numbered() -> None:
    again = [make_article("Karrow", f"Seven people were killed in Karrow {word}.") for word in ("harbour", "docks")]
    assert [column.mark for column in told(*again).columns] == ["1", "2"]


def test_nobody_waits_for_a_table_that_is_given_up() -> None:
    with pytest.raises(StaleSearch):
        story_figures([(1, DIARY), (2, PORT)], stale=lambda: True)


def test_hostile_reports_are_read_like_any_other() -> None:
    reports = [make_article(text or "x", f"{text} The strike on Karrow killed seven people.") for text in HOSTILE]
    figures = told(*reports[:12])
    assert [row.what for row in figures.rows][:1] == ["killed"]


def test_the_order_of_asking_changes_nothing_but_equal_days() -> None:
    reports = [WIRE, DESK, make_article("A note", "Shells on Brennvik harbour killed six people.", day="2031-03-20")]
    expected = table(told(*reports))
    for seed in range(3):
        random.Random(seed).shuffle(reports)
        assert table(told(*reports)) == expected


def test_lights_of_an_article_are_told_by_the_number_of_its_part(tmp_path: Path) -> None:
    with open_library(tmp_path / "archive") as library:
        lights = library.lights(WIRE)
    texts = [part.text for part in WIRE.parts()]
    assert [[texts[number][start:end] for start, end, _ in spans] for number, spans in lights.items()] == [
        [],
        ["Thursday", "four", "11"],
        ["ten minutes"],
    ]


def test_reports_of_one_strike_tell_its_toll_in_one_row(shared: Path, tmp_path: Path) -> None:
    with open_library(tmp_path / "archive") as library:
        library.add([shared / "seed" / "dump.txt"])
        figures = library.story_figures(library.all_keys())
    first = figures.rows[0]
    assert first.what == "killed"
    assert sum(cell is not None for cell in first.values) >= 4
