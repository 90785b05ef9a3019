"""Arguments of the verbs: options stand anywhere after the verb, and `--` ends them."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from reader.errors import UsageError
from reader.text import clean


class Parser(argparse.ArgumentParser):
    """An argument parser whose faults are ours: one line, exit 2."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        hint = f"see: {self.prog} --help"
        if "unrecognized arguments" in message:
            hint += "; a query that begins with - stands after --"
        raise UsageError(clean(message), hint)


_GUARD = "\0"


def parse(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    """Read arguments with options anywhere before `--`; what stands after it is never an option.

    argparse loses the `--` where options and operands are mixed, so words after it are guarded while it reads.
    """
    words = list(arguments)
    for at, word in enumerate(words[:-1]):
        if word == "--sort" and words[at + 1].startswith("-"):  # a reversed order is no option
            words[at : at + 2] = [f"--sort={words[at + 1]}"]
            break
    if "--" in words:
        end = words.index("--")
        words = words[:end] + [_GUARD + word for word in words[end + 1 :]]
    found = parser.parse_intermixed_args(words)
    for name, value in vars(found).items():
        setattr(found, name, [_unguarded(each) for each in value] if isinstance(value, list) else _unguarded(value))
    return found


def _unguarded(value: object) -> object:
    if isinstance(value, Path):
        return Path(str(value).removeprefix(_GUARD))
    return value.removeprefix(_GUARD) if isinstance(value, str) else value


def add_common(parser: argparse.ArgumentParser) -> None:
    """Options that every verb has."""
    parser.add_argument("--archive", type=Path, metavar="DIR", help="another archive (or BROADSHEET_ARCHIVE)")
    parser.add_argument("--plain", action="store_true", help="no colours and no progress bar")


def add_output(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    """`--format`, the first being the default, and `--out`."""
    parser.add_argument(
        "--format", choices=formats, default=formats[0], help=f"{', '.join(formats)}; default: {formats[0]}"
    )
    parser.add_argument("--out", metavar="PATH", default="-", help="a file instead of standard output")
    parser.add_argument("--force", action="store_true", help="write over the file of --out")


def add_limit(parser: argparse.ArgumentParser, default: int | None) -> None:
    """`--limit` and `--sort`."""
    said = "all" if default is None else str(default)
    parser.add_argument("--limit", type=whole_number, metavar="N", default=default, help=f"at most N; default: {said}")
    parser.add_argument("--sort", metavar="FIELD", help="relevance, date, words, outlet or title; -FIELD reverses")


def whole_number(text: str) -> int:
    """A number of articles, 0 or more."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)
