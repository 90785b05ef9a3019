"""How a query was read: the canonical bracketed form, and the same in words for people."""

from reader.errors import QueryError
from reader.search.query.dates import days_in_words
from reader.search.query.tree import (
    And,
    Any,
    DateRange,
    Everything,
    Exact,
    Field,
    Literally,
    Near,
    New,
    Node,
    Not,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Saved,
    SortKey,
    Title,
    Within,
    Word,
)

_ORDERS = {
    "relevance": ("best first", "worst first"),
    "date": ("newest first", "oldest first"),
    "words": ("longest first", "shortest first"),
    "outlet": ("outlets A to Z", "outlets Z to A"),
    "title": ("titles A to Z", "titles Z to A"),
}


def canonical(tree: Node, sort: tuple[SortKey, ...] = ()) -> str:
    """The tree in brackets, as in `(and ferry (not (topic other)))`; the same meaning has the same form."""
    if not sort:
        return _canonical(tree)
    keys = ",".join(f"{'-' if key.reverse else ''}{key.field}" for key in sort)
    return f"(sort {keys} {_canonical(tree)})"


def canonical_error(error: QueryError) -> str:
    """An error in the canonical form: column, what is wrong, and the repair if there is one."""
    return _form("error", str(error.column), f'"{error.fault}"', *([f'"{error.repair}"'] if error.repair else []))


def _form(*parts: str) -> str:
    return f"({' '.join(parts)})"


def _canonical(node: Node) -> str:
    match node:
        case Word(text):
            return text
        case Exact(text):
            return _form("exact", text)
        case Literally(text):
            return _form("literal", text)
        case Phrase(terms):
            return _form("phrase", f'"{" ".join(terms)}"')
        case Prefix(stem):
            return _form("prefix", stem)
        case Everything():
            return "*"
        case New():
            return "(new)"
        case Near(distance, operands, ordered):
            return _form("adj" if ordered else "near", str(distance), *map(_canonical, operands))
        case And(operands) | Or(operands) | Any(operands):
            return _form(type(node).__name__.lower(), *map(_canonical, operands))
        case Not(operand):
            return _form("not", _canonical(operand))
        case Title(operand):
            return _form("title", _canonical(operand))
        case Within(unit, operand):
            return _form(unit if unit == "section" or " " in unit else f"same {unit}", _canonical(operand))
        case Saved(name):
            return _form("query", _atom(name))
        case Field(field, value, whole):
            return _form(field, *("=",) * whole, _atom(value))
        case DateRange(first, last, field) | NumberRange(field, first, last):
            return _form(field, *("*" if end is None else str(end) for end in (first, last)))


def _atom(value: str) -> str:
    bare = value and not any(letter.isspace() or letter in "()[],;" for letter in value)
    return value if bare else f'"{value}"'


def read_as(tree: Node, sort: tuple[SortKey, ...] = ()) -> str:
    """The query as a person would say it, every bracket shown: `brennvik AND (fighting OR diplomacy)`."""
    orders = [_ORDERS[key.field][key.reverse] for key in sort]
    return " · ".join([_say(tree), ", then ".join(orders)] if orders else [_say(tree)])


def _inner(node: Node) -> str:
    return f"({_say(node)})" if isinstance(node, And | Or | Near) else _say(node)


def _say(node: Node) -> str:
    match node:
        case Word(text):
            return text
        case Exact(text):
            return text[:1].upper() + text[1:]
        case Literally(text):
            return f"={text}"
        case Phrase(terms):
            return f'"{" ".join(terms)}"'
        case Prefix(stem):
            return f"{stem}*"
        case Everything():
            return "every article"
        case New():
            return "new since your last visit"
        case Near(distance, operands, ordered):
            return f" {'ADJ' if ordered else 'NEAR'}/{distance} ".join(map(_inner, operands))
        case And(operands):
            return " AND ".join(map(_inner, operands))
        case Or(operands):
            return " OR ".join(map(_inner, operands))
        case Any(operands):
            return f"any of ({', '.join(map(_inner, operands))})"
        case Not(operand):
            return f"NOT {_inner(operand)}"
        case Title(operand):
            return f"{_inner(operand)} in the title"
        case Within(unit, operand):
            return f"in one {unit.removeprefix('same ')} ({_say(operand)})"
        case Saved(name, operand):
            return f"saved search {name} ({_say(operand)})"
        case Field():
            return _say_field(node)
        case DateRange(first, last, field):
            days = days_in_words(first, last)
            return f"taken in {days}" if field == "since" else days
        case NumberRange():
            return _say_numbers(node)


def _say_field(node: Field) -> str:
    if node.field in ("topic", "is"):
        return f"only {node.value}" if node.whole else node.value
    name = {"id": "article", "query": "saved search"}.get(node.field, node.field)
    return f"{name} exactly {node.value}" if node.whole else f"{name} {node.value}"


def _say_numbers(node: NumberRange) -> str:
    low, high = (None if end is None else f"{end:,}" for end in (node.first, node.last))
    if low is None and high is None:
        return f"any number of {node.field}" if node.field == "words" else "with a day number"
    count = low if low == high else f"{low} to {high}" if low and high else f"{low} or more" if low else f"up to {high}"
    return f"{count} words" if node.field == "words" else f"day {count}"
