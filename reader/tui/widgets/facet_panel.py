"""The panel of facets: what the result holds by topic and outlet, and what of it the query asks for."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.results import Facets, FacetValue
from reader.text import clean, slug
from reader.tui.layout import Piece
from reader.tui.widgets.painted import MessageKind, PaintedView
from reader.tui.wrap import ELLIPSIS, pad

Action = Literal["include", "exclude", "clear", "only"]

# Cells of a bar; of the sign before a name with its blank; and the fewest a name should have.
_BAR, _SIGN, _NAME = 3, 4, 9


@dataclass(frozen=True, slots=True)
class _Group:
    """A field with its heading and what is said where it has no values."""

    field: str
    heading: str
    long_heading: str
    empty: str


_GROUPS = (
    _Group("topic", "Topics (sections)", "Topics (articles · sections)", "no sections in this result"),
    _Group("outlet", "Outlets (articles)", "Outlets (articles)", "no outlets in this result"),
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the panel: a heading, a remark, or (with a `value`) a value and how it stands in the query."""

    group: _Group
    text: str
    value: FacetValue | None = None
    sign: str = ""


class FacetPanel(PaintedView, can_focus=True, inherit_bindings=False):
    """Values with their counts, bars and signs: `[x]` asked for, `[-]` excluded, `[ ]` neither."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """A value was chosen: add it or take it out, exclude it, drop its field from the query, or keep only it."""

        def __init__(self, view: "FacetPanel", field: str, value: str, action: Action) -> None:
            super().__init__()
            self.view = view
            self.field = field
            self.value = value
            self.action = action

        @property
        def control(self) -> "FacetPanel":
            """The panel."""
            return self.view

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: list[_Row] = []
        self._cursor = 0
        self._loading = False

    def set_facets(
        self,
        facets: Facets,
        included: Mapping[str, Set[str]] | None = None,
        excluded: Mapping[str, Set[str]] | None = None,
    ) -> None:
        """Show counts. `included` and `excluded` name by field the values the query asks for, as shown or as slugs."""
        before = self.current
        self._rows = []
        for group, values in zip(_GROUPS, (facets.topic, facets.outlet), strict=True):
            self._rows += _rows(
                group, values, (included or {}).get(group.field, ()), (excluded or {}).get(group.field, ())
            )
        self._loading = False
        self.set_message((), "empty")
        values_at = [number for number, row in enumerate(self._rows) if row.value is not None]
        same = [n for n in values_at if (self._rows[n].group.field, self._rows[n].text) == before]
        self._cursor = (same or [n for n in values_at if n >= self._cursor] or values_at[-1:] or [0])[0]
        self._resized()

    def show_loading(self) -> None:
        """The values stay while new counts are on their way; their numbers become `…`."""
        self._loading = True
        self._strips.clear()
        self.refresh()

    def show_message(self, text: str, kind: MessageKind = "empty") -> None:
        """Say in words why there are no facets."""
        self._rows, self._cursor, self._loading = [], 0, False
        self.set_message(text.split("\n"), kind)
        self._resized()

    @property
    def current(self) -> tuple[str, str] | None:
        """Field and value under the cursor."""
        row = self._rows[self._cursor] if self._cursor < len(self._rows) else None
        return (row.group.field, row.text) if row is not None and row.value is not None else None

    # Choosing

    def include(self) -> None:
        """Add the value under the cursor to the query, or take it out again."""
        self._choose("include")

    def exclude(self) -> None:
        """Exclude the value under the cursor."""
        self._choose("exclude")

    def clear(self) -> None:
        """Drop the field under the cursor from the query."""
        self._choose("clear")

    def only(self) -> None:
        """Keep only the value under the cursor."""
        self._choose("only")

    def _choose(self, action: Action) -> None:
        if self.current is not None:
            self.post_message(self.Chosen(self, *self.current, action))

    # The cursor

    def move(self, values: int) -> None:
        """Move the cursor down by so many values, up if negative; headings are passed over."""
        places = [number for number, row in enumerate(self._rows) if row.value is not None]
        if places:
            at = places.index(self._cursor) if self._cursor in places else 0
            self._move_to(places[min(max(0, at + values), len(places) - 1)])

    def move_first(self) -> None:
        """To the first value."""
        self.move(-len(self._rows))

    def move_last(self) -> None:
        """To the last value."""
        self.move(len(self._rows))

    def move_page(self, direction: int, *, half: bool = False) -> None:
        """Down (1) or up (-1) by a page or half of one."""
        self.move(direction * max(1, self.size.height // 2 if half else self.page))

    def _move_to(self, line: int) -> None:
        self._cursor = line
        self._keep_cursor_in_sight()
        self.refresh()

    def _keep_cursor_in_sight(self) -> None:
        height, top = self.size.height, round(self.scroll_y)
        # The heading above the first value of a group stays in sight with it.
        first = self._cursor - (1 if self._cursor and self._rows[self._cursor - 1].value is None else 0)
        bar = 1 if self._cursor < len(self._rows) - 1 and height > 2 else 0
        if first < top:
            top = first
        elif self._cursor + bar >= top + height:
            top = self._cursor + bar - height + 1
        self.scroll_to(y=max(0, min(top, len(self._rows) - height)), animate=False, force=True)

    def on_resize(self) -> None:
        """Columns are set anew."""
        self._resized()

    def _resized(self) -> None:
        self._strips.clear()
        self.virtual_size = Size(0, len(self._rows))
        if self.size.height and self.is_mounted:
            self._keep_cursor_in_sight()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click on a value adds it to the query or takes it out."""
        at = event.get_content_offset(self)
        if at is None:
            return
        line = at.y + round(self.scroll_y)
        if (
            not self.message
            and line < len(self._rows)
            and self._rows[line].value is not None
            and not self._is_bar(at.y)
        ):
            self._move_to(line)
            self.include()

    # Painting

    def _values_below(self) -> int:
        bottom = round(self.scroll_y) + self.size.height
        if bottom >= len(self._rows) or self.size.height < 3:
            return 0
        return sum(row.value is not None for row in self._rows[bottom - 1 :])

    def _is_bar(self, y: int) -> bool:
        return y == self.size.height - 1 and self._values_below() > 0

    def render_line(self, y: int) -> Strip:
        """Line `y` of the panel: a heading, a value with count and bar, or how many are left below."""
        width = self.size.width
        if self.message:
            return self.paint_message(y, width)
        if self._is_bar(y):
            return self.paint([(f" … {self._values_below():,} more", ("count",))], width)
        line = y + round(self.scroll_y)
        if not 0 <= line < len(self._rows):
            return self.paint([], width)
        row = self._rows[line]
        if row.value is None:
            heading = row.text == row.group.heading
            text = row.group.long_heading if heading and len(row.group.long_heading) + 2 <= width else row.text
            return self.paint([(" " + text, ("heading" if heading else "empty",))], width)
        at_cursor = line == self._cursor and self.has_focus
        return self.paint(self._value(row, at_cursor), width, *(("cursor",) if at_cursor else ()))

    def _value(self, row: _Row, at_cursor: bool) -> Iterator[Piece]:
        """` [x] fighting  8 · 10 ▇▇▇`, in columns that fit every value of the group."""
        assert row.value is not None  # asked for values only
        values = [other.value for other in self._rows if other.group is row.group and other.value is not None]
        joint, name_room, bar = _columns(values, self.size.width)
        counts = max(cell_len(_count(value, joint)) for value in values)
        count = ELLIPSIS if self._loading else _count(row.value, joint)
        ink = "off" if row.sign == "[-]" else "on" if row.sign == "[x]" else ""
        yield ">" if at_cursor else " ", ("mark",)
        yield row.sign + " ", ("sign",) if row.sign != "[ ]" else ("count",)
        yield pad(clean(row.text), name_room) + " ", (ink,)
        yield pad(count, counts, right=True), ("count",)
        if bar:
            most = max(1, *(value.count for value in values)) if len(values) > 1 else max(1, values[0].count)
            filled = 0 if self._loading or not row.value.count else max(1, round(_BAR * row.value.count / most))
            yield " " + "▇" * filled, ("bar",)


