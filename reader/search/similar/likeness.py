"""How alike the articles of a small pool are: the cosine of their words, each weighed by how rare it is.

Sublinear TF-IDF (Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988), for a running list
the best of its entries as well, and less the further apart the articles appeared.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from math import log, sqrt

from reader.search.similar.related_terms import Passage, Weights, Wording, entries, stock_patterns, weigh, without_stock

_MOST_SHARERS = 50
"""Articles of a pool that may share a word; what more of them have costs most to compare and tells least."""

_DAYS_OF_NEWS = 2  # days during which an event is reported at full length
_HALF_LIFE = 3.0  # days in which what is left of that halves
_LEAST_OF_DAYS = 0.5  # what is left long after: the anniversary of an event is still about it


class Rarity:
    """How rare words are in an archive of so many articles: ln(1 + all / those that have it).

    This form stays above 0 for a word that all have, so that it also holds in an archive of ten articles.
    """

    def __init__(self, articles: int, frequencies: Mapping[str, int]) -> None:
        self._articles = max(1, articles)
        self._frequencies = frequencies

    def of(self, term: str) -> float:
        """The rarity of a word; the highest where nothing is known of it."""
        return log(1 + self._articles / max(1, self._frequencies.get(term, 1)))


class Pool:
    """Some articles, compared each with each."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self.wordings = wordings
        stock = stock_patterns(wordings)
        self._passages: list[Sequence[Passage]] = [without_stock(each, stock) for each in wordings]
        self.weights: list[Weights] = [weigh(passages) for passages in self._passages]
        self._sharers = Counter(term for weights in self.weights for term in weights)

    def telling_terms(self) -> set[str]:
        """The words whose rarity is asked for: those of several of its articles, and all of the first."""
        shared = {term for term, count in self._sharers.items() if count > 1}
        return shared.union(self.weights[0]) if self.weights else shared

    def likeness(self, rarity: Rarity) -> list[list[float]]:
        """How alike any two are, from 0 to 1; an article and itself 0.

        Words that one article of the pool has alone are in its length only. There their rarity is that of the first
        article's own such words on average, which spares looking up thousands of words that match nothing.
        """
        rare = {term: rarity.of(term) for term in self.telling_terms()}
        alone = [rare[term] for term in self.weights[0] if self._sharers[term] == 1] if self.weights else []
        return self._compare(rare, _mean_square(alone) or rarity.of("") ** 2)

    def likeness_to_first(self, rarity: Rarity) -> list[float]:
        """How alike each is to the first, where only the first one's words are looked up.

        Any other word counts as much as the words of the first do on average.
        """
        rare = {term: rarity.of(term) for term in self.weights[0]}
        return self._compare(rare, _mean_square(list(rare.values())) or 1.0, rows=1)[0]

    def _compare(self, rare: Weights, other: float, rows: int | None = None) -> list[list[float]]:
        units = [_unit(weights, rare, other) for weights in self.weights]
        found = self._cosines(units[:rows], units)
        self._compare_entries(found, units, rare, other)
        self._count_days(found)
        return found

    def _cosines(self, rows: Sequence[Weights], units: Sequence[Weights]) -> list[list[float]]:
        # One row costs little, and there it would be the words of a story that many report which are left out.
        most = _MOST_SHARERS if len(rows) > 1 else len(units)
        having: dict[str, list[tuple[int, float]]] = {}
        for number, unit in enumerate(units):
            for term, weight in unit.items():
                if 1 < self._sharers[term] <= most:
                    having.setdefault(term, []).append((number, weight))
        found = [[0.0] * len(units) for _ in rows]
        for number, unit in enumerate(rows):
            row = found[number]
            for term, weight in unit.items():
                for other, its in having.get(term, ()):
                    row[other] += weight * its
            row[number] = 0.0
            found[number] = [min(1.0, cosine) for cosine in row]
        return found

    def _compare_entries(self, found: list[list[float]], units: Sequence[Weights], rare: Weights, other: float) -> None:
        """A list reports many events: with an article on one of them it is as alike as one of its entries is.

        The geometric mean of both keeps a list that has that one event in common below one that has several.
        """
        lists = [number for number, wording in enumerate(self.wordings) if wording.is_list]
        for number in lists:
            its = [_unit(weights, rare, other) for weights in entries(self._passages[number])]
            for each, unit in enumerate(units):
                if self.wordings[each].is_list:
                    continue
                best = max((_product(entry, unit) for entry in its), default=0.0)
                for row, column in ((number, each), (each, number)):
                    if row < len(found):
                        found[row][column] = sqrt(found[row][column] * min(1.0, best))

    def _count_days(self, found: list[list[float]]) -> None:
        days = [date.fromisoformat(each.day).toordinal() if each.day else None for each in self.wordings]
        for number, row in enumerate(found):
            for other, likeness in enumerate(row):
                if likeness:
                    row[other] = likeness * nearness(days[number], days[other])


def nearness(day: int | None, other: int | None) -> float:
    """What two days leave of a likeness: all of it up to two days apart, and half of it in the end.

    What is undated loses nothing: there is no evidence either way.
    """
    if day is None or other is None:
        return 1.0
    late = max(0, abs(day - other) - _DAYS_OF_NEWS)
    left = float(2.0 ** -min(late / _HALF_LIFE, 64.0))
    return _LEAST_OF_DAYS + (1 - _LEAST_OF_DAYS) * left


def _unit(weights: Weights, rare: Weights, other: float) -> dict[str, float]:
    """A text's words with a rarity, weighed by it, in a vector of length 1; `other` is the squared rarity of others."""
    known = {term: weight * rare[term] for term, weight in weights.items() if term in rare}
    unknown = sum(weight * weight for term, weight in weights.items() if term not in rare)
    length = sqrt(sum(weight * weight for weight in known.values()) + unknown * other)
    return {term: weight / length for term, weight in known.items()} if length else {}


def _product(one: Weights, other: Weights) -> float:
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def _mean_square(values: Sequence[float]) -> float:
    return sum(value * value for value in values) / len(values) if values else 0.0
