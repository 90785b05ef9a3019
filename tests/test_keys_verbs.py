"""`broadsheet keys` and `broadsheet themes`: what the desk has, told without opening it."""

import json
from pathlib import Path

import pytest

from reader.cli.main import run
from reader.keys.action import PLACES
from reader.keys.actions import ACTIONS
from reader.keys.keymap import PRESETS, key_file
from reader.paths import config_folder


def write_keys(text: str) -> None:
    key_file().parent.mkdir(parents=True, exist_ok=True)
    key_file().write_text(text)


def test_keys_tells_every_action_once_for_each_of_its_places(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["keys", "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["schema"], record["preset"], record["problems"]) == ("broadsheet/keys/1", "vim", [])
    assert [(row["id"], list(row["keys"])) for row in record["actions"]] == [
        (row.id, list(row.places)) for row in ACTIONS
    ]


def test_keys_follows_the_preset_and_the_users_own(capsys: pytest.CaptureFixture[str]) -> None:
    write_keys('mark.toggle = "F5"\nview.zen = ""\n')
    (config_folder() / "config.toml").write_text('keys = "less"\n')
    assert run(["keys"]) == 0
    lines = {line.split("  ")[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "mark.toggle" in lines["F5"]
    assert "search.narrow" in lines["&"]
    assert "view.zen" in lines["(no key)"]


def test_a_preset_can_be_looked_at_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    write_keys('mark.toggle = "F5"\nmark.togle = "x"\n')
    for name in PRESETS:
        assert run(["keys", "--preset", name, "--format", "markdown", "--place", "list"]) == 0
        told = capsys.readouterr()
        assert "| list | `mark.toggle` |" in told.out
        assert "F5" not in told.out
        assert told.err == ""


@pytest.mark.parametrize("place", PLACES)
def test_the_keys_of_one_place(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["keys", "--place", place, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["actions"]
    assert [row["id"] for row in rows] == [row.id for row in ACTIONS if place in row.places]
    assert all(list(row["keys"]) == [place] for row in rows)
    assert run(["keys", "--place", place]) == 0
    assert "prompt.cancel" in capsys.readouterr().out


def test_faults_are_told_by_file_and_line_and_the_rest_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    write_keys('mark.togle = "x"\nmark.clear = "F5"\napp.quit = ""\n')
    assert run(["keys"]) == 0
    told = capsys.readouterr()
    assert told.err.splitlines() == [
        f"broadsheet: {key_file()}:1: no action 'mark.togle'; mark.toggle?; left out",
        f"broadsheet: {key_file()}:3: app.quit cannot be without a key; left out",
    ]
    assert any(line.startswith("F5") for line in told.out.splitlines())
    assert run(["keys", "--format", "json"]) == 0
    assert "2 faults" in json.loads(capsys.readouterr().out)["problems"][0]


def test_a_check_prints_faults_only_and_its_code_says_whether_there_are_any(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["keys", "--check"]) == 0
    write_keys('mark.togle = "x"\n')
    assert run(["keys", "--check"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "keys.toml:1:" in told.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--preset", "les"], "did you mean less?"),
        (["--place", "lst"], "did you mean list?"),
        (["--preset", "x"], "vim"),
    ],
)
def test_a_name_that_is_none_is_refused(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["keys", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_hostile_text_in_a_file_of_keys_reaches_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    write_keys('"\\u001b]0;x\\u0007" = "x"\nmark.toggle = "\\u001b[31m"\n\u202e = 1\n')
    assert run(["keys", "--check"]) == 2
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 3
    assert all(line.isprintable() for line in told.splitlines())


def test_themes_lists_those_that_ship_and_those_of_the_user(capsys: pytest.CaptureFixture[str]) -> None:
    folder = config_folder() / "themes"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text('name = "mine"\nprimary = "#8fb4d8"\ndark = false\n')
    (folder / "bad.toml").write_text("name = ")
    (config_folder() / "config.toml").write_text('theme = "mine"\n')
    assert run(["themes"]) == 0
    told = capsys.readouterr()
    lines = [line.split() for line in told.out.splitlines()]
    assert ["*", "mine", "light", str(folder / "mine.toml")] in lines
    assert ["night", "dark", "broadsheet"] in lines
    assert ["terminal", "terminal", "broadsheet"] in lines
    assert "bad.toml" in told.err
    assert run(["themes", "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["schema"] == "broadsheet/themes/1"
    assert [theme["name"] for theme in record["themes"] if theme["chosen"]] == ["mine"]
    assert len(record["problems"]) == 1


def test_a_theme_of_the_configuration_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config_folder().mkdir(parents=True)
    (config_folder() / "config.toml").write_text('theme = "nowhere"\n')
    assert run(["themes"]) == 0
    assert "no theme 'nowhere'" in capsys.readouterr().err
    assert run(["info"]) == 0
    assert "problem   config.toml: no theme 'nowhere'; there are" in capsys.readouterr().out


def test_info_names_what_is_wrong_in_the_keys_too(capsys: pytest.CaptureFixture[str]) -> None:
    write_keys('mark.togle = "x"\n')
    assert run(["info"]) == 0
    assert "keys.toml: 1 fault, left out: line 1" in capsys.readouterr().out
