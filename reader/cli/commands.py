"""A command line as read: which verb with what, or the desk on which files."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from reader.cli.arguments import Parser, add_common, parse
from reader.cli.declarations import VERBS

CODES = "Exit: 0 done or found, 1 nothing found, 2 bad usage or query, 3 unreadable input, 4 archive busy or damaged."


def is_verb(arguments: Sequence[str]) -> bool:
    """Whether the first word is a verb. A file of that name is given as ./NAME."""
    return bool(arguments) and arguments[0] in VERBS


def nearest_verb(name: str) -> str:
    """The verb that a mistyped word may mean, or nothing."""
    import difflib

    near = difflib.get_close_matches(name, VERBS, 1)
    return near[0] if near else ""


def parse_verb(name: str, arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments of a verb. Raises UsageError."""
    verb = VERBS[name]
    parser = Parser(prog=f"broadsheet {name}", description=verb.description, epilog=CODES, allow_abbrev=False)
    add_common(parser)
    verb.configure(parser)
    found = parse(parser, arguments)
    found.verb = name
    return found


def module_of(name: str) -> str:
    """The module that carries a verb out."""
    return f"reader.cli.verbs.{VERBS[name].module or name.replace('-', '_')}_verb"


def parse_desk(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments of the desk: files, and the archive. Raises UsageError."""
    width = max(map(len, VERBS))
    verbs = "".join(f"  {name:<{width}}  {verb.summary}\n" for name, verb in VERBS.items())
    parser = Parser(
        prog="broadsheet",
        usage="broadsheet [FILE…]  or  broadsheet VERB …",
        description="Open the desk: on FILEs (added where new or changed), else on the archive, else on the sample.",
        epilog=f"verbs:\n{verbs}\n`broadsheet VERB --help` tells more. {CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="a dump, Markdown, or a folder")
    parser.add_argument("--query", default="", metavar="QUERY", help="open with this search")
    parser.add_argument("--encoding", metavar="NAME", help="the files' encoding, where it is not found out")
    parser.add_argument("--version", action="store_true", help="print the version")
    add_common(parser)
    return parse(parser, arguments)
