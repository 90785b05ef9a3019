"""What a section's heading announces."""

import re

from reader.text import WORD, term_of
from reader.topics.rules import TopicRules

LONGEST = 80
"""Characters a heading of a topic has at most; longer lines are sentences."""

_JOINTS = re.compile(r"\s+(?:and|amid|as well as)\s+|\s*[&/,;:+|]\s*|\s+[-\u2013\u2014]\s+", re.IGNORECASE)
_TAIL = re.compile(r"\s+(?:in|on|for|to|from|with|over|around|across|between|near|at)\s.*", re.IGNORECASE)


def heading_topics(heading: str, rules: TopicRules) -> tuple[int, ...]:
    """The numbers of the topics a heading names, in its order; several for "Politics and diplomacy"."""
    if not heading or len(heading) > LONGEST:
        return ()
    whole = _named(heading, rules)
    parts = whole or [topic for part in _JOINTS.split(heading) for topic in _named(part, rules)]
    return tuple(dict.fromkeys(parts))


def _named(part: str, rules: TopicRules) -> list[int]:
    """Topics that a heading, or a part of one, is an alias of: as it is, without fillers, without its "in Brennvik"."""
    for text in (part, _TAIL.sub("", part)):
        terms = [term_of(word) for word in WORD.findall(text)]
        while terms and terms[0] in rules.fillers:
            del terms[0]
        while terms and terms[-1] in rules.fillers:
            del terms[-1]
        for attempt in (text, " ".join(terms)):
            found = rules.headings.find(attempt)
            fitting = [number for number, spans in found.places.items() if (0, len(found.words)) in spans]
            topics = [topic for number in sorted(fitting) for topic in rules.aliases[number]]
            if topics:
                return topics
    return []
