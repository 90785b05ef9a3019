"""`broadsheet reindex`."""

import argparse

from reader.cli.archive import bring_up_to_date, open_named
from reader.cli.narration import say


def run(options: argparse.Namespace) -> int:
    """Throw the index away and build it again."""
    with open_named(options.archive) as library:
        library.drop_index()
        bring_up_to_date(library, plain=options.plain, must=True)
        say(f"{library.count():,} articles indexed")
        return 0
