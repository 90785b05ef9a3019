"""Ways to go on with a query while it is typed: fields, their values with counts, and words of the archive."""

import time
from collections.abc import Iterator
from datetime import date
from itertools import islice

from reader.errors import QueryError, ReaderError
from reader.results import Completion, SearchRequest
from reader.search.engine import Engine
from reader.search.index.store import UnreadableIndex
from reader.search.query.fields import FIELDS, FieldRule
from reader.search.query.stopwords import COMMON
from reader.search.repair.revaluing import written
from reader.search.saved_queries import read_query
from reader.search.typing.date_forms import date_forms
from reader.search.typing.typing_place import TypingPlace, find_place
from reader.search.typing.vocabulary import KnownValue, Vocabulary
from reader.text import fold, slug, words

MOST = 12
MOST_WORDS = 8
MOST_FIELDS = 6

SHORTEST_STEM = 2
"""Letters of a word from which on words are offered: fewer begin too much of a lexicon."""

_MOST_TERMS = 10_000  # of each segment that are looked at, 10 ms; two letters begin no more of an everyday lexicon
_SECONDS = 0.03


def complete(text: str, cursor: int, engine: Engine, today: date) -> tuple[Completion, ...]:
    """At most twelve ways to go on at `cursor`, a place between characters counted from 0; the best first.

    Never raises for a query that is unfinished or wrong; without an index no words are offered.
    """
    place = find_place(text, max(0, min(cursor, len(text))))
    if place is None:
        return ()
    found = _values(place, engine, today) if place.rule else _words(place, engine)
    return tuple(islice(found, MOST))


def _completion(place: TypingPlace, label: str, text: str, count: int | None = None) -> Completion:
    return Completion(label, text, place.start, place.end, count)


# words and fields


def _words(place: TypingPlace, engine: Engine) -> Iterator[Completion]:
    typed = fold(place.typed)
    if not typed:
        return
    if not place.signed:
        yield from islice(_fields(place, typed), MOST_FIELDS)
    found = list(words(place.typed))
    if len(found) != 1 or len(found[0].term) < SHORTEST_STEM or found[0].end != len(place.typed):
        return
    stem = found[0].term
    try:
        terms = engine.consult(lambda each: each.beginning_with(stem, most=_MOST_TERMS, title_only=place.title_only))
    except (ReaderError, UnreadableIndex):
        return
    capital = place.typed[:1].isupper()
    offered = [term for term in terms if term != stem and term not in COMMON]
    for term in sorted(offered, key=lambda term: (-terms[term], term))[:MOST_WORDS]:
        said = term[:1].upper() + term[1:] if capital else term
        yield _completion(place, said, said, terms[term])


def _fields(place: TypingPlace, typed: str) -> Iterator[Completion]:
    rules = [rule for rule in FIELDS if any(name.startswith(typed) for name in (rule.name, *rule.aliases))]
    for rule in sorted(rules, key=lambda rule: not rule.name.startswith(typed)):  # what is its own name goes first
        opening = "( " if rule.kind == "group" else ""
        yield _completion(place, f"{rule.name}: {rule.sentence}", f"{rule.name}:{opening}")


# values


def _values(place: TypingPlace, engine: Engine, today: date) -> Iterator[Completion]:
    rule = place.rule
    assert rule is not None
    typed = fold(place.typed)
    if rule.kind == "state":
        for value in rule.values:
            if value.startswith(typed) and value not in place.others:
                yield _completion(place, value, value, _count(f"{rule.name}:{value}", engine, today))
    elif rule.name == "query":
        yield from _saved(place, engine, today)
    elif rule.kind in ("sort", "unit"):
        reverse = rule.kind == "sort" and typed.startswith("-")
        for value in rule.values:
            if value.startswith(typed[reverse:]) and value not in place.others:
                said = "-" * reverse + value + "(" * (rule.kind == "unit")
                yield _completion(place, "-" * reverse + value, said)
    elif rule.kind == "date":
        if rule.name != "since":
            for label, text, count in date_forms(rule.name, place.typed, engine.vocabulary, today):
                yield _completion(place, label, text, count)
    else:
        yield from _known(place, rule, engine.vocabulary)


def _count(text: str, engine: Engine, today: date) -> int | None:
    """How many articles a query finds; None where that cannot be told."""
    try:
        return engine.count(read_query(text, today, engine.saved), SearchRequest())
    except (ReaderError, UnreadableIndex):
        return None


def _saved(place: TypingPlace, engine: Engine, today: date) -> Iterator[Completion]:
    """The saved searches whose names go on as typed, in the reader's order."""
    wanted, others = slug(place.typed), {slug(each) for each in place.others}
    for name in (each.name for each in engine.saved()):
        if slug(name) not in others and f"-{wanted}" in f"-{slug(name)}":
            try:
                text = written("query", name)
            except QueryError:
                continue
            yield _completion(place, name, text, _count(f"query:{text}", engine, today))


def _known(place: TypingPlace, rule: FieldRule, vocabulary: Vocabulary) -> Iterator[Completion]:
    """The values of a field that go on as typed, those that begin so before those of which a later word does."""
    wanted = slug(place.typed)
    others = {slug(each) for each in place.others}
    begin = time.perf_counter()
    first: list[KnownValue] = []
    later: list[KnownValue] = []
    known = vocabulary.values(rule.name)
    for number, value in enumerate(known):
        if number % 512 == 511 and time.perf_counter() - begin > _SECONDS:
            break
        if value.slug in others:
            continue
        if value.slug.startswith(wanted):
            first.append(value)
        elif f"-{wanted}" in value.slug:
            later.append(value)
        if len(first) >= MOST:
            break
    for value in (*first, *later)[:MOST]:
        try:
            text = _written(place, rule, value, known)
        except QueryError:
            continue
        yield _completion(place, value.name, text, value.articles)


def _written(place: TypingPlace, rule: FieldRule, value: KnownValue, known: tuple[KnownValue, ...]) -> str:
    """The value as the query takes it, with `=` where the short form would catch another value too."""
    catches_more = any(f"-{value.slug}-" in f"-{each.slug}-" for each in known if each.slug != value.slug)
    mark = "=" if catches_more and not place.whole else ""
    if place.quoted and not any(letter in value.name for letter in '"“”„‟«»＂'):
        return f'{mark}"{value.name}"'
    return mark + written(rule.name, value.name)
