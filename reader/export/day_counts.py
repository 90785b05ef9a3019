"""Articles by day as a table: how many a search finds, beside all that there are."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date, timedelta

from reader.export.article_csv import BYTE_ORDER_MARK, guarded
from reader.export.characters import visible

_NO_DAY = ""

Dated = tuple[int, str | None, str | None]
"""An article's key, and the first and the last day of its date, ISO; None where it has none."""


class DayCounts:
    """By ISO day, the articles of the archive and those of each search; what has no single day stands under `""`."""

    def __init__(self, searches: int) -> None:
        self.total: Counter[str] = Counter()
        self.found: tuple[Counter[str], ...] = tuple(Counter() for _ in range(searches))

    def days(self) -> Iterator[str]:
        """Every day from the first to the last, and `""` where an article has no single one."""
        known = sorted(day for day in self.total if day)
        if known:
            day, last = date.fromisoformat(known[0]), date.fromisoformat(known[-1])
            while day < last:
                yield day.isoformat()
                day += timedelta(days=1)
            yield last.isoformat()
        if _NO_DAY in self.total:
            yield _NO_DAY


def counts_by_day(articles: Iterable[Dated], found: Sequence[Set[int]]) -> DayCounts:
    """Count the articles of an archive, and those whose keys each search has found.

    A date that is known to a month, a year or a span only is no day: nothing is shared out or guessed.
    """
    counts = DayCounts(len(found))
    for key, first, last in articles:
        day = first if first is not None and first == last else _NO_DAY
        counts.total[day] += 1
        for keys, counter in zip(found, counts.found, strict=True):
            if key in keys:
                counter[day] += 1
    return counts


def counts_csv(counts: DayCounts, names: Sequence[str], *, excel: bool = False) -> Iterator[bytes]:
    """A row a day: its date, the hits of each search, all articles, then each one's share of all, empty where 0 of 0.

    The last row, without a date, counts the articles without a single known day, where there are any.
    """
    named = [guarded(visible(name)) for name in names]
    head = ["date", *named, "total", *(f"{name} ratio" for name in named)]
    yield (BYTE_ORDER_MARK if excel else b"") + _line(head)
    for day in counts.days():
        hits, total = [counter[day] for counter in counts.found], counts.total[day]
        ratios = [f"{each / total:.4f}" if total else "" for each in hits]
        yield _line([day, *map(str, hits), str(total), *ratios])


def _line(cells: Sequence[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue().encode()
