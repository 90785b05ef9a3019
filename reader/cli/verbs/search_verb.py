"""`broadsheet search`."""

import argparse

from reader.cli.archive import answer, open_named
from reader.cli.narration import say
from reader.cli.output import Painter, lines, write
from reader.results import SearchRequest


def run(options: argparse.Namespace) -> int:
    """Answer the query; 1 where nothing is found."""
    with open_named(options.archive) as library:
        request = SearchRequest(" ".join(options.query), options.match, options.sort)
        page = answer(library, request, plain=options.plain)
        hits = library.hits(page, 0, options.limit)
        if options.format == "text":
            painter = Painter(plain=options.plain, out=options.out)
            pieces = lines([painter.hit(hit) for hit in hits])
            covered = "" if page.indexed == page.in_archive else f", {page.indexed:,} of them indexed"
            undated = f" · left out: {page.left_out_undated} undated" if page.left_out_undated else ""
            say(f"{page.total:,} of {page.in_archive:,} articles{covered} · {page.read_as or 'everything'}{undated}")
            for hint in page.hints:
                say(hint)
        else:
            pieces = library.search_lines(page, hits, options.format)
        write(library, pieces, out=options.out, force=options.force)
        return 0 if page.total else 1
