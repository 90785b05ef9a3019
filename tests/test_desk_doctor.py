"""The query doctor and articles with some of the words: what the list shows where few or none have all of it."""

from pathlib import Path

import pytest

from reader.results import Diagnosis, Repair, SearchRequest, TermCount
from reader.tui.screens import browse_doctor
from reader.tui.widgets.doctor import DoctorView
from reader.tui.widgets.row_lines import SEPARATOR, RowLines
from tests.desk_pilot import NARROW, STACKED, WIDE, open_desk
from tests.fake_library import FakeLibrary, make_library
from tests.hostile import HOSTILE

REPAIRS = (Repair("fery → ferry", "ferry harbour", 13), Repair("leave out fery", "harbour", 13))


@pytest.mark.parametrize("size", [WIDE, STACKED, NARROW])
async def test_the_doctor_opens_by_itself_where_nothing_is_found(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_desk(make_library(tmp_path, repairs=REPAIRS), size=size) as desk:
        await desk.search("fery harbour")
        await desk.shows("Each part alone", "harbour", "Repairs, with what they would find:", "> fery → ferry", "13")
        assert desk.browse.bar.has_focus
        assert "0 of 40" in desk.text


async def test_enter_goes_to_the_first_repair_and_again_takes_it(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, repairs=REPAIRS)) as desk:
        await desk.search("fery harbour")
        await desk.shows("> fery → ferry")
        await desk.press("enter")
        assert isinstance(desk.app.focused, DoctorView)
        await desk.press("enter")
        await desk.shows("13 of 40 articles", "Report 3 from Brennvik")
        assert desk.browse.bar.value == "ferry harbour"
        assert desk.browse.hits.has_focus
        assert "Each part alone" not in desk.text


async def test_another_repair_is_chosen_with_j(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, repairs=REPAIRS)) as desk:
        await desk.search("fery harbour")
        await desk.press("enter")
        await desk.shows("> fery → ferry")
        await desk.press("j", "j", "j")
        await desk.shows("> leave out fery")
        await desk.press("enter")
        await desk.until(lambda: desk.browse.bar.value == "harbour")


async def test_enter_before_the_answer_ends_in_the_doctor(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, repairs=REPAIRS, delay=0.1)) as desk:
        await desk.press("slash")
        await desk.type("fery")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.focused, DoctorView))
        await desk.shows("> fery → ferry")


async def test_q_goes_back_to_the_last_query_that_found_something(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, repairs=REPAIRS)) as desk:
        await desk.search("ferry")
        await desk.press("enter")
        await desk.search("fery harbour")
        await desk.press("enter", "q")
        await desk.until(lambda: desk.browse.bar.value == "ferry")
        await desk.shows("13 of 40 articles")
        assert desk.app.return_code is None


async def test_slash_edits_the_query_of_the_doctor(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, repairs=REPAIRS)) as desk:
        await desk.search("fery harbour")
        await desk.press("enter", "slash", "backspace")
        assert desk.browse.bar.value == "fery harbou"


async def test_without_a_repair_it_says_so_and_enter_changes_nothing(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("zzz")
        await desk.shows("nothing close: 0 for every term")
        await desk.press("enter", "enter")
        assert "no repair to take" in desk.message
        assert desk.browse.bar.value == "zzz"


async def test_half_a_word_opens_no_doctor_while_the_bar_waits_for_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browse_doctor, "DOCTOR_SECONDS", 3600.0)
    async with open_desk(make_library(tmp_path, repairs=REPAIRS)) as desk:
        await desk.search("fery")
        await desk.shows("Nothing has all of this.", "0 of 40")
        assert desk.browse.doctor is None
        await desk.press("enter")
        assert isinstance(desk.app.focused, DoctorView)
        await desk.shows("> fery → ferry")


async def test_the_next_key_closes_the_doctor_of_the_word_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_desk(make_library(tmp_path, repairs=REPAIRS)) as desk:
        await desk.search("fery")
        await desk.shows("> fery → ferry")
        monkeypatch.setattr(browse_doctor, "DOCTOR_SECONDS", 3600.0)
        await desk.type("x")
        await desk.until(lambda: desk.browse.doctor is None)
        await desk.shows("Nothing has all of this.")


class SlowDoctor(FakeLibrary):
    """A library whose diagnosis waits after the first part until the test lets it go on."""

    def diagnose(self, request, stale=lambda: False, report=lambda _: None):  # type: ignore[no-untyped-def]
        report(Diagnosis(request, (TermCount("fery", 0, "too slow"),), ()))
        while not stale():
            pass
        return super().diagnose(request, stale, report)


