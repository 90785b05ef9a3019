"""Conditions on what is known of an article: evaluated on the catalogue, without a look at any word."""

from reader.errors import QueryError
from reader.search.catalogue import Catalogue, Values
from reader.search.query.tree import DateRange, Field, New, NumberRange, Within
from reader.text import fold, slug

Filter = Field | DateRange | NumberRange | Within | New


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
        case Field(field="dump"):
            # An article that stands in several dumps has all their names, a line each.
            numbers = frozenset(
                number
                for number, names in enumerate(catalogue.dumps.names, 1)
                if any(matches_value(node.value, node.whole, name, slug(name)) for name in names.split("\n"))
            )
            return catalogue.dumps.positions_of(numbers)
        case DateRange(field="date"):
            return catalogue.between(node.first, node.last)
        case NumberRange(field="words"):
            return catalogue.with_words(node.first, node.last)
        case Field() | NumberRange():
            raise QueryError(node.column, f"`{node.field}:` cannot be searched yet")
        case DateRange():
            raise QueryError(node.column, "`since:` cannot be searched yet")
        case New():
            raise QueryError(node.column, "`new:` cannot be searched yet")
        case Within():
            written = node.unit if node.unit == "section" else f"same:{node.unit.removeprefix('same ')}"
            raise QueryError(node.column, f"`{written}( … )` cannot be searched yet")
