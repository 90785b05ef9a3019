"""Run a measurement by name."""

import sys
from importlib import import_module

NAMES = ("start", "cli", "keys", "filing", "search", "indexing", "desk")


def main() -> int:
    """Run the measurement named first on the command line, or all of them; what follows is for it."""
    wanted = sys.argv[1:2] or NAMES
    for name in wanted:
        if name not in NAMES:
            print(f"no measurement {name!r}; there are {', '.join(NAMES)}", file=sys.stderr)
            return 2
        import_module(f"bench.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
