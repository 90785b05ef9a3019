"""`broadsheet export`."""

import argparse

from reader.cli.archive import answer, open_named
from reader.cli.output import write
from reader.errors import UsageError
from reader.results import SearchRequest


def run(options: argparse.Namespace) -> int:
    """Write the articles; 1 where there are none."""
    query = " ".join(options.query)
    if sum(map(bool, (query.strip(), options.all, options.id))) != 1:
        raise UsageError("export needs a query, --all or --id, and one of them only", "see: broadsheet export --help")
    with open_named(options.archive) as library:
        if options.id:
            keys = list(dict.fromkeys(library.key_of(id) for id in options.id))
        elif options.all and not options.sort:
            keys = library.all_keys()
        else:
            request = SearchRequest(query, sort=options.sort)
            keys = list(answer(library, request, plain=options.plain).keys)
        found = bool(keys)
        pieces = library.export(options.format, keys[: options.limit], query or None)
        write(library, pieces, out=options.out, force=options.force)
        return 0 if found else 1
