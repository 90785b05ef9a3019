"""`broadsheet related`."""

import argparse
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from reader.cli.archive import answered, open_named
from reader.cli.narration import say
from reader.cli.output import Painter, write
from reader.errors import UsageError
from reader.results import Related

_Found = tuple[str, list[Related]]


def run(options: argparse.Namespace) -> int:
    """Print what is related to an article, or to every one; 1 where nothing is."""
    if bool(options.id) == options.all:
        raise UsageError("related needs an id or --all, and one of them only", "`broadsheet list` shows the ids")
    if options.all and options.format == "json":
        raise UsageError("--all writes a record a line", "use --format jsonl")
    with open_named(options.archive) as library:
        if options.all:
            found = answered(library, lambda: _begun(library.related_all(options.limit)), plain=options.plain)
        else:
            key = library.key_of(options.id)
            id = library.article_by_key(key).id
            found = iter([(id, answered(library, lambda: library.related(key, options.limit), plain=options.plain))])
        tally = _Tally(found)
        if options.format == "text":
            pieces = _rows(tally, Painter(plain=options.plain, out=options.out), headed=options.all)
        else:
            pieces = library.related_lines(tally, options.format)
        write(library, pieces, out=options.out, force=options.force)
        if not tally.related and options.format == "text":
            say("nothing is related" if options.all else "nothing is related to it")
        return 0 if tally.related else 1


class _Tally:
    """What was found, as it comes, and how much of it there was."""

    def __init__(self, found: Iterable[_Found]) -> None:
        self._found = found
        self.related = 0

    def __iter__(self) -> Iterator[_Found]:
        for id, related in self._found:
            self.related += len(related)
            yield id, related


def _rows(found: Iterable[_Found], painter: Painter, *, headed: bool) -> Iterator[str]:
    """A row an article, `=` before those of the same story."""
    for id, related in found:
        if headed:
            yield f"{id}\n"
        for each in related:
            sign = "=" if each.same_story else " "
            yield f"{'  ' * headed}{sign} {each.id}  {each.score:.2f}  {painter.strong(each.title)}\n"


def _begun(found: Iterator[_Found]) -> Iterator[_Found]:
    """The same with its first record worked out, so that a damaged index shows before anything is written."""
    return chain(list(islice(found, 1)), found)
