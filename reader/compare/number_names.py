"""Numbers that are names or codes and count nothing: Osk-27, day 1,396, Flight 17, 4x4."""

from reader.compare.numerals import Numeral
from reader.compare.quantity_phrases import is_plural
from reader.compare.quantity_terms import DASHES, load_terms, words_for
from reader.compare.quantity_units import unit_at
from reader.compare.tokens import Token

_JOINING = frozenset("/.#_@:+")
_ABBREVIATED = frozenset(["no", "nos", "vol", "pp"])


def is_name(cut: list[Token], numeral: Numeral, ends: set[int]) -> bool:
    """Whether a number is part of a name. `ends` are the tokens after the numbers of the sentence."""
    first, last = numeral.first, numeral.last
    earlier = cut[first - 1] if first else None
    if cut[first].value is None:
        return cut[first].word == "one" and earlier is not None and earlier.word in words_for("not_one")
    in_dollars = first > 1 and cut[first - 2].word == "$"
    if earlier is not None:
        if cut[first].glued and not in_dollars and _is_joined(cut, first):
            return True
        if earlier.word in words_for("numbered") and not (earlier.word == "number" and _are_counted(cut, first - 2)):
            return True
        if earlier.word == "." and first > 1 and cut[first - 2].word in _ABBREVIATED:
            return True
    if last < len(cut) and cut[last].glued and cut[last].word[:1].isalpha():
        return unit_at(cut, last)[0] is None and cut[last].word not in {"m", "c", "f", "am", "pm"}
    return not in_dollars and numeral.before == first and _follows_name(cut, numeral, ends)


def _are_counted(cut: list[Token], at: int) -> bool:
    """Whether the word before `number` makes it a verb: the injured number 61."""
    terms = load_terms()
    return at > 0 and cut[at - 1].word == "the" and terms.states.get((cut[at].word,)) in terms.people_states


def _is_joined(cut: list[Token], first: int) -> bool:
    """Whether a number is written together with what stands before it."""
    earlier = cut[first - 1]
    if earlier.word in DASHES:
        return first > 1 and earlier.glued and cut[first - 2].word[-1:].isalnum()
    return earlier.word in _JOINING or earlier.word[-1:].isalnum()


def _follows_name(cut: list[Token], numeral: Numeral, ends: set[int]) -> bool:
    """Whether a number follows a name and nothing that it could count comes after: Pell 300, six AK 47 rifles."""
    terms = load_terms()
    first, last = numeral.first, numeral.last
    if first < 2 or not cut[first - 1].capital:
        return False
    word = cut[first - 1].word
    if word in terms.changes or (word,) in terms.units or (word,) in terms.states:
        return False
    if first - 1 in ends:
        return True
    following = [token.word for token in cut[last : last + 3]]
    counted = any(is_plural(each) or (each,) in terms.states for each in following)
    return not counted and unit_at(cut, last)[0] is None


def is_year(cut: list[Token], numeral: Numeral) -> bool:
    """Whether a number before a noun is a year: 1987 earnings; round ones, with a comma or about, are counts."""
    alone = numeral.last - numeral.first == 1 and numeral.before == numeral.first
    year = cut[numeral.first].word
    return alone and len(year) == 4 and year.isdigit() and year[:2] in {"19", "20"} and int(year) % 100 != 0
