"""`broadsheet restore-state`."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from reader.cli.archive import open_named
from reader.cli.narration import say
from reader.errors import InputError
from reader.kept import RestoreReport
from reader.text import plural

MOST_READ = 4_000_000
"""Characters of a line that are read; no record has as many."""


def run(options: argparse.Namespace) -> int:
    """Take in what was kept; 3 where lines of it could not be read, which are named."""
    with open_named(options.archive, make=True) as library, _lines(options.file) as given:
        report = library.restore_state(given, replace=options.replace)
        for fault in report.faults:
            say(f"broadsheet: {fault}")
        say(_told(report, replaced=options.replace))
        return 3 if report.faults else 0


def _told(report: RestoreReport, *, replaced: bool) -> str:
    given = plural(report.records, "record")
    if report.articles:
        given += f" of {plural(report.articles, 'article')}"
    if not report.changed:
        return f"nothing new in {given}: nothing was changed"
    if replaced or report.changed >= report.records:
        return f"{given} restored"
    return f"{given} restored: {report.changed:,} new or changed, the others are as they were"


@contextmanager
def _lines(path: Path) -> Iterator[Iterator[str]]:
    """The lines of a file, or of standard input. Raises InputError."""
    if str(path) == "-":
        yield _bounded(sys.stdin)
        return
    try:
        file = path.open(encoding="utf-8", errors="replace")
    except OSError as fault:
        raise InputError(f"{path}: {fault.strerror or fault}", "name a file that dump-state wrote") from fault
    with file:
        yield _bounded(file)


def _bounded(file: TextIO) -> Iterator[str]:
    """Lines, of one that is too long for any record its beginning only: a file without line ends fills no memory."""
    while line := file.readline(MOST_READ):
        yield line
        while len(line) == MOST_READ and not line.endswith("\n"):
            line = file.readline(MOST_READ)
