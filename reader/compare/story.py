"""The figures of a story: what several articles say of the same quantities."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from reader.article import Article
from reader.compare.figure_likeness import agree
from reader.compare.numerals import TENS, UNITS
from reader.compare.quantities import find_quantities
from reader.compare.quantity import Quantity, stem
from reader.compare.quantity_dates import published
from reader.compare.quantity_terms import load_terms
from reader.comparison import StoryColumn, StoryFigures, StoryRow, StoryValue
from reader.text import sentences, words

_ALIKE = 0.22
"""Likeness of two sentences (cosine of their words, rare ones weigh more) from which quantities of one kind in both are
taken to be of one event."""
_ALIKE_ON_AVERAGE = 0.16
"""Likeness that all of a group need on average: of two reports in words of their own, each may be like a third."""
_EQUAL = 0.1
_EQUAL_SUM = 0.2
"""What is added to it where both tell the same value, which speaks for itself, most of all where it has a unit."""
_FARTHEST = 8.0
"""Values that are more than so many times another are of other things."""
_FIRST = ("killed", "wounded", "missing", "casualties")
_MOST = 400
"""Quantities of one kind that are compared; a story of twenty articles has some dozens."""


class _Told(NamedTuple):
    """A quantity as an article (by its column) tells it, with its sentence and the weights of the words in it."""

    column: int
    part: int
    quantity: Quantity
    text: str
    sentence: str
    weights: dict[str, float]


def story_figures(articles: Sequence[tuple[int, Article]]) -> StoryFigures:
    """The quantities that at least two of the articles, each with its key, tell; the articles in time order."""
    ordered = sorted(articles, key=lambda each: (each[1].date is None, each[1].date.first if each[1].date else ""))
    columns = tuple(StoryColumn(key, article.title, article.outlet, article.date) for key, article in ordered)
    kinds: dict[tuple[object, ...], list[_Told]] = {}
    for told in _told([article for _, article in ordered]):
        quantity = told.quantity
        key = (quantity.kind, quantity.measures, quantity.state, quantity.noun if quantity.kind == "count" else None)
        kinds.setdefault(key, []).append(told)
    found = [group for alike in kinds.values() if len(alike) > 1 for group in _groups(alike[:_MOST])]
    rows = [(_rank(group, number), _row(group, len(columns))) for number, group in enumerate(found)]
    return StoryFigures(columns, _distinct([row for _, row in sorted(rows, key=lambda each: each[0])]))


def _told(articles: Sequence[Article]) -> list[_Told]:
    """What all articles tell in numbers, each with its sentence weighed against all sentences."""
    stop = load_terms().stop
    found: list[tuple[_Told, frozenset[str]]] = []
    frequencies: Counter[str] = Counter()
    total = 0
    for column, article in enumerate(articles):
        day = published(article.date)
        for number, part in enumerate(article.parts()):
            if part.kind == "heading":
                continue
            spans = list(sentences(part.text))
            stems: dict[int, frozenset[str]] = {}
            for start, end in spans:
                cut = words(part.text[start:end])
                stems[start] = frozenset(stem(word.term) for word in cut if _tells(word.term, stop))
                frequencies.update(stems[start])
                total += 1
            ends = dict(spans)
            for quantity in filter(_is_told, find_quantities(part.text, day)):
                begin = quantity.sentence
                written = part.text[quantity.start : quantity.end]
                told = _Told(column, number, quantity, written, part.text[begin : ends[begin]], {})
                found.append((told, stems[begin]))
    return [told._replace(weights=_weigh(stems, frequencies, total)) for told, stems in found]


def _tells(term: str, stop: frozenset[str]) -> bool:
    """Whether a word tells which event it is: killed, people and seven may be of any."""
    if term in stop or len(term) < 3 or term[0].isdigit() or term in UNITS or term in TENS:
        return False
    terms = load_terms()
    return (term,) not in terms.states and term not in terms.people


def _is_told(quantity: Quantity) -> bool:
    """Whether a quantity is one that other reports tell too: a count of something, or a measure, as it now is."""
    if quantity.role not in {"now", "grown"}:
        return False
    if quantity.kind == "count":
        return quantity.noun is not None and (quantity.state is not None or quantity.high > 2)
    return quantity.kind == "measure" and quantity.measures not in {"duration", "span", "points"}


def _weigh(stems: Iterable[str], frequencies: Counter[str], total: int) -> dict[str, float]:
    """Words with their weights, rare ones more, of length 1 together."""
    weights = {word: math.log(1 + total / frequencies[word]) for word in stems}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def _alike(one: _Told, two: _Told) -> float | None:
    """How alike the surroundings of two quantities of a kind are, from 0 to 1; None: they cannot be of one thing."""
    a, b = one.quantity, two.quantity
    equal = agree(a, b)
    if one.column == two.column:
        return 1.0 if equal else None
    if not equal and max(a.high, b.high) > _FARTHEST * max(min(a.low, b.low), 0.1):
        return None
    small, large = sorted((one.weights, two.weights), key=len)
    cosine = sum(weight * large.get(word, 0.0) for word, weight in small.items())
    if (a.low, a.high) == (b.low, b.high):
        return cosine + (_EQUAL_SUM if a.kind == "measure" else _EQUAL)
    if a.state in load_terms().people_states:
        return cosine + _EQUAL / 2
    return cosine if a.noun == b.noun and len(a.near & b.near) > 1 else cosine / 2


def _groups(alike: Sequence[_Told]) -> list[list[_Told]]:
    """Quantities of one kind as groups of one event each, told by two articles at least.

    Groups are joined while they are alike on average, the likeliest first (average linkage), and never where two of
    them cannot be of one thing: two numbers that one article tells differently are of two events.
    """
    scores = {(i, j): _alike(alike[i], alike[j]) for i, j in combinations(range(len(alike)), 2)}
    groups = {i: [i] for i in range(len(alike))}
    member = list(range(len(alike)))
    likely = [(score, pair) for pair, score in scores.items() if score is not None and score >= _ALIKE]
    for _, (i, j) in sorted(likely, key=lambda each: (-each[0], each[1])):
        a, b = member[i], member[j]
        if a == b:
            continue
        across = [scores[min(x, y), max(x, y)] for x in groups[a] for y in groups[b]]
        known = [score for score in across if score is not None]
        if len(known) < len(across) or sum(known) < _ALIKE_ON_AVERAGE * len(known):
            continue
        groups[a] += groups.pop(b)
        for x in groups[a]:
            member[x] = a
    together = [[alike[i] for i in sorted(group)] for group in groups.values()]
    return [group for group in together if len({told.column for told in group}) > 1]


def _row(group: Sequence[_Told], columns: int) -> StoryRow:
    chosen: dict[int, _Told] = {}
    for told in group:
        chosen.setdefault(told.column, told)
    agreeing = {
        column: sum(agree(told.quantity, other.quantity) for other in chosen.values())
        for column, told in chosen.items()
    }
    most = max(agreeing.values())
    # Of values that equally many tell, the one that was told last is the commonest: it is known longest.
    commonest = next(chosen[column].quantity for column in sorted(chosen, reverse=True) if agreeing[column] == most)
    values: list[StoryValue | None] = [None] * columns
    for column, told in chosen.items():
        quantity = told.quantity
        values[column] = StoryValue(
            text=told.text,
            value=quantity.value,
            part=told.part,
            at=(quantity.start, quantity.end),
            sentence=told.sentence,
            odd=most == 1 or not agree(quantity, commonest),
        )
    label = Counter(told.quantity.label for told in group).most_common(1)[0][0]
    return StoryRow(label, group[0].quantity.unit, tuple(values))


def _rank(group: Sequence[_Told], number: int) -> tuple[int, int, int, int]:
    """The lost and the wounded first, then what most articles tell, then reading order."""
    state = group[0].quantity.state or ""
    first = _FIRST.index(state) if state in _FIRST else len(_FIRST)
    return first, -len({told.column for told in group}), group[0].column, number


def _distinct(rows: Sequence[StoryRow]) -> tuple[StoryRow, ...]:
    """Rows of one name told apart by a number: killed, killed (2)."""
    seen: Counter[tuple[str, str | None]] = Counter()
    named: list[StoryRow] = []
    for row in rows:
        seen[row.what, row.unit] += 1
        count = seen[row.what, row.unit]
        named.append(StoryRow(f"{row.what} ({count})", row.unit, row.values) if count > 1 else row)
    return tuple(named)
