"""Which articles of a pool report one event.

Two reports of one event are alike, and alike to the same other articles; reports of two events of one kind (another
strike, another round of talks) are alike as well, but each has others around it. So the score of a pair is the
geometric mean of its likeness and of the cosine of what each is like in the pool (after Jarvis and Patrick, "Clustering
using a similarity measure based on shared near neighbors", 1973, with weights instead of a number of neighbours).
"""

from collections.abc import Sequence
from functools import cache
from heapq import nlargest
from math import sqrt

from reader.search.similar.related_terms import Wording

SAME_STORY = 0.3
"""The score from which two articles report one event.

Chosen in the middle of what does for collections of many kinds: short reports of 86 events, each with a look-alike, by
themselves or in an archive of 16,000 others, all of them, one to four of each event, or five events only; and two
archives of one war with its running lists. F1 is at its best, or two or three hundredths below it, from 0.2 to 0.32 in
those with many reports of an event, from 0.3 up in those with few. The likeness alone has no such common threshold.
"""

RELATED = 0.1
"""The score below which two articles have no more than everyday words in common."""

_SURROUNDINGS = 40  # articles around each that are looked at
_LEAST_LIKENESS = SAME_STORY**2  # below it no neighbours lift a pair to the threshold: a cosine is at most 1


class Neighbourhood:
    """A pool of articles with how alike any two are."""

    def __init__(self, wordings: Sequence[Wording], likeness: Sequence[Sequence[float]]) -> None:
        self._wordings = wordings
        self._likeness = likeness
        self._around = cache(self._look_around)

    def score(self, one: int, other: int) -> float:
        """From 0 to 1, how much speaks for two articles reporting the same."""
        likeness = self._likeness[one][other]
        if not likeness:
            return 0.0
        (mine, my_length), (its, its_length) = self._around(one), self._around(other)
        shared = sum(square * its[number] for number, square in mine.items() if number in its)
        return min(1.0, sqrt(likeness * shared / (my_length * its_length)))

    def same_story(self, one: int, other: int) -> bool:
        """Whether two articles report one event.

        Parts of a series do not, however alike they are: neither two numbers of a running list, nor what an outlet
        prints under one headline on several days.
        """
        if self._likeness[one][other] < _LEAST_LIKENESS or self.score(one, other) < SAME_STORY:
            return False
        first, second = self._wordings[one], self._wordings[other]
        if first.series is not None and first.series == second.series:
            return False
        repeated = first.outlet is not None and first.outlet == second.outlet and first.headline == second.headline
        return not (repeated and first.day and second.day and first.day != second.day)

    def leaders(self) -> list[int]:
        """For each article the one that leads its story, the first in order; a list of many events is by itself."""
        found: list[int] = []
        for number, wording in enumerate(self._wordings):
            leading = [each for each in dict.fromkeys(found) if not self._wordings[each].is_list]
            alike = [] if wording.is_list else [each for each in leading if self.same_story(each, number)]
            found.append(max(alike, key=lambda each: self.score(each, number), default=number))
        return found

    def _look_around(self, number: int) -> tuple[dict[int, float], float]:
        """What an article is like, near things above all, and the length of that; itself counts as the nearest."""
        row = self._likeness[number]
        nearest = nlargest(_SURROUNDINGS, range(len(row)), key=row.__getitem__)
        squares = {each: row[each] ** 2 for each in nearest if row[each]}
        squares[number] = max(squares.values(), default=1.0)
        return squares, sqrt(sum(square * square for square in squares.values()))
