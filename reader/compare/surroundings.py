"""The words around a number: what tells whether two numbers are of one thing."""

from reader.compare.numerals import Numeral
from reader.compare.quantity import stem
from reader.compare.quantity_phrases import singular
from reader.compare.quantity_terms import DASHES, load_terms, words_for
from reader.compare.tokens import Token

_NEAR = 9
"""Tokens before and after a number that tell what it is about: half a sentence of newswire."""
_SAID = 4
"""Tokens between a name and the word that makes it the one who says so."""
_ARTICLES = frozenset(["the", "a", "an", "its", "their"])


class Surroundings:
    """The stems of a sentence's words of sense, "" for all others: `taken` tokens are those of numbers and dates."""

    def __init__(self, cut: list[Token], taken: set[int]) -> None:
        terms = load_terms()
        self._cut = cut
        self._taken = taken
        self._stems = ["" if at in taken or _is_small(token.word) else stem(token.word) for at, token in enumerate(cut)]
        self._changes = terms.changes

    def near(self, before: int, last: int) -> frozenset[str]:
        """The stems around tokens [before, last)."""
        around = self._stems[max(0, before - _NEAR) : before] + self._stems[last : last + _NEAR]
        return frozenset(around) - {""}

    def names(self, before: int, last: int) -> frozenset[str]:
        """Those of capitalised words, without the names of those who say so, which differ from report to report."""
        around = [*range(max(1, before - _NEAR), before), *range(last, min(len(self._cut), last + _NEAR))]
        return frozenset(self._stems[at] for at in around if self._cut[at].capital and not self._says(at)) - {""}

    def _says(self, at: int) -> bool:
        saying = words_for("saying")
        return any(token.word in saying for token in self._cut[max(0, at - _SAID) : at + _SAID + 1])

    def happens(self, at: int) -> frozenset[str]:
        """The two nearest words of sense before a token, else the first one after: what a date is the date of."""
        nearest = [each for each in range(at - 1, max(-1, at - 7), -1) if self._stems[each]][:2]
        nearest = nearest or [each for each in range(at, min(len(self._cut), at + 8)) if self._stems[each]][:1]
        page = words_for("page")
        return frozenset(self._stems[each] for each in nearest if self._cut[each].word not in page)

    def destination(self, at: int) -> frozenset[str]:
        """The first name after a length, to or from which it is: 13 miles east of Lindholm."""
        named = [self._stems[each] for each in range(at, min(len(self._cut), at + 6)) if self._cut[each].capital]
        return frozenset(named[:1]) - {""}

    def person(self, numeral: Numeral, compound: bool) -> frozenset[str]:
        """Who is of an age: told after `34-year-old`, before `, 34,` and `aged 34`."""
        if compound:
            return self._first_name(range(numeral.last + 4, min(len(self._cut), numeral.last + 9)))
        return self._first_name(range(numeral.first - 1, max(-1, numeral.first - 5), -1))

    def _first_name(self, order: range) -> frozenset[str]:
        """The first name in an order of tokens, of two words at most; else the first noun."""
        found: list[str] = []
        name = False
        for at in order:
            if self._stems[at] and (not found or (name and self._cut[at].capital)):
                name = name or self._cut[at].capital
                found.append(self._stems[at])
            elif found:
                break
        return frozenset(found[:2])

    def thing(self, after: int, before: int) -> str | None:
        """The noun that a measure tells of: after it (`90 billion euros ($105bn) loan`), else the nearest before."""
        return self._thing_after(after) or self._thing_before(before)

    def _thing_after(self, at: int) -> str | None:
        cut, stop = self._cut, load_terms().stop
        if at < len(cut) and cut[at].word == "(":
            at = next((each + 1 for each in range(at, min(len(cut), at + 8)) if cut[each].word == ")"), at)
        if at < len(cut) and cut[at].word in {"of", "for"}:
            at += 1
            while at < len(cut) and cut[at].word in _ARTICLES:
                at += 1
        run: list[str] = []
        while at < len(cut) and len(run) < 4:
            token = cut[at]
            if not (token.word in DASHES and token.glued):
                if not token.word[0].isalpha() or token.word in stop or at in self._taken or token.capital:
                    break
                run.append(token.word)
            at += 1
        return singular(run[-1]) if run and not _is_no_noun(run[-1]) else None

    def _thing_before(self, before: int) -> str | None:
        skipped = self._changes | words_for("not_thing")
        for at in range(before - 1, max(-1, before - 8), -1):
            word = self._cut[at].word
            name = at > 0 and self._cut[at].capital
            if self._stems[at] and not name and word not in skipped and not _is_no_noun(word):
                return singular(word)
        return None


def _is_no_noun(word: str) -> bool:
    """Whether a word ends as adverbs and verbs do."""
    return word.endswith(("ed", "ing")) or (word.endswith("ly") and word not in words_for("ly_nouns"))


def _is_small(word: str) -> bool:
    """Whether a word says nothing of what is counted."""
    terms = load_terms()
    return len(word) < 3 or word in terms.stop or (word,) in terms.units
