"""What lights up in an article: the words that answer a query, found without the index."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, takewhile

from reader.article import Article, Part
from reader.results import Mark
from reader.search.evaluate import TEXT_NODES, TextNode
from reader.search.query.tree import And, Any, Node, Or, Saved, Title, Within
from reader.search.spotting import Pattern, Text
from reader.search.unit_marks import UnitBound

TITLE_PART = 0

_MOST_CHARACTERS = 1_000_000  # looked at in an article: half a second; the rest of so long a one stays unlit


Asked = tuple[TextNode, bool, Within | None]
"""A text node, whether it counts in the title only, and the group that it has to stand in together with others."""


def asked_for(node: Node, *, title_only: bool = False, within: Within | None = None) -> Iterator[Asked]:
    """The text nodes that a query asks for; none under a not."""
    match node:
        case Title():
            yield from asked_for(node.operand, title_only=True)
        case And() | Or() | Any():
            for operand in node.operands:
                yield from asked_for(operand, title_only=title_only, within=within)
        case Saved():
            yield from asked_for(node.operand, title_only=title_only, within=within)
        case Within():
            yield from asked_for(node.operand, title_only=title_only, within=within or node)
        case _ if isinstance(node, TEXT_NODES):
            yield node, title_only, within


class Lamp:
    """A query made ready to be lit in many articles."""

    def __init__(self, tree: Node) -> None:
        asked: dict[tuple[TextNode, bool], set[Within | None]] = {}
        for node, title_only, within in asked_for(tree):
            asked.setdefault((node, title_only), set()).add(within)
        self._bounds = {each: UnitBound(each) for withins in asked.values() for each in withins if each}
        self._patterns = [
            (Pattern(node), title_only, [each for each in withins if each] if None not in withins else None)
            for (node, title_only), withins in asked.items()
        ]
        self._in_text = [pattern for pattern, title_only, _ in self._patterns if not title_only]
        self.nodes = [node for node, title_only in asked if not title_only]
        """The text nodes that are asked for below the title too, each once."""

    def standing(self, text: str) -> list[bool]:
        """Of each of `nodes` whether it stands in a text below the title."""
        seen = Text(text)
        return [pattern.stands(seen) for pattern in self._in_text]

    def marks(self, parts: Sequence[Part], numbers: Iterable[int]) -> tuple[Mark, ...]:
        """All that answers the query in these parts, given ascending; marks that overlap become one."""
        found: list[Mark] = []
        ranges = {within: bound.ranges(parts) for within, bound in self._bounds.items()}
        for number in numbers if self._patterns else ():
            text = Text(parts[number].text)
            places = {
                (start, end)
                for pattern, title_only, withins in self._patterns
                if number == TITLE_PART or not title_only
                for start, end in pattern.places(text)
                if withins is None
                or any(low <= start and end <= high for each in withins for low, high in ranges[each].get(number, ()))
            }
            found += (Mark(number, start, end) for start, end in _merged(sorted(places)))
        return tuple(found)

    def inside(self, parts: Sequence[Part]) -> set[int]:
        """The numbers of the parts that answer a group of the query; none where it has no group."""
        return {number for bound in self._bounds.values() for number in bound.ranges(parts)}


def _merged(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def looked_at(parts: Sequence[Part]) -> range:
    """The numbers of the parts that are looked at at all: those of the first `_MOST_CHARACTERS`."""
    ends = accumulate(len(part.text) for part in parts)
    return range(sum(1 for _ in takewhile(_MOST_CHARACTERS.__ge__, ends)))


def marks(article: Article, tree: Node) -> tuple[Mark, ...]:
    """All that answers a query's words in an article, in reading order; marks that overlap become one."""
    parts = article.parts()
    return Lamp(tree).marks(parts, looked_at(parts))
