"""Dates, years and times of day in a text, made days where the article's own date tells which are meant."""

import re
from calendar import monthrange
from datetime import date
from typing import Literal, NamedTuple

from reader.article import PublicationDate
from reader.compare.quantity_terms import DASHES, words_for
from reader.compare.tokens import Token

DateKind = Literal["date", "year", "time"]
Known = Literal["all", "weekday", "no year"]

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAYS = {name: number for number, name in enumerate(_DAYS)}
_MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
]  # fmt: skip
_MONTH = {name: number for number, name in enumerate(_MONTHS, 1)}
_MONTH |= {name[:3]: number for name, number in _MONTH.items()} | {"sept": 9}
_RELATIVE = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_YEARLESS = 1
"""The year of days that tell none, where no article's date helps."""

MAY_BE = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tomorrow|noon|midnight|"
    r"(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October)\b"
)


class Moment(NamedTuple):
    """A date or time: tokens [first, last), the days (or minutes of the day) it may be, ends included.

    `known` is what of it the text and the article's date tell: a weekday whose week is not known has the day of the
    week as its value, Monday 0; a day without a year is taken to be in the first one.
    """

    first: int
    last: int
    kind: DateKind
    low: float
    high: float
    known: Known


def published(when: PublicationDate | None) -> date | None:
    """The day on which an article appeared, where that is known to the day."""
    if when is None or when.precision != "day":
        return None
    try:
        return date.fromisoformat(when.first)
    except ValueError:
        return None


def find_moments(cut: list[Token], when: date | None) -> list[Moment]:
    """The dates, years and times of day among tokens, in order and apart from each other."""
    found: list[Moment] = []
    position = 0
    while position < len(cut):
        moment = _moment(cut, position, when)
        if moment is not None and not 0 <= moment.low <= moment.high < date.max.toordinal():
            moment = None  # the week before the first day of all, or after the last
        if moment is None or (found and moment.first < found[-1].last):
            position += 1
            continue
        found.append(moment)
        position = moment.last
    return found


def _moment(cut: list[Token], at: int, when: date | None) -> Moment | None:
    token = cut[at]
    if token.value is not None:
        return _day_first(cut, at, when) or _iso(cut, at) or _time(cut, at) or _year(cut, at)
    if token.word in _MONTH and token.capital:
        return _month_first(cut, at, when)
    if token.word in _WEEKDAYS and token.capital:
        return _weekday(cut, at, when)
    if token.word in _RELATIVE and when:
        day = when.toordinal() - 1 + _RELATIVE[token.word]
        return Moment(at, at + 1, "date", day, day, "all")
    if token.word in {"noon", "midnight"}:
        minutes = 720.0 if token.word == "noon" else 0.0
        return Moment(at, at + 1, "time", minutes, minutes, "all")
    return None


def _number(cut: list[Token], at: int) -> int | None:
    """A whole number at a token; None where there is none."""
    if at < 0 or at >= len(cut):
        return None
    value = cut[at].value
    return int(value) if value is not None and value.is_integer() and value < 10000 and cut[at].word.isdigit() else None


def _is_year(number: int | None) -> bool:
    return number is not None and 1000 <= number <= 2999


def _nearest_year(month: int, when: date | None) -> int:
    if when is None:
        return _YEARLESS
    year = when.year + (1 if when.month - month > 6 else -1 if month - when.month > 6 else 0)
    return min(max(year, date.min.year), date.max.year)


def _days(first: int, last: int, year: int, month: int, day: int, until: int) -> Moment | None:
    most = monthrange(max(year, 1), month)[1]
    if not (1 <= day <= most and day <= until):
        return None
    start = date(year, month, day).toordinal() - 1
    return Moment(first, last, "date", start, start + min(until, most) - day, "no year" if year == _YEARLESS else "all")


def _year_after(cut: list[Token], at: int) -> tuple[int | None, int]:
    """A year told after a day or month, with the token after it."""
    skip = at + 1 if at < len(cut) and cut[at].word == "," else at
    year = _number(cut, skip)
    return (year, skip + 1) if year is not None and _is_year(year) else (None, at)


def _day_first(cut: list[Token], at: int, when: date | None) -> Moment | None:
    """18 December, 18th of December 2031, 15-16 March."""
    day, last = _number(cut, at), at + 1
    if day is None or not 1 <= day <= 31:
        return None
    until = day
    if last < len(cut) and cut[last].word in {"st", "nd", "rd", "th"} and cut[last].glued:
        last += 1
    if last + 1 < len(cut) and cut[last].word in DASHES | {"and", "to"}:
        until, last = _number(cut, last + 1) or 0, last + 2
        if not day < until <= 31:
            return None
    if last < len(cut) and cut[last].word == "of":
        last += 1
    if last >= len(cut) or cut[last].word not in _MONTH or not cut[last].capital:
        return None
    month = _MONTH[cut[last].word]
    last += 1
    if last < len(cut) and cut[last].word == "." and last + 1 < len(cut) and _is_year(_number(cut, last + 1)):
        last += 1
    year, last = _year_after(cut, last)
    return _days(at, last, year or _nearest_year(month, when), month, day, until)


