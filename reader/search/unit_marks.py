"""What of a text lies in a section, paragraph or sentence that answers `section:( … )` or `same:UNIT( … )`.

The same question as in `units`, asked of one article on the screen, whose text is at hand. What cannot be told from
the text, such as the outlet, is taken to hold: the article was found, so it did.
"""

from collections.abc import Iterable, Sequence

from reader.article import Part
from reader.search.evaluate import TEXT_NODES
from reader.search.filters import matches_value
from reader.search.query.tree import And, Any, Field, Node, Not, Or, Within
from reader.search.query.walk import walk
from reader.search.spotting import Pattern, Text
from reader.text import sentences, slug

Ranges = dict[int, list[tuple[int, int]]]
"""For the number of a part the [start, end) characters that lie in a unit that answers."""


class UnitBound:
    """The bounds that one group of a query sets to its words."""

    def __init__(self, node: Within) -> None:
        self._node = node
        self._patterns: dict[Node, Pattern] = {
            each: Pattern(each) for each in walk(node.operand) if isinstance(each, TEXT_NODES)
        }

    def ranges(self, parts: Sequence[Part]) -> Ranges:
        """Where in an article the group may be lit."""
        found: Ranges = {}
        for pieces in _units(self._node, parts):
            section = parts[pieces[0][0]].section
            topics = {label.topic for part in parts if section is not None and part.section == section
                      for label in part.labels}  # fmt: skip
            texts = [Text(parts[number].text[start:end]) for number, start, end in pieces]
            if self._holds(self._node.operand, texts, topics):
                for number, start, end in pieces:
                    found.setdefault(number, []).append((start, end))
        return found

    def _holds(self, node: Node, texts: Sequence[Text], topics: Iterable[str]) -> bool:
        match node:
            case And():
                return all(self._holds(each, texts, topics) for each in node.operands)
            case Or() | Any():
                return any(self._holds(each, texts, topics) for each in node.operands)
            case Not():
                return not self._tells(node.operand) or not self._holds(node.operand, texts, topics)
            case Field(field="topic"):
                return any(matches_value(node.value, node.whole, topic, slug(topic)) for topic in topics)
        pattern = self._patterns.get(node)
        return pattern is None or any(pattern.stands(text) for text in texts)

    def _tells(self, node: Node) -> bool:
        """Whether the text of a unit says all about a node."""
        return all(
            isinstance(each, (*TEXT_NODES, And, Or, Any, Not)) or (isinstance(each, Field) and each.field == "topic")
            for each in walk(node)
        )


def _units(node: Within, parts: Sequence[Part]) -> list[list[tuple[int, int, int]]]:
    """The units of an article, each as pieces: the number of a part and [start, end) in it."""
    if "section" in node.unit:
        by_section: dict[int, list[tuple[int, int, int]]] = {}
        for number, part in enumerate(parts):
            if part.section is not None:
                by_section.setdefault(part.section, []).append((number, 0, len(part.text)))
        return list(by_section.values())
    if node.unit == "paragraph":
        return [[(number, 0, len(part.text))] for number, part in enumerate(parts)]
    found = [[(0, 0, len(parts[0].text))]]
    for number, part in enumerate(parts[1:], 1):
        found += [[(number, start, end)] for start, end in sentences(part.text)]
    return found
