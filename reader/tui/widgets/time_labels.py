"""What the buckets of a timeline are called, as much of it as there is room for."""

from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len

from reader.results import Bucket, Timeline
from reader.tui.dates import MONTHS, WEEKDAYS


@dataclass(frozen=True, slots=True)
class Grid:
    """Which buckets are in sight and how many cells each has."""

    start: int
    shown: int
    cell: int


def labels(timeline: Timeline, grid: Grid) -> list[str]:
    """A name above each bucket; where buckets are narrow, only where one fits before the next."""
    shown = timeline.buckets[grid.start : grid.start + grid.shown]
    names = [bucket_name(bucket, timeline.unit) for bucket in shown]
    if all(cell_len(name) < grid.cell for name in names):
        return names
    line = ""
    for number, bucket in enumerate(shown):
        begins = date.fromisoformat(bucket.first)
        turns = number == 0 or _turns(begins, timeline.unit)
        name = (
            str(begins.year) if timeline.unit in ("month", "year") else f"{begins.day} {MONTHS[begins.month - 1][:3]}"
        )
        if turns and len(line) <= number * grid.cell <= len(shown) * grid.cell - cell_len(name):
            line = line.ljust(number * grid.cell) + name + " "
    return [line[at * grid.cell : (at + 1) * grid.cell] for at in range(len(shown))]


def _turns(begins: date, unit: str) -> bool:
    """Whether a larger unit begins with this bucket: a week of days, a month of weeks, a year of months."""
    match unit:
        case "day":
            return begins.weekday() == 0
        case "week":
            return begins.day <= 7
        case "month":
            return begins.month == 1
    return True


def bucket_name(bucket: Bucket, unit: str) -> str:
    """What stands above a bucket: `Mon 10`, `10 Mar`, `Mar 2031`, `2031`."""
    first = date.fromisoformat(bucket.first)
    month = MONTHS[first.month - 1][:3]
    if unit == "day":
        return f"{WEEKDAYS[first.weekday()]} {first.day}"
    if unit == "week":
        return f"{first.day} {month}"
    return f"{month} {first.year}" if unit == "month" else str(first.year)


def short_name(bucket: Bucket, unit: str) -> str:
    """The same in as few cells as can be: `10`, `Mar`, `2031`."""
    first = date.fromisoformat(bucket.first)
    if unit in ("day", "week"):
        return f"{first.day:02d}"
    return MONTHS[first.month - 1][:3] if unit == "month" else f"{first.year}"


def name_of(first: str, last: str) -> str:
    """Days in words: `14 March 2031`, `10 to 16 March 2031`, `28 February to 3 March 2031`."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    whole = f"{end.day} {MONTHS[end.month - 1]} {end.year}"
    if begin == end:
        return whole
    if (begin.month, begin.year) == (end.month, end.year):
        return f"{begin.day} to {whole}"
    year = "" if begin.year == end.year else f" {begin.year}"
    return f"{begin.day} {MONTHS[begin.month - 1]}{year} to {whole}"
