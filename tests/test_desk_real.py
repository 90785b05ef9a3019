"""The desk on a real archive: what a library of a few articles in memory does not show."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from reader.config import Config
from reader.library import Library
from reader.tui.app import DeskApp
from tests.desk_pilot import Desk
from tests.sample_library import SAMPLE, copy_sample


@asynccontextmanager
async def open_sample(folder: Path, query: str) -> AsyncIterator[Desk]:
    """The desk on the sample corpus, indexed."""
    library = Library(copy_sample(folder), Config(), rules=SAMPLE)
    app = DeskApp(lambda: (library, query, ""))
    async with app.run_test(size=(120, 36)) as pilot:
        desk = Desk(app, pilot)
        await desk.until(lambda: app.furnished and app.session.page is not None and app.session.index is not None)
        yield desk
    library.close()


@pytest.mark.parametrize("query", ["ferry", "topic:aid", "pell", "ferry sort:date"])
async def test_every_hit_is_known_to_be_one(tmp_path: Path, query: str) -> None:
    async with open_sample(tmp_path, query) as desk:
        page = desk.app.session.page
        assert page is not None and page.total > 5
        assert [page.keys.index(key) for key in page.keys] == list(range(page.total))
        others = {key for key in desk.app.library.all_keys() if key not in set(page.keys)}
        assert not any(key in page.keys for key in others)


async def test_a_story_is_folded_and_unfolded_again(tmp_path: Path) -> None:
    async with open_sample(tmp_path, "ferry") as desk:
        await desk.press("g", "z")
        await desk.shows("stories folded")
        await desk.press("g", "z")
        await desk.until(lambda: "stories folded" not in desk.text)


async def test_filters_off_and_on_keep_the_article(tmp_path: Path) -> None:
    async with open_sample(tmp_path, "ferry topic:diplomacy") as desk:
        await desk.press("j", "j", "j")
        key = desk.browse.hits.cursor_key
        await desk.press("F")
        await desk.shows("1 filter off")
        assert desk.browse.hits.cursor_key == key
        await desk.press("F")
        await desk.shows("· 1 filter ")
        assert desk.browse.hits.cursor_key == key


async def test_the_next_article_of_a_search_is_opened_from_the_reader(tmp_path: Path) -> None:
    async with open_sample(tmp_path, "pell") as desk:
        await desk.press("enter")
        await desk.shows("1 of ")
        await desk.press("J")
        await desk.shows("2 of ")
