"""What speaks for two passages telling the same: the weight of the words that meet, and the figures that both give.

A soft TF-IDF (Cohen, Ravikumar and Fienberg, "A comparison of string metrics for matching names and records", 2003),
each word serving once.
"""

from dataclasses import dataclass

from reader.compare.wording import Related, Wording, is_figure, is_rare_figure

_BESIDE = 2
"""Words apart at which a figure and what it counts stand."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """The words of two passages that meet: left form, right form and what that counts; and how much of both it is.

    `evidence` is the sum; `cover` its share of the weightier side, `likeness` of the geometric mean of both.
    """

    words: tuple[tuple[str, str, float], ...]
    evidence: float
    cover: float
    likeness: float


_NOTHING = Meeting((), 0.0, 0.0, 0.0)


class Scale:
    """Weighs meetings of passages of two articles."""

    def __init__(self, weights: dict[str, float], related: Related) -> None:
        self._weights = weights
        self._related = related
        self._whole: dict[int, tuple[Wording, float]] = {}

    def whole(self, wording: Wording) -> float:
        """What all words of a passage count."""
        known = self._whole.get(id(wording))
        if known is None:
            weights = self._weights
            known = self._whole[id(wording)] = wording, sum([weights[form] for form in wording.places])
        return known[1]

    def meet(self, left: Wording, right: Wording) -> Meeting:
        """Which words of two passages meet; a word meets one, the best."""
        weights, related, there = self._weights, self._related, right.places
        taken: dict[str, tuple[float, str]] = {}
        for form in left.places:
            for other, sure in related.get(form, ()):
                if other in there:
                    worth = weights[form] if sure == 1.0 else sure * min(weights[form], weights[other])
                    if worth > taken.get(other, (0.0, ""))[0]:
                        taken[other] = worth, form
                    break
        if not taken:
            return _NOTHING
        evidence = sum([worth for worth, _ in taken.values()])
        mine, its = self.whole(left) or 1.0, self.whole(right) or 1.0
        met = tuple([(form, other, worth) for other, (worth, form) in taken.items()])
        return Meeting(met, evidence, evidence / max(mine, its), evidence / (mine * its) ** 0.5)


def agreeing_figures(left: Wording, right: Wording, meeting: Meeting) -> float:
    """What those figures count that both sides give: large or broken ones, others beside a word that meets too.

    That both have a seven says little, and that seven were killed much. Years say when and not what.
    """
    partner = {form: other for form, other, _ in meeting.words}
    found = 0.0
    for form, other, worth in meeting.words:
        if form == other and is_figure(form) and (is_rare_figure(form) or _beside_one(left, right, form, partner)):
            found += worth
    return found


def _beside_one(left: Wording, right: Wording, figure: str, partner: dict[str, str]) -> bool:
    for place in left.places[figure]:
        for form in left.order[max(0, place - _BESIDE) : place + _BESIDE + 1]:
            other = partner.get(form)
            if other is not None and not is_figure(form) and _stand_near(right.places[figure], right.places[other]):
                return True
    return False


def _stand_near(places: list[int], others: list[int]) -> bool:
    for place in places:
        for other in others:
            if -_BESIDE <= place - other <= _BESIDE:
                return True
    return False
