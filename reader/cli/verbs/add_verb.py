"""`broadsheet add`."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from reader.cli.archive import bring_up_to_date, open_named
from reader.cli.narration import ProgressBar, say
from reader.results import AddedFile
from reader.text import clean

MOST_NOTICES = 12


def run(options: argparse.Namespace) -> int:
    """Add the files; 3 where one of them could not be read."""
    with open_named(options.archive, make=True) as library:
        bar = ProgressBar(plain=options.plain)
        try:
            report = library.add(options.paths, encoding=options.encoding, progress=bar)
        finally:
            bar.close()
        if options.format == "json":
            print(clean(json.dumps({"files": [asdict(file) for file in report.files]}, ensure_ascii=True)))
        for problem in report.problems:
            say(f"broadsheet: {problem}")
        for file in report.files:
            if file.status == "failed":
                say(f"broadsheet: {file.fault}; {file.hint}" if file.hint else f"broadsheet: {file.fault}")
            elif options.format == "text":
                say(tell(file))
                _tell_notices(file)
        if report.passed_over and options.format == "text":
            say(f"{_number(report.passed_over, 'other file')} in folders passed over")
        if not options.no_wait:
            bring_up_to_date(library, plain=options.plain, must=True)
            if options.format == "text" and any(file.status != "failed" for file in report.files):
                say(f"{_number(library.count(), 'article')} in the archive; all can be searched")
        return 3 if report.failed else 0


def tell(file: AddedFile) -> str:
    """One line on a file that was read."""
    name = Path(file.path).name
    if file.status == "unchanged":
        return f"{name}: nothing new, {_number(file.articles, 'article')} known"
    parts = [f"{name}: {_number(file.articles, 'article')}"]
    if file.status == "updated":
        parts.append(f"{file.new:,} new, {file.gone:,} gone")
    if file.duplicates:
        parts.append(f"{_number(file.duplicates, 'duplicate')} filed once")
    if file.undated:
        parts.append(f"{file.undated:,} undated")
    if file.residue:
        parts.append(f"{_number(file.residue, 'line')} of scraping residue set aside")
    return ", ".join(parts)


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _tell_notices(file: AddedFile) -> None:
    for notice in file.notices[:MOST_NOTICES]:
        say(f"  line {notice.line}: {notice.text}" if notice.line else f"  {notice.text}")
    if len(file.notices) > MOST_NOTICES:
        say(f"  and {len(file.notices) - MOST_NOTICES:,} more like these")
