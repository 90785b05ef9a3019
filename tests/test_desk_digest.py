"""What is new in the desk: read, compared, taken down as seen, exported; and what is said where there is nothing."""

import json
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from reader.article import PublicationDate
from reader.config import Config
from reader.digest import Digest, DigestArticle, DigestSearch, MovedFigure
from reader.errors import ArchiveError
from reader.kept import SavedSearch
from reader.library import Library
from reader.tui.app import DeskApp
from reader.tui.compare.screen import CompareScreen
from reader.tui.digest.digest_screen import DigestScreen
from reader.tui.export.dialog import ExportDialog
from reader.tui.screens.reader import ReaderScreen
from tests.desk_pilot import NARROW, STACKED, WIDE, Desk
from tests.desk_pilot import open_desk as open_fake
from tests.fake_library import make_library
from tests.hostile import HOSTILE, is_clean
from tests.sample_library import SAMPLE, copy_sample

DAY = PublicationDate("2031-03-14", "2031-03-14", "day", "test")
KILLED = MovedFigure(
    "killed", "7", "8", 1, 2, "Report 1", "Report 2", "The shells killed 7 people.", "They killed 8 people, it said."
)


def found(*searches: DigestSearch) -> Digest:
    return Digest(searches, 1_931_000_000)


def port_watch(**fields: object) -> DigestSearch:
    articles = (DigestArticle(1, "a1", "Report 1", "Harbour Wire", DAY), DigestArticle(2, "a2", "Report 2", None, None))
    given = {"articles": articles, "figures": (KILLED,)} | fields
    return DigestSearch("port-watch", "brennvik", "2031-03-10T08:00:00+00:00", 12, **given)  # type: ignore[arg-type]


@asynccontextmanager
async def open_desk(folder: Path) -> AsyncIterator[Desk]:
    library = Library(copy_sample(folder, "veldmark-1.txt"), Config(), rules=SAMPLE)
    library.save_search(SavedSearch("port-watch", "brennvik"))
    library.save_search(SavedSearch("aid-roll", "topic:aid"))
    app = DeskApp(lambda: (library, "", ""))
    async with app.run_test(size=WIDE, notifications=True, tooltips=True) as pilot:
        desk = Desk(app, pilot)
        await desk.until(lambda: app.furnished and app.session.page is not None and app.session.index is not None)
        yield desk
    library.close()


def digest_of(desk: Desk) -> DigestScreen:
    assert isinstance(desk.app.screen, DigestScreen)
    return desk.app.screen


async def look(desk: Desk) -> DigestScreen:
    await desk.press("g", "w")
    await desk.until(lambda: isinstance(desk.app.screen, DigestScreen) and desk.app.screen._found is not None)
    await desk.pilot.pause()
    return digest_of(desk)


async def test_what_is_new_is_told_search_by_search_and_read(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        screen = await look(desk)
        told = screen._found
        assert told is not None
        await desk.shows("port-watch · ", " new, never looked at before")
        first, second = told.searches[0].articles[0], told.searches[1].articles[0]
        assert screen.item == first
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, ReaderScreen) and desk.app.screen.shown_key == first.key)
        await desk.press("q")
        await desk.until(lambda: isinstance(desk.app.screen, DigestScreen))
        await desk.press("g", "s")
        assert screen.item == second
        await desk.press("g", "S")
        assert screen.item == first


async def test_all_is_taken_down_as_seen_by_one_key_and_only_then(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        screen = await look(desk)
        assert all(not each.visited for each in desk.app.library.saved_searches())
        assert screen._found is not None
        await desk.press("A")
        await desk.until(lambda: desk.message.startswith("2 searches seen: what is new counts from here · u takes it"))
        await desk.until(lambda: screen._seen == "seen")
        visited = {each.visited for each in desk.app.library.saved_searches()}
        assert visited == {screen._found.moment}
        await desk.press("q")
        await look(desk)
        await desk.shows("nothing is new in your 2 saved searches", "port-watch · nothing new since")


async def test_what_was_taken_down_as_seen_is_taken_back_as_one_step(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        screen = await look(desk)
        await desk.press("A")
        await desk.until(lambda: screen._seen == "seen")
        await desk.press("u")
        await desk.until(lambda: desk.message == "taken back: 2 searches seen")
        await desk.until(lambda: screen._seen == "")
        assert all(not each.visited for each in desk.app.library.saved_searches())


async def test_a_digest_is_exported_as_the_command_line_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_desk(tmp_path) as desk:
        await look(desk)
        await desk.press("s")
        await desk.until(lambda: isinstance(desk.app.screen, ExportDialog) and desk.app.screen.form.name)
        await desk.shows("(•) what is new", "broadsheet digest port-watch aid-roll --format")
        dialog = desk.app.screen
        assert isinstance(dialog, ExportDialog)
        await desk.press("g", "g", "j")
        while dialog.form.format.name != "json":
            await desk.press("l")
        await desk.until(lambda: dialog.form.name.endswith(".json"))
        await desk.press("enter")
        await desk.until(lambda: desk.message.startswith("written to"))
    (document,) = tmp_path.glob("digest_*.json")
    assert [each["name"] for each in json.loads(document.read_text())["searches"]] == ["port-watch", "aid-roll"]


@pytest.mark.parametrize("size", [WIDE, STACKED, NARROW])
async def test_figures_that_moved_open_both_reports(tmp_path: Path, size: tuple[int, int]) -> None:
    conflict = MovedFigure("wounded", "11", "19", 2, 1, "b", "a", "It wounded 11.", "It wounded 19.", later=False)
    library = make_library(tmp_path, changed=found(port_watch(figures=(KILLED, conflict), more=4)))
    async with open_fake(library, size=size) as desk:
        await look(desk)
        await desk.shows("killed: 7 → 8  later", "wounded: 11 → 19  ≠", "The shells killed 7", "… 4 more")
        await desk.press("j", "j")
        assert digest_of(desk).item == KILLED
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, CompareScreen))
        assert sorted(desk.compare._keys.values()) == [1, 2]
        await desk.press("q")
        await desk.until(lambda: isinstance(desk.app.screen, DigestScreen))
        assert digest_of(desk).item == KILLED


