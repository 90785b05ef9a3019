"""The words by which quantities are read, from `quantities.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: the name shown, what it measures, and how many of that measure's first unit it is."""

    name: str
    measures: str
    factor: float


@dataclass(frozen=True, slots=True)
class Terms:
    """The tables; words are folded, the words of a phrase are a tuple."""

    scales: dict[str, float]
    units: dict[tuple[str, ...], Unit]
    symbols: dict[str, Unit]
    dollars: dict[str, Unit]
    states: dict[tuple[str, ...], str]
    people_states: frozenset[str]
    growing_states: frozenset[str]
    people: frozenset[str]
    plurals: frozenset[str]
    one_noun: dict[str, str]
    qualifiers: dict[tuple[str, ...], str]
    changes: frozenset[str]
    growth: frozenset[str]
    parts: frozenset[tuple[str, ...]]
    earlier: frozenset[tuple[str, ...]]
    stop: frozenset[str]


QUALIFIERS = ("at_least", "more", "at_most", "less", "nearly", "about")


DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("reader.compare") / "quantities.toml").read_text("utf-8"))


@cache
def load_terms() -> Terms:
    """The tables that come with the program."""
    data = _data()
    units = {
        words: Unit(name, measure["measures"], factor)
        for measure in data["unit"]
        for name, factor, said in measure["units"]
        for words in _phrases(said)
    }
    money = {code: Unit(code, "money " + code, 1.0) for code in data["currencies"]}
    units |= {words: money[code] for code, said in data["currencies"].items() for words in _phrases(said)}
    words = data["words"]
    return Terms(
        scales={word: float(value) for value, said in data["scales"].items() for word in said.split()},
        units=units,
        symbols={sign: money[code] for sign, code in data["symbols"].items()},
        dollars={sign: money.get(code, Unit(code, "money " + code, 1.0)) for sign, code in data["dollars"].items()},
        states={words: state for state, said in data["states"].items() for words in _phrases(said)},
        people_states=frozenset(data["people"]["states"].split()),
        growing_states=frozenset(data["people"]["growing"].split()),
        people=frozenset(data["people"]["nouns"].split()),
        plurals=frozenset(data["nouns"]["plural"].split()),
        one_noun={word: group[0] for said in data["nouns"]["same"] for group in [said.split()] for word in group},
        qualifiers={tuple(said.split()): kind for kind in QUALIFIERS for said in words[kind].split("|")},
        changes=frozenset(words["change"].split()),
        growth=frozenset(words["grown"].split()),
        parts=frozenset(_phrases(words["part"])),
        earlier=frozenset(_phrases(words["earlier"])),
        stop=frozenset(words["stop"].split()),
    )


@cache
def words_for(purpose: str) -> frozenset[str]:
    """The list of words for a purpose, such as `saying`."""
    return frozenset(_data()["lists"][purpose].split())


def same_noun(one: str | None, two: str | None) -> bool:
    """Whether two nouns name one thing: job and post."""
    names = load_terms().one_noun
    return one == two or (one is not None and two is not None and names.get(one, one) == names.get(two, two))


def _phrases(said: str) -> list[tuple[str, ...]]:
    """`one two|three four`: the words before the first bar each for itself, then phrases."""
    alone, *phrases = said.split("|")
    return [(word,) for word in alone.split()] + [tuple(phrase.split()) for phrase in phrases]
