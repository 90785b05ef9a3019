"""Narrowing at the desk: chips, all filters off and on, and narrowings that can be taken back."""

from pathlib import Path

from tests.desk_pilot import open_desk
from tests.fake_library import make_library


async def test_filters_are_chips_and_are_counted(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("report topic:fighting")
        await desk.shows("· [topic:fighting]", "13 of 40 articles", "· 1 filter")


async def test_one_key_lifts_all_filters_and_puts_them_back_with_the_same_article(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("report topic:fighting -outlet:wire")
        await desk.press("enter", "j", "j")
        key = desk.browse.hits.cursor_key
        await desk.press("F")
        await desk.until(lambda: desk.browse.bar.value == "report")
        await desk.shows("40 of 40 articles", "2 filters off", "filters off: topic:fighting")
        assert desk.browse.hits.cursor_key == key
        await desk.press("F")
        await desk.until(lambda: desk.browse.bar.value == "report topic:fighting -outlet:wire")
        await desk.shows("· 2 filters")
        assert desk.browse.hits.cursor_key == key


async def test_filters_come_back_onto_a_query_that_has_changed_meanwhile(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("report topic:fighting")
        await desk.press("enter", "F")
        await desk.until(lambda: desk.browse.bar.value == "report")
        await desk.search("ferry")
        await desk.press("enter", "F")
        await desk.until(lambda: desk.browse.bar.value == "ferry topic:fighting")


async def test_without_filters_there_is_nothing_to_lift(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("F")
        assert "no filters to lift" in desk.message


async def test_narrowings_are_taken_back_one_by_one(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("report")
        await desk.press("enter", "O")
        assert desk.browse.bar.has_focus
        assert desk.browse.bar.value == "report (  )"
        await desk.type("ferry")
        await desk.press("enter")
        await desk.shows("13 of 40 articles")
        await desk.press("f", "space", "q")
        await desk.until(lambda: desk.browse.bar.value == "report ( ferry ) topic:fighting")
        await desk.press("backspace")
        await desk.until(lambda: desk.browse.bar.value == "report ( ferry )")
        await desk.press("backspace")
        await desk.until(lambda: desk.browse.bar.value == "report")
        await desk.press("backspace")
        assert "nothing to widen" in desk.message


async def test_names_are_counted_after_the_rows(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.shows("People", "[ ] Ilse Maren")


async def test_a_narrowing_that_is_not_typed_leaves_nothing_behind(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("report")
        await desk.press("enter", "O", "escape")
        await desk.until(lambda: desk.browse.bar.value == "report")


async def test_a_search_of_its_own_has_nothing_to_widen(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("f", "space", "q")
        await desk.until(lambda: desk.browse.bar.value == "topic:fighting")
        await desk.search("ferry")
        await desk.press("enter", "backspace")
        assert "nothing to widen" in desk.message
        assert desk.browse.bar.value == "ferry"
