"""Dossiers in the desk: filled, read, put in order, remarked on, taken back, exported; and what is said on the way."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from reader.config import Config
from reader.errors import ArchiveError
from reader.kept import Dossier, DossierEntry
from reader.library import Library
from reader.tui.app import DeskApp
from reader.tui.dossier.dossier_list import DossierList
from reader.tui.dossier.dossier_screen import DossierScreen
from reader.tui.export.dialog import ExportDialog
from reader.tui.screens.reader import ReaderScreen
from tests.desk_pilot import NARROW, STACKED, WIDE, Desk
from tests.desk_pilot import open_desk as open_fake
from tests.fake_library import make_library
from tests.hostile import HOSTILE, is_clean
from tests.sample_library import SAMPLE, copy_sample


@asynccontextmanager
async def open_desk(folder: Path, size: tuple[int, int] = WIDE) -> AsyncIterator[Desk]:
    library = Library(copy_sample(folder, "veldmark-1.txt", indexed=False), Config(), rules=SAMPLE)
    app = DeskApp(lambda: (library, "", ""))
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        desk = Desk(app, pilot)
        await desk.until(lambda: app.furnished and app.session.page is not None and app.session.index is not None)
        yield desk
    library.close()


async def written(desk: Desk) -> None:
    await desk.until(lambda: desk.app.keeping.changes == 0)
    await desk.pilot.pause()


async def collect(desk: Desk, title: str = "Ferry talks", marks: int = 3) -> list[str]:
    """Put so many articles into a new dossier, open it, and tell its ids."""
    await desk.press(*["m"] * marks, "C")
    await desk.type(title)
    await desk.press("enter", "enter")
    await written(desk)
    await desk.press("g", "k")
    await desk.until(lambda: isinstance(desk.app.screen, DossierList) and desk.app.screen.current is not None)
    await desk.press("enter")
    await desk.until(lambda: isinstance(desk.app.screen, DossierScreen) and desk.app.screen.entry is not None)
    return ids(desk)


def ids(desk: Desk) -> list[str]:
    """The articles of the only dossier, as they are kept."""
    (dossier,) = desk.app.library.dossiers()
    return [entry.id for entry in dossier.entries]


def dossier_of(desk: Desk) -> DossierScreen:
    assert isinstance(desk.app.screen, DossierScreen)
    return desk.app.screen


async def test_marked_articles_go_into_a_new_dossier_once_that_was_said(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.press("m", "m", "C")
        await desk.shows("put 2 articles into the dossier: ")
        await desk.type("Ferry talks")
        await desk.press("enter")
        await desk.shows("there is no dossier “Ferry talks” yet: Enter makes it")
        assert desk.app.library.dossiers() == ()
        await desk.press("enter")
        await desk.until(lambda: "2 articles put into dossier ferry-talks" in desk.message)
        assert len(ids(desk)) == 2


async def test_a_dossier_that_is_there_is_completed_and_keeps_what_it_has(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        first = await collect(desk, marks=1)
        await desk.press("q", "q", "C")
        await desk.shows("Ferry talks  1 article")
        await desk.press("tab")
        await desk.shows("put this one into the dossier: Ferry talks")
        await desk.press("enter")
        await desk.until(lambda: "already" in desk.message)
        await desk.press("U", "j", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, ReaderScreen) and desk.app.screen.shown_key)
        await desk.press("C", "tab", "enter")
        await desk.until(lambda: "1 article put into dossier ferry-talks" in desk.message)
        assert ids(desk)[:1] == first and len(ids(desk)) == 2


async def test_articles_are_moved_and_undo_brings_the_order_back(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        before = await collect(desk)
        await desk.press("J", "J")
        await written(desk)
        assert ids(desk) == [*before[1:], before[0]]
        assert dossier_of(desk).entry is not None and dossier_of(desk).entry.id == before[0]  # type: ignore[union-attr]
        await desk.press("J")
        assert desk.message == "it is the last"
        await desk.press("K")
        await written(desk)
        assert ids(desk) == [before[1], before[0], before[2]]
        await desk.press("u", "u", "u")
        await written(desk)
        assert ids(desk) == before
        screen = dossier_of(desk)
        await desk.until(lambda: screen._dossier and [each.id for each in screen._dossier.entries] == before)


async def test_an_article_is_taken_out_and_comes_back(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        before = await collect(desk)
        await desk.press("j", "d")
        await desk.shows("2 articles")
        await written(desk)
        assert ids(desk) == [before[0], before[2]]
        await desk.press("u")
        await desk.until(lambda: ids(desk) == before)
        await desk.shows("3 articles")


async def test_remark_foreword_and_title_are_kept_and_shown(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await collect(desk, marks=2)
        await desk.press("j", "a")
        await desk.type("Before the port office spoke.")
        await desk.press("escape")
        await desk.shows("not saved: Ctrl-O saves it")
        await desk.press("ctrl+o")
        await desk.shows("│ Before the port office spoke.")
        await desk.press("f")
        await desk.type("In the order in which I met it.")
        await desk.press("ctrl+o")
        await desk.shows("In the order in which I met it.")
        screen = dossier_of(desk)
        assert screen.entry is not None and screen.entry.remark == "Before the port office spoke."
        await desk.press("e", "ctrl+u")
        await desk.type("Talks of March")
        await desk.press("enter")
        await desk.shows("Talks of March")
        await written(desk)
        (dossier,) = desk.app.library.dossiers()
        assert (dossier.name, dossier.foreword) == ("talks-of-march", "In the order in which I met it.")
        await desk.press("K")  # what it is called now is what is changed
        await written(desk)
        await desk.press("u", "u")
        await desk.until(lambda: desk.app.library.dossiers()[0].name == "ferry-talks")
        await desk.shows("Ferry talks", "│ Before the port office spoke.")


async def test_words_that_are_not_saved_are_dropped_at_the_second_press_only(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await collect(desk, marks=1)
        await desk.press("a")
        await desk.type("hasty")
        await desk.press("escape", "escape")
        assert isinstance(desk.app.screen, DossierScreen)
        assert desk.app.library.dossiers()[0].entries[0].remark == ""


async def test_reading_comes_back_to_the_dossier(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await collect(desk)
        await desk.press("j")
        entry = dossier_of(desk).entry
        assert entry is not None
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, ReaderScreen) and desk.app.screen.shown_key == entry.key)
        await desk.press("q")
        await desk.until(lambda: isinstance(desk.app.screen, DossierScreen))
        assert dossier_of(desk).entry == entry


async def test_an_article_that_is_in_no_dump_says_so_and_stays(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        before = await collect(desk, marks=2)
        library = desk.app.library
        library.forget(library.dumps()[0].name)
        await desk.press("q")
        await desk.shows("2 articles · 2 in no dump now")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, DossierScreen) and desk.app.screen.entry is not None)
        await desk.press("enter")
        await desk.shows("this article is in no dump now")
        assert ids(desk) == before


async def test_a_dossier_is_deleted_only_when_asked_and_comes_back(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        before = await collect(desk)
        await desk.press("q", "d")
        await desk.shows("delete “Ferry talks”, not its 3 articles")
        await desk.press("escape")
        assert ids(desk) == before
        await desk.press("D", "enter")
        await desk.shows("no dossier yet", "C in the list puts an article in one")
        await desk.press("u")
        await desk.shows("Ferry talks", "3 articles")
        assert ids(desk) == before


async def test_a_dossier_is_made_in_the_list_of_dossiers(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.press("g", "k")
        await desk.shows("no dossier yet")
        await desk.press("n")
        await desk.type("...")
        await desk.press("enter")
        await desk.shows("needs at least one letter or digit")
        await desk.press("ctrl+u")
        await desk.type("Loans")
        await desk.press("enter")
        await desk.shows("> Loans", "0 articles")
        await desk.press("enter")
        await desk.shows("no article in it yet")


async def test_a_dossier_is_exported_as_the_command_line_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_desk(tmp_path) as desk:
        await collect(desk)
        await desk.press("s")
        await desk.until(lambda: isinstance(desk.app.screen, ExportDialog) and desk.app.screen.form.name)
        await desk.shows("the dossier, 3 articles", "--dossier ferry-talks")
        await desk.press("enter")
        await desk.until(lambda: desk.message.startswith("written to"))
    (document,) = tmp_path.glob("ferry-talks*.md")
    assert "Ferry talks" in document.read_text()


async def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    library = make_library(tmp_path, read_fault=ArchiveError("the state is damaged", "restore it"))
    async with open_fake(library) as desk:
        await desk.press("g", "k")
        await desk.shows("the state is damaged", "q goes back")
        await desk.press("q")
        assert desk.app.screen is desk.browse


@pytest.mark.parametrize("size", [WIDE, STACKED, NARROW])
async def test_hostile_titles_and_remarks_are_shown_and_obeyed_by_nobody(tmp_path: Path, size: tuple[int, int]) -> None:
    library = make_library(tmp_path)
    entries = tuple(DossierEntry(f"{n:016x}", None, text, text) for n, text in enumerate(HOSTILE))
    library.kept_dossiers = {"odd": Dossier("odd", "[/]\x1b]52;c;x\x07[@click=app.quit]x[/]", entries, HOSTILE[0])}
    async with open_fake(library, size=size) as desk:
        await desk.press("g", "k")
        await desk.shows("in no dump now")
        assert is_clean(desk.text.replace("\n", ""))
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, DossierScreen) and desk.app.screen.entry is not None)
        await desk.press("G", "ctrl+u", "pageup")
        assert is_clean(desk.text.replace("\n", ""))


async def test_a_new_dossier_with_what_was_chosen_is_one_step_to_take_back(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await collect(desk)
        await desk.press("u")
        await desk.until(lambda: "dossier ferry-talks made, 3 articles put into it" in desk.message)
        assert desk.app.library.dossiers() == ()


async def test_a_reader_goes_through_the_articles_of_its_dossier_in_their_order(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await collect(desk)
        await desk.press("J")
        await written(desk)
        (dossier,) = desk.app.library.dossiers()
        keys = [entry.key for entry in dossier.entries]
        assert keys[1] == dossier_of(desk).entry.key  # type: ignore[union-attr]
        await desk.press("enter")

        def reads(key: int | None) -> bool:
            return isinstance(desk.app.screen, ReaderScreen) and desk.app.screen.shown_key == key

        await desk.until(lambda: reads(keys[1]))
        await desk.shows("2 of 3")
        await desk.press("K")
        await desk.until(lambda: reads(keys[0]))
        await desk.press("K")
        await desk.until(lambda: desk.message == "the first of these 3")
        await desk.press("J", "J")
        await desk.until(lambda: reads(keys[2]))


async def test_the_box_for_a_remark_stands_in_the_middle_and_names_the_key_that_saves(tmp_path: Path) -> None:
    async with open_desk(tmp_path, STACKED) as desk:
        await collect(desk)
        await desk.press("a")
        await desk.shows("Ctrl-O saves · Esc goes back · Enter: a new line")
        box = desk.app.screen.query_one("#note-box")
        assert box.region.y > 1 and box.region.right <= STACKED[0]
