"""The lines of the facet panel: fields with their values, signs and counts, and how they are set in columns."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from reader.results import Facets, FacetValue, NameFacets
from reader.text import clean, slug
from reader.tui.dates import MONTHS, WEEKDAYS, parse_day
from reader.tui.wrap import cells_of

UNKNOWN = -1
"""Stands for a count that is not told."""

# Cells of a bar; of the sign before a name with its blank; and the fewest a name should have.
BAR, SIGN, NAME = 3, 4, 9


@dataclass(frozen=True, slots=True)
class Group:
    """A field with its heading, what is said where it has no values (empty: nothing), and how many are shown at first.

    `names` says that its counts come after the others.
    """

    field: str
    heading: str
    long_heading: str
    empty: str
    shown: int
    names: bool = False


GROUPS = (
    Group("topic", "Topics (sections)", "Topics (articles · sections)", "no sections in this result", 12),
    Group("outlet", "Outlets (articles)", "Outlets (articles)", "no outlets in this result", 8),
    Group("people", "People", "People", "", 5, names=True),
    Group("place", "Places", "Places", "", 5, names=True),
    Group("org", "Organisations", "Organisations", "", 5, names=True),
    Group("tag", "Tags", "Your tags", "", 6),
    Group("agency", "Agencies", "Agencies", "", 4),
    Group("series", "Series", "Series", "", 4),
    Group("kind", "Kinds", "Kinds of article", "", 5),
    Group("date", "Days, newest first", "Days, newest first", "", 5),
    Group("dump", "Dumps", "Dumps", "", 4),
)

MORE_STEP = 25
"""Values that one press on `… more` adds."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the panel: a heading, a remark, a value and how it stands in the query, or how many are not shown.

    `more` is how many of those can be shown at once.
    """

    group: Group
    text: str
    value: FacetValue | None = None
    sign: str = ""
    more: int = 0

    @property
    def can_be_chosen(self) -> bool:
        """Whether the cursor stops here."""
        return self.value is not None or self.more > 0


def values_of(facets: Facets, names: NameFacets | None) -> dict[str, tuple[FacetValue, ...]]:
    """The values of every field, by field; those of names only where they are known."""
    found = {
        "topic": facets.topic,
        "outlet": facets.outlet,
        "agency": facets.agency,
        "series": facets.series,
        "kind": facets.kind,
        "date": facets.date[::-1],
        "dump": facets.dump,
        "tag": facets.tag,
    }
    if names is not None:
        found |= {"people": names.people, "place": names.place, "org": names.org}
    return found


def rows_of(
    group: Group,
    values: Sequence[FacetValue],
    distinct: int,
    shown: int,
    included: Set[str],
    excluded: Set[str],
) -> list[Row]:
    """A group's lines: at most `shown` of its values, and those that the query names though the result has none."""
    wanted, unwanted = {slug(value) for value in included}, {slug(value) for value in excluded}
    # A slug of each of a thousand days takes 10 ms, so they are made where the query names values only.
    have = {slug(value.value) for value in values} if wanted or unwanted else set()
    absent = 0 if group.field in ("topic", "outlet", "tag") else UNKNOWN
    missing = [FacetValue(each, absent) for each in (*sorted(included), *sorted(excluded)) if slug(each) not in have]
    named = [value for value in values[shown:] if slug(value.value) in wanted | unwanted] if have else []
    rows = [Row(group, group.heading)]
    for value in (*values[:shown], *named, *missing):
        key = slug(value.value)
        sign = "[x]" if key in wanted else "[-]" if key in unwanted else "[ ]"
        rows.append(Row(group, label_of(group, value.value), value, sign))
    if left := max(distinct, len(values)) - min(shown, len(values)) - len(named):
        text = "… more" if distinct == UNKNOWN else f"… {left:,} more"
        rows.append(Row(group, text, more=left if len(values) > shown else 0))
    if len(rows) == 1:
        return [*rows, Row(group, group.empty)] if group.empty else []
    return rows


def label_of(group: Group, value: str) -> str:
    """What a value is called: a day with its weekday, a series by its name."""
    day = parse_day(value) if group.field == "date" else None
    if day is None:
        return value
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1][:3]} {day.year % 100:02d}"


def short_form(value: str, others: Sequence[FacetValue], *, alone: bool) -> str:
    """The value as a query should name it: with `=` where the short form would find other values as well.

    `alone` says that `others` are not all the values there are: then a single word never stands without it.
    """
    wanted = slug(value)
    if alone and "-" not in wanted:
        return f"={value}"
    catches = any(f"-{wanted}-" in f"-{slug(other.value)}-" for other in others if slug(other.value) != wanted)
    return f"={value}" if catches else value


def count_text(value: FacetValue, joint: str | None) -> str:
    """`8`, or with sections `8 · 10`; sections alone where there is no `joint`."""
    if value.count == UNKNOWN:
        return ""
    if value.sections is None:
        return f"{value.count:,}"
    if joint is None:
        return f"{value.sections:,}"
    return f"{value.count:,}{joint}{value.sections:,}"


def columns(values: Mapping[str, FacetValue], width: int, *, whole: bool = False) -> tuple[str | None, int, bool]:
    """How counts are joined (None: sections alone), the cells for names, and whether there is room for bars.

    `values` are a group's by what they are called; with `whole` there are no bars where one would cut a name.
    """
    longest = max(cells_of(clean(name)) for name in values)
    for bar in (True, False):
        for joint in (" · ", "·", None):
            counts = max(cells_of(count_text(value, joint)) for value in values.values())
            room = width - 1 - SIGN - 1 - counts - 1 - (BAR + 1 if bar else 0)
            if room >= (longest if whole and bar else min(longest, NAME)):
                return joint, min(room, max(longest, NAME)) if room > 2 * NAME else room, bar
    return None, max(1, room), False
