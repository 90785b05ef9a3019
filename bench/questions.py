"""The questions that every engine answers, chosen from an archive by how many articles have the words. Always the same.

No word is asked for twice, nor in two forms of one stem: each question is new to every engine.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from bench.corpus import DAYS, FIRST_DAY
from bench.peers.interface import Question

if TYPE_CHECKING:
    from reader.library import Library

A_CLASS = 40
"""Questions in a class."""
WARM = "warming up"
"""The class that is asked first and not told of."""
_LOOKED_AT = 4_000  # articles, evenly spread: they tell 25 % from 24 % well enough
_DAYS = 90  # in a date filter
_PREFIXES = (4, 5, 6)  # letters


def choose_questions(library: "Library") -> dict[str, list[Question]]:
    """At most `A_CLASS` questions of each class, fewer where the archive has too few words for them."""
    from reader.results import SearchRequest

    words, pairs = _frequencies(library)
    topics = [each.value for each in library.search(SearchRequest("")).facets.topic][:8]
    draw = random.Random(7)
    pick = _Picker(words, draw)

    def days() -> tuple[str, str]:
        first = FIRST_DAY + timedelta(days=draw.randrange(DAYS - _DAYS))
        return first.isoformat(), (first + timedelta(days=_DAYS - 1)).isoformat()

    def many(make: Callable[[int], Question | None], count: int = A_CLASS) -> list[Question]:
        return [question for number in range(count) if (question := make(number))]

    def word(low: float, high: float, **more: object) -> Question | None:
        found = pick.word(low, high)
        return Question("all", (found,), **more) if found else None  # type: ignore[arg-type]

    def both(kind: str) -> Question | None:
        found = [pick.word(0.05, 0.25), pick.word(0.03, 0.25)]
        return Question(kind, (found[0], found[1])) if found[0] and found[1] else None  # type: ignore[arg-type]

    return {
        WARM: many(lambda _: word(0.02, 0.25), 5),
        "common": many(lambda _: word(0.25, 1)),
        "rare": many(lambda _: word(0, 0.0015)),
        "AND": many(lambda _: both("all")),
        "OR": many(lambda _: both("any")),
        "topic and word": many(lambda number: word(0.125, 1, topic=topics[number % len(topics)])),
        "dates and word": many(lambda _: word(0.125, 1, days=days())),
        "phrase": [Question("phrase", pair) for pair in _phrases(pairs, pick)],
        "prefix": [Question("prefix", (start,)) for start in _starts(words, draw)],
    }


class _Picker:
    """Draws words by the share of articles that have them, each stem once."""

    def __init__(self, words: dict[str, float], draw: random.Random) -> None:
        self._words = words
        self._order = sorted(words)
        draw.shuffle(self._order)
        self._used: set[str] = set()

    def word(self, low: float, high: float) -> str | None:
        """A word that from `low` to below `high` of the articles have."""
        return next((word for word in self._order if low <= self._words[word] < high and self.take(word)), None)

    def take(self, word: str) -> bool:
        """Whether the word is new, and not any more from now on."""
        from whoosh.lang.porter import stem

        new = stem(word) not in self._used
        self._used.add(stem(word))
        return new


def _frequencies(library: "Library") -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    """The share of articles that have a word, and a pair of words in a row; neither are words that say nothing."""
    from reader.search.query.stopwords import COMMON
    from reader.text import words

    keys = library.all_keys()
    keys = keys[:: max(1, len(keys) // _LOOKED_AT)]
    singles: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for key in keys:
        found: set[str] = set()
        rows: set[tuple[str, str]] = set()
        for part in library.article_by_key(key).parts():
            terms = [word.term for word in words(part.text)]
            found.update(terms)
            rows.update(pairwise(terms))
        singles.update(found)
        pairs.update(rows)

    def counts(word: str) -> bool:
        return len(word) > 3 and word.isascii() and word.isalpha() and word not in COMMON

    return (
        {word: count / len(keys) for word, count in singles.items() if counts(word)},
        {pair: count / len(keys) for pair, count in pairs.items() if counts(pair[0]) and counts(pair[1])},
    )


def _phrases(pairs: dict[tuple[str, str], float], pick: _Picker) -> Iterator[tuple[str, str]]:
    """The commonest pairs of words that are in at most a tenth of the articles, no first word twice."""
    ranked = sorted((pair for pair, share in pairs.items() if share < 0.1), key=lambda pair: (-pairs[pair], pair))
    found = 0
    for pair in ranked:
        if found < A_CLASS and pick.take(pair[0]):
            found += 1
            yield pair


def _starts(words: dict[str, float], draw: random.Random) -> Iterator[str]:
    """Beginnings of words that at least one of a hundred articles has, of 4, 5 and 6 letters in turn, no two alike."""
    order = sorted(word for word, share in words.items() if share >= 0.01 and len(word) > max(_PREFIXES))
    draw.shuffle(order)
    seen: set[str] = set()
    for word in order:
        start = word[: _PREFIXES[len(seen) % len(_PREFIXES)]]
        if len(seen) < A_CLASS and not any(start.startswith(each) or each.startswith(start) for each in seen):
            seen.add(start)
            yield start
