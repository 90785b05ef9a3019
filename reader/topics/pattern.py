"""The language of word rules: words in a row, stems, numbers, alternatives, gaps and groups."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.text import MAX_TERM, fold, term_of

GAP = 3
"""Words that may stand in a text where a rule has `~`: enough for "frozen Russian central bank assets"."""
MOST_PARTS = 4
"""Patterns that `&` may join in one rule."""

_WORD = re.compile(r"#?[^\W_]*(?:['.][^\W_]+)*\.?\*?")
_GROUP = re.compile(r"\{(.*)\}")


class RuleFault(ValueError):
    """A rule that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a pattern: whole words, stems, letters that follow a number, and how many words may come before."""

    words: frozenset[str]
    stems: tuple[str, ...]
    units: frozenset[str]
    gap: int

    def fits(self, term: str) -> bool:
        """Whether a word of a text is one of these."""
        if term in self.words or term.startswith(self.stems):
            return True
        return bool(self.units) and term[:1].isdigit() and unit_of(term) in self.units


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words in a row, such as `frozen ~ asset*`."""

    steps: tuple[Step, ...]

    def end(self, words: Sequence[str], start: int) -> int:
        """Where the words end whose first, at `start`, is known to fit; 0 where the others do not follow."""
        at = start + 1
        for step in self.steps[1:]:
            for place in range(at, min(at + step.gap + 1, len(words))):
                if step.fits(term_of(words[place])):
                    at = place + 1
                    break
            else:
                return 0
        return at


def unit_of(term: str) -> str:
    """What follows the digits of a number: `bn` of `105.5bn`, nothing of `1396`."""
    return term.lstrip("0123456789.,")


def parse_rule(text: str, groups: Mapping[str, Sequence[str]]) -> tuple[Pattern, ...]:
    """Read a rule: one pattern, or several joined by `&`. Raises RuleFault."""
    parts = text.split("&")
    if len(parts) > MOST_PARTS:
        raise RuleFault(f"& joins {MOST_PARTS} parts at most")
    return tuple(_parse_pattern(part, groups) for part in parts)


def _parse_pattern(text: str, groups: Mapping[str, Sequence[str]]) -> Pattern:
    steps: list[Step] = []
    gap = 0
    # Texts are cut into words at hyphens too, so "long-range" is two words in a rule as well.
    for written in text.replace("-", " ").split() or [""]:
        if written == "~":
            gap = GAP
            continue
        spellings = [each for word in written.split("|") for each in _spellings(word, groups)]
        numbers = [each for each in spellings if each.startswith("#")]
        stems = {each[:-1] for each in spellings if each.endswith("*")}
        words = frozenset(each for each in spellings if each not in numbers and not each.endswith("*"))
        units = frozenset(each[1:] for each in numbers)
        steps.append(Step(words, tuple(sorted(stems)), units, gap if steps else 0))
        gap = 0
    if not steps:
        raise RuleFault("there are no words around ~")
    return Pattern(tuple(steps))


def _spellings(word: str, groups: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The forms that a word of a rule stands for, folded as texts are."""
    if group := _GROUP.fullmatch(word):
        if group[1] not in groups:
            raise RuleFault(f"there is no group {word}")
        for member in groups[group[1]]:
            yield from _spellings(member, {})
        return
    if not word:
        raise RuleFault("a word is missing")
    number, stem, bare = word.startswith("#"), word.endswith("*"), word.strip("#*")
    if not _WORD.fullmatch(word) or not (bare or word == "#") or (number and stem) or len(word) > MAX_TERM:
        raise RuleFault(f"{word!r} is no word, no stem ending in *, no number # and no group in braces")
    if number:
        yield "#" + fold(bare)
    else:
        yield fold(bare).replace(".", "") + "*" if stem else term_of(bare)
