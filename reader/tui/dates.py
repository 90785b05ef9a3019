"""Dates in words, short for a row and long for a reader."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from reader.article import PublicationDate

Scale = Literal["day", "month", "year"]
"""What a row has to name: the day of one month, the month as well, or the year as well."""

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
ROW_WIDTH: dict[Scale, int] = {"day": 6, "month": 7, "year": 10}
"""Cells of a row's date column, its sign for uncertainty included where one can stand."""


def parse_day(text: str) -> date | None:
    """An ISO day, or None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def row_scale(days: Sequence[str]) -> Scale:
    """What rows have to name when a result spans these ISO days: only their first and last count."""
    first, last = (parse_day(days[0]), parse_day(days[-1])) if days else (None, None)
    if first is None or last is None or first.year != last.year:
        return "year"
    return "day" if first.month == last.month else "month"


def row_date(when: PublicationDate | None, scale: Scale) -> str:
    """A date for a row: `Fri 14`, `14 Mar` or `14 Mar 31`; `~` before what is no certain day; `–` where undated."""
    first, last = (parse_day(when.first), parse_day(when.last)) if when else (None, None)
    if when is None or first is None or last is None:
        return "–"
    month, year = MONTHS[first.month - 1][:3], f"{first.year % 100:02d}"
    if when.precision == "year":
        return f"~{first.year}"
    if when.precision == "month":
        return f"~{month}" if scale == "day" else f"~{month} {year}"
    if when.precision == "span" and first != last:
        within = first.month == last.month and first.year == last.year
        days = f"~{first.day}–{last.day}" if within else f"~{first.day} {month}"
        return days if scale == "day" or not within else f"{days} {month}"
    if scale == "day":
        return f"{WEEKDAYS[first.weekday()]} {first.day:>2}"
    return f"{first.day:>2} {month}" if scale == "month" else f"{first.day:>2} {month} {year}"


def long_date(when: PublicationDate | None) -> str:
    """A date for a reader: `14 March 2031`, `15–16 March 2031`, `March 2031`, `2031`, or `no date`."""
    first, last = (parse_day(when.first), parse_day(when.last)) if when else (None, None)
    if when is None or first is None or last is None:
        return "no date"
    if when.precision == "year":
        return str(first.year)
    month = f"{MONTHS[first.month - 1]} {first.year}"
    if when.precision == "month":
        return month
    if when.precision == "span" and first != last:
        if (first.month, first.year) == (last.month, last.year):
            return f"{first.day}–{last.day} {month}"
        start = f"{first.day} {MONTHS[first.month - 1]}" + ("" if first.year == last.year else f" {first.year}")
        return f"{start} – {last.day} {MONTHS[last.month - 1]} {last.year}"
    return f"{first.day} {month}"


def span_of_days(dates: Sequence[PublicationDate | None], scale: Scale, *, whole: bool = True) -> str:
    """From the first to the last of dates: `10 to 16 March`, `10 March to 2 April`, with years where rows have them.

    Where they are not the `whole`, only where they begin: `from 10 March`. Empty where none is dated.
    """
    dated = [when for when in dates if when is not None]
    firsts = sorted(day for when in dated if (day := parse_day(when.first)))
    lasts = sorted(day for when in dated if (day := parse_day(when.last)))
    if not firsts or not lasts:
        return ""

    def named(day: date) -> str:
        return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if scale == "year" else "")

    first, last = firsts[0], lasts[-1]
    if not whole:
        return f"from {named(first)}"
    if first == last:
        return named(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {named(last)}"
    return f"{named(first)} to {named(last)}"
