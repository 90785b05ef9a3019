"""Where a node of a query stands in a text, found without the index and without cutting all of it into words."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from reader.search.evaluate import TextNode
from reader.search.proximity import Span, near_spans, phrase_spans
from reader.search.query.tree import Any, Exact, Literally, Near, Node, Or, Phrase, Prefix, Word
from reader.search.stems import is_form, shared_prefix, stem_of
from reader.text import WORD, term_of, words
from reader.text import Word as TextWord

# In a text without any of these, folding a word is lower case and straight apostrophes, whatever stands around it.
_OTHER_LETTERS = re.compile("[^\x00-\x7f\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u20ac\u00a3]")


class Text:
    """A text with blanks for all white space, and what the patterns of a query need of it, worked out once."""

    def __init__(self, text: str) -> None:
        self.text = text
        # Letter for letter as long as the text; None where folding could change more than case and apostrophes.
        self.lower: str | None = None
        self.bare = ""
        if text.isascii():
            self.lower = text.lower()
        elif not _OTHER_LETTERS.search(text):
            self.lower = text.replace("\u2019", "'").replace("\u2018", "'").lower()
        if self.lower is not None:
            self.bare = _bare(self.lower)

    @cached_property
    def words(self) -> list[TextWord]:
        """Its words."""
        return list(words(self.text))

    @cached_property
    def terms(self) -> list[str]:
        """The terms of its words."""
        return [word.term for word in self.words]


def _bare(text: str) -> str:
    """The text without what a term loses that stood in its word (U.S., 1,396)."""
    return text.replace(".", "").replace(",", "")


@dataclass(frozen=True, slots=True)
class _Test:
    """What says whether a term answers a word-like node; each one that does begins with one of `beginnings`."""

    answers: Callable[[str], bool]
    beginnings: tuple[str, ...]


def _test_of(node: Node) -> _Test:
    match node:
        case Word(text=text):
            stem = stem_of(text)
            prefix = shared_prefix(stem)
            return _Test(
                lambda term: term == text or (term.startswith(prefix) and is_form(term, stem)),
                (prefix,) if text.startswith(prefix) else (prefix, text),
            )
        case Exact(text=text) | Literally(text=text):
            return _Test(text.__eq__, (text,))
        case Prefix(stem=stem):
            return _Test(lambda term: term.startswith(stem), (stem,))
    return _Test(lambda _: False, ())


class Pattern:
    """A text node made ready to be looked for in many texts."""

    def __init__(self, node: TextNode) -> None:
        self._may_stand = _sieve(node)
        self._node = node
        self._test = _test_of(node) if isinstance(node, Word | Exact | Literally | Prefix) else None
        self._beginnings = [(each, _bare(each)) for each in self._test.beginnings] if self._test else []

    def stands(self, text: Text) -> bool:
        """Whether it stands anywhere in a text."""
        if text.lower is not None and not self._may_stand(text.bare):
            return False
        return next(self.places(text), None) is not None

    def places(self, text: Text) -> Iterator[tuple[int, int]]:
        """[start, end) of every place in a text, ascending."""
        if text.lower is None:
            return self._all_words(text)
        if not self._may_stand(text.bare):
            return iter(())
        if self._test is None or any(
            text.bare.count(bare) != text.lower.count(each) for each, bare in self._beginnings
        ):
            return self._all_words(text)
        return _near_beginnings(self._test, text.text, text.lower)

    def _all_words(self, text: Text) -> Iterator[tuple[int, int]]:
        for first, last in _spans(self._node, text.terms):
            yield text.words[first].start, text.words[last].end


def _near_beginnings(test: _Test, text: str, lower: str) -> Iterator[tuple[int, int]]:
    """The words that answer, where each beginning of one can be seen in the text."""
    begin, size = 0, len(text)
    while (at := _first(lower, test.beginnings, begin)) >= 0:
        # No word reaches over a blank, so what stands between two of them is cut into words by itself.
        start, end = lower.rfind(" ", begin, at) + 1 or begin, lower.find(" ", at)
        begin = size if end < 0 else end
        for found in WORD.finditer(text, start, begin):
            if test.answers(term_of(found[0])):
                yield found.span()


def _first(text: str, beginnings: Sequence[str], start: int) -> int:
    """Where the first of them stands from `start` on; -1 where none does."""
    return min((at for each in beginnings if (at := text.find(each, start)) >= 0), default=-1)


def _sieve(node: Node) -> Callable[[str], bool]:
    """What says of a bare text whether a node may stand in it; False is certain."""
    match node:
        case Phrase(terms=terms):
            bare = [_bare(term) for term in terms]
            return lambda text: all(term in text for term in bare)
        case Near(operands=operands):
            needed = [_sieve(each) for each in operands]
            return lambda text: all(holds(text) for holds in needed)
        case Or(operands=operands) | Any(operands=operands):
            enough = [_sieve(each) for each in operands]
            return lambda text: any(holds(text) for holds in enough)
    beginnings = [_bare(each) for each in _test_of(node).beginnings]
    if len(beginnings) == 1:  # nearly always, and asked of every paragraph
        return partial(_has, beginnings[0])
    return lambda text: any(each in text for each in beginnings)


def _has(beginning: str, text: str) -> bool:
    return beginning in text


def _spans(node: Node, terms: Sequence[str]) -> list[Span]:
    """Where a node stands in a text, as first and last word."""
    match node:
        case Phrase():
            places = {term: [at for at, each in enumerate(terms) if each == term] for term in set(node.terms)}
            return phrase_spans([places[term] for term in node.terms])
        case Near():
            operands = [_spans(each, terms) for each in node.operands]
            return near_spans(operands, node.distance, ordered=node.ordered)
        case Or() | Any():
            return sorted({span for each in node.operands for span in _spans(each, terms)})
    answers = _test_of(node).answers
    return [(at, at) for at, term in enumerate(terms) if answers(term)]
