"""Several forms of one name in an article made one: surname and full name, acronym and what it stands for."""

import re
from collections.abc import Mapping

from reader.text import term_of
from reader.topics.name_candidates import Candidate, Candidates
from reader.topics.name_segments import SURE
from reader.topics.spelling import spelling_key

_OPENERS = frozenset(("Upper", "Lower", "Greater", "Inner", "Outer", "River", "Lake", "Mount", "Port", "Fort", "New"))
_VOWELS = "aeiouy"
_ADJECTIVE = re.compile(r"(?:i?ans?|eans?|ns?|ish|ese|ers?|is?)$")
_SHORTEST_STEM = 3
_SHORTEST_VARIANT = 5
"""Letters of a surname that may be joined with one of another spelling."""


def merge(candidates: Candidates) -> None:
    """Join all candidates that are one name; the fullest form stays."""
    _join_bracketed(candidates)
    _join_orders(candidates)
    _join_parts(candidates)
    _drop_adjectives(candidates)


def _join_bracketed(candidates: Candidates) -> None:
    """Straits Council Relief Office (SCRO): the short form that follows in brackets."""
    for short, full in candidates.bracketed.items():
        one, other = candidates.by_name.get(short), candidates.by_name.get(full)
        if one and other and one.kind is None and one.words == 1 and _stands_for(short, full):
            candidates.join(short, full)


def _stands_for(short: str, full: str) -> bool:
    """Whether all letters of an acronym are initials of a name, in their order; small words may be left out."""
    initials = iter([word[0].casefold() for word in re.split(r"[\s-]+", full) if word])
    letters = short.replace(".", "").casefold()
    return len(letters) > 1 and all(letter in initials for letter in letters)


def _join_orders(candidates: Candidates) -> None:
    """Ministry of Defence and Defence Ministry, of the same land."""
    orders: dict[frozenset[str], str] = {}
    for name, each in list(candidates.by_name.items()):
        if each.kind is None and each.words > 1 and each.votes[2] >= SURE:
            first = orders.setdefault(frozenset(name.split(" ")) - {"of", "the"}, name)
            candidates.join(name, first)


def _join_parts(candidates: Candidates) -> None:
    """A surname with the full name, the end or the beginning of an organisation's name with all of it."""
    people: dict[str, str] = {}
    organisations: dict[str, str] = {}
    for name, each in candidates.by_name.items():
        if each.words < 2:
            continue
        words = name.split(" ")
        if is_person(each):
            people.setdefault(words[-1], name)
            if each.kind:
                people.setdefault(words[0], name)
        elif each.kind == "organisations" or (each.kind is None and each.votes[2] > max(each.votes[:2])):
            for count in range(1, len(words)):
                organisations.setdefault(" ".join(words[count:]), name)
                organisations.setdefault(" ".join(words[:count]), name)
        elif each.votes[1] >= SURE // 2 and words[0] in _OPENERS:
            rest = candidates.by_name.get(name.partition(" ")[2])
            if rest and rest.kind is None:
                rest.votes[1] += 3
    variants = _Variants(people)
    for name, each in list(candidates.by_name.items()):
        if each.kind is not None:
            continue
        full = _full_person(name, each, people, variants)
        if full:
            candidates.join(name, full)
        elif each.votes[1] <= 0 and each.votes[0] < 3:
            candidates.join(name, organisations.get(name, name))


def is_person(each: Candidate) -> bool:
    """Whether a candidate is held to be a person as far as is known yet."""
    return each.kind == "people" or (each.kind is None and each.votes[0] > max(each.votes[1:]))


class _Variants:
    """Surnames by the key of their spelling; made when one is looked for that begins as some surname does."""

    def __init__(self, people: Mapping[str, str]) -> None:
        self._people = people
        self._initials = {surname[0] for surname in people}
        self._keys: dict[str, str] = {}

    def find(self, name: str) -> str | None:
        """The full name of the person whose surname is spelled otherwise."""
        if len(name) < _SHORTEST_VARIANT or name[0] not in self._initials:
            return None
        if not self._keys:
            for surname, full in self._people.items():
                self._keys.setdefault(spelling_key(term_of(surname)), full)
        return self._keys.get(spelling_key(term_of(name)))


def _full_person(name: str, each: Candidate, people: Mapping[str, str], variants: _Variants) -> str | None:
    """The full name of which a word is the surname, also in another spelling, if nothing speaks against it."""
    if each.words > 1 or each.votes[1] > 4 or each.votes[2] > 3:
        return None
    return people.get(name) or variants.find(name)


def _drop_adjectives(candidates: Candidates) -> None:
    """Leave out what is but the adjective of a name in the article, which is a place then: Ostranan beside Ostrana."""
    single = [name for name, each in candidates.by_name.items() if each.kind is None and each.words == 1]
    stems = {name.rstrip(_VOWELS): name for name in single}
    for name in single:
        ending = _ADJECTIVE.search(name)
        stem = name[: ending.start()].rstrip(_VOWELS) if ending else ""
        base = stems.get(stem, name)
        if len(stem) >= _SHORTEST_STEM and len(base) < len(name) and base in candidates.by_name:
            candidates.by_name[base].votes[1] += 4
            del candidates.by_name[name]
