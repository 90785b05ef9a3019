"""What a reader did with the articles of a catalogue, as sets: built when they are asked for, dropped by a change."""

from collections.abc import Callable, Collection
from functools import reduce
from operator import or_
from typing import NamedTuple

from reader.errors import ArchiveError
from reader.results import FacetValue
from reader.search.catalogue import Catalogue
from reader.search.filters import matches_value
from reader.search.query.tree import Field, Node
from reader.search.query.walk import walk
from reader.search.sets import to_set
from reader.search.sources import StateSource
from reader.text import slug

_STATES = frozenset({"unread", "read", "starred", "marked"})


def is_state(node: Node) -> bool:
    """Whether a node asks for what the reader did with an article."""
    return isinstance(node, Field) and (node.field in ("tag", "has") or (node.field == "is" and node.value in _STATES))


def asks_for_state(tree: Node) -> bool:
    """Whether any part of a query does."""
    return any(map(is_state, walk(tree)))


class Tag(NamedTuple):
    """A tag under its commonest spelling, and the set of the articles that have it."""

    name: str
    slug: str
    articles: int


class StateSets:
    """The sets of one catalogue. Their source is asked again once its stamp has changed and `refresh` was called."""

    def __init__(self, catalogue: Catalogue, source: StateSource) -> None:
        self._catalogue, self._source = catalogue, source
        self._stamp: object = None
        self._sets: dict[str, int] = {}
        self._tags: tuple[Tag, ...] | None = None

    def refresh(self) -> bool:
        """Drop what was built before the last change; whether there was one. Raises ArchiveError."""
        stamp = self._source.stamp()
        if stamp == self._stamp:
            return False
        # The sets are read after the stamp: a change in between is met by the next look at it.
        self._stamp, self._tags = stamp, None
        self._sets.clear()
        return True

    def articles_with(self, node: Field) -> int:
        """The set of articles that meet a condition on their state. Raises ArchiveError."""
        if node.field == "tag":
            named = (tag for tag in self.tags if matches_value(node.value, node.whole, tag.name, tag.slug))
            return reduce(or_, (tag.articles for tag in named), 0)
        if node.value == "unread":
            return self.unread
        return self._in(node.value)

    @property
    def unread(self) -> int:
        """The set of articles that were not read."""
        return self._catalogue.everything ^ self._in("read")

    @property
    def tags(self) -> tuple[Tag, ...]:
        """Every tag that an article of the catalogue has, A to Z; spellings that one condition finds are one."""
        if self._tags is None:
            spelled: dict[str, list[tuple[int, str, int]]] = {}
            for name, keys in self._source.tagged().items():
                if articles := self._set(keys):
                    spelled.setdefault(slug(name) or name, []).append((articles.bit_count(), name, articles))
            self._tags = tuple(
                Tag(max(each)[1], slug(key), reduce(or_, (articles for _, _, articles in each)))
                for key, each in sorted(spelled.items())
            )
        return self._tags

    @property
    def told_tags(self) -> tuple[Tag, ...]:
        """The same; none where they cannot be read: for what stands beside an answer that needs none."""
        try:
            return self.tags
        except ArchiveError:
            return ()

    def facet(self, articles: int) -> tuple[FacetValue, ...]:
        """The tags of a set of articles with the number of those that have each, the commonest first."""
        counted = ((tag.name, (articles & tag.articles).bit_count()) for tag in self.told_tags)
        found = [FacetValue(name, count) for name, count in counted if count]
        return tuple(sorted(found, key=lambda each: (-each.count, each.value)))

    def _in(self, state: str) -> int:
        if state not in self._sets:
            self._sets[state] = self._set(self._source.keys_in(state))
        return self._sets[state]

    def _set(self, keys: Collection[int]) -> int:
        flags = bytearray(self._catalogue.size)
        place: Callable[[int], int | None] = self._catalogue.position.get
        for position in map(place, keys):
            if position is not None:
                flags[position] = 1
        return to_set(flags) if keys else 0
