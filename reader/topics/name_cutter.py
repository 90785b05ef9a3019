"""A run of capitalised words cut at titles, at possessives and at words that are in no name."""

import itertools
import re
from typing import NamedTuple

from reader.text import term_of
from reader.topics.name_rules import Known, NameRules
from reader.topics.name_segments import Mention, Owner, Part, interpret
from reader.topics.name_words import (
    COMPANY_ENDINGS,
    FUNCTION_WORDS,
    GIVEN_NAMES,
    HEADS,
    HONORIFICS,
    ORGANISATION_HEADS,
    PLACE_HEADS,
    PLACE_OPENERS,
    SOFT,
    SUBJECTS,
)

LONGEST = 80
"""Characters of a run or word of which is kept what was found in it."""
REMEMBERED = 65_536
"""Runs, and words, that are kept: those of some thousand articles."""
LINKS = (
    "of the|of|for the|for|and the|and|on|&|de la|de|del|della|da|dos|das|di|du|la|le|von der|von|van der|van den|van|"
    "der|den|ter|bin|ibn|al|el|y|e|i"
)
"""Small words that may stand within a name."""
_PARTICLES = frozenset(LINKS.replace("|", " ").split()) - {"of", "the", "for", "and", "on"}
_OWNED = ("’s", "'s", "s’", "s'")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")
_SMALL_END = re.compile(r"([^-]+)-[a-zß-ÿ]+(?:-[a-z]+)*$")


class Word(NamedTuple):
    """A word of a run: bare of a possessive, its term, what it may be, the longest known name that begins so.

    `small` is true of a word that joins others: of, and, von; `plain` of one that can only be part of an unknown name.
    """

    bare: str
    term: str
    flags: int
    reach: int
    owns: bool
    small: bool
    plain: bool


def read_word(text: str, rules: NameRules) -> Word:
    """What a word of a run is; remembered, since words come back."""
    found = rules.words.get(text)
    if found is None:
        owns = text.endswith(_OWNED)
        bare = _POSSESSIVE.sub("", text) if owns else text
        term = term_of(bare)
        flags = rules.lexicon.get(term, 0)
        term = term.replace("-", " ")
        reach = rules.reach.get(term.partition(" ")[0], 0)
        small = text == "&" or (text.islower() and text.isalpha())
        plain = not (small or reach or "-" in bare or flags & (HONORIFICS | SOFT | FUNCTION_WORDS))
        found = Word(bare, term, flags, reach, owns, small, plain)
        if len(text) <= LONGEST:
            if len(rules.words) >= REMEMBERED:
                rules.words.clear()
            rules.words[text] = found
    return found


def is_shouted(text: str) -> bool:
    """Whether a short form is written in capitals: US, U.S., but not us."""
    return text[-1:].isupper() or text[-1:] == "." or text.isupper()


