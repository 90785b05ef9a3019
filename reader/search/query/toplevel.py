"""The top-level terms of a query's text: filters that every hit must satisfy, with where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from reader.search.query.lexer import Token, Value, tokenize

_OPENING = ("open", "fieldopen", "group")


@dataclass(frozen=True, slots=True)
class Term:
    """A filter with its values; none where they are no plain list.

    [first, last) is the term as typed with its NOT or `-`; [start, end) takes in an AND beside it.
    """

    token: Token
    values: tuple[Value, ...]
    first: int
    last: int
    start: int
    end: int
    negative: bool


def has_alternatives(tokens: Sequence[Token]) -> bool:
    """Whether OR stands at top level, so that no part of the query binds all of it."""
    return any(depth == 0 and token.kind == "or" for token, depth in _with_depth(tokens))


def find_terms(tokens: Sequence[Token]) -> list[Term]:
    """The terms at top level that are lists of values, in the order typed; none where OR joins them."""
    return [term for term in find_filters(tokens) if term.values]


def find_filters(tokens: Sequence[Token]) -> list[Term]:
    """The terms at top level with a field, in the order typed; none where OR joins them. The tokens must parse."""
    if has_alternatives(tokens):
        return []
    found = []
    nested = _with_depth(tokens)
    for at, (token, depth) in enumerate(nested):
        if depth:
            continue
        if token.kind in ("filter", "new"):
            found.append(_term(tokens, at, at, token.values))
        elif token.kind == "fieldopen":
            last = next(i for i in range(at + 1, len(nested)) if nested[i][1] == 0)
            found.append(_term(tokens, at, last, _listed(tokens[at + 1 : last])))
    return found


def without(text: str, term: Term) -> str:
    """The text without a term; one blank stays between what stood on either side."""
    left, right = text[: term.start].rstrip(), text[term.end :].lstrip()
    return f"{left} {right}" if left and right else left + right


def parted(text: str) -> tuple[str, str]:
    """The text without its orders, and these alone."""
    sorts = [token for token in tokenize(text) if token.kind == "filter" and token.text == "sort"]
    for token in reversed(sorts):
        text, order = f"{text[: token.start].rstrip()} {text[token.end :].lstrip()}", text[token.start : token.end]
    return text.strip(), order if sorts else ""


def bracketed(text: str) -> str:
    """The text in brackets, its order behind them."""
    body, order = parted(text)
    return f"({body}) {order}".rstrip()


def _with_depth(tokens: Sequence[Token]) -> list[tuple[Token, int]]:
    """Each token with the number of brackets around it; an opening and its closing bracket count as outside."""
    depth, found = 0, []
    for token in tokens:
        depth -= token.kind == "close"
        found.append((token, depth))
        depth += token.kind in _OPENING
    return found


def _listed(tokens: Sequence[Token]) -> tuple[Value, ...]:
    """The values of `topic:(aid OR diplomacy)`; none when the brackets hold anything but values joined by OR."""
    values = tokens[::2]
    plain = all(token.kind == "quoted" or (token.kind == "word" and "," not in token.text) for token in values)
    if len(tokens) % 2 == 0 or not plain or any(token.kind != "or" for token in tokens[1::2]):
        return ()
    return tuple(_value(token) for token in values)


def _value(token: Token) -> Value:
    if token.kind == "quoted":
        return Value(token.text, token.start, token.end, quoted=True, whole=token.literal)
    return Value(token.text.removeprefix("="), token.start, token.end, whole=token.text.startswith("="))


def _term(tokens: Sequence[Token], first: int, last: int, values: tuple[Value, ...]) -> Term:
    before = first
    while before and tokens[before - 1].kind == "not":
        before -= 1
    negative = (first - before) % 2 == 1
    start, end = tokens[before].start, tokens[last].end
    if before and tokens[before - 1].kind == "and":
        start = tokens[before - 1].start
    elif last + 1 < len(tokens) and tokens[last + 1].kind == "and":
        end = tokens[last + 1].end
    return Term(tokens[first], values, tokens[before].start, tokens[last].end, start, end, negative)
