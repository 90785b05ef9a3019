"""Figures that are the only ones of their kind in two passages that tell the same: then they are of one thing.

Reporters who write in words of their own share few around a figure: $12bn set aside for ammunition is another's fund
for shells of 15 billion dollars. That no other sum stands in either passage tells more than words do.
"""

from collections.abc import Sequence, Set
from functools import cache

from reader.compare.quantity import Quantity, stem
from reader.compare.quantity_terms import load_terms, same_noun, words_for

_ONE_SIZE = 2.0
"""Figures of which one is more than so many times the other are of two things as likely as of one."""
_CLOSE = 1.25
"""How many times the other a sum may be in passages that share no word besides its unit."""
_PLENTIFUL = frozenset(["length", "duration", "span", "points", "magnitude"])
"""Measures of which a passage tells one as often as not, whatever it is about."""
_BURNED = frozenset(["destroyed", "burned"])
_GIVEN = "sentence"
"""What anchors the years that a person is sentenced to."""
_STANDING = frozenset(["now", "grown"])


def is_lone_pair(
    left: Quantity, right: Quantity, lefts: Sequence[Quantity], rights: Sequence[Quantity], common: Set[str]
) -> bool:
    """Whether each of two figures is the only one of its kind in its passage, and the two are of one size.

    `lefts` and `rights` are the quantities of the passages, `common` the stems of words that both have.
    """
    if left.kind != right.kind or left.measures != right.measures or not {left.role, right.role} <= _STANDING:
        return False
    if min(left.low, right.low) <= 0:
        return False
    times = max(left.high, right.high) / min(left.low, right.low)
    if left.kind == "count":
        own = {stem(noun) for noun in (left.noun, right.noun) if noun}
        shared = bool(common - own - _measuring()) or _told_alike(lefts, rights)
        other_names = bool(left.names - right.near and right.names - left.near)
        alike = shared and not other_names and _one_kind(left, right) and _one_state(left, right)
        alike = alike and left.noun is not None and left.noun not in words_for("scores")
    else:
        shared = bool(common - _measuring())
        alike = left.kind == "measure" and (left.measures not in _PLENTIFUL or _GIVEN in left.anchors & right.anchors)
        alike = alike and (shared or (left.measures != "share" and times <= _CLOSE))
    states = {left.state, right.state}
    if not alike or times > _ONE_SIZE:
        return False
    mixed = left.kind == "count" and not same_noun(left.noun, right.noun)
    return _is_lone(left, lefts, states, mixed) and _is_lone(right, rights, states, mixed)


def _is_lone(quantity: Quantity, side: Sequence[Quantity], states: Set[str | None], mixed: bool) -> bool:
    """Whether a passage has no other sum of this kind; one that is told in two units is one.

    The dead and the wounded of one sentence are of two kinds. `mixed`: the other passage has another noun for them.
    """
    if quantity.kind != "count":
        return len({each.sum for each in side if each.measures == quantity.measures}) == 1
    counts = [each for each in side if each.kind == "count" and (each.role != "part" or each is quantity)]
    if mixed:
        return len({each.sum for each in counts if each.state == quantity.state}) == 1
    alike = [each for each in counts if same_noun(each.noun, quantity.noun)]
    if states <= load_terms().people_states:
        alike = [each for each in alike if each.state in states]
    return len({each.sum for each in alike}) == 1


def _one_kind(one: Quantity, two: Quantity) -> bool:
    """Whether two counts are of one kind: hurt passengers may be all the injured, dead nurses are not all the dead."""
    if same_noun(one.noun, two.noun):
        return True
    if one.state != two.state or one.state not in load_terms().people_states or "people" not in {one.noun, two.noun}:
        return False
    told = two.noun if one.noun == "people" else one.noun
    return told is not None and told not in words_for("some_kind")


def _one_state(one: Quantity, two: Quantity) -> bool:
    """Whether the same happened to both, as far as is told; of the dead and the living it must be told.

    Those in hospital are some of the wounded, so they are not told to be more.
    """
    told = {one.state, two.state} - {None}
    if told == {"wounded", "hospitalised"}:
        wounded, taken = (one, two) if one.state == "wounded" else (two, one)
        return taken.low > wounded.high
    if told == _BURNED:
        return True
    return one.state == two.state or (len(told) == 1 and told.isdisjoint(load_terms().people_states))


def _told_alike(lefts: Sequence[Quantity], rights: Sequence[Quantity]) -> bool:
    """Whether another figure is the same in both passages."""
    told = {(each.kind, each.measures, each.low, each.high) for each in lefts if each.exact}
    return any((each.kind, each.measures, each.low, each.high) in told for each in rights)


@cache
def _measuring() -> frozenset[str]:
    """The stems of units and of millions, which any two sums share."""
    terms = load_terms()
    return frozenset(stem(word) for word in {*terms.scales, *(word for unit in terms.units for word in unit)})
