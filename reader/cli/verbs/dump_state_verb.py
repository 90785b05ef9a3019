"""`broadsheet dump-state`."""

import argparse

from reader.cli.archive import open_named
from reader.cli.output import write


def run(options: argparse.Namespace) -> int:
    """Write what is kept."""
    with open_named(options.archive) as library:
        pieces = (line if line.endswith("\n") else f"{line}\n" for line in library.dump_state())
        write(library, pieces, out=options.out, force=options.force)
        return 0
