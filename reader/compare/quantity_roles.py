"""What a number is in its sentence: what is, what was, a change, some of another; and how exactly it is told."""

from itertools import pairwise

from reader.compare.numerals import UNITS, Numeral
from reader.compare.quantity import Role
from reader.compare.quantity_terms import Unit, load_terms, words_for
from reader.compare.tokens import Token

_NO_CHANGE = frozenset(["revised", "changed", "updated"])
_OWN_SUM = frozenset(["lost", "raised"])
"""A bank lost 340 million crowns: the sum itself, not by how much another changed."""
_MOST = 1.5
"""At least 30 may well be 40, and is not told of 60: a newsroom would say at least 60."""
_NEARLY = 0.85
_ABOUT = 0.12
"""How far from the value `nearly` and `about` reach, as shares of it: 247 is nearly 280, and about 270."""


def role_of(cut: list[Token], before: int, unit: Unit | None, last: int | None) -> Role:
    """What a number is, from the words before token `before`; `last` is the token after the number before it."""
    terms = load_terms()
    while before and cut[before - 1].word in words_for("determiners"):
        before -= 1
    words = tuple(token.word for token in cut[max(0, before - 10) : before])
    if not words:
        return "now"
    if words[-1:] in terms.parts or words[-2:] in terms.parts:
        return "part"
    moved = not terms.changes.isdisjoint(words)
    if words[-2:] in terms.earlier or words[-1] in {"vs", "versus", "previously"} or words[-2:] == ("vs", "."):
        return "earlier"
    if words[-1] == "from" and (moved or (last is not None and before - last <= 3)):
        return "earlier"
    if words[-1] == "by" and moved:
        return "change"
    own = _OWN_SUM if unit is not None and unit.measures.startswith("money") else frozenset()
    if words[-1] in terms.changes - _NO_CHANGE - own:
        return "change" if unit is not None else "now"
    if words[-1] in {"to", "at", "reached", "reaching"} and not terms.growth.isdisjoint(words):
        return "grown"
    return "grown" if words[-1] == "now" else "now"


def is_total(cut: list[Token], numeral: Numeral) -> bool:
    """Whether a number is the sum of several occasions: so far, in all, to date."""
    nearby = [*cut[:8], *cut[max(0, numeral.before - 14) : numeral.last + 8]]
    words = [token.word for token in nearby]
    pairs = set(pairwise(words))
    if pairs & {("so", "far"), ("to", "date")} or "combined" in words:
        return True
    summed = any(token.value is not None or token.word in UNITS for token in cut[: numeral.before])
    return summed and (("in", "all") in pairs or "altogether" in words)


def bounds(numeral: Numeral) -> tuple[float, float, bool]:
    """The least and the most that a number with its qualifier says, and whether it says it exactly."""
    low, high = numeral.low, numeral.high
    match numeral.qualifier:
        case "at_least" | "more":
            return low, _MOST * high, False
        case "at_most" | "less":
            return 0.5 * low, high, False
        case "nearly":
            return _NEARLY * low, high, False
        case "about":
            return (1 - _ABOUT) * low, (1 + _ABOUT) * high, False
    return low, high, low == high
