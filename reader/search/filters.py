"""Conditions on what is known of an article: evaluated on the catalogue, without a look at any word."""

from datetime import datetime, time

from reader.errors import QueryError
from reader.search.catalogue import Catalogue
from reader.search.query.tree import DateRange, Field, NumberRange
from reader.search.values import Values
from reader.text import fold, slug

Filter = Field | DateRange | NumberRange

_EPOCH = datetime(1970, 1, 1).toordinal() * 86400.0


def matches_value(value: str, whole: bool, name: str, name_slug: str) -> bool:
    """Whether a name has the value's words in a row, or with `whole` is the value.

    Case, accents, spaces and hyphens do not matter; a `*` at the end leaves the last word open.
    """
    wanted = slug(value)
    if not wanted:  # nothing but signs: taken as it is
        return fold(value) == fold(name)
    if whole:
        return wanted == name_slug
    return f"-{wanted}{'' if value.endswith('*') else '-'}" in f"-{name_slug}-"


def _positions_of(values: Values, field: Field) -> int:
    pairs = zip(values.names, values.slugs, strict=True)
    numbers = frozenset(
        number for number, pair in enumerate(pairs, 1) if matches_value(field.value, field.whole, *pair)
    )
    return values.positions_of(numbers)


def topics_of(catalogue: Catalogue, field: Field) -> list[str]:
    """The topics that a `topic:` filter names."""
    return [
        topic
        for topic, topic_slug in catalogue.topic_slugs.items()
        if matches_value(field.value, field.whole, topic, topic_slug)
    ]


def articles_with(catalogue: Catalogue, node: Filter) -> int:
    """The set of articles that meet a condition. Raises QueryError for one that cannot be answered."""
    match node:
        case Field(field="topic"):
            found = 0
            for topic in topics_of(catalogue, node):
                found |= catalogue.topic_levels[topic][0]
            return found
        case Field(field="outlet"):
            return _positions_of(catalogue.outlets, node)
        case Field(field="agency"):
            return _positions_of(catalogue.agencies, node)
        case Field(field="kind"):
            return _positions_of(catalogue.kinds, node)
        case Field(field="series"):
            return _positions_of(catalogue.series, node)
        case Field(field="is", value="undated"):
            return catalogue.undated
        case Field(field="is", value="duplicate"):
            return catalogue.duplicates
        case Field(field="dump"):
            # An article that stands in several dumps has all their names, a line each.
            numbers = frozenset(
                number
                for number, names in enumerate(catalogue.dumps.names, 1)
                if any(matches_value(node.value, node.whole, name, slug(name)) for name in names.split("\n"))
            )
            return catalogue.dumps.positions_of(numbers)
        case DateRange(field="since"):
            return catalogue.added_from(_midnight(node.first)) if node.first else catalogue.everything
        case DateRange():
            return catalogue.between(node.first, node.last)
        case NumberRange(field="words"):
            return catalogue.with_words(node.first, node.last)
        case NumberRange():
            return catalogue.with_number(node.first, node.last)
    raise QueryError(node.column, f"`{node.field}:` is not answered here")


def _midnight(day: str) -> float:
    """When a day begins where the computer stands, in seconds since 1970 in UTC."""
    try:
        return datetime.combine(datetime.fromisoformat(day), time.min).timestamp()
    except (OverflowError, OSError, ValueError):  # days at the ends of the calendar, on some systems
        return datetime.fromisoformat(day).toordinal() * 86400.0 - _EPOCH
