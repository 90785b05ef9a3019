"""Dates of articles as exports write them: in words, as ISO 8601, and whether they were inferred."""

import re
from datetime import date

from reader.article import PublicationDate

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip

# The bases (`PublicationDate.basis`) that tell of a count, of neighbours or of words in the text, not of a date that
# stands somewhere in full.
_INFERRED = re.compile(r'^series day |^its place |", year (?:from|by) |" in the text, ')


def is_inferred(when: PublicationDate) -> bool:
    """Whether a date was worked out rather than read."""
    return when.precision == "span" or bool(_INFERRED.search(when.basis))


def iso_date(when: PublicationDate) -> str:
    """As far as it is known: `2031-03-14`, `2031-03`, `2031`, or a span `2031-03-13/2031-03-14` (ISO 8601)."""
    if when.precision == "span" and when.first != when.last:
        return f"{when.first}/{when.last}"
    return when.first[: {"year": 4, "month": 7}.get(when.precision, 10)]


def shared_iso_date(when: PublicationDate) -> str:
    """A date for formats that check dates and know no spans: the parts that both ends of one share, or nothing."""
    if _day(when.first) is None:
        return ""
    if when.precision != "span":
        return iso_date(when)
    for length in (10, 7, 4):
        if when.first[:length] == when.last[:length]:
            return when.first[:length]
    return ""


def date_words(when: PublicationDate) -> str:
    """In words: `14 March 2031`, `13–14 March 2031`, `28 March – 2 April 2031`, `March 2031`, `2031`."""
    first, last = _day(when.first), _day(when.last)
    if first is None or last is None:
        return iso_date(when)
    month = f"{MONTHS[first.month - 1]} {first.year}"
    if when.precision == "year":
        return str(first.year)
    if when.precision == "month":
        return month
    if when.precision == "day" or first == last:
        return f"{first.day} {month}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {month}"
    start = f"{first.day} {MONTHS[first.month - 1]}" + ("" if first.year == last.year else f" {first.year}")
    return f"{start} – {last.day} {MONTHS[last.month - 1]} {last.year}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
