"""What the words before a bare number name: the toll rose to 8, the number of trains was 12, a crew of twelve."""

from typing import NamedTuple

from reader.compare.numerals import Numeral
from reader.compare.quantity_phrases import is_plural, phrase_after, singular, state_after, state_at
from reader.compare.quantity_terms import load_terms, words_for
from reader.compare.tokens import Token

_TOLL = 24
"""Tokens back to the word `toll` from the number it rose to."""
_CLAUSE = frozenset(";:")


class ToldOf(NamedTuple):
    """What a sentence tells the number of before that number."""

    noun: str | None
    state: str | None


def told_of_before(cut: list[Token], at: int, others: dict[int, Numeral]) -> ToldOf:
    """What a bare number counts that words before it name: the toll rose to 8, the number of trains was 12."""
    if at and cut[at - 1].word in words_for("toll_links") and (state := _toll_before(cut, at)):
        return ToldOf(None, state)
    if at > 1 and cut[at - 1].word in {"number", "numbered"}:
        state, _ = state_at(cut, at - 2)  # the injured number 61
        if state in load_terms().people_states:
            return ToldOf(None, state)
        return ToldOf(_plural_before(cut, at - 1, others) if cut[at - 1].word == "numbered" else None, None)
    if at > 1 and cut[at - 1].word == "," and at + 2 < len(cut) and _is_aside(cut, at + 1):
        state, _ = state_at(cut, at - 2)  # the injured, 16 in all,
        return ToldOf(_plural_before(cut, at - 1, others), state if state in load_terms().people_states else None)
    if at > 1 and cut[at - 1].word == "of" and cut[at - 2].word in words_for("gatherings"):
        return ToldOf(cut[at - 2].word, None)
    if at and cut[at - 1].word in words_for("number_links"):
        for position in range(at - 2, max(-1, at - _TOLL), -1):
            if cut[position].word in _CLAUSE or position in others:
                break
            if position and cut[position].word == "of" and cut[position - 1].word == "number":
                first = position + 1 + (cut[position + 1].word in {"the", "its", "their"})
                noun, state, _, past = phrase_after(cut, first, 2.0)
                return ToldOf(noun, state or state_after(cut, past)[0])
            if cut[position].word in words_for("gatherings"):
                return ToldOf(cut[position].word, None)
    if at > 2 and cut[at - 1].word == "to" and cut[at - 2].word in load_terms().changes:
        for first in (at - 4, at - 3):
            state, after = state_at(cut, max(0, first))
            if state in load_terms().people_states and after == at - 2:
                return ToldOf(None, state)  # confirmed cases climbed to 597
    return ToldOf(None, None)


def _is_aside(cut: list[Token], at: int) -> bool:
    """Whether a number that stood before a token sums up what was named: altogether, in all."""
    return cut[at].word == "altogether" or [token.word for token in cut[at : at + 2]] == ["in", "all"]


def _plural_before(cut: list[Token], at: int, others: dict[int, Numeral]) -> str | None:
    """The first noun in the plural of the clause before a token: passengers on the airline numbered 2.9 million."""
    for position in range(at - 1, max(-1, at - _TOLL), -1):
        if cut[position].word in _CLAUSE or cut[position].word == "," or position in others:
            return None
        if (
            is_plural(cut[position].word)
            and cut[position].word not in load_terms().stop
            and not (position and cut[position].capital)
        ):
            return singular(cut[position].word)
    return None


def _toll_before(cut: list[Token], at: int) -> str | None:
    """The state of a bare number that a toll rose to, stands at or was put at."""
    states = load_terms().states
    for position in range(at - 1, max(-1, at - _TOLL), -1):
        word = cut[position].word
        if word in _CLAUSE:
            return None
        if word in words_for("toll"):
            return states.get((word,))
    return None
