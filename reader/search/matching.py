"""The articles that have a word, a phrase, a prefix or words near each other."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial, reduce
from itertools import islice
from math import log
from operator import or_

from reader.errors import QueryError, StaleSearch
from reader.search.catalogue import Catalogue
from reader.search.evaluate import TextNode
from reader.search.index.blocks import MOST_OFTEN
from reader.search.index.schema import BODY, TEXT_FIELDS, TITLE
from reader.search.index.snapshot import MOST_COUNTED, MOST_EXPANSIONS, Places, Snapshot
from reader.search.proximity import Span, count_near, near_spans
from reader.search.query.tree import Any, Exact, Literally, Near, Node, Or, Phrase, Prefix, Word
from reader.search.query.walk import count_terms
from reader.search.scoring import FieldMatches, Matches, Shares
from reader.search.sets import to_set

# A word of the headline says more of an article than one of its body: among weights from 0.5 to 2.5 this was best on
# the Cranfield collection (nDCG@10 .527, Whoosh's own ranking .515).
_FIELD_WEIGHT = {TITLE: 1.5, BODY: 1.0}
_REMEMBERED = 64  # nodes, 200 kB each for a hundred thousand articles
_BETWEEN_LOOKS = 1024  # documents
_HELD = 32_768  # words of documents whose places are held at once: up to 4 kB each, for the commonest words


class Matcher:
    """Finds the matches of text nodes in one snapshot, and remembers the latest."""

    def __init__(
        self, snapshot: Snapshot, catalogue: Catalogue, spellings: Callable[[str], Sequence[str]] = lambda _: ()
    ) -> None:
        self._snapshot, self._size = snapshot, catalogue.size
        self._spellings = spellings
        self._known: OrderedDict[tuple[object, ...], Matches] = OrderedDict()
        self._lengths = {field: self._by_position(snapshot.length_bytes(field)) for field in TEXT_FIELDS}
        self._shares = {field: Shares(snapshot.length_bytes(field), _FIELD_WEIGHT[field]) for field in TEXT_FIELDS}

    @property
    def snapshot(self) -> Snapshot:
        """The state of the index that is searched."""
        return self._snapshot

    def spans(self, node: Node, field: str, wanted: set[int], stale: Callable[[], bool]) -> dict[int, list[Span]]:
        """Where a word-like node stands in a field of the wanted documents. Raises as `find` does."""
        return self._spans(node, field, TEXT_FIELDS, wanted, stale)

    def terms_of(self, node: Node, field: str) -> Sequence[str] | None:
        """The terms that a word-like node stands for in a field, None where it is more than one word."""
        return self._terms(node, field, TEXT_FIELDS)

    def stands_for(self, node: Node) -> tuple[str, ...]:
        """The terms of the index that a word-like node stands for; none where it is more than one word."""
        by_field = [self._terms(node, field, TEXT_FIELDS) or () for field in TEXT_FIELDS]
        terms = dict.fromkeys(term for terms in by_field for term in terms)
        return tuple(term for term in terms if any(self._snapshot.has(field, term) for field in TEXT_FIELDS))

    def find(self, node: TextNode, stale: Callable[[], bool], *, title_only: bool = False) -> Matches:
        """The matches of a node in title and body. Raises QueryError, StaleSearch, UnreadableIndex."""
        key = (*_identity(node), title_only)
        known = self._known.get(key)
        if known is None:
            fields = (TITLE,) if title_only else TEXT_FIELDS
            found = ((field, self._counts(node, field, fields, stale)) for field in fields)
            known = self._known[key] = self._matches({field: counts for field, counts in found if counts is not None})
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return known

    def _matches(self, counted: dict[str, bytearray]) -> Matches:
        articles = reduce(or_, map(to_set, counted.values()), 0)
        have = articles.bit_count()
        idf = log(1 + (max(0, self._snapshot.count - have) + 0.5) / (have + 0.5))
        # The body first: most matches are there.
        fields = (FieldMatches(counted[field], self._lengths[field], self._shares[field]) for field in sorted(counted))
        return Matches(articles, tuple(fields), idf)

    def _by_position(self, of_documents: bytes | bytearray) -> bytearray:
        """What is known of each document, a byte a document, as a byte a position."""
        if self._snapshot.in_order:
            return bytearray(of_documents) + bytes(self._size - len(of_documents))
        total = bytearray(self._size + 1)  # the last one takes what is absent
        for position, known in zip(self._snapshot.position_of, of_documents, strict=True):
            if known:
                total[position] = known
        del total[self._size :]
        return total

    def _counts(self, node: Node, field: str, fields: Sequence[str], stale: Callable[[], bool]) -> bytearray | None:
        """How often a node stands in each article, a byte a position, at most `MOST_OFTEN`; None where nowhere."""
        terms = self._terms(node, field, fields)
        if terms is not None:
            if not any(self._snapshot.has(field, term) for term in terms):
                return None
            return self._by_position(self._snapshot.counts(field, terms, stale))
        total = bytearray(len(self._snapshot.position_of))
        for number, often in self._often(node, field, fields, stale):
            total[number] = often if often < MOST_OFTEN else MOST_OFTEN
        return self._by_position(total) if any(total) else None

    def _often(
        self, node: Node, field: str, fields: Sequence[str], stale: Callable[[], bool]
    ) -> Iterator[tuple[int, int]]:
        """The documents that have a node of several words, each with how often."""
        if isinstance(node, Phrase):
            for found in self._snapshot.phrase(field, node.terms, None, stale):
                yield from zip(found.documents, found.counts, strict=True)
            return
        if isinstance(node, Near) and (words := self._two_words(node, field, fields)):
            yield from self._near_words(node, words, field, fields, stale)
            return
        for wanted in self._in_portions(node, field, fields):
            for number, spans in self._spans(node, field, fields, wanted, stale).items():
                yield number, len(spans)

    def _two_words(self, node: Near, field: str, fields: Sequence[str]) -> list[Sequence[str]]:
        """The terms of each operand where these are two words that cannot stand at one place; else nothing."""
        each = [self._terms(operand, field, fields) for operand in node.operands]
        words = [terms for terms in each if terms is not None]
        return words if len(words) == len(each) == 2 and set(words[0]).isdisjoint(words[1]) else []

    def _near_words(
        self, node: Near, words: list[Sequence[str]], field: str, fields: Sequence[str], stale: Callable[[], bool]
    ) -> Iterator[tuple[int, int]]:
        """The documents in which two words stand near each other, each with how many places have the other near."""
        rare = (
            0
            if self._frequency(node.operands[0], field, fields) <= self._frequency(node.operands[1], field, fields)
            else 1
        )
        for wanted in self._in_portions(node, field, fields):
            places: list[Mapping[int, Sequence[int]]] = [{}, {}]
            places[rare] = self._places(words[rare], field, wanted, stale)
            places[1 - rare] = self._places(words[1 - rare], field, places[rare], stale)
            for looked_at, number in enumerate(places[1 - rare]):
                _look(looked_at, stale)
                if often := count_near(places[0][number], places[1][number], node.distance, ordered=node.ordered):
                    yield number, often

    def _places(
        self, terms: Sequence[str], field: str, wanted: Places | None, stale: Callable[[], bool]
    ) -> dict[int, Sequence[int]]:
        """The positions of any of several terms, ascending, in the wanted documents that have one."""
        found: dict[int, Sequence[int]] = {}
        for term in terms:
            for number, places in self._snapshot.places(field, term, wanted, stale).items():
                found[number] = sorted((*found[number], *places)) if number in found else places
        return found

    def _in_portions(self, node: Node, field: str, fields: Sequence[str]) -> Iterator[range | None]:
        """The documents to look for a node in at once: all (None) where it is rare, else so many that memory lasts."""
        words = count_terms(node)
        if self._frequency(node, field, fields) * words <= _HELD:
            yield None
            return
        size, end = max(1, _HELD // words), len(self._snapshot.position_of)
        for start in range(0, end, size):
            yield range(start, min(end, start + size))

    def _terms(self, node: Node, field: str, fields: Sequence[str]) -> Sequence[str] | None:
        """The terms that a word-like node stands for, None where it is more than one word."""
        match node:
            case Word():
                return self._with_spellings(field, self._snapshot.forms(field, node.text), node.text)
            case Exact():
                return self._with_spellings(field, (node.text,), node.text)
            case Literally():
                return (node.text,)
            case Phrase(terms=(term,)):
                return (term,)
            case Prefix():
                found = self._snapshot.beginning_with(fields, node.stem)
                if found is None:
                    raise QueryError(node.column, self._too_broad(node.stem, fields))
                return found[field]
        return None

    def _with_spellings(self, field: str, terms: tuple[str, ...], term: str) -> tuple[str, ...]:
        """The terms, and the other spellings of the term as a name that the index has."""
        others = (each for each in self._spellings(term) if each not in terms and self._snapshot.has(field, each))
        return (*terms, *others)

    def _too_broad(self, stem: str, fields: Sequence[str]) -> str:
        count = self._snapshot.count_beginning_with(fields, stem, MOST_COUNTED)
        words = f"more than {MOST_COUNTED:,}" if count > MOST_COUNTED else f"{count:,}"
        # A count that was given up is above the limit as it says itself.
        limit = f", more than {MOST_EXPANSIONS:,}" if count <= MOST_COUNTED else ""
        return f"`{stem}*` is too broad: it stands for {words} words{limit}; add a letter or two before the `*`"

    def _frequency(self, node: Node, field: str, fields: Sequence[str]) -> int:
        """At most how many documents can have a node, about."""
        terms = self._terms(node, field, fields)
        if terms is not None:
            return sum(self._snapshot.frequency(field, term) for term in terms)
        match node:
            case Phrase():
                return min(self._snapshot.frequency(field, term) for term in node.terms)
            case Near():
                return min(self._frequency(each, field, fields) for each in node.operands)
            case Or() | Any():
                return sum(self._frequency(each, field, fields) for each in node.operands)
        raise QueryError(getattr(node, "column", 1), "NEAR and ADJ join words, phrases and words joined by OR")

    def _spans(
        self, node: Node, field: str, fields: Sequence[str], wanted: Places | None, stale: Callable[[], bool]
    ) -> dict[int, list[Span]]:
        """Where a node stands in the wanted documents, or in all.

        What is rarest is looked up first, and the rest only in documents that have it.
        """
        terms = self._terms(node, field, fields)
        found: dict[int, list[Span]] = {}
        among = wanted
        if terms is not None:
            for term in terms:
                in_documents = self._snapshot.places(field, term, among, stale).items()
                for looked_at, (number, places) in enumerate(in_documents):
                    _look(looked_at, stale)
                    found.setdefault(number, []).extend(zip(places, places, strict=True))
            return {number: sorted(spans) for number, spans in found.items()} if len(terms) > 1 else found
        match node:
            case Phrase():
                back = 1 - len(node.terms)
                for numbers, counts, ends in self._snapshot.phrase(field, node.terms, wanted, stale):
                    each = zip(map(back.__add__, ends), ends, strict=True)
                    found.update(
                        (number, list(islice(each, count))) for number, count in zip(numbers, counts, strict=True)
                    )
            case Near():
                order = sorted(
                    range(len(node.operands)), key=lambda number: self._frequency(node.operands[number], field, fields)
                )
                operands: dict[tuple[object, ...], dict[int, list[Span]]] = {}
                for at in order:
                    operand = node.operands[at]
                    if _identity(operand) not in operands:
                        among = self._spans(operand, field, fields, among, stale)
                        operands[_identity(operand)] = among
                by_operand = [operands[_identity(operand)] for operand in node.operands]
                look = partial(_look, 0, stale)
                for looked_at, number in enumerate(among or ()):
                    each_spans = [spans_of[number] for spans_of in by_operand]
                    if near := near_spans(each_spans, node.distance, ordered=node.ordered, look=look):
                        found[number] = near
                    _look(looked_at, stale)
            case Or() | Any():
                for operand in node.operands:
                    for number, spans in self._spans(operand, field, fields, among, stale).items():
                        found[number] = sorted({*found.get(number, ()), *spans})
            case _:
                raise QueryError(getattr(node, "column", 1), "NEAR and ADJ join words, phrases and words joined by OR")
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
            return (type(node), node.text)
    return (node,)


def _look(count: int, stale: Callable[[], bool]) -> None:
    """Now and then, stop a search that nobody waits for. Raises StaleSearch."""
    if count % _BETWEEN_LOOKS == 0 and stale():
        raise StaleSearch
