"""Dossiers and their articles as lines: what they are called, where they are from, and why they are there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.article import PublicationDate
from reader.kept import Dossier, DossierEntry
from reader.text import clean, plural
from reader.tui.dates import ROW_WIDTH, Scale, row_date, row_scale
from reader.tui.layout import Piece
from reader.tui.widgets.block_list import Block
from reader.tui.wrap import cells_of, cut, pad, wrap

ONE_LINE = 78
"""Cells from which on outlet and date stand before the title, not below it."""

MOST_REMARK, MOST_FOREWORD = 12, 8
"""Lines of a remark and of a foreword that are shown; a page would push the articles out of sight."""

GONE = "in no dump now"
_WIDEST_OUTLET = 20


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article is from, and its id as it is now."""

    id: str
    outlet: str | None
    date: PublicationDate | None


def gone_in(dossier: Dossier) -> int:
    """How many articles of a dossier are in no dump now."""
    return sum(entry.key is None for entry in dossier.entries)


def counted(dossier: Dossier) -> str:
    """How many articles a dossier has, and how many of them are in no dump now."""
    gone = gone_in(dossier)
    return plural(len(dossier.entries), "article") + (f" · {gone:,} {GONE}" if gone else "")


def dossier_blocks(dossiers: Sequence[Dossier], width: int) -> list[Block]:
    """A line a dossier: its title, and how many articles it has."""
    widest = max((cells_of(counted(each)) for each in dossiers), default=0)
    room = max(8, width - widest - 2)
    return [
        Block([[(pad(clean(each.title), room) + "  ", ("row",)), (counted(each), ("count",))]]) for each in dossiers
    ]


def entry_blocks(dossier: Dossier, sources: Mapping[int, Source | None], width: int) -> list[Block]:
    """The foreword, then each article with its outlet and date, and the reader's remark below it."""
    blocks = []
    if dossier.foreword.strip():
        lines = list(_wrapped(dossier.foreword, width, MOST_FOREWORD, ("standfirst",)))
        blocks.append(Block([*lines, []], chosen=False))
    days = sorted(
        source.date.first for key, source in sources.items() if source is not None and source.date is not None and key
    )
    columns = _Columns(dossier.entries, sources, width, days)
    for number, entry in enumerate(dossier.entries, 1):
        lines = list(columns.lines(number, entry))
        if entry.remark.strip():
            indent: Piece = (" " * (columns.number + 1) + "│ ", ("sign",))
            room = width - columns.number - 3
            lines += [[indent, *line] for line in _wrapped(entry.remark, room, MOST_REMARK, ("emphasis",))]
        blocks.append(Block(lines))
    return blocks


class _Columns:
    """The columns of a dossier's rows in lines of so many cells."""

    def __init__(
        self,
        entries: Sequence[DossierEntry],
        sources: Mapping[int, Source | None],
        width: int,
        days: Sequence[str],
    ) -> None:
        self._sources, self._width = sources, width
        self.number = len(str(len(entries)))
        self._scale: Scale = "year" if row_scale(days) == "year" else "month"  # no strip of days stands above
        self._date = ROW_WIDTH[self._scale]
        names = [self._outlet(entry) for entry in entries]
        self._outlets = min(_WIDEST_OUTLET, max((cells_of(name) for name in names), default=0))

    def _outlet(self, entry: DossierEntry) -> str:
        if entry.key is None:
            return GONE
        if entry.key not in self._sources:
            return "…"
        source = self._sources[entry.key]
        return clean(source.outlet or "no outlet") if source is not None else GONE

    def _when(self, entry: DossierEntry) -> str:
        source = self._sources.get(entry.key) if entry.key is not None else None
        return row_date(source.date, self._scale) if source is not None else ""

    def lines(self, number: int, entry: DossierEntry) -> Iterator[list[Piece]]:
        outlet, date, title = self._outlet(entry), self._when(entry), clean(entry.title)
        ink = ("failed",) if outlet == GONE else ("byline",)
        begin: Piece = (f"{number:>{self.number}} ", ("count",))
        if self._width >= ONE_LINE:
            room = max(1, self._width - self.number - 1 - self._date - self._outlets - 4)
            yield [
                begin,
                (pad(date, self._date) + "  ", ("count",)),
                (pad(outlet, self._outlets) + "  ", ink),
                (cut(title, room), ("title",)),
            ]
            return
        yield [begin, (cut(title, max(1, self._width - self.number - 1)), ("title",))]
        beside = " · ".join(filter(None, [date, outlet]))
        yield [(" " * (self.number + 1) + cut(beside, max(1, self._width - self.number - 1)), ink)]


def _wrapped(text: str, width: int, most: int, inks: tuple[str, ...]) -> Iterator[list[Piece]]:
    """Lines of a text of several paragraphs, at most so many; the last says how many there are beyond."""
    rows = [line[start:end] for line in clean(text, multiline=True).split("\n") for start, end in wrap(line, width)]
    for row in rows[:most]:
        yield [(row, inks)]
    if len(rows) > most:
        yield [(f"… {plural(len(rows) - most, 'line')} more", ("count",))]
