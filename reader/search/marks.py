"""What lights up in a text: the words that answer a query, found without the index."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from reader.article import Article
from reader.results import Mark
from reader.search.evaluate import TextNode
from reader.search.proximity import Span, near_spans, phrase_spans
from reader.search.query.tree import (
    And,
    Any,
    Exact,
    Literally,
    Near,
    Node,
    Or,
    Phrase,
    Prefix,
    Title,
    Within,
    Word,
)
from reader.search.stems import is_form, shared_prefix, stem_of
from reader.text import words

TITLE_PART = 0

MarksByNode = dict[tuple[TextNode, bool], list[Mark]]
"""The marks of each text node of a query, with whether it counts in the title only."""

_MOST_CHARACTERS = 1_000_000  # looked at in an article: half a second; the rest of so long a one stays unlit


def asked_for(node: Node, *, title_only: bool = False) -> Iterator[tuple[TextNode, bool]]:
    """The text nodes that a query asks for, each with whether it counts in the title only; none under a not."""
    match node:
        case Title():
            yield from asked_for(node.operand, title_only=True)
        case And() | Or() | Any():
            for operand in node.operands:
                yield from asked_for(operand, title_only=title_only)
        case Within():
            yield from asked_for(node.operand, title_only=title_only)
        case Word() | Exact() | Literally() | Phrase() | Prefix() | Near():
            yield node, title_only


@lru_cache(maxsize=256)
def _answers(node: Node) -> Callable[[str], bool]:
    """What says whether a term answers a word-like node."""
    match node:
        case Word(text=text):
            stem = stem_of(text)
            prefix = shared_prefix(stem)
            return lambda term: term == text or (term.startswith(prefix) and is_form(term, stem))
        case Exact(text=text) | Literally(text=text):
            return text.__eq__
        case Prefix(stem=stem):
            return lambda term: term.startswith(stem)
    return lambda _: False


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
    answers = _answers(node)
    return [(at, at) for at, term in enumerate(terms) if answers(term)]


def marks_by_node(article: Article, tree: Node) -> MarksByNode:
    """The marks of each text node of a query in an article."""
    found: MarksByNode = {key: [] for key in asked_for(tree)}
    if not found:
        return found
    looked_at = 0
    for number, part in enumerate(article.parts()):
        looked_at += len(part.text)
        if looked_at > _MOST_CHARACTERS:
            break
        texts = list(words(part.text))
        terms = [word.term for word in texts]
        for (node, title_only), marks in found.items():
            if not title_only or number == TITLE_PART:
                marks += [Mark(number, texts[first].start, texts[last].end) for first, last in _spans(node, terms)]
    return found


def marks(article: Article, tree: Node) -> tuple[Mark, ...]:
    """All that answers a query's words in an article, in reading order; marks that overlap become one."""
    return merge_marks(marks_by_node(article, tree).values())


def merge_marks(found: Iterable[Iterable[Mark]]) -> tuple[Mark, ...]:
    """Marks of several nodes as one row in reading order, without overlaps."""
    merged: list[Mark] = []
    every = {mark for marks in found for mark in marks}
    for mark in sorted(every, key=lambda each: (each.part, each.start, each.end)):
        last = merged[-1] if merged else None
        if last and last.part == mark.part and mark.start < last.end:
            merged[-1] = Mark(last.part, last.start, max(last.end, mark.end))
        else:
            merged.append(mark)
    return tuple(merged)
