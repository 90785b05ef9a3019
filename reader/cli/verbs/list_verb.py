"""List articles, newest first: id, date, outlet and title. A query narrows the list."""

import argparse

from reader.cli.archive import answer, open_named
from reader.cli.arguments import add_limit, add_output
from reader.cli.output import Painter, lines, write
from reader.results import SearchRequest


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words and filters")
    add_output(parser, ("text", "json", "jsonl"))
    add_limit(parser, None)


def run(options: argparse.Namespace) -> int:
    """List the articles; 1 where there are none."""
    with open_named(options.archive) as library:
        request = SearchRequest(" ".join(options.query), sort=options.sort or "date")
        page = answer(library, request, plain=options.plain)
        hits = library.hits(page, 0, page.total if options.limit is None else options.limit, snippets=False)
        if options.format == "text":
            painter = Painter(plain=options.plain, out=options.out)
            pieces = lines([painter.row(hit) for hit in hits])
        else:
            pieces = library.search_lines(page, hits, options.format)
        write(library, pieces, out=options.out, force=options.force)
        return 0 if page.total else 1
