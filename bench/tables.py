"""Figures as Markdown, printed or put between two marks of docs/performance.md."""

import statistics
from collections.abc import Sequence

from bench.measure import ROOT

PAGE = ROOT / "docs" / "performance.md"


def median_and_95th(seconds: Sequence[float]) -> str:
    """Median and 95th percentile in milliseconds."""
    if len(seconds) < 2:
        return "–"
    high = statistics.quantiles(seconds, n=20, method="inclusive")[-1]
    return f"{_ms(statistics.median(seconds))} / {_ms(high)}"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.1f}" if seconds < 0.0995 else f"{seconds * 1000:,.0f}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are set to the right."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write_tables(name: str, text: str) -> None:
    """Put tables into the page between the marks of that name. Raises ValueError where they are not there."""
    page = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->\n"
    head, old = page.split(begin)
    PAGE.write_text(f"{head}{begin}\n{text}\n\n{end}{old.split(end)[1]}", encoding="utf-8")
