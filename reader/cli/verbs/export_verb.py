"""`broadsheet export`."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.cli.archive import bring_up_to_date, open_named
from reader.cli.export_choice import idle_options, read_counted, read_request
from reader.cli.narration import ProgressBar, say, say_written
from reader.cli.output import write
from reader.errors import UsageError
from reader.library import Library
from reader.results import Progress
from reader.taking import ExportRequest
from reader.text import plural


def run(options: argparse.Namespace) -> int:
    """Write the articles; 1 where there are none."""
    with open_named(options.archive) as library:
        if options.schema:
            write(library, [library.export_schema(options.schema)], out=options.out, force=options.force)
            say_written(f"schema of {options.schema}", options.out)
            return 0
        if options.counts:
            return _write_counts(library, options)
        request = read_request(library, options)
        for idle in idle_options(library, request):
            say(f"broadsheet: {idle} changes nothing in {request.format}")
        return _write_articles(library, request, options)


def _write_counts(library: Library, options: argparse.Namespace) -> int:
    searches = read_counted(library, options)
    bring_up_to_date(library, plain=options.plain, must=False)
    pieces = library.counts_table(searches, excel=options.excel)
    write(library, (piece.decode() for piece in pieces), out=options.out, force=options.force)
    say_written("counts by day", options.out)
    return 0


def _write_articles(library: Library, request: ExportRequest, options: argparse.Namespace) -> int:
    bar, articles, report, path = ProgressBar(plain=options.plain), 0, None, Path(options.out)

    def progress(now: Progress) -> None:
        nonlocal articles
        articles = max(articles, now.total)
        if options.out != "-" or not sys.stdout.isatty():
            bar(now)

    try:
        if options.each:
            if options.out == "-":
                raise UsageError("--each writes into a folder", "name it with --out")
            report = library.export_folder(
                request, path, force=options.force, manifest=options.manifest, progress=progress
            )
        elif options.out == "-":
            _write_to_standard_output(library.export_document(request, progress=progress), request.format)
        else:
            with _target(library, request, options.out) as path:
                report = library.export_file(
                    request, path, force=options.force, manifest=options.manifest, progress=progress
                )
    finally:
        bar.close()
    if report is not None:
        what = plural(report.articles, "article") + (", with a manifest" if report.manifest else "")
        say_written(what, str(path))
    return 0 if articles else 1


def _write_to_standard_output(pieces: Iterator[bytes], name: str) -> None:
    if name == "epub" and sys.stdout.isatty():
        raise UsageError("an EPUB is no text to show on a terminal", "name a file with --out")
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


@contextmanager
def _target(library: Library, request: ExportRequest, out: str) -> Iterator[Path]:
    """The file that `--out` means: in a folder it gets a name of its own, and what ends in / is a folder."""
    path, made = Path(out), False
    if out.endswith(os.sep) and not path.exists():
        path.mkdir()
        made = True
    try:
        yield path / library.export_name(request) if path.is_dir() else path
    except BaseException:
        if made:
            path.rmdir()
        raise
