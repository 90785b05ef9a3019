"""Date forms as spans of whole days, counted from a given today. There are no times and no zones."""

import calendar
import re
from datetime import date, timedelta

from reader.errors import QueryError
from reader.search.query.nearest import find_nearest
from reader.search.query.source import DASHES, brief
from reader.text import fold

Span = tuple[date, date]

# Not calendar.month_name: that one follows the locale.
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
_MONTH = {name: n for n, full in enumerate(MONTHS, 1) for name in (full.lower(), full[:3].lower())} | {"sept": 9}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED = ("today", "yesterday", *_WEEKDAYS, *(f"{which}-{unit}" for which in ("this", "last")
          for unit in ("week", "month", "year")))  # fmt: skip
_DASHES = str.maketrans(dict.fromkeys(DASHES[1:] + "‐‑", "-"))
_BLANKS = re.compile(r"[\s_-]+")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")
_ISO_WEEK = re.compile(r"([0-9]{4})-w([0-9]{1,2})")
_YEAR = re.compile(r"[0-9]{4}")
_DAY_MONTH = re.compile(r"([0-9]{1,2})-([a-z]+)-([0-9]{4})")
_MONTH_DAY = re.compile(r"([a-z]+)-([0-9]{1,2})(?:,-?|-)([0-9]{4})")
_MONTH_YEAR = re.compile(r"([a-z]+)-([0-9]{4})")
_AGO = re.compile(r"([0-9]{1,4})([dwmy])")
_SLASHES = re.compile(r"([0-9]{1,4})([/.])([0-9]{1,2})\2([0-9]{1,4})")
_COMPARED = re.compile(r"[<>]=?(.*)")


def read_point(text: str, today: date, column: int) -> Span:
    """First and last day of a date form. Raises QueryError at `column` with the nearest form, if any."""
    form = _BLANKS.sub("-", fold(text.strip()).translate(_DASHES))
    try:
        span = _named(form, today) or _calendar(form) or _ago(form, today)
    except (ValueError, OverflowError):
        raise QueryError(column, f"there is no day {brief(text)}") from None
    if span:
        return span
    raise _unread(text, form, column)


def read_range(text: str, today: date, column: int) -> tuple[date | None, date | None]:
    """`A`, `A..B`, `A..`, `..B` or `A/B` as first and last day, None where open. Raises QueryError at `column`."""
    if compared := _COMPARED.fullmatch(text):
        repair = f"{compared[1]}.." if text[0] == ">" else f"..{compared[1]}"
        raise QueryError(column, "a span of dates is written A..B", repair)
    first, dots, last = text.partition("..")
    if not dots and text.count("/") == 1:
        first, dots, last = text.partition("/")
    if not dots:
        return read_point(text, today, column)
    left = read_point(first, today, column) if first.strip() else None
    right = read_point(last, today, column) if last.strip() else None
    if left and right and left[0] > right[1]:
        raise QueryError(column, "the span runs backwards", f"{last.strip()}..{first.strip()}")
    return left and left[0], right and right[1]


def _named(form: str, today: date) -> Span | None:
    if form in ("today", "yesterday"):
        day = today - timedelta(days=form == "yesterday")
        return day, day
    if form in _WEEKDAYS:
        day = today - timedelta(days=(today.weekday() - _WEEKDAYS.index(form)) % 7)
        return day, day
    if form not in _NAMED:
        return None
    which, _, unit = form.partition("-")
    back = which == "last"
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + 7 * back)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return _month(*_months_before(today, int(back)))
    return _year(today.year - back)


def _calendar(form: str) -> Span | None:
    if found := _ISO_DAY.fullmatch(form):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _ISO_MONTH.fullmatch(form):
        return _month(int(found[1]), int(found[2]))
    if found := _ISO_WEEK.fullmatch(form):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return monday, monday + timedelta(days=6)
    if _YEAR.fullmatch(form):
        return _year(int(form))
    if (found := _DAY_MONTH.fullmatch(form)) and found[2] in _MONTH:
        return _day(int(found[3]), _MONTH[found[2]], int(found[1]))
    if (found := _MONTH_DAY.fullmatch(form)) and found[1] in _MONTH:
        return _day(int(found[3]), _MONTH[found[1]], int(found[2]))
    if (found := _MONTH_YEAR.fullmatch(form)) and found[1] in _MONTH:
        return _month(int(found[2]), _MONTH[found[1]])
    return None


def _ago(form: str, today: date) -> Span | None:
    found = _AGO.fullmatch(form)
    if not found:
        return None
    count, unit = int(found[1]), found[2]
    if unit in "dw":
        day = today - timedelta(days=count * (7 if unit == "w" else 1))
    else:
        # A day that a shorter month lacks becomes that month's last.
        year, month = _months_before(today, count * (12 if unit == "y" else 1))
        day = date(year, month, min(today.day, _month(year, month)[1].day))
    return day, day


def _months_before(day: date, count: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 - count, 12)
    return year, month + 1


def _day(year: int, month: int, day: int) -> Span:
    return date(year, month, day), date(year, month, day)


def _month(year: int, month: int) -> Span:
    first = date(year, month, 1)
    return first, first.replace(day=calendar.monthrange(year, month)[1])


def _year(year: int) -> Span:
    return date(year, 1, 1), date(year, 12, 31)


def _unread(text: str, form: str, column: int) -> QueryError:
    if found := _SLASHES.fullmatch(form):
        numbers = [int(found[n]) for n in (1, 3, 4)]
        orders = ((2, 0, 1), (2, 1, 0)) if len(found[1]) < 3 else ((0, 1, 2),)
        readings = [iso for order in orders if (iso := _iso(*(numbers[n] for n in order)))]
        two_ways = " reads two ways" if len(orders) > 1 else " is no date form"
        repair = readings[0] if len(set(readings)) == 1 else ""
        return QueryError(column, f"{brief(text)}{two_ways}; write year-month-day, as in 2031-03-14", repair)
    month, dash, rest = form.partition("-")
    near = find_nearest(form, _NAMED)
    if not near and dash and (name := find_nearest(month, _MONTH)):
        near = f"{name}-{rest}" if _YEAR.fullmatch(rest) else ""
    return QueryError(column, f"no date {brief(text)}", near)


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat() if year > 999 else ""
    except ValueError:
        return ""


def days_in_words(first: str | None, last: str | None) -> str:
    """A span of ISO days as people write it: `10 to 16 March 2031`, `March 2031`, `from 10 March 2031`."""
    if first is None or last is None:
        if first:
            return f"from {_written(date.fromisoformat(first))}"
        return f"until {_written(date.fromisoformat(last))}" if last else "with a date"
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    if begin == end:
        return _written(begin)
    if (begin, end) == _year(begin.year):
        return f"{begin.year:04}"
    if (begin, end) == _month(begin.year, begin.month):
        return f"{MONTHS[begin.month - 1]} {begin.year:04}"
    if (begin.year, begin.month) == (end.year, end.month):
        return f"{begin.day} to {_written(end)}"
    if begin.year == end.year:
        return f"{begin.day} {MONTHS[begin.month - 1]} to {_written(end)}"
    return f"{_written(begin)} to {_written(end)}"


def _written(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year:04}"
