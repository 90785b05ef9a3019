"""Values of fields spelt as the archive spells them, and values under the field that has them."""

import time
from collections.abc import Sequence
from datetime import date

from reader.errors import QueryError
from reader.search.index.lexicon import spelling_cost
from reader.search.query.facet_edit import only
from reader.search.repair.edits import Edit, apply_edits
from reader.search.repair.proposals import FORM_COST, Proposal
from reader.search.repair.spots import ValueSpot
from reader.search.typing.vocabulary import KnownValue, Vocabulary
from reader.text import slug

_SECONDS = 0.1  # for the values of one field: people and places may be tens of thousands
_SQUEEZED_COST, _BEGINNING_COST, _ORDER_COST, _WITHIN_COST = 0.2, 0.6, 0.8, 0.3
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
    return found


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
