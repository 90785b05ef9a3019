"""`broadsheet dump-state`."""

import argparse
from collections.abc import Iterator

from reader.cli.archive import open_named
from reader.cli.narration import say_written
from reader.cli.output import write
from reader.text import plural


def run(options: argparse.Namespace) -> int:
    """Write what is kept."""
    with open_named(options.archive) as library:
        written = -1  # the first line is no record

        def lines() -> Iterator[str]:
            nonlocal written
            for line in library.dump_state():
                written += 1
                yield line

        write(library, lines(), out=options.out, force=options.force)
        say_written(plural(written, "record"), options.out)
        return 0
