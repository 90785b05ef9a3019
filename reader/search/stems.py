"""The inflections of a word: forms with the same stem."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_SHORTEST_PREFIX = 3
_MOST_STEMMED = 20_000
_LONGEST_ENDING = 8  # letters that an inflection adds: -ationally is the longest that the stemmer takes off


@cache
def _stemmer() -> "Callable[[str], str]":
    from whoosh.lang.snowball import EnglishStemmer

    stem: Callable[[str], str] = EnglishStemmer().stem
    return stem


@lru_cache(maxsize=65536)
def stem_of(term: str) -> str:
    """The stem of an English term (Porter2); what has letters of another alphabet, or digits, is its own stem.

    Porter2 rather than Porter: it keeps `news` apart from `new`, and `general` from `generate`.
    """
    if not term.isascii() or not term.isalpha():
        return term
    return _stemmer()(term)


def shared_prefix(stem: str) -> str:
    """How every form of a stem begins: the stem without its last letter, which may change (`ferri`, `ferry`)."""
    return stem[: max(_SHORTEST_PREFIX, len(stem) - 1)]


def is_form(term: str, stem: str) -> bool:
    """Whether a term is an inflection of the word with that stem, as the index looks for it."""
    return term.startswith(shared_prefix(stem)) and len(term) <= len(stem) + _LONGEST_ENDING and stem_of(term) == stem


class Inflections:
    """Says of terms that begin as the forms of a stem do whether they are some; `_MOST_STEMMED` are looked at at most.

    (For archives of made-up words: the commonest three letters begin some 6,000.)
    """

    def __init__(self, stem: str) -> None:
        self._stem, self._longest = stem, len(stem) + _LONGEST_ENDING
        self._known: dict[str, bool] = {}

    def __call__(self, term: str) -> bool:
        """Whether a term is a form."""
        if len(term) > self._longest:
            return False
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = len(self._known) < _MOST_STEMMED and stem_of(term) == self._stem
        return known
