"""Days as articles tell them: what can be read from one article alone, without a year where it gives none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from reader.ingest.prose import word_count

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_WEEKDAY = r"(?P<weekday>Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Satur|Sat|Sun)(?:day)?\.?"
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH_FIRST = rf"{_MONTH} {_DAY}(?!\d)(?:,? {_YEAR})?"
_DAY_FIRST = rf"{_DAY} (?:of )?{_MONTH}(?![a-z])(?:,? {_YEAR})?"


def _either(before: str, after: str = "") -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A pattern for each order of day and month."""
    return re.compile(before + _MONTH_FIRST + after), re.compile(before + _DAY_FIRST + after)


_FULL_NUMERIC = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_NUMERIC = re.compile(r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>20\d\d)(?!\d)")
_DAY_FIRST_CLOCK = re.compile(r"\b(?:1[3-9]|2[0-3])[:.]\d\d\b|\b(?:GMT|UTC|CES?T|BST)\b")
_CHANGED = re.compile(r"(?<=\S)[\s•·|,(–-]*(?:Updated|Modified|Last (?:updated|modified))\b.*$")
_STAMP = re.compile(
    r"\d[\d:./]*(?:st|nd|rd|th|am|pm|h)?|[ap]\.?m\.?|[A-Z]{2,4}[T1C]?(?:[+-][\d:]+)?|(?i:at|on|min|mins|minutes?|hours?|"
    r"days?|weeks?|months?|an?|ago|today|yesterday|(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?)|[-–|•·]"
)
"""A word of the day and time on a line that tells when a page was published."""
_STATED = _either(rf"\b{_WEEKDAY},? (?:the )?")
_CLOSING = _either(r"(?:\bon|\bfor|\bof|[,–—-]) (?:the )?", r" ?[.:]?$")
_PLAIN = _either(r"(?<![\w.])(?:on )?")
_PAIRED = _either(rf"\b{_WEEKDAY},? \(?(?:the )?", r"\)?")
_ZONE = r"\(?(?:GMT|UTC|Z|BST|[ECMP][SD]?T|CES?T|EES?T|WES?T|MSK|IST|AES?T|AEDT|AST|SGT|JST|HKT|NZD?S?T)\)?"
_SPACE = r"[\s,/|·•–-]"
_TIME = r"(?:\d{1,2}[:.] ?\d\d(?::\d\d(?:\.\d+)?)?|\d{1,2}(?= ?[aApP]\.?[mM]))?\s*(?:[aApP]\.?[mM]\.?)?"
_CLOCK = re.compile(rf"(?:{_SPACE}|at\b|from\b)*{_TIME}\s*(?:{_ZONE})?(?:[+-]\d{{1,2}}(?::?\d\d)?)?{_SPACE}*")
_DIGIT = re.compile(r"\d")
_MENTION = re.compile(
    r"\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b(?!['’]s|,? (?:the )?\(?\d|,? [A-Z][a-z]+ \d)"
)
_NOT_THIS_WEEK = re.compile(
    r"\b(?:last|next|previous|every|each|coming|following|a|one|week of|until|by|through|from|before|since|after|"
    r"between)\s+$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|expected|set to|due|scheduled|plans?|planned|planning|going to|to be held|is to|are to|ahead of|"
    r"intends?|upcoming|hopes?|slated|about to)\b",
    re.IGNORECASE,
)
_SAID_JUST_BEFORE = re.compile(r"\b(?:said|told|announced|reported|warned|confirmed|added|wrote|says)\b[^.;]{0,40}$")
_CLAUSE = re.compile(r"[.!?;”]\s")
_YEAR_NAMED = re.compile(r"(?<![\d.,$€£-])(?:19|20)\d\d(?![\d,]|\.\d|-\d{4})")
_OPENING_WORDS = 30
_LEAD_BLOCKS = 14
"""Paragraphs in which weekdays are looked for: beyond them background begins."""

