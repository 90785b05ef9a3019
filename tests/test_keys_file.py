"""The user's `keys.toml`: what it can say, and that every fault of it is told by its line and costs no other line."""

from pathlib import Path

import pytest

from reader.config import Config
from reader.keys.action import PLACES
from reader.keys.actions import ACTIONS
from reader.keys.key import read_keys
from reader.keys.key_file import load_key_file, read_key_file
from reader.keys.keymap import ESSENTIAL, Keymap, build_keymap, key_file, key_problems, load_keymap


def keymap_of(text: str, preset: str = "vim") -> Keymap:
    return build_keymap(preset, *read_key_file(text))


def faults_of(text: str, preset: str = "vim") -> list[tuple[int, str]]:
    return [(fault.line, fault.text) for fault in keymap_of(text, preset).faults]


# what it can say


def test_an_action_gets_other_keys_wherever_it_has_any() -> None:
    keymap = keymap_of('hit.next = ["F5", "F6"]\n"compare.swap" = "F7"')
    assert keymap.faults == ()
    assert [keymap.keys("hit.next", place) for place in ("list", "reader", "compare")] == [("F5", "F6")] * 3
    assert keymap.keys_of("reader")["F5"] == "hit.next"
    assert "n" not in keymap.keys_of("reader")


def test_an_action_gets_other_keys_in_some_places() -> None:
    keymap = keymap_of('hit.next = { reader = "F5", "list compare" = ["n", "F6"] }')
    assert keymap.faults == ()
    assert keymap.keys("hit.next", "reader") == ("F5",)
    assert keymap.keys("hit.next", "list") == keymap.keys("hit.next", "compare") == ("n", "F6")


def test_all_stands_for_the_places_that_are_not_named() -> None:
    keymap = keymap_of('hit.next = { all = "F5", reader = "F6" }')
    assert [keymap.keys("hit.next", place) for place in ("list", "reader", "compare")] == [("F5",), ("F6",), ("F5",)]


def test_headings_may_be_used() -> None:
    assert keymap_of('[mark]\ntoggle = "F5"\n[move.down]\nlist = "F6"').keys("mark.toggle", "list") == ("F5",)


def test_a_place_may_be_a_heading() -> None:
    keymap = keymap_of(
        '[list]\nhit.next = "F5"\n[compare]\n"compare.swap" = "F6"\nsync = "F7"\n["reader list"]\nsearch.x = "y"'
    )
    assert [fault.line for fault in keymap.faults] == [7]
    assert "no action 'search.x'" in keymap.faults[0].text
    assert (keymap.keys("hit.next", "list"), keymap.keys("hit.next", "reader")[0]) == (("F5",), "n")
    assert keymap.keys("compare.swap", "compare") == ("F6",)
    assert keymap.keys("compare.sync", "compare") == ("F7",)


@pytest.mark.parametrize("nothing", ['""', "[]"])
def test_an_action_can_be_left_without_a_key(nothing: str) -> None:
    keymap = keymap_of(f"mark.toggle = {nothing}")
    assert keymap.faults == ()
    assert keymap.keys("mark.toggle", "list") == ()
    assert "m" not in keymap.keys_of("list")
    assert keymap.key("mark.toggle", "list") == ":mark.toggle"


def test_two_keys_can_change_places() -> None:
    keymap = keymap_of('move.down = "k"\nmove.up = "j"')
    assert keymap.faults == ()
    assert (keymap.keys_of("list")["j"], keymap.keys_of("list")["k"]) == ("move.up", "move.down")


def test_a_freed_key_can_be_taken() -> None:
    keymap = keymap_of('mark.toggle = "n"\nhit.next = { list = [] }')
    assert keymap.faults == ()
    assert keymap.keys_of("list")["n"] == "mark.toggle"
    assert keymap.keys_of("reader")["n"] == "hit.next"


def test_a_statement_may_take_several_lines_and_lines_are_counted_from_the_first() -> None:
    text = '# mine\nhit.next = [\n  "F5",  # one\n  "F6",\n]\n\nmark.togle = "y"'
    assert keymap_of(text).keys("hit.next", "list") == ("F5", "F6")
    assert [line for line, _ in faults_of(text)] == [7]


def test_the_prefix_of_all_sequences_can_be_another_key() -> None:
    keymap = keymap_of('prefix = ","\nhit.next = "g"')
    assert keymap.faults == ()
    assert keymap.keys("section.next", "reader")[0] == ", s"
    assert keymap.keys_of("reader")["g"] == "hit.next"


