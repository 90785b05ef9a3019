"""`broadsheet tag`."""

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict

from reader.cli.archive import open_named
from reader.cli.changes import listed, refuse_unused, take_words, tell
from reader.cli.choice import choose
from reader.cli.narration import say
from reader.cli.output import Painter, lines, write
from reader.errors import UsageError
from reader.library import Library


def run(options: argparse.Namespace) -> int:
    """Carry out the action; 1 where there is no tag to list, or no article."""
    with open_named(options.archive) as library:
        if options.action == "list":
            return _list(library, options)
        if not options.words:
            raise UsageError(f"tag {options.action} takes TAG[,TAG] QUERY", "see: broadsheet tag --help")
        first, *words = options.words
        tags = listed([first])
        adding = options.action == "add"
        doing = f"tag them {first}" if adding else f"take the tag {first} off them"
        choice = choose(library, options, words, doing)
        if not choice.keys or not choice.confirmed:
            say("nothing was changed" if choice.keys else "no article is found")
            return 1
        return tell((library.add_tags if adding else library.remove_tags)(choice.keys, tags))


def _list(library: Library, options: argparse.Namespace) -> int:
    refuse_unused(options, "id", "yes")
    take_words(options, "")
    tags = library.tags()
    if options.format == "json":
        pieces: Iterable[str] = [json.dumps({"tags": [asdict(each) for each in tags]}, indent=2) + "\n"]
    else:
        painter = Painter(plain=options.plain, out=options.out)
        pieces = lines([f"{each.articles:>7,}  {painter.strong(each.tag)}" for each in tags])
    write(library, pieces, out=options.out, force=options.force)
    return 0 if tags else 1
