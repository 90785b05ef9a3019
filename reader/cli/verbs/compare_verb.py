"""`broadsheet compare`."""

import argparse

from reader.cli.archive import answered, open_named
from reader.cli.narration import say
from reader.cli.output import write
from reader.errors import UsageError
from reader.library import Library


def run(options: argparse.Namespace) -> int:
    """Print what two articles share and dispute, or the figures of a story; 1 where there is nothing of it."""
    if options.new and options.figures:
        raise UsageError("--new compares two articles, --figures those of a story", "leave one of them out")
    if not options.figures and len(options.ids) > 2:
        raise UsageError("two articles are compared", "--figures takes more: what each tells of the same quantities")
    with open_named(options.archive) as library:
        keys = list(dict.fromkeys(library.key_of(id) for id in options.ids))
        if len(keys) < len(options.ids) and len(keys) == 1:
            raise UsageError("this is one article, not two", "`broadsheet related ID` names others like it")
        if options.figures:
            return _figures(library, keys, options)
        if len(keys) == 1:
            keys += _nearest(library, keys[0], options, limit=1)
            if len(keys) == 1:
                raise UsageError("no article is like this one", "name another to compare it with")
        found = library.compare(keys[0], keys[1])
        pieces = library.comparison_pieces(found, options.format, new=options.new)
        write(library, pieces, out=options.out, force=options.force)
        some = any(row.sign in "+#" and row.right for row in found.rows()) if options.new else found.pairs
        if not some and options.format == "text":
            say("nothing is new in the second" if options.new else "these two share nothing")
        return 0 if some else 1


def _figures(library: Library, keys: list[int], options: argparse.Namespace) -> int:
    """The figures of a story; of one article: of those that report the same event."""
    if len(keys) == 1:
        keys += _nearest(library, keys[0], options, limit=20, same_story=True)
    found = library.story_figures(keys)
    write(library, library.story_pieces(found, options.format), out=options.out, force=options.force)
    if not found.rows and options.format == "text":
        say("no figure is told by two articles")
    return 0 if found.rows else 1


def _nearest(
    library: Library, key: int, options: argparse.Namespace, *, limit: int, same_story: bool = False
) -> list[int]:
    found = answered(library, lambda: library.related(key, limit), plain=options.plain)
    return [each.key for each in found if each.same_story or not same_story]
