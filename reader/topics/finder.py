"""Finds the places of many patterns in one pass over a text."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reader.text import WORD, term_of
from reader.topics.pattern import Pattern, unit_of

Span = tuple[int, int]
"""[start, end) of a place, counted in words."""

_CACHED = 65_536
"""Words whose patterns are remembered: the vocabulary of some thousand articles."""


class Found(NamedTuple):
    """The words of a text as written, and where patterns stand in it, by their numbers."""

    words: Sequence[str]
    places: Mapping[int, list[Span]]

    def terms(self, span: Span) -> list[str]:
        """The words at a place, folded."""
        return [term_of(word) for word in self.words[slice(*span)]]


NOTHING = Found((), {})
"""What is found in no words."""


class _Begun(NamedTuple):
    """The patterns that begin with a word, by their numbers; None for those of one word, where nothing is left to try.

    `alone` are those of them that may stand there whatever comes next; the others need a word of `terms` or `stems`.
    """

    every: tuple[tuple[int, Pattern | None], ...]
    alone: tuple[tuple[int, Pattern | None], ...]
    terms: frozenset[str]
    stems: tuple[str, ...]


class Finder:
    """Looks every word up once and tries only the patterns that begin with it and go on with the next."""

    def __init__(self) -> None:
        self._patterns: list[Pattern] = []
        self._numbers: dict[Pattern, int] = {}
        self._words: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        self._units: dict[str, list[int]] = {}
        self._beginnings: set[str] = set()
        self._begun: dict[tuple[int, ...], _Begun] = {}
        self._known: dict[str, _Begun | tuple[()]] = {}

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
        self._beginnings.update(stem[:length] for stem in first.stems for length in range(1, len(stem) + 1))
        return number

    def find(self, text: str) -> Found:
        """Every place of every pattern in a text."""
        words: list[str] = WORD.findall(text)
        places: dict[int, list[Span]] = {}
        for start, begun in enumerate(map(self._known.get, words), 1):
            if begun is None:
                begun = self._look_up(words[start - 1])
            if not begun:
                continue
            some, alone, terms, stems = begun
            if some is not alone:
                follows = term_of(words[start]) if start < len(words) else ""
                if follows not in terms and not follows.startswith(stems):
                    some = alone
            for number, pattern in some:
                end = pattern.end(words, start - 1) if pattern else start
                if end:
                    if number in places:
                        places[number].append((start - 1, end))
                    else:
                        places[number] = [(start - 1, end)]
        return Found(words, places)

    def _look_up(self, word: str) -> _Begun | tuple[()]:
        """The patterns that begin with a word; empty where none does."""
        term = term_of(word)
        numbers = {*self._words.get(term, ())}
        for length in range(1, len(term) + 1):
            beginning = term[:length]
            if beginning not in self._beginnings:
                break
            numbers.update(self._stems.get(beginning, ()))
        if self._units and term[:1].isdigit():
            numbers.update(self._units.get(unit_of(term), ()))
        if len(self._known) >= _CACHED:
            self._known.clear()
        found: _Begun | tuple[()] = ()
        if numbers:  # those of all words of one stem, and of nearly all numbers, are the same
            begun = tuple(sorted(numbers))
            found = self._begun.get(begun) or self._begun.setdefault(begun, self._begin(begun))
        self._known[word] = found
        return found

    def _begin(self, numbers: Sequence[int]) -> _Begun:
        every: list[tuple[int, Pattern | None]] = []
        alone: list[tuple[int, Pattern | None]] = []
        terms: set[str] = set()
        stems: set[str] = set()
        for number in numbers:
            pattern = self._patterns[number]
            one = number, pattern if len(pattern.steps) > 1 else None
            every.append(one)
            if len(pattern.steps) == 1 or pattern.steps[1].gap or pattern.steps[1].units:
                alone.append(one)
            else:
                terms |= pattern.steps[1].words
                stems.update(pattern.steps[1].stems)
        shared = tuple(every)
        return _Begun(shared, shared if len(alone) == len(every) else tuple(alone), frozenset(terms), tuple(stems))
