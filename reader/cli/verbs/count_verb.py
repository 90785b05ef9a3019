"""`broadsheet count`."""

import argparse

from reader.cli.archive import answer, open_named
from reader.results import SearchRequest


def run(options: argparse.Namespace) -> int:
    """Print the number; 1 where it is 0."""
    with open_named(options.archive) as library:
        request = SearchRequest(" ".join(options.query))
        if request.query.strip():
            number = answer(library, request, plain=options.plain).total
        else:
            number = library.count()
        print(number)
        return 0 if number else 1
