"""What speaks for two passages telling the same: the weight of the words that meet, and whether they stand together.

A soft TF-IDF (Cohen, Ravikumar and Fienberg, "A comparison of string metrics for matching names and records", 2003),
each word serving once, and skip-bigrams (Lin, "ROUGE", 2004): words that stand near one another on both sides.
"""

from dataclasses import dataclass

from reader.compare.wording import Related, Wording

_NEAR = 4
"""Words apart at which two still belong together; 3 and 5 do as well."""


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


def cohesion(left: Wording, right: Wording, meeting: Meeting) -> float:
    """What those words that meet count which stand near the next one that meets, on both sides."""
    partner = {form: (other, worth) for form, other, worth in meeting.words}
    found = 0.0
    seen: set[tuple[str, str]] = set()
    order = left.order
    met = [(place, form) for place, form in enumerate(order) if form in partner]
    for number, (place, form) in enumerate(met):
        for later, other in met[number + 1 : number + 1 + _NEAR]:
            if later - place > _NEAR:
                break
            (its, worth), (others, other_worth) = partner[form], partner[other]
            if its == others or (its, others) in seen:
                continue
            if _stand_near(right.places[its], right.places[others]):
                seen.add((its, others))
                found += min(worth, other_worth)
    return found


def _stand_near(places: list[int], others: list[int]) -> bool:
    for place in places:
        for other in others:
            if -_NEAR <= place - other <= _NEAR:
                return True
    return False
