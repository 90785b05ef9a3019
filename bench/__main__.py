"""Run a measurement by name; without one, say which there are."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

NAMES = ("start", "cli", "keys", "filing", "search", "indexing", "compare", "reading", "desk", "export")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measurement that is named first; what follows is for it."""
    given = sys.argv[1:] if arguments is None else arguments
    measurements = {name: import_module(f"bench.{name}") for name in NAMES}
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Measure broadsheet. There are:\n\n"
        + "\n".join(f"  {name:9} {(module.__doc__ or '').splitlines()[0]}" for name, module in measurements.items()),
        epilog="`python -m bench NAME --help` tells what a measurement can be told.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", nargs="?", choices=NAMES, metavar="NAME", help="what to measure")
    parser.add_argument("options", nargs=argparse.REMAINDER, metavar="...", help="what it is told")
    chosen = parser.parse_args(given)
    if chosen.name is None:
        parser.print_help()
    else:
        measurements[chosen.name].main(chosen.options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
