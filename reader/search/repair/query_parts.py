"""The parts of a query's text that each ask for something: at top level, with where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.search.query.lexer import Token
from reader.search.query.terms import is_common, read_term
from reader.search.query.tree import Literally
from reader.search.repair.edits import Edit

OPENING = ("open", "fieldopen", "group")
"""Kinds of tokens that a closing bracket ends."""


@dataclass(frozen=True, slots=True)
class Part:
    """A word, a quoted text, a filter, brackets or words joined by NEAR, with its NOT or `-`.

    `first` and `last` number its tokens; `start` and `end` are offsets into the query as typed.
    """

    first: int
    last: int
    start: int
    end: int
    negative: bool


def find_parts(tokens: Sequence[Token]) -> list[Part]:
    """The parts that count, in the order typed; of brackets around a query, those inside. The tokens must parse."""
    parts = _parts(tokens, 0, len(tokens))
    while len(parts) == 1 and not parts[0].negative and _is_group(tokens, parts[0]):
        parts = _parts(tokens, parts[0].first + 1, parts[0].last)
    kept = [part for part in parts if not _is_left_out(tokens[part.first : part.last + 1])]
    return kept or parts


def removal(text: str, tokens: Sequence[Token], part: Part) -> Edit:
    """The edit that takes a part out, with an AND or OR beside it; one blank stays between its neighbours."""
    start, end = part.start, part.end
    if part.first and tokens[part.first - 1].kind in ("and", "or"):
        start = tokens[part.first - 1].start
    elif part.last + 1 < len(tokens) and tokens[part.last + 1].kind in ("and", "or"):
        end = tokens[part.last + 1].end
    left, right = len(text[:start].rstrip()), len(text) - len(text[end:].lstrip())
    return Edit(left, right, " " if left and right < len(text) else "")


def _parts(tokens: Sequence[Token], at: int, end: int) -> list[Part]:
    found = []
    while at < end:
        if tokens[at].kind in ("and", "or", "stray") or (tokens[at].kind, tokens[at].text) == ("filter", "sort"):
            at += 1
            continue
        first, negations = at, 0
        while tokens[at].kind == "not":
            at, negations = at + 1, negations + 1
        last = closing(tokens, at)
        while last + 2 < end and tokens[last + 1].kind == "near":
            last = closing(tokens, last + 2)
        found.append(Part(first, last, tokens[first].start, tokens[last].end, negations % 2 == 1))
        at = last + 1
    return found


def closing(tokens: Sequence[Token], at: int) -> int:
    """The last token of what begins at a token: the closing bracket, or the token itself."""
    depth = 0
    for number in range(at, len(tokens)):
        depth += (tokens[number].kind in OPENING) - (tokens[number].kind == "close")
        if depth == 0:
            return number
    return len(tokens) - 1


def _is_group(tokens: Sequence[Token], part: Part) -> bool:
    return tokens[part.first].kind in ("open", "group") and tokens[part.last].kind == "close"


def _is_left_out(tokens: Sequence[Token]) -> bool:
    """Whether a part is one of the very common words, which count for nothing beside others."""
    plain = [token for token in tokens if token.kind != "not"]
    if len(plain) != 1 or plain[0].kind != "word" or "*" in plain[0].text:
        return False
    node = read_term(plain[0].text, 1)
    return not isinstance(node, Literally) and is_common(node, plain[0].text)
