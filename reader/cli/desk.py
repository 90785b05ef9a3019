"""From the command line to the desk: on files, on the archive, or on the sample."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import UsageError
from reader.paths import ARCHIVE_FILE, archive_from_environment, default_archive, sample_archive
from reader.tui.start import check_terminal, run_desk

# The library is imported when it is opened: the desk paints its first frame before that.
if TYPE_CHECKING:
    from reader.library import Library

LONGEST_QUERY = 512
"""Characters that the query language takes."""
SAMPLE_NOTICE = "sample corpus, pure fiction; for your own: broadsheet FILE"


def open_desk(options: argparse.Namespace) -> int:
    """Open the desk. Raises UsageError without a terminal, InputError where no file can be read, ArchiveError."""
    check_terminal()
    named = options.archive or archive_from_environment()
    if named == Path():
        raise UsageError("--archive names no folder", "give one, or leave the option out")
    opened: list[Library] = []

    def opener() -> "tuple[Library, str, str]":
        library, query, notice = opened_on_files if options.files else _chosen(named)
        opened.append(library)
        return library, options.query or query, notice

    try:
        if options.files:  # they are read with a progress bar, and a fault is told, before the screen is taken over
            opened_on_files = _on_files(options)
            opened.append(opened_on_files[0])
        return run_desk(opener, [named] if named else [default_archive(), sample_archive()])
    finally:
        for library in opened:
            library.close()


def _chosen(named: Path | None) -> "tuple[Library, str, str]":
    """The archive that was named, else the user's own if there is anything in it, else the sample."""
    from reader.library import open_library

    if named or (default_archive() / ARCHIVE_FILE).exists():
        library = open_library(named)
        if named or library.count():
            return library, "", ""
        library.close()
    return open_library(sample=True), "", SAMPLE_NOTICE


def _on_files(options: argparse.Namespace) -> "tuple[Library, str, str]":
    """The archive with the files added, a query for just them where it has more, and a notice."""
    from reader.cli.archive import open_named
    from reader.cli.narration import ProgressBar, say
    from reader.cli.verbs.add_verb import tell
    from reader.errors import InputError

    library = open_named(options.archive, make=True)
    bar = ProgressBar(plain=options.plain)
    try:
        report = library.add(options.files, encoding=options.encoding, progress=bar)
    finally:
        bar.close()
    read = [file for file in report.files if file.status != "failed"]
    if not read:
        library.close()
        for file in report.failed[:-1]:
            say(f"broadsheet: {file.fault}; {file.hint}")
        raise InputError(report.failed[-1].fault, report.failed[-1].hint)
    names = list(dict.fromkeys(file.dump for file in read))
    others = {dump.name for dump in library.dumps()} - set(names)
    query = "dump:" + ",".join(f'"{name}"' for name in names) if others else ""
    if len(query) > LONGEST_QUERY:  # a folder of many files: all of the archive, then
        query = ""
    notices = [*report.problems, *(f"{file.fault}; {file.hint}" for file in report.failed)]
    notices += [tell(file) for file in read if file.status != "unchanged"]
    return library, query, " · ".join(notices)