class Cutter:
    """Walks over the words of one run. Segments end at titles, at possessives and at words that are in no name."""

    def __init__(self, run: str, fresh: bool, rules: NameRules) -> None:
        self.run, self.fresh, self.rules = run, fresh, rules
        texts = run.split(" ")
        self.words = [read_word(text, rules) for text in texts]
        self.texts = texts
        self.starts = list(itertools.accumulate([len(text) + 1 for text in texts], initial=0))
        self.found: list[Mention] = []
        self.segment: list[Part] = []
        self.titled = False
        self.owner: Owner | None = None

    def cut(self) -> list[Mention]:
        """All names of the run, from left to right."""
        place = 0
        while place < len(self.words):
            place = self.step(place)
        self.close()
        return self.found

    def step(self, place: int) -> int:
        """Take in the word at a place, or several; returns the place after them."""
        word = self.words[place]
        if word.plain:
            start = self.starts[place]
            self.segment.append(Part(word.bare, start, start + len(word.bare), word.flags, 1))
            if word.owns:
                self.close(owns=True)
            return place + 1
        if word.small:
            return self.link(place, self.texts[place])
        if word.reach:
            count, known = self.match(place)
            if known:
                return self.put(place, count, known=known)
            count = self.find_role(place)
            if count:
                return self.put_title(place, count)
        flags = word.flags
        if flags & HONORIFICS and self.is_title(place):
            return self.put_title(place, 1)
        if word.reach:
            count = self.find_demonym(place)
            if count:
                return self.put(place, count, soft=True)
        if flags & SOFT and not (self.segment and flags & HEADS):
            return self.put(place, 1, soft=True)
        if flags & FUNCTION_WORDS and not (len(word.bare) > 1 and word.bare.isupper()):
            return self.part(place + 1)
        if "-" in word.bare and self.put_hyphened(place):
            return place + 1
        return self.put(place, 1)

    def put(self, place: int, count: int, *, known: Known | None = None, soft: bool = False) -> int:
        """Take words into the segment as one part; a possessive ends it and owns what follows."""
        if soft and self.segment and not self.segment[-1].joins and not self.segment[-1].soft:
            self.close()
        last = self.words[place + count - 1]
        start, end = self.starts[place], self.starts[place + count - 1] + len(last.bare)
        flags = last.flags if count == 1 else last.flags & ~GIVEN_NAMES
        text = last.bare if count == 1 else self.run[start:end]
        self.segment.append(Part(text, start, end, flags, count, known, soft))
        if last.owns:
            self.close(owns=True)
        return place + count

    def put_title(self, place: int, count: int) -> int:
        """A title ends the segment before it and speaks for a person after it."""
        self.close(before_title=True)
        self.titled = not self.words[place + count - 1].owns
        return place + count

    def part(self, place: int) -> int:
        """A word that is in no name stands before this place."""
        self.close()
        self.titled, self.owner = False, None
        return place

    def link(self, place: int, text: str) -> int:
        """A small word between capitals: it joins what belongs to one name, else it parts two."""
        follows = place + 1
        while follows < len(self.words) and self.words[follows].small:
            follows += 1
        if self.segment and follows < len(self.texts) and self.may_join(text, follows):
            end = self.starts[follows] - 1
            self.segment.append(Part(text, self.starts[place], end, 0, 0, joins=True))
            return follows
        return self.part(follows)

    def may_join(self, text: str, follows: int) -> bool:
        """Whether a small word belongs to the name before it and to what follows at that place."""
        parts = [part for part in self.segment if not part.soft]
        if not parts or parts[-1].known:
            return False
        if text in _PARTICLES:
            return True
        first, last = parts[0].flags, parts[-1].flags
        joined = any(part.joins for part in parts)
        if text == "of":
            headed = (first | last) & (ORGANISATION_HEADS | PLACE_HEADS) or first & PLACE_OPENERS
            return bool(headed) or joined or parts[-1].text == "Staff"
        if text in ("for", "on"):
            return bool(last & ORGANISATION_HEADS)
        coming = self.words[follows].flags
        if joined:
            return bool(coming & SUBJECTS)
        if not coming & (SUBJECTS | ORGANISATION_HEADS) or not all(part.flags & SUBJECTS for part in parts):
            return False
        return any(word.flags & ORGANISATION_HEADS for word in self.words[follows : follows + 3])

    def match(self, place: int) -> tuple[int, Known | None]:
        """The longest known name that begins here, counted in words."""
        words = self.words
        for count in range(min(words[place].reach, len(words) - place), 0, -1):
            some = words[place : place + count]
            known = self.rules.known.get(some[0].term if count == 1 else " ".join([word.term for word in some]))
            fits = known and not any(word.owns for word in some[:-1])
            if known and fits and (not known.capitals or is_shouted(some[0].bare)):
                return count, known
        return 0, None

    def find_role(self, place: int) -> int:
        """The number of words of a role that begins here, unless it is part of an organisation's name."""
        words = self.words
        for count in range(min(words[place].reach, len(words) - place), 0, -1):
            if " ".join([word.term for word in words[place : place + count]]) in self.rules.roles:
                return 0 if self.is_headed(place + count) else count
        return 0

    def find_demonym(self, place: int) -> int:
        """The number of words of a demonym that begins here."""
        words = self.words
        for count in range(min(words[place].reach, len(words) - place, 2), 0, -1):
            if " ".join([word.term for word in words[place : place + count]]) in self.rules.demonyms:
                return count
        return 0

    def is_title(self, place: int) -> bool:
        """Whether an honorific is one here, not a surname (Stephen King) nor part of a name (General Staff)."""
        if len(self.segment) == 1 and self.segment[0].flags & GIVEN_NAMES and not self.segment[0].known:
            return False
        return not self.is_headed(place + 1)

    def is_headed(self, place: int) -> bool:
        """Whether a head word follows what stands before this place, within one name."""
        if place >= len(self.words) or self.words[place - 1].owns:
            return False
        return bool(self.words[place].flags & (ORGANISATION_HEADS | COMPANY_ENDINGS)) or self.texts[place] == "Staff"

    def put_hyphened(self, place: int) -> bool:
        """Known names in words such as US-led and Russia-Ukraine; False where the word is one name."""
        word, start = self.words[place], self.starts[place]
        small = _SMALL_END.match(word.bare)
        sides = [small[1]] if small else word.bare.split("-")
        known = [self.rules.known.get(term_of(side)) for side in sides]
        known = [
            each if each and (not each.capitals or is_shouted(side)) else None
            for each, side in zip(known, sides, strict=True)
        ]
        if not small and not all(
            each or term_of(side) in self.rules.demonyms for each, side in zip(known, sides, strict=True)
        ):
            return False
        self.part(place)
        for each, side in zip(known, sides, strict=True):
            if each:
                self.found.append(Mention(each.name, start, start + len(side), each.kind))
            start += len(side) + 1
        return True

    def close(self, *, owns: bool = False, before_title: bool = False) -> None:
        """End the segment and find the names in it."""
        segment, titled = self.segment, self.titled
        self.segment, self.titled = [], False
        made: list[Mention] = []
        if segment:
            fresh = self.fresh and segment[0].start == 0
            made = interpret(segment, fresh, titled, self.owner, before_title, self.run, self.rules)
            self.found += made
        self.owner = Owner(made[-1].name, made[-1].start, made[-1].end, made[-1].kind) if owns and made else None