def _rows(
    group: _Group, values: tuple[FacetValue, ...], included: Set[str] | tuple[()], excluded: Set[str] | tuple[()]
) -> list[_Row]:
    """A group's lines. A value that is asked for stays in sight though the result has none of it."""
    wanted, unwanted = {slug(value) for value in included}, {slug(value) for value in excluded}
    have = {slug(value.value) for value in values}
    missing = [value for value in (*sorted(included), *sorted(excluded)) if slug(value) not in have]
    rows = [_Row(group, group.heading)]
    for value in (*values, *(FacetValue(value, 0) for value in missing)):
        key = slug(value.value)
        sign = "[x]" if key in wanted else "[-]" if key in unwanted else "[ ]"
        rows.append(_Row(group, value.value, value, sign))
    if len(rows) == 1:
        rows.append(_Row(group, group.empty))
    return rows


def _count(value: FacetValue, joint: str | None) -> str:
    if value.sections is None:
        return f"{value.count:,}"
    if joint is None:
        return f"{value.sections:,}"
    return f"{value.count:,}{joint}{value.sections:,}"


def _columns(values: list[FacetValue], width: int) -> tuple[str | None, int, bool]:
    """How counts are joined (None: sections alone), the cells for names, and whether there is room for bars."""
    longest = max(cell_len(clean(value.value)) for value in values)
    for bar in (True, False):
        for joint in (" · ", "·", None):
            counts = max(cell_len(_count(value, joint)) for value in values)
            room = width - 1 - _SIGN - 1 - counts - 1 - (_BAR + 1 if bar else 0)
            if room >= min(longest, _NAME):
                return joint, min(room, max(longest, _NAME)) if room > 2 * _NAME else room, bar
    return None, max(1, room), False