_MAX_PARAGRAPH = 4000
"""Characters of a paragraph in which days are looked for; real ones seldom have more."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written: the year is None where none is given, the weekday 0 for Monday."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None

    def in_year(self, year: int) -> date | None:
        """That day in a year, or None where there is none or its weekday is another."""
        try:
            found = date(year, self.month, self.day)
        except ValueError:
            return None
        return found if self.weekday is None or found.weekday() == self.weekday else None

    @property
    def full(self) -> date | None:
        """The day, where the year is given and the weekday does not contradict it."""
        return self.in_year(self.year) if self.year is not None else None


@dataclass(frozen=True, slots=True)
class Mention:
    """A weekday named in the text; `ahead` where it is still to come as the sentence tells it."""

    weekday: int
    ahead: bool


@dataclass(slots=True)
class Evidence:
    """What one article says of its own day."""

    published: date | None = None
    published_basis: str = ""
    stated: Day | None = None
    stated_basis: str = ""
    lead: Day | None = None
    opening_weekday: int | None = None
    series_number: int | None = None
    series_name: str = ""
    series_start: date | None = None
    mentions: list[Mention] = field(default_factory=list)
    pairs: list[Day] = field(default_factory=list)
    years: set[int] = field(default_factory=set)


@lru_cache(maxsize=4096)
def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _weekday(name: str) -> int:
    return next(number for number, weekday in enumerate(WEEKDAYS) if weekday.startswith(name[:3].lower()))


def _day_of(found: re.Match[str]) -> Day:
    groups = found.groupdict()
    month = groups["month"]
    return Day(
        int(month) if month.isdigit() else _month(month),
        int(groups["day"]),
        int(groups["year"]) if groups.get("year") else None,
        _weekday(groups["weekday"]) if groups.get("weekday") else None,
    )


def read_day(text: str) -> date | None:
    """A day with its year that fills a text, whatever clock time stands beside it."""
    text = text.strip()
    if len(text) > 80:
        return None
    for pattern in (_FULL_NUMERIC, *_STATED, *_PLAIN):
        if not (found := pattern.search(text)) or not (day := _day_of(found)).full:
            continue
        if _CLOCK.fullmatch(text[: found.start()]) and _CLOCK.fullmatch(_after_time(text[found.end() :])):
            return day.full
    return None


def _after_time(text: str) -> str:
    """What is left after the T of an ISO time."""
    return text[1:] if text.startswith("T") else text


def read_publication(text: str, prefixes: tuple[str, ...], *, labelled: bool = False) -> date | None:
    """The day on a line such as `Published On 19 Dec 2025`, or, unless `labelled`, on one that is only a day."""
    if len(text) > 120 or not _DIGIT.search(text):
        return None
    if after := _after_prefix(text, prefixes):
        return read_day(after) or _read_numeric(after)
    return None if labelled else read_day(_CHANGED.sub("", text))


def is_publication(text: str, prefixes: tuple[str, ...]) -> bool:
    """Whether a line tells when a page was published, even where it names no day: `Published 2 hours ago`."""
    after = _after_prefix(text, prefixes) if len(text) <= 120 and _DIGIT.search(text) else None
    return bool(after) and all(_STAMP.fullmatch(word.strip(",()")) for word in str(after).split())


def _after_prefix(text: str, prefixes: tuple[str, ...]) -> str | None:
    """What follows `Published On`, without the time of a later change; None where a line does not begin so."""
    if not text.startswith(prefixes):
        return None
    for prefix in prefixes:
        if text.startswith(prefix) and not text[len(prefix) : len(prefix) + 1].isalnum():
            return _CHANGED.sub("", text[len(prefix) :].strip(" :,–—-|"))
    return None


def _read_numeric(text: str) -> date | None:
    """A day such as 17/12/2025, where only one order of day and month is possible or the clock tells which."""
    if not (found := _NUMERIC.match(text)) or not _CLOCK.fullmatch(text[found.end() :]):
        return None
    first, second = int(found["first"]), int(found["second"])
    if first <= 12 < second:
        first, second = second, first
    elif first <= 12 and first != second and not _DAY_FIRST_CLOCK.search(text[found.end() :]):
        return None
    try:
        return date(int(found["year"]), second, first)
    except ValueError:
        return None


def read_opening(text: str, *, numbered: bool = False) -> Day | None:
    """The weekday and day that an opening line states: `Here is where things stand on Sunday, December 21:`.

    In a `numbered` part of a series, whose count bears it out, a day without its weekday is enough.
    """
    if word_count(text) > _OPENING_WORDS:
        return None
    for pattern in _STATED:
        if (found := pattern.search(text)) and (text.rstrip().endswith((":", " :")) or _CLAIMS.match(text)):
            return _day_of(found)
    for pattern in _CLOSING if numbered and _CLAIMS.match(text) else ():
        if found := pattern.search(text):
            return _day_of(found)
    return None


def read_opening_weekday(text: str) -> int | None:
    """The weekday of an opening line that names no more: `Here is where things stand on Monday:`. 0 is Monday."""
    if word_count(text) > _OPENING_WORDS or not _CLAIMS.match(text):
        return None
    found = _MENTION.findall(text)
    return _weekday(found[0]) if len(found) == 1 else None


def read_lead(paragraphs: list[str]) -> Day | None:
    """The weekday and day on which the first paragraph sets its news; None where others in the text are as late."""
    first = paragraphs[0][:_MAX_PARAGRAPH] if paragraphs else ""
    if "day" not in first or not _DIGIT.search(first):
        return None
    found = [each for pattern in _STATED for each in pattern.finditer(first)]
    if len(found) != 1:
        return None
    before = first[: found[0].start()]
    clause = _CLAUSE.split(before)[-1]
    if _NOT_THIS_WEEK.search(before) or _AHEAD.search(clause):
        return None
    lead = _day_of(found[0])
    others = [each for each in read_pairs(paragraphs[1:]) if (each.month, each.day) != (lead.month, lead.day)]
    return None if any((each.month, each.day) > (lead.month, lead.day) for each in others) else lead


_CLAIMS = re.compile(
    r"(?:Here|These|This|The following|What)\b.*\b(?:where things stand|situation|key (?:events|developments)|"
    r"what happened|what we know|latest|main (?:events|developments)|look at)\b",
    re.IGNORECASE,
)


def read_dateline_day(dateline: str) -> Day | None:
    """The day in a dateline such as `Dec. 20 (UPI)`."""
    for pattern in _PLAIN:
        if found := pattern.search(dateline):
            return _day_of(found)
    return None


def read_mentions(paragraphs: list[str]) -> list[Mention]:
    """Weekdays named in the opening paragraphs as days of this week."""
    result = []
    for paragraph in paragraphs[:_LEAD_BLOCKS]:
        text = paragraph[:_MAX_PARAGRAPH]
        if "day" not in text:
            continue
        for found in _MENTION.finditer(text):
            before = text[max(0, found.start() - 300) : found.start()]
            if _NOT_THIS_WEEK.search(before):
                continue
            clause = _CLAUSE.split(before)[-1]
            ahead = _AHEAD.search(clause) is not None and _SAID_JUST_BEFORE.search(clause) is None
            result.append(Mention(_weekday(found[1]), ahead))
    return result


def read_pairs(paragraphs: list[str]) -> Iterator[Day]:
    """Weekdays with their day in running text: `on Monday (December 15)`. They tell the year, not the day of issue."""
    for text in paragraphs:
        if "day" in text and _DIGIT.search(text):
            for pattern in _PAIRED:
                for found in pattern.finditer(text[:_MAX_PARAGRAPH]):
                    yield _day_of(found)


def read_years(paragraphs: list[str]) -> set[int]:
    """The years that the text names."""
    return {int(year) for text in paragraphs if "20" in text or "19" in text for year in _YEAR_NAMED.findall(text)}
