"""The names in a segment of a run: a known one, one with a head word, or an unknown one and what its words say."""

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from reader.topics.name_definition import Kind
from reader.topics.name_rules import Known, NameRules
from reader.topics.name_words import (
    ADJECTIVES,
    COMPANY_ENDINGS,
    GENERIC,
    GIVEN_NAMES,
    HEADS,
    ORGANISATION_HEADS,
    PLACE_HEADS,
    PLACE_OPENERS,
    STARTERS,
    THING_HEADS,
)

MAX_NAME = 80
"""Characters of a name at most."""
Votes = tuple[int, int, int]
"""How much speaks for a name of people, of places and of organisations."""
NO_VOTES: Votes = (0, 0, 0)
SURE = 10
"""What a head word weighs: more than all else in an article."""

_INNER_CAPITAL = re.compile(r"(?!Mc|Mac|De|La|Le|Van|Fitz|O['’])\w*[a-z]\w*[A-Z]|\w*-[A-Z]{2,}|[A-Z]{2,}-|\w*&")
_LONGEST_ACRONYM = 6


class Mention(NamedTuple):
    """A name as it stands in a run: [start, end) in it, what it is known to be, and what its own words say.

    `fresh` is true of one unknown word at the beginning of a sentence, where its capital says nothing.
    """

    name: str
    start: int
    end: int
    kind: Kind | None
    votes: Votes = NO_VOTES
    words: int = 1
    fresh: bool = False


class Part(NamedTuple):
    """A word of a segment, or several that are one known name; `soft` before a name, `joins` between its words."""

    text: str
    start: int
    end: int
    flags: int
    words: int
    known: Known | None = None
    soft: bool = False
    joins: bool = False


class Owner(NamedTuple):
    """The name in the possessive right before a segment."""

    name: str
    start: int
    end: int
    kind: Kind | None


def interpret(
    segment: Sequence[Part],
    fresh: bool,
    titled: bool,
    owner: Owner | None,
    before_title: bool,
    run: str,
    rules: NameRules,
) -> list[Mention]:
    """The names in a segment.

    `fresh` where it begins a sentence, `titled` where a title stands before it, `before_title` where one follows.
    """
    softs, end = 0, len(segment)
    while softs < end and (segment[softs].soft or segment[softs].joins):
        softs += 1
    while end > softs and (segment[end - 1].soft or segment[end - 1].joins):
        end -= 1
    parts = segment[softs:end]
    if not parts:
        return []
    first = parts[0]
    if len(parts) == 1 and first.known:
        return [_known(first, first.known)]
    head = _head(parts)
    if fresh and not softs and first.flags & STARTERS and not first.known and (not head or parts[-1].known):
        return interpret(parts[1:], False, titled, owner, before_title, run, rules)
    if head:
        return _compound(segment[:softs], parts, head, owner, fresh, run, rules)
    found: list[Mention] = []
    group: list[Part] = []
    for number, part in enumerate(parts):
        if part.known and not _is_in_name(parts, number, group):
            found += unknown(group, fresh, titled, before_title, run, rules)
            found.append(_known(part, part.known))
            group = []
        elif group or not part.joins:
            group.append(part)
    return found + unknown(group, fresh, titled, before_title, run, rules)


def _is_in_name(parts: Sequence[Part], number: int, group: Sequence[Part]) -> bool:
    """Whether a known word is but a part of a person's name here: Ivanka Trump, Jordan Peterson, Vladimir Solovyov."""
    part = parts[number]
    if part.words > 1 or not part.known:
        return False
    if group:
        given = len(group) == 1 and group[0].flags & GIVEN_NAMES
        return part.known.kind == "people" or group[-1].joins or bool(given)
    follows = parts[number + 1 :]
    return len(follows) in (1, 2) and not follows[0].known and bool(part.flags & GIVEN_NAMES)


def _head(parts: Sequence[Part]) -> int:
    """The bits of a segment's head word: its last, or one before "of"; 0 where it has none."""
    last = parts[-1]
    if last.flags & HEADS and not last.known and (len(parts) > 1 or last.flags & ORGANISATION_HEADS):
        return last.flags & HEADS
    for part, following in itertools.pairwise(parts) if len(parts) > 2 else ():
        if following.joins and following.text in ("of", "for", "on") and not part.known:
            if part.flags & HEADS:
                return part.flags & HEADS
            if part.flags & PLACE_OPENERS:
                return PLACE_HEADS
            if part.text == "Staff":
                return ORGANISATION_HEADS
    return 0


