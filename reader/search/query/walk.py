"""Ways through a query tree that do not depend on what a node means."""

from collections.abc import Iterator
from dataclasses import replace

from reader.search.query.tree import And, Any, Near, Node, Not, Or, Phrase, Saved, Title, Within


def children(node: Node) -> tuple[Node, ...]:
    """The operands of a node, in the order typed; none for a leaf."""
    if isinstance(node, And | Or | Any | Near):
        return node.operands
    return (node.operand,) if isinstance(node, Not | Title | Within | Saved) else ()


def with_children(node: Node, operands: tuple[Node, ...]) -> Node:
    """The node with other operands, as many as it has; a leaf as it is."""
    if isinstance(node, And | Or | Any | Near):
        return replace(node, operands=operands)
    return replace(node, operand=operands[0]) if isinstance(node, Not | Title | Within | Saved) else node


def placed(node: Node, column: int) -> Node:
    """The tree as if all of it stood at one column."""
    moved = with_children(node, tuple(placed(child, column) for child in children(node)))
    return moved if isinstance(moved, And | Or | Not) else replace(moved, column=column)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, in the order typed."""
    yield node
    for child in children(node):
        yield from walk(child)


def column_of(node: Node) -> int:
    """Where a node begins in the query as typed; AND, OR and NOT begin where their first operand does."""
    return column_of(children(node)[0]) if isinstance(node, And | Or | Not) else node.column


def count_terms(node: Node) -> int:
    """Words and values in a tree, those of a phrase one by one."""
    leaves = [leaf for leaf in walk(node) if not children(leaf)]
    return sum(len(leaf.terms) if isinstance(leaf, Phrase) else 1 for leaf in leaves)
