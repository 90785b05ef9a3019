"""`broadsheet search`."""

import argparse
from collections.abc import Iterator, Sequence

from reader.cli.archive import answer, open_named
from reader.cli.batch import Batch
from reader.cli.narration import say
from reader.cli.output import Painter, lines, write
from reader.cli.repairs import ask_doctor, suggest, tell
from reader.errors import UsageError
from reader.library import Library
from reader.results import Hit, SearchPage, SearchRequest

_ALL, _SOME = "all", "some"
_MARK_WIDTH = len(_SOME) + 1


def run(options: argparse.Namespace) -> int:
    """Answer the query, or a file of queries; 1 where nothing is found."""
    if options.batch and options.query:
        raise UsageError("search takes a query or --batch, not both", "see: broadsheet search --help")
    with open_named(options.archive) as library:
        return _batch(library, options) if options.batch else _search(library, options)


def _batch(library: Library, options: argparse.Namespace) -> int:
    batch = Batch(
        library,
        options.batch,
        match=options.match,
        sort=options.sort,
        limit=options.limit,
        plain=options.plain,
    )
    write(library, batch.records(), out=options.out, force=options.force)
    return batch.code


def _search(library: Library, options: argparse.Namespace) -> int:
    request = SearchRequest(" ".join(options.query), options.match, options.sort)
    page = answer(library, request, plain=options.plain)
    hits = library.hits(page, 0, options.limit)
    if options.format == "text":
        painter = Painter(plain=options.plain, out=options.out)
        _narrate(page)
        write(library, lines(list(_rows(painter, page, hits))), out=options.out, force=options.force)
        if not page.total:
            tell(ask_doctor(library, request))
    else:
        suggestion = None if page.total or options.format != "json" else suggest(library, request)
        pieces = library.search_lines(page, hits, options.format, suggestion)
        write(library, pieces, out=options.out, force=options.force)
    return 0 if page.total else 1


def _rows(painter: Painter, page: SearchPage, hits: Sequence[Hit]) -> Iterator[str]:
    """The rows of an answer; where some have only some of the words, each says which it has."""
    if not page.some:
        yield from map(painter.hit, hits)
        return
    below = False
    for hit in hits:
        if hit.partial and not below:
            below = True
            yield painter.quiet(f"── some of the words · {len(page.some):,} ──")
        first, *rest = painter.hit(hit).split("\n")
        mark = painter.quiet(f"{_SOME if hit.partial else _ALL:<{_MARK_WIDTH}}")
        yield "\n".join([mark + first, *(" " * _MARK_WIDTH + line for line in rest)])


def _narrate(page: SearchPage) -> None:
    covered = "" if page.indexed == page.in_archive else f", {page.indexed:,} of them indexed"
    undated = f" · left out: {page.left_out_undated} undated" if page.left_out_undated else ""
    if not page.in_archive:
        say("the archive is empty: broadsheet add FILE (the sample that the desk shows has an archive of its own)")
    say(f"{page.total:,} of {page.in_archive:,} articles{covered} · {page.read_as or 'everything'}{undated}")
    for hint in page.hints:
        say(hint)