async def test_each_part_is_shown_as_it_is_counted_and_a_newer_search_stops_it(tmp_path: Path) -> None:
    library = SlowDoctor(tmp_path, make_library(tmp_path).articles)
    async with open_desk(library) as desk:
        await desk.search("fery harbour")
        await desk.shows("fery   …   too slow", "looking for what would help …")
        await desk.search("ferry")
        await desk.shows("13 of 40 articles", "Report 3 from Brennvik")


async def test_a_repair_of_an_older_query_is_never_taken(tmp_path: Path) -> None:
    view = DoctorView()
    found = Diagnosis(SearchRequest("fery"), (), REPAIRS)
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.browse.mount(view)
        view.show_diagnosis(found, (), done=True)
        assert view.repair_of(SearchRequest("fery")) == "ferry harbour"
        assert view.repair_of(SearchRequest("fery q")) is None


async def test_parts_and_repairs_are_shown_as_text(tmp_path: Path) -> None:
    repairs = tuple(Repair(text, "ferry", 1) for text in HOSTILE[:5])
    async with open_desk(make_library(tmp_path, repairs=repairs)) as desk:
        await desk.search("fery")
        await desk.shows("Repairs, with what they would find:")
        assert all(character.isprintable() for character in desk.text.replace("\n", ""))


# some of the words


async def test_articles_with_some_of_the_words_follow_below_a_line_and_are_in_no_count(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, some=(1, 2))) as desk:
        await desk.search("ferry")
        await desk.shows("13 of 40 articles", "── 13 hits", "── some of the words · 2 ──", "Report 1 from Brennvik")


async def test_the_cursor_passes_over_the_line(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, some=(1, 2))) as desk:
        await desk.search("ferry 39")
        await desk.press("enter")
        assert desk.browse.hits.cursor_key == 39
        await desk.press("j")
        assert desk.browse.hits.cursor_key == 1
        await desk.shows("This is report 1.")
        await desk.press("k")
        assert desk.browse.hits.cursor_key == 39


async def test_an_article_below_the_line_is_read_and_marked_as_any_other(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, some=(1, 2))) as desk:
        await desk.search("ferry 39")
        await desk.press("enter", "j", "m", "k", "enter")
        await desk.shows("some of the words")
        assert desk.app.session.marks == (1,)


async def test_with_no_hit_at_all_the_doctor_stands_above_them(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, some=(1, 2), repairs=REPAIRS)) as desk:
        await desk.search("fery harbour")
        await desk.shows("> fery → ferry", "── some of the words · 2 ──", "Report 2 from Brennvik", "0 of 40 articles")
        await desk.press("enter", "j", "j")
        assert desk.browse.hits.has_focus
        await desk.press("k")
        assert isinstance(desk.app.focused, DoctorView)


async def test_where_the_list_is_short_the_doctor_leaves_room_for_them(tmp_path: Path) -> None:
    several = tuple(Repair(f"repair {number}", "ferry harbour", 13) for number in range(5))
    async with open_desk(make_library(tmp_path, some=(1, 2), repairs=several), size=STACKED) as desk:
        below = ("── some of the words · 2 ──", "Report 1 from Brennvik")
        await desk.search("fery harbour")
        await desk.shows("Nothing has all of this. 0 alone: fery", "> repair 0", *below)
        await desk.press("enter", "j", "j", "j")
        await desk.shows("> repair 3", *below)
        await desk.press("enter")
        await desk.until(lambda: desk.browse.bar.value == "ferry harbour")


@pytest.mark.parametrize("height", [1, 2])
@pytest.mark.parametrize("below", [0, 1])
@pytest.mark.parametrize("parted", [None, 0, 3, 6])
@pytest.mark.parametrize("cursor", [0, 2, 3, 6])
def test_every_line_belongs_to_one_row(height: int, below: int, parted: int | None, cursor: int) -> None:
    lines = RowLines(7, height, cursor, below, parted)
    expected = []
    for row in range(7):
        expected += [(row, SEPARATOR)] if row == parted else []
        assert lines.top(row) == len(expected) - (row == parted)
        assert lines.first(row) == len(expected)
        expected += [(row, line) for line in range(height + (below if row == cursor else 0))]
        assert lines.end(row) == len(expected)
    assert lines.total == len(expected)
    assert [lines.at(line) for line in range(lines.total)] == expected
