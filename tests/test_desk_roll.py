"""A topic roll: every section on a topic of a result as one text, the oldest first."""

from pathlib import Path

import pytest

from reader.tui.screens.browse import BrowseScreen
from reader.tui.screens.reader import ReaderScreen
from reader.tui.screens.roll import AT_ONCE, RollScreen
from reader.tui.screens.topics_dialog import TopicsDialog
from tests.desk_pilot import NARROW, STACKED, WIDE, Desk, open_desk
from tests.fake_library import make_article, make_library
from tests.hostile import HOSTILE, is_clean


def roll_of(desk: Desk) -> RollScreen:
    assert isinstance(desk.app.screen, RollScreen)
    return desk.app.screen


@pytest.mark.parametrize("size", [WIDE, STACKED, NARROW])
async def test_the_roll_of_an_articles_topic_says_what_it_is_and_q_comes_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_desk(make_library(tmp_path, 12), size=size) as desk:
        await desk.press("j")  # article 2 is on aid, as are 5, 8 and 11
        await desk.press("R")
        await desk.shows("Aid, 2 to 11 March", "1 of 4", "Report 2 from Brennvik")
        await desk.press("q")
        assert isinstance(desk.app.screen, BrowseScreen)
        assert desk.browse.hits.cursor == 1


async def test_the_head_counts_sections_and_articles_and_each_part_says_where_and_why(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, 12)) as desk:
        await desk.press("j", "R")
        await desk.shows("4 sections of 4 articles · oldest first", "─ Sun 2 · Lindholm Courier · Report 2")
        await desk.shows('by heading "aid"', "Paragraph 0 of report 2.")


async def test_the_oldest_comes_first_and_undated_ones_last(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, 30)) as desk:
        await desk.press("j", "R")
        await desk.until(lambda: roll_of(desk).view.section[1] == 10)
        titles = [each.text for each in roll_of(desk).view.document.paragraphs if each.kind == "divider"]
        assert titles[0].endswith("Report 29 from Brennvik")  # the days begin anew after 28 of them
        assert titles[-1] == "no date · Harbour Wire · Report 20 from Brennvik"


async def test_the_topic_asked_for_goes_before_the_articles_own(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, 12), query="topic:diplomacy,fighting") as desk:
        await desk.press("R")
        await desk.shows("4 sections of 4 articles")
        assert "Fighting" in desk.text or "Diplomacy" in desk.text


async def test_in_the_facets_it_is_the_topic_under_the_cursor(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, 12)) as desk:
        await desk.press("f", "j", "R")
        await desk.shows("Diplomacy, 1 to 10 March")


async def test_a_part_and_an_article_further_and_back(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, 12)) as desk:
        await desk.press("j", "R")
        await desk.shows("1 of 4")
        await desk.press("g", "s")
        await desk.shows("2 of 4", "▌")
        await desk.press("J")
        await desk.shows("3 of 4")
        await desk.press("J", "J")
        assert desk.message == "the last article of the roll"
        await desk.press("K", "K", "K", "K")
        assert desk.message == "the first article of the roll"


async def test_hits_are_lit_and_words_can_be_found(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, 12), query="paragraph") as desk:
        await desk.press("j", "R")
        await desk.shows("1 of 4")
        await desk.until(lambda: roll_of(desk).view.hit_number[1] == 4 * 12)
        await desk.press("n")
        await desk.shows("hit 2 of 48")
        await desk.press("slash")
        await desk.type("REPORT 5")
        await desk.shows("of 144")
        await desk.press("enter")
        assert roll_of(desk).view.hit_number[1] == 144


async def test_enter_opens_the_article_there_and_q_comes_back_to_the_same_place(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, 12), size=STACKED) as desk:
        await desk.press("j", "R")
        await desk.shows("1 of 4")
        await desk.press("g", "s", "j", "j", "j")
        place = roll_of(desk).view.place
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, ReaderScreen) and desk.reader.view.document.sections)
        await desk.shows("section 2 of 2", "Report 5 from Brennvik")
        await desk.press("q")
        assert roll_of(desk).view.place == place
        await desk.press("q")
        assert desk.browse.hits.cursor == 1


async def test_a_long_roll_comes_as_one_reads_on_and_says_so(tmp_path: Path) -> None:
    library = make_library(tmp_path, 3000)
    async with open_desk(library) as desk:
        await desk.press("R")
        await desk.shows(" of 1,000 articles · oldest first, more as you read on")
        assert library.rolled < 1000
        read = library.rolled
        assert read >= AT_ONCE
        while not roll_of(desk)._is_whole:
            await desk.press("G")
        await desk.shows("1,000 sections of 1,000 articles · oldest first")


async def test_an_article_that_cannot_be_read_leaves_a_line_in_its_place(tmp_path: Path) -> None:
    library = make_library(tmp_path, 12)
    library.unreadable = {5}
    async with open_desk(library) as desk:
        await desk.press("j", "R")
        await desk.shows("4 sections of 4 articles")
        await desk.press("g", "s")
        await desk.shows("not read: the archive cannot be read here")


async def test_a_topic_that_no_article_has_is_said(tmp_path: Path) -> None:
    library = make_library(tmp_path, 3)
    async with open_desk(library) as desk:
        await desk.press("j")
        await desk.app.push_screen(RollScreen(desk.app.session.page, "economy"))  # type: ignore[arg-type]
        await desk.shows("no section on economy in this range", "q goes back")
        await desk.press("j", "J", "K", "n", "enter", "c", "g", "s", "g", "t", "slash", "q")
        assert isinstance(desk.app.screen, BrowseScreen)


async def test_a_topic_taken_away_leaves_the_part_where_it_is(tmp_path: Path) -> None:
    library = make_library(tmp_path, 12)
    async with open_desk(library) as desk:
        await desk.press("j", "R")
        await desk.shows("1 of 4")
        await desk.press("g", "t")
        await desk.until(lambda: isinstance(desk.app.screen, TopicsDialog) and desk.app.screen.topics.current)
        await desk.press("space")
        await desk.until(lambda: library.corrections)
        await desk.press("escape")
        await desk.shows("not on aid", "4 sections of 4 articles")


async def test_articles_like_that_of_a_part_are_searched_for(tmp_path: Path) -> None:
    library = make_library(tmp_path, 12)
    async with open_desk(library) as desk:
        await desk.press("j", "R")
        await desk.shows("1 of 4")
        await desk.press("J", "g", "l")
        await desk.until(lambda: library.searches[-1] == f"like:{5:016x}")
        assert desk.app.screen is desk.browse


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_stays_text(tmp_path: Path, text: str) -> None:
    library = make_library(tmp_path, 2)
    library.articles[2] = make_article(2, text, text=text)
    async with open_desk(library) as desk:
        await desk.press("j", "R")
        await desk.until(lambda: roll_of(desk).view.section[1])
        assert all(map(is_clean, desk.text.split("\n")))
