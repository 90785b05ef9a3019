"""What an article may speak of: every capitalised name in it, with what speaks for each kind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.topics.name_definition import Kind, key_of
from reader.topics.name_kinds import NO_VOTES, votes_after, votes_before
from reader.topics.name_rules import NameRules
from reader.topics.name_runs import RUN, find_mentions, run_start
from reader.topics.name_segments import SURE, Mention, Votes
from reader.topics.name_words import FACILITY_KINDS, FACILITY_WORDS, REGIONS

Spot = tuple[int, int]
"""Where a name stands first: the number of the text, and the offset in it."""

_OPENS = frozenset('.!?:…•–—|"”“‘«([')
"""What stands before the first word of a sentence, right before it or before a blank."""
_NEIGHBOURS = 8
"""Names in a row with another that are kept."""
_SMALL_WORD = re.compile(r"(?<!\w)[^\W\d_A-Z]\w*+")
_FOLLOWING = re.compile(r" ([a-z]+)(?: ([a-z]+))?(?: ([a-z]+))?")
_BETWEEN = frozenset((" and ", ", ", ", and ", " or "))
_DATELINE = re.compile(r"([A-Z][A-Z.' -]{2,30}[A-Z])(?:, [\w. ]{1,20})?(?: \([^)]{1,20}\))? [—–-]+ ")


@dataclass(slots=True)
class Candidate:
    """A name while its article is read. `kind` is set of well-known names.

    `firm` counts where its capital is no sentence's, `alone` where no small word belongs to it, as in "Vastrel region",
    which is then in `after`. `beside` are the names in a row with it.
    """

    name: str
    spot: Spot
    kind: Kind | None
    words: int
    votes: list[int] = field(default_factory=lambda: [0, 0, 0])
    firm: int = 0
    alone: int = 0
    after: str = ""
    beside: tuple[str, ...] = ()

    def add(self, votes: Votes) -> None:
        """Count what speaks for each kind."""
        for kind, vote in enumerate(votes):
            self.votes[kind] += vote


class Candidates:
    """The candidates of one article by their names, and the short forms that follow names in brackets."""

    def __init__(self, rules: NameRules) -> None:
        self.rules = rules
        self.by_name: dict[str, Candidate] = {}
        self.bracketed: dict[str, str] = {}
        self.texts: list[str] = []

    def read(self, number: int, text: str) -> None:
        """Take in the mentions of one text in sentence case."""
        if "[" in text:  # [President Vadim] Torzhan: what an editor has put in is part of the name
            text = text.replace("[", "").replace("]", "")
        if text[:2].isupper():
            text = self._read_dateline(number, text)
        self.texts.append(text)
        by_name, rules = self.by_name, self.rules
        last_end, last = -9, ""
        for found in RUN.finditer(text):
            offset, run = found.start(), found[0]
            if offset:
                begins = run_start(text, offset)
                if begins < offset:
                    if begins < 0:
                        continue
                    offset, run = begins, text[begins:offset] + run
                if text[offset - 1] == "<":  # the ticker of the company before it
                    continue
                fresh = text[offset - 1] in _OPENS or (offset > 1 and text[offset - 2] in _OPENS)
            else:
                fresh = True
            for mention in find_mentions(run, fresh, rules):
                name, start, end = mention.name, offset + mention.start, offset + mention.end
                each = by_name.get(name)
                if each is None:
                    each = by_name[name] = Candidate(name, (number, start), mention.kind, mention.words)
                if mention.kind is None:
                    self._weigh(each, mention, text, start, end)
                    if last and text[last_end:start] in _BETWEEN:
                        self._put_beside(each, by_name[last])
                if mention.kind == "people" or not self._follow(each, text, end):
                    each.alone += 1
                if last and last_end == start - 2 and text[start - 1] == "(" and text[end : end + 1] == ")":
                    self.bracketed[name] = last
                last_end, last = end, name

    def read_headline(self, number: int, text: str) -> None:
        """In a headline, where every word has a capital, only names known from the text or beforehand are read."""
        if text.isupper():
            for name, kind, words, at in _known_in(key_of(text).split(), self.rules):
                self.put(name, kind, words, (number, at))
        else:
            for found in RUN.finditer(text):
                for mention in find_mentions(found[0], False, self.rules):
                    if mention.kind is not None:
                        self.put(mention.name, mention.kind, mention.words, (number, found.start() + mention.start))
        if number:
            return
        folded = text.casefold()
        for each in self.by_name.values():
            if each.spot > (number, 0):
                at = folded.find(each.name.casefold())
                if at >= 0:
                    each.spot = min(each.spot, (number, at))

    def put(self, name: str, kind: Kind | None, words: int, spot: Spot) -> Candidate:
        """Take in a name that stands alone."""
        each = self.by_name.setdefault(name, Candidate(name, spot, kind, words))
        each.spot = min(each.spot, spot)
        each.alone += 1
        return each

    def join(self, name: str, full: str) -> None:
        """Take one candidate into another, with what speaks for it."""
        stays = self.by_name.get(full)
        if stays is None or name == full:
            return
        gone = self.by_name.pop(name)
        stays.spot = min(stays.spot, gone.spot)
        stays.firm += gone.firm
        stays.alone += gone.alone
        stays.votes = [vote + max(other, 0) for vote, other in zip(stays.votes, gone.votes, strict=True)]

    def _read_dateline(self, number: int, text: str) -> str:
        """The text with the place of a dateline written as in a sentence: KARROW, March 19 (Courier) —."""
        found = _DATELINE.match(text)
        if not found or (key_of(found[1]) in self.rules.known and len(found[1]) < 5):
            return text
        place = found[1].title()
        if key_of(place) not in self.rules.known:
            self.put(place, None, place.count(" ") + 1, (number, 0)).add((0, SURE, 0))
        return place + text[len(place) :]

    def _weigh(self, each: Candidate, mention: Mention, text: str, start: int, end: int) -> None:
        single = mention.words == 1
        after = votes_after(text, end, single, self.rules)
        before = votes_before(text, start, single, after != NO_VOTES and text[end] == " ", self.rules)
        if before[1] > 1:  # in Lindholm, who: the rest speaks of another
            after = 0, after[1], after[2]
        for kind in range(3):
            each.votes[kind] += mention.votes[kind] + before[kind] + after[kind]
        each.firm += not mention.fresh

    def _put_beside(self, one: Candidate, other: Candidate) -> None:
        if len(one.beside) < _NEIGHBOURS:
            one.beside += (other.name,)
        if len(other.beside) < _NEIGHBOURS:
            other.beside += (one.name,)

    def small_words(self) -> set[str]:
        """The words that stand somewhere in small letters."""
        return {word for text in self.texts for word in _SMALL_WORD.findall(text)}

    def _follow(self, each: Candidate, text: str, end: int) -> bool:
        """Note the small words after a name that belong to it: Vastrel region, Orlech oil refinery."""
        found = _FOLLOWING.match(text, end) if text[end : end + 1] == " " else None
        if not found:
            return False
        lexicon = self.rules.lexicon
        if lexicon.get(found[1], 0) & REGIONS:
            each.after = each.after or found[1]
            return True
        if each.kind is None:
            for number in (1, 2, 3):
                flags = lexicon.get(found[number] or "", 0)
                if flags & FACILITY_WORDS:
                    each.after = each.after or " ".join(filter(None, found.groups()[:number]))
                    each.votes[2] += 4
                    return True
                if not flags & FACILITY_KINDS:
                    break
        return False


def _known_in(terms: list[str], rules: NameRules) -> Iterator[tuple[str, Kind, int, int]]:
    """Well-known names among the words of a line in capitals: name, kind, words, and where."""
    place = 0
    while place < len(terms):
        step = 1
        for count in range(min(rules.reach.get(terms[place], 0), len(terms) - place), 0, -1):
            known = rules.known.get(" ".join(terms[place : place + count]))
            if known and (count > 1 or (len(terms[place]) > 3 and terms[place] not in rules.lexicon)):
                yield known.name, known.kind, count, place
                step = count
                break
        place += step
