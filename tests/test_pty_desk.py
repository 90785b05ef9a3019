"""What only a terminal shows: the first frame, raw bytes, signals, restored modes, exit codes."""

import json
import os
import re
import signal
import subprocess
import sys
import termios
import time
import unicodedata
from pathlib import Path

import pytest

from tests.hostile import HOSTILE
from tests.terminal import OWN, ROOT, Terminal

PROGRAM = str(ROOT / "tests" / "desk_program.py")
RESTORED = ("\x1b[?1049l", "\x1b[?1003l", "\x1b[?2004l", "\x1b[?25h")


def desk(folder: Path, kind: str = "", **environment: str) -> Terminal:
    return Terminal([PROGRAM, str(folder), kind], environment)


def assert_restored(terminal: Terminal) -> None:
    assert [sequence for sequence in RESTORED if sequence not in terminal.text] == []
    flags = termios.tcgetattr(terminal.master)[3]
    assert flags & termios.ECHO
    assert flags & termios.ICANON


def test_it_starts_takes_keys_and_leaves(tmp_path: Path) -> None:
    with desk(tmp_path) as terminal:
        terminal.until("Report 1 from Brennvik")
        terminal.send("/ferry")
        terminal.until("13 of 40")
        terminal.send("\rq")
        assert terminal.wait() == 0
        assert_restored(terminal)
    assert json.loads((tmp_path / "desk.json").read_text())["query"] == "ferry"


def test_keys_that_come_before_the_first_frame_and_all_at_once_are_not_lost(tmp_path: Path) -> None:
    with desk(tmp_path) as terminal:
        terminal.until("\x1b[?1049h")
        terminal.send("/ferry\r")
        terminal.until("13 of 40")
        terminal.send("jjm")
        terminal.until("1 marked")
        terminal.send("\r")
        terminal.until("4 of 13")
        terminal.send("q/\x15shells\rQ")
        assert terminal.wait() == 0
    assert json.loads((tmp_path / "desk.json").read_text())["query"] in ("ferry", "shells")


def test_bytes_that_are_no_text_do_not_end_it(tmp_path: Path) -> None:
    with desk(tmp_path) as terminal:
        terminal.until("Report 1 from Brennvik")
        os.write(terminal.master, b"/fer\xff\xfe\x15ferry")
        terminal.until("13 of 40")
        terminal.send("\rQ")
        assert terminal.wait() == 0


@pytest.mark.parametrize("key", ["q", "Q", "\x11"])
def test_every_way_out_is_exit_0(tmp_path: Path, key: str) -> None:
    with desk(tmp_path) as terminal:
        terminal.until("Report 1 from Brennvik")
        terminal.send(key)
        assert terminal.wait() == 0
        assert_restored(terminal)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT])
def test_a_signal_restores_the_terminal_and_saves(tmp_path: Path, number: int) -> None:
    with desk(tmp_path) as terminal:
        terminal.until("Report 1 from Brennvik")
        terminal.send("jj")
        terminal.until("This is report 3")
        terminal.signal(number)
        assert terminal.wait() == 128 + number
        assert_restored(terminal)
    assert json.loads((tmp_path / "desk.json").read_text())["article"].endswith("3")


def test_a_signal_while_indexing_stops_it(tmp_path: Path) -> None:
    with desk(tmp_path, "indexing") as terminal:
        terminal.until("indexing: ")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait() == 128 + signal.SIGTERM


def test_a_terminal_that_vanishes_ends_the_desk(tmp_path: Path) -> None:
    terminal = desk(tmp_path)
    terminal.until("Report 1 from Brennvik")
    os.close(terminal.master)
    ends = time.monotonic() + 10
    while terminal.poll() is None and time.monotonic() < ends:
        time.sleep(0.05)
    assert terminal.code == 128 + signal.SIGHUP


def test_ctrl_z_suspends_and_fg_paints_again(tmp_path: Path) -> None:
    with desk(tmp_path) as terminal:
        terminal.until("Report 1 from Brennvik")
        terminal.send("\x1a")
        ends = time.monotonic() + 10
        while b"State:\tT" not in Path(f"/proc/{terminal.pid}/status").read_bytes():
            assert time.monotonic() < ends
            terminal.read()
        assert "\x1b[?1049l" in terminal.text
        terminal.output = b""
        terminal.signal(signal.SIGCONT)
        terminal.until("Report 1 from Brennvik")
        terminal.send("q")
        assert terminal.wait() == 0


