"""Quantities: every number of a text with its unit, what it counts, and what is said of it there."""

import math
import re
from datetime import date

from reader.compare.number_names import is_name, is_year
from reader.compare.numerals import MAY_HAVE, Numeral, numerals
from reader.compare.quantity import Kind, Quantity, Role
from reader.compare.quantity_dates import MAY_BE, Known, Moment, find_moments
from reader.compare.quantity_phrases import is_plural, singular
from reader.compare.quantity_roles import bounds, is_total, role_of
from reader.compare.quantity_subjects import Subject, find_subject, label_of
from reader.compare.quantity_terms import DASHES, Unit, load_terms, words_for
from reader.compare.quantity_units import MAGNITUDE, Measured, find_unit, is_magnitude, shared_unit, unit_at
from reader.compare.surroundings import Surroundings
from reader.compare.tokens import Token, tokens
from reader.text import sentences

_LARGEST = 1e18
"""Numbers beyond are no quantities that a report tells."""
_OLDEST = 115
_SHARE_STEP = 1.5
"""How far a share may be from a fraction in words, in percent: a third is told of 32 and of 34 percent."""
_MAYBE = re.compile(MAY_HAVE.pattern + "|" + MAY_BE.pattern, re.IGNORECASE)
_MEASURED = {
    "length": "distance", "mass": "weight", "duration": "time", "span": "time", "speed": "speed", "area": "area",
}  # fmt: skip
_OLD = (["years", "old"], ["year", "old"])
_AGAIN = [["("], ["["], ["or"], [",", "or"]]


def find_quantities(text: str, when: date | None = None) -> list[Quantity]:
    """The quantities of a text in reading order; dates are resolved by the day on which it appeared."""
    found: list[Quantity] = []
    for start, end in sentences(text):
        sentence = text[start:end]
        if _MAYBE.search(sentence):
            found.extend(_Sentence(tokens(sentence), start, when, len(found)).quantities())
    return found


