"""What a number counts: a noun, and what happens to it, from the words around."""

from typing import NamedTuple

from reader.compare.numerals import Numeral
from reader.compare.quantity_named import told_of_before
from reader.compare.quantity_phrases import phrase_after, state_after, state_at, state_before
from reader.compare.quantity_terms import load_terms, words_for
from reader.compare.tokens import Token


class Subject(NamedTuple):
    """What is counted: a noun in the singular (None: not told; `people`: persons of any kind), and its state.

    `part`: some of a number that is told besides (three of them, among them two children). `more`: so many in addition.
    `state_before`: the state stands before the number (killed seven).
    """

    noun: str | None
    state: str | None
    part: bool
    more: bool
    state_before: bool


_SOME = 0.3
"""Less than so much of a number is some of it (three of 15 prisoners), more is the figure (142 of 300 seats)."""
_AMONG = 14
"""Tokens from a noun to `are among the dead`."""
_BEFORE_WHOLE = frozenset(
    ["the", "its", "their", "his", "her", "all", "about", "some", "an", "a", "last", "next", "first", "past"]
)
_CLAUSE = frozenset(";:")


def find_subject(cut: list[Token], numeral: Numeral, others: dict[int, Numeral], earlier_noun: str | None) -> Subject:
    """What a plain number counts.

    `others` are the numbers of the sentence by their first token; `earlier_noun` is what the number before it counts.
    """
    terms = load_terms()
    position, of_them, more = numeral.last, False, False
    noun: str | None = None
    state: str | None = None
    before = _words_before(cut, numeral.before, 3)
    part = any(phrase == before[-len(phrase) :] for phrase in terms.parts) if before else False
    if position < len(cut) and cut[position].word == "of":
        following = cut[position + 1] if position + 1 < len(cut) else None
        target = position + 1
        while target < len(cut) and cut[target].word in _BEFORE_WHOLE:
            target += 1
        if following and following.word in words_for("antecedent"):
            state, _ = state_after(cut, position + 2)
            return Subject(earlier_noun, state, state is None, False, False)
        if target in others:
            noun, state, _, position = phrase_after(cut, others[target].last, 2.0)
            left = state_before(cut, numeral.before)
            after = left or state or state_after(cut, position)[0]
            return Subject(noun, after, after is None and numeral.high < _SOME * others[target].low, False, bool(left))
        part = of_them = True
        position = target
    noun, state, more, position = phrase_after(cut, position, numeral.high)
    besides = any(token.word in {"other", "others"} for token in cut[numeral.last : position])
    first = False
    left = state_before(cut, numeral.before)
    bare = noun is None and position < len(cut) and cut[position].word in words_for("to_be")
    if state is None and (noun is not None or bare) and left is None:
        state, adverb = state_after(cut, position)
        more = more or adverb
    if state is None and left is not None:
        state, first = left, True
    if state is None and (noun is None or noun == "people"):
        told = told_of_before(cut, numeral.before, others)
        noun, state = noun or told.noun, told.state
    if state is None and noun is not None and position < len(cut):
        state = _state_among(cut, position, others)
    if of_them and state is not None and noun is not None:
        part = False  # twelve of the miners were killed
    if noun is None and state is not None:
        noun = "people" if state in terms.people_states else None
    return Subject(noun, state, part, more or (besides and state is None), first)


def _words_before(cut: list[Token], at: int, count: int) -> tuple[str, ...]:
    return tuple(token.word for token in cut[max(0, at - count) : at])


def _state_among(cut: list[Token], at: int, others: dict[int, Numeral]) -> str | None:
    """The state of those that are told to be among the dead: two nurses at the hospital are among the wounded."""
    for position in range(at, min(len(cut) - 3, at + _AMONG)):
        if position in others or cut[position].word in _CLAUSE or cut[position].word == ",":
            return None
        if cut[position].word in words_for("to_be") and [each.word for each in cut[position + 1 : position + 3]] == [
            "among",
            "the",
        ]:
            state, _ = state_at(cut, position + 3)
            return state if state in load_terms().people_states else None
    return None


def label_of(subject: Subject) -> str:
    """What is counted, in a word or two: killed, houses damaged."""
    if subject.state and subject.noun in {None, "people"}:
        return subject.state
    return f"{subject.noun} {subject.state}" if subject.state else subject.noun or "number"
