"""The command line of the desk: every action and a few verbs, completion, history, and errors that lose nothing."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reader.errors import UsageError
from reader.keys.action import EVERYWHERE
from reader.keys.actions import ACTIONS
from reader.keys.keymap import build_keymap
from reader.results import AddedFile, AddReport, Progress
from reader.tui.commands import COMMANDS, Order, files_beginning, read_command, ways_on
from reader.tui.screens.command_line import CommandLine
from tests.desk_pilot import NARROW, Desk, open_desk
from tests.fake_library import FakeLibrary, make_article, make_library
from tests.hostile import HOSTILE

LIST_ACTIONS = {row.id: keys for row, keys in build_keymap().actions("list")}


async def command(desk: Desk, line: str, *, enter: bool = True) -> None:
    await desk.press("colon")
    await desk.until(lambda: isinstance(desk.app.desk_screen, CommandLine))
    await desk.type(line)
    if enter:
        await desk.press("enter")


def line_of(desk: Desk) -> CommandLine:
    assert isinstance(desk.app.desk_screen, CommandLine)
    return desk.app.desk_screen


# reading


@pytest.mark.parametrize(
    ("line", "order"),
    [
        ("theme day", Order(command="theme", argument="day")), ("  search  ferry -aid ", Order("search", "ferry -aid")),
        ("q", Order(command="quit")), ("mark.toggle", Order(action="mark.toggle")),
        ("no marks", Order(action="mark.clear")), ("Compare", Order(action="compare.open")),
        ("help", Order(command="help")), ("help search", Order("help", "search")),
        ("search", Order(action="search.edit")), ("mess", Order(command="messages")),
    ],
)  # fmt: skip
def test_what_is_typed_is_a_command_or_an_action(line: str, order: Order) -> None:
    assert read_command(line, LIST_ACTIONS) == order


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("mark.togle", "mark.toggle?"), ("quti", "quit?"), ("theme", "theme needs NAME"), ("open", "open needs ID"),
        ("quit now", "quit takes no argument"), ("zzzz", "Tab lists them"), ("compare.swap", "no command"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_what_was_probably_meant(line: str, said: str) -> None:
    with pytest.raises(UsageError) as fault:
        read_command(line, LIST_ACTIONS)
    assert said in f"{fault.value.message}; {fault.value.hint}"


def test_every_action_can_be_typed_by_its_id_in_each_of_its_places() -> None:
    for place in EVERYWHERE:
        actions = {row.id: keys for row, keys in build_keymap().actions(place)}
        for id in actions:
            assert read_command(id, actions).action == id


def test_no_command_has_the_name_of_an_action() -> None:
    assert not {command.name for command in COMMANDS} & {row.id for row in ACTIONS}


def test_ways_on_begin_with_what_begins_as_typed() -> None:
    found = [way.line for way in ways_on("mark", LIST_ACTIONS, {})]
    assert found[:2] == ["mark.toggle", "mark.range"]
    assert [way.line for way in ways_on("theme n", LIST_ACTIONS, {"theme": ["night", "day"]})] == ["theme night"]
    assert ways_on("theme x", LIST_ACTIONS, {"theme": ["night"]}) == []
    assert "mark.toggle" in [way.line for way in ways_on("next command", LIST_ACTIONS, {})]


def test_names_of_files_are_completed(tmp_path: Path) -> None:
    (tmp_path / "dumps").mkdir()
    for name in ("dump.txt", ".hidden", "other.txt", "du\x1bmp"):
        (tmp_path / name).write_text("")
    assert files_beginning(f"{tmp_path}/du") == [f"{tmp_path}/dump.txt", f"{tmp_path}/dumps/"]
    assert files_beginning(f"{tmp_path}/.h") == [f"{tmp_path}/.hidden"]
    assert files_beginning(f"{tmp_path}/none/x") == []
    assert files_beginning("\0") == []


# in the desk


async def test_an_action_is_started_by_id_and_by_title(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await command(desk, "mark.toggle")
        await desk.shows("1 marked")
        await command(desk, "no marks")
        await desk.shows("1 article unmarked")


async def test_what_is_unknown_stays_in_the_line_with_its_nearest_name(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await command(desk, "mark.togle")
        assert "mark.toggle?" in desk.message
        assert line_of(desk).bar.value == "mark.togle"
        await desk.press("escape")
        assert desk.app.desk_screen is desk.browse
        assert desk.app.session.commands == ()


async def test_tab_completes_and_then_chooses(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await command(desk, "mes", enter=False)
        await desk.shows("lists what was said")
        await desk.press("tab")
        assert line_of(desk).bar.value == "messages"
        await desk.press("ctrl+u")
        await desk.type("mark")
        await desk.press("tab")
        assert line_of(desk).bar.value == "mark."
        await desk.press("tab", "tab", "tab", "tab", "enter")
        assert "nothing is marked" in desk.message


async def test_a_command_with_an_argument_waits_for_it(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await command(desk, "them", enter=False)
        await desk.press("tab")
        assert line_of(desk).bar.value in ("theme", "theme ")
        await desk.press("ctrl+u")
        await desk.type("theme pa")
        await desk.press("tab", "enter")
        assert desk.app.theme == "paper"


async def test_commands_come_back_with_up(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        for line in ("mark.toggle", "mark.clear", "theme day"):
            await command(desk, line)
        await desk.press("colon", "up", "up")
        assert line_of(desk).bar.value == "mark.clear"
        await desk.press("down", "ctrl+u")
        await desk.type("mark")
        await desk.press("up", "up")
        assert line_of(desk).bar.value == "mark.toggle"
        await desk.press("up")
        assert "no earlier command" in desk.message


async def test_search_open_help_messages_and_quit(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await command(desk, "search ferry")
        await desk.until(lambda: desk.app.session.page.request.query == "ferry")  # type: ignore[union-attr]
        await command(desk, f"open {make_article(7).id}")
        await desk.shows("Report 7 from Brennvik", "section 1 of 2")
        await command(desk, "help search")
        assert desk.help._page == "search"
        await desk.press("q")
        desk.app.say("a word of Harbour Wire")
        await command(desk, "messages")
        await desk.shows("a word of Harbour Wire")
        await desk.press("q")
        await command(desk, "search shells")  # out of the article, into the list
        await desk.until(lambda: desk.app.desk_screen is desk.browse)
        await command(desk, "quit")
        await desk.until(lambda: desk.app.return_code == 0)


@pytest.mark.parametrize(
    "line", ["open ffff0000", "theme nowhere", "help nowhere", "add /nowhere/at/all.txt", f"add {'x' * 300}"]
)
async def test_what_cannot_be_carried_out_stays_in_the_line(tmp_path: Path, line: str) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.until(lambda: desk.app.theme_names)
        await command(desk, line)
        assert desk.message
        assert line_of(desk).bar.value == line


async def test_a_theme_is_changed_where_one_reads_and_nothing_else_changes(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path), size=NARROW) as desk:
        await desk.press("j", "j", "enter")
        await desk.shows("section 1 of 2")
        await desk.press("space", "space")
        before = (desk.reader.view.place, desk.reader.view.scroll_offset, desk.text)
        await command(desk, "theme day")
        await desk.pilot.pause()
        assert desk.app.theme == "day"
        await desk.press("ctrl+l")
        assert (desk.reader.view.place, desk.reader.view.scroll_offset, desk.text) == before
        await desk.press("q")
        row, key = desk.browse.hits.cursor, desk.browse.hits.cursor_key
        await command(desk, "theme contrast")
        assert (desk.browse.hits.cursor, desk.browse.hits.cursor_key, desk.app.theme) == (row, key, "contrast")


async def test_the_line_opens_over_every_screen_and_leaves_it_as_it_was(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        for opening in ([], ["enter"], ["question_mark"]):
            await desk.press(*opening)
            await desk.pilot.pause()
            below, focused = desk.app.desk_screen, desk.app.desk_screen.focused
            await command(desk, "mo", enter=False)
            await desk.press("escape")
            await desk.pilot.pause()
            assert (desk.app.desk_screen, desk.app.desk_screen.focused) == (below, focused)


async def test_hostile_text_in_the_line_is_harmless(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("colon")
        for text in HOSTILE:
            line_of(desk).bar.set_text(text)
            line_of(desk).list_ways()
            await desk.press("tab", "enter")
            if not isinstance(desk.app.desk_screen, CommandLine):  # nothing was left of it
                await desk.press("colon")
            assert all(line.isprintable() for line in desk.text.splitlines())


# adding


@dataclass
class GrowingLibrary(FakeLibrary):
    """A library that files can be added to; each waits until it may be read."""

    may_read: threading.Event = field(default_factory=threading.Event)

    def add(
        self,
        paths: Sequence[Path],
        *,
        encoding: str | None = None,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> AddReport:
        assert progress is not None
        progress(Progress("reading", 1, 2, "articles"))
        while not self.may_read.wait(0.01):
            if cancelled():
                return AddReport()
        number = max(self.articles) + 1
        self.articles[number] = make_article(number, "A late report from Karrow")
        return AddReport((AddedFile(str(paths[0]), "added", dump=paths[0].name, articles=1),))


async def test_a_file_is_added_while_the_desk_goes_on(tmp_path: Path) -> None:
    library = GrowingLibrary(tmp_path, {key: make_article(key) for key in range(1, 41)})
    (tmp_path / "late.txt").write_text("Ostrana")
    async with open_desk(library) as desk:
        await command(desk, f"add {tmp_path / 'late.txt'}")
        await desk.shows("reading: 1 of 2 articles")
        await desk.press("j", "m")
        await command(desk, f"add {tmp_path / 'late.txt'}")
        assert "another file is being read" in desk.message
        await desk.press("escape")
        library.may_read.set()
        await desk.until(lambda: "late.txt: 1 article" in desk.message)
        await desk.until(lambda: desk.app.session.page.total == 41)  # type: ignore[union-attr]


async def test_adding_is_stopped_by_the_key_that_stops(tmp_path: Path) -> None:
    library = GrowingLibrary(tmp_path, {key: make_article(key) for key in range(1, 41)})
    (tmp_path / "late.txt").write_text("Ostrana")
    async with open_desk(library) as desk:
        await command(desk, f"add {tmp_path / 'late.txt'}")
        await desk.press("ctrl+c")
        await desk.until(lambda: "adding was stopped" in desk.message)
        assert desk.app.session.page is not None
        assert desk.app.session.page.total == 40


# the terminal


async def test_the_mouse_can_be_left_to_the_terminal(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        had = desk.app._driver._mouse  # type: ignore[union-attr]
        await desk.press("g", "m")
        assert desk.app._driver._mouse is not had  # type: ignore[union-attr]
        await desk.press("g", "m")
        assert desk.app._driver._mouse is had  # type: ignore[union-attr]
