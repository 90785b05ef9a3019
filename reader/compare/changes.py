"""Word for word: which passages are equal, how much of two is the same, and the words that the other does not have."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from itertools import pairwise

from reader.comparison import Chars, Relation
from reader.text import Word, words

NEAR = 0.64
"""The ratio from which two passages are nearly the same, and not one fact in other words.

In annotated reports the former have 0.68 and more, the latter 0.57 and less.
"""

_UNIT_SIGN = re.compile("[$€£¥₹₽₩₺₴%‰°]")


def exact_key(text: str, its_words: Sequence[Word]) -> tuple[str, ...]:
    """What a text has in common with those that are equal but for case, punctuation, quotes and white space.

    Signs that say what a figure counts are no punctuation.
    """
    return (*[word.term for word in its_words], *_UNIT_SIGN.findall(text))


def pair_equals(left: Mapping[int, tuple[str, ...]], right: Mapping[int, tuple[str, ...]]) -> list[tuple[int, int]]:
    """Passages with one key, by their numbers: first with first, second with second, the rest with the last."""
    of_right: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, key in right.items():
        if key:
            of_right[key].append(number)
    of_left: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, key in left.items():
        if key in of_right:
            of_left[key].append(number)
    found = []
    for key, mine in of_left.items():
        its = of_right[key]
        for place in range(max(len(mine), len(its))):
            found.append((mine[min(place, len(mine) - 1)], its[min(place, len(its) - 1)]))
    return found


def word_ratio(left: Sequence[str], right: Sequence[str]) -> float:
    """How alike two texts are word for word, from 0 to 1: what share of words and of pairs of words both have.

    The mean of both is Dice's coefficient (1945) of single words, which does not see their order, and of bigrams, which
    does, but not that of clauses: an attribution that moved to the end changes little.
    """
    ratio = _dice(left, right)
    if ratio < NEAR:
        return ratio
    return (ratio + _dice(list(pairwise(left)), list(pairwise(right)))) / 2 if min(len(left), len(right)) > 1 else ratio


def _dice(left: Sequence[object], right: Sequence[object]) -> float:
    counts = Counter(left)
    shared = 0
    for each in right:
        if counts[each] > 0:
            counts[each] -= 1
            shared += 1
    return 2 * shared / max(1, len(left) + len(right))


def relation_of(left: Sequence[str], right: Sequence[str]) -> tuple[Relation, float]:
    """How two passages that tell the same are worded, and the share of words that they have in common."""
    if left == right:
        return "same", 1.0
    ratio = word_ratio(left, right)
    return ("near" if ratio >= NEAR else "reworded"), min(ratio, 0.99)


def changed_words(left: str, right: str) -> tuple[tuple[Chars, ...], tuple[Chars, ...]]:
    """The words of each text that the other does not have, words side by side as one span."""
    mine, its = list(words(left)), list(words(right))
    return _only_in(mine, its), _only_in(its, mine)


def _only_in(own: Sequence[Word], others: Sequence[Word]) -> tuple[Chars, ...]:
    left = Counter(word.term for word in others)
    spans: deque[tuple[int, int]] = deque()
    joined = False
    for word in own:
        if left[word.term] > 0:
            left[word.term] -= 1
            joined = False
            continue
        if joined:
            spans[-1] = spans[-1][0], word.end
        else:
            spans.append((word.start, word.end))
        joined = True
    return tuple(spans)
