"""The verbs of what a reader keeps and follows: what each takes. Nothing heavy is imported, so that help is instant."""

import argparse
from collections.abc import Callable
from pathlib import Path

from reader.cli.arguments import add_output, whole_number
from reader.cli.verb import Verb
from reader.text import REPLACEMENT


def _storable(word: str) -> str:
    """A word as it can be kept: bytes that were no text, which Python hands over as lone surrogates, become U+FFFD."""
    return word if word.isascii() else "".join(REPLACEMENT if "\ud800" <= each <= "\udfff" else each for each in word)


def _add_choice(parser: argparse.ArgumentParser) -> None:
    """Which articles a command works on, beside the query among its words."""
    parser.add_argument("--id", action="append", default=[], metavar="ID", help="this article; may be given again")
    parser.add_argument("--yes", action="store_true", help="do not ask above a screenful; scripts need it there")


def _add_action(parser: argparse.ArgumentParser, actions: tuple[str, ...], words: str) -> None:
    """What is to be done, the first where nothing is said, and what it is done with."""
    parser.add_argument("action", nargs="?", choices=actions, default=actions[0])
    parser.add_argument("words", nargs="*", type=_storable, metavar="…", help=words)


def _saved(parser: argparse.ArgumentParser) -> None:
    _add_action(
        parser,
        ("list", "add", "show", "rename", "move", "delete", "colour"),
        "add NAME QUERY · show NAME · rename NAME NEW · move NAME PLACE (from 1) · delete NAME · colour NAME COLOUR "
        "(or none)",
    )
    parser.add_argument("--match", choices=("all", "any"), help="whether plain words must all occur")
    parser.add_argument("--sort", metavar="FIELD", help="relevance, date, words, outlet or title; -FIELD reverses")
    parser.add_argument("--colour", metavar="COLOUR", help="red, orange, yellow, green, cyan, blue, purple, pink, none")
    parser.add_argument(
        "--lit", action=argparse.BooleanOptionalAction, help="light its words in its colour in every article"
    )
    add_output(parser, ("text", "json"))


def _digest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help="saved searches; none: all of them")
    parser.add_argument(
        "--since", metavar="DAY", help="2031-03-14, yesterday, 7d; default: since each was looked at last"
    )
    parser.add_argument("--seen", action="store_true", help="what is told counts as looked at")
    parser.add_argument(
        "--limit", type=whole_number, metavar="N", default=50, help="at most N articles a search; default: 50"
    )
    add_output(parser, ("text", "markdown", "html", "json"))


def _tag(parser: argparse.ArgumentParser) -> None:
    _add_action(parser, ("list", "add", "remove"), "add or remove TAG[,TAG] QUERY (or --id ID)")
    _add_choice(parser)
    add_output(parser, ("text", "json"))


def _flag(name: str) -> Callable[[argparse.ArgumentParser], None]:
    def configure(parser: argparse.ArgumentParser) -> None:
        _add_action(parser, ("list", "on", "off"), "QUERY (or --id ID)")
        parser.set_defaults(flag=name)
        _add_choice(parser)
        add_output(parser, ("text", "json", "jsonl"))

    return configure


def _note(parser: argparse.ArgumentParser) -> None:
    _add_action(
        parser,
        ("list", "add", "edit", "delete"),
        "list [QUERY] · add ID TEXT · edit ID NUMBER TEXT · delete ID NUMBER; TEXT is - for standard input",
    )
    parser.add_argument("--quote", metavar="PASSAGE", help="note something on this passage of the article's text")
    add_output(parser, ("text", "json"))


def _dossier(parser: argparse.ArgumentParser) -> None:
    _add_action(
        parser,
        ("list", "show", "make", "rename", "add", "remove", "move", "remark", "foreword", "delete"),
        "show NAME · make TITLE · rename NAME TITLE · add NAME QUERY (or --id ID) · remove NAME ID… · "
        "move NAME ID PLACE (from 1) · remark NAME ID TEXT · foreword NAME TEXT · delete NAME; TEXT is - for standard "
        "input",
    )
    _add_choice(parser)
    add_output(parser, ("text", "json"))


def _undo(parser: argparse.ArgumentParser) -> None:
    del parser


def _dump_state(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="PATH", default="-", help="a file instead of standard output")
    parser.add_argument("--force", action="store_true", help="write over the file of --out")


def _restore_state(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="what dump-state wrote; -: standard input")
    parser.add_argument("--replace", action="store_true", help="in place of what is kept, not beside it")


KEEPING = {
    "saved": Verb(
        "list and change saved searches",
        "List the saved searches with what they find, what of it is unread and what is new; add, show, rename, move, "
        "colour or delete one. `query:NAME` uses one inside a query.",
        _saved,
    ),
    "digest": Verb(
        "tell what is new in saved searches",
        "Tell what is new in the saved searches since each was looked at last: articles, corrected articles, and "
        "figures that have moved. Exit 1 where nothing is new.",
        _digest,
    ),
    "tag": Verb(
        "list tags, tag articles",
        "List the tags; give articles tags, or take them off, by id or by query.",
        _tag,
    ),
    "star": Verb(
        "star articles", "List the starred articles; star articles, or take stars off.", _flag("starred"), "flag"
    ),
    "read": Verb(
        "take articles for read", "List what was read; take articles for read, or for unread.", _flag("read"), "flag"
    ),
    "mark": Verb(
        "mark articles for the next command",
        "List the marked articles; mark articles for the next command of the desk, or take marks off.",
        _flag("marked"),
        "flag",
    ),
    "note": Verb(
        "list and write notes",
        "List notes; write one on an article, or on a passage of it (--quote); change or delete one.",
        _note,
    ),
    "dossier": Verb(
        "collect articles in an order",
        "List dossiers: articles in an order of your own, with a title, a foreword and remarks; make and fill one.",
        _dossier,
    ),
    "undo": Verb(
        "take the last change back",
        "Take back the last change of marks, stars, tags, notes, saved searches or dossiers; again for the one before.",
        _undo,
    ),
    "dump-state": Verb(
        "write all that is kept as JSON Lines",
        "Write what you keep (read, stars, marks, tags, notes, dossiers, saved searches) as plain JSON Lines.",
        _dump_state,
    ),
    "restore-state": Verb(
        "take in what dump-state wrote",
        "Take in what dump-state wrote, beside what is kept, or (--replace) in place of it; undo takes it back.",
        _restore_state,
    ),
}
"""Verbs of the one table in `declarations.py`."""
