"""What is indexed of an article, and how its words are numbered."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.text import MAX_TERM, WORD, term_of

GAP = 100
"""Positions between two parts of an article, so that no phrase and no NEAR (at most 100 apart) runs across them."""

# Longer words are cut before they are folded: folding remembers what it has seen, and megabytes are not worth it.
# Eight characters can make up one letter of a term (combining marks, width forms).
_LONGEST_WORD = 8 * MAX_TERM


# Most words are plain letters, which nothing after them continues. Tried first, they are found a third sooner; a test
# holds the two patterns to the same words.
_CUT = re.compile(
    rf"[A-Za-z]{{2,}}+(?![\w'\u2018\u2019\u02bc\uff07\u0300-\u036f\u0483-\u0487\u200c\u200d])|{WORD.pattern}"
)


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """An article as the index takes it: the archive's key, the title, and the text of every other part in order.

    `sections` has for each section the number of parts before it, without the title.
    """

    key: int
    title: str
    parts: tuple[str, ...]
    sections: tuple[int, ...] = (0,)


def cut_words(part: str) -> list[str]:
    """The words of a text as they are written; of one that is too long, its beginning."""
    found: list[str] = _CUT.findall(part)
    return found if len(part) <= _LONGEST_WORD else [word[:_LONGEST_WORD] for word in found]


def count_words(text: str) -> int:
    """How many positions the words of a text take."""
    found = cut_words(text)
    # A word that begins with an ASCII letter or digit has a term; few others have none.
    return len(found) if text.isascii() else sum(1 for word in found if word[0].isascii() or term_of(word))


def positions(parts: Iterable[str]) -> tuple[dict[str, list[int]], int, list[int]]:
    """Where each term stands, in words from 0 with a `GAP` between parts; the number of words; where parts begin.

    The terms are those of `reader.text.words`, cut out the short way. The last beginning is that of a part to come.
    """
    found: dict[str, list[int]] = {}
    starts: list[int] = []
    at = count = 0
    for part in parts:
        start = at
        starts.append(at)
        for term in map(term_of, cut_words(part)):
            if term:
                try:
                    found[term].append(at)
                except KeyError:
                    found[term] = [at]
                at += 1
        count += at - start
        at += GAP
    starts.append(at)
    return found, count, starts


PART, SECTION = "part", "section"


def layout(starts: Sequence[int], sections: Iterable[int]) -> dict[str, list[int]]:
    """Where the parts and the sections of a body begin and the last one ends, as positions of two terms.

    A section without text begins where the next one does.
    """
    end = len(starts) - 1
    return {PART: list(starts), SECTION: [*(starts[min(number, end)] for number in sections), starts[end]]}
