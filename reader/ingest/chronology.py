"""Dates of articles, resolved against the articles around them: a dump is a page of news, in order of appearance.

Nothing is taken that the text does not tell: a year, or the week that a weekday belongs to, may come from dated
neighbours; a date without any anchor stays unknown. Only a bounded number of neighbours is held in memory.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from reader.article import Article, PublicationDate
from reader.ingest.counting import settle_by_series
from reader.ingest.dates import WEEKDAYS, Day, Evidence
from reader.ingest.drafts import NEAR_DAYS, Draft, settle, settle_softly

WINDOW = 32
"""Neighbours looked at on either side."""
_MAX_SPREAD = 3
"""Days between the dated neighbours on both sides, beyond which a weekday between them tells too little."""
_SHORT_SPREAD = 1
"""The same where the text names no day at all: more than two days would tell too little."""
_WIDEST_SPREAD = 5
"""The same where the text names one past weekday only: with the day before, every weekday comes once."""
_LEAST_ANCHORS = 3
"""Dated articles that must show the order of a dump where only one side of an article is bounded by it."""
_MAX_REACH = 12
"""Articles to the only dated neighbour, where there is one on one side only."""
_UNTOLD_OFFSETS = frozenset({2, 3, 4})
"""Days from the day that is named to another weekday in the text that may as well lie before it as after it."""


def date_articles(drafts: Iterable[Draft]) -> Iterator[Article]:
    """The articles in their order, each with its date where one can be told."""
    window: list[Draft] = []
    place = 0
    for draft in drafts:
        _read_own(draft)
        window.append(draft)
        if len(window) - place > WINDOW:
            yield _dated(window, place)
            place += 1
            if place > WINDOW:
                del window[0]
                place -= 1
    while place < len(window):
        yield _dated(window, place)
        place += 1
        if place > WINDOW:
            del window[0]
            place -= 1


def _read_own(draft: Draft) -> None:
    """What needs no neighbours: a stated year, or a series whose first day is known."""
    evidence = draft.evidence
    if evidence.published is not None:
        settle(draft, evidence.published, evidence.published_basis)
    elif evidence.stated is not None and (day := evidence.stated.full):
        settle(draft, day, evidence.stated_basis)


def _dated(window: Sequence[Draft], place: int) -> Article:
    """One article of the window, dated. What neighbours settle on the way stays settled."""
    draft = window[place]
    if draft.found is None:
        pending = [other for other in window if other.anchor is None]
        # Parts of series that state their day first: the others are counted from them.
        numbered = [other for other in pending if other.evidence.series_number is not None]
        for other in sorted(numbered, key=lambda each: each.evidence.stated is None):
            settle_by_series(other, window)
        for other in pending:
            if other.anchor is None and other.evidence.stated is not None:
                _by_year(other, window)
        if draft.found is None:
            _by_lead(window, place)
        if draft.found is None:
            _by_weekday(window, place)
        if draft.found is None:
            _by_place(window, place)
    return draft.article if draft.found is None else replace(draft.article, date=draft.found)


# ---- days without a year -----------------------------------------------------------------------------------------


def _by_year(draft: Draft, window: Sequence[Draft]) -> None:
    """The year of a stated day: from the nearest dated neighbour, else from years that fit a weekday in the texts."""
    stated = draft.evidence.stated
    place = window.index(draft)
    anchors = [(abs(index - place), other.anchor) for index, other in enumerate(window) if other.anchor]
    if stated is None:
        return
    for _, anchor in sorted(anchors):
        days = [day for year in (anchor.year - 1, anchor.year, anchor.year + 1) if (day := stated.in_year(year))]
        nearest = min(days, key=lambda day: abs(day - anchor), default=None)
        if nearest is not None and abs((nearest - anchor).days) <= NEAR_DAYS:
            settle(draft, nearest, f"{draft.evidence.stated_basis}, year from dated neighbours in the dump")
            return
    if anchors:
        return
    years = _years_told(window, stated)
    if len(years) == 1 and (day := stated.in_year(years.pop())):
        how = "by its weekday and the years named" if stated.weekday is not None else "from days with weekdays"
        settle(draft, day, f"{draft.evidence.stated_basis}, year {how} in the text")


def _years_told(drafts: Sequence[Draft], stated: Day) -> set[int]:
    """Years in which every weekday that stands with its day fits, among the latest that the texts name.

    News tells of its own year or of the one just past; a year further back may fit a weekday by chance.
    """
    named = set().union(*(draft.evidence.years for draft in drafts))
    named = {year for year in named if year >= max(named) - 1}
    pairs = [
        pair for draft in drafts for pair in draft.evidence.pairs if pair.weekday is not None and pair.year is None
    ]
    if stated.weekday is not None:
        pairs = [*pairs, stated]
    near = [pair for pair in pairs if abs((pair.month - stated.month + 6) % 12 - 6) <= 1]
    return {year for year in named if near and all(pair.in_year(year) for pair in near)}


def _by_lead(window: Sequence[Draft], place: int) -> None:
    """The day on which the first paragraph sets the news, where no weekday in the text may be later."""
    draft = window[place]
    lead = draft.evidence.lead
    if lead is None:
        return
    day, how = lead.full, ""
    if day is None:
        anchors = sorted((abs(index - place), other.anchor) for index, other in enumerate(window) if other.anchor)
        near = [
            found
            for year in ({anchors[0][1].year + off for off in (-1, 0, 1)} if anchors else ())
            if (found := lead.in_year(year)) and abs((found - anchors[0][1]).days) <= NEAR_DAYS
        ]
        told = set() if anchors else _years_told(window, lead)
        if len(near) == 1:
            day, how = near[0], ", year from dated neighbours in the dump"
        elif len(told) == 1:
            day, how = lead.in_year(told.pop()), ", year by its weekday and the years named in the text"
    if day is None:
        return
    offsets = {(each.weekday - day.weekday()) % 7 for each in draft.evidence.mentions if not each.ahead}
    if offsets & _UNTOLD_OFFSETS:
        return
    day += timedelta(days=1 in offsets)
    before, after = _neighbours(window, place)
    slack = timedelta(days=1)
    if before and after and not min(before[1], after[1]) - slack <= day <= max(before[1], after[1]) + slack:
        return
    settle_softly(draft, day, f"the day of the first paragraph{how}")


# ---- weekdays ----------------------------------------------------------------------------------------------------


def _by_weekday(window: Sequence[Draft], place: int) -> None:
    """The day of an article that names weekdays only, between dated neighbours of a dump that keeps an order."""
    draft = window[place]
    if not draft.evidence.mentions:
        return
    before, after = _neighbours(window, place)
    low, high = (before or (0, None))[1], (after or (0, None))[1]
    if low is None and high is None:
        return
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
        told = f"between articles of {low} and {high}"
    elif sum(other.anchor is not None for other in window) < _LEAST_ANCHORS:
        return
    elif low is not None and before is not None and before[0] <= _MAX_REACH:
        high, told = low + timedelta(days=1), f"next to an article of {low}"
    elif high is not None and after is not None and after[0] <= _MAX_REACH:
        low, told = high - timedelta(days=1), f"next to an article of {high}"
    else:
        return
    spread = (high - low).days
    past = {each.weekday for each in draft.evidence.mentions if not each.ahead}
    if spread > _MAX_SPREAD and (spread > _WIDEST_SPREAD or len(past) != 1):
        return
    if day := _mentioned(draft.evidence, low, high, open_end=after is None):
        name = WEEKDAYS[day.weekday()].capitalize()
        settle_softly(draft, day, f'"{name}" in the text, {told} in the dump')


def _by_place(window: Sequence[Draft], place: int) -> None:
    """The span of an article that names no day at all, where near dated neighbours on both sides leave a short one."""
    before, after = _neighbours(window, place)
    if before is None or after is None or before[0] + after[0] > _MAX_REACH:
        return
    low, high = sorted((before[1], after[1]))
    if (high - low).days <= _SHORT_SPREAD:
        basis = f"its place in the dump, between articles of {low} and {high}"
        window[place].found = PublicationDate(low.isoformat(), high.isoformat(), "span", basis)


def _neighbours(window: Sequence[Draft], place: int) -> tuple[tuple[int, date] | None, tuple[int, date] | None]:
    """The nearest dated articles on the older and on the newer side, each with its distance in articles.

    None for a side without one, and for both where the dump keeps no order.
    """
    anchors = [(index, other.anchor) for index, other in enumerate(window) if other.anchor]
    step = _order([anchor for _, anchor in anchors])
    newer = [(abs(index - place), day) for index, day in anchors if (place - index) * step > 0]
    older = [(abs(index - place), day) for index, day in anchors if (index - place) * step > 0]
    return min(older, default=None), min(newer, default=None)


def _order(days: Sequence[date]) -> int:
    """1 where the dump runs from new to old, -1 from old to new, 0 where that cannot be told. One day off is noise."""
    if len(days) < 2:
        return 0
    steps = [(right - left).days for left, right in pairwise(days)]
    down, up = sum(step < 0 for step in steps), sum(step > 0 for step in steps)
    if max(steps) <= 1 and up * 3 <= down:
        return 1
    if min(steps) >= -1 and down * 3 <= up:
        return -1
    return 1 if max(steps) <= 0 else 0


def _mentioned(evidence: Evidence, low: date, high: date, *, open_end: bool) -> date | None:
    """The latest day that the text names as past or present and that falls between the day before `low` and `high`."""
    past = [_latest(mention.weekday, high) for mention in evidence.mentions if not mention.ahead]
    if fitting := [day for day in past if day >= low - timedelta(days=1)]:
        return max(fitting)
    ahead = [
        low + timedelta(days=(mention.weekday - low.weekday()) % 7) for mention in evidence.mentions if mention.ahead
    ]
    # What is still to come bounds the day from above; with the older neighbour it may leave a single day.
    return low if ahead and not past and not open_end and min(*ahead, high) == low else None


def _latest(weekday: int, high: date) -> date:
    return high - timedelta(days=(high.weekday() - weekday) % 7)