def test_a_prefix_moves_that_of_a_preset_too() -> None:
    assert keymap_of('prefix = ";"', "less").keys("view.raw", "reader") == ("; r",)


def test_what_is_typed_in_prompts_is_not_touched_by_a_line_for_all_places() -> None:
    keymap = keymap_of('app.quit = "F5"')
    assert keymap.faults == ()
    assert keymap.keys("app.quit", "list") == ("F5",)
    assert keymap.keys("app.quit", "prompt") == ("Ctrl-Q",)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("ctrl+f", "Ctrl-F"), ("CTRL-f", "Ctrl-F"), ("pagedown", "PgDn"), ("pgup", "PgUp"), ("escape", "Esc"),
        ("return", "Enter"), (" ", "Space"), ("space", "Space"), ("g  s", "g s"), ("shift-tab", "Shift-Tab"),
        ("f2", "F2"), ("é", "é"), ("alt-m", "Alt-m"), ("Ctrl--", None), ("Ctrl-\\", "Ctrl-\\"), ("+", "+"), ("-", "-"),
        ("shift-g", None), ("ctrl-1", None), ("notakey", None), ("page_down", None), ("", None), ("\x1b", None),
        ("ctrl-enter", None), ("f99", None), ("g\x07", None), ("Shift-F2", "Shift-F2"),
        ("ctrl-shift-left", "Ctrl-Shift-Left"),
    ],
)  # fmt: skip
def test_keys_are_read_in_the_ways_people_write_them(written: str, key: str | None) -> None:
    assert read_keys(written) == key


def test_every_key_of_the_table_can_be_written_into_the_file() -> None:
    for row in ACTIONS:
        for place in row.places:
            assert all(read_keys(key) == key for key in row.keys(place)), row.id


# what is wrong


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('mark.togle = "x"', "no action 'mark.togle'; mark.toggle?"),
        ('marks = "x"', "no action 'marks'"),
        ('x = "mark.toggle"', 'the action comes first: mark.toggle = "x"'),
        ('mark.toggle = "crtl-n"', "no key called 'crtl-n'; Ctrl-N?"),
        ('mark.toggle = ["e", ""]', "no key called ''"),
        ("mark.toggle = 7", "needs a key or a list of keys"),
        ("mark.toggle = [7]", "needs a key or a list of keys"),
        ("mark.toggle = {}", "names no keys"),
        ('mark.toggle = { lst = "x" }', "no place 'lst'"),
        ('mark.toggle = { reader = "x" }', "mark.toggle is not in reader; it is in list"),
        ('mark.toggle = "n"', "mark.toggle: n is hit.next already in list"),
        ('view.back = "G"', "view.back: G is move.last already in all places"),
        ('mark.toggle = "g"', "mark.toggle: g begins g"),
        ('mark.toggle = "m x"\nmark.clear = "m"', "m begins m x, mark.toggle in list"),
        ('mark.toggle = "n x"', "n x begins with n, hit.next in list"),
        ('mark.toggle = "Ctrl-M"', "Ctrl-M cannot be used, a terminal cannot tell it from Enter"),
        ('mark.toggle = "Ctrl-S"', "Ctrl-S cannot be used"),
        ('mark.toggle = "g Ctrl-H"', "Ctrl-H cannot be used"),
        ('mark.toggle = "Esc"', "Esc is kept for prompt.cancel"),
        ('app.quit = ""', "app.quit cannot be without a key"),
        ("help.keys = []", "help.keys cannot be without a key"),
        ("prompt.cancel = { prompt = [] }", "prompt.cancel cannot be without a key"),
        ('prompt.accept = "x"', "in a prompt x types"),
        ('app.stop = { prompt = "Ctrl-W" }', "in a prompt Ctrl-W edits"),
        ('prefix = "j"', "j"),
        ("prefix = []", "prefix needs one key"),
        ('prefix = "g g"', "prefix needs one key"),
        ("mark.toggle = ", "not TOML: invalid value"),
        ("mark.toggle", "not TOML"),
        ('mark.toggle = [ "x"', "not TOML: unclosed array"),
        ('[mark\ntoggle = "x"', "no heading of TOML; the lines below it are left out"),
        ('[[mark]]\ntoggle = "x"', "no heading of TOML"),
        ("mark.toggle = " + "[" * 5000, "not TOML: nested too deeply"),
    ],
)
def test_a_fault_is_told_and_its_line_left_out(text: str, said: str) -> None:
    keymap, plain = keymap_of(text), build_keymap()
    (fault,) = keymap.faults
    assert said in fault.text
    if fault.line == 1:
        assert all(keymap.keys_of(place) == plain.keys_of(place) for place in PLACES)


