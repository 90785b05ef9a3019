"""The way into the desk and out of it: terminal, environment, exit code, and the log of what went wrong."""

import gc
import os
import sys
from typing import TYPE_CHECKING

from reader.errors import ReaderError, UsageError

if TYPE_CHECKING:
    from reader.library import Library

INSTEAD = "use broadsheet search, show or list"


def check_terminal() -> None:
    """Raise UsageError unless the desk can read keys and draw: it reads stdin and draws on stderr."""
    if not all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__)):
        raise UsageError("the desk needs a terminal", INSTEAD)
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise UsageError(f"the desk cannot draw on TERM={os.environ.get('TERM', '') or '(unset)'}", INSTEAD)


def run_desk(library: "Library", *, query: str = "", notice: str = "") -> int:
    """Open the desk on a library until it is left; returns the exit code.

    It goes on where it was left, unless there is another `query`. `notice` is said once it is open.
    Raises UsageError where there is no terminal for it.
    """
    check_terminal()
    # Until the first rows are there nothing becomes garbage, and looking for it all the same takes a tenth of the time.
    gc.disable()
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]  # they act while Textual is imported: one of them even imports a class by name
    if "utf" not in (getattr(sys.__stderr__, "encoding", "") or "").lower():
        notice = " · ".join(text for text in (notice, "this terminal is not UTF-8: some signs will look wrong") if text)
    try:
        from reader.tui.app import DeskApp

        app = DeskApp(library, query=query, notice=notice)
        app.run(mouse=library.config.mouse)
        return app.return_code or 0
    except ReaderError:
        raise
    except Exception as fault:
        from reader.text import clean
        from reader.tui.log import write_log

        print(clean(write_log(fault)), file=sys.stderr)
        return 1
