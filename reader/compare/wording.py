"""The words of two articles as they are compared: each passage and block as its forms, and what meets what."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from math import log

from reader.article import Part
from reader.compare.changes import exact_key
from reader.compare.heeding import Stale, heed, never
from reader.compare.terms import LONGEST_ACRONYM, SHORTEST_ROOT, Term, lexicon, name_key, of_one_family, read_terms
from reader.comparison import Passage
from reader.text import words

Related = dict[str, list[tuple[str, float]]]
"""For a form of the left side the forms of the right side that may tell the same, and how surely, up to 1."""

KIN = 0.5
"""How much a word counts that meets one which newswire uses for it: half, since it may as well mean another thing."""

_FAMILY = 0.85  # of one family of words: attack and attackers
_SPELLING = 0.9  # two transliterations of a name
_FIGURE = 0.25  # two figures of one size, such as an earlier toll and a later one
_YEARS = range(1900, 2101)
_LONGEST_COMMON = 2  # digits of figures that stand for many things in one report
_EVERYDAY = 0.6  # of everyday words and small numbers; from 0.4 to 1 the figures stay the same within a hundredth
_SCALE = log(61)  # the rarity of a word that stands in one of sixty sentences, for articles of any length
_MOST_IN_BUCKET = 40  # forms with one beginning or key that are compared; more of them are no words
_MOST_PLACES = 4  # of a word in a passage; where it stands more often, its neighbours say little
_ACRONYM = re.compile(r"\b(?:[A-Z]\.?){2,5}(?![\w.])")
_LONGEST_GAP = 8  # characters between the capitals that an acronym stands for: " of the "


class Wording:
    """A passage or block: its forms in order, and each once with its place."""

    __slots__ = ("capitals", "order", "places")

    def __init__(self, terms: Sequence[Term]) -> None:
        self.order = [term.form for term in terms]
        self.capitals = [term.form for term in terms if term.capital]
        self.places: dict[str, list[int]] = {}
        for place, form in enumerate(self.order):
            if form not in self.places:
                self.places[form] = [place]
            elif len(self.places[form]) < _MOST_PLACES:
                self.places[form].append(place)


class Side:
    """One article: the wording of each passage that is compared, and of each block, by numbers of passages and parts.

    `keys` are what equal passages have in common: all their words, folded.
    """

    def __init__(
        self, parts: Sequence[Part], passages: Sequence[Passage], acronyms: frozenset[str], stale: Stale = never
    ) -> None:
        """Read all words. Raises StaleSearch once `stale` says that nobody waits for them."""
        self.parts = parts
        self.passages = passages
        self.wordings: dict[int, Wording] = {}
        self.blocks: dict[int, Wording] = {}
        self.members: dict[int, list[int]] = defaultdict(list)
        self.keys: dict[int, tuple[str, ...]] = {}
        self.named: Counter[str] = Counter()
        terms_of: dict[int, list[Term]] = {}
        for number, passage in heed(enumerate(passages), stale):
            if not passage.stock:
                text = self.text(number)
                its_words = list(words(text))
                self.keys[number] = exact_key(text, its_words)
                terms = terms_of[number] = merge_acronyms(read_terms(text, its_words), acronyms)
                wording = self.wordings[number] = Wording(terms)
                self.named.update(wording.capitals)
                # The first word of a sentence has a capital anyway, and speaks neither for a name nor against one.
                self.named.subtract([term.form for term in terms if not term.capital])
                self.named.subtract([term.form for term in terms[:1] if term.capital])
                self.members[passage.part].append(number)
        for part, numbers in heed(self.members.items(), stale):
            if len(numbers) == 1:
                self.blocks[part] = self.wordings[numbers[0]]
            else:
                self.blocks[part] = Wording([term for number in numbers for term in terms_of[number]])
        self.frequencies = Counter(form for wording in self.wordings.values() for form in wording.places)

    def text(self, number: int) -> str:
        """The text of a passage."""
        passage = self.passages[number]
        return self.parts[passage.part].text[passage.start : passage.end]

    @cached_property
    def capitals(self) -> frozenset[str]:
        """All forms that are somewhere written with a capital."""
        return frozenset(form for wording in self.wordings.values() for form in wording.capitals)

    @cached_property
    def postings(self) -> dict[str, list[int]]:
        """The passages that have each form."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, wording in self.wordings.items():
            for form in wording.places:
                found[form].append(number)
        return found


def find_actors(left: Side, right: Side) -> frozenset[str]:
    """The forms that say who and not what: written with a capital within sentences more often than not, or offices."""
    named = left.named + right.named  # those above 0
    return lexicon().roles | named.keys()


