"""A query with the other spellings of its names written out: for what looks into texts without the index."""

from collections.abc import Callable, Sequence

from reader.search.query.tree import And, Any, Exact, Literally, Near, Node, Or, Saved, Title, Within, Word


def spelled_out(node: Node, spellings: Callable[[str], Sequence[str]]) -> Node:
    """The tree with an OR in place of each word that has other spellings. What is under a NOT stays as it is."""
    match node:
        case Word(text=text) | Exact(text=text):
            others = tuple(Literally(each, node.column) for each in spellings(text) if each != text)
            return Or((node, *others)) if others else node
        case And() | Or() | Any():
            return type(node)(tuple(spelled_out(each, spellings) for each in node.operands))
        case Near():
            operands = tuple(spelled_out(each, spellings) for each in node.operands)
            return Near(node.distance, operands, node.ordered, node.column)
        case Title():
            return Title(spelled_out(node.operand, spellings), node.column)
        case Within():
            return Within(node.unit, spelled_out(node.operand, spellings), node.column)
        case Saved():
            return Saved(node.name, spelled_out(node.operand, spellings), node.column)
    return node
