"""How much the words of a text speak for each topic."""

from collections.abc import Iterable
from typing import NamedTuple

from reader.topics.finder import Found, Span
from reader.topics.rules import Rule, TopicRules

REACH = 20
"""Words within which the parts of a rule with `&` must stand: about one sentence of a newspaper."""


class Evidence(NamedTuple):
    """What speaks for a topic: its weight, its words with the weightiest first, and whether one rule is enough."""

    weight: float
    words: tuple[str, ...]
    strong: bool


class _Match(NamedTuple):
    """A rule that fits, and where its parts stand, in the order of the text."""

    weight: float
    spans: tuple[Span, ...]


def contexts_of(texts: Iterable[Found], rules: TopicRules) -> frozenset[str]:
    """The contexts that an article speaks of, all its texts taken together."""
    present = {number for found in texts for number in found.places}
    return frozenset(name for name, (at_least, some) in rules.contexts.items() if len(present & some) >= at_least)


def weigh(found: Found, contexts: frozenset[str], rules: TopicRules) -> dict[int, Evidence]:
    """What a text says for each topic, by its number. A word counts once for a topic, in its weightiest rule."""
    if not found.places:
        return {}
    excepted: dict[int, set[int]] = {}
    if not rules.exceptions.keys().isdisjoint(found.places):
        for number, spans in found.places.items():
            for topic in rules.exceptions.get(number, ()):
                excepted.setdefault(topic, set()).update(place for span in spans for place in range(*span))
    matches: dict[int, list[_Match]] = {}
    by_number = rules.rules
    for number in found.places:
        for rule in by_number.get(number, ()):
            if rule.context is None or rule.context in contexts:
                place = _place(rule, found, excepted.get(rule.topic))
                if place:
                    matches.setdefault(rule.topic, []).append(_Match(rule.weight, place))
    return {topic: _sum(some, found) for topic, some in matches.items()}


def _place(rule: Rule, found: Found, excepted: set[int] | None) -> tuple[Span, ...]:
    """The first place where a rule fits and no exception covers it; empty where there is none."""
    if len(rule.parts) == 1 and not excepted:
        return (found.places[rule.parts[0]][0],)
    parts: list[list[Span]] = []
    for part in rule.parts:
        spans = found.places.get(part, [])
        if excepted:
            spans = [span for span in spans if excepted.isdisjoint(range(*span))]
        if not spans:
            return ()
        parts.append(spans)
    if len(parts) == 1:
        return (parts[0][0],)
    latest: dict[int, Span] = {}
    for span, part in sorted((span, part) for part, spans in enumerate(parts) for span in spans):
        latest[part] = span
        near = sorted(set(latest.values()))
        if len(near) == len(parts) and span[1] - near[0][0] <= REACH:
            return tuple(near)
    return ()


def _sum(matches: list[_Match], found: Found) -> Evidence:
    weight = 0.0
    words: dict[str, None] = {}
    counted: set[str] = set()
    for match in sorted(matches, key=lambda match: (-match.weight, match.spans)):
        terms = [found.terms(span) for span in match.spans]
        flat = {term for each in terms for term in each}
        if not flat <= counted:
            weight += match.weight
            counted |= flat
            words |= dict.fromkeys(map(" ".join, terms))
    return Evidence(weight, tuple(words), max(match.weight for match in matches) >= 1)
