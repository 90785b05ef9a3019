"""A digest as lines: a heading a saved search, its articles, and the figures that moved in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from reader.digest import Digest, DigestArticle, DigestSearch, MovedFigure, count_changed
from reader.text import clean
from reader.tui.dates import MONTHS, ROW_WIDTH, WEEKDAYS, Scale, row_date, row_scale
from reader.tui.layout import Piece
from reader.tui.widgets.block_list import Block
from reader.tui.wrap import cells_of, cut, pad

ONE_LINE = 78
"""Cells from which on outlet and date stand before the title, not below it."""

MOVED = "→"
LATER, CONFLICT = "later", "≠"
_WIDEST_OUTLET, _WIDEST_NAME = 20, 40

Outlets = Mapping[int, str | None]
"""Outlets of the articles that figures stand in, by key."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a digest: what it stands for, None for headings and notes, and its block."""

    item: DigestArticle | MovedFigure | None
    block: Block
    heads: bool = False


def digest_rows(found: Digest, outlets: Outlets, width: int) -> list[Row]:
    """Every row of a digest in lines of so many cells."""
    articles = [article for search in found.searches for article in search.articles]
    days = sorted(article.date.first for article in articles if article.date)
    scale: Scale = "year" if row_scale(days) == "year" else "month"  # no strip of days stands above
    names = max((cells_of(clean(article.outlet or "no outlet")) for article in articles), default=0)
    columns = _Columns(width, scale, min(names, _WIDEST_OUTLET))
    rows: list[Row] = []
    for search in found.searches:
        if rows and (rows[-1].item is not None or not rows[-1].heads or search.new or search.revised):
            rows.append(_note([[]]))
        rows.append(Row(None, Block([_heading(search, width)], chosen=False), heads=True))
        rows += [Row(article, Block(list(columns.article(article)))) for article in search.articles]
        if search.more:
            rows.append(_note([[(f"… {search.more:,} more", ("count",))]]))
        if search.figures:
            rows.append(_note([[(cut("figures that moved", width), ("heading",))]]))
        rows += [Row(each, Block(list(_figure(each, outlets, width)))) for each in search.figures]
        if search.uncompared:
            left = f"{search.uncompared:,} of these were not compared with earlier reports"
            rows.append(_note([[(cut(left, width), ("count",))]]))
    return rows


def _note(lines: Sequence[Sequence[Piece]]) -> Row:
    return Row(None, Block(lines, chosen=False))


def when(iso: str) -> str:
    """A time in words, where the computer stands: `Mon 17 March 18:05`, with the year where it is not this one."""
    try:
        at = datetime.fromisoformat(iso).astimezone()
    except (ValueError, OverflowError, OSError):
        return iso
    year = "" if at.year == datetime.now(at.tzinfo).year else f" {at.year}"
    return f"{WEEKDAYS[at.weekday()]} {at.day} {MONTHS[at.month - 1]}{year} {at:%H:%M}"


def _heading(search: DigestSearch, width: int) -> list[Piece]:
    name = cut(clean(search.name), min(_WIDEST_NAME, width))
    room = width - cells_of(name)
    if search.fault:
        return [(name, ("title",)), (cut(f" · {clean(search.fault)}", room), ("failed",))]
    since = f" since {when(search.since)}" if search.since else ", never looked at before"
    told = f" · {count_changed(search.new, search.revised)}{since} · {search.total:,} in all"
    return [(name, ("title",)), (cut(told, room), ("byline",))]


class _Columns:
    """The columns of articles in lines of so many cells."""

    def __init__(self, width: int, scale: Scale, outlet: int) -> None:
        self._width, self._scale, self._date, self._outlet = width, scale, ROW_WIDTH[scale], outlet

    def article(self, article: DigestArticle) -> Iterator[list[Piece]]:
        date, outlet = row_date(article.date, self._scale), clean(article.outlet or "no outlet")
        revised = "revised" if article.revised else ""
        if self._width >= ONE_LINE:
            room = self._width - self._date - self._outlet - 4 - (len(revised) + 2 if revised else 0)
            yield [
                (pad(date, self._date) + "  ", ("count",)),
                (pad(outlet, self._outlet) + "  ", ("byline",)),
                (cut(clean(article.title), max(1, room)), ("row",)),
                *([("  " + revised, ("sign",))] if revised else []),
            ]
            return
        yield [(cut(clean(article.title), self._width), ("row",))]
        beside = " · ".join([date, outlet])
        yield [(f"  {beside}", ("byline",)), *([(f" · {revised}", ("sign",))] if revised else [])]


def _figure(figure: MovedFigure, outlets: Outlets, width: int) -> Iterator[list[Piece]]:
    """What moved, then what was said before and what is said now, the figure always in sight."""
    unit = f", {figure.unit}" if figure.unit and figure.unit not in figure.what else ""
    verdict = LATER if figure.later else CONFLICT
    told = clean(f"{figure.what}{unit}: {figure.before} {MOVED} {figure.after}")
    moved = cut(told, max(1, width - len(verdict) - 2))
    room = width - cells_of(moved) - len(verdict) - 4
    beside = clean(_outlets(figure, outlets))
    yield [
        (moved, ("strong",)),
        ("  " + verdict, ("count",) if figure.later else ("failed",)),
        *([("  " + cut(beside, room), ("byline",))] if room >= cells_of(beside) or room > _WIDEST_OUTLET else []),
    ]
    for word, quote, value in (
        ("before", figure.quote_before, figure.before),
        ("now", figure.quote_after, figure.after),
    ):
        yield [(f"  {word:<6} ", ("count",)), *_around(clean(quote), clean(value), max(1, width - 9))]


def _outlets(figure: MovedFigure, outlets: Outlets) -> str:
    before, after = (outlets.get(key) or "no outlet" for key in (figure.before_key, figure.after_key))
    if figure.before_key == figure.after_key:
        return f"{after}, its own earlier text"
    return f"{before} {MOVED} {after}"


def _around(quote: str, value: str, width: int) -> Iterator[Piece]:
    """A sentence in one line, cut so that the figure in it is seen; the figure is lit."""
    at = quote.find(value)
    start = 0
    if at >= 0 and cells_of(quote[: at + len(value)]) > width - 1:
        start = max(0, at - width // 2)
        start = max(start, quote.rfind(" ", 0, start + 1) + 1)
    line = cut(("…" if start else "") + quote[start:], width)
    found = line.find(value) if value else -1
    if found < 0:
        yield line, ("byline",)
        return
    yield line[:found], ("byline",)
    yield value, ("lit-figure",)
    yield line[found + len(value) :], ("byline",)
