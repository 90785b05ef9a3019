"""What may stand beside NEAR, in `any:( … )` and in the brackets of a field."""

from reader.errors import QueryError
from reader.search.query.fields import FieldRule
from reader.search.query.lexer import Token, Value
from reader.search.query.tree import And, Exact, Literally, Near, Node, Or, Phrase, Prefix, Title, Word
from reader.search.query.walk import column_of, walk


def part_values(token: Token, rule: FieldRule) -> tuple[Value, ...]:
    """`aid,diplomacy` inside brackets; in numbers a comma before three digits parts nothing."""
    pieces = token.text.split(",")
    if rule.kind in ("number", "series"):
        for at in range(len(pieces) - 1, 0, -1):
            before, piece = pieces[at - 1], pieces[at]
            digits = len(piece) - len(piece.lstrip("0123456789"))
            if before[-1:].isdecimal() and digits == 3:
                pieces[at - 1 : at + 1] = [f"{before},{piece}"]
    values, start = [], token.start
    for piece in pieces:
        whole = piece.startswith("=")
        if not piece[whole:]:
            raise QueryError(start + 1, "a value is missing")
        values.append(Value(piece[whole:], start, start + len(piece), whole=whole))
        start += len(piece) + 1
    return tuple(values)


def joinable(node: Node, operator: Token, rule: FieldRule | None) -> Node:
    """An operand of NEAR or ADJ, out of its title if it stands in one. Raises QueryError for anything but words."""
    plain = _untitled(node) if rule is not None and rule.kind == "title" else node
    if not all(isinstance(part, Word | Exact | Literally | Phrase | Prefix | Near | Or) for part in walk(plain)):
        raise QueryError(column_of(node), f"{operator.text} joins words, not filters")
    return plain


def _untitled(node: Node) -> Node:
    if isinstance(node, Or):
        return Or(tuple(map(_untitled, node.operands)))
    return node.operand if isinstance(node, Title) else node


def alternatives(node: Node) -> tuple[Node, ...]:
    """The words of `any:( … )`, whether they were joined by blanks, AND or OR. Raises QueryError for all else."""
    if isinstance(node, And | Or):
        return tuple(word for operand in node.operands for word in alternatives(operand))
    if not isinstance(node, Word | Exact | Literally | Phrase | Prefix | Near):
        raise QueryError(column_of(node), "any: takes words and phrases only")
    return (node,)
