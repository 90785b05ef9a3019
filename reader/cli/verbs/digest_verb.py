"""`broadsheet digest`."""

import argparse

from reader.cli.archive import answered, open_named
from reader.cli.narration import say
from reader.cli.output import write


def run(options: argparse.Namespace) -> int:
    """Tell what is new; 1 where nothing is."""
    with open_named(options.archive) as library:
        found = answered(
            library,
            lambda: library.digest(options.since, options.names, limit=options.limit),
            plain=options.plain,
            needed=bool(library.saved_searches()),
        )
        write(library, library.digest_pieces(found, options.format), out=options.out, force=options.force)
        if not found.searches:
            say("no search has been saved: broadsheet saved add NAME QUERY")
        for search in found.searches:
            if search.fault:
                say(f"broadsheet: {search.name}: {search.fault}")
        if options.seen:
            library.see_saved(found)
        return 1 if found.empty else 0
