"""Dates that a field of a record or of front matter states."""

from calendar import monthrange
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from reader.article import PublicationDate
from reader.ingest.dates import read_day

_LONGEST = 80  # characters; the longest form, RFC 5322 with a comment on its zone, takes some 45


def read_field_date(value: str, basis: str) -> PublicationDate | None:
    """A date as fields have it: ISO 8601 whole, to the month or to the year, RFC 5322, or a day in words."""
    value = value.strip()
    if not value or len(value) > _LONGEST:
        return None
    if day := _whole_day(value):
        return PublicationDate(day.isoformat(), day.isoformat(), "day", basis)
    try:
        if len(value) == 7 and value[4] == "-":
            first = date(int(value[:4]), int(value[5:]), 1)
            last = date(first.year, first.month, monthrange(first.year, first.month)[1])
            return PublicationDate(first.isoformat(), last.isoformat(), "month", basis)
        if len(value) == 4 and value.isdecimal():
            return PublicationDate(f"{int(value):04}-01-01", date(int(value), 12, 31).isoformat(), "year", basis)
    except ValueError:
        return None
    return None


def _whole_day(value: str) -> date | None:
    try:
        return datetime.fromisoformat(value).date() if len(value) >= 10 else None
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError):
        return read_day(value)
