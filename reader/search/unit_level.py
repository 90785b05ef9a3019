"""One kind of unit (sections, paragraphs or sentences) in some documents, and which of them match."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import TYPE_CHECKING

from reader.search.filters import matches_value
from reader.search.index.schema import BODY, TITLE
from reader.search.proximity import Span, near_spans
from reader.search.query.tree import (
    And,
    Any,
    Exact,
    Field,
    Literally,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Within,
    Word,
)
from reader.text import slug

if TYPE_CHECKING:
    from reader.search.units import UnitFinder

IN_TITLE = -1
"""The number of the headline, which is a paragraph and a sentence of its own and belongs to no section."""

_BETWEEN_LOOKS = 1024  # documents
_BEFORE = 0  # what stands before the first unit, as a standfirst does before the sections

Units = dict[int, set[int]]
"""For a document the numbers of its units, from 1; a document without any is left out."""

Starts = Mapping[int, Sequence[int]]
"""For a document where each unit begins, as positions, and where the last one ends."""


class UnitLevel:
    """One kind of unit in some documents."""

    def __init__(self, finder: "UnitFinder", starts: Starts, *, titled: bool) -> None:
        self._finder, self._starts, self._titled = finder, starts, titled

    def find(self, node: Node, documents: set[int]) -> Units:
        """The units that match, of those of the documents."""
        documents = {number for number in documents if number in self._starts}
        if not documents:
            return {}
        match node:
            case Word() | Exact() | Literally() | Phrase() | Prefix() | Near():
                return self._with_words(node, documents)
            case And():
                return self._all_of(node, documents)
            case Or() | Any():
                found: Units = {}
                for operand in node.operands:
                    for number, units in self.find(operand, documents).items():
                        found.setdefault(number, set()).update(units)
                return found
            case Not():
                inner = self.find(node.operand, documents)
                rest = ((number, self._all(number) - inner.get(number, set())) for number in documents)
                return {number: units for number, units in rest if units}
            case Field(field="topic"):
                return self._on_topic(node, documents)
            case Within():
                return self._around(*self._finder.inner(node, documents))
        # The rest is about the article as a whole, and so holds for each of its units.
        return {number: units for number in self._finder.among(node, documents) if (units := self._all(number))}

    def _all(self, number: int) -> set[int]:
        starts = self._starts[number]
        found = {unit for unit in range(1, len(starts)) if starts[unit - 1] < starts[unit]}
        return found | {IN_TITLE} if self._titled else found

    def _all_of(self, node: And, documents: set[int]) -> Units:
        """What all operands share, the negated ones looked at last, when few documents are left."""
        found: Units | None = None
        for operand in sorted(node.operands, key=lambda each: isinstance(each, Not)):
            units = self.find(operand, documents)
            if found is not None:
                shared = ((number, each & found[number]) for number, each in units.items())
                units = {number: each for number, each in shared if each}
            found, documents = units, set(units)
        return found or {}

    def _with_words(self, node: Node, documents: set[int]) -> Units:
        found: Units = {}
        places = self._finder.places(node, documents)
        if places is None:
            found = {number: set(by_unit) for number, by_unit in self._by_unit(node, documents).items() if by_unit}
        else:
            starts = self._starts
            for looked_at, (number, positions) in enumerate(places):
                if looked_at % _BETWEEN_LOOKS == 0:
                    self._finder.look()
                units = set(map(bisect_right, repeat(starts[number]), positions))
                units.discard(_BEFORE)
                if units:
                    found[number] = found[number] | units if number in found else units
        if self._titled:
            for number in self._finder.spans(node, TITLE, documents):
                found.setdefault(number, set()).add(IN_TITLE)
        return found

    def _by_unit(self, node: Node, documents: set[int]) -> dict[int, dict[int, list[Span]]]:
        """Where a text node stands in a body, by document and unit; what reaches over the end of a unit is left out."""
        found: dict[int, dict[int, list[Span]]] = {}
        if isinstance(node, Near):  # near each other, and in one unit
            operands = [self._by_unit(each, documents) for each in node.operands]
            for number in set(operands[0]).intersection(*operands):
                for unit in set(operands[0][number]).intersection(*(each[number] for each in operands)):
                    places = [each[number][unit] for each in operands]
                    look = self._finder.look
                    if near := near_spans(places, node.distance, ordered=node.ordered, look=look):
                        found.setdefault(number, {})[unit] = near
            return found
        if isinstance(node, Or):
            for each in node.operands:
                for number, units in self._by_unit(each, documents).items():
                    for unit, spans in units.items():
                        mine = found.setdefault(number, {})
                        mine[unit] = sorted({*mine.get(unit, ()), *spans})
            return found
        for looked_at, (number, spans) in enumerate(self._finder.spans(node, BODY, documents).items()):
            if looked_at % _BETWEEN_LOOKS == 0:
                self._finder.look()
            starts, by_unit = self._starts[number], found.setdefault(number, {})
            for span in spans:
                unit = bisect_right(starts, span[0])
                if unit != _BEFORE and (span[0] == span[1] or span[1] < starts[unit]):
                    by_unit.setdefault(unit, []).append(span)
        return found

    def _on_topic(self, node: Field, documents: set[int]) -> Units:
        """The units that lie in a section on the topic."""
        sections = self._finder.sections(documents)
        matching: dict[str, bool] = {}
        found: Units = {}
        for number, topics in self._finder.topics(documents):
            begins = sections[number]
            units: set[int] = set()
            for section, names in topics.items():
                for name in names:
                    if name not in matching:
                        matching[name] = matches_value(node.value, node.whole, name, slug(name))
                if any(matching[name] for name in names) and section + 1 < len(begins):
                    units |= self._between(number, begins[section], begins[section + 1])
            if units:
                found[number] = units
        return found

    def _around(self, units: Units, starts: Starts) -> Units:
        """The units that hold units of another kind, or lie in them."""
        found: Units = {}
        for number, inner in units.items():
            mine: set[int] = {IN_TITLE} if IN_TITLE in inner and self._titled else set()
            for unit in inner - {IN_TITLE}:
                mine |= self._between(number, starts[number][unit - 1], starts[number][unit])
            if mine:
                found[number] = mine
        return found

    def _between(self, number: int, begin: int, end: int) -> set[int]:
        """The units that have a word in positions [begin, end)."""
        starts = self._starts[number]
        if begin >= end:
            return set()
        first, last = bisect_right(starts, begin), bisect_right(starts, end - 1)
        return {unit for unit in range(max(1, first), last + 1) if starts[unit - 1] < starts[unit]}