def _compound(
    soft: Sequence[Part],
    parts: Sequence[Part],
    head: int,
    owner: Owner | None,
    fresh: bool,
    run: str,
    rules: NameRules,
) -> list[Mention]:
    """A name with a head word: Straits Council, Bank of Ostrana; and the land it begins with."""
    start, end = parts[0].start, parts[-1].end
    lead = parts[0].known
    if lead and head & COMPANY_ENDINGS and all(part.flags & COMPANY_ENDINGS for part in parts[1:]):
        return [_known(parts[0], lead)]
    organisation = head & (ORGANISATION_HEADS | COMPANY_ENDINGS)
    if not organisation and head & THING_HEADS:
        return [_known(part, part.known) for part in parts if part.known and part.known.kind == "places"]
    if end - start > MAX_NAME:
        return []
    if not organisation:
        return [Mention(run[start:end], start, end, None, (0, SURE, 0), _count(parts))]
    found = [_known(parts[0], lead)] if lead and lead.kind == "places" else []
    generic = all(part.joins or (part.flags & GENERIC and not part.known) for part in parts)
    kept = soft[-1:] if soft and soft[-1].flags & ADJECTIVES and not (fresh and soft[-1].start == 0) else ()
    if generic and soft and not (owner and soft[-1].flags & GENERIC):
        kept = soft
    if kept:
        start = kept[0].start
    name = run[start:end]
    if generic and owner and not kept:
        adjective = rules.adjectives.get(owner.name)
        name = f"{adjective} {name}" if adjective else f"{owner.name}’s {name}"
        if owner.kind is None:
            found.append(Mention(owner.name, owner.start, owner.end, None, (0, 4, 0), owner.name.count(" ") + 1))
    if " " in name:
        found.append(Mention(name, start, end, None, (0, 0, SURE), name.count(" ") + 1))
    return found


def unknown(
    group: Sequence[Part], fresh: bool, titled: bool, before_title: bool, run: str, rules: NameRules
) -> list[Mention]:
    """A name of which nothing is known: what its own words say of its kind."""
    while group and group[-1].joins:
        group = group[:-1]
    if not group or group[-1].end - group[0].start > MAX_NAME:
        return []
    count, plain, flags = 0, False, 0
    for part in group:
        count += part.words
        flags |= part.flags
        plain = plain or not (part.joins or part.flags & (GENERIC | COMPANY_ENDINGS | THING_HEADS))
    if not plain:
        return []
    first, last = group[0], group[-1]
    name = run[first.start : last.end]
    people = places = organisations = 0
    if titled and count <= 4:
        people += 6
    if count > 1:
        if first.flags & GIVEN_NAMES or (len(first.text) == 2 and first.text[1] == "."):
            people += 5
        elif first.flags & PLACE_OPENERS:
            places += 6
        elif count <= 3:
            people += 2
        if flags & ORGANISATION_HEADS:
            organisations += 3
    elif first.flags & GIVEN_NAMES:
        people += 1
    elif first.flags & PLACE_OPENERS:
        return []
    bare = name.replace(".", "")
    if count == 1 and 2 <= len(bare) <= _LONGEST_ACRONYM and bare.isupper() and bare.isalpha():
        organisations += 4
    elif _INNER_CAPITAL.match(name):
        organisations += 3
    elif len(name) > 5:
        small = last.text.casefold()
        if small.endswith(rules.endings.people):
            people += 1
        elif count == 1 and small.endswith(rules.endings.places):
            places += 1
        elif count == 1 and small.endswith(rules.endings.organisations):
            organisations += 2
    if before_title and count == 1:
        places, organisations = places + 2, organisations + 1
    return [Mention(name, first.start, last.end, None, (people, places, organisations), count, fresh and count == 1)]


def _known(part: Part, known: Known) -> Mention:
    return Mention(known.name, part.start, part.end, known.kind, words=known.name.count(" ") + 1)


def _count(parts: Sequence[Part]) -> int:
    return sum(part.words for part in parts)
