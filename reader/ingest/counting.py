"""Days of the parts of running lists, counted along their numbers."""

from collections.abc import Sequence
from datetime import date, timedelta

from reader.ingest.drafts import NEAR_DAYS, Draft, settle
from reader.ingest.profile import FILE

_SERIES_DRIFT = 3
"""Days by which a series' own count may be off from what its article states."""


def settle_by_series(draft: Draft, window: Sequence[Draft]) -> None:
    """The day of a part of a series: counted from a part that states its day, else from the series' first day."""
    evidence = draft.evidence
    number = evidence.series_number or 0
    told = [
        (abs((other.evidence.series_number or 0) - number), other)
        for other in window
        if other.anchor is not None
        and other.evidence.stated is not None
        and other.evidence.series_number is not None
        and other.evidence.series_name == evidence.series_name
    ]
    start, source = evidence.series_start, f"counted from {evidence.series_start} ({FILE})"
    if told:
        nearest = min(told, key=lambda pair: pair[0])[1]
        start = _minus(nearest.anchor, nearest.evidence.series_number)
        source = f"counted from day {nearest.evidence.series_number:,}, which states {nearest.anchor}"
    estimate = _minus(start, -number)
    if estimate is None:
        return
    if evidence.stated is None:
        drift = 0
        if evidence.opening_weekday is not None:  # numbers drift, weekdays do not
            drift = (evidence.opening_weekday - estimate.weekday() + 3) % 7 - 3
        if abs(drift) <= _SERIES_DRIFT - 1:
            settle(draft, estimate + timedelta(days=drift), f"series day {number:,}, {source}")
        return
    years = (estimate.year - 1, estimate.year, estimate.year + 1)
    days = [day for year in years if (day := evidence.stated.in_year(year))]
    nearest_day = min(days, key=lambda day: abs(day - estimate), default=None)
    if nearest_day is not None and abs((nearest_day - estimate).days) <= NEAR_DAYS:
        settle(draft, nearest_day, f"{evidence.stated_basis}, year from series day {number:,}, {source}")
        return
    near = [estimate + timedelta(days=off) for off in range(-_SERIES_DRIFT, _SERIES_DRIFT + 1)]
    stated = evidence.stated
    near = [
        day for day in near if day.weekday() == stated.weekday or (day.month, day.day) == (stated.month, stated.day)
    ]
    if estimate in near or len(near) == 1:
        day = estimate if estimate in near else near[0]
        settle(draft, day, f"series day {number:,}, {source}; the text's own day does not fit its weekday")


def _minus(day: date | None, number: int | None) -> date | None:
    try:
        return day - timedelta(days=number or 0) if day else None
    except OverflowError:
        return None
