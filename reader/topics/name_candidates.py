"""What an article may speak of: every capitalised name in it, with what speaks for each kind."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.topics.name_definition import Kind, key_of
from reader.topics.name_kinds import votes_after, votes_before
from reader.topics.name_rules import NameRules
from reader.topics.name_runs import ORDINALS, RUN, find_mentions, run_start
from reader.topics.name_segments import NO_VOTES, SURE, Votes
from reader.topics.name_words import FACILITY_KINDS, FACILITY_WORDS, REGIONS

_BREAK = "\n"
"""What stands between the texts of an article; no run, no look at what is around a name goes over it."""
_OPENS = frozenset('.!?:…•–—|"”“‘«([')
"""What stands before the first word of a sentence, right before it or before a blank."""
_NEIGHBOURS = 8
"""Names in a row with another that are kept."""
_SMALL_WORD = re.compile(r"(?<!\w)[^\W\d_A-Z]\w*+")
_NEXT_WORD = re.compile(" ([a-z]+)")
_FOLLOWING = re.compile(r" ([a-z]+)(?: ([a-z]+))?(?: ([a-z]+))?")
_MAY_FOLLOW = REGIONS | FACILITY_WORDS | FACILITY_KINDS
_BETWEEN = frozenset((" and ", ", ", ", and ", " or "))
_DATELINE = re.compile(r"([A-Z][A-Z.' -]{2,30}[A-Z])(?:, [\w. ]{1,20})?(?: \([^)]{1,20}\))? [—–-]+ ")


@dataclass(slots=True)
class Candidate:
    """A name while its article is read. `kind` is set of well-known names.

    `firm` is true where its capital is somewhere no sentence's, `alone` where somewhere no small word belongs to it, as
    in "Vastrel region", which is then in `after`. `beside` are the names in a row with it.
    """

    name: str
    spot: int
    kind: Kind | None
    words: int
    votes: list[int]
    firm: bool = False
    alone: bool = False
    after: str = ""
    beside: tuple[str, ...] = ()

    def add(self, votes: Votes) -> None:
        """Count what speaks for each kind."""
        own = self.votes
        own[0] += votes[0]
        own[1] += votes[1]
        own[2] += votes[2]


class Candidates:
    """The candidates of one article by their names, and the short forms that follow names in brackets.

    The texts are read as one, with a line break before and after each; a name's spot is its offset there.
    """

    def __init__(self, rules: NameRules) -> None:
        self.rules = rules
        self.by_name: dict[str, Candidate] = {}
        self.bracketed: dict[str, str] = {}
        self.text = _BREAK

    def read(self, texts: Sequence[str], headlines: Container[int]) -> None:
        """Take in the mentions of texts in sentence case, then those of the headlines, which are told by number."""
        offsets: list[int] = []
        datelines: list[tuple[int, str]] = []
        pieces = [""]
        length = 1
        for number, text in enumerate(texts):
            if number in headlines:
                text = " " * len(text)
            elif "[" in text:  # [President Vadim] Torzhan: what an editor has put in is part of the name
                text = text.replace("[", "").replace("]", "")
            if text[:2].isupper():
                place, text = self._read_dateline(text)
                if place:
                    datelines.append((length, place))
            offsets.append(length)
            pieces.append(text)
            length += len(text) + 1
        pieces.append("")
        self.text = _BREAK.join(pieces)
        end = 1
        for offset, place in datelines:
            self._read_runs(end, offset)
            self.put(place, None, place.count(" ") + 1, offset).add((0, SURE, 0))
            end = offset
        self._read_runs(end, length)
        for number, text in enumerate(texts):
            if number in headlines:
                self._read_headline(offsets[number], text)

    def _read_runs(self, begin: int, stop: int) -> None:
        text, by_name, rules = self.text, self.by_name, self.rules
        begun, within = rules.runs[True].get, rules.runs[False].get
        last_end, last = -9, ""
        for found in RUN.finditer(text, begin, stop):
            offset, run = found.start(), found[0]
            before = text[offset - 1]
            if before == " " and text[offset - 3 : offset] not in ORDINALS:
                fresh = text[offset - 2] in _OPENS
            elif before == _BREAK:
                fresh = True
            else:
                begins = run_start(text, offset)
                if begins < offset:
                    if begins < 0:
                        continue
                    offset, run = begins, text[begins:offset] + run
                    before = text[offset - 1]
                if before == "<":  # the ticker of the company before it
                    continue
                fresh = before == _BREAK or before in _OPENS or text[offset - 2] in _OPENS
            mentions = begun(run) if fresh else within(run)
            if mentions is None:
                mentions = find_mentions(run, fresh, rules)
            for name, start, end, kind, votes, words, unsure in mentions:
                start, end = offset + start, offset + end
                each = by_name.get(name)
                if each is None:
                    each = by_name[name] = Candidate(name, start, kind, words, [0, 0, 0])
                if kind is None:
                    if votes is not NO_VOTES:
                        each.add(votes)
                    if not unsure:
                        each.firm = True
                    self._weigh(each, words == 1, start, end)
                    if last and text[last_end:start] in _BETWEEN:
                        self._put_beside(each, by_name[last])
                    if not self._follow(each, text, end):
                        each.alone = True
                elif not each.alone and (kind == "people" or not self._follow(each, text, end)):
                    each.alone = True
                if last_end == start - 2 and text[last_end] != _BREAK and text[start - 1] == "(" and text[end] == ")":
                    self.bracketed[name] = last
                last_end, last = end, name

    def _read_headline(self, offset: int, text: str) -> None:
        """In a headline, where every word has a capital, only names known from the text or beforehand are read."""
        if text.isupper():
            for name, kind, words, at in _known_in(key_of(text).split(), self.rules):
                self.put(name, kind, words, offset + at)
        else:
            for found in RUN.finditer(text):
                for mention in find_mentions(found[0], False, self.rules):
                    if mention.kind is not None:
                        self.put(mention.name, mention.kind, mention.words, offset + found.start() + mention.start)
        if offset > 1:
            return
        folded = text.casefold()
        for name, each in self.by_name.items():
            if each.spot > offset:
                at = folded.find(name.casefold())
                if at >= 0:
                    each.spot = min(each.spot, offset + min(at, len(text)))

    def put(self, name: str, kind: Kind | None, words: int, spot: int) -> Candidate:
        """Take in a name that stands alone."""
        each = self.by_name.get(name)
        if each is None:
            each = self.by_name[name] = Candidate(name, spot, kind, words, [0, 0, 0])
        each.spot = min(each.spot, spot)
        each.alone = True
        return each

    def join(self, name: str, full: str) -> None:
        """Take one candidate into another, with what speaks for it."""
        stays = self.by_name.get(full)
        if stays is None or name == full:
            return
        gone = self.by_name.pop(name)
        stays.spot = min(stays.spot, gone.spot)
        stays.firm = stays.firm or gone.firm
        stays.alone = stays.alone or gone.alone
        stays.votes = [vote + max(other, 0) for vote, other in zip(stays.votes, gone.votes, strict=True)]

    def _read_dateline(self, text: str) -> tuple[str | None, str]:
        """The place of a dateline, if new, and the text with it as in a sentence: KARROW, March 19 (Courier) —."""
        found = _DATELINE.match(text)
        if not found or (key_of(found[1]) in self.rules.known and len(found[1]) < 5):
            return None, text
        place = found[1].title()
        return place if key_of(place) not in self.rules.known else None, place + text[len(place) :]

    def _weigh(self, each: Candidate, single: bool, start: int, end: int) -> None:
        text, rules = self.text, self.rules
        after = votes_after(text, end, single, rules)
        before = votes_before(text, start, single, after is not NO_VOTES and text[end] == " ", rules)
        if before is not NO_VOTES:
            each.add(before)
            if before[1] > 1:  # in Lindholm, who: the rest speaks of another
                after = 0, after[1], after[2]
        if after is not NO_VOTES:
            each.add(after)

    def _put_beside(self, one: Candidate, other: Candidate) -> None:
        if len(one.beside) < _NEIGHBOURS:
            one.beside += (other.name,)
        if len(other.beside) < _NEIGHBOURS:
            other.beside += (one.name,)

    def small_words(self, of: Iterable[str]) -> set[str]:
        """Those of some words that stand somewhere in small letters."""
        near = {word for word in of if word in self.text}
        return near.intersection(_SMALL_WORD.findall(self.text)) if near else near

    def _follow(self, each: Candidate, text: str, end: int) -> bool:
        """Note the small words after a name that belong to it: Vastrel region, Orlech oil refinery."""
        if text[end] != " ":
            return False
        first = _NEXT_WORD.match(text, end)
        lexicon = self.rules.lexicon
        flags = lexicon.get(first[1], 0) & _MAY_FOLLOW if first else 0
        if not first or not flags:
            return False
        if flags & REGIONS:
            each.after = each.after or first[1]
            return True
        found = _FOLLOWING.match(text, end) if each.kind is None else None
        if found:
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
