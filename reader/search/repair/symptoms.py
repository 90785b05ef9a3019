"""What to know of a part of a query beside its count: why it finds nothing, and how far the archive reaches."""

from collections.abc import Callable
from datetime import date

from reader.search.index.lexicon import Lexicon
from reader.search.query.dates import MONTHS
from reader.search.query.describe import read_as
from reader.search.query.source import brief
from reader.search.query.tree import (
    DateRange,
    Exact,
    Field,
    Literally,
    Near,
    Node,
    NumberRange,
    Phrase,
    Prefix,
    Saved,
    Title,
    Within,
    Word,
)
from reader.search.typing.vocabulary import Vocabulary

Ask = Callable[[Callable[[Lexicon], int]], int]
"""Asks the words of the index (`Engine.consult`)."""

_CALLED = {"people": "person", "org": "organisation"}
_STATES = {
    "unread": "all was read",
    "read": "nothing was read yet",
    "starred": "nothing is starred",
    "marked": "nothing is marked",
    "note": "there are no notes",
}


def note_on(node: Node, count: int, vocabulary: Vocabulary, ask: Ask) -> str:
    """A remark on a part that finds `count` articles; empty where there is nothing to say."""
    match node:
        case DateRange(field="date"):
            return _on_dates(node, vocabulary)
        case _ if count:
            return ""
        case Word() | Exact():
            return "no such word here"
        case Literally():
            return "this very form is not here"
        case Prefix():
            return "no word begins so"
        case Phrase(terms):
            missing = [term for term in dict.fromkeys(terms) if not _frequency(ask, term)]
            return f"no such word here: {', '.join(missing)}" if missing else "the words are here, not in a row"
        case Near():
            return "not as near each other as that"
        case Title():
            return "in no headline"
        case NumberRange(field="day"):
            return _on_numbers(vocabulary)
        case Field(field, value) if field in ("is", "has"):
            return _STATES.get(value, "")
        case Field(field) if field not in ("id", "like", "query"):
            return f"no such {_CALLED.get(field, field)} here"
        case Saved(operand=operand):
            return f"it asks for {brief(read_as(operand))}"
        case Within(unit):
            return f"never all in one {unit.removeprefix('same ')}"
    return ""


def _frequency(ask: Ask, term: str) -> int:
    return ask(lambda lexicon: lexicon.frequency(term))


def _on_numbers(vocabulary: Vocabulary) -> str:
    numbers = vocabulary.numbers
    if not numbers:
        return "no article has a number"
    first, last = numbers[0], numbers[-1]
    return f"the only number here: {first:,}" if first == last else f"numbers here: {first:,} to {last:,}"


def _on_dates(node: DateRange, vocabulary: Vocabulary) -> str:
    notes = []
    if vocabulary.newest is None or vocabulary.oldest is None:
        notes.append("no article has a date")
    else:
        ends = [date.fromisoformat(day) for day in (node.first, node.last) if day]
        years = {day.year for day in ends}
        newest, oldest = date.fromordinal(vocabulary.newest), date.fromordinal(vocabulary.oldest)
        if node.last is None or date.fromisoformat(node.last) > newest:
            notes.append(f"newest article: {_day(newest, years)}")
        elif node.first is None or date.fromisoformat(node.first) < oldest:
            notes.append(f"oldest article: {_day(oldest, years)}")
    if vocabulary.undated:
        notes.append(f"{vocabulary.undated:,} undated left out")
    return ", ".join(notes)


def _day(day: date, years: set[int]) -> str:
    """A day with its year, unless the query names that year itself."""
    written = f"{day.day} {MONTHS[day.month - 1]}"
    return written if years == {day.year} else f"{written} {day.year:04}"
