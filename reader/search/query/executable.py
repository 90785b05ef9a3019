"""What of the query language this version answers, and what it only reads so far."""

from reader.errors import QueryError
from reader.search.query.tree import DateRange, Field, Near, New, Node, NumberRange, Title, Within
from reader.search.query.walk import walk

ANSWERED_FIELDS = frozenset({"outlet", "topic", "dump"})


def check(tree: Node) -> None:
    """Refuse what is not answered yet. Raises QueryError at the first such part, so that no result is a guess."""
    for node in walk(tree):
        name = _unanswered(node)
        if name:
            raise QueryError(_column(node), f"{name} is not answered yet")


def _column(node: Node) -> int:
    # Only leaves and nodes that are typed with a name of their own are ever refused.
    return getattr(node, "column", 1)


def _unanswered(node: Node) -> str:
    match node:
        case Near(ordered=ordered):
            return "ADJ" if ordered else "NEAR"
        case Title(operand=Near()):
            return "NEAR in a title"
        case Field(field) if field not in ANSWERED_FIELDS:
            return f"{field}:"
        case DateRange(field="since"):
            return "since:"
        case NumberRange(field):
            return f"{field}:"
        case Within(unit):
            return "section:" if unit == "section" else f"same:{unit.removeprefix('same ')}"
        case New():
            return "new:"
        case _:
            return ""
