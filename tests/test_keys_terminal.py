"""What of the keys only a terminal shows: the mouse that is left to it, and the bare text to select from."""

from pathlib import Path

from tests.terminal import ROOT, Terminal

PROGRAM = str(ROOT / "tests" / "desk_program.py")


def test_the_mouse_is_left_to_the_terminal_and_taken_back(tmp_path: Path) -> None:
    with Terminal([PROGRAM, str(tmp_path), ""]) as terminal:
        terminal.until("Report 1 from Brennvik")
        assert "\x1b[?1003l" not in terminal.text
        terminal.send("gm")
        terminal.until("\x1b[?1003l")
        before = terminal.text.count("\x1b[?1003h")
        terminal.until("the terminal has the mouse")
        terminal.send("gm")
        terminal.until("the desk has the mouse")
        assert terminal.text.count("\x1b[?1003h") == before + 1
        terminal.send("q")
        assert terminal.wait() == 0


def test_drawing_anew_twice_leaves_the_screen_to_the_bare_text(tmp_path: Path) -> None:
    with Terminal([PROGRAM, str(tmp_path), ""]) as terminal:
        terminal.until("Report 1 from Brennvik")
        terminal.send("\r")
        terminal.until("section 1 of 2")
        terminal.send("\x0c\x0c")
        terminal.until("-- Enter goes back")
        bare = terminal.text.rpartition("\x1b[?1049l")[2]
        assert "Shells fell near Lindholm. " + "This is report 1. " * 7 in bare
        assert "│" not in bare
        terminal.send("\n")
        terminal.until("\x1b[?1049h")
        terminal.send("Q")
        assert terminal.wait() == 0
