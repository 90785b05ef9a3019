"""What the reports of a story tell in numbers: each quantity with its sentence, and the words that say what it is."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.article import Article
from reader.compare.heeding import Stale, heed
from reader.compare.numerals import TENS, UNITS
from reader.compare.quantities import find_quantities
from reader.compare.quantity import Quantity, stem
from reader.compare.quantity_dates import published
from reader.compare.quantity_terms import load_terms
from reader.text import sentences, words

Kind = tuple[str, str | None, str | None, str | None]


class Telling(NamedTuple):
    """A quantity as a report (by its column) tells it in one of its parts, with its sentence.

    `weights` are those of the words in the sentence.
    """

    column: int
    part: int
    quantity: Quantity
    text: str
    sentence: str
    weights: dict[str, float]

    @property
    def kind(self) -> Kind:
        """What has to be the same where two tell of one quantity."""
        each = self.quantity
        return each.kind, each.measures, each.state, each.noun if each.kind == "count" else None

    @property
    def standing(self) -> bool:
        """Whether it is one that other reports tell too: a count of something, or a measure, as it now is."""
        quantity = self.quantity
        if quantity.role not in {"now", "grown"}:
            return False
        if quantity.kind == "count":
            return quantity.noun is not None and (quantity.state is not None or quantity.high > 2)
        return quantity.kind == "measure" and quantity.measures not in {"duration", "span", "points"}


def find_tellings(articles: Sequence[Article], stale: Stale) -> list[Telling]:
    """What all articles tell in numbers, each sentence weighed against all sentences. Raises StaleSearch."""
    stop = load_terms().stop
    found: list[tuple[Telling, frozenset[str]]] = []
    frequencies: Counter[str] = Counter()
    total = 0
    for column, article in enumerate(articles):
        day = published(article.date)
        for number, part in heed(enumerate(article.parts()), stale):
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
            for quantity in find_quantities(part.text, day):
                begin = quantity.sentence
                written = part.text[quantity.start : quantity.end]
                told = Telling(column, number, quantity, written, part.text[begin : ends[begin]], {})
                found.append((told, stems[begin]))
    return [told._replace(weights=_weigh(stems, frequencies, total)) for told, stems in found]


def _tells(term: str, stop: frozenset[str]) -> bool:
    """Whether a word tells which event it is: killed, people and seven may be of any."""
    if term in stop or len(term) < 3 or term[0].isdigit() or term in UNITS or term in TENS:
        return False
    terms = load_terms()
    return (term,) not in terms.states and term not in terms.people


def _weigh(stems: Iterable[str], frequencies: Counter[str], total: int) -> dict[str, float]:
    """Words with their weights, rare ones more, of length 1 together."""
    weights = {word: math.log(1 + total / frequencies[word]) for word in stems}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}
