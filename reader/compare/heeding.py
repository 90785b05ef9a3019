"""Giving up a comparison that nobody waits for any longer."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from reader.errors import StaleSearch

_Item = TypeVar("_Item")
_EVERY = 32

Stale = Callable[[], bool]


def never() -> bool:
    """Whether a comparison that is waited for to its end is stale."""
    return False


def heed(items: Iterable[_Item], stale: Stale) -> Iterator[_Item]:
    """The items, as long as somebody waits for what is made of them. Raises StaleSearch."""
    for number, item in enumerate(items):
        if number % _EVERY == 0 and stale():
            raise StaleSearch
        yield item
