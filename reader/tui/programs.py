"""Programs outside the desk: pager, editor, browser, a command; what they are given, and the terminal meanwhile."""

import asyncio
import os
import re
import shlex
import shutil
import signal
import subprocess
import tempfile
import threading
import webbrowser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from textual.app import SuspendNotSupported

from reader.errors import UsageError

if TYPE_CHECKING:
    from reader.tui.app import DeskApp

PAGERS = ("less", "more")
"""Where `$PAGER` names none."""

EDITORS = ("sensible-editor", "nano", "vi")
"""Where neither `$VISUAL` nor `$EDITOR` names one."""

ENDS_OPTIONS = frozenset(
    ("emacs", "hx", "kak", "less", "micro", "more", "nano", "nvim", "vi", "view", "vim")
)  # fmt: skip
"""Programs that take `--` as the end of their options. Others would look for a file of that name."""

PAGER_SETTINGS = ("LESS", "LESSOPEN", "LESSCLOSE", "LESSKEY", "LESSKEYIN", "LESSKEY_CONTENT", "MORE", "MOST_INITFILE")
"""What makes pagers run programs on a file, begin with commands, or end before a short text was read."""

SIGNAL_SECONDS = 0.2
"""How long after a program the desk still takes a Ctrl-C for one that was meant for it."""

_TAKEN_BY_THE_DESK = (signal.SIGINT, signal.SIGQUIT)
"""Signals that the terminal sends to the program and to the desk alike."""

_ADDRESS = re.compile(r"https?://[^\s<>\"“”‘’«»|\\^`{}]+", re.IGNORECASE)
_NOT_ITS_OWN = ".,;:!?'…"
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\\\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufffd]")


def find_address(text: str) -> str:
    """The first web address of a text, without what belongs to the sentence around it; empty where there is none."""
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(_NOT_ITS_OWN)
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(_NOT_ITS_OWN)
        if is_web_address(address):
            return address
    return ""


def is_web_address(address: str) -> bool:
    """Whether a browser may be given this: http or https with a host, nothing that steers a terminal or a command."""
    if address.startswith("-") or _UNSAFE.search(address):
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def pager_command(environment: Mapping[str, str]) -> list[str]:
    """The words of `$PAGER`, or the first pager that there is; empty where none is found. No shell reads them."""
    return _command(environment.get("PAGER", ""), PAGERS)


def editor_command(environment: Mapping[str, str]) -> list[str]:
    """The words of `$VISUAL` or `$EDITOR`, or the first editor that there is; empty where none is found."""
    return _command(environment.get("VISUAL", "") or environment.get("EDITOR", ""), EDITORS)


def with_file(command: Sequence[str], path: str) -> list[str]:
    """A command that opens a file; no name of a file is ever an option."""
    ends = ["--"] if Path(command[0]).name in ENDS_OPTIONS and "--" not in command else []
    return [*command, *ends, path]