class _Sentence:
    """Reads the quantities of one sentence; `offset` is where it begins in its text."""

    def __init__(self, cut: list[Token], offset: int, when: date | None, sums: int) -> None:
        self._cut = cut
        self._offset = offset
        self._moments = find_moments(cut, when)
        taken = {at for moment in self._moments for at in range(moment.first, moment.last)}
        self._numerals = [each for each in numerals(cut) if taken.isdisjoint(range(each.first, each.last))]
        taken.update(at for each in self._numerals for at in range(each.first, each.last))
        self._by_token = {at: each for each in self._numerals for at in (each.before, each.first)}
        self._ends = {each.last for each in self._numerals}
        self._around = Surroundings(cut, taken)
        self._sum = sums
        self._found: list[Quantity] = []
        self._last: int | None = None  # the token after the last quantity
        self._noun: str | None = None  # what the last count counts
        self._states: set[str] = set()  # what has happened to those counted so far
        self._listed: str | None = None  # what happens to all of a list: fired twelve drones and nine missiles

    def quantities(self) -> list[Quantity]:
        """The quantities in reading order."""
        told: list[Numeral | Moment] = [*self._numerals, *self._moments]
        for each in sorted(told, key=lambda each: each.first):
            if isinstance(each, Moment):
                self._add(
                    (each.first, each.last), each.first, each.kind, each.low, (each.low, each.high),
                    label=each.kind, exact=each.low == each.high, known=each.known,
                    anchors=self._around.happens(each.first),
                )  # fmt: skip
            elif self._last is not None and each.first < self._last:
                continue
            elif math.isfinite(each.high) and each.high <= _LARGEST and not is_name(self._cut, each, self._ends):
                self._add_numeral(each)
        return self._found

    def _add_numeral(self, numeral: Numeral) -> None:
        if numeral.rank:
            self._add_rank(numeral)
        elif is_magnitude(self._cut, numeral, self._by_token):
            self._add_measure(numeral, Measured(numeral.first, numeral.last, MAGNITUDE))
        elif not self._add_age(numeral):
            measured = (
                find_unit(self._cut, numeral)
                or self._compared(numeral)
                or shared_unit(self._cut, numeral, self._by_token, self._found)
            )
            if measured is not None:
                self._add_measure(numeral, measured)
            elif numeral.fraction:
                self._add_fraction(numeral)
            elif not self._is_compound(numeral):
                self._add_count(numeral)

    def _is_compound(self, numeral: Numeral) -> bool:
        """Whether a number is the first half of an adjective: a five-member team."""
        last = numeral.last
        return last < len(self._cut) and self._cut[last].glued and self._cut[last].word in DASHES

    def _compared(self, numeral: Numeral) -> Measured | None:
        """A bare number in the unit of the one that it is compared with: 50 tonnes from 70, 12.3 mln dlrs vs 11.9."""
        if not self._found or self._last is None or not 1 <= numeral.first - self._last <= 3:
            return None
        one = self._found[-1]
        between = {token.word for token in self._cut[self._last : numeral.first]}
        if one.kind != "measure" or one.unit is None or one.measures is None or not between & {"from", "vs", "versus"}:
            return None
        return Measured(numeral.first, numeral.last, Unit(one.unit, one.measures, one.base))

    def _add_rank(self, numeral: Numeral) -> None:
        cut, first, last = self._cut, numeral.first, numeral.last
        if last >= len(cut) or (cut[first].capital and cut[last].capital) or (first and cut[first - 1].word in DASHES):
            return
        word = cut[last].word
        if word[0].isalpha() and word not in load_terms().stop | {"time", "place"}:
            noun, span = singular(word), (numeral.low, numeral.high)
            self._add((first, last), first, "rank", numeral.low, span, label=f"which {noun}", noun=noun)

    def _add_age(self, numeral: Numeral) -> bool:
        cut, first, last = self._cut, numeral.first, numeral.last
        after = [token.word for token in cut[last : last + 4]]
        compound = len(after) == 4 and after[0] in DASHES and after[1] in {"year", "years"} and after[3] == "old"
        earlier = cut[first - 1].word if first else ""
        between = earlier == "," and after[:1] == [","] and first > 1 and last - first == 1 and self._has_age(first - 2)
        if not (compound or after[:2] in _OLD or between or earlier == "aged") or numeral.high > _OLDEST:
            return False
        anchors = self._around.person(numeral, compound)
        span = numeral.low, numeral.high
        self._add((first, last), numeral.before, "age", numeral.low, span, label="age", noun="age", anchors=anchors)
        return True

    def _has_age(self, at: int) -> bool:
        """Whether a word may be a person's, whose age follows between commas; no list of numbers does."""
        token = self._cut[at]
        listed = at + 4 < len(self._cut) and self._cut[at + 4].value is not None
        return token.word[0].isalpha() and not is_plural(token.word) and not listed

    def _add_fraction(self, numeral: Numeral) -> None:
        """Half a point, half a million people, two thirds of the town."""
        cut, at = self._cut, numeral.last
        if at + 1 < len(cut) and cut[at].word in {"a", "an"}:
            unit, past = unit_at(cut, at + 1)
            scale = load_terms().scales.get(cut[at + 1].word)
            if unit is not None:
                self._add_measure(numeral, Measured(numeral.first, past, unit))
            elif scale is not None:
                value = numeral.high * scale
                self._add_numeral(numeral._replace(last=at + 2, low=value, high=value, fraction=False))
        elif at < len(cut) and cut[at].word == "of":
            low, high = 100 * numeral.low, 100 * numeral.high
            self._add(
                (numeral.first, at), numeral.before, "measure", high, (low - _SHARE_STEP, high + _SHARE_STEP),
                label=self._around.thing(at, numeral.before) or "share", exact=False, unit=load_terms().units[("%",)],
                role=role_of(cut, numeral.before, None, self._last),
            )  # fmt: skip

    def _add_measure(self, numeral: Numeral, measured: Measured) -> None:
        first, last, unit = measured
        before = min(numeral.before, first)
        if unit.measures in {"duration", "span"}:
            if last < len(self._cut) and self._cut[last].word in words_for("ago"):
                return
            if self._cut[before].word == "over":
                numeral = numeral._replace(before=numeral.first, qualifier=None)  # over two years: in their course
        low, high, exact = bounds(numeral)
        again = self._is_told_again(before)
        noun = self._found[-1].noun if again else self._around.thing(last, before)
        if unit is MAGNITUDE:
            noun = "magnitude"
        self._add(
            (first, last), before, "measure", numeral.high, (low, high), exact=exact, unit=unit, noun=noun,
            label=_MEASURED.get(unit.measures) or noun or ("share" if unit.measures == "share" else "sum"),
            role=role_of(self._cut, before, unit, self._last), again=again,
            step=numeral.step or (1.0 if unit.measures == "share" and low == high else 0.0),
            anchors=self._anchors(unit, before, last),
        )  # fmt: skip

    def _anchors(self, unit: Unit, before: int, last: int) -> frozenset[str]:
        """To or from where a length is; whether a time is one to come or one that has passed."""
        if unit.measures == "length":
            return self._around.destination(last)
        word = self._cut[before - 1].word if before else ""
        if unit.measures in {"duration", "span"}:
            if self._is_sentence(before, last):
                return frozenset(["sentence"])
            return frozenset(tense for tense in ("coming", "passed") if word in words_for(tense))
        return frozenset()

    def _is_sentence(self, before: int, last: int) -> bool:
        """Whether a time is what a court gave: jailed for seven years, not what it was asked for."""
        around = {token.word for token in self._cut[max(0, before - 7) : last + 4]}
        return bool(around & words_for("sentenced")) and not around & words_for("asked_for")

    def _is_told_again(self, before: int) -> bool:
        """Whether a measure in brackets, or after `or`, is the one before it in another unit."""
        if not self._found or self._last is None or self._found[-1].kind != "measure":
            return False
        return [token.word for token in self._cut[self._last : before]] in _AGAIN

    def _add_count(self, numeral: Numeral) -> None:
        cut = self._cut
        subject = find_subject(cut, numeral, self._by_token, self._noun)
        if numeral.last - numeral.first == 1 and cut[numeral.first].word == "one" and subject.state is None:
            return  # a pronoun more often than a count
        if subject.state is None and subject.noun != "people" and is_year(cut, numeral):
            return
        in_list = numeral.before > 0 and cut[numeral.before - 1].word in {"and", ","}
        if in_list and self._listed and subject.state is None and subject.noun not in {None, "people"}:
            subject = subject._replace(state=self._listed)
        self._listed = subject.state if subject.state_before or (in_list and self._listed) else None
        role = self._role(numeral, subject)
        self._noun = subject.noun or self._noun
        if subject.state:
            self._states.add(subject.state)
        low, high, exact = bounds(numeral)
        self._add(
            (numeral.first, numeral.last), numeral.before, "count", numeral.high, (low, high), label=label_of(subject),
            exact=exact, noun=subject.noun, state=subject.state, role=role, step=numeral.step,
            minimum=numeral.qualifier == "at_least",
        )  # fmt: skip

    def _role(self, numeral: Numeral, subject: Subject) -> Role:
        if subject.part:
            return "part"
        if subject.state not in load_terms().people_states and is_total(self._cut, numeral):
            return "total"
        whole = numeral.before > 1 and self._cut[numeral.before - 1].word == "of" and numeral.before - 1 in self._ends
        if whole:
            return "total"  # 142 of 300 seats
        if numeral.before and self._cut[numeral.before - 1].word in words_for("some_of"):
            return "part"
        role = role_of(self._cut, numeral.before, None, self._last)
        # Killed five and wounded three more: three in all.
        if subject.more and role == "now" and not (subject.state and self._states - {subject.state}):
            return "more"
        return role

    def _add(
        self,
        at: tuple[int, int],
        before: int,
        kind: Kind,
        value: float,
        span: tuple[float, float],
        *,
        label: str,
        exact: bool = True,
        unit: Unit | None = None,
        noun: str | None = None,
        state: str | None = None,
        role: Role = "now",
        step: float = 0.0,
        known: Known = "all",
        anchors: frozenset[str] = frozenset(),
        again: bool = False,
        minimum: bool = False,
    ) -> None:
        first, last = at
        near, names = self._around.near(before, last), self._around.names(before, last)
        if again:
            near, names = near | self._found[-1].near, names | self._found[-1].names
        else:
            self._sum += 1
        base = unit.factor if unit else 1.0
        self._found.append(
            Quantity(
                start=self._cut[first].start + self._offset,
                end=self._cut[last - 1].end + self._offset,
                kind=kind,
                value=value,
                low=span[0] * base,
                high=span[1] * base,
                exact=exact,
                unit=unit.name if unit else None,
                measures=unit.measures if unit else None,
                base=base,
                noun=noun,
                state=state,
                role=role,
                sum=self._sum,
                near=near,
                label=label,
                sentence=self._offset,
                step=step * base,
                known=known,
                anchors=anchors,
                names=names,
                minimum=minimum,
            )
        )
        self._last = last
