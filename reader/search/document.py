"""What is indexed of an article, and how its words are numbered."""

from collections.abc import Iterable
from dataclasses import dataclass

from reader.text import MAX_TERM, WORD, term_of

GAP = 100
"""Positions between two parts of an article, so that no phrase and no NEAR (at most 100 apart) runs across them."""

# Longer words are cut before they are folded: folding remembers what it has seen, and megabytes are not worth it.
# Eight characters can make up one letter of a term (combining marks, width forms).
_LONGEST_WORD = 8 * MAX_TERM


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """An article as the index takes it: the archive's key, the title, and the text of every other part in order."""

    key: int
    title: str
    parts: tuple[str, ...]


def positions(parts: Iterable[str]) -> tuple[dict[str, list[int]], int]:
    """Where each term stands, in words from 0 with a `GAP` between parts, and the number of words.

    The terms are those of `reader.text.words`, cut out the short way.
    """
    found: dict[str, list[int]] = {}
    at = count = 0
    for part in parts:
        texts: Iterable[str] = (
            WORD.findall(part)
            if len(part) <= _LONGEST_WORD
            else (word[0][:_LONGEST_WORD] for word in WORD.finditer(part))
        )
        start = at
        for term in map(term_of, texts):
            if term:
                try:
                    found[term].append(at)
                except KeyError:
                    found[term] = [at]
                at += 1
        count += at - start
        at += GAP
    return found, count
