"""Ways to the clipboard: which programs are tried, what the terminal is sent, and what is never done."""

import base64
import re
from pathlib import Path

import pytest

from reader.errors import ArchiveError
from reader.paths import copy_file
from reader.tui.clipboard import MAX_OSC52, Tool, clipboard_tools, copy, run_tool, terminal_sequence, write_copy
from reader.tui.quotation import article_text
from tests.markdown_files import Write
from tests.terminal import OWN, ROOT, Terminal

OSC52 = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")


@pytest.mark.parametrize(
    ("environment", "system", "names"),
    [
        ({}, "linux", []),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "linux", ["wl-copy", "xclip", "xsel"]),
        ({"DISPLAY": ":0"}, "linux", ["xclip", "xsel"]),
        ({"DISPLAY": ":0", "SSH_TTY": "/dev/pts/1"}, "linux", []),
        (
            {"DISPLAY": "localhost:10.0", "SSH_CONNECTION": "1 2 3 4", "WAYLAND_DISPLAY": "x"},
            "linux",
            ["xclip", "xsel"],
        ),
        ({}, "darwin", ["pbcopy"]),
        ({"SSH_CONNECTION": "1 2 3 4"}, "darwin", []),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", ["clip.exe"]),
        ({"TMUX": "/tmp/tmux-1/default,1,0"}, "linux", ["tmux"]),
    ],
)
def test_only_programs_with_a_display_or_service_are_tried(
    environment: dict[str, str], system: str, names: list[str]
) -> None:
    assert [tool.name for tool in clipboard_tools(environment, system)] == names


def test_the_terminal_is_sent_the_text_as_base64() -> None:
    sequence = terminal_sequence("Brennvik \x1b]52;c;x\x07 ö", {"TERM": "xterm-256color"})
    assert sequence is not None
    found = OSC52.fullmatch(sequence)
    assert found is not None
    assert base64.b64decode(found[1]).decode() == "Brennvik \x1b]52;c;x\x07 ö"


def test_tmux_passes_it_on_with_each_escape_doubled() -> None:
    sequence = terminal_sequence("harbour", {"TERM": "tmux-256color", "TMUX": "/tmp/x,1,0"})
    assert sequence == "\x1bPtmux;\x1b\x1b]52;c;aGFyYm91cg==\x07\x1b\\"


@pytest.mark.parametrize("environment", [{"TERM": "screen-256color"}, {"TERM": "xterm", "STY": "12.pts-0"}])
def test_screen_gets_it_in_pieces_that_it_takes(environment: dict[str, str]) -> None:
    sequence = terminal_sequence("harbour " * 200, environment)
    assert sequence is not None
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", sequence, re.DOTALL)
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces) == sequence
    assert max(map(len, pieces)) <= 250
    found = OSC52.fullmatch("".join(pieces))
    assert found is not None
    assert base64.b64decode(found[1]).decode() == "harbour " * 200


def test_what_terminals_would_cut_is_not_sent() -> None:
    assert terminal_sequence("x" * (MAX_OSC52 // 4 * 3 + 1), {}) is None
    assert terminal_sequence("x" * (MAX_OSC52 // 4 * 3 - 3), {}) is not None


def test_a_program_of_the_folder_one_stands_in_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, ran = tmp_path / "xclip", tmp_path / "ran"
    program.write_text(f'#!/bin/sh\n: > "{ran}"\n')
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    assert not run_tool(Tool("xclip", ("xclip",)), "text", {"PATH": ".:"})
    assert not ran.exists()
    assert run_tool(Tool("xclip", ("xclip",)), "text", {"PATH": str(tmp_path)})


def test_a_program_that_fails_makes_way_for_the_next(tmp_path: Path) -> None:
    for name, code in (("xclip", 1), ("xsel", 0)):
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {code}\n")
        (tmp_path / name).chmod(0o755)
    environment = {"DISPLAY": ":0", "PATH": str(tmp_path)}
    copied = copy("harbour", tmp_path / "state" / "copied.txt", environment, "linux")
    assert (copied.tool, copied.fault) == ("xsel", "")


def test_lone_surrogates_do_not_break_it(tmp_path: Path) -> None:
    assert terminal_sequence("a\udc80b", {}) is not None
    assert copy("a\udc80b", tmp_path / "state" / "copied.txt", {}, "linux").fault == ""


def test_the_file_is_its_owner_s_alone_and_whole(tmp_path: Path) -> None:
    file = tmp_path / "state" / "copied.txt"
    write_copy(file, "one")
    write_copy(file, "two")
    assert file.read_text(encoding="utf-8") == "two\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["copied.txt"]


def test_a_folder_that_others_can_write_to_is_not_used(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    with pytest.raises(ArchiveError):
        write_copy(tmp_path / "copied.txt", "harbour")
    assert "others can write" in copy("harbour", tmp_path / "copied.txt", {}, "linux").fault


@pytest.mark.parametrize("tmux", ["", "/nonexistent/socket,1,0"])
def test_under_a_terminal_the_sequence_comes_with_the_key_and_not_before(tmp_path: Path, tmux: str) -> None:
    program = str(ROOT / "tests" / "desk_program.py")
    away = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "WSL_DISTRO_NAME": "", "WSL_INTEROP": "", "TMUX": tmux, "STY": ""}
    with Terminal([program, str(tmp_path), ""], away) as terminal:
        terminal.until("Report 1 from Brennvik")
        assert "]52;" not in terminal.text
        terminal.send("y")
        terminal.until("through the terminal")
        text = terminal.text.replace("\x1b\x1b", "\x1b") if tmux else terminal.text
        found = OSC52.findall(text)
        assert [base64.b64decode(each).decode() for each in found] == [
            "Report 1 from Brennvik\nThe Meridian, 1 March 2031"
        ]
        assert ("\x1bPtmux;" in terminal.text) is bool(tmux)
        terminal.send("q")
        assert terminal.wait() == 0
        left = OWN.sub("", OSC52.sub("", re.sub(r"\x1bPtmux;.*?\x07\x1b\\", "", terminal.text)))
        assert "\x1b" not in left
    assert copy_file().read_text(encoding="utf-8") == "Report 1 from Brennvik\nThe Meridian, 1 March 2031\n"


def test_code_and_lists_of_markdown_are_copied_as_they_were_set(tmp_path: Path) -> None:
    article = Write(tmp_path)(
        "# Fares\n\n1. one\n2. two\n   - within\n\n```\ndef fare(km): # a comment\n    return 2\n```\n"
    )
    text = article_text(article)
    assert "  1. one\n  2. two\n    • within" in text
    assert "  def fare(km): # a comment\n      return 2" in text
