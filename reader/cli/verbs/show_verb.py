"""`broadsheet show`."""

import argparse
from collections.abc import Iterable

from reader.cli.archive import open_named
from reader.cli.output import Painter, lines, write


def run(options: argparse.Namespace) -> int:
    """Print the articles."""
    with open_named(options.archive) as library:
        keys = [library.key_of(id) for id in options.ids]
        if options.format != "text":
            pieces: Iterable[str] = library.export(options.format, keys)
        else:
            painter = Painter(plain=options.plain, out=options.out)
            articles = [library.article_by_key(key) for key in keys]
            shown = [painter.raw(library.raw(each)) if options.raw else painter.article(each) for each in articles]
            pieces = lines("\n\f\n".join(shown).split("\n"))
        write(library, pieces, out=options.out, force=options.force)
        return 0
