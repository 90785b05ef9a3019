"""The articles that a command works on: by their ids, or by a query, above a screenful only where that is meant."""

import argparse
import shutil
import sys
from collections.abc import Sequence
from typing import NamedTuple

from reader.cli.archive import answer
from reader.errors import UsageError
from reader.library import Library
from reader.results import SearchRequest

SCREENFUL = 24
"""Articles that a script changes by a query without --yes; on a terminal it is its height."""


class Choice(NamedTuple):
    """The keys of articles, and whether the person stands by so many."""

    keys: list[int]
    confirmed: bool = True


def choose(library: Library, options: argparse.Namespace, words: Sequence[str], doing: str) -> Choice:
    """The articles of --id, or those that a query finds, in its order; `doing` says what is asked, such as `star them`.

    Raises UsageError where neither is given, or both, and in scripts above a screenful without --yes.
    """
    query = " ".join(words)
    if bool(query.strip()) == bool(options.id):
        raise UsageError("this needs a query or --id, and one of them only", "every article is the query '*'")
    if options.id:
        return Choice(list(dict.fromkeys(library.key_of(id) for id in options.id)))
    keys = list(answer(library, SearchRequest(query), plain=options.plain).keys)
    return Choice(keys, options.yes or _stands_by(len(keys), doing))


def _stands_by(number: int, doing: str) -> bool:
    asks = sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
    if number <= (shutil.get_terminal_size().lines if asks else SCREENFUL):
        return True
    if not asks:
        raise UsageError(f"{number:,} articles are found, nothing was changed", f"--yes to {doing}")
    print(f"{number:,} articles: {doing}? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
