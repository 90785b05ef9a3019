"""The command `broadsheet`: a verb, or the desk."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from reader.cli.commands import is_verb, nearest_verb, parse_desk, parse_verb
from reader.errors import InputError, ReaderError
from reader.text import clean


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line; the exit code is that of the contract."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _dispatch(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except ReaderError as fault:
        print(clean(f"broadsheet: {fault}"), file=sys.stderr)
        return fault.exit_code
    except BrokenPipeError:
        # Python flushes at exit and would complain; whoever closed the pipe has what they wanted.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 141
    except KeyboardInterrupt:
        return 130


def _dispatch(arguments: Sequence[str]) -> int:
    if is_verb(arguments):
        options = parse_verb(arguments[0], arguments[1:])
        code: int = import_module(f"reader.cli.verbs.{arguments[0]}_verb").run(options)
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
    if files and not files[0].exists() and files[0].name == str(files[0]) and (verb := nearest_verb(files[0].name)):
        raise InputError(f"no file {files[0].name!r}, and no verb of that name", f"did you mean: broadsheet {verb}?")
