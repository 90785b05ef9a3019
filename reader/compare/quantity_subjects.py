"""What a number counts: a noun, and what happens to it, from the words around."""

import re
from typing import NamedTuple

from reader.compare.numerals import Numeral
from reader.compare.quantity_terms import DASHES, load_terms, words_for
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


_PHRASE = 6
"""Tokens within which the noun after a number is looked for: `two Soviet-built long-range cargo planes`."""
_AFTER_NOUN = 7
_SOME = 0.3
"""Less than so much of a number is some of it (three of 15 prisoners), more is the figure (142 of 300 seats)."""
_TOLL = 24
"""Tokens back to the word `toll` from the number it rose to."""

_CLAUSE = frozenset(";:")


def singular(word: str) -> str:
    """A noun without its plural ending."""
    if word in load_terms().people:
        return "people"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x|z)es$", word):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return {"men": "man", "women": "woman", "children": "child"}.get(word, word)


def is_plural(word: str) -> bool:
    """Whether a word looks like a noun in the plural."""
    if word in load_terms().plurals:
        return True
    ends = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return ends and len(word) > 3 and word not in words_for("not_plural")


def find_subject(cut: list[Token], numeral: Numeral, others: dict[int, Numeral], earlier_noun: str | None) -> Subject:
    """What a plain number counts.

    `others` are the numbers of the sentence by their first token; `earlier_noun` is what the number before it counts.
    """
    terms = load_terms()
    position, part, more = numeral.last, False, False
    noun: str | None = None
    state: str | None = None
    before = _words_before(cut, numeral.before, 3)
    part = any(phrase == before[-len(phrase) :] for phrase in terms.parts) if before else False
    if position < len(cut) and cut[position].word == "of":
        following = cut[position + 1] if position + 1 < len(cut) else None
        target = position + 1
        while target < len(cut) and cut[target].word in {"the", "its", "their", "all", "about", "some", "an", "a"}:
            target += 1
        if following and following.word in words_for("antecedent"):
            state, _ = _state_after(cut, position + 2)
            return Subject(earlier_noun, state, state is None, False, False)
        if target in others:
            noun, state, _, position = _phrase_after(cut, others[target].last, 2.0)
            left = _state_before(cut, numeral.before)
            after = left or state or _state_after(cut, position)[0]
            return Subject(noun, after, after is None and numeral.high < _SOME * others[target].low, False, bool(left))
        part = True
        position = target
    noun, state, more, position = _phrase_after(cut, position, numeral.high)
    besides = any(token.word in {"other", "others"} for token in cut[numeral.last : position])
    state_before = False
    left = _state_before(cut, numeral.before)
    bare = noun is None and position < len(cut) and cut[position].word in words_for("to_be")
    if state is None and (noun is not None or bare) and left is None:
        state, adverb = _state_after(cut, position)
        more = more or adverb
    if state is None and left is not None:
        state, state_before = left, True
    if state is None and (noun is None or noun == "people"):
        state = _toll_before(cut, numeral.before)
    if noun is None and state is not None:
        noun = "people" if state in terms.people_states else None
    return Subject(noun, state, part, more or (besides and state is None), state_before)


def _words_before(cut: list[Token], at: int, count: int) -> tuple[str, ...]:
    return tuple(token.word for token in cut[max(0, at - count) : at])


def state_at(cut: list[Token], at: int) -> tuple[str | None, int]:
    """The state told by the words that begin at a token, and the token after them."""
    states = load_terms().states
    if at + 1 < len(cut) and (pair := (cut[at].word, cut[at + 1].word)) in states:
        return states[pair], at + 2
    if at < len(cut) and (cut[at].word,) in states:
        return states[(cut[at].word,)], at + 1
    return None, at


def _phrase_after(cut: list[Token], at: int, value: float) -> tuple[str | None, str | None, bool, int]:
    """The noun and state told right after a number, whether it is so many more, and the token after the phrase."""
    terms = load_terms()
    noun: str | None = None
    more = False
    last_word: str | None = None
    position = at
    while position < min(len(cut), at + _PHRASE):
        token = cut[position]
        state, after = state_at(cut, position)
        if state and (noun or last_word is None or value == 1 or last_word.endswith("ly")):
            if (
                state not in terms.people_states
                and noun is None
                and not (after < len(cut) and is_plural(cut[after].word))
            ):
                return None, None, more, after
            if noun is None and after < len(cut) and is_plural(cut[after].word) and cut[after].word not in terms.stop:
                return singular(cut[after].word), state, more, after + 1  # 30 wounded soldiers
            if last_word and noun is None and value == 1:
                noun = singular(last_word)
            return noun, state, more, after
        if token.word in DASHES and position > at:
            position += 1
            continue
        if token.word == "others":
            noun, position = "people", position + 1
            break
        if token.value is not None or not (token.word[0].isalpha()):
            break
        if token.word in terms.stop and token.word not in words_for("skipped"):
            break
        more = more or token.word in words_for("additional")
        if token.word not in words_for("skipped"):
            if is_plural(token.word):
                noun, position = singular(token.word), position + 1
                # port workers union members: the last plural of the run
                while position < len(cut) and is_plural(cut[position].word) and not state_at(cut, position)[0]:
                    if cut[position].word in terms.stop:
                        break
                    noun, position = singular(cut[position].word), position + 1
                break
            last_word = token.word
        position += 1
    if noun is None and value == 1 and last_word:
        noun = singular(last_word)
    return noun, None, more, position


def _state_after(cut: list[Token], at: int) -> tuple[str | None, bool]:
    """The state told after a noun and auxiliary verbs: `people were reported killed`."""
    more = False
    for position in range(at, min(len(cut), at + _AFTER_NOUN)):
        state, _ = state_at(cut, position)
        if state:
            return state, more
        if cut[position].word not in words_for("auxiliary"):
            break
        more = more or cut[position].word in words_for("additional")
    return None, more


def _state_before(cut: list[Token], at: int) -> str | None:
    """The state told right before a number: `killing at least four`, `the lives of six`."""
    position = at - 1
    while position >= 0 and at - position < 5 and cut[position].word in words_for("before") | {"$"}:
        position -= 1
    if position < 0:
        return None
    states = load_terms().states
    if position > 0 and (pair := (cut[position - 1].word, cut[position].word)) in states:
        return states[pair]
    return states.get((cut[position].word,))


def _toll_before(cut: list[Token], at: int) -> str | None:
    """The state of a bare number that a toll rose to, stands at or was put at."""
    if at == 0 or cut[at - 1].word not in words_for("toll_links"):
        return None
    states = load_terms().states
    for position in range(at - 1, max(-1, at - _TOLL), -1):
        word = cut[position].word
        if word in _CLAUSE:
            return None
        if word in words_for("toll"):
            return states.get((word,))
    return None
