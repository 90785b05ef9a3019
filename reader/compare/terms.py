"""Words of a passage as terms: inflections, spellings and number words in one form, with what else each may meet.

The stemmer is a light one: plurals, -ed, -ing, -ly and final e and y go, what is left may meet a longer word with the
same beginning (Harman, "How effective is suffixing?", 1991, on why light stemming does as well as more).
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from reader.text import Word

SHORTEST_ROOT = 5
"""Letters that two words must begin with together to be held to be of one family."""

LONGEST_ACRONYM = 5
"""Letters of an acronym; what is written in capitals beyond that is shouted."""

_SHARE_OF_ROOT = 0.66  # of the longer word: control and contract are strangers, negotiate and negotiators are not
_VOWEL = re.compile("[aeiouy]")
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12}
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve"
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: number for number, word in enumerate(f"{_UNITS} {_TEENS}".split())} | {
    word: 10 * number for number, word in enumerate(_TENS.split()) if number > 1
}
_FIGURE = re.compile(r"(\d+(?:\.\d+)?)([a-z]*)$")


class Term(NamedTuple):
    """A word of a text: [start, end) in it, its one form, whether it has a capital, and whether it is a figure."""

    start: int
    end: int
    form: str
    capital: bool
    figure: bool


class Lexicon(NamedTuple):
    """`words.toml`: words that say nothing, everyday words, offices, base forms, and what groups each word is in."""

    function: frozenset[str]
    everyday: frozenset[str]
    roles: frozenset[str]
    bases: dict[str, str]
    groups: dict[str, tuple[str, ...]]


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    bases: dict[str, str] = {}
    for line in data["irregular"].strip().splitlines():
        base, *forms = line.split()
        for form in forms:
            bases.setdefault(form, base)
    function = frozenset(data["function"].split())
    everyday, roles = (
        frozenset(_stem(bases.get(word, word)) for word in data[name].split()) for name in ("everyday", "roles")
    )
    groups: dict[str, list[str]] = {}
    for number, line in enumerate(data["kin"].strip().splitlines()):
        for word in line.split():
            groups.setdefault(_stem(bases.get(word, word)), []).append(f"={number}")
    return Lexicon(function, everyday, roles, bases, {form: tuple(names) for form, names in groups.items()})


@lru_cache(maxsize=65536)
def form_of(term: str) -> str:
    """The one form of a folded word; empty for words that say nothing."""
    known = lexicon()
    if term in known.function:
        return ""
    return _stem(known.bases.get(term, term))


def _stem(word: str) -> str:
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith(("sses", "xes", "ches", "shes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 3 and _VOWEL.search(rest):
            word = rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "lsz" else rest
            break
    if word.endswith("ly") and len(word) > 5:
        word = word[:-2]
    word = word.rstrip("e") or word
    if word.endswith("y") and len(word) > 3:
        word = word[:-1] + "i"
    return word.replace("our", "or").replace("iz", "is") if len(word) > 4 else word


@lru_cache(maxsize=65536)
def name_key(form: str) -> str:
    """What the transliterations of a name have in common: Odesa and Odessa, Kyiv and Kiev, Zelensky and Zelenskyy."""
    key = form.translate(_SOUNDS).replace("ph", "f").replace("kk", "k").replace("ie", "i").replace("ei", "i")
    return re.sub(r"(.)\1+", r"\1", key).rstrip("i") or form


_SOUNDS = str.maketrans("yjcqw", "iikkv")


def of_one_family(one: str, other: str) -> bool:
    """Whether two forms begin alike over so much of both that one is derived from the other."""
    longest = max(len(one), len(other))
    shared = 0
    for mine, its in zip(one, other, strict=False):
        if mine != its:
            break
        shared += 1
    return shared >= SHORTEST_ROOT and shared >= _SHARE_OF_ROOT * longest


def read_terms(text: str, its_words: Iterable[Word]) -> list[Term]:
    """The terms of a text in order, without words that say nothing; figures have one form however written."""
    found: list[Term] = []
    value: float | None = None
    for word in its_words:
        number = _value_of(word.term)
        if number is None and word.term in _SCALES and value is not None and found:
            value *= _SCALES[word.term]
            found[-1] = found[-1]._replace(end=word.end, form=_figure(value))
            continue
        if number is not None:
            value = number
            found.append(Term(word.start, word.end, _figure(number), False, True))
            continue
        value = None
        capital = text[word.start].isupper()
        # US and IT are names where us and it say nothing.
        shouted = capital and 1 < len(word.term) <= LONGEST_ACRONYM and text[word.start : word.end].isupper()
        if form := word.term if shouted else form_of(word.term):
            found.append(Term(word.start, word.end, form, capital, False))
    return found


def _figure(value: float) -> str:
    return f"#{value:.6g}"


def _value_of(term: str) -> float | None:
    if term in _VALUES:
        return float(_VALUES[term])
    if not term[0].isdigit() or not (found := _FIGURE.match(term[:40])):
        return None
    scale = found[2]
    if scale and scale not in _SHORT_SCALES:
        return None
    return float(found[1]) * _SHORT_SCALES.get(scale, 1.0)