def _month_first(cut: list[Token], at: int, when: date | None) -> Moment | None:
    """December 18, Dec. 18, 2031, December 14-15, March 2031; a month alone after `in` and its like."""
    month, last = _MONTH[cut[at].word], at + 1
    if last < len(cut) and cut[last].word == "." and len(cut[at].word) < 5:
        last += 1
    day = _number(cut, last)
    if day is not None and 1 <= day <= 31 and not _counts(cut, last + 1):
        last += 1
        until = day
        if last < len(cut) and cut[last].word in {"st", "nd", "rd", "th"} and cut[last].glued:
            last += 1
        if last + 1 < len(cut) and cut[last].word in DASHES | {"and", "to"}:
            end = _number(cut, last + 1)
            if end is not None and day < end <= 31 and not _counts(cut, last + 2):
                until, last = end, last + 2
        year, last = _year_after(cut, last)
        return _days(at, last, year or _nearest_year(month, when), month, day, until)
    year, after = (day, last + 1) if _is_year(day) else (None, at + 1)
    earlier = cut[at - 1].word if at else ""
    if year is None and earlier not in {"in", "since", "last", "until", "during", "by", "of", "early", "late"}:
        return None
    known = year or _nearest_year(month, when)
    return _days(at, after, known, month, 1, monthrange(known, month)[1])


def _counts(cut: list[Token], at: int) -> bool:
    """Whether what follows makes a number a measure or a sum, and no day of a month."""
    return at < len(cut) and (cut[at].word in {"%", "per", "percent", "pct", "mln", "bln", "million"})


def _weekday(cut: list[Token], at: int, when: date | None) -> Moment | None:
    number = _WEEKDAYS[cut[at].word]
    last = at + 1
    nearby = {token.word for token in cut[max(0, at - 7) : at]}
    # Thursday, 13 March: one date.
    skip = last + 1 if last < len(cut) and cut[last].word == "," else last
    if skip < len(cut) and (cut[skip].value is not None or cut[skip].word in _MONTH):
        told = _day_first(cut, skip, when) if cut[skip].value is not None else _month_first(cut, skip, when)
        if told and told.low == told.high:
            return told._replace(first=at)
    if skip + 2 < len(cut) and cut[last].word == "(":
        told = _day_first(cut, last + 1, when) or (
            _month_first(cut, last + 1, when) if cut[last + 1].word in _MONTH else None
        )
        if told and told.last < len(cut) and cut[told.last].word == ")":
            return told._replace(first=at, last=told.last + 1)
    if when is None:
        return Moment(at, last, "date", number, number, "weekday")
    back = (when.weekday() - number) % 7
    earlier = cut[at - 1].word if at else ""
    if earlier == "last":
        back = back or 7
    elif nearby & words_for("ahead") and back:
        back -= 7
    day = when.toordinal() - 1 - back
    return Moment(at, last, "date", day, day, "all")


def _iso(cut: list[Token], at: int) -> Moment | None:
    year, month, day = (_number(cut, at + step) for step in (0, 2, 4))
    if year is None or month is None or day is None or not _is_year(year) or not 1 <= month <= 12:
        return None
    if not all(token.glued for token in cut[at + 1 : at + 5]) or {cut[at + 1].word, cut[at + 3].word} != {"-"}:
        return None
    return _days(at, at + 5, year, month, day, day)


def _time(cut: list[Token], at: int) -> Moment | None:
    """9.30am, 9:30, 10 p.m., 1400 GMT, 10 o'clock."""
    hours, minutes, last = _number(cut, at), 0, at + 1
    clock = False
    if hours is None and (token := cut[at].word).count(".") == 1 and len(token) <= 5:
        whole, _, part = token.partition(".")
        if len(part) != 2:
            return None
        hours, minutes = int(whole), int(part)
    elif hours is not None and last + 1 < len(cut) and cut[last].word == ":" and cut[last + 1].glued:
        told = _number(cut, last + 1)
        if told is None or told > 59 or len(cut[last + 1].word) != 2:
            return None
        minutes, last, clock = told, last + 2, True
        if last + 1 < len(cut) and cut[last].word == ":" and cut[last].glued:
            return None
    if hours is None:
        return None
    after = cut[last].word if last < len(cut) else ""
    if after in {"am", "pm"} or (
        after in {"a", "p"} and [token.word for token in cut[last + 1 : last + 3]] == [".", "m"]
    ):
        if not 1 <= hours <= 12 or minutes > 59:
            return None
        last += 1 if after in {"am", "pm"} else 3
        hours = hours % 12 + (12 if after[0] == "p" else 0)
    elif after in {"gmt", "utc", "cet"} and len(cut[at].word) == 4:
        hours, minutes = divmod(hours, 100)
        last += 1
    elif after in {"o'clock", "o\u2019clock"}:
        last += 1
    elif not clock:
        return None
    if hours > 24 or minutes > 59:
        return None
    total = 60.0 * hours + minutes
    return Moment(at, last, "time", total, total, "all")


def _year(cut: list[Token], at: int) -> Moment | None:
    year = _number(cut, at)
    if year is None or not 1500 <= year <= 2199 or len(cut[at].word) != 4:
        return None
    earlier = cut[at - 1].word if at else ""
    following = cut[at + 1].word if at + 1 < len(cut) else ""
    if following in {"s"} and cut[at + 1].glued:
        low = date(year, 1, 1).toordinal() - 1
        return Moment(at, at + 2, "year", low, low + 3652, "all")
    if following.endswith("s") and len(following) > 4 and earlier not in {"in", "the", "since"}:
        return None
    if following in {"people", "men", "women", "children", "troops", "%"} or earlier in {"$", "€", "£", "¥"}:
        return None
    if (
        earlier not in words_for("before_year")
        and earlier not in {"(", ",", *DASHES}
        and following not in {",", ".", ")", ""}
    ):
        return None
    last, until = at + 1, year
    if following in DASHES and last + 1 < len(cut) and cut[last + 1].glued and (end := _number(cut, last + 1)):
        end = year - year % 100 + end if end < 100 else end
        if year < end < year + 60:
            until, last = end, last + 2
    low, high = (date(number, 1, 1).toordinal() - 1 for number in (year, until + 1))
    return Moment(at, last, "year", low, high - 1, "all")