def pager_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of a pager: without what would have it do other things than show a text."""
    return {name: value for name, value in environment.items() if name not in PAGER_SETTINGS}


def split_command(line: str) -> list[str]:
    """A command that was typed, as program and arguments; the program by its path. Raises UsageError.

    No shell reads it: `|`, `>` and `$HOME` are arguments like others.
    """
    try:
        words = shlex.split(line)
    except ValueError as fault:
        raise UsageError(f"not a command: {str(fault).lower()}", "close the quotation mark") from fault
    found = _found(words)
    if words and not found:
        raise UsageError(f"no program {words[0]}", "is it spelt right, and in PATH?")
    return found


def _command(line: str, others: Sequence[str]) -> list[str]:
    try:
        words = shlex.split(line)
    except ValueError:
        words = []
    found = ([_found(words)] if words else []) or map(_found, ([name] for name in others))
    return next(filter(None, found), [])


def _found(words: Sequence[str]) -> list[str]:
    path = shutil.which(words[0]) if words else None
    return [path, *words[1:]] if path is not None and os.path.isabs(path) else []


def show_in_pager(desk: "DeskApp", text: str) -> str:
    """Leave the terminal to the pager until it ends; what went wrong, empty if nothing did."""
    command = pager_command(os.environ)
    if not command:
        return "no pager here: set PAGER to one, such as less"
    return _show(desk, command, text, pager_environment(os.environ))


def show_in_editor(desk: "DeskApp", text: str) -> str:
    """Leave the terminal to the editor with a copy of a text; what went wrong, empty if nothing did."""
    command = editor_command(os.environ)
    return _show(desk, command, text) if command else "no editor here: set EDITOR to one, such as nano"


def pipe_through(desk: "DeskApp", command: Sequence[str], text: str) -> str:
    """Leave the terminal to a command that reads a text, and show what it says until Enter; what went wrong."""
    return _told(command, _run(desk, command, text.encode("utf-8", "replace")))


def _show(desk: "DeskApp", command: Sequence[str], text: str, environment: Mapping[str, str] | None = None) -> str:
    with tempfile.TemporaryDirectory(prefix="broadsheet-") as folder:
        path = Path(folder) / "article.txt"
        path.write_text(text, encoding="utf-8", errors="replace")
        return _told(command, _run(desk, with_file(command, str(path)), environment=environment))


def _told(command: Sequence[str], fault: str) -> str:
    return f"{Path(command[0]).name}: {fault}" if fault else ""


def open_in_browser(desk: "DeskApp", address: str) -> str:
    """Open a web address in a browser, on a thread of its own; what went wrong, empty if nothing is known to have."""
    if not is_web_address(address):
        return f"no web address: {address}"
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return f"no browser is known here; the address is {address}"
    if type(browser) is webbrowser.GenericBrowser:  # one that draws in this terminal
        fault = _run(desk, [browser.name, *(word.replace("%s", address) for word in browser.args)])
        return f"{browser.name}: {fault}" if fault else ""

    def work() -> None:
        opened = False
        with suppress(OSError, webbrowser.Error):
            opened = browser.open(address)
        desk.call_later(desk.say, f"opened {address}" if opened else f"the browser did not open {address}")

    threading.Thread(target=work, daemon=True, name="browser").start()
    return ""


def _run(
    desk: "DeskApp", command: Sequence[str], given: bytes | None = None, environment: Mapping[str, str] | None = None
) -> str:
    """Run a program on the terminal, which the desk leaves and takes back; what went wrong, empty if nothing did.

    What is `given` the program reads; then it is waited for Enter, so that its answer can be read.
    """
    try:
        with desk.suspend(), _own_signals(desk):
            done = subprocess.run(list(command), input=given, check=False, env=environment)
            if given is not None:
                _wait_for_enter(Path(command[0]).name, done.returncode)
    except SuspendNotSupported:
        return "this terminal cannot be left to another program"
    except OSError as error:
        return error.strerror or "cannot be run"
    finally:
        desk.refresh(layout=True)
    return ""


def _wait_for_enter(name: str, code: int) -> None:
    ended = f"{name} ended" if code == 0 else f"{name} ended with {code}"
    with suppress(OSError), open("/dev/tty", "r+b", buffering=0) as terminal:
        terminal.write(f"\n[{ended}; Enter goes back]".encode())
        while terminal.read(1) not in (b"\n", b"\r", b""):
            pass


@contextmanager
def _own_signals(desk: "DeskApp") -> Iterator[None]:
    """Ctrl-C in the program is for the program; the desk goes on."""
    loop = asyncio.get_running_loop()
    taken = _TAKEN_BY_THE_DESK if threading.current_thread() is threading.main_thread() else ()
    for number in taken:
        loop.remove_signal_handler(number)
        signal.signal(number, lambda *_: None)  # not ignored: the program would inherit that
    try:
        yield
    finally:
        # The loop still has to read what came meanwhile, and would take it for a wish to leave.
        for number in taken:
            loop.call_later(SIGNAL_SECONDS, loop.add_signal_handler, cast(int, number), desk.leave, number)
