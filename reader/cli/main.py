"""The command `broadsheet`: a verb, or the desk."""

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from reader.cli.commands import is_verb, module_of, nearest_verb, parse_desk, parse_verb
from reader.errors import InputError, ReaderError, UsageError
from reader.text import clean


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line; the exit code is that of the contract."""
    _sound_streams()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name) and threading.current_thread() is threading.main_thread():
            signal.signal(getattr(signal, name), _leave)  # so that no half-written file stays behind
    try:
        code = _dispatch(arguments)
        sys.stdout.flush()
        return code
    except ReaderError as fault:
        return _tell(f"broadsheet: {fault}", fault.exit_code)
    except BrokenPipeError:
        # Python flushes at exit and would complain; whoever closed the pipe has what they wanted.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 141
    except KeyboardInterrupt:
        return _tell("broadsheet: stopped; what was done before is kept", 130)
    except OSError as fault:
        where = f" ({os.fsdecode(fault.filename)})" if fault.filename else ""
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return _tell(f"broadsheet: {fault.strerror or fault}{where}", 4)
    except Exception as fault:
        from reader.log import write_log

        return _tell(write_log(fault), 1)


def _tell(line: str, code: int) -> int:
    with contextlib.suppress(OSError):
        print(clean(line), file=sys.stderr, flush=True)
    return code


def _leave(number: int, _: object) -> None:
    raise SystemExit(128 + number)


def _sound_streams() -> None:
    """Streams that take any text; a closed one is one that nobody reads."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - as long as the process
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - as long as the process
    elif hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")


def _dispatch(arguments: Sequence[str]) -> int:
    if is_verb(arguments):
        options = parse_verb(arguments[0], arguments[1:])
        code: int = import_module(module_of(arguments[0])).run(options)
        return code
    options = parse_desk(arguments)
    if options.version:
        from importlib.metadata import version

        print(f"broadsheet {version('broadsheet')}")
        return 0
    _refuse_mistyped_verb(options.files)
    from reader.cli.desk import open_desk

    return open_desk(options)


def _refuse_mistyped_verb(files: Sequence[Path]) -> None:
    if not files or files[0].exists() or files[0].name != str(files[0]):
        return
    name = files[0].name
    if is_verb([name]):
        raise UsageError(f"{name} is a verb, and stands first", f"write: broadsheet {name} …, or ./{name} for a file")
    if verb := nearest_verb(name):
        raise InputError(f"no file {name!r}, and no verb of that name", f"did you mean: broadsheet {verb}?")
