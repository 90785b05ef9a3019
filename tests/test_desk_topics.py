"""The topics of a section: every one with its reason, given and taken away by hand, and what follows from that."""

from pathlib import Path

import pytest

from reader.errors import ArchiveError
from reader.tui.screens.reader import ReaderScreen
from reader.tui.screens.topics_dialog import TopicsDialog
from tests.desk_pilot import NARROW, STACKED, WIDE, Desk, open_desk
from tests.fake_library import FakeLibrary, make_library


def dialog_of(desk: Desk) -> TopicsDialog:
    assert isinstance(desk.app.screen, TopicsDialog)
    return desk.app.screen


async def open_dialog(desk: Desk) -> None:
    """The dialog on the second section of the second article, which is on aid by its heading."""
    await desk.press("j", "enter")
    await desk.shows("Paragraph 0 of report 2.")
    await desk.press("g", "s", "g", "s", "g", "t")
    await desk.until(lambda: dialog_of(desk).topics.current is not None)


@pytest.mark.parametrize("size", [WIDE, STACKED, NARROW])
async def test_every_topic_is_shown_with_its_reason_and_its_sentence(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_desk(make_library(tmp_path), size=size) as desk:
        await open_dialog(desk)
        await desk.shows(
            "Aid", "section 2 of 2", "[x] aid", 'heading "aid"', "[ ] fighting", "All that is said of aid."
        )
        await desk.press("escape")
        assert isinstance(desk.app.screen, ReaderScreen)


async def test_a_topic_is_given_by_hand_and_the_article_list_and_facets_show_it(tmp_path: Path) -> None:
    library = make_library(tmp_path, 4)
    async with open_desk(library) as desk:
        await open_dialog(desk)
        searches = len(library.searches)
        await desk.press("j", "space")
        await desk.shows("[x] fighting", "by hand")
        assert library.articles[2].sections[1].topics == ("aid", "fighting")
        await desk.press("q")
        await desk.shows("AID  A·F")
        await desk.until(lambda: len(library.searches) > searches)
        await desk.press("q")
        await desk.until(lambda: (hit := desk.browse.hits.row_at(1)) and "fighting" in hit.topics)
        assert desk.browse.hits.cursor_key == 2
        assert desk.app.session.page is not None
        assert ("fighting", 2) in [(value.value, value.count) for value in desk.app.session.page.facets.topic]


async def test_pressing_back_to_what_the_rules_say_leaves_nothing_said_by_hand(tmp_path: Path) -> None:
    library = make_library(tmp_path, 4)
    async with open_desk(library) as desk:
        await open_dialog(desk)
        await desk.press("space")
        await desk.shows("[ ] aid", "taken away by hand")
        assert library.said[2, 1] == {"aid": False}
        await desk.press("space")
        await desk.shows('heading "aid"')
        assert library.said[2, 1] == {}


async def test_d_takes_back_what_was_said(tmp_path: Path) -> None:
    library = make_library(tmp_path, 4)
    async with open_desk(library) as desk:
        await open_dialog(desk)
        await desk.press("j", "d")
        assert desk.message == "nothing was said of this topic by hand"
        await desk.press("space")
        await desk.shows("[x] fighting")
        await desk.press("d")
        await desk.shows("[ ] fighting")
        assert library.said[2, 1] == {}


async def test_keys_pressed_in_a_row_are_all_written(tmp_path: Path) -> None:
    library = make_library(tmp_path, 4)
    async with open_desk(library) as desk:
        await open_dialog(desk)
        await desk.press("space", "j", "space", "j", "space", "q")
        await desk.until(lambda: isinstance(desk.app.screen, ReaderScreen))
        assert library.said[2, 1] == {"aid": False, "fighting": True, "diplomacy": True}


async def test_tab_goes_from_section_to_section(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await open_dialog(desk)
        await desk.press("tab")
        assert desk.message == "the last section"
        await desk.press("shift+tab")
        await desk.shows("section 1 of 2", "no heading: Shells fell")


async def test_what_cannot_be_written_is_said_and_the_topics_stay(tmp_path: Path) -> None:
    class Locked(FakeLibrary):
        def correct_topic(self, *_: object) -> None:  # type: ignore[override]
            raise ArchiveError("the archive is busy", "try again")

    made = make_library(tmp_path, 4)
    async with open_desk(Locked(made.folder, made.articles)) as desk:
        await open_dialog(desk)
        await desk.press("space")
        await desk.shows("the archive is busy", "[x] aid")
        await desk.press("q")
        assert isinstance(desk.app.screen, ReaderScreen)


async def test_from_the_article_beside_the_list(tmp_path: Path) -> None:
    library = make_library(tmp_path, 4)
    async with open_desk(library) as desk:
        await desk.press("j", "tab", "g", "s", "g", "s")
        await desk.shows("Paragraph 0 of report 2.")
        await desk.press("g", "s", "g", "s", "g", "t")
        await desk.until(lambda: dialog_of(desk).topics.current is not None)
        await desk.press("G", "space")
        await desk.shows("[x] economy")
        await desk.press("q")
        await desk.shows("A aid · N economy")
        assert desk.browse.hits.cursor_key == 2
