"""Date forms that an archive has articles for, as completions of a date field."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice

from reader.errors import QueryError
from reader.search.query.dates import days_in_words, read_point, read_range
from reader.search.typing.vocabulary import Vocabulary
from reader.text import fold

_NAMED = ("today", "yesterday", "this-week", "last-week", "this-month", "last-month", "this-year", "last-year")
_OPEN = ("7d..", "2w..", "3m..", "1y..")
_MOST_YEARS = 8
_DAYS = re.compile(r"[0-9]{4}-([0-9]{2})-")

DateForm = tuple[str, str, int]
"""What a form means, how it is written, and the articles that it stands for."""


def date_forms(field: str, typed: str, vocabulary: Vocabulary, today: date) -> Iterator[DateForm]:
    """The forms that begin as typed: those counted from today, then years, of one year its months, of one its days.

    After `..` the second end of a span is completed. Forms without an article are left out.
    """
    first, dots, last = typed.partition("..")
    lead, wanted = (first + dots, fold(last)) if dots else ("", fold(typed))
    named = _NAMED if dots or field != "date" else (*_NAMED, *_OPEN)
    for form in dict.fromkeys(chain(named, _calendar(wanted, vocabulary))):
        if form.startswith(wanted) and (found := _counted(field, lead + form, vocabulary, today)):
            yield found


def _calendar(wanted: str, vocabulary: Vocabulary) -> Iterator[str]:
    if vocabulary.oldest is None or vocabulary.newest is None:
        return
    oldest, newest = date.fromordinal(vocabulary.oldest), date.fromordinal(vocabulary.newest)
    years = [year for year in range(newest.year, oldest.year - 1, -1) if f"{year:04}".startswith(wanted[:4])]
    yield from islice(_with_articles((f"{year:04}" for year in years), vocabulary), _MOST_YEARS)
    if len(years) == 1:
        year = f"{years[0]:04}"
        yield from _with_articles((f"{year}-{month:02}" for month in range(12, 0, -1)), vocabulary)
        if found := _DAYS.match(wanted):
            yield from _with_articles((f"{year}-{found[1]}-{day:02}" for day in range(31, 0, -1)), vocabulary)


def _with_articles(forms: Iterable[str], vocabulary: Vocabulary) -> Iterator[str]:
    for form in forms:
        try:
            first, last = read_point(form, date.max, 1)
        except QueryError:
            continue  # no month has so many days
        if vocabulary.dated(first.toordinal(), last.toordinal()):
            yield form


def _counted(field: str, form: str, vocabulary: Vocabulary, today: date) -> DateForm | None:
    first: date | None
    last: date | None
    try:
        if field == "date":
            first, last = read_range(form, today, 1)
        else:
            begin, end = read_point(form, today, 1)
            first, last = (None, end) if field == "before" else (begin, None)
    except QueryError:
        return None
    count = vocabulary.dated(first.toordinal() if first else None, last.toordinal() if last else None)
    if not count:
        return None
    days = days_in_words(first.isoformat() if first else None, last.isoformat() if last else None)
    return f"{form}: {days}" if days != form else form, form, count
