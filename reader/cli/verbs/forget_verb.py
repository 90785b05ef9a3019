"""Take a dump's articles out of the archive. The file itself is never touched."""

import argparse

from reader.cli.archive import bring_up_to_date, open_named
from reader.cli.narration import say


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("dump", metavar="DUMP", help="its file name, or its path where two have the same name")


def run(options: argparse.Namespace) -> int:
    """Forget the dump."""
    with open_named(options.archive) as library:
        gone = library.forget(options.dump)
        bring_up_to_date(library, plain=options.plain, must=False)
        say(f"{options.dump}: {gone:,} articles taken out, {library.count():,} left")
        return 0
