"""Values of fields spelt as the archive spells them, and values under the field that has them."""

import time
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from reader.errors import QueryError
from reader.search.index.lexicon import spelling_cost
from reader.search.query.facet_edit import only
from reader.search.query.fields import find_field
from reader.search.query.filters import read_filter
from reader.search.query.lexer import Value
from reader.search.query.tree import NumberRange
from reader.search.repair.edits import Edit, apply_edits
from reader.search.repair.proposals import FORM_COST, Proposal
from reader.search.repair.spots import ValueSpot
from reader.search.typing.vocabulary import KnownValue, Vocabulary
from reader.text import slug

_SECONDS = 0.1  # for the values of one field: people and places may be tens of thousands
_SQUEEZED_COST, _BEGINNING_COST, _ORDER_COST, _WITHIN_COST = 0.2, 0.6, 0.8, 0.3
_NUMBER_COST = 1.0
_NAMES = ("people", "place", "org", "name")


def written(field: str, name: str, *, whole: bool = False) -> str:
    """A value as it is written after its field. Raises QueryError for one that no query can name."""
    return only("", field, f"={name}" if whole else name, date.min).partition(":")[2]


def knows(vocabulary: Vocabulary, spot: ValueSpot) -> bool:
    """Whether a value has the words of the spot in a row."""
    wanted = slug(spot.text)
    return any(f"-{wanted}-" in f"-{value.slug}-" for value in vocabulary.values(spot.field))


def nearest_values(vocabulary: Vocabulary, field: str, text: str, most: int = 3) -> list[tuple[KnownValue, float]]:
    """The values of a field that are spelt most like a text, each with how far it is, in edits; the nearest first.

    Its words may be a part of the value's, stand in another order, or be written together.
    """
    wanted = slug(text)
    if not wanted:
        return []
    end = time.perf_counter() + _SECONDS
    ranked = []
    for number, value in enumerate(vocabulary.values(field)):
        if number % 256 == 255 and time.perf_counter() > end:
            break
        cost = _distance(wanted, value)
        if cost is not None:
            ranked.append((cost, -value.articles, value))
    return [(value, cost) for cost, _, value in sorted(ranked)[:most]]


def _distance(wanted: str, value: KnownValue) -> float | None:
    squeezed, own = wanted.replace("-", ""), value.slug.replace("-", "")
    if squeezed == own:
        return _SQUEEZED_COST
    if own.startswith(squeezed):
        return _BEGINNING_COST
    parts, mine = wanted.split("-"), value.slug.split("-")
    if len(parts) > 1 and set(parts) <= set(mine):
        return _ORDER_COST
    costs = [spelling_cost(wanted, value.slug, value.articles)]
    if len(mine) > len(parts):
        runs = ("-".join(mine[at : at + len(parts)]) for at in range(len(mine) - len(parts) + 1))
        within = (spelling_cost(wanted, run, value.articles) for run in runs)
        costs += [cost + _WITHIN_COST for cost in within if cost is not None]
    found = [cost for cost in costs if cost is not None]
    return min(found) if found else None


def revalued(text: str, spots: Sequence[ValueSpot], vocabulary: Vocabulary) -> list[Proposal]:
    """The query with a value that the archive does not have as one that it has, or asked of the field that has it."""
    found = []
    for spot in spots:
        if knows(vocabulary, spot):
            continue
        typed = text[spot.start : spot.end]
        for value, cost in nearest_values(vocabulary, spot.field, spot.text):
            try:
                said = f'"{value.name}"' if spot.quoted and '"' not in value.name else written(spot.field, value.name)
            except QueryError:
                continue
            query = apply_edits(text, [Edit(spot.start, spot.end, said)])
            found.append(Proposal(f"{spot.field}:{typed} → {spot.field}:{said}", query, cost, "spelling"))
        found += _of_other_fields(text, spot, vocabulary)
        found += _nearest_numbers(text, spot, vocabulary.numbers)
    return found


def _nearest_numbers(text: str, spot: ValueSpot, numbers: Sequence[int]) -> list[Proposal]:
    """A number that no article has as those beside it that some have, the nearer first."""
    rule = find_field(spot.field)
    if rule is None or rule.kind not in ("number", "series"):
        return []
    try:
        asked = read_filter(rule, Value(spot.text, spot.start, spot.end, spot.quoted), 1, date.min)
    except QueryError:
        return []
    if not isinstance(asked, NumberRange) or asked.field != "day":
        return []
    low = asked.first or 0
    above = bisect_left(numbers, low)
    beside = [*numbers[max(0, above - 1) : above], *numbers[above : above + 1]]
    high = max(low, numbers[-1] if numbers else 0) if asked.last is None else asked.last
    if any(low <= number <= high for number in beside):
        return []
    beside.sort(key=lambda number: low - number if number < low else number - high)
    typed = text[spot.start : spot.end]
    return [
        Proposal(
            f"{spot.field}:{typed} → {spot.field}:{number}",
            apply_edits(text, [Edit(spot.start, spot.end, str(number))]),
            _NUMBER_COST + 0.1 * place,
            "spelling",
        )
        for place, number in enumerate(beside)
    ]


def _of_other_fields(text: str, spot: ValueSpot, vocabulary: Vocabulary) -> list[Proposal]:
    """A name asked of the kind of name that it is: people, place or org."""
    before = text[: spot.start].rstrip("=")
    name = before.removesuffix(":")
    if spot.field not in _NAMES or name == before:
        return []
    start = len(name.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    found = []
    for field in _NAMES:
        if field != spot.field and knows(vocabulary, spot._replace(field=field)):
            query = apply_edits(text, [Edit(start, len(name), field)])
            typed = text[spot.start : spot.end]
            found.append(Proposal(f"{spot.field}:{typed} → {field}:{typed}", query, FORM_COST, "form"))
    return found
