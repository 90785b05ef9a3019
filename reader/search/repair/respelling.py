"""Words of a query spelt as the archive spells them: nearest words, words joined, words taken apart."""

from collections.abc import Mapping, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from reader.search.index.lexicon import Lexicon
from reader.search.repair.edits import Edit, apply_edits
from reader.search.repair.proposals import Proposal
from reader.search.repair.spots import WordSpot
from reader.search.stems import stem_of

_SPACE_COST = 1.0  # a blank too many or too few is a letter too many or too few
_BEGINNING_COST = 0.5  # nothing of what was typed is changed
_SHORTEST_HALF = 2
_SPLITS = 2  # ways to take a word apart that are tried
_CHOICES = 4  # spellings of a word that are tried
_LOOKED_AT = 12
_COMBINATIONS = 24  # ways to respell all words together that are tried: each is counted


class Respelling(NamedTuple):
    """Another spelling of a word: what is put in its place, and how far that is in edits."""

    edit: Edit
    cost: float


def respellings(text: str, spot: WordSpot, lexicon: Lexicon) -> list[Respelling]:
    """Other spellings of a word that the archive has, the nearest first."""
    typed = text[spot.start : spot.end]
    found: dict[str, Respelling] = {}
    for term, cost in lexicon.nearest(spot.term, _LOOKED_AT, title_only=spot.title_only):
        # A word by itself stands for all its forms, so that one of them is enough.
        key = stem_of(term) if spot.bare and typed.islower() else term
        found.setdefault(key, Respelling(Edit(spot.start, spot.end, _cased(term, typed)), cost))
    return list(found.values())[:_CHOICES]


def splits(text: str, spot: WordSpot, lexicon: Lexicon) -> list[Respelling]:
    """A word as two that the archive has, in quotes, the commonest first."""
    typed, ranked = text[spot.start : spot.end], []
    for cut in range(_SHORTEST_HALF, len(spot.term) - _SHORTEST_HALF + 1):
        left, right = spot.term[:cut], spot.term[cut:]
        if rarer := min(lexicon.frequency(left), lexicon.frequency(right)):
            ranked.append((-rarer, left, right))
    said = (f'"{_cased(left, typed)} {right}"' for _, left, right in sorted(ranked)[:_SPLITS])
    return [Respelling(Edit(spot.start, spot.end, each), _SPACE_COST) for each in said]


def beginning(text: str, spot: WordSpot) -> Respelling:
    """A word as the beginning of words."""
    return Respelling(Edit(spot.start, spot.end, f"{text[spot.start : spot.end]}*"), _BEGINNING_COST)


def _cased(term: str, typed: str) -> str:
    """A term with capitals where the typed word has them: a capital asks for this very form."""
    if len(typed) > 1 and typed.isupper():
        return term.upper()
    return term[:1].upper() + term[1:] if typed[:1].isupper() else term


def respelt(text: str, choices: Sequence[Sequence[Respelling | None]], removed: Mapping[str, Edit]) -> list[Proposal]:
    """The query with one choice for each of some words, the nearest first; None leaves a word as it is.

    `removed` are the parts that no spelling helps, each with the edit that takes it out.
    """
    found = []
    for chosen in product(*choices):
        made = [each for each in chosen if each is not None]
        if made:
            said = [f"{text[each.edit.start : each.edit.end]} → {each.edit.text}" for each in made]
            label = ", ".join([*said, *(f"leave out {part}" for part in removed)])
            query = apply_edits(text, [*(each.edit for each in made), *removed.values()])
            found.append(Proposal(label, query, sum(each.cost for each in made), "spelling"))
    return sorted(found, key=lambda each: each.cost)[:_COMBINATIONS]


def joined(text: str, spots: Sequence[WordSpot], lexicon: Lexicon) -> list[Proposal]:
    """The query with two words that follow each other as one, where the archive has that word."""
    found = []
    for left, right in pairwise(spots):
        one_token = left.token == right.token and sum(spot.token == left.token for spot in spots) == 2
        two_tokens = left.bare and right.bare and right.token == left.token + 1
        term = left.term + right.term
        if (one_token or two_tokens) and lexicon.frequency(term, title_only=left.title_only):
            typed = text[left.start : right.end]
            edit = Edit(left.start, right.end, _cased(term, text[left.start : left.end]))
            found.append(Proposal(f"{typed} → {edit.text}", apply_edits(text, [edit]), _SPACE_COST, "spelling"))
    return found
