"""`broadsheet star`, `read` and `mark`: what an article either is or is not."""

import argparse

from reader.cli.archive import answer, open_named
from reader.cli.changes import refuse_unused, tell
from reader.cli.choice import choose
from reader.cli.narration import say
from reader.cli.output import Painter, lines, write
from reader.library import Library
from reader.results import SearchRequest

DOING = {
    ("starred", True): "star them",
    ("starred", False): "take their stars off",
    ("read", True): "take them for read",
    ("read", False): "take them for unread",
    ("marked", True): "mark them",
    ("marked", False): "take their marks off",
}


def run(options: argparse.Namespace) -> int:
    """Set or take away what the verb stands for, or list the articles that have it; 1 where there are none."""
    with open_named(options.archive) as library:
        if options.action == "list":
            return _list(library, options)
        wanted = options.action == "on"
        choice = choose(library, options, options.words, DOING[options.flag, wanted])
        if not choice.keys or not choice.confirmed:
            say("nothing was changed" if choice.keys else "no article is found")
            return 1
        change = {"starred": library.set_starred, "read": library.set_read, "marked": library.set_marked}[options.flag]
        return tell(change(choice.keys, wanted))


def _list(library: Library, options: argparse.Namespace) -> int:
    refuse_unused(options, "id", "yes")
    query = library.narrow(" ".join(options.words), f"is:{options.flag}")
    page = answer(library, SearchRequest(query, sort="date"), plain=options.plain)
    hits = library.hits(page, 0, page.total, snippets=False)
    if options.format == "text":
        painter = Painter(plain=options.plain, out=options.out)
        pieces = lines([painter.row(hit) for hit in hits])
    else:
        pieces = library.search_lines(page, hits, options.format)
    write(library, pieces, out=options.out, force=options.force)
    return 0 if page.total else 1
