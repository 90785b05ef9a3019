"""What of the query language this version answers, and what it only reads so far."""

from reader.errors import QueryError
from reader.search.query.tree import Field, Node
from reader.search.query.walk import walk

LATER_STATES = {
    "unread": "what was read is",
    "read": "what was read is",
    "starred": "stars are",
    "marked": "marks are",
}
LATER_FIELDS = {"tag": "tags are", "has": "notes are", "query": "searches are"}
"""Fields and states that are only read so far, with what they wait for."""


def check(tree: Node) -> None:
    """Refuse what is not answered yet. Raises QueryError at the first such part, so that no result is a guess."""
    for node in walk(tree):
        if isinstance(node, Field) and (kept := _waits_for(node)):
            written = f"is:{node.value}" if node.field == "is" else f"{node.field}:"
            raise QueryError(node.column, f"{written} is not answered yet; {kept} kept from a later version")


def _waits_for(node: Field) -> str:
    return LATER_STATES.get(node.value, "") if node.field == "is" else LATER_FIELDS.get(node.field, "")
