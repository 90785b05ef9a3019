"""Ways to the clipboard: a program of this computer, the terminal itself (OSC 52), and a file that is always written.

Nothing here touches a widget: programs and the file are tried on a thread, and the sequence for the terminal is handed
back to the desk, which writes it. The text is base64 in it, so no byte of the text can steer the terminal.
"""

import base64
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reader.errors import ReaderError
from reader.paths import private_folder

TOOL_SECONDS = 2.0
"""How long a program may take. They answer in hundredths of a second, or hang on a display that is gone."""

MAX_OSC52 = 74_994
"""Most base64 characters for a terminal: 100,000 bytes is where several cut a sequence, less what wrapping adds; as in
hterm's osc52.sh."""

SCREEN_PIECE = 240
"""Characters of one control string for GNU screen, which drops longer ones (256 bytes in its oldest versions)."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that puts its input on a clipboard. `name` is what people call it."""

    name: str
    arguments: tuple[str, ...]
    encoding: str = "utf-8"
    environment: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Copied:
    """Where a text went: the program that took it, if one did, and the file it stands in, unless that failed."""

    text: str
    tool: str
    file: Path | None
    fault: str = ""


def clipboard_tools(environment: Mapping[str, str], system: str = sys.platform) -> Iterator[Tool]:
    """The programs to try, in order: only those whose display or service the environment names.

    Over ssh a clipboard of the far computer is of no use, but for a display that ssh itself carries.
    """
    far = bool(environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"))
    display = environment.get("DISPLAY", "")
    if environment.get("WAYLAND_DISPLAY") and not far:
        yield Tool("wl-copy", ("wl-copy", "--type", "text/plain;charset=utf-8"))
    if display and (not far or not display.startswith((":", "unix:"))):
        yield Tool("xclip", ("xclip", "-selection", "clipboard", "-in"))
        yield Tool("xsel", ("xsel", "--clipboard", "--input"))
    if system == "darwin" and not far:
        yield Tool("pbcopy", ("pbcopy",), environment=(("LC_CTYPE", "UTF-8"),))
    if (environment.get("WSL_DISTRO_NAME") or environment.get("WSL_INTEROP")) and not far:
        yield Tool("clip.exe", ("clip.exe",), encoding="utf-16")
    if environment.get("TMUX"):
        # With -w tmux passes it on to the clipboard of its own terminal, where its set-clipboard allows that.
        yield Tool("tmux", ("tmux", "load-buffer", "-w", "-"))


def run_tool(tool: Tool, text: str, environment: Mapping[str, str]) -> bool:
    """Give a program the text on its standard input; whether it took it. Never waits longer than `TOOL_SECONDS`."""
    path = shutil.which(tool.arguments[0], path=environment.get("PATH", os.defpath))
    if path is None or not os.path.isabs(path):  # a program of the folder one stands in is not ours to run
        return False
    try:
        done = subprocess.run(
            [path, *tool.arguments[1:]],
            input=text.encode(tool.encoding, "replace"),
            # xclip and wl-copy go on in the background to serve the text; they must hold nothing of ours open.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**environment, **dict(tool.environment)},
            timeout=TOOL_SECONDS,
            start_new_session=True,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def copy(text: str, file: Path, environment: Mapping[str, str], system: str = sys.platform) -> Copied:
    """Write the text to the file, then try the programs until one takes it."""
    fault = ""
    try:
        write_copy(file, text)
    except (OSError, ReaderError) as error:
        fault = str(error)
    tool = next((tool.name for tool in clipboard_tools(environment, system) if run_tool(tool, text, environment)), "")
    return Copied(text, tool, None if fault else file, fault)


def write_copy(file: Path, text: str) -> None:
    """Write a small text file whole or not at all, for its owner only. Raises OSError, ArchiveError."""
    folder = private_folder(file.parent)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=f".{file.name}.")
    try:
        with open(handle, "w", encoding="utf-8", errors="replace", newline="\n") as out:
            out.write(text + "\n")
        os.replace(temporary, file)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def terminal_sequence(text: str, environment: Mapping[str, str]) -> str | None:
    """OSC 52 with the text, wrapped for tmux or GNU screen; None where it is longer than terminals take."""
    coded = base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")
    if len(coded) > MAX_OSC52:
        return None
    sequence = f"\x1b]52;c;{coded}\x07"
    if environment.get("TMUX"):
        return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if environment.get("STY") or re.match("screen(?!.*tmux)", environment.get("TERM", "")):
        pieces = (sequence[at : at + SCREEN_PIECE] for at in range(0, len(sequence), SCREEN_PIECE))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return sequence
