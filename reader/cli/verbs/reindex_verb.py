"""`broadsheet reindex`."""

import argparse

from reader.cli.archive import bring_up_to_date, open_named
from reader.cli.narration import say


def run(options: argparse.Namespace) -> int:
    """Build the index again; the old one answers until the new one is whole."""
    with open_named(options.archive) as library:
        bring_up_to_date(library, plain=options.plain, must=True, rebuild=True)
        say(f"{library.count():,} articles indexed")
        return 0
