"""What each verb takes: its sentence, its arguments. Nothing heavy is imported, so that help is instant."""

import argparse
from pathlib import Path

from reader.cli.arguments import add_limit, add_output, whole_number
from reader.cli.export_arguments import add_export
from reader.cli.keeping_declarations import KEEPING
from reader.cli.verb import Verb


def _add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a dump, Markdown, or a folder")
    parser.add_argument("--encoding", metavar="NAME", help="the files' encoding, where it is not found out")
    parser.add_argument(
        "--no-wait", action="store_true", help="return when the articles are filed, before they are indexed"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="json writes the summary to standard output"
    )


def _list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words and filters")
    add_output(parser, ("text", "json", "jsonl"))
    add_limit(parser, None)


def _show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="+", metavar="ID", help="an article's id")
    parser.add_argument("--raw", action="store_true", help="as the dump has it, scraping residue included")
    add_output(parser, ("text", "json", "jsonl"))


def _search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words and filters; none: every article")
    parser.add_argument("--match", choices=("all", "any"), default="all", help="whether plain words must all occur")
    parser.add_argument(
        "--batch", metavar="FILE", help="answer lines of id<TAB>query (-: standard input), one JSON record a line"
    )
    add_output(parser, ("text", "json", "jsonl"))
    add_limit(parser, 20)


def _count(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words and filters; none: every article")


def _related(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="?", metavar="ID", help="an article's id")
    parser.add_argument("--all", action="store_true", help="every article, in the order of the dumps, one a line")
    add_output(parser, ("text", "json", "jsonl"))
    parser.add_argument(
        "--limit", type=whole_number, metavar="N", default=10, help="at most N for an article (40); default: 10"
    )


def _compare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="+", metavar="ID", help="two articles; one: with the one most like it")
    parser.add_argument("--new", action="store_true", help="only what the second has and the first has not")
    parser.add_argument(
        "--figures", action="store_true", help="what several articles, or the story of one, tell of the same quantities"
    )
    add_output(parser, ("text", "markdown", "html", "json"))


def _topics(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", nargs="?", choices=("list", "show", "test", "set", "unset", "reset"), default="list")
    parser.add_argument(
        "words",
        nargs="*",
        metavar="…",
        help="show ID · test FILE [DUMP] · set, unset or reset ID SECTION TOPIC (sections count from 1)",
    )
    add_output(parser, ("text", "json"))
    parser.add_argument(
        "--limit", type=whole_number, metavar="N", default=20, help="sections that test tells one by one; default: 20"
    )


def _keys(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--preset", metavar="NAME", help="vim, less, newsboat or mutt as it is, without keys.toml")
    parser.add_argument("--place", metavar="PLACE", help="only the keys of one place: list, reader, compare, …")
    parser.add_argument("--check", action="store_true", help="only tell what is wrong in keys.toml; then exit 2")
    parser.add_argument("--format", choices=("text", "json", "markdown"), default="text")


def _themes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _info(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="compare the whole index with its checksums")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _forget(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dump", metavar="DUMP", help="its file name, or its path where two have the same name")


def _reindex(parser: argparse.ArgumentParser) -> None:
    del parser


VERBS = {
    "add": Verb(
        "add dumps to the archive and index them",
        "Add dumps: text files of articles parted by a line such as `Source link`, or JSON Lines, one article a line.",
        _add,
    ),
    "list": Verb(
        "list articles, newest first",
        "List articles, newest first: id, date, outlet and title. A query narrows the list.",
        _list,
    ),
    "show": Verb(
        "print articles",
        "Print articles by id (`broadsheet list` shows the ids); the beginning of an id is enough.",
        _show,
    ),
    "search": Verb(
        "search the archive",
        'Search the archive: words that must all occur, "a phrase", -word, OR, title:, outlet:, topic:, date:A..B.',
        _search,
    ),
    "count": Verb(
        "print a number of articles",
        "Print the number of articles that a query finds, or that the archive has.",
        _count,
    ),
    "export": Verb(
        "write articles in formats of other programs",
        "Write articles: those that a query or a saved search finds, a dossier, the marked ones, those of some ids, or "
        "all. docs/exports.md tells of the formats.",
        add_export,
    ),
    "related": Verb(
        "find articles like one",
        "Find the articles like one; those that report the same event come first, marked =. --all: for every article.",
        _related,
    ),
    "compare": Verb(
        "put two articles side by side",
        "Print what two articles share and dispute, passage by passage: = the same, ~ nearly or in other words, # a "
        "figure or name differs, + only here; then the figures and names that differ.",
        _compare,
    ),
    "topics": Verb(
        "list topics, try rules, correct a section",
        "List the topics; show why an article's sections have theirs; test a file of topic rules on the archive (or on "
        "a dump), or a dump on the rules in force; set or unset a section's topic by hand, or reset it to the rules.",
        _topics,
    ),
    **KEEPING,
    "keys": Verb(
        "print the keys of the desk",
        "Print the keys of the desk as they are after the preset of config.toml and your keys.toml; what is wrong in "
        "these is told on standard error.",
        _keys,
    ),
    "themes": Verb(
        "list the themes of the desk",
        "List the themes of the desk, those that ship with it and your own, with a * before the one of config.toml.",
        _themes,
    ),
    "info": Verb(
        "tell what the archive holds",
        "Tell what the archive holds: its dumps, and how much of it can be searched.",
        _info,
    ),
    "forget": Verb(
        "take a dump out of the archive",
        "Take a dump's articles out of the archive. The file itself is never touched.",
        _forget,
    ),
    "reindex": Verb(
        "build the index anew",
        "Build the index anew from the archive. Nothing of the archive changes.",
        _reindex,
    ),
}
"""The one table of verbs."""