async def test_a_day_to_count_from_is_asked_for_told_and_exported(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        screen = await look(desk)
        await desk.press("A")
        await desk.until(lambda: screen._seen == "seen")
        await desk.press("d", *"tomorow", "enter")
        await desk.until(lambda: "no date" in desk.message)
        await desk.press("ctrl+u", *"1999-12-31", "enter")
        await desk.until(lambda: screen._found is not None and not screen._found.empty)
        await desk.shows("What is new since 1999-12-31", "new since Fri 31 December 1999 00:00")
        await desk.press("s")
        await desk.until(lambda: isinstance(desk.app.screen, ExportDialog) and desk.app.screen.form.name)
        (told, *_) = screen.export_offers()
        assert told.same_as("json", frozenset(), "new.json") == (
            "broadsheet digest port-watch aid-roll --since 1999-12-31 --format json --out new.json"
        )
        await desk.press("escape", "d", "ctrl+u", "enter")
        await desk.until(lambda: screen._found is not None and screen._found.empty)
        assert "1999" not in desk.text


async def test_new_and_revised_articles_are_counted_apart(tmp_path: Path) -> None:
    one = DigestArticle(1, "a1", "Report 1", "Harbour Wire", DAY, revised=True)
    two = DigestArticle(2, "a2", "Report 2", "Harbour Wire", DAY)
    search = port_watch(articles=(one, two), figures=(), more=3, more_revised=2)
    async with open_fake(make_library(tmp_path, changed=found(search))) as desk:
        await look(desk)
        await desk.shows("2 new, 3 revised since")
        assert "2 new, 3 revised" in desk.text.splitlines()[0]


async def test_a_revised_article_says_so_and_its_figure_opens_it(tmp_path: Path) -> None:
    article = DigestArticle(1, "a1", "Report 1", "Harbour Wire", DAY, revised=True)
    moved = MovedFigure("killed", "7", "8", 1, 1, "Report 1", "Report 1", "killed 7", "killed 8")
    library = make_library(tmp_path, changed=found(port_watch(articles=(article,), figures=(moved,))))
    async with open_fake(library) as desk:
        await look(desk)
        await desk.shows("Report 1  revised", "its own earlier text")
        await desk.press("j", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, ReaderScreen))


async def test_without_a_saved_search_the_key_that_saves_one_is_told(tmp_path: Path) -> None:
    async with open_fake(make_library(tmp_path)) as desk:
        await look(desk)
        await desk.shows("no search is saved yet", "B in the list saves one")
        await desk.press("A", "s")
        assert desk.message == "nothing to export here"
        await desk.press("q")
        assert desk.app.screen is desk.browse


async def test_a_search_that_cannot_be_answered_says_why(tmp_path: Path) -> None:
    broken = DigestSearch("old-one", "outlt:x", "", 0, fault="column 1: no field outlt")
    library = make_library(tmp_path, changed=found(broken, port_watch()))
    library.saved = (SavedSearch("old-one", "outlt:x"), SavedSearch("port-watch", "brennvik"))
    async with open_fake(library) as desk:
        await look(desk)
        await desk.shows("old-one · column 1: no field outlt")
        await desk.press("A")
        await desk.until(lambda: ("seen", 1_931_000_000) in library.kept_calls)


async def test_looking_can_be_stopped(tmp_path: Path) -> None:
    library = make_library(tmp_path, digest_gate=threading.Event())
    async with open_fake(library) as desk:
        await desk.press("g", "w")
        await desk.shows("looking at what is new", "What is new")
        await desk.until(lambda: library.digests)
        await desk.shows("Ctrl-C stops")
        await desk.press("ctrl+c")
        await desk.shows("stopped", "q goes back")
        await desk.until(lambda: "stopped" in library.digests)


async def test_what_cannot_be_told_is_said(tmp_path: Path) -> None:
    library = make_library(tmp_path, read_fault=ArchiveError("the state is damaged", "restore it"))
    async with open_fake(library) as desk:
        await desk.press("g", "w")
        await desk.shows("the state is damaged", "q goes back")


@pytest.mark.parametrize("size", [WIDE, STACKED, NARROW])
async def test_hostile_text_is_shown_and_obeyed_by_nobody(tmp_path: Path, size: tuple[int, int]) -> None:
    articles = tuple(DigestArticle(n, text, text, text, DAY) for n, text in enumerate(HOSTILE))
    figures = tuple(MovedFigure(text, text, text, 1, 2, text, text, text, text, unit=text) for text in HOSTILE)
    odd = DigestSearch(HOSTILE[0], HOSTILE[0], HOSTILE[3], 3, articles, 1, figures)
    library = make_library(tmp_path, changed=found(odd, DigestSearch("x", "", "", 0, fault=HOSTILE[0])))
    async with open_fake(library, size=size) as desk:
        await look(desk)
        for keys in (("j",), ("ctrl+d",), ("pagedown",), ("G",), ("g", "g")):
            await desk.press(*keys)
            assert is_clean(desk.text.replace("\n", ""))
