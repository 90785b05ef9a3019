"""The order of a query as part of its text: read it, or write another. All functions raise QueryError."""

from datetime import date

from reader.search.query.parser import parse
from reader.search.query.toplevel import parted


def order_of(text: str, today: date) -> str:
    """The first order that a query asks for, with `-` where it is reversed; empty where it leaves the order open."""
    sort = parse(text, today).sort
    return f"{'-' * sort[0].reverse}{sort[0].field}" if sort else ""


def reordered(text: str, order: str, today: date) -> str:
    """The query in another order, which is written at its end; the one that it asked for goes."""
    parse(text, today)
    found = f"{parted(text)[0]} sort:{order}".lstrip()
    parse(found, today)
    return found
