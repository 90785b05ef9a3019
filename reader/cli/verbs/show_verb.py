"""`broadsheet show`."""

import argparse
from collections.abc import Iterable

from reader.cli.archive import open_named
from reader.cli.output import Painter, lines, write
from reader.taking import ExportRequest


def run(options: argparse.Namespace) -> int:
    """Print the articles."""
    with open_named(options.archive) as library:
        keys = [library.key_of(id) for id in options.ids]
        if options.format != "text":
            request = ExportRequest(options.format, keys)
            pieces: Iterable[str] = (piece.decode() for piece in library.export_document(request))
        else:
            painter = Painter(plain=options.plain, out=options.out)
            articles = [(key, library.article_by_key(key)) for key in keys]
            states = {} if options.raw else library.states(keys)
            shown = [
                painter.raw(library.raw(article)) if options.raw else painter.article(article, states[key])
                for key, article in articles
            ]
            pieces = lines("\n\f\n".join(shown).split("\n"))
        write(library, pieces, out=options.out, force=options.force)
        return 0
