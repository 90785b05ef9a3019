"""Browsing: searching while typing, the list, the article beside it, facets, marks, and every size."""

from pathlib import Path

import pytest

from reader.results import IndexState
from reader.tui.messages import SearchFinished
from tests.desk_pilot import NARROW, STACKED, WIDE, open_desk
from tests.fake_library import FakeLibrary, FakeRun, make_library


async def test_the_first_rows_are_those_of_the_whole_archive(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.shows("40 of 40 articles", "── 40 hits", "Report 1 from Brennvik", "index: 40 of 40")


async def test_typing_searches_and_says_how_it_was_read(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("ferry harbour")
        await desk.shows("13 of 40 articles", "ferry AND harbour", "── 13 hits", "by relevance")


async def test_everything_is_asked_on_the_search_thread(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await desk.search("ferry")
        await desk.press("enter", "j", "enter")
        await desk.shows("Report 6 from Brennvik · Lindholm Courier")
    assert library.threads == {"search"}


async def test_a_fault_while_typing_keeps_the_last_good_result(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("ferry")
        desk.browse.bar.value = "ferry outlt:wire"  # at once: on the way to it stands a query that finds nothing
        await desk.shows("column 7: no field outlt", "13 of 40 articles", "Report 3 from Brennvik")
        await desk.press("enter")
        assert desk.browse.bar.has_focus
        assert desk.browse.bar.cursor_position == 6


async def test_enter_on_a_faulty_query_just_typed_brings_the_caret_back(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("slash")
        await desk.type("ferry nofield:x")
        await desk.press("enter")
        await desk.until(lambda: desk.browse.bar.has_focus and desk.browse.bar.cursor_position == 6)


async def test_escape_leaves_the_bar_and_its_text_stays(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("ferry")
        await desk.press("escape")
        assert desk.browse.hits.has_focus
        assert desk.browse.bar.value == "ferry"


async def test_enter_leaves_the_bar_for_the_list(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("ferry")
        await desk.press("enter")
        assert desk.browse.hits.has_focus


async def test_letters_type_in_the_bar_and_readline_keys_edit(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("slash")
        await desk.type("gg jqQ m?")
        assert desk.browse.bar.value == "gg jqQ m?"
        await desk.press("ctrl+w", "ctrl+a", "ctrl+d")
        assert desk.browse.bar.value == "g jqQ "
        await desk.press("ctrl+k")
        assert desk.browse.bar.value == ""


async def test_ten_edits_run_one_search_at_a_time_and_deliver_the_last(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        library.delay = 0.3
        library.finished.clear()
        for number in range(10):
            desk.browse.bar.set_text(f"report {number}")
            desk.browse.search_now()
            await desk.pilot.pause(0.02)
        await desk.until(lambda: desk.app.session.page and desk.app.session.page.request.query == "report 9")
        assert library.peak == 1
        assert library.finished == ["report 9"]


async def test_a_slow_search_says_so_and_keeps_the_old_rows_dimmed(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        library.delay = 60
        await desk.press("slash")
        await desk.type("ferry")
        await desk.until(lambda: desk.browse.hits.stale)
        await desk.shows("…", "Report 1 from Brennvik")
        await desk.press("ctrl+c")
        await desk.shows("search stopped; the last result stays", "40 of 40 articles")
        assert not desk.browse.hits.stale


async def test_no_articles_and_no_hits_say_what_to_do(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path / "empty", 0)) as desk:
        await desk.shows("No articles yet.", "broadsheet add FILE", "nothing chosen")
        await desk.press("enter", "m", "c", "j", "G", "n", "J")
    async with open_desk(make_library(tmp_path / "some")) as desk:
        await desk.search("zeppelin")
        await desk.shows("Nothing has all of this.", "0 of 40 articles", "nothing chosen")


async def test_the_article_follows_the_cursor(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("j", "j")
        await desk.shows("This is report 3.")


async def test_the_article_opens_at_its_hit_and_n_goes_on_into_the_next(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("ferry")
        await desk.press("enter")
        await desk.shows("hit 1 of 1")
        await desk.press("n")
        await desk.shows("This is report 6.")
        assert desk.browse.hits.cursor == 1
        await desk.press("N")
        await desk.shows("This is report 3.")


async def test_the_cursor_stays_on_its_article_while_the_result_changes(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press(*"jjjjj")
        assert desk.browse.hits.cursor_key == 6
        await desk.search("ferry")
        assert desk.browse.hits.cursor_key == 6
        await desk.search("ferry 12")
        await desk.until(lambda: desk.browse.hits.cursor_key == 12)
        await desk.shows("not in this result; the next one below")


async def test_a_result_that_comes_with_a_key_does_not_undo_it(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("ferry")
        await desk.press("enter")
        browse, page = desk.browse, desk.app.session.page
        assert page is not None
        browse._wanted = page.request
        browse.post_message(SearchFinished(page, browse._filters))
        browse.hits.move(2)  # heard of after the result
        await desk.pilot.pause()
        assert browse.hits.cursor == 2
        assert desk.app.session.cursor_key == page.keys[2]


async def test_until_a_row_is_chosen_the_cursor_is_on_the_best_hit(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("ferry")
        assert desk.browse.hits.cursor == 0


async def test_facets_write_the_query(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("f")
        assert desk.browse.facets.has_focus
        await desk.press("space")
        await desk.until(lambda: desk.browse.bar.value == "topic:fighting")
        await desk.shows("1 filter", "[x] fighting", "13 of 40 articles")
        await desk.press("x")
        await desk.until(lambda: desk.browse.bar.value == "-topic:fighting")
        await desk.press("d")
        await desk.until(lambda: desk.browse.bar.value == "")
        await desk.press("j", "enter")
        await desk.until(lambda: desk.browse.bar.value == "topic:diplomacy")
        await desk.press("q")
        assert desk.browse.hits.has_focus


async def test_a_topic_taken_in_opens_the_article_on_show_at_its_section(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path), size=STACKED) as desk:
        await desk.search("topic:diplomacy")
        await desk.until(lambda: desk.browse.view.place.part == 2)


async def test_marks_are_counted_and_two_are_compared(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("c")
        await desk.shows("mark two articles, or none is like this one")
        await desk.press("m", "m")
        await desk.shows("index: 40 of 40 · 2 marked", ">  ● Mon  3")
        assert desk.app.session.marks == (1, 2)
        await desk.press("c")
        await desk.shows(" A  The Meridian", " B  Lindholm Courier", "scroll together: on")
        await desk.press("x", "S")
        await desk.shows(" A  Lindholm Courier", "scroll together: off")
        await desk.press("o", "q")
        assert desk.app.screen is desk.browse
        await desk.press("U")
        await desk.shows("2 articles unmarked")
        assert not desk.app.session.marks


async def test_a_third_mark_is_named_and_left_out_of_a_comparison(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("m", "m", "m", "c")
        await desk.shows("3 marked, two compared · g f figures of all 3 · g l brings in Report 3 from Brennvik")


async def test_tab_goes_round_the_panes(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        seen = []
        for _ in range(5):
            await desk.press("tab")
            seen.append(type(desk.app.focused).__name__)
        assert seen == ["LineView", "SearchBar", "TimeStrip", "FacetPanel", "HitList"]
        await desk.press("shift+tab")
        assert desk.browse.facets.has_focus


@pytest.mark.parametrize("size", [WIDE, STACKED, NARROW])
async def test_keys_work_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_desk(make_library(tmp_path), size=size) as desk:
        await desk.shows("Report 1 from Brennvik")
        await desk.press("f")
        await desk.shows("Topics (")
        await desk.press("space")
        await desk.until(lambda: desk.browse.bar.value == "topic:fighting")
        await desk.press("q", "j", "enter")
        await desk.shows("This is report 6.")
        await desk.press("question_mark")
        await desk.shows("Keys in an article")
        await desk.press("q", "q")
        await desk.shows("13 of 40")
        assert desk.browse.hits.cursor_key == 6


async def test_where_there_is_room_for_one_pane_the_article_is_not_read_along(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library, size=NARROW) as desk:
        assert not desk.browse.shows_article
        await desk.pilot.resize_terminal(*WIDE)
        await desk.shows("This is report 1.")
        await desk.pilot.resize_terminal(*STACKED)
        await desk.shows("── Report 1 from Brennvik ─")


@pytest.mark.parametrize("size", [(39, 20), (80, 9), (20, 5), (1, 1)])
async def test_below_forty_by_ten_one_line_says_what_is_needed(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.pilot.resize_terminal(*size)
        await desk.until(lambda: desk.text.strip() == "needs 40 × 10"[: size[0]].strip() or size[0] == 1)
        await desk.pilot.resize_terminal(*WIDE)
        await desk.shows("Report 1 from Brennvik")
        await desk.press("j")
        assert desk.browse.hits.cursor == 1


async def test_it_can_be_left_while_it_is_too_small(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.pilot.resize_terminal(20, 5)
        await desk.press("q")
        await desk.until(lambda: desk.app.return_code == 0)


async def test_q_leaves_and_h_does_not(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("h")
        assert desk.app.return_code is None
        await desk.press("q")
        assert desk.app.return_code == 0


async def test_an_index_that_is_behind_is_built_and_the_result_comes_anew(tmp_path: Path) -> None:
    run = FakeRun(steps=4)
    library = make_library(tmp_path, state=IndexState("behind", 5, 40), run=run)
    async with open_desk(library) as desk:
        await desk.shows("indexing: ")
        await desk.press("j", "j")
        library.searches.clear()
        await desk.shows("index: 40 of 40")
        await desk.until(lambda: library.searches)
        await desk.pilot.pause()
        assert desk.browse.hits.cursor_key == 3
        assert not run.running


async def test_a_run_that_fails_is_told(tmp_path: Path) -> None:
    library = make_library(tmp_path, state=IndexState("missing", 0, 40), run=FakeRun(error="the disk is full"))
    async with open_desk(library) as desk:
        await desk.shows("the disk is full")


async def test_leaving_stops_the_indexing(tmp_path: Path) -> None:
    run = FakeRun(steps=10_000)
    async with open_desk(make_library(tmp_path, state=IndexState("behind", 5, 40), run=run)) as desk:
        await desk.shows("indexing: ")
        await desk.press("q")
    assert run.cancelled


async def test_ctrl_c_stops_the_indexing_and_says_what_comes_of_it(tmp_path: Path) -> None:
    run = FakeRun(steps=10_000)
    async with open_desk(make_library(tmp_path, state=IndexState("behind", 5, 40), run=run)) as desk:
        await desk.shows("indexing: ")
        await desk.press("ctrl+c")
        await desk.shows("indexing stopped; the next start goes on")
        await desk.until(lambda: run.cancelled)
        await desk.press("ctrl+c")
        assert "nothing is running" in desk.message


async def test_a_sequence_is_shown_and_lists_what_can_follow(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("G", "g")
        assert desk.message == "g …"
        await desk.shows("g g   goes to the first row or line")
        await desk.press("g")
        assert desk.browse.hits.cursor == 0
        assert desk.message == ""
        await desk.press("g", "escape")
        await desk.until(lambda: "goes to the first row" not in desk.text)
        assert desk.app.return_code is None


async def test_the_palette_lists_actions_and_themes(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        before = desk.app.theme
        await desk.press("ctrl+p")
        await desk.shows("search.edit")
        await desk.type("theme day")
        await desk.shows("theme day")
        await desk.press("enter")
        await desk.until(lambda: desk.app.theme == "day")
        assert before != "day"
        await desk.press("ctrl+p")
        await desk.type("mark.toggle")
        await desk.shows("marks this article")
        await desk.press("enter")
        await desk.until(lambda: desk.app.session.marks == (1,))


async def test_a_question_mark_in_the_empty_bar_shows_the_query_card(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("slash", "question_mark")
        await desk.shows("Searching")
        assert desk.browse.bar.value == ""


async def test_the_help_lists_live_keys_and_filters_them(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("question_mark")
        await desk.shows("Keys in the list", "opens the article that the cursor is on")
        await desk.press("slash")
        await desk.type("mark")
        await desk.until(lambda: "goes to the next section" not in desk.text)
        await desk.shows("takes all marks off")
        await desk.press("enter", "J")
        await desk.shows("Searching")
        await desk.press("escape")
        assert desk.app.screen is desk.browse


async def test_clicks_and_the_wheel_work(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.pilot.click("HitList", offset=(10, 4))
        await desk.until(lambda: desk.browse.hits.cursor == 2)
        await desk.pilot.click("HitList", offset=(10, 4), times=2)
        await desk.shows("Report 3 from Brennvik · Capital Desk")
        await desk.press("q")
        await desk.pilot.click("#search")
        assert desk.browse.bar.has_focus
        await desk.pilot.click("FacetPanel", offset=(6, 1))
        await desk.until(lambda: desk.browse.bar.value == "topic:fighting")


async def test_a_click_on_a_key_of_the_footer_presses_it(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.pilot.click("Footer", offset=(4, 0))
        await desk.until(lambda: desk.browse.bar.has_focus)


async def test_a_paste_becomes_one_clean_line_of_bounded_length(tmp_path: Path) -> None:
    from textual.events import Paste

    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("slash")
        desk.browse.bar.post_message(Paste("ferry\n\x1b]52;c;AAAA\x07 \u202eharbour" + "x" * 10_000_000))
        await desk.until(lambda: desk.browse.bar.value)
        value = desk.browse.bar.value
        assert value.startswith("ferry")
        assert value.isprintable()
        assert len(value) <= 512


async def test_an_article_that_is_gone_is_said_where_it_would_stand(tmp_path: Path) -> None:
    library: FakeLibrary = make_library(tmp_path)
    async with open_desk(library) as desk:
        del library.articles[2]
        await desk.press("j")
        await desk.shows("this article is no longer there")
        await desk.press("enter")
        await desk.shows("this article is no longer there", "q goes back")
        await desk.press("q")
        assert desk.app.screen is desk.browse
