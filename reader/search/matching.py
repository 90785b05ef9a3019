"""The articles that have a word, a phrase, a prefix or words near each other, with what each is worth.

Scores are BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) summed over title and body.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

from reader.errors import QueryError
from reader.search.catalogue import Catalogue, to_set
from reader.search.evaluate import TextNode
from reader.search.proximity import Span, near_spans, phrase_spans
from reader.search.query.tree import Any, Exact, Literally, Near, Node, Or, Phrase, Prefix, Word
from reader.search.schema import BODY, TEXT_FIELDS, TITLE
from reader.search.snapshot import ABSENT, MOST_EXPANSIONS, Documents, Snapshot

# The usual constants. A word of the headline says more of an article than one of its body: among weights from 0.5 to
# 2.5 this was best on the Cranfield collection (nDCG@10 .527, Whoosh's own ranking .515).
_K1, _B = 1.2, 0.75
_FIELD_WEIGHT = {TITLE: 1.5, BODY: 1.0}
_REMEMBERED = 64  # nodes


@dataclass(frozen=True, slots=True)
class Matches:
    """The articles that match a node, as a set, and beside each position what the match is worth.

    `idf` is the inverse document frequency that the scores contain.
    """

    articles: int
    positions: "array[int]"
    scores: "array[float]"
    idf: float


class _Saturation(dict[tuple[float, int], float]):
    """BM25's share of a count in a field of a length, worked out once for each of the few pairs there are."""

    def __init__(self, average: float) -> None:
        super().__init__()
        self._average = average or 1.0

    def __missing__(self, key: tuple[float, int]) -> float:
        count, length = key
        share = count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * length / self._average))
        self[key] = share
        return share