def find_acronyms(parts: Iterable[Part]) -> frozenset[str]:
    """The acronyms that a text uses, folded and without full stops."""
    return frozenset(
        found.replace(".", "").lower() for part in parts for found in _ACRONYM.findall(part.text) if len(found) > 1
    )


def merge_acronyms(terms: Sequence[Term], acronyms: frozenset[str]) -> list[Term]:
    """The terms with each run of capitals that an acronym stands for as one: European Union as eu."""
    if not acronyms:
        return list(terms)
    merged: list[Term] = []
    at = 0
    while at < len(terms):
        run = _run_of(terms, at, acronyms) if terms[at].capital else 1
        if run > 1:
            initials = "".join(term.form[0] for term in terms[at : at + run])
            merged.append(Term(terms[at].start, terms[at + run - 1].end, initials, True, False))
        else:
            merged.append(terms[at])
        at += run
    return merged


def _run_of(terms: Sequence[Term], at: int, acronyms: frozenset[str]) -> int:
    """How many terms from here on an acronym stands for; 1 for none."""
    initials, found = "", 1
    for place in range(at, min(at + LONGEST_ACRONYM, len(terms))):
        if not terms[place].capital or (place > at and terms[place].start - terms[place - 1].end > _LONGEST_GAP):
            break
        initials += terms[place].form[0]
        if len(initials) > 1 and initials in acronyms:
            found = place - at + 1
    return found


def relate(left: Side, right: Side, stale: Stale = never) -> Related:
    """Which forms of both sides may tell the same: equal, of one family, spelled or used alike, figures of one size."""
    groups = lexicon().groups
    buckets: dict[str, list[str]] = defaultdict(list)
    for form in heed(right.frequencies, stale):
        for key in _keys(form, right.capitals, groups):
            buckets[key].append(form)
    related: Related = {}
    for form in heed(left.frequencies, stale):
        found: dict[str, float] = {}
        if form in right.frequencies:
            found[form] = 1.0
        for key in _keys(form, left.capitals, groups):
            others = buckets.get(key, ())
            for other in others if len(others) <= _MOST_IN_BUCKET else ():
                if other != form:
                    found[other] = max(found.get(other, 0.0), _likeness(key, form, other))
        if likely := [(other, likeness) for other, likeness in found.items() if likeness]:
            related[form] = sorted(likely, key=lambda pair: (-pair[1], pair[0]))
    return related


def _keys(form: str, capitals: frozenset[str], groups: dict[str, tuple[str, ...]]) -> Iterator[str]:
    if form[0] == "#":
        value = float(form[1:])
        if value > 0 and value not in _YEARS:
            # Two grids, so that figures of which one is at most twice the other have a key in common.
            yield f"#{log(value, 4) // 1:.0f}"
            yield f"#{(log(value, 4) + 0.5) // 1:.0f}+"
        return
    yield from groups.get(form, ())
    if len(form) >= SHORTEST_ROOT and form.isalpha():
        yield f"/{form[:SHORTEST_ROOT]}"
    if form in capitals and len(form) > 2:
        yield f"~{name_key(form)}"


def _likeness(key: str, form: str, other: str) -> float:
    if key[0] == "=":
        return KIN
    if key[0] == "~":
        return _SPELLING
    if key[0] == "#":
        return _FIGURE
    return _FAMILY if of_one_family(form, other) else 0.0


def weigh(left: Side, right: Side, related: Related) -> dict[str, float]:
    """How much each form tells: the rarer among the sentences of both articles, the more.

    Inverse document frequency over sentences (Spärck Jones, 1972), scaled so that the rarest word of short and of long
    articles counts the same.
    """
    sentences = len(left.wordings) + len(right.wordings)
    counts = {form: right.frequencies[form] for form in right.frequencies}
    for form, count in left.frequencies.items():
        like = max((right.frequencies[other] for other, likeness in related.get(form, ()) if likeness > KIN), default=0)
        counts[form] = count + like
    for form in left.frequencies:
        for other, likeness in related.get(form, ()):
            if likeness == 1.0:
                counts[other] = max(counts[other], counts[form])
    everyday = lexicon().everyday
    scale = _SCALE / log(1 + max(2, sentences))
    return {
        form: log(1 + sentences / count) * scale * (_EVERYDAY if form in everyday or _is_small(form) else 1.0)
        for form, count in counts.items()
    }


def is_figure(form: str) -> bool:
    """Whether a form is a figure that counts something: years say when."""
    return form[0] == "#" and float(form[1:]) not in _YEARS


def is_rare_figure(form: str) -> bool:
    """Whether a figure is a large or a broken one, which two reports seldom give of different things."""
    return not form[1:].isdigit() or len(form) > _LONGEST_COMMON + 1


def _is_small(form: str) -> bool:
    return form[0] == "#" and len(form) == 2
