"""`broadsheet list`."""

import argparse

from reader.cli.archive import answer, open_named
from reader.cli.output import Painter, lines, write
from reader.results import SearchRequest


def run(options: argparse.Namespace) -> int:
    """List the articles; 1 where there are none."""
    with open_named(options.archive) as library:
        request = SearchRequest(" ".join(options.query), sort=options.sort or "date")
        page = answer(library, request, plain=options.plain)
        most = page.total if options.limit is None else min(options.limit, page.total)
        hits = library.hits(page, 0, most, snippets=False)
        if options.format == "text":
            painter = Painter(plain=options.plain, out=options.out)
            pieces = lines([painter.row(hit) for hit in hits])
        else:
            pieces = library.search_lines(page, hits, options.format)
        write(library, pieces, out=options.out, force=options.force)
        return 0 if page.total else 1
