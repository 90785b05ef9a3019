"""What the words around a name say of its kind, in votes; chosen on news text of several subjects.

A line break ends what is looked at.
"""

import re

from reader.topics.name_definition import KINDS, Kind
from reader.topics.name_rules import NameRules
from reader.topics.name_segments import NO_VOTES, Votes
from reader.topics.name_words import (
    AT_PLACES,
    IN_PLACES,
    LAND_WORDS,
    ORGANISATION_WORDS,
    PEOPLE_WORDS,
    PLACE_WORDS,
    SETTLEMENT_WORDS,
    SPEECH,
)

ENOUGH = 2
"""A kind is decided from this weight on, where it leads: two prepositions, or one clear sign."""
_BEFORE = 32
_AFTER = 64
"""Characters that are looked at on each side: a role with its adjectives."""

_NEXT_WORD = re.compile(r" ([a-z]{2,}(?:-[a-z]+)*)(?: (he|she|it|its)\b)?")
_OWNED = re.compile(r"['’]s? ([a-z]+)")
_AGE = re.compile(r", \d{1,2}[,.]")
_BREAKS = frozenset(["said", "and", "is", "was", "has", "have", "with"])


def votes_before(text: str, start: int, single: bool, followed: bool, rules: NameRules) -> Votes:
    """What stands before a name: a role, a preposition of place, "the".

    `single` is true of one word, `followed` where "the" belongs to a word after the name: "the Veldmark army".
    """
    begin = max(0, start - _BEFORE)
    words = text[max(begin, text.rfind("\n", begin, start)) : start].rstrip(" “\"‘'(").rsplit(None, 2)
    if not words:
        return NO_VOTES
    last = words[-1]
    flags = rules.lexicon.get(last.rstrip(","), 0)
    if last[-1] == ",":
        return (4, 0, 0) if flags & PEOPLE_WORDS else NO_VOTES
    over = rules.lexicon.get(words[-2].lower(), 0) if len(words) > 1 else 0
    if last == "of":
        if over & SETTLEMENT_WORDS:
            return 0, 5, 0
        return (0, 2, 1) if over & PEOPLE_WORDS else NO_VOTES
    if last in ("the", "The"):
        if followed:
            return NO_VOTES
        place = 2 if over & IN_PLACES else int(bool(over & AT_PLACES))
        return -3, place, 0 if single and last == "the" else 2
    if last.endswith(("'s", "’s")) and rules.lexicon.get(last[:-2], 0) & SETTLEMENT_WORDS:
        return -2, 2, 1
    if flags & PEOPLE_WORDS:
        return 4, 0, 0
    if flags & (IN_PLACES | SETTLEMENT_WORDS):
        return 0, 3, 0
    if flags & AT_PLACES:
        return 0, 1, 0
    if flags & SPEECH:
        return (1, 0, 1) if single or last == "told" else (2, 0, 0)
    return (3, 0, 0) if last == "By" else NO_VOTES


def votes_after(text: str, end: int, single: bool, rules: NameRules) -> Votes:
    """What follows a name: a verb of speech, a role in apposition, a kind of place, what it owns."""
    following = text[end : end + 1]
    if following == " ":
        if text.startswith("<", end + 1):  # the ticker of a company, as news agencies write it
            return 0, 0, 4
        found = _NEXT_WORD.match(text, end)
        flags = rules.lexicon.get(found[1], 0) if found else 0
        if not found or not flags:
            return NO_VOTES
        if flags & SPEECH:
            if found[2]:
                return (4, 0, 0) if found[2] in ("he", "she") else (0, 1, 2)
            return (1, 0, 1) if single else (2, 0, 0)
        if flags & ORGANISATION_WORDS:
            return (0, 1, 1) if flags & PEOPLE_WORDS else (0, 0, 3)
        if flags & PLACE_WORDS:
            return 0, 4, 0
        return (0, 1, 0) if flags & LAND_WORDS else NO_VOTES
    if following in ("'", "’"):
        found = _OWNED.match(text, end)
        flags = rules.lexicon.get(found[1], 0) if found else 0
        if flags & PEOPLE_WORDS:
            return 1, 1, 1
        return (0, 2, 0) if flags & LAND_WORDS else NO_VOTES
    if following == ",":
        return (4, 0, 0) if _AGE.match(text, end) else _votes_of_apposition(text[end + 1 : end + _AFTER], rules)
    return NO_VOTES


def _votes_of_apposition(after: str, rules: NameRules) -> Votes:
    """What is told after a comma: "the Veldmark spokeswoman", "who", "where"."""
    words = after.partition("\n")[0].partition(",")[0].split()[:7]
    if not words or words[0] == "which":
        return (-1, 1, 1) if words else NO_VOTES
    if words[0] in ("who", "whose"):
        return 4, 0, 0
    if words[0] == "where":
        return 0, 4, 0
    for word in words:
        bare = word.rstrip(".;:").removesuffix("'s").removesuffix("’s")
        if rules.lexicon.get(bare, 0) & PEOPLE_WORDS:
            return 4, 0, 0
        if bare in _BREAKS:
            break
    return NO_VOTES


def decide(votes: Votes) -> Kind | None:
    """The kind that most speaks for; a place where it is one as likely as an organisation; None where too little."""
    best = max(votes)
    if best < ENOUGH or (votes.count(best) > 1 and votes[0] == best):
        return None
    return KINDS[votes.index(best)]
