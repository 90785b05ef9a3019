"""The state of the desk: back after a restart, never lost, never overwritten by mistake."""

import json
import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from reader.config import Config
from reader.paths import config_folder
from reader.tui.place import DeskFile, DeskState
from reader.tui.themes import check_theme
from tests.desk_pilot import STACKED, open_desk
from tests.fake_library import make_library


async def test_query_article_and_place_survive_a_restart(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library, size=STACKED) as desk:
        await desk.search("ferry")
        await desk.press("enter", "j", "enter")
        await desk.shows("2 of 13")
        await desk.press("space", "space", "greater_than_sign")
        place = desk.reader.view.place
        await desk.press("Q")
    async with open_desk(library, size=STACKED) as desk:
        await desk.until(lambda: desk.app.screen is not desk.browse)
        await desk.shows("2 of 13", "Report 6")
        await desk.until(lambda: desk.reader.view.place == place)
        assert desk.reader.view.column == 70
        await desk.press("q")
        assert desk.browse.bar.value == "ferry"
        assert desk.browse.hits.cursor == 1
        await desk.press("q")
    async with open_desk(library, size=STACKED) as desk:
        assert desk.app.screen is desk.browse
        assert desk.browse.hits.cursor_key == 6


async def test_another_query_at_the_start_is_not_overruled(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await desk.search("ferry")
        await desk.press("enter", "enter")
        await desk.shows("1 of 13")
        await desk.press("Q")
    async with open_desk(library, query="shells") as desk:
        assert desk.app.screen is desk.browse
        assert desk.browse.bar.value == "shells"


async def test_an_article_that_is_gone_does_not_keep_the_desk_shut(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await desk.press("j", "enter")
        await desk.shows("2 of 40")
        await desk.press("Q")
    del library.articles[2]
    async with open_desk(library) as desk:
        await desk.shows("Report 1 from Brennvik")
        assert desk.app.screen is desk.browse


async def test_a_query_that_can_no_longer_be_read_is_said_and_everything_listed(tmp_path: Path) -> None:
    (tmp_path / "desk.json").write_text(json.dumps({"schema": 1, "query": "old:thing"}))
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.shows("40 of 40", "Report 1 from Brennvik")


async def test_a_chosen_theme_comes_back_and_wins_over_the_configuration(tmp_path: Path) -> None:
    library = make_library(tmp_path, config=Config(theme="paper"))
    async with open_desk(library) as desk:
        assert desk.app.theme == "paper"
        desk.app.choose_theme("day")
        await desk.press("q")
    async with open_desk(library) as desk:
        assert desk.app.theme == "day"


async def test_problems_of_settings_are_said_once_and_all_listed(tmp_path: Path) -> None:
    themes = config_folder() / "themes"
    themes.mkdir(parents=True)
    (themes / "broken.toml").write_text('name = "broken"\nprimary = "zzz"\n')
    (themes / "worse.toml").write_text("not toml")
    config = Config(theme="nowhere", problems=("config.toml: no option 'colour'",))
    async with open_desk(make_library(tmp_path / "a", config=config), notice="dump.txt: 40 articles") as desk:
        await desk.shows("5 messages (:messages lists them): config.toml: no option 'colour'")
        await desk.press("question_mark", "K")
        await desk.shows(
            "no option 'colour'", "broken.toml", "worse.toml", "no theme 'nowhere'", "dump.txt: 40 articles"
        )


async def test_a_folder_that_cannot_be_written_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, content: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("reader.tui.place.write_json", refuse)
    async with open_desk(make_library(tmp_path)) as desk:
        # A key would clear it: the state is kept a second after the first answer, so nothing is typed before.
        await desk.shows("the place is not kept (Permission denied)")
        await desk.press("j")
        assert desk.message == ""


def test_a_state_is_read_as_it_was_written(tmp_path: Path) -> None:
    state = DeskState("ferry", "any", "a" * 16, True, "day", 70, {"a" * 16: (3, 120)})
    assert DeskFile(tmp_path).save(state) == ""
    assert DeskFile(tmp_path).load() == (state, "")
    assert (tmp_path / "desk.json").stat().st_mode & 0o777 == 0o600


def test_a_file_cut_at_any_byte_is_set_aside_and_said(tmp_path: Path) -> None:
    DeskFile(tmp_path).save(DeskState(query="ferry", places={"a": (1, 2)}))
    whole = (tmp_path / "desk.json").read_bytes()
    for length in range(len(whole)):
        folder = tmp_path / str(length)
        folder.mkdir()
        (folder / "desk.json").write_bytes(whole[:length])
        state, problem = DeskFile(folder).load()
        if length < len(whole) - 1:
            assert state == DeskState()
            assert "could not be read" in problem
            assert [path.read_bytes() for path in folder.glob("desk.json.corrupt-*")] == [whole[:length]]


@pytest.mark.parametrize(
    "content",
    [
        "[]", "1", "{}", '{"schema": "1"}', '{"schema": true}', "\x00", "[" * 5000,
        '{"schema": 1, "query": 5, "column": "wide", "places": [1], "match": "none", "reading": "yes"}',
        '{"schema": 1, "places": {"a": [1], "b": [1, -2], "c": ["x", 2], "d": [1, 2, 3]}}',
    ],
)  # fmt: skip
def test_a_file_of_nonsense_gives_the_defaults(tmp_path: Path, content: str) -> None:
    (tmp_path / "desk.json").write_text(content)
    state, _ = DeskFile(tmp_path).load()
    assert state == DeskState()


def test_a_file_of_a_newer_version_is_read_and_never_written(tmp_path: Path) -> None:
    content = json.dumps({"schema": 999, "query": "ferry", "more": 1})
    (tmp_path / "desk.json").write_text(content)
    file = DeskFile(tmp_path)
    state, problem = file.load()
    assert state.query == "ferry"
    assert "newer" in problem
    assert file.save(replace(state, query="other")) == ""
    assert (tmp_path / "desk.json").read_text() == content


def test_keys_of_others_survive_a_save(tmp_path: Path) -> None:
    (tmp_path / "desk.json").write_text(json.dumps({"schema": 1, "query": "ferry", "more": [1]}))
    file = DeskFile(tmp_path)
    state, _ = file.load()
    file.save(replace(state, query="other"))
    assert json.loads((tmp_path / "desk.json").read_text())["more"] == [1]


def test_two_desks_keep_each_others_places(tmp_path: Path) -> None:
    one, other = DeskFile(tmp_path), DeskFile(tmp_path)
    one.load(), other.load()

    def save(file: DeskFile, name: str) -> None:
        places: dict[str, tuple[int, int]] = {}
        for number in range(50):
            places[f"{name}{number}"] = (number, 0)
            file.save(DeskState(places=dict(places)))

    threads = [threading.Thread(target=save, args=each) for each in ((one, "a"), (other, "b"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(DeskFile(tmp_path).load()[0].places) == 100


def test_an_older_save_never_overwrites_a_newer(tmp_path: Path) -> None:
    file = DeskFile(tmp_path)
    file.save(DeskState(query="new"), 2)
    file.save(DeskState(query="old"), 1)
    assert DeskFile(tmp_path).load()[0].query == "new"


def test_a_link_in_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    os.symlink(victim, tmp_path / ".desk.json.lock")
    assert "not kept" in DeskFile(tmp_path).save(DeskState())
    assert not victim.exists()


@pytest.mark.parametrize("colour", ["#3366aa", "ansi_blue"])
async def test_a_theme_that_sets_one_colour_paints_the_whole_desk(tmp_path: Path, colour: str) -> None:
    theme = check_theme({"name": "mine", "primary": colour, "ansi": colour.startswith("ansi")})
    async with open_desk(make_library(tmp_path)) as desk:
        desk.app.register_theme(theme)
        desk.app.choose_theme("mine")
        await desk.press("enter", "question_mark", "q", "q", "f")
        assert desk.app.return_code is None and "facets" in desk.text


async def test_leaving_takes_down_that_the_reader_was_here(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        assert not library.visits
        await desk.press("Q")
    assert library.visits
