"""Write articles in the record form of docs/records.md: those that a query finds, those of some ids, or all."""

import argparse

from reader.cli.archive import answer, open_named
from reader.cli.arguments import add_limit, add_output
from reader.cli.output import write
from reader.errors import UsageError
from reader.results import SearchRequest


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words and filters")
    parser.add_argument("--all", action="store_true", help="every article, in the order of the dumps")
    parser.add_argument("--id", action="append", default=[], metavar="ID", help="this article; may be given again")
    add_output(parser, ("jsonl", "json"))
    add_limit(parser, None)


def run(options: argparse.Namespace) -> int:
    """Write the articles; 1 where there are none."""
    query = " ".join(options.query)
    if sum(map(bool, (query.strip(), options.all, options.id))) != 1:
        raise UsageError("export needs a query, --all or --id, and one of them only", "see: broadsheet export --help")
    with open_named(options.archive) as library:
        if options.id:
            keys = [library.key_of(id) for id in options.id]
        elif options.all and not options.sort:
            keys = library.all_keys()
        else:
            request = SearchRequest(query, sort=options.sort)
            keys = list(answer(library, request, plain=options.plain).keys)
        keys = keys[: options.limit]
        pieces = library.export(options.format, keys, query or None)
        write(library, pieces, out=options.out, force=options.force)
        return 0 if keys else 1
