"""Finds the places of many patterns in one pass over a text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.text import WORD, term_of
from reader.topics.pattern import Pattern, unit_of

Span = tuple[int, int]
"""[start, end) of a place, counted in words."""

_CACHED = 65_536
"""Words whose patterns are remembered: the vocabulary of some thousand articles."""


@dataclass(frozen=True, slots=True)
class Found:
    """The words of a text as written, and where patterns stand in it, by their numbers."""

    words: Sequence[str]
    places: Mapping[int, list[Span]]

    def terms(self, span: Span) -> list[str]:
        """The words at a place, folded."""
        return [term_of(word) for word in self.words[slice(*span)]]


class Finder:
    """Looks every word up once and tries only the patterns that begin with it."""

    def __init__(self) -> None:
        self._patterns: list[Pattern] = []
        self._numbers: dict[Pattern, int] = {}
        self._words: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        self._units: dict[str, list[int]] = {}
        self._known: dict[str, tuple[tuple[int, Pattern | None], ...]] = {}

    def add(self, pattern: Pattern) -> int:
        """Take in a pattern and return its number; equal patterns share one."""
        if pattern in self._numbers:
            return self._numbers[pattern]
        number = self._numbers[pattern] = len(self._patterns)
        self._patterns.append(pattern)
        self._known.clear()
        first = pattern.steps[0]
        for table, keys in ((self._words, first.words), (self._stems, first.stems), (self._units, first.units)):
            for key in keys:
                table.setdefault(key, []).append(number)
        return number

    def find(self, text: str) -> Found:
        """Every place of every pattern in a text."""
        words: list[str] = WORD.findall(text)
        places: dict[int, list[Span]] = {}
        for start, begun in enumerate(map(self._known.get, words)):
            for number, pattern in self._look_up(words[start]) if begun is None else begun:
                end = pattern.end(words, start) if pattern else start + 1
                if end:
                    places.setdefault(number, []).append((start, end))
        return Found(words, places)

    def _look_up(self, word: str) -> tuple[tuple[int, Pattern | None], ...]:
        """The patterns that begin with a word; None for those of one word, where nothing is left to try."""
        term = term_of(word)
        numbers = set(self._words.get(term, ()))
        for length in range(1, len(term) + 1):
            numbers.update(self._stems.get(term[:length], ()))
        if term[:1].isdigit():
            numbers.update(self._units.get(unit_of(term), ()))
        patterns = [(number, self._patterns[number]) for number in sorted(numbers)]
        if len(self._known) >= _CACHED:
            self._known.clear()
        found = tuple((number, pattern if len(pattern.steps) > 1 else None) for number, pattern in patterns)
        self._known[word] = found
        return found