def test_a_size_that_the_shell_exports_does_not_hide_the_terminals_own(tmp_path: Path) -> None:
    with desk(tmp_path, COLUMNS="80", LINES="24") as terminal:
        terminal.until("── facets")  # drawn from 110 columns on
        terminal.resize(20, 5)
        terminal.until("needs 40")
        terminal.send("q")
        assert terminal.wait() == 0


def test_a_storm_of_resizes_is_survived(tmp_path: Path) -> None:
    with desk(tmp_path) as terminal:
        terminal.until("Report 1 from Brennvik")
        for number in range(150):
            terminal.resize(*[(120, 36), (80, 24), (20, 5), (1, 1), (300, 100), (60, 20)][number % 6])
            terminal.read(0.005)
        terminal.resize(20, 5)
        terminal.until("needs 40")
        terminal.send("q")
        assert terminal.wait() == 0


def test_a_defect_is_one_line_and_a_log_without_values(tmp_path: Path) -> None:
    with desk(tmp_path / "archive", "crash") as terminal:
        assert terminal.wait() == 1
        assert_restored(terminal)
        left = terminal.text.rsplit("\x1b[?1049l", 1)[1]
        assert "unexpected KeyError" in left
        assert "Traceback" not in left
        assert "SECRET" not in terminal.text
    logs = list(tmp_path.rglob("log.txt"))
    assert [path.stat().st_mode & 0o777 for path in logs] == [0o600]
    log = logs[0].read_text()
    assert "desk_program.py" in log
    assert "SECRET" not in log


def test_nothing_of_the_texts_reaches_the_terminal_raw(tmp_path: Path) -> None:
    with desk(tmp_path, "hostile") as terminal:
        terminal.until("of 15")
        for keys in ("jjjjjjjjjjjjjj", "gg", "\r", "JJJJJJJJJ", "g", "r", "\x1b", "/x", "\x1b", "?", "J", "q", "q",
                     "mm", "c", "xo", "q", "f ", "q", "/\x1b[200~\x1b]52;c;QQ==\x07[/]\x1b[201~", "\x1b"):  # fmt: skip
            terminal.send(keys)
            for _ in range(6):
                terminal.read(0.03)
        terminal.send("\x11")
        assert terminal.wait() == 0
    left = OWN.sub("", terminal.text)
    bad = [c for c in left if c not in "\r\n\u200c\u200d" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert bad == [], re.findall(r".{30}\x1b.{30}", left, re.DOTALL)[:5]
    assert HOSTILE


@pytest.mark.parametrize("redirect", ["</dev/null", "<&-", "2>/dev/null"])
def test_without_a_terminal_one_line_names_the_command_line(tmp_path: Path, redirect: str) -> None:
    command = f"{sys.executable} {PROGRAM} {tmp_path} {redirect}"
    found = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=30, cwd=ROOT)
    assert found.returncode == 2
    if "2>" not in redirect:
        assert len(found.stderr.splitlines()) == 1
        assert "broadsheet search, show or list" in found.stderr


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_cannot_be_drawn_on_is_refused(tmp_path: Path, term: str) -> None:
    with desk(tmp_path, "", TERM=term) as terminal:
        assert terminal.wait() == 2
        assert "broadsheet search, show or list" in terminal.text
        assert "\x1b" not in terminal.text


def test_variables_of_textual_have_no_effect(tmp_path: Path) -> None:
    with desk(tmp_path, "", TEXTUAL_DRIVER="os:system", TEXTUAL_PRESS="q,q") as terminal:
        terminal.until("Report 1 from Brennvik")
        terminal.send("j")
        terminal.until("This is report 2")
        terminal.send("q")
        assert terminal.wait() == 0


@pytest.mark.parametrize("value", ["1", "true"])
def test_without_colour_cursor_and_hits_are_still_seen(tmp_path: Path, value: str) -> None:
    with desk(tmp_path, "", NO_COLOR=value) as terminal:
        terminal.until("Report 1 from Brennvik")
        terminal.send("/ferry\r")
        terminal.until("hit 1 of 1")
        terminal.send("q")
        assert terminal.wait() == 0
    assert re.search(r"\x1b\[[0-9;]*\b[47]\b[0-9;]*m", terminal.text)
