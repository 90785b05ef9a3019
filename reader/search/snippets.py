"""Where an article opens, and the passage that its row shows. Made for visible rows only: it reads whole articles."""

from collections.abc import Callable, Collection, Sequence

from reader.article import Article, Part
from reader.results import Mark, Snippet
from reader.search.evaluate import TextNode
from reader.search.filters import matches_value
from reader.search.marks import TITLE_PART, MarksByNode, marks_by_node, merge_marks
from reader.search.query.tree import And, Any, Field, Node, Or
from reader.text import slug

WeightOf = Callable[[TextNode], float]
"""How much a word of the query tells: `Engine.weight_of`."""

WIDTH = 200
"""Characters of a snippet, unless asked otherwise: about three lines of a list."""

_LEAD = 0.25  # share of the width before the first mark, so that one sees what the sentence is about
_CUT = "…"


def topics_asked(article: Article, tree: Node) -> frozenset[str]:
    """Those of an article's topics that a query asks for."""
    match tree:
        case Field(field="topic"):
            return frozenset(
                topic for topic in article.topics if matches_value(tree.value, tree.whole, topic, slug(topic))
            )
        case And() | Or() | Any():
            return frozenset().union(*(topics_asked(article, operand) for operand in tree.operands))
    return frozenset()


def light(article: Article, tree: Node, weight_of: WeightOf = lambda _: 1.0) -> tuple[tuple[Mark, ...], int]:
    """The marks of a query in an article and the part that it opens at, in one reading of the text."""
    found = marks_by_node(article, tree)
    return merge_marks(found.values()), _best_part(article, found, topics_asked(article, tree), weight_of)


def best_part(article: Article, tree: Node, topics: Collection[str] = (), weight_of: WeightOf = lambda _: 1.0) -> int:
    """The number of the part to open at: that with the weightiest words of the query, the earliest among equals.

    Where topics are wanted it lies in a section on one of them, and is that section's first part when no word of the
    query stands there. Blocks and standfirst go before headings; 0, the title, is what is left.
    """
    return _best_part(article, marks_by_node(article, tree), topics, weight_of)


def _best_part(article: Article, found: MarksByNode, topics: Collection[str], weight_of: WeightOf) -> int:
    parts = article.parts()
    weights = [0.0] * len(parts)
    for (node, _), marks in found.items():
        numbers = {mark.part for mark in marks} - {TITLE_PART}
        if numbers:
            weight = weight_of(node)
            for number in numbers:
                weights[number] += weight
    candidates = _on_topic(article, parts, topics) or range(1, len(parts))
    matching = [number for number in candidates if weights[number]]
    if not matching:
        return candidates[0] if topics and candidates else TITLE_PART
    return max(
        matching,
        key=lambda number: (
            parts[number].kind != "heading",
            bool(topics) and _labelled(parts[number], topics),
            weights[number],
            -number,
        ),
    )


def _on_topic(article: Article, parts: Sequence[Part], topics: Collection[str]) -> list[int]:
    sections = {number for number, section in enumerate(article.sections) if set(section.topics) & set(topics)}
    return [number for number, part in enumerate(parts) if part.section in sections or _labelled(part, topics)]


def _labelled(part: Part, topics: Collection[str]) -> bool:
    return any(label.topic in topics for label in part.labels)


def snippet(article: Article, marks: Sequence[Mark], part: int, width: int = WIDTH) -> Snippet:
    """The passage of a part with most marks, at most `width` characters and cut between words.

    Of the title it is the beginning of the text below it, and of a heading, that of its section.
    """
    parts = article.parts()
    below = (number for number in range(part, len(parts)) if parts[number].kind not in ("title", "heading"))
    shown = next(below, part)
    text = parts[shown].text
    spans = [(mark.start, mark.end) for mark in marks if mark.part == shown]
    start, end = _window(text, spans, width)
    before, after = _CUT if start else "", _CUT if end < len(text) else ""
    shift = len(before) - start
    inside = [(max(first, start), min(last, end)) for first, last in spans if first < end and last > start]
    return Snippet(before + text[start:end] + after, tuple((first + shift, last + shift) for first, last in inside))


def _window(text: str, spans: Sequence[tuple[int, int]], width: int) -> tuple[int, int]:
    """[start, end) of the passage to show, of at most `width` characters with the signs of the cuts."""
    if len(text) <= width:
        return 0, len(text)
    room = max(1, width - 2 * len(_CUT))
    start = 0
    if spans:
        lead = int(room * _LEAD)
        first = max(spans, key=lambda span: (_inside(spans, span[0], span[0] + room - lead), -span[0]))[0]
        start = max(0, min(first - lead, len(text) - room))
        blank = text.find(" ", start, first) if start else -1
        start = blank + 1 if blank >= 0 else start
    end = min(len(text), start + room)
    if end < len(text) and text[end] != " ":
        blank = text.rfind(" ", start, end)
        end = blank if blank > start else end
    return start, end


def _inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> int:
    return sum(start <= first and last <= end for first, last in spans)
