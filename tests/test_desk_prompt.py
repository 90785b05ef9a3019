"""The search bar: history, completion, the order, and how a query was read."""

import json
from pathlib import Path

import pytest

from reader.tui.history import MAX_HISTORY, Recall, merged, remembered
from reader.tui.place import DeskFile, DeskState
from tests.desk_pilot import NARROW, Desk, open_desk
from tests.fake_library import FakeLibrary, make_library

VALUES: dict[str, dict[str, int | None]] = {
    "topic": {"fighting": 13, "diplomacy": 14, "aid": 13},
    "outlet": {"harbour-wire": 10, "harbour-watch": 2},
    "org": {"straits-council": 3},
}


def with_values(folder: Path) -> FakeLibrary:
    return make_library(folder, values=VALUES)


async def run(desk: Desk, text: str) -> None:
    """Type a query and run it with Enter."""
    await desk.search(text)
    await desk.press("enter")


# history


async def test_up_brings_earlier_searches_back_and_down_the_later_ones(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        for text in ("ferry", "harbour", "shells"):
            await run(desk, text)
        await desk.press("slash", "up")
        await desk.until(lambda: desk.app.session.page.request.query == "harbour")  # type: ignore[union-attr]
        await desk.press("up")
        assert desk.browse.bar.value == "ferry"
        await desk.press("up")
        assert "no earlier search" in desk.message
        await desk.press("down", "ctrl+n")
        assert desk.browse.bar.value == "shells"
        await desk.press("ctrl+p")
        assert desk.browse.bar.value == "harbour"


async def test_only_searches_that_begin_as_typed_come_back_and_then_what_was_typed(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        for text in ("ferry karrow", "harbour", "ferry brennvik"):
            await run(desk, text)
        await desk.press("slash", "ctrl+u")
        await desk.type("fer")
        seen = []
        for key in ("up", "up", "up", "down", "down"):
            await desk.press(key)
            seen.append(desk.browse.bar.value)
        assert seen == ["ferry brennvik", "ferry karrow", "ferry karrow", "ferry brennvik", "fer"]


async def test_a_recalled_search_can_be_edited(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await run(desk, "ferry")
        await desk.press("slash", "ctrl+u", "up")
        await desk.type(" 3")
        await desk.until(lambda: desk.app.session.page.request.query == "ferry 3")  # type: ignore[union-attr]


async def test_a_query_that_cannot_be_read_is_not_kept(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("slash")
        await desk.type("outlt:wire")
        await desk.press("enter")
        await desk.shows("no field outlt")
        assert desk.app.session.history == ()


async def test_the_history_survives_a_restart_and_can_be_chosen_from(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await run(desk, "ferry")
        await run(desk, "shells")
        await desk.press("Q")
    async with open_desk(library) as desk:
        await desk.press("g", "slash")
        await desk.shows("> shells", "  ferry", "Enter takes")
        await desk.press("j", "enter")
        await desk.until(lambda: desk.app.session.page.request.query == "ferry")  # type: ignore[union-attr]
        assert desk.browse.bar.has_focus


async def test_escape_closes_the_list_of_searches_and_nothing_else(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await run(desk, "ferry")
        await desk.press("slash", "ctrl+r")
        await desk.shows("> ferry")
        await desk.press("escape")
        assert desk.browse.bar.has_focus
        assert "Enter takes" not in desk.text
        await desk.press("escape", "g", "slash", "q")
        assert desk.browse.hits.has_focus
        assert desk.app.return_code is None


def test_a_history_has_no_doubles_and_an_end() -> None:
    assert remembered(("a", "b", "c"), "a ") == ("b", "c", "a")
    assert remembered(("a",), "  ") == ("a",)
    assert len(remembered(map(str, range(500)), "new")) == MAX_HISTORY


def test_recall_ends_at_both_ends() -> None:
    recall = Recall(("ferry", "fog"), "f", "f")
    assert not recall.newer()
    assert recall.older() and recall.older() and not recall.older()
    assert recall.text == "ferry"


def test_two_desks_keep_the_searches_of_both(tmp_path: Path) -> None:
    first, second = DeskFile(tmp_path), DeskFile(tmp_path)
    first.load()
    second.load()
    first.save(DeskState(history=("a", "b")))
    second.save(DeskState(history=("c",)))
    first.save(DeskState(history=("b", "a")))
    assert DeskFile(tmp_path).load()[0].history == ("b", "c", "a")
    assert merged(("a",), ("a",), ("a",)) == ("a",)


def test_a_history_that_is_none_is_empty(tmp_path: Path) -> None:
    for wrong in ("ferry", [1, None, "ferry"], {"a": 1}):
        (tmp_path / "desk.json").write_text(json.dumps({"schema": 1, "history": wrong}))
        assert DeskFile(tmp_path).load()[0].history == (("ferry",) if isinstance(wrong, list) else ())


# completion


async def test_tab_takes_the_only_completion_at_once(tmp_path: Path) -> None:
    async with open_desk(with_values(tmp_path)) as desk:
        await desk.press("slash")
        await desk.type("ferry topic:f")
        await desk.press("tab")
        await desk.until(lambda: desk.browse.bar.value == "ferry topic:fighting")
        assert desk.browse.bar.has_focus
        await desk.shows("ferry AND topic:fighting")


async def test_tab_fills_in_what_is_common_and_lists_the_rest_with_counts(tmp_path: Path) -> None:
    async with open_desk(with_values(tmp_path)) as desk:
        await desk.press("slash")
        await desk.type("outlet:h")
        await desk.press("tab")
        await desk.shows("> harbour-wire ", " 10 │", "  harbour-watch ", " 2 │", "Enter takes")
        assert desk.browse.bar.value == "outlet:harbour-w"
        await desk.press("tab", "enter")
        assert desk.browse.bar.value == "outlet:harbour-watch"
        assert desk.browse.bar.has_focus
        assert "Enter takes" not in desk.text


async def test_down_up_and_shift_tab_choose_and_escape_closes(tmp_path: Path) -> None:
    async with open_desk(with_values(tmp_path)) as desk:
        await desk.press("slash")
        await desk.type("topic:")
        await desk.press("tab")
        await desk.shows("> fighting")
        await desk.press("down")
        await desk.shows("> diplomacy")
        await desk.press("up", "shift+tab")
        await desk.shows("> aid")
        await desk.press("escape")
        assert "> aid" not in desk.text
        assert desk.browse.bar.has_focus
        assert desk.browse.bar.value == "topic:"


async def test_after_a_field_the_list_opens_by_itself_and_takes_no_key(tmp_path: Path) -> None:
    library = with_values(tmp_path)
    async with open_desk(library, size=NARROW) as desk:
        await run(desk, "ferry")
        await desk.press("slash")
        await desk.type(" topic:")
        await desk.shows("  fighting ", " 13 │", "Tab chooses")
        await desk.type("d")
        await desk.until(lambda: "diplomacy  " in desk.text and "aid  " not in desk.text)
        await desk.press("ctrl+u", "up")
        assert desk.browse.bar.value == "ferry"
        assert "Tab chooses" not in desk.text


async def test_a_field_that_was_completed_goes_on_with_its_values(tmp_path: Path) -> None:
    async with open_desk(with_values(tmp_path)) as desk:
        await desk.press("slash")
        await desk.type("top")
        await desk.press("tab")
        await desk.shows("  diplomacy ", " 14 │", "Tab chooses")
        assert desk.browse.bar.value == "topic:"


async def test_where_nothing_can_be_completed_tab_goes_on_to_the_next_pane(tmp_path: Path) -> None:
    async with open_desk(with_values(tmp_path)) as desk:
        await desk.search("zzz")
        await desk.press("tab")
        await desk.until(lambda: not desk.browse.bar.has_focus)
        await desk.press("slash", "ctrl+u", "shift+tab")
        assert not desk.browse.bar.has_focus


async def test_completions_of_an_older_text_are_dropped(tmp_path: Path) -> None:
    from reader.tui.messages import CompletionsReady

    library = with_values(tmp_path)
    async with open_desk(library) as desk:
        await desk.press("slash")
        await desk.type("topic")
        desk.browse.post_message(CompletionsReady("top", 3, library.complete("topic:", 6)))
        await desk.pilot.pause()
        assert "Tab chooses" not in desk.text


async def test_a_click_takes_a_completion(tmp_path: Path) -> None:
    async with open_desk(with_values(tmp_path)) as desk:
        await desk.press("slash")
        await desk.type("topic:")
        await desk.shows("Tab chooses")
        await desk.pilot.click("#completions", offset=(5, 2))
        await desk.until(lambda: desk.browse.bar.value == "topic:diplomacy")
        assert desk.browse.bar.has_focus


# the order


async def test_the_order_is_written_into_the_query_and_again_reverses(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await run(desk, "ferry")
        await desk.press("S")
        await desk.shows("> relevance  worst first", "now best first", "  date       newest first")
        await desk.press("j", "enter")
        await desk.until(lambda: desk.browse.bar.value == "ferry sort:date")
        assert desk.browse.hits.has_focus
        await desk.press("S")
        await desk.shows("> date       oldest first", "now newest first")
        await desk.press("enter")
        await desk.until(lambda: desk.browse.bar.value == "ferry sort:-date")


# how it was read


async def test_one_key_shows_how_the_query_was_read(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await run(desk, "ferry harbour")
        await desk.press("g", "e")
        await desk.shows(
            "how the query was read", "ferry AND harbour", "(and ferry harbour)", "13   ferry",
            "ferry stands for: ferry, ferrys", "AND goes before OR",
        )  # fmt: skip
        await desk.press("q")
        assert desk.app.screen is desk.browse


async def test_a_query_that_cannot_be_read_is_explained_by_its_fault(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("slash")
        await desk.type("outlt:wire")
        await desk.press("ctrl+t")
        await desk.shows("no field outlt")
        await desk.press("escape")
        assert desk.app.screen is desk.browse


# unfinished queries


@pytest.mark.parametrize("field", ["topic:", "date:"])
async def test_a_field_that_waits_for_its_value_is_left_aside_until_enter(tmp_path: Path, field: str) -> None:
    library = with_values(tmp_path)
    async with open_desk(library) as desk:
        await desk.search("ferry")
        await desk.type(" " + field[:-1])
        await desk.shows("0 of 40")
        await desk.type(":")
        await desk.shows(f"{field} waits for its value", "13 of 40 articles")
        assert f"ferry {field}" not in library.searches
        await desk.press("enter")
        await desk.until(lambda: f"ferry {field}" in library.searches)


async def test_a_value_ends_the_wait_and_so_does_taking_the_field_out(tmp_path: Path) -> None:
    async with open_desk(with_values(tmp_path)) as desk:
        await desk.search("ferry")
        await desk.type(" topic:")
        await desk.shows("waits for its value")
        await desk.type("fighting")
        await desk.until(lambda: desk.app.session.page.request.query == "ferry topic:fighting")  # type: ignore[union-attr]
        assert "waits for its value" not in desk.text