class Matcher:
    """Finds the matches of text nodes in one snapshot, and remembers the latest."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue) -> None:
        self._snapshot, self._size = snapshot, catalogue.size
        self._known: OrderedDict[tuple[object, ...], Matches] = OrderedDict()
        self._saturations = {
            field: _Saturation(sum(lengths := snapshot.lengths(field)) / max(1, len(lengths))) for field in TEXT_FIELDS
        }

    def find(self, node: TextNode, stale: Callable[[], bool], *, title_only: bool = False) -> Matches:
        """The matches of a node in title and body. Raises QueryError, StaleSearch, UnreadableIndex."""
        key = (*_identity(node), title_only)
        known = self._known.get(key)
        if known is None:
            fields = (TITLE,) if title_only else TEXT_FIELDS
            known = self._score({field: self._documents(node, field, fields, stale) for field in fields})
            self._known[key] = known
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return known

    def _score(self, found: dict[str, Documents]) -> Matches:
        position_of = self._snapshot.position_of
        total: dict[int, float] = {}
        for field in sorted(found):  # the body first: most of it is there
            numbers, counts = found[field]
            lengths, weight = self._snapshot.lengths(field), _FIELD_WEIGHT[field]
            shares = map(
                self._saturations[field].__getitem__, zip(counts, map(lengths.__getitem__, numbers), strict=True)
            )
            positions = map(position_of.__getitem__, numbers)
            if not total and weight == 1.0:
                total = dict(zip(positions, shares, strict=True))
                continue
            for position, share in zip(positions, shares, strict=True):
                total[position] = total.get(position, 0.0) + weight * share
        total.pop(ABSENT, None)
        have = len(total)
        idf = log(1 + (max(0, self._snapshot.count - have) + 0.5) / (have + 0.5))
        flags = bytearray(self._size)
        for position in total:
            flags[position] = 1
        return Matches(to_set(flags), array("I", total), array("f", [idf * share for share in total.values()]), idf)

    def _documents(self, node: Node, field: str, fields: Sequence[str], stale: Callable[[], bool]) -> Documents:
        terms = self._terms(node, field, fields)
        if terms is not None:
            return _merged([self._snapshot.documents(field, term, stale) for term in terms])
        spans = self._spans(node, field, fields, None, stale)
        return array("I", spans), array("f", map(len, spans.values()))

    def _terms(self, node: Node, field: str, fields: Sequence[str]) -> Sequence[str] | None:
        """The terms that a word-like node stands for, None where it is more than one word."""
        match node:
            case Word():
                return self._snapshot.forms(field, node.text)
            case Exact() | Literally():
                return (node.text,)
            case Phrase(terms=(term,)):
                return (term,)
            case Prefix():
                found = self._snapshot.beginning_with(fields, node.stem)
                if found is None:
                    raise QueryError(
                        node.column,
                        f"`{node.stem}*` stands for more than {MOST_EXPANSIONS:,} words; "
                        "add a letter or two before the `*`",
                    )
                return found[field]
        return None

    def _having(self, node: Node, field: str, fields: Sequence[str], stale: Callable[[], bool]) -> set[int]:
        """The documents that can match a node at all."""
        terms = self._terms(node, field, fields)
        if terms is not None:
            return set().union(*(self._snapshot.documents(field, term, stale)[0] for term in terms))
        match node:
            case Phrase():
                return _in_all([set(self._snapshot.documents(field, term, stale)[0]) for term in set(node.terms)])
            case Near():
                return _in_all([self._having(each, field, fields, stale) for each in node.operands])
            case Or() | Any():
                return set().union(*(self._having(each, field, fields, stale) for each in node.operands))
        raise QueryError(getattr(node, "column", 1), "NEAR and ADJ join words, phrases and words joined by OR")

    def _spans(
        self, node: Node, field: str, fields: Sequence[str], wanted: set[int] | None, stale: Callable[[], bool]
    ) -> dict[int, list[Span]]:
        """Where a node stands in the wanted documents, or in all."""
        if wanted is None:
            wanted = self._having(node, field, fields, stale)
        terms = self._terms(node, field, fields)
        found: dict[int, list[Span]] = {}
        if terms is not None:
            for term in terms:
                for number, places in self._snapshot.places(field, term, wanted, stale).items():
                    found.setdefault(number, []).extend((place, place) for place in places)
            return {number: sorted(spans) for number, spans in found.items()} if len(terms) > 1 else found
        match node:
            case Phrase():
                by_term = {term: self._snapshot.places(field, term, wanted, stale) for term in set(node.terms)}
                for number in _in_all([set(places) for places in by_term.values()]):
                    if spans := phrase_spans([by_term[term][number] for term in node.terms]):
                        found[number] = spans
            case Near():
                operands = [self._spans(each, field, fields, wanted, stale) for each in node.operands]
                for number in _in_all([set(each) for each in operands]):
                    if spans := near_spans([each[number] for each in operands], node.distance, ordered=node.ordered):
                        found[number] = spans
            case Or() | Any():
                for each in node.operands:
                    for number, spans in self._spans(each, field, fields, wanted, stale).items():
                        found[number] = sorted({*found.get(number, ()), *spans})
        return found


def _identity(node: Node) -> tuple[object, ...]:
    """What makes two nodes the same but for their columns."""
    match node:
        case Near():
            return (Near, node.distance, node.ordered, *map(_identity, node.operands))
        case Or() | Any():
            return (Or, *map(_identity, node.operands))
        case Phrase():
            return (Phrase, node.terms)
        case Prefix():
            return (Prefix, node.stem)
        case Word():
            return (Word, node.text)
        case Exact() | Literally():
            return (Exact, node.text)
    return (node,)


def _in_all(sets: list[set[int]]) -> set[int]:
    smallest, *others = sorted(sets, key=len)
    return smallest.intersection(*others)


def _merged(documents: list[Documents]) -> Documents:
    """The documents of several terms as of one, counts added up."""
    documents = [each for each in documents if each[0]]
    if len(documents) == 1:
        return documents[0]
    total: dict[int, float] = {}
    for numbers, counts in sorted(documents, key=lambda each: -len(each[0])):
        if not total:
            total = dict(zip(numbers, counts, strict=True))
            continue
        for number, count in zip(numbers, counts, strict=True):
            total[number] = total.get(number, 0.0) + count
    return array("I", total), array("f", total.values())
