"""Conditions that are answered by asking the archive, through the functions it hands in."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple, TypeVar

from reader.errors import QueryError, UsageError
from reader.results import NameFacets
from reader.search.catalogue import Catalogue
from reader.search.name_columns import NAME_FIELDS, NameColumn, NameColumns
from reader.search.query.tree import Field, New
from reader.search.sets import to_set
from reader.search.sources import Sources
from reader.search.state_sets import StateSets, is_state

_LOOKED_UP = frozenset({"id", "like", *NAME_FIELDS})

_Found = TypeVar("_Found")


_LIKE_WEIGHT = 100.0  # more than words are worth together, so that they order only what is equally like


def is_looked_up(node: Field) -> bool:
    """Whether a condition is answered here."""
    return node.field in _LOOKED_UP or is_state(node)


class Likeness(NamedTuple):
    """The articles like one, as a set, and how much each is like it, by position."""

    articles: int
    scores: Mapping[int, float]

    @property
    def bounded(self) -> None:
        """Nothing bounds it: it is asked for a few articles only."""

    def worth(self, positions: Sequence[int]) -> "array[float]":
        """What the likeness is worth for each of some articles; 0 where there is none."""
        return array("f", (_LIKE_WEIGHT * self.scores.get(position, 0.0) for position in positions))


class Lookups:
    """What was asked of the archive for one catalogue, each question once."""

    def __init__(self, catalogue: Catalogue, sources: Sources) -> None:
        self._catalogue, self.sources = catalogue, sources
        self._names = NameColumns(catalogue, sources.names)
        self._likes: dict[str, Likeness] = {}
        self._named: dict[Field, int] = {}
        self.states = StateSets(catalogue, sources.state)
        """What the reader did with the articles, as sets."""

    def articles_with(self, node: Field | New) -> int:
        """The set of articles that meet a condition. Raises QueryError, ArchiveError."""
        if isinstance(node, New):
            return self._catalogue.added_from(self.sources.last_visit() + 1)
        if is_state(node):
            return self.states.articles_with(node)
        if node.field == "id":
            return self._positions(node, self.sources.keys_with_id)
        if node.field == "like":
            return self.like(node).articles
        key = Field(node.field, node.value, node.whole)
        if key not in self._named:
            # Another spelling of a name is the same name, but where `=` asks for this one.
            others = () if node.whole or node.value.endswith("*") else self.sources.spellings(node.value)
            values = [key, *(Field(node.field, other) for other in others)]
            self._named[key] = reduce(or_, map(self._names.articles_with, values))
        return self._named[key]

    def like(self, node: Field) -> Likeness:
        """The articles like the one of that id, with scores. Raises QueryError."""
        known = self._likes.get(node.value)
        if known is None:
            scores = dict(_asked(node, self.sources.like))
            place = self._catalogue.position
            found = {place[key]: score for key, score in scores.items() if key in place}
            known = self._likes[node.value] = Likeness(self._set(list(found)), found)
        return known

    def name_columns(self) -> Mapping[str, NameColumn]:
        """The columns of people, places and organisations."""
        return self._names.columns

    def name_facets(self, articles: dict[str, int], limit: int, stale: Callable[[], bool]) -> NameFacets:
        """The commonest names of sets of articles, one set for each field of names. Raises StaleSearch."""
        return self._names.facets(articles, limit, stale)

    def _positions(self, node: Field, ask: Callable[[str], Sequence[int]]) -> int:
        keys = _asked(node, ask)
        if len(keys) > 1:
            raise QueryError(node.column, f"several articles have an id that begins with {node.value}; give more of it")
        place = self._catalogue.position
        return self._set([place[key] for key in keys if key in place])

    def _set(self, positions: Sequence[int]) -> int:
        flags = bytearray(self._catalogue.size)
        for position in positions:
            flags[position] = 1
        return to_set(flags)


def _asked(node: Field, ask: Callable[[str], _Found]) -> _Found:
    try:
        return ask(node.value)
    except UsageError as fault:
        raise QueryError(node.column, str(fault)) from fault
