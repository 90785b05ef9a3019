"""Remarks on a query that was read without error, for the line under the search bar."""

from reader.search.query.fields import find_field
from reader.search.query.lexer import Token
from reader.search.query.source import brief
from reader.search.query.tree import And, Field, Node
from reader.search.query.walk import walk
from reader.text import fold

NAMED = 5
"""Left-out words that a hint names before it only counts them."""

ORDINARY = ".,;:!?…'"
"""Marks of everyday writing that nobody expects to be searched for."""


def collect(tree: Node, tokens: list[Token], left_out: tuple[str, ...], *, loose: bool) -> tuple[str, ...]:
    """What a person should know of how the query was read; `loose`: it mixes OR with an AND that is not written."""
    found = []
    if loose:
        found.append("AND goes before OR; brackets make it plain")
    words = [token.text for token in tokens if token.kind == "word"]
    if "or" in words:
        found.append("or is a word here; OR in capitals means either")
    if "not" in words:
        found.append("not is a word here; NOT in capitals or a - means without")
    for word in words:
        name = word.rstrip(":")
        if word.endswith(":") and find_field(fold(name)):
            found.append(f"{word} is a word here; a field's colon touches its value")
        elif len(word) > 2 and word.startswith("/") and word.endswith("/"):
            found.append(f"{brief(word)} is read as words, not as a regular expression")
    if any(token.kind == "quoted" and "*" in token.text for token in tokens):
        found.append("in quotes * stands for nothing")
    if left_out:
        found.append(f"left out as very common: {_some(left_out)}; put them in quotes to search for them")
    strays = tuple(dict.fromkeys(brief(token.text) for token in tokens if token.kind == "stray"))
    if strays := tuple(text for text in strays if text.strip(ORDINARY)):
        found.append(f"left out, no letters or digits: {' '.join(strays[:NAMED])}")
    found.extend(_impossible(tree))
    return tuple(dict.fromkeys(found))


def _some(words: tuple[str, ...]) -> str:
    more = len(words) - NAMED
    return ", ".join(words[:NAMED]) + (f" and {more} more" if more > 0 else "")


def _impossible(tree: Node) -> list[str]:
    """An article has one outlet, so two `outlet:` terms together mostly find nothing."""
    found = []
    for node in walk(tree):
        if isinstance(node, And):
            fields = [part for part in node.operands if isinstance(part, Field)]
            for name in dict.fromkeys(part.field for part in fields):
                values = list(dict.fromkeys(part.value for part in fields if part.field == name))
                rule = find_field(name)
                if rule is not None and rule.single and len(values) > 1:
                    found.append(f"two {name}: terms mean both; {name}:{','.join(values)} means either")
    return found
