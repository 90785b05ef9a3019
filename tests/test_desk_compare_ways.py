"""What a comparison says of itself and where it leads: its keys, marked articles left out, two texts of one article."""

from dataclasses import replace
from pathlib import Path

import pytest

from reader.comparison import Revision
from reader.results import Related
from reader.tui.compare.screen import CompareScreen
from reader.tui.screens.figures import FiguresScreen
from tests.comparisons import ASIDE, compared, harbour_comparison, harbour_reports, story_table
from tests.desk_pilot import NARROW, STACKED, WIDE, open_desk
from tests.fake_library import FakeLibrary
from tests.test_desk_compare import harbour_library, open_two, row_of, rows


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (WIDE, ("g d difference", "= fold", "x swap", "o A, B, both", "Y copy with source", "g l bring another")),
        (WIDE, ("g D difference before",)),
        (STACKED, ("g d difference", "= fold", "x swap", "o A, B, both", "Y copy with source", "g l bring another")),
        (NARROW, ("g d difference", "f figures", "Y copy with source")),
    ],
)
async def test_the_keys_of_comparing_stand_on_the_screen(
    tmp_path: Path, size: tuple[int, int], told: tuple[str, ...]
) -> None:
    async with open_two(tmp_path) as desk:
        await desk.pilot.resize_terminal(*size)
        await desk.shows(told[0])
        below = "\n".join(rows(desk)[-2:])
        for words in told:
            assert words in below


async def test_scrolling_alone_is_said_at_any_width(tmp_path: Path) -> None:
    async with open_two(tmp_path, STACKED) as desk:
        assert "scroll together" not in desk.text
        await desk.press("S")
        await desk.shows("A and B · scroll together: off")


# marked articles that are left out


async def test_a_marked_article_that_is_left_out_is_the_first_to_be_brought_in(tmp_path: Path) -> None:
    library = harbour_library(tmp_path)
    library.likes = {}
    async with open_desk(library) as desk:
        await desk.press("m", "m", "m", "c")
        await desk.shows("71 % shared")
        await desk.press("g", "l")
        await desk.shows("> Harbour shelling: what is known", "marked · Lindholm Cour", "14 Mar")
        await desk.press("enter")
        await desk.shows(" B  Lindholm Courier")
        await desk.press("g", "l")
        await desk.shows("marked · The Meridian")


async def test_the_figures_of_a_story_hold_all_that_were_marked(tmp_path: Path) -> None:
    library = harbour_library(tmp_path)
    async with open_desk(library) as desk:
        await desk.press("m", "m", "j", "j", "j", "m", "c")
        await desk.shows("71 % shared")
        await desk.press("g", "f")
        await desk.until(lambda: isinstance(desk.app.screen, FiguresScreen))
        await desk.shows("killed")
        assert set(library.asked_figures[0]) == {1, 2, 3, 4, 6}
        await desk.press("q", "q")
        await desk.press("U", "g", "f")
        await desk.until(lambda: len(library.asked_figures) == 2)
        assert 1 not in library.asked_figures[1], "nothing is marked any longer"


# figures


async def test_where_no_figure_differs_the_way_to_the_figures_of_the_story_is_told(tmp_path: Path) -> None:
    library = harbour_library(tmp_path)
    library.compared[1, 2] = compared(*harbour_reports())
    async with open_two(tmp_path, library=library) as desk:
        await desk.press("f")
        await desk.shows("g f tells what all reports of this story say of each figure")
        assert "copy" not in rows(desk)[-1]
        await desk.press("g", "f")
        await desk.until(lambda: isinstance(desk.app.screen, FiguresScreen))
        await desk.press("q")
        assert isinstance(desk.app.screen, CompareScreen)


async def test_reports_of_one_outlet_and_day_have_marks_in_the_figures_of_a_story(tmp_path: Path) -> None:
    library = harbour_library(tmp_path)
    found = story_table([(key, library.articles[key]) for key in (1, 2, 3, 4)])
    marks = ("", "Ferry talks", "Harbour shelling", "")
    library.figures = replace(
        found, columns=tuple(replace(each, mark=mark) for each, mark in zip(found.columns, marks, strict=True))
    )
    async with open_desk(library) as desk:
        await desk.press("g", "f")
        await desk.shows("Ferry talks", "Harbour shelling", "killed")
        head = next(number for number, line in enumerate(rows(desk)) if "Ferry talks" in line)
        assert rows(desk)[head - 2].split()[:2] == ["Harbour", "Wire"]
        assert rows(desk)[head + 2].startswith(">killed")
        await desk.pilot.click("StoryTable", offset=(2 + len("ferries stopped") + 2, head - 2 + 3))
        await desk.shows(">wounded")
        assert "Shells hit Brennvik harbour" in rows(desk)[-2], "whose column it is"


# two texts of one article


def corrected_library(folder: Path, day: str | None = "2031-03-16") -> FakeLibrary:
    """Two texts of one article; the second is the corrected one."""
    library = harbour_library(folder)
    found = harbour_comparison()
    earlier, later = found.left, replace(
        found.right, title=found.left.title, outlet=found.left.outlet, date=found.left.date
    )  # fmt: skip
    library.articles.update({1: earlier, 2: later})
    revision = Revision(later.id, day)
    library.compared[1, 2] = replace(found, right=later, revision=revision)
    return library


async def test_of_two_texts_of_one_article_the_heads_say_which_is_the_earlier(tmp_path: Path) -> None:
    async with open_two(tmp_path, library=corrected_library(tmp_path)) as desk:
        await desk.shows(" A  earlier text · Harbour Wire · 13 March", " B  corrected, added 16 Mar · Harbour Wire")
        await desk.press("f")
        await desk.shows("A earlier text · B corrected, added 16 Mar")
        await desk.press("q", "x")
        await desk.shows(" A  corrected, added 16 Mar", " B  earlier text")
        await desk.press("v")
        await desk.shows("only new in A")
        assert ASIDE not in desk.text


async def test_a_text_that_was_only_read_otherwise_is_the_later_one(tmp_path: Path) -> None:
    async with open_two(tmp_path, library=corrected_library(tmp_path, day=None)) as desk:
        await desk.shows(" A  earlier text", " B  later text")


async def test_two_articles_that_nothing_else_tells_apart_are_named_by_their_place(tmp_path: Path) -> None:
    library = corrected_library(tmp_path)
    library.compared[1, 2] = replace(library.compared[1, 2], revision=None)
    async with open_two(tmp_path, library=library) as desk:
        await desk.shows(" A  dump.txt line 41 · Harbour Wire", " B  dump.txt line 81 · Harbour Wire")
        assert "dump.txt" in row_of(desk, "71 % shared")


# the article most like one


@pytest.mark.parametrize("same_story", [True, False])
async def test_where_the_most_similar_article_reports_something_else_that_is_said(
    tmp_path: Path, same_story: bool
) -> None:
    library = harbour_library(tmp_path)
    library.likes = {1: [Related(2, f"{2:016x}", "Harbour shelling", 0.5, same_story)]}
    async with open_desk(library) as desk:
        await desk.press("c")
        await desk.shows("71 % shared")
        assert ("no other report of this story" in desk.message) is not same_story
