"""Phrases around a number: the noun that follows it, and the words for what happened to those that are counted."""

import re

from reader.compare.quantity_terms import DASHES, load_terms, words_for
from reader.compare.tokens import Token

_PHRASE = 6
"""Tokens within which the noun after a number is looked for: `two Soviet-built long-range cargo planes`."""
_AFTER_NOUN = 7
_LONGEST_STATE = 4
_HOSPITAL = 6
"""Tokens from `taken` to the hospital."""


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


def state_at(cut: list[Token], at: int) -> tuple[str | None, int]:
    """The state told by the words that begin at a token, and the token after them."""
    states = load_terms().states
    if at >= len(cut):
        return None, at
    following = tuple(token.word for token in cut[at : at + _LONGEST_STATE])
    for length in range(len(following), 0, -1):
        if following[:length] in states:
            return states[following[:length]], at + length
    return ("hospitalised", at + 1) if _is_taken_to_hospital(cut, at) else (None, at)


def _is_taken_to_hospital(cut: list[Token], at: int) -> bool:
    """Whether words say that someone came into some hospital: were rushed to a nearby hospital."""
    if cut[at].word not in words_for("taken") or at + 1 >= len(cut) or cut[at + 1].word != "to":
        return False
    return any(token.word in words_for("hospitals") for token in cut[at + 2 : at + _HOSPITAL])


def phrase_after(cut: list[Token], at: int, value: float) -> tuple[str | None, str | None, bool, int]:
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


def state_after(cut: list[Token], at: int) -> tuple[str | None, bool]:
    """The state told after a noun and auxiliary verbs: `people were reported killed`."""
    more = False
    for position in range(at, min(len(cut), at + _AFTER_NOUN)):
        state, _ = state_at(cut, position)
        if state:
            return state, more
        if cut[position].word in words_for("having"):
            return ("wounded" if _are_hurt(cut, position + 1) else None), more
        have = cut[position].word == "to" and position + 1 < len(cut) and cut[position + 1].word == "have"
        if not have and cut[position].word not in words_for("auxiliary"):
            break
        more = more or cut[position].word in words_for("additional")
    return None, more


def _are_hurt(cut: list[Token], at: int) -> bool:
    """Whether someone has injuries, of two adjectives at most: fifty people suffered minor injuries."""
    harm = words_for("harm")
    said = [token.word for token in cut[at : at + 3]]
    told = next((position for position, word in enumerate(said) if word in harm), None)
    return told is not None and {",", ".", "and"}.isdisjoint(said[:told])


def state_before(cut: list[Token], at: int) -> str | None:
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
