"""What stands together in one section, paragraph or sentence: told by the positions of words and of their units.

The index says where the parts and the sections of an article begin (`document.layout`). A section's topics are asked of
the archive, and so are the texts of paragraphs in which a sentence has to be found; nothing else is read.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from reader.errors import StaleSearch
from reader.search.index.document import PART, SECTION, count_words
from reader.search.index.schema import BODY, LAYOUT
from reader.search.proximity import Span
from reader.search.query.tree import And, Any, Everything, Node, Not, Or, Within
from reader.search.query.walk import count_terms
from reader.search.sources import Sources
from reader.search.unit_level import Starts, UnitLevel, Units
from reader.text import sentences

if TYPE_CHECKING:
    from reader.search.evaluate import Evaluator
    from reader.search.matching import Matcher

_AT_ONCE = 16_384  # words of documents whose places are held at once: up to 4 kB each, for the commonest words


def relaxed(node: Node) -> Node:
    """What an article must have for some unit of it to match: the same without its negations and its bounds."""
    match node:
        case And() | Or() | Any():
            return type(node)(tuple(map(relaxed, node.operands)))
        case Not():
            return Everything()
        case Within():
            return relaxed(node.operand)
    return node


class UnitFinder:
    """Finds the articles with a unit that matches; for one query on one snapshot. `stale` is asked between documents.

    Raises StaleSearch, QueryError, UnreadableIndex, ArchiveError.
    """

    def __init__(
        self,
        matcher: "Matcher",
        evaluator: "Evaluator",
        keys: Sequence[int],
        sources: Sources,
        stale: Callable[[], bool],
    ) -> None:
        self._matcher, self._evaluator, self._sources, self._stale = matcher, evaluator, sources, stale
        self._keys = keys
        self._position_of: Sequence[int] = matcher.snapshot.position_of

    def articles(self, node: Within, flags: bytes) -> Iterator[int]:
        """The positions of the articles that match, among those flagged, by position."""
        candidates = [number for number, at in enumerate(self._position_of) if at >= 0 and flags[at]]
        size = max(1, _AT_ONCE // count_terms(node))
        for start in range(0, len(candidates), size):
            chunk = set(candidates[start : start + size])
            for number in self._within(node, chunk)[0]:
                yield self._position_of[number]

    def _within(self, node: Within, documents: set[int]) -> tuple[Units, Starts]:
        """The matching units of documents, and where the units of that kind begin."""
        unit = "section" if "section" in node.unit else "part"
        starts = self._starts(SECTION if unit == "section" else PART, documents)
        if node.unit != "sentence":
            return UnitLevel(self, starts, titled=unit != "section").find(node.operand, documents), starts
        parts = UnitLevel(self, starts, titled=True).find(relaxed(node.operand), documents)
        starts = self._sentence_starts(parts, starts)
        return UnitLevel(self, starts, titled=True).find(node.operand, set(parts)), starts

    def _starts(self, term: str, documents: set[int]) -> Starts:
        return self._matcher.snapshot.places(LAYOUT, term, documents, self._stale)

    def sections(self, documents: set[int]) -> Starts:
        """Where the sections of documents begin."""
        return self._starts(SECTION, documents)

    def _sentence_starts(self, parts: Units, starts: Starts) -> Starts:
        """Where sentences begin; a part that is not among those given counts as one."""
        number_of = {self._keys[self._position_of[number]]: number for number in parts}
        found: dict[int, Sequence[int]] = {}
        for key, texts in self._sources.texts(list(number_of)):
            self.look()
            number = number_of[key]
            begins: list[int] = []
            for part, begin in enumerate(starts[number]):
                begins.append(begin)
                if part + 1 in parts[number] and part < len(texts):
                    begins += [begin + at for at in _inner_sentences(texts[part])]
            found[number] = begins
        return found

    def look(self) -> None:
        """Stop a search that nobody waits for. Raises StaleSearch."""
        if self._stale():
            raise StaleSearch

    def spans(self, node: Node, field: str, documents: set[int]) -> dict[int, list[Span]]:
        """Where a text node stands."""
        self.look()
        return self._matcher.spans(node, field, documents, self._stale)

    def places(self, node: Node, documents: set[int]) -> Iterator[tuple[int, Sequence[int]]] | None:
        """The documents with the positions of each term of a node in their bodies; None where it is several words."""
        terms = self._matcher.terms_of(node, BODY)
        if terms is None:
            return None
        self.look()
        found = (self._matcher.snapshot.places(BODY, term, documents, self._stale) for term in terms)
        return chain.from_iterable(each.items() for each in found)

    def among(self, node: Node, documents: set[int]) -> set[int]:
        """Those of the documents whose article as a whole meets a condition."""
        flags = self._evaluator.flags(node)
        return {number for number in documents if flags[self._position_of[number]]}

    def topics(self, documents: set[int]) -> Iterator[tuple[int, Mapping[int, Sequence[str]]]]:
        """The documents with the topics of their sections."""
        number_of = {self._keys[self._position_of[number]]: number for number in documents}
        for key, topics in self._sources.section_topics(list(number_of)):
            yield number_of[key], topics

    def inner(self, node: Within, documents: set[int]) -> tuple[Units, Starts]:
        """The matching units of another kind inside these."""
        return self._within(node, documents)


def _inner_sentences(text: str) -> list[int]:
    """The number of words before each sentence of a text but the first."""
    begins = [start for start, _ in sentences(text)][1:]
    found, count = [], 0
    if begins:
        for start, end in pairwise((0, *begins)):
            count += count_words(text[start:end])
            found.append(count)
    return found