def test_what_stands_twice_is_told_with_its_first_line() -> None:
    assert faults_of('mark.toggle = "F5"\n"mark.toggle" = "F6"') == [(2, "mark.toggle is set in line 1 already")]


def test_all_faults_are_found_at_once_and_the_rest_holds() -> None:
    text = (
        'mark.togle = "x"\nmark.toggle = "crtl-n"\nmark.clear = "F5"\napp.quit = ""\nhit.next = "q"\nview.zen = "F5"\n'
    )
    keymap = keymap_of(text)
    assert [fault.line for fault in keymap.faults] == [1, 2, 4, 5]
    assert keymap.keys("mark.clear", "list") == ("F5",)
    assert keymap.keys("view.zen", "reader") == ("F5",)
    assert keymap.keys("app.quit", "list") == ("Q", "Ctrl-Q")


def test_what_a_left_out_line_had_moved_is_back_and_clashes_are_looked_for_again() -> None:
    keymap = keymap_of('mark.toggle = "n"\nhit.next = "q"')
    assert [fault.line for fault in keymap.faults] == [1, 2]
    assert keymap.keys_of("list") == build_keymap().keys_of("list")


@pytest.mark.parametrize("seed", range(30))
def test_no_file_leaves_two_actions_on_one_key(seed: int) -> None:
    import random

    draw = random.Random(seed)
    keys = ["x", "n", "g", "g g", "q", "Space", "Ctrl-P", "?", "", "Esc", "g s", ", f", "Q"]
    lines = [f'{draw.choice(ACTIONS).id} = "{draw.choice(keys)}"' for _ in range(40)]
    keymap = keymap_of("\n".join(lines), draw.choice(("vim", "less", "mutt")))
    for place in PLACES:
        found = [key for row, keys in keymap.actions(place) for key in keys]
        assert len(found) == len(set(found))
        assert not [key for key in found for other in found if other.startswith(f"{key} ")]
        for id in ESSENTIAL:
            assert keymap.keys(id, place) or id not in {row.id for row in ACTIONS if place in row.places}


# the file


def test_without_a_file_the_keys_are_those_of_the_table() -> None:
    keymap = load_keymap(Config())
    assert key_problems(Config(), keymap) == []
    for place in PLACES:
        assert keymap.keys_of(place) == {key: row.id for row in ACTIONS for key in row.keys(place)}


def test_all_faults_come_in_one_message_with_file_and_lines() -> None:
    key_file().parent.mkdir(parents=True)
    key_file().write_text('mark.togle = "x"\napp.quit = ""\n')
    (problem,) = key_problems(Config(), load_keymap(Config()))
    assert str(key_file()) in problem
    assert "2 faults, left out: line 1: no action 'mark.togle'; mark.toggle?; line 2: app.quit" in problem


def test_an_unknown_preset_is_told_and_the_table_holds() -> None:
    config = Config(keys="emacs")
    keymap = load_keymap(config)
    assert keymap.preset == "vim"
    assert key_problems(config, keymap) == ["config.toml: no keys 'emacs'; there are vim, less, newsboat, mutt"]


def test_the_example_of_the_documents_holds_as_it_stands() -> None:
    page = (Path(__file__).parent.parent / "docs" / "settings.md").read_text(encoding="utf-8")
    example = page.partition("## Keys")[2].partition("```toml\n")[2].partition("```")[0]
    keymap = keymap_of(example)
    assert keymap.faults == ()
    assert keymap.keys("move.half_down", "reader") == ("+", "Ctrl-D")
    assert keymap.keys("view.zen", "reader") == ()
    assert keymap.keys("section.next", "reader")[0] == ", s"


def test_a_file_that_cannot_be_read_is_one_fault(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "huge.toml").write_text("#" * 70_000)
    (tmp_path / "bytes.toml").write_bytes(b'mark.toggle = "\xff"')
    (tmp_path / "lost.toml").symlink_to(tmp_path / "nowhere")
    for name in ("folder", "huge", "bytes", "lost"):
        settings, faults = load_key_file(tmp_path / f"{name}.toml")
        assert (settings, [fault.line for fault in faults]) == ([], [0]), name
    assert load_key_file(tmp_path / "none.toml") == ([], [])
