"""Stories folded into one row each, and what another program does to the archive."""

from pathlib import Path

import pytest

from reader.results import Facets, SearchPage, SearchRequest
from reader.tui.folding import MOST, fold
from tests.desk_pilot import NARROW, STACKED, WIDE, open_desk
from tests.fake_library import make_article, make_library

SHELLING = {3: "shelling", 4: "shelling", 9: "shelling", 6: "ferry", 8: "ferry"}


@pytest.mark.parametrize("size", [WIDE, STACKED, NARROW])
async def test_a_story_folds_into_its_first_row_and_opens_again(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_desk(make_library(tmp_path, 10, story_of=SHELLING), size=size) as desk:
        await desk.press("g", "z")
        await desk.shows("▸ 2 more")
        assert [desk.browse.hits.key_of(row) for row in range(desk.browse.hits.total)] == [1, 2, 3, 5, 6, 7, 10]
        assert desk.app.session.page is not None
        assert desk.app.session.page.total == 10
        await desk.press("g", "z")
        await desk.until(lambda: desk.browse.hits.total == 10)
        assert "▸ 2 more" not in desk.text


async def test_what_is_hidden_is_counted_in_the_line_of_status(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, 10, story_of=SHELLING)) as desk:
        await desk.press("g", "z")
        await desk.shows("stories folded: 3 hidden", "10 of 10 articles", "▸ 2 more of this story")
        await desk.press("g", "z")
        await desk.until(lambda: "stories folded" not in desk.text)


async def test_the_cursor_stays_on_its_article_or_goes_to_the_one_it_is_folded_into(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, 10, story_of=SHELLING)) as desk:
        await desk.press("j", "j", "j", "j", "j", "j", "g", "z")
        await desk.until(lambda: desk.browse.hits.total == 7)
        assert desk.browse.hits.cursor_key == 7
        await desk.press("g", "z", "j", "g", "z")
        await desk.until(lambda: desk.browse.hits.total == 7)
        assert desk.browse.hits.cursor_key == 6


async def test_reading_on_passes_over_what_is_folded(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, 10, story_of=SHELLING)) as desk:
        await desk.press("g", "z")
        await desk.until(lambda: desk.browse.hits.total == 7)
        await desk.press("j", "j", "enter")
        await desk.shows("Report 3 from Brennvik", "3 of 7")
        await desk.press("J")
        await desk.shows("Report 5 from Brennvik", "4 of 7")


async def test_the_next_result_is_folded_as_well(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, 10, story_of=SHELLING)) as desk:
        await desk.press("g", "z")
        await desk.until(lambda: desk.browse.hits.total == 7)
        await desk.search("ferry")
        await desk.shows("stories folded: 1 hidden", "3 of 10 articles")


async def test_rows_beyond_those_looked_at_stay_and_the_status_says_how_far_it_goes(tmp_path: Path) -> None:
    library = make_library(tmp_path, MOST + 50, story_of={1: "one", MOST: "one", MOST + 1: "one"})
    async with open_desk(library) as desk:
        await desk.press("g", "z")
        await desk.shows(f"stories folded: 1 hidden in the first {MOST}")
        await desk.press("G")
        await desk.shows(f"Report {MOST + 50} from Brennvik")
        assert desk.browse.hits.cursor_key == MOST + 50


def test_a_folded_page_finds_its_keys_and_its_rows() -> None:
    page = SearchPage(
        SearchRequest(), [5, 3, 9, 1, 7], [0.5, 0.4, 0.3, 0.2, 0.1], 5, 0, "", "", Facets(), 5, 5, some=(8,)
    )  # fmt: skip
    folded = fold(page, {5: 5, 3: 5, 9: 9, 1: 5, 7: 9})
    assert list(folded.listed.keys) == [5, 9]
    assert list(folded.listed.scores) == [0.5, 0.3]
    assert dict(folded.hidden) == {5: 2, 9: 1}
    assert folded.listed.key_at(2) == 8
    assert folded.listed.keys.index(9) == 1
    with pytest.raises(ValueError):
        folded.listed.keys.index(3)


async def test_what_another_program_adds_is_seen_and_the_cursor_stays_on_its_article(tmp_path: Path) -> None:
    library = make_library(tmp_path, 10)
    async with open_desk(library) as desk:
        await desk.until(lambda: desk.app._version is not None)
        assert desk.browse.hits.cursor_key == 1
        library.articles = {99: make_article(99, "Ferry talks resume"), **library.articles}
        library.changes += 1
        await desk.shows("11 of 11 articles", "Ferry talks resume")
        assert desk.browse.hits.cursor_key == 1
        assert desk.browse.hits.cursor == 1
        await desk.search("report")  # nothing has been chosen yet, so the cursor goes to the best hit
        assert desk.browse.hits.cursor == 0


async def test_while_nothing_changes_nothing_is_searched(tmp_path: Path) -> None:
    library = make_library(tmp_path, 10)
    async with open_desk(library) as desk:
        await desk.until(lambda: desk.app._version is not None)
        searches = len(library.searches)
        desk.app._look_at_version()
        await desk.until(lambda: "version" not in desk.app.thread._waiting)
        await desk.pilot.pause()
        assert len(library.searches) == searches
