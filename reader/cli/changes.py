"""What a command that changes something tells, and the text that it is given."""

import argparse
import sys
from collections.abc import Sequence

from reader.cli.narration import say
from reader.errors import UsageError
from reader.kept import Change


def tell(change: Change) -> int:
    """Tell what was changed; the exit code is 0 also where it was so already."""
    say(change.label if change.number else "nothing to change: it is so already")
    return 0


def take_words(options: argparse.Namespace, wanted: str) -> list[str]:
    """The words after an action, as many as are named in `wanted`; a last one in `…` takes what is left.

    Raises UsageError.
    """
    words: list[str] = options.words
    names = wanted.split()
    open_ended = bool(names) and names[-1].endswith("…")
    if len(words) < len(names) or (len(words) > len(names) and not open_ended):
        verb = f"{options.verb} {options.action}"
        said = f"takes {wanted}" if wanted else "takes nothing more"
        raise UsageError(f"{verb} {said}", f"see: broadsheet {options.verb} --help")
    return [*words[: len(names) - 1], " ".join(words[len(names) - 1 :])] if open_ended else words


def refuse_unused(options: argparse.Namespace, *names: str) -> None:
    """Raise UsageError for options that say nothing with this action."""
    for name in names:
        if getattr(options, name) not in (None, False, []):
            raise UsageError(f"--{name} says nothing with {options.action}", f"see: broadsheet {options.verb} --help")


def place(word: str) -> int:
    """A place counted from 1 as one counted from 0. Raises UsageError."""
    if not word.isdecimal() or not int(word):
        raise UsageError(f"{word!r} is no place", "places count from 1")
    return int(word) - 1


def text_of(word: str) -> str:
    """A text given as a word, or `-` for standard input."""
    return sys.stdin.read() if word == "-" else word


def listed(words: Sequence[str]) -> list[str]:
    """Values parted by commas, each once."""
    return list(dict.fromkeys(filter(None, (each.strip() for word in words for each in word.split(",")))))
