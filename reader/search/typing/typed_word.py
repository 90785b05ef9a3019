"""The word that is still being typed: it counts as the beginning of a word too, so that half a name finds the name."""

from collections.abc import Callable
from dataclasses import replace

from reader.search.query.describe import canonical, read_as
from reader.search.query.lexer import Token, tokenize
from reader.search.query.terms import MIN_STEM
from reader.search.query.tree import And, Any, BeingTyped, Exact, Node, Or, Prefix, Query, Within, Word
from reader.search.query.walk import children, with_children


def widened(query: Query, is_narrow: Callable[[str], bool]) -> Query:
    """The query with its last word read as `word OR word*`, where that is a plain word and nothing closes after it.

    `is_narrow` says whether few enough words begin so. What a NOT keeps out, titles, phrases, and words joined by NEAR
    stay as they are.
    """
    tokens = [token for token in tokenize(query.text) if token.kind != "close"]
    column = tokens[-1].start + 1 if tokens and _is_plain(tokens[-1]) else 0
    word = _find(query.tree, column) if column else None
    if word is None or len(word.text) < MIN_STEM or not is_narrow(word.text):
        return query
    beginning = Prefix(word.text, word.column)
    tree = _with(query.tree, word, Or((word, beginning)))
    said = _with(query.tree, word, replace(word, text=f"{word.text}…"))
    return replace(
        query,
        tree=tree,
        canonical=canonical(tree, query.sort),
        read_as=read_as(said, query.sort),
        typed=BeingTyped(query.tree, _with(query.tree, word, beginning), said),
    )


def _is_plain(token: Token) -> bool:
    return token.kind == "word" and token.text[:1] != "=" and token.text[-1:].isalnum()


def _find(node: Node, column: int) -> Word | Exact | None:
    """The word that stands at a column, where it is asked for as it is."""
    if isinstance(node, Word | Exact):
        return node if node.column == column else None
    if not isinstance(node, And | Or | Any | Within):
        return None
    found = (_find(child, column) for child in children(node))
    return next((word for word in found if word is not None), None)


def _with(node: Node, old: Node, new: Node) -> Node:
    if node is old:
        return new
    return with_children(node, tuple(_with(child, old, new) for child in children(node)))
