"""The way into the desk and out of it: terminal, environment, exit code, and the log of what went wrong."""

import contextlib
import gc
import json
import os
import sys
from typing import TYPE_CHECKING

from reader.config import load_config
from reader.errors import ReaderError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reader.library import Library
    from reader.tui.way import Way

INSTEAD = "use broadsheet search, show or list"


def check_terminal() -> None:
    """Raise UsageError unless the desk can read keys and draw: it reads stdin and draws on stderr."""
    if not all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__)):
        raise UsageError("the desk needs a terminal", INSTEAD)
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise UsageError(f"the desk cannot draw on TERM={os.environ.get('TERM', '') or '(unset)'}", INSTEAD)


def listen(way: "Way") -> None:
    """Have what is typed read so that no byte ends the program, and that the way is blocked before it gets anywhere.

    A byte that is no UTF-8, pasted or typed, becomes a sign of it: Textual 8.2.8 ends the program over one. And it
    reads keys on a thread of its own, which hands them to the interface: to ask for the interpreter at each step would
    take as long as to answer a key.
    """
    import codecs
    from functools import partial

    from textual.drivers import linux_driver

    class Decoder(codecs.getincrementaldecoder("utf-8")):  # type: ignore[misc]
        def decode(self, typed: bytes, final: bool = False) -> str:
            way.block()
            return str(super().decode(typed, final))

    linux_driver.getincrementaldecoder = lambda _: partial(Decoder, "replace")  # type: ignore[attr-defined]


def run_desk(open_library: "Callable[[], tuple[Library, str, str]]", folders: "Sequence[Path]" = ()) -> int:
    """Open the desk on a library until it is left; returns the exit code.

    `open_library` is called once the first frame has been painted. It gives the library, a query and a notice to be
    said; the desk goes on where it was left unless there is another query. `folders` are the archives that the library
    may turn out to be, the likeliest first: the first frame has the theme of the first one that remembers a theme.
    Raises UsageError where there is no terminal for it, and what `open_library` raises.
    """
    check_terminal()
    # Until the first rows are there nothing becomes garbage, and looking for it all the same takes a tenth of the time.
    # From then on the desk itself says when: `garbage.py`.
    gc.disable()
    # TEXTUAL_… act while Textual is imported: one of them even imports a class by name. A size that some shells export
    # would be believed before the terminal's own, and no resize be seen.
    for name in [name for name in os.environ if name.startswith("TEXTUAL") or name in ("COLUMNS", "LINES")]:
        del os.environ[name]
    config = load_config()
    try:
        import asyncio

        from reader.tui.app import DeskApp
        from reader.tui.way import IdleSelector

        app = DeskApp(_with_encoding_notice(open_library), theme=_remembered_theme(folders) or config.theme)
        listen(app.way)
        with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(IdleSelector(app.way))) as runner:
            runner.run(app.run_async(mouse=config.mouse))
    except ReaderError:
        raise
    except Exception as fault:
        from reader.log import write_log
        from reader.text import clean

        print(clean(write_log(fault)), file=sys.stderr)
        return 1
    if app.fault:
        raise app.fault
    return app.return_code or 0


def _remembered_theme(folders: "Sequence[Path]") -> str:
    for folder in folders:
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
            return str(json.loads((folder / "desk.json").read_bytes())["theme"])
    return ""


def _with_encoding_notice(
    open_library: "Callable[[], tuple[Library, str, str]]",
) -> "Callable[[], tuple[Library, str, str]]":
    if "utf" in (getattr(sys.__stderr__, "encoding", "") or "").lower():
        return open_library

    def opened() -> "tuple[Library, str, str]":
        library, query, notice = open_library()
        told = (notice, "this terminal is not UTF-8: some signs will look wrong")
        return library, query, " · ".join(filter(None, told))

    return opened
