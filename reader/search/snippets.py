"""Where an article opens, and the passage that its row shows. Made for visible rows only: it reads whole articles."""

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import compress

from reader.article import Article, Part
from reader.results import Mark, Snippet
from reader.search.evaluate import TextNode
from reader.search.filters import matches_value
from reader.search.marks import TITLE_PART, Lamp, looked_at
from reader.search.query.tree import And, Any, Field, Node, Or, Saved, Within
from reader.text import slug

WeightOf = Callable[[TextNode], float]
"""How much a word of the query tells: `Engine.weight_of`."""

WIDTH = 200
"""Characters of a snippet, unless asked otherwise: about three lines of a list."""

_LEAD = 0.25  # share of the width before the first mark, so that one sees what the sentence is about
_CUT = "…"


def _asks_for(tree: Node, topic: str) -> bool:
    """Whether a query asks for a topic."""
    match tree:
        case Field(field="topic"):
            return matches_value(tree.value, tree.whole, topic, slug(topic))
        case And() | Or() | Any():
            return any(_asks_for(operand, topic) for operand in tree.operands)
        case Within() | Saved():
            return _asks_for(tree.operand, topic)
    return False


class Light:
    """A query made ready to be lit in many articles, and to say where each of them opens."""

    def __init__(self, tree: Node, weight_of: WeightOf = lambda _: 1.0) -> None:
        self._tree = tree
        self._lamp = Lamp(tree)
        nodes = self._lamp.nodes
        self._weights = list(map(weight_of, nodes)) if len(nodes) > 1 else [1.0] * len(nodes)
        self._asked: dict[str, bool] = {}

    def topics_asked(self, article: Article) -> frozenset[str]:
        """Those of an article's topics that the query asks for."""
        asked = self._asked
        for topic in article.topics:
            if topic not in asked:
                asked[topic] = _asks_for(self._tree, topic)
        return frozenset(topic for topic in article.topics if asked[topic])

    def marks(self, parts: Sequence[Part], numbers: Iterable[int] | None = None) -> tuple[Mark, ...]:
        """The marks in an article, or in these parts of it."""
        return self._lamp.marks(parts, looked_at(parts) if numbers is None else numbers)

    def opens_at(self, article: Article, parts: Sequence[Part], topics: Collection[str]) -> int:
        """The number of the part to open at: that with the weightiest words of the query, the earliest among equals.

        Where topics are wanted it lies in a section on one of them, and is that section's first part when no word of
        the query stands there. Blocks and standfirst go before headings; 0, the title, is what is left.
        """
        candidates: Sequence[int] = (_on_topic(article, parts, topics) if topics else ()) or range(1, len(parts))
        inside = self._lamp.inside(parts)
        candidates = [number for number in candidates if number in inside] or candidates
        best, opens_at = (False, False, 0.0), candidates[0] if topics and candidates else TITLE_PART
        if not self._weights:
            return opens_at
        most = (True, bool(topics), sum(self._weights))
        seen = looked_at(parts)
        for number in candidates:
            part = parts[number]
            rank = (part.kind != "heading", bool(topics) and _labelled(part, topics))
            if number in seen and rank >= best[:2]:
                worth = (*rank, sum(compress(self._weights, self._lamp.standing(part.text))))
                if worth[2] and worth > best:
                    best, opens_at = worth, number
                    if best == most:
                        break  # none of the later ones can be better
        return opens_at


def _on_topic(article: Article, parts: Sequence[Part], topics: Collection[str]) -> list[int]:
    sections = {number for number, section in enumerate(article.sections) if set(section.topics) & set(topics)}
    return [number for number, part in enumerate(parts) if part.section in sections or _labelled(part, topics)]


def _labelled(part: Part, topics: Collection[str]) -> bool:
    return any(label.topic in topics for label in part.labels)


def shown_part(parts: Sequence[Part], part: int) -> int:
    """The number of the part that a snippet of a part is cut from.

    Of the title it is the beginning of the text below it, and of a heading, that of its section.
    """
    below = (number for number in range(part, len(parts)) if parts[number].kind not in ("title", "heading"))
    return next(below, part)


def snippet(parts: Sequence[Part], marks: Sequence[Mark], part: int, width: int = WIDTH) -> Snippet:
    """The passage of `shown_part` with most marks, at most `width` characters and cut between words."""
    shown = shown_part(parts, part)
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
