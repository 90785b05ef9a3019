"""`broadsheet forget`."""

import argparse

from reader.cli.archive import bring_up_to_date, open_named
from reader.cli.narration import say


def run(options: argparse.Namespace) -> int:
    """Forget the dump."""
    with open_named(options.archive) as library:
        gone = library.forget(options.dump)
        bring_up_to_date(library, plain=options.plain, must=False)
        say(f"{options.dump}: {gone:,} articles taken out, {library.count():,} left")
        return 0
