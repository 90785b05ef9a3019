"""From the command line to the desk: on files, on the archive, or on the sample."""

import argparse
from pathlib import Path

from reader.cli.archive import named_archive, open_named
from reader.cli.narration import ProgressBar, say
from reader.cli.verbs.add_verb import tell
from reader.errors import InputError
from reader.library import Library, open_library

SAMPLE_NOTICE = "This is the sample corpus, pure fiction. To read your own: broadsheet FILE"


def open_desk(options: argparse.Namespace) -> int:
    """Open the desk. Raises UsageError without a terminal, InputError where no file can be read, ArchiveError."""
    from reader.tui.start import check_terminal, run_desk

    check_terminal()
    library, query, notice = _chosen(options)
    try:
        return run_desk(library, query=options.query or query, notice=notice)
    finally:
        library.close()


def _chosen(options: argparse.Namespace) -> tuple[Library, str, str]:
    """The library to open, the query to start with, and a notice for the message line."""
    if not options.files and named_archive(options.archive) is None:
        library = open_named(None)
        if library.count():
            return library, "", ""
        library.close()
        return open_library(sample=True), "", SAMPLE_NOTICE
    library = open_named(options.archive)
    if not options.files:
        return library, "", ""
    return library, *_added(library, options.files, options.encoding, plain=options.plain)


def _added(library: Library, files: list[Path], encoding: str | None, *, plain: bool) -> tuple[str, str]:
    """Add the files; the query that shows just them where the archive has more, and a notice."""
    bar = ProgressBar(plain=plain)
    try:
        report = library.add(files, encoding=encoding, progress=bar)
    finally:
        bar.close()
    read = [file for file in report.files if file.status != "failed"]
    if not read:
        first = report.failed[0]
        for file in report.failed[1:]:
            say(f"broadsheet: {file.fault}; {file.hint}")
        raise InputError(first.fault, first.hint)
    names = list(dict.fromkeys(file.dump for file in read))
    others = {dump.name for dump in library.dumps()} - set(names)
    query = " ".join(["dump:" + ",".join(f'"{name}"' for name in names)]) if others else ""
    notices = [f"{file.fault}; {file.hint}" for file in report.failed]
    notices += [tell(file) for file in read if file.status != "unchanged"]
    return query, " · ".join(notices)
