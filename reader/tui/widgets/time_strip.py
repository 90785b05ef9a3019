"""The timeline strip: articles of the result by day, week, month or year, with a cursor and a brush."""

from collections.abc import Iterator, Mapping

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.results import Bucket, Timeline, TimeUnit
from reader.tui.layout import Piece
from reader.tui.widgets.painted import PaintedView
from reader.tui.widgets.time_labels import Grid, labels, name_of, short_name
from reader.tui.wrap import pad

BARS = "▁▂▃▄▅▆▇█"
NONE = "·"
"""What stands for a bucket without articles."""

WIDEST, NOTE = 14, 13
"""Cells that a bucket takes at most, and those of the note at the right, its gap included."""

_FULL, _SHARED, _COUNTED, _ALONE = 12, 8, 4, 6  # fewest cells for topics and share, count and share, count; one line


class TimeStrip(PaintedView, can_focus=True, inherit_bindings=False):
    """Two lines, or one where there is less room: what each bucket is called, and a bar with its numbers."""

    ALLOW_SELECT = False

    class Moved(Message):
        """The cursor or the range has moved."""

    class Chosen(Message):
        """Days were chosen, both included; ISO dates."""

        def __init__(self, view: "TimeStrip", first: str, last: str) -> None:
            super().__init__()
            self.view = view
            self.first = first
            self.last = last

        @property
        def control(self) -> "TimeStrip":
            """The strip."""
            return self.view

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._timeline: Timeline | None = None
        self._signs: Mapping[str, str] = {}
        self._loading = False
        self._cursor = 0
        self._brush: int | None = None
        self._start = 0

    # what is shown

    def set_timeline(self, timeline: Timeline, signs: Mapping[str, str]) -> None:
        """Show a timeline. In focus the cursor stays on its day, else it goes to the newest of the days asked for."""
        before = self.bucket
        self._timeline, self._signs, self._loading, self._brush = timeline, signs, False, None
        buckets = timeline.buckets
        self.set_message(() if buckets else (self._nothing(timeline),), "empty")
        stays = before is not None and self.has_focus
        wanted = before.first if before is not None and stays else timeline.last
        self._cursor = max((at for at, bucket in enumerate(buckets) if bucket.first <= wanted), default=0)
        if not stays:
            self._start = max((at for at, bucket in enumerate(buckets) if bucket.first <= timeline.first), default=0)
        self._show_cursor()

    @staticmethod
    def _nothing(timeline: Timeline) -> str:
        return "no dated article" + (f" ({timeline.undated:,} undated)" if timeline.undated else "")

    def show_loading(self) -> None:
        """The last bars stay, dimmed, while new ones are on their way."""
        self._loading = True
        self.refresh()

    def show_failed(self, text: str) -> None:
        """Say why there is no timeline."""
        self._timeline, self._loading = None, False
        self.set_message((f"no timeline: {text}",), "failed")

    @property
    def bucket(self) -> Bucket | None:
        """The bucket under the cursor."""
        buckets = self._timeline.buckets if self._timeline else ()
        return buckets[self._cursor] if self._cursor < len(buckets) else None

    @property
    def unit(self) -> TimeUnit | None:
        """What is counted by, None as long as nothing is."""
        return self._timeline.unit if self._timeline else None

    @property
    def most_buckets(self) -> int:
        """Buckets that fit with their counts: what the smallest fitting unit is chosen by."""
        return max(1, self._room // (_COUNTED if self.size.height > 1 else _ALONE))

    # cursor and brush

    def move(self, buckets: int) -> None:
        """Move the cursor to later buckets, to earlier ones if negative."""
        if self._timeline and self._timeline.buckets:
            self._cursor = min(max(0, self._cursor + buckets), len(self._timeline.buckets) - 1)
            self._show_cursor()

    def move_first(self) -> None:
        """To the first bucket."""
        self.move(-len(self._timeline.buckets) if self._timeline else 0)

    def move_last(self) -> None:
        """To the last bucket."""
        self.move(len(self._timeline.buckets) if self._timeline else 0)

    def move_page(self, direction: int, *, half: bool = False) -> None:
        """Later (1) or earlier (-1) by all the buckets in sight or half of them."""
        self.move(direction * max(1, self._grid.shown // (2 if half else 1)))

    def toggle_brush(self) -> None:
        """Begin a range at the cursor, or let go of the one begun."""
        self._brush = None if self._brush is not None else self._cursor
        self._show_cursor()

    @property
    def brushing(self) -> bool:
        """Whether a range has been begun."""
        return self._brush is not None

    def choose(self) -> None:
        """Choose the range, or the bucket under the cursor."""
        if self._timeline and self.bucket is not None:
            low, high = self._range
            buckets = self._timeline.buckets
            self._brush = None
            self.post_message(self.Chosen(self, buckets[low].first, buckets[high].last))

    @property
    def _range(self) -> tuple[int, int]:
        other = self._cursor if self._brush is None else self._brush
        return min(other, self._cursor), max(other, self._cursor)

    def describe(self) -> str:
        """The bucket under the cursor, or the range begun, in words."""
        if self._timeline is None or self.bucket is None:
            return ""
        low, high = self._range
        chosen = self._timeline.buckets[low : high + 1]
        articles = chosen[0].articles + sum(each.articles - each.earlier for each in chosen[1:])
        all_of = chosen[0].in_archive + sum(each.in_archive - each.earlier_in_archive for each in chosen[1:])
        days = name_of(chosen[0].first, chosen[-1].last)
        share = f", {articles * 100 // all_of} % of that time" if all_of else ""
        return f"{days}: {articles:,} of {all_of:,} articles{share}"

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a bucket; a second one on the same chooses it."""
        at = event.get_content_offset(self)
        grid = self._grid
        if at is None or self._timeline is None or self.message or at.x >= grid.shown * grid.cell:
            return
        bucket = grid.start + at.x // grid.cell
        if bucket == self._cursor and self.has_focus:
            self.choose()
        else:
            self._cursor = bucket
            self._show_cursor()

    # geometry

    @property
    def _room(self) -> int:
        return max(1, self.content_size.width - NOTE)

    @property
    def _grid(self) -> Grid:
        number = len(self._timeline.buckets) if self._timeline else 0
        cell = min(WIDEST, max(1, self._room // number)) if number else 1
        if self.size.height < 2:
            cell = max(cell, _ALONE)  # in one line a bucket has no other name than its cell
        shown = min(number, self._room // cell)
        return Grid(min(self._start, number - shown), shown, cell)

    def _show_cursor(self) -> None:
        grid = self._grid
        if self._cursor < grid.start:
            self._start = self._cursor
        elif self._cursor >= grid.start + grid.shown:
            self._start = self._cursor - grid.shown + 1
        else:
            self._start = grid.start
        self.virtual_size = Size(0, self.size.height)
        self.refresh()
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """As many buckets as fit now."""
        self._show_cursor()

    # painting

    def render_line(self, y: int) -> Strip:
        """Line `y`: names above, bars below; in one line names and bars together."""
        width = self.content_size.width
        if self.message:
            return self.paint([(self.message, (self._message_kind,))] if y == 0 else [], width)
        if self._timeline is None:
            return self.paint([("…", ("loading",))] if y == 0 else [], width)
        one_line = self.size.height < 2
        return self.paint(
            self._line(self._timeline, y, one_line=one_line), width, *(("stale",) if self._loading else ())
        )

    def _line(self, timeline: Timeline, y: int, *, one_line: bool) -> Iterator[Piece]:
        grid, unit = self._grid, timeline.unit
        low, high = self._range
        most = max((bucket.articles for bucket in timeline.buckets), default=0)
        names = labels(timeline, grid)
        for number in range(grid.start, grid.start + grid.shown):
            bucket = timeline.buckets[number]
            chosen = self.has_focus and low <= number <= high
            inks = ("cursor",) if chosen and number == self._cursor else ("selected",) if chosen else ()
            if one_line:
                text = f"{short_name(bucket, unit)}{_bar(bucket, most)}"
                count = f"{bucket.articles}" if bucket.articles else ""
                if cell_len(text + count) < grid.cell:
                    text += count
                yield pad(text, grid.cell), ("bar", *inks)
            elif y == 0:
                yield pad(names[number - grid.start], grid.cell), ("count", *inks)
            else:
                yield from self._cell(bucket, most, grid.cell, inks)
        used = grid.shown * grid.cell
        hidden = len(timeline.buckets) - grid.shown
        note = f"by {unit}" if not hidden else f"by {unit} +{hidden:,}"
        if y or one_line:
            note = f"{timeline.undated:,} undated" if timeline.undated else "of the " + unit if not one_line else note
        yield " " * max(0, self.content_size.width - used - cell_len(note)), ()
        yield note, ("count",)

    def _cell(self, bucket: Bucket, most: int, cell: int, inks: tuple[str, ...]) -> Iterator[Piece]:
        """A bar with as much beside it as there is room for: topics and share, count and share, or the count."""
        if cell < _COUNTED:
            yield pad(_bar(bucket, most) * max(1, cell - 1), cell), ("bar", *inks)
            return
        share = f"{bucket.articles * 100 // bucket.in_archive}%" if bucket.articles and bucket.in_archive else ""
        beside = ""
        if bucket.articles:
            topics = [f"{self._signs.get(topic, topic[:1].upper())}{count}" for topic, count in bucket.sections[:2]]
            choices = [" ".join([*topics, share]), f"{bucket.articles:,} {share}", f"{bucket.articles:,}"]
            wanted = choices[0 if cell >= _FULL and topics else 1 if cell >= _SHARED else 2 :]
            room = cell - (2 if cell == _COUNTED else 3)
            beside = next((text for text in wanted if cell_len(text) <= room), "")
        yield _bar(bucket, most) + (" " if cell > _COUNTED else ""), ("bar", *inks)
        yield (
            pad(beside or ("0" if not bucket.articles else ""), cell - (2 if cell > _COUNTED else 1)),
            ("count", *inks),
        )


def _bar(bucket: Bucket, most: int) -> str:
    if not bucket.articles:
        return NONE
    return BARS[min(len(BARS) - 1, (bucket.articles * len(BARS) - 1) // most)]
