"""From a query tree to the set of articles that match it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

from reader.errors import QueryError, StaleSearch
from reader.search.catalogue import Catalogue
from reader.search.filters import articles_with
from reader.search.lookups import Likeness, Lookups, is_looked_up
from reader.search.query.tree import (
    And,
    Any,
    DateRange,
    Everything,
    Exact,
    Field,
    Literally,
    Near,
    New,
    Node,
    Not,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Saved,
    Title,
    Within,
    Word,
)
from reader.search.sets import to_set
from reader.search.sources import Sources

if TYPE_CHECKING:
    from reader.search.matching import Matcher
    from reader.search.scoring import Matches

TextNode = Word | Exact | Literally | Phrase | Prefix | Near
TEXT_NODES = (Word, Exact, Literally, Phrase, Prefix, Near)


def operands_of(node: Node) -> tuple[Node, ...]:
    """What a node of logic is made of; nothing for a leaf."""
    match node:
        case And() | Or() | Any():
            return node.operands
        case Not() | Title() | Within() | Saved():
            return (node.operand,)
    return ()


def has_words(node: Node) -> bool:
    """Whether the index is needed to answer: for words, and for what stands in one section or sentence."""
    return isinstance(node, (*TEXT_NODES, Within)) or any(map(has_words, operands_of(node)))


def is_ranked(node: Node) -> bool:
    """Whether anything that a query asks for says how good an answer is."""
    return isinstance(node, TEXT_NODES) or _is_like(node) or any(map(is_ranked, operands_of(node)))


def _is_like(node: Node) -> bool:
    return isinstance(node, Field) and node.field == "like"


def conditions(node: Node) -> tuple[Node, ...]:
    """The terms at top level, all of which must hold."""
    if isinstance(node, And):
        return tuple(each for operand in node.operands for each in conditions(operand))
    return () if isinstance(node, Everything) else (node,)


def field_of(node: Node) -> str | None:
    """The one field that a condition is about, negated or not; None where it is about more, or about words."""
    match node:
        case Field() | NumberRange() | DateRange():
            return node.field
        case Or() | And() | Any() | Not():
            fields = {field_of(each) for each in operands_of(node)}
            return fields.pop() if len(fields) == 1 else None
    return None


def any_word(node: Node) -> Node:
    """The query with its top-level words made an `any:( … )`; filters and exclusions stay conditions."""
    words = [each for each in conditions(node) if not isinstance(each, Not | Within) and has_words(each)]
    others = [each for each in conditions(node) if each not in words]
    if len(words) < 2:
        return node
    flat = [each for word in words for each in (word.operands if isinstance(word, Any) else (word,))]
    return And((Any(tuple(flat)), *others)) if others else Any(tuple(flat))


class Evaluator:
    """Evaluates the parts of one query within `universe`: indexed articles where it has words, else all.

    The matcher may be None where it has none.
    """

    def __init__(
        self,
        matcher: "Matcher | None",
        catalogue: Catalogue,
        universe: int,
        stale: Callable[[], bool],
        lookups: Lookups | None = None,
    ) -> None:
        self._matcher, self._catalogue = matcher, catalogue
        self.universe = universe
        self.stale = stale
        self._lookups = lookups or Lookups(catalogue, Sources())
        self._within: dict[Within, int] = {}
        self._flags: dict[Node, bytes] = {}

    def articles(self, node: Node) -> int:
        """The set of articles that match. Raises QueryError, StaleSearch."""
        if self.stale():
            raise StaleSearch
        match node:
            case Word() | Exact() | Literally() | Phrase() | Prefix() | Near():
                return self._find(node).articles & self.universe
            case And():
                return reduce(and_, map(self.articles, node.operands), self.universe)
            case Or() | Any():
                return reduce(or_, map(self.articles, node.operands), 0)
            case Not():
                return self.universe ^ self.articles(node.operand)
            case Title():
                return self._title(node.operand, node.column).articles & self.universe
            case Everything():
                return self.universe
            case New():
                return self._lookups.articles_with(node) & self.universe
            case Field() if is_looked_up(node):
                return self._lookups.articles_with(node) & self.universe
            case Saved():
                return self.articles(node.operand)
            case Field() | DateRange() | NumberRange():
                return articles_with(self._catalogue, node) & self.universe
            case Within():
                if node not in self._within:
                    self._within[node] = self._in_units(node)
                return self._within[node]

    def flags(self, node: Node) -> bytes:
        """The set of articles that match, as one byte a position."""
        if node not in self._flags:
            self._flags[node] = self._catalogue.flags(self.articles(node))
        return self._flags[node]

    def _in_units(self, node: Within) -> int:
        from reader.search.units import UnitFinder, relaxed

        assert self._matcher is not None
        finder = UnitFinder(self._matcher, self, self._catalogue.keys, self._lookups.sources, self.stale)
        found = bytearray(self._catalogue.size)
        for position in finder.articles(node, self.flags(relaxed(node.operand))):
            found[position] = 1
        return to_set(found)

    def _find(self, node: TextNode, *, title_only: bool = False) -> "Matches":
        assert self._matcher is not None
        return self._matcher.find(node, self.stale, title_only=title_only)

    def _title(self, node: Node, column: int) -> "Matches":
        if isinstance(node, TEXT_NODES):
            return self._find(node, title_only=True)
        raise QueryError(column, "`title:` takes words and phrases")

    def worth(self, node: Node) -> "Iterator[Matches | Likeness]":
        """The matches of every text node that is asked for, one each time it stands in the query; none under a not."""
        match node:
            case Field(field="like"):
                yield self._lookups.like(node)
            case Within() | Saved():
                yield from self.worth(node.operand)
            case Word() | Exact() | Literally() | Phrase() | Prefix() | Near():
                yield self._find(node)
            case Title():
                yield self._title(node.operand, node.column)
            case And() | Or() | Any():
                for operand in node.operands:
                    yield from self.worth(operand)


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the conditions at top level of a query leave of a universe: each with its one field, if it has one."""

    universe: int
    found: tuple[tuple[str | None, int], ...]

    @property
    def sets(self) -> list[int]:
        """The articles that meet each of them."""
        return [articles for _, articles in self.found]

    @property
    def hits(self) -> int:
        """The articles that meet all of them."""
        return reduce(and_, self.sets, self.universe)

    def without(self, fields: Iterable[str]) -> dict[str, int]:
        """For each field the articles that meet all conditions but those on it: a facet counts where one could go."""
        return {
            name: reduce(and_, (articles for field, articles in self.found if field != name), self.universe)
            for name in fields
        }


def met(evaluator: Evaluator, tree: Node) -> Conditions:
    """The conditions of a query, each evaluated apart. Raises QueryError, StaleSearch."""
    return Conditions(
        evaluator.universe, tuple((field_of(node), evaluator.articles(node)) for node in conditions(tree))
    )
