"""Every preset holds in every place of the desk: its keys start what they say, and all that shows keys shows them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from reader.config import Config
from reader.keys.action import PLACES, TEXTS
from reader.keys.actions import FOOTER, get_action
from reader.keys.key_file import load_key_file
from reader.keys.keymap import PRESETS, PRESETS_FOLDER, STANDARD, build_keymap, clashes, key_file
from reader.tui.keys import KeyDispatcher, Run
from reader.tui.palette import DeskCommands
from tests.desk_pilot import Desk, open_desk
from tests.fake_library import make_library

PRESSED = {
    "Space": "space", "Enter": "enter", "Esc": "escape", "Tab": "tab", "Shift-Tab": "shift+tab", "PgDn": "pagedown",
    "PgUp": "pageup", "Home": "home", "End": "end", "/": "slash", "?": "question_mark", ":": "colon", "Down": "down",
}  # fmt: skip
"""Names of keys as the pilot takes them."""


def pressed(keys: str) -> list[str]:
    return [PRESSED.get(key, key.lower().replace("ctrl-", "ctrl+") if "Ctrl-" in key else key) for key in keys.split()]


@asynccontextmanager
async def open_with(folder: Path, preset: str, *, size: tuple[int, int] = (200, 60)) -> AsyncIterator[Desk]:
    library = make_library(folder)
    library.config = Config(keys=preset)
    async with open_desk(library, size=size) as desk:
        yield desk


async def do(desk: Desk, id: str) -> None:
    """Press the first key of an action."""
    screen = desk.app.desk_screen
    await desk.press(*pressed(desk.app.keymap.keys(id, screen.place)[0]))


async def walk(desk: Desk) -> AsyncIterator[str]:
    """Through every place and back, by the keys of the preset."""
    ways = (
        (["search.sort"], "menu"), (["time.toggle"], "time"), (["facet.open"], "facets"), (["search.edit"], "prompt"),
        (["help.keys"], "help"), (["view.open"], "reader"), (["view.open", "passage.choose"], "passage"),
        (["view.open", "topic.edit"], "topics"), (["view.open", "note.edit"], "note"),
        (["mark.toggle", "mark.toggle", "compare.open"], "compare"), (["export.open"], "export"),
        (["saved.pick"], "saved"), (["dossier.open"], "dossier"), (["digest.open"], "digest"),
    )  # fmt: skip
    yield "list"
    for ids, place in ways:
        for id in ids:
            await do(desk, id)
            if id == "view.open":
                await desk.shows("section 1 of")
        await desk.until(lambda: desk.app.desk_screen.place == place)  # noqa: B023 - awaited at once
        yield place
        while desk.app.desk_screen.place != "list":
            back = "prompt.cancel" if desk.app.desk_screen.place in ("prompt", "passage", "note") else "view.back"
            await do(desk, "time.toggle" if desk.app.desk_screen.place == "time" else back)


@pytest.mark.parametrize("preset", [name for name in PRESETS if name != STANDARD])
def test_a_preset_has_no_fault(preset: str) -> None:
    settings, faults = load_key_file(PRESETS_FOLDER / f"{preset}.toml")
    assert settings
    assert faults == []
    keymap = build_keymap(preset)
    table = {place: {row.id: keys for row, keys in keymap.actions(place)} for place in PLACES}
    assert list(clashes(table)) == [], "give one of the two another key in the preset's file"


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("place", PLACES)
def test_every_key_of_a_place_starts_its_action(preset: str, place: str) -> None:
    keymap, dispatcher = build_keymap(preset), KeyDispatcher()
    table = keymap.keys_of(place)
    for row, keys in keymap.actions(place):
        for key in keys:
            outcomes = [dispatcher.press(table, press) for press in key.split()]
            assert outcomes[-1] == Run(row.id)
            assert not any(isinstance(outcome, Run) for outcome in outcomes[:-1])


@pytest.mark.parametrize("preset", PRESETS)
def test_every_place_has_the_six_keys_of_its_footer(preset: str) -> None:
    keymap = build_keymap(preset)
    assert [(place, id) for place, ids in FOOTER.items() for id in ids if not keymap.keys(id, place)] == []


@pytest.mark.parametrize("preset", PRESETS)
def test_only_the_keys_that_a_preset_takes_away_are_lost(preset: str) -> None:
    keymap = build_keymap(preset)
    lost = {row.id for place in PLACES for row, keys in keymap.actions(place) if not keys}
    assert lost == ({"move.half_down", "move.half_up"} if preset == "newsboat" else set())


def test_the_keys_of_the_presets_are_those_that_their_programs_have() -> None:
    less, newsboat, mutt = (build_keymap(name) for name in ("less", "newsboat", "mutt"))
    assert [less.keys(id, "reader")[0] for id in ("move.first", "move.last", "move.page_down", "move.half_up")] == [
        "g", "G", "f", "u",
    ]  # fmt: skip
    assert less.keys("section.next", "reader")[0] == ", s"
    assert (newsboat.keys("facet.open", "list"), newsboat.keys("search.sort", "list")) == (("t",), ("g",))
    assert newsboat.keys("hit.next", "reader") == (", h",)
    assert (mutt.keys("view.open", "list"), mutt.keys("search.narrow", "list")) == (("Enter",), ("l",))
    assert (mutt.keys("move.first", "list")[0], mutt.keys("move.last", "list")[0]) == ("=", "*")


@pytest.mark.parametrize("preset", PRESETS)
async def test_dispatcher_footer_and_palette_follow_the_preset_in_every_place(tmp_path: Path, preset: str) -> None:
    async with open_with(tmp_path, preset) as desk:
        keymap, seen = desk.app.keymap, set()
        assert keymap.preset == preset
        async for place in walk(desk):
            seen.add(place)
            screen = desk.app.desk_screen
            for key, id in screen.live_keys().items():
                assert key in keymap.keys(id, place)
            screen.footer.clear_message()
            await desk.pilot.pause()
            footer = desk.text.splitlines()[-1]
            for id in FOOTER[place]:
                if screen.can(id):
                    assert f"{keymap.keys(id, place)[0]} {get_action(id).title}" in footer, place
            entries = {help.partition(":")[0]: shown.plain for _, shown, help, _ in DeskCommands(screen)._entries()}
            for id, keys in screen.live_actions().items():
                assert entries[id] == (f"{get_action(id).title}  {keys[0]}" if keys else get_action(id).title)
        assert seen == set(PLACES)


@pytest.mark.parametrize("preset", PRESETS)
async def test_the_list_of_keys_and_the_pop_up_follow_the_preset(tmp_path: Path, preset: str) -> None:
    async with open_with(tmp_path, preset) as desk:
        keymap = desk.app.keymap
        prefix, key = keymap.keys("query.explain", "list")[0].split()
        await desk.press(*pressed(prefix))
        assert desk.message == f"{prefix} …"
        await desk.shows(f"{prefix} {key}   {get_action('query.explain').help}")
        await desk.press("escape")
        assert get_action("query.explain").help not in desk.text
        await desk.press(*pressed(prefix), "é")  # no key of any sequence
        assert desk.message == ""
        await do(desk, "help.keys")
        await desk.shows("Keys in the list", keymap.keys("mark.toggle", "list")[0])
        await do(desk, "find.edit")
        await desk.type("half")
        await desk.shows("moves half a page down")
        assert ("(no key)" in desk.text) is (preset == "newsboat")


async def test_an_action_that_lost_its_key_is_shown_as_such_and_can_still_be_started(tmp_path: Path) -> None:
    key_file().parent.mkdir(parents=True)
    key_file().write_text('mark.toggle = ""\nmark.clear = "m"\n')
    async with open_desk(make_library(tmp_path), size=(200, 60)) as desk:
        await desk.press("m")
        assert "nothing is marked" in desk.message
        assert "mark" not in desk.text.splitlines()[-1].replace(desk.message, "")
        await desk.press("colon")
        await desk.type("mark")
        await desk.press("enter")
        await desk.shows("1 marked")
        await desk.press("question_mark", "slash")
        await desk.type("mark.toggle")
        await desk.shows("(no key)")


async def test_the_faults_of_the_file_are_said_when_the_desk_opens(tmp_path: Path) -> None:
    key_file().parent.mkdir(parents=True)
    key_file().write_text('mark.togle = "x"\nview.zen = "Z"\n')
    async with open_desk(make_library(tmp_path), size=(300, 40)) as desk:
        await desk.until(lambda: "keys.toml" in desk.message)
        assert "1 fault, left out: line 1: no action 'mark.togle'; mark.toggle?" in desk.message
        await desk.press("enter", "Z")
        assert desk.reader.has_class("-zen")


async def test_a_key_that_comes_with_alt_is_the_letter_unless_it_is_one_of_the_table(tmp_path: Path) -> None:
    key_file().parent.mkdir(parents=True)
    key_file().write_text('mark.clear = "Alt-m"\n')
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("m")
        await desk.shows("1 marked")
        await desk.press("alt+m")
        await desk.shows("1 article unmarked")


def test_texts_page_with_space_in_every_preset() -> None:
    for name in PRESETS:
        keymap = build_keymap(name)
        assert all("Space" in keymap.keys("move.page_down", place) for place in TEXTS)
