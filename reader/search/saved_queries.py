"""Saved searches inside queries: `query:NAME` is read as what is saved under that name, as if it stood in brackets."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from reader.errors import QueryError
from reader.search.evaluate import any_word
from reader.search.query.describe import canonical, read_as
from reader.search.query.lexer import MAX_DEPTH, tokenize
from reader.search.query.nearest import find_nearest
from reader.search.query.parser import MAX_TERMS, parse
from reader.search.query.source import brief
from reader.search.query.tree import Field, Node, Query, Saved, Within
from reader.search.query.walk import children, count_terms, placed, walk, with_children
from reader.search.sources import SavedQuery
from reader.text import slug

MOST_NESTED = 10
"""Saved searches that may stand in each other (query language, Limits)."""

_OPENING = ("open", "fieldopen", "group")


def read_query(text: str, today: date, saved: Callable[[], Iterable[SavedQuery]], inside: Sequence[str] = ()) -> Query:
    """Read a query, the saved searches that it names with it; `inside` are the names that it is itself saved under.

    Raises QueryError.
    """
    query = parse(text, today)
    if not any(map(_names_one, walk(query.tree))):
        return query
    tree = _Reading(today, saved()).expanded(query.tree, text, tuple(inside))
    return replace(query, tree=tree, canonical=canonical(tree, query.sort), read_as=read_as(tree, query.sort))


def saved_searches_in(query: Query) -> dict[str, str]:
    """What the saved searches stand for that the canonical form of a query has by name only, each by its name."""
    return {node.name: canonical(node.operand) for node in walk(query.tree) if isinstance(node, Saved)}


def _names_one(node: Node) -> bool:
    return isinstance(node, Field) and node.field == "query"


class _Reading:
    """One query being read, with the saved searches in it."""

    def __init__(self, today: date, saved: Iterable[SavedQuery]) -> None:
        self._today = today
        self._saved = {slug(each.name): each for each in saved}
        self._terms = 0

    def expanded(self, tree: Node, text: str, path: tuple[str, ...], column: int | None = None, depth: int = 0) -> Node:
        """The tree of a text with its saved searches in it; `path` names those that it stands in, `depth` brackets."""
        depths = _depths(text)
        if depth + max(depths.values(), default=0) > MAX_DEPTH:
            raise QueryError(column or 1, f"brackets are more than {MAX_DEPTH} deep with those of {path[-1]}")
        self._count(count_terms(tree) - sum(map(_names_one, walk(tree))), column or 1)

        def within(node: Node, *, bare: bool) -> Node:
            if isinstance(node, Field) and node.field == "query":
                place = _place_of(node, text) if column is None else column
                found = self._read(node, place, path, depth + depths.get(node.column, 0) + 1)
                # In one section, and inside another saved search, there is nothing that a name would be good for.
                return placed(found.operand if bare or path else found, place)
            return with_children(
                node, tuple(within(child, bare=bare or isinstance(node, Within)) for child in children(node))
            )

        return within(tree, bare=False)

    def _count(self, terms: int, column: int) -> None:
        self._terms += terms
        if self._terms > MAX_TERMS:
            raise QueryError(column, f"a query has at most {MAX_TERMS} terms, those of its saved searches included")

    def _read(self, node: Field, column: int, path: tuple[str, ...], depth: int) -> Saved:
        saved = self._saved.get(slug(node.value))
        name = saved.name if saved else slug(node.value)
        chain = " → ".join((*path, name))
        if name in path:
            raise QueryError(column, f"saved searches ask for each other in a ring: {chain}")
        if saved is None:
            raise self._unknown(node.value, column, path)
        if len(path) >= MOST_NESTED:
            raise QueryError(column, f"saved searches stand in each other more than {MOST_NESTED} deep: {chain}")
        try:
            tree = parse(saved.text, self._today).tree
        except QueryError as fault:
            said = f"the saved search {saved.name} cannot be read: {fault.message}"
            raise QueryError(column, said) from fault
        tree = self.expanded(tree, saved.text, (*path, saved.name), column, depth)
        return Saved(saved.name, any_word(tree) if saved.match == "any" else tree)

    def _unknown(self, name: str, column: int, path: tuple[str, ...]) -> QueryError:
        near = find_nearest(slug(name), self._saved)
        if path:
            return QueryError(column, f"the saved search {path[-1]} asks for {brief(name)}, which is not saved", near)
        return QueryError(column, f"no saved search {brief(name)}" if self._saved else "no search has been saved", near)


def _place_of(node: Field, text: str) -> int:
    """The column of the name; that of a list of names, or of one in brackets, is known to stand there."""
    for token in tokenize(text):
        if token.kind == "filter" and token.start + 1 == node.column:
            for value in token.values:
                if slug(value.text) == slug(node.value):
                    return value.start + 1 + value.whole
    return node.column


def _depths(text: str) -> dict[int, int]:
    """How many brackets are open around what begins at each column."""
    found, depth = {}, 0
    for token in tokenize(text):
        depth += token.kind in _OPENING
        found[token.start + 1] = depth
        depth -= token.kind == "close"
    return found
