"""See also: related articles under the text, and the way there and back; the title before the text."""

import threading
from pathlib import Path

import pytest

from reader.results import Reading, Related, SearchRequest
from tests.desk_pilot import NARROW, STACKED, WIDE, open_desk
from tests.fake_library import FakeLibrary, make_library

LIKE_TWO = [
    Related(9, f"{9:016x}", "Report 9 from Brennvik", 0.9, same_story=True),
    Related(20, f"{20:016x}", "Report 20 from Brennvik", 0.4, same_story=False),
]


@pytest.mark.parametrize("size", [WIDE, STACKED, NARROW])
async def test_related_articles_stand_under_the_text_those_of_the_story_first(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    library = make_library(tmp_path, likes={2: LIKE_TWO})
    async with open_desk(library, size=size) as desk:
        await desk.press("j", "enter")
        await desk.shows("Report 2 from Brennvik")
        await desk.until(lambda: library.asked_related == [2] and desk.reader._related)
        await desk.press("G")
        await desk.shows("See also", "= Report 9 from Brennvik", "Report 20 from Brennvik")


async def test_tab_chooses_enter_opens_and_q_comes_back_to_the_same_place(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, likes={2: LIKE_TWO}), size=STACKED) as desk:
        await desk.press("j", "enter")
        await desk.until(lambda: desk.reader._related)
        await desk.press("j", "j", "j", "j")
        place = desk.reader.view.place
        await desk.press("tab")
        await desk.shows(">= Report 9")
        await desk.press("tab")
        await desk.shows(">  Report 20")
        await desk.press("tab")
        assert desk.reader.view.place == place
        await desk.press("shift+tab", "shift+tab", "enter")
        await desk.shows("This is report 9.", "9 of 40")
        await desk.press("q")
        await desk.shows("2 of 40")
        assert desk.reader.view.place == place
        await desk.press("L")
        await desk.shows("9 of 40")
        await desk.press("H")
        await desk.shows("2 of 40")
        await desk.press("H")
        await desk.until(lambda: desk.app.screen is desk.browse)
        assert desk.browse.hits.cursor_key == 2


async def test_escape_leaves_the_related_articles(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, likes={2: LIKE_TWO}), size=STACKED) as desk:
        await desk.press("j", "enter")
        await desk.until(lambda: desk.reader._related)
        await desk.press("tab", "escape", "enter")
        assert desk.message == "Tab chooses a related article, Enter opens it"


async def test_an_article_outside_the_result_is_read_and_left(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, likes={3: LIKE_TWO}), query="ferry") as desk:
        await desk.press("enter")
        await desk.until(lambda: desk.reader._related)
        await desk.press("tab", "tab", "enter")
        await desk.shows("This is report 20.")
        await desk.press("J")
        assert desk.message == "this article is not in the list; q goes back"
        await desk.press("q", "q")
        assert desk.browse.hits.cursor_key == 3


async def test_leafing_through_asks_for_nothing_and_stale_ones_are_dropped(tmp_path: Path) -> None:
    library = make_library(tmp_path, likes={2: LIKE_TWO})
    async with open_desk(library) as desk:
        await desk.press("enter", "J", "J", "J")
        await desk.shows("4 of 40")
        await desk.until(lambda: library.asked_related)
        assert library.asked_related == [4]
        await desk.press("tab")
        assert desk.message == "no related article is known here"


async def test_why_there_are_none_is_said(tmp_path: Path) -> None:
    library = make_library(tmp_path, fault_of_related="the index is missing")
    async with open_desk(library) as desk:
        await desk.press("enter")
        await desk.until(lambda: desk.reader._unrelated)
        await desk.press("G")
        await desk.shows("not to be had: the index is missing")


async def test_articles_like_this_one_are_searched_for(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await desk.press("j", "enter")
        await desk.shows("This is report 2.")
        await desk.press("g", "l")
        await desk.until(lambda: library.searches[-1] == f"like:{2:016x}")
        assert desk.app.screen is desk.browse
        assert desk.browse.bar.value == f"like:{2:016x}"


class SlowLibrary(FakeLibrary):
    """Reads no article before it is let."""

    let: threading.Event

    def read(self, key: int, request: SearchRequest | None = None) -> Reading:
        self.let.wait(10)
        return super().read(key, request)


async def test_the_title_is_there_at_once_and_then_that_the_text_is_on_its_way(tmp_path: Path) -> None:
    made = make_library(tmp_path)
    library = SlowLibrary(made.folder, made.articles)
    library.let = threading.Event()
    library.let.set()
    async with open_desk(library) as desk:
        await desk.shows("This is report 1.")
        library.let.clear()
        await desk.press("j", "enter")
        await desk.shows("Report 2 from Brennvik · Lindholm Courier · 2 March 2031", "reading the article …")
        library.let.set()
        await desk.shows("This is report 2.", "section 1 of 2")
