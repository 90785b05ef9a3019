"""`broadsheet undo`."""

import argparse

from reader.cli.archive import open_named
from reader.cli.narration import say


def run(options: argparse.Namespace) -> int:
    """Take the last change back; 1 where there is none."""
    with open_named(options.archive) as library:
        change = library.undo()
        say(f"taken back: {change.label}" if change.number else change.label)
        return 0 if change.number else 1
