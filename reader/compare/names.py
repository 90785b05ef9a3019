"""Which names differ between two passages that tell the same."""

import tomllib
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from reader.article import Names
from reader.compare.quantity_dates import MAY_BE
from reader.compare.quantity_terms import load_terms
from reader.comparison import NameDifference
from reader.text import Word, words

_LONGEST = 400
"""Words of a passage that are looked at: one sentence has some forty."""
_LONGEST_NAME = 4
_ALIKE = 0.72
"""Likeness of letters from which two names are spellings of one, as transliterations are."""
_NEARLY_ALIKE = 0.7
"""Likeness of two sentences from which two names between any equal words are of one thing; else both words beside them
have to be of sense, as reports tell of a town and of its country in like words."""
_TOLD_ALIKE = 0.35
"""Share of words that two passages need to have in common before a kind of thing is compared."""


class _Name(NamedTuple):
    start: int
    end: int
    terms: tuple[str, ...]


def name_differences(left: str, right: str, left_names: Names, right_names: Names) -> tuple[NameDifference, ...]:
    """Where both passages name the same thing otherwise; characters are those of the given texts.

    Proper names count where the words around them are the same; common names (cargo vessel, oil tanker) where each
    passage has one of a kind.
    """
    one, two = list(words(left))[:_LONGEST], list(words(right))[:_LONGEST]
    found = [*_proper(left, right, one, two, left_names, right_names), *_common(left, right, one, two)]
    return tuple(
        NameDifference(left[a.start : a.end], right[b.start : b.end], (a.start, a.end), (b.start, b.end))
        for a, b in sorted(found)
    )


# proper names


def _proper(
    left: str, right: str, one: list[Word], two: list[Word], left_names: Names, right_names: Names
) -> Iterator[tuple[_Name, _Name]]:
    terms = [word.term for word in one], [word.term for word in two]
    matcher = SequenceMatcher(None, terms[0], terms[1], autojunk=False)
    least = 0 if matcher.ratio() >= _NEARLY_ALIKE else 2
    for change, i, i_end, j, j_end in matcher.get_opcodes():
        if change != "replace" or i_end - i > _LONGEST_NAME or j_end - j > _LONGEST_NAME:
            continue
        if not _same_place(one, two, (i, i_end), (j, j_end), least):
            continue
        a, b = _name(left, one, i, i_end), _name(right, two, j, j_end)
        if a is None or b is None or _one_name(a.terms, b.terms):
            continue
        if _anywhere(a.terms, terms[1]) or _anywhere(b.terms, terms[0]):
            continue
        kind = _kind(a, left_names)
        if kind is not None and kind == _kind(b, right_names):
            yield a, b


def _same_place(one: list[Word], two: list[Word], here: tuple[int, int], there: tuple[int, int], least: int) -> bool:
    """Whether words stand in one place of two sentences: between equal words, at least so many of them of sense."""
    if not (here[0] and there[0] and here[1] < len(one) and there[1] < len(two)):
        return False
    before, after = one[here[0] - 1].term, one[here[1]].term
    if before != two[there[0] - 1].term or after != two[there[1]].term:
        return False
    stop = load_terms().stop
    return (before not in stop) + (after not in stop) >= least


def _name(text: str, cut: list[Word], first: int, last: int) -> _Name | None:
    """The name that is all of these words, `the` and `of` left out; None where they are not one."""
    stop = load_terms().stop
    while first < last and cut[first].term in stop:
        first += 1
    while last > first and cut[last - 1].term in stop:
        last -= 1
    inside = cut[first:last]
    if not inside or MAY_BE.search(text[inside[0].start : inside[-1].end]):
        return None
    for word in inside:
        letter = text[word.start]
        if not letter.isupper() or len(word.term) < 2 or word.term.isdigit() or word.term in stop:
            return None
    begins = _begins_sentence(text, inside[0].start)
    return None if begins and len(inside) == 1 else _Name(
        inside[0].start, inside[-1].end, tuple(word.term for word in inside)
    )  # fmt: skip


def _begins_sentence(text: str, at: int) -> bool:
    """Whether a capital at a place is owed to the sentence and may be no name."""
    before = text[max(0, at - 4) : at].rstrip(" \"'“‘«(")
    return not before or before[-1] in ".!?:"


def _one_name(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two names are spellings, forms or parts of one: Lindholm and Lindholmers, E.U. and European Union."""
    if set(one) & set(two):
        return True
    short, long = (one, two) if len(one) < len(two) else (two, one)
    if len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long):
        return True
    for a in one:
        for b in two:
            prefix = 0
            while prefix < min(len(a), len(b)) and a[prefix] == b[prefix]:
                prefix += 1
            if prefix >= 4 and prefix >= 0.6 * min(len(a), len(b)):
                return True
            if min(len(a), len(b)) > 3 and SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE:
                return True
    return False


def _anywhere(name: tuple[str, ...], terms: list[str]) -> bool:
    """Whether a passage has a word of a name, or one that begins alike, somewhere else."""
    return any(term == word or (len(word) > 4 and term.startswith(word[:5])) for word in name for term in terms)


def _kind(name: _Name, names: Names) -> str | None:
    """Of which kind a name is, where the article's own names tell."""
    said = set(name.terms)
    for kind, known in (("person", names.people), ("place", names.places), ("organisation", names.organisations)):
        if any(said <= {word.term for word in words(each)} for each in known):
            return kind
    return None


# common names


@cache
def _things() -> dict[tuple[str, ...], tuple[str, str]]:
    """The words of each common name, with its kind and type."""
    data = tomllib.loads((files("reader.compare") / "things.toml").read_text("utf-8"))
    return {
        tuple(said.split()): (kind, type_)
        for kind, types in data.items()
        for type_, names in types.items()
        for said in names.split("|")
    }


def _common(left: str, right: str, one: list[Word], two: list[Word]) -> Iterator[tuple[_Name, _Name]]:
    stop = load_terms().stop
    shared = [{word.term for word in cut if word.term not in stop} for cut in (one, two)]
    if 2 * len(shared[0] & shared[1]) < _TOLD_ALIKE * (len(shared[0]) + len(shared[1])):
        return
    here, there = _typed(left, one), _typed(right, two)
    for kind in here.keys() & there.keys():
        if len(here[kind]) == len(there[kind]) == 1 and here[kind].keys() != there[kind].keys():
            yield next(iter(here[kind].values())), next(iter(there[kind].values()))


def _typed(text: str, cut: list[Word]) -> dict[str, dict[str, _Name]]:
    """The first name of each type, by kind: `cargo vessel`, with the word before a head such as `oil tanker`."""
    things = _things()
    found: dict[str, dict[str, _Name]] = {}
    for at in range(len(cut)):
        for length in (2, 1):
            inside = tuple(each.term for each in cut[at : at + length])
            if len(inside) == length and inside in things and text[cut[at + length - 1].start].islower():
                kind, type_ = things[inside]
                first = at - 1 if length == 1 and at and cut[at - 1].term in _MODIFIERS else at
                name = _Name(cut[first].start, cut[at + length - 1].end, inside)
                found.setdefault(kind, {}).setdefault(type_, name)
                break
    return found


_MODIFIERS = frozenset(["oil", "gas", "school", "passenger", "military", "army"])
