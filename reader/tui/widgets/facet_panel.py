"""The panel of facets: what the result holds by topic, outlet and more, and what of it the query asks for."""

from collections.abc import Iterator, Mapping, Set
from typing import Literal

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.results import Facets, FacetValue, NameFacets
from reader.text import clean
from reader.tui.layout import Piece
from reader.tui.widgets.facet_rows import (
    BAR,
    GROUPS,
    MORE_STEP,
    Row,
    columns,
    count_text,
    rows_of,
    short_form,
    values_of,
)
from reader.tui.widgets.painted import MessageKind, PaintedView
from reader.tui.wrap import ELLIPSIS, cells_of, pad

Action = Literal["include", "exclude", "clear", "only"]


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
        self._rows: list[Row] = []
        self._cursor = 0
        self._loading = False
        self._facets = Facets()
        self._names: NameFacets | None = None
        self._names_loading = False
        self._included: Mapping[str, Set[str]] = {}
        self._excluded: Mapping[str, Set[str]] = {}
        self._shown = {group.field: group.shown for group in GROUPS}

    def set_facets(
        self,
        facets: Facets,
        included: Mapping[str, Set[str]] | None = None,
        excluded: Mapping[str, Set[str]] | None = None,
    ) -> None:
        """Show counts. `included` and `excluded` name by field the values the query asks for, as shown or as slugs.

        Names stay as they were, without counts, until theirs come.
        """
        self._facets, self._included, self._excluded = facets, included or {}, excluded or {}
        self._loading, self._names_loading = False, True
        self.set_message((), "empty")
        self._rebuild()

    def set_names(self, names: NameFacets) -> None:
        """Show the names of the result."""
        self._names, self._names_loading = names, False
        self._rebuild()

    def _rebuild(self) -> None:
        before = self.current
        values, distinct = values_of(self._facets, self._names), self._distinct()
        self._rows = [
            row
            for group in GROUPS
            for row in rows_of(
                group,
                values.get(group.field, ()),
                distinct.get(group.field, 0),
                self._shown[group.field],
                self._included.get(group.field, frozenset()),
                self._excluded.get(group.field, frozenset()),
            )
        ]
        stops = [number for number, row in enumerate(self._rows) if row.can_be_chosen]
        same = [n for n in stops if before is not None and self._value_at(n) == before]
        self._cursor = (same or [n for n in stops if n >= self._cursor] or stops[-1:] or [0])[0]
        self._resized()

    def _distinct(self) -> dict[str, int]:
        return dict(zip(("people", "place", "org"), self._names.distinct, strict=True)) if self._names else {}

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

    def _value_at(self, line: int) -> tuple[str, str] | None:
        row = self._rows[line] if line < len(self._rows) else None
        return (row.group.field, row.value.value) if row is not None and row.value is not None else None

    @property
    def current(self) -> tuple[str, str] | None:
        """Field and value under the cursor."""
        return self._value_at(self._cursor)

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
        row = self._rows[self._cursor] if self._cursor < len(self._rows) else None
        if row is None:
            return
        if row.more and action in ("include", "only"):
            self._shown[row.group.field] += MORE_STEP
            self._rebuild()
        elif row.value is not None:
            # What the query names already it names in its own way: taken out, it goes however it is written.
            named = row.sign == "[x]" and action == "include"
            others = values_of(self._facets, self._names).get(row.group.field, ())
            value = row.value.value
            if not named and row.group.field not in ("topic", "date", "series", "kind", "dump"):
                value = short_form(value, others, alone=row.group.names)
            self.post_message(self.Chosen(self, row.group.field, value, action))

    # The cursor

    def move(self, values: int) -> None:
        """Move the cursor down by so many values, up if negative; headings are passed over."""
        places = [number for number, row in enumerate(self._rows) if row.can_be_chosen]
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
        first = self._cursor - (1 if self._cursor and not self._rows[self._cursor - 1].can_be_chosen else 0)
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
        if not self.message and line < len(self._rows) and self._rows[line].can_be_chosen and not self._is_bar(at.y):
            self._move_to(line)
            self.include()

    # Painting

    def _values_below(self) -> int:
        bottom = round(self.scroll_y) + self.size.height
        if bottom >= len(self._rows) or self.size.height < 3:
            return 0
        return sum(row.can_be_chosen for row in self._rows[bottom - 1 :])

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
        at_cursor = line == self._cursor and self.has_focus
        if row.more:
            under = ("cursor",) if at_cursor else ()
            return self.paint([((">" if at_cursor else " ") + row.text, ("count",))], width, *under)
        if row.value is None:
            heading = row.text == row.group.heading
            text = row.group.long_heading if heading and len(row.group.long_heading) + 2 <= width else row.text
            return self.paint([(" " + text, ("heading" if heading else "empty",))], width)
        return self.paint(self._value(row, at_cursor), width, *(("cursor",) if at_cursor else ()))

    def _value(self, row: Row, at_cursor: bool) -> Iterator[Piece]:
        """` [x] fighting  8 · 10 ▇▇▇`, in columns that fit every value of the group."""
        assert row.value is not None  # asked for values only
        values: dict[str, FacetValue] = {
            other.text: other.value for other in self._rows if other.group is row.group and other.value is not None
        }
        joint, name_room, bar = columns(values, self.size.width, whole=row.group.names)
        counts = max(cells_of(count_text(value, joint)) for value in values.values())
        loading = self._loading or (row.group.names and self._names_loading)
        count = ELLIPSIS if loading else count_text(row.value, joint)
        ink = "off" if row.sign == "[-]" else "on" if row.sign == "[x]" else ""
        yield ">" if at_cursor else " ", ("mark",)
        yield row.sign + " ", ("sign",) if row.sign != "[ ]" else ("count",)
        yield pad(clean(row.text), name_room) + " ", (ink,)
        yield pad(count, counts, right=True), ("count",)
        if bar:
            most = max(1, *(value.count for value in values.values()), row.value.count)
            filled = 0 if loading or row.value.count < 1 else max(1, round(BAR * row.value.count / most))
            yield " " + "▇" * filled, ("bar",)
