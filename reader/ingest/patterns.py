"""The little language in which `dumps.toml` describes lines: words as they stand, `*` for any text, `#` for a number.

It is deliberately less than regular expressions: a person can read it, and no pattern can be slow. A pattern covers
the whole line; case and the shape of apostrophes do not matter.
"""

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

Value = TypeVar("Value")

MAX_STARS = 2
MAX_LINE = 400
"""Longest line, in characters, that is held against patterns; with two stars the cost stays below 400 x 400 steps."""

_NUMBER = r"\d[\d.,]*"


def plain(text: str) -> str:
    """A line in the form that patterns are matched against: lower case, straight quotes."""
    text = text.lower()
    return text if text.isascii() else text.translate(_STRAIGHT)


_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " "})


def check_pattern(pattern: object) -> str:
    """Why a pattern cannot be used, or an empty text."""
    if not isinstance(pattern, str) or not pattern.strip():
        return "a pattern is a text that is not empty"
    if pattern.count("*") > MAX_STARS:
        return f"{pattern!r} has more than {MAX_STARS} stars"
    if not re.search(r"[^\s*#]", pattern):
        return f"{pattern!r} would match every line"
    return ""


def expression(pattern: str) -> str:
    """The regular expression that a pattern stands for."""
    parts = (
        ".*" if part == "*" else _NUMBER if part == "#" else re.escape(part)
        for part in re.split(r"([*#])", plain(" ".join(pattern.split())))
    )
    return "".join(parts)


def _longest_literal(text: str) -> str:
    """The longest part of a pattern that stands for itself, which nearly every line fails at once."""
    return max(re.split(r"[*#]", text), key=len)


class _Pattern(Generic[Value]):
    """A pattern, made ready when it is first needed: most never are."""

    __slots__ = ("_expression", "_text", "numbered", "value")

    def __init__(self, text: str, value: Value) -> None:
        self._text = text
        self._expression: re.Pattern[str] | None = None
        self.numbered = text.startswith("#")
        self.value = value

    def covers(self, line: str) -> bool:
        """Whether the pattern covers a line that holds its literal part."""
        if self._expression is None:  # most patterns never come this far
            self._expression = re.compile(expression(self._text))
        return self._expression.fullmatch(line) is not None


class Patterns(Generic[Value]):
    """Line patterns, each with a value; the first that covers a line wins."""

    def __init__(self, pairs: Iterable[tuple[str, Value]] = ()) -> None:
        self._exact: dict[str, Value] = {}
        self._by_word: dict[str, list[tuple[str, _Pattern[Value]]]] = {}
        self._other: list[tuple[str, _Pattern[Value]]] = []
        for pattern, value in pairs:
            text = plain(" ".join(pattern.split()))
            word = text.split(" ", 1)[0]
            if "*" not in text and "#" not in text:
                self._exact.setdefault(text, value)
            elif "*" in word or "#" in word:
                self._other.append((_longest_literal(text), _Pattern(text, value)))
            else:
                self._by_word.setdefault(word, []).append((_longest_literal(text), _Pattern(text, value)))
        self._without_number = [(literal, pattern) for literal, pattern in self._other if not pattern.numbered]

    def find(self, line: str) -> Value | None:
        """The value of the pattern that covers a line whose white space is collapsed."""
        if len(line) > MAX_LINE:
            return None
        text = plain(line)
        if (found := self._exact.get(text)) is not None:
            return found
        for literal, pattern in self._by_word.get(text.partition(" ")[0], ()):
            if literal in text and pattern.covers(text):
                return pattern.value
        for literal, pattern in self._other if text[:1].isdigit() else self._without_number:
            if literal in text and pattern.covers(text):
                return pattern.value
        return None
