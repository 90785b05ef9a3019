"""The unit of a number: the sign or code before it, the words after it, or that of the number it is compared with."""

from collections.abc import Sequence
from typing import NamedTuple

from reader.compare.numerals import Numeral
from reader.compare.quantity import Quantity
from reader.compare.quantity_terms import DASHES, Unit, load_terms, words_for
from reader.compare.tokens import Token

MAGNITUDE = Unit("magnitude", "magnitude", 1.0)
_HEIGHT = 9
"""Tokens from a person's weight to the height beside it."""
_STRONGEST = 10.0
"""No earthquake has had this magnitude."""
_SUM = 1e6
"""Sums from which a currency is left out the second time."""
_AFTER_SUM = frozenset([".", ",", ";", ")", "in", "at", "a", "from", "for", "last", "this", "the", "and", "or", "by"])


class Measured(NamedTuple):
    """A number with its unit: tokens [first, last)."""

    first: int
    last: int
    unit: Unit


def is_money(unit: Unit | None) -> bool:
    """Whether a unit is a currency."""
    return unit is not None and unit.measures.startswith("money")


def unit_at(cut: list[Token], at: int) -> tuple[Unit | None, int]:
    """The unit told by the words that begin at a token, and the token after them."""
    units = load_terms().units
    for length in (2, 1):
        words = tuple(token.word for token in cut[at : at + length])
        if len(words) == length and words in units:
            return units[words], at + length
    if [token.word for token in cut[at : at + 3]] == ["km", "/", "h"]:
        return units[("km/h",)], at + 3
    return None, at


def find_unit(cut: list[Token], numeral: Numeral) -> Measured | None:
    """A number with the unit before or after it."""
    return _sign_before(cut, numeral) or _unit_after(cut, numeral) or _code_before(cut, numeral)


def _sign_before(cut: list[Token], numeral: Numeral) -> Measured | None:
    """$5, US$5, $US5, €90 billion."""
    terms = load_terms()
    first, last = numeral.first, numeral.last
    if first > 1 and cut[first].glued and cut[first - 2].word == "$" and cut[first - 1].word in terms.dollars:
        return Measured(first - 2, last, terms.dollars[cut[first - 1].word])
    if not first or cut[first - 1].word not in terms.symbols:
        return None
    first -= 1
    unit = terms.symbols[cut[first].word]
    if unit.name == "USD" and first and cut[first].glued and cut[first - 1].word in terms.dollars:
        first, unit = first - 1, terms.dollars[cut[first - 1].word]
    after, past = unit_at(cut, last)
    return Measured(first, past if is_money(after) else last, unit)


def _unit_after(cut: list[Token], numeral: Numeral) -> Measured | None:
    """90 billion euros, 45-kilometre, 2m, 12 %, 5 Swiss francs."""
    terms = load_terms()
    first, last = numeral.first, numeral.last
    at = last + 1 if last + 1 < len(cut) and cut[last].word in DASHES and cut[last].glued else last
    if at >= len(cut):
        return None
    if cut[at].glued and cut[at].word == "m":
        return Measured(first, at + 1, terms.units[("metres",)])
    if cut[at].glued and cut[at].word in terms.symbols:
        return Measured(first, at + 1, terms.symbols[cut[at].word])
    unit, past = unit_at(cut, at)
    if unit is None and [token.word for token in cut[at : at + 4]] == ["u", ".", "s", "."]:
        unit, past = unit_at(cut, at + 4)  # 51 billion U.S. dollars
        unit = unit if is_money(unit) else None
    if unit is None and cut[at].capital:
        unit, past = unit_at(cut, at + 1)
        unit = unit if is_money(unit) else None
    if unit is None:
        return None
    if cut[past - 1].word in {"pound", "pounds"} and _is_weighed(cut, numeral.before, past):
        unit = terms.units[("lb",)]
    return Measured(first, past, unit)


def _is_weighed(cut: list[Token], before: int, past: int) -> bool:
    """Whether pounds are weighed, not paid: weighing in at 6.6 pounds."""
    if any(token.word in {"feet", "foot"} for token in cut[max(0, before - _HEIGHT) : past + _HEIGHT]):
        return True  # 5-foot-8, 135 pounds
    return any(
        token.word.startswith(("weigh", "heav")) for token in [*cut[max(0, before - 4) : before], *cut[past : past + 2]]
    )


def _code_before(cut: list[Token], numeral: Numeral) -> Measured | None:
    """EUR 90bn, yen 2,817."""
    first = numeral.first
    if not first or cut[first - 1].word in words_for("ambiguous"):
        return None
    unit = load_terms().units.get((cut[first - 1].word,))
    return None if unit is None or not is_money(unit) else Measured(first - 1, numeral.last, unit)


def is_magnitude(cut: list[Token], numeral: Numeral, others: dict[int, Numeral]) -> bool:
    """Whether a number is the magnitude of an earthquake; also the first of `7.6 and 7.5 magnitude`."""
    before = [token.word for token in cut[max(0, numeral.before - 2) : numeral.before]]
    last = numeral.last
    if last + 1 < len(cut) and cut[last].word == "and" and last + 1 in others:
        last = others[last + 1].last
    after = [token.word for token in cut[last : last + 2]]
    if before[-1:] == ["magnitude"] or before == ["magnitude", "of"] or after[:1] == ["magnitude"]:
        return True
    quakes = words_for("quakes")
    if before[-1:] and before[-1] in words_for("measured") and numeral.high < _STRONGEST:
        return find_unit(cut, numeral) is None and any(token.word in quakes for token in cut[: numeral.before])
    return after[1:] == ["magnitude"] and after[0] in DASHES | {"in"}


def shared_unit(
    cut: list[Token], numeral: Numeral, others: dict[int, Numeral], found: Sequence[Quantity]
) -> Measured | None:
    """A bare number in a unit that stands elsewhere: 4,400 and 4,415 dollars; 24 billion dollars and 29 billion."""
    last = numeral.last
    if last + 1 < len(cut) and cut[last].word in {"and", "or"} and (other := others.get(last + 1)):
        measured = find_unit(cut, other)
        return measured._replace(first=numeral.first, last=last) if measured else None
    scaled = cut[last - 1].word in load_terms().scales and numeral.high >= _SUM
    ended = last == len(cut) or cut[last].word in _AFTER_SUM
    one = found[-1] if found else None
    if scaled and ended and one and one.unit and one.measures and one.measures.startswith("money"):
        return Measured(numeral.first, last, Unit(one.unit, one.measures, one.base))
    return None
