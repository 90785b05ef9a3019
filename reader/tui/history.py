"""The searches that were made: which are kept, and how they come back into the search bar."""

from collections.abc import Iterable, Sequence

MAX_HISTORY = 200
"""Searches that are kept, as in the history of a shell."""


def remembered(history: Iterable[str], query: str) -> tuple[str, ...]:
    """A history, the newest last, with one more query; none stands in it twice, and an empty one is not kept."""
    query = query.strip()
    if not query:
        return tuple(history)
    return (*(each for each in history if each != query), query)[-MAX_HISTORY:]


def merged(history: Iterable[str], old: Iterable[str], new: Sequence[str]) -> tuple[str, ...]:
    """A history with what was made of another one, `old`, since: the searches that `new` has beyond it."""
    left, found = iter(old), tuple(history)
    for number, query in enumerate(new):
        if query not in left:  # which takes all up to it off
            for added in new[number:]:
                found = remembered(found, added)
            break
    return found


class Recall:
    """Going back and forth through the searches that begin with `typed`; `now` is what stands in the bar at first."""

    def __init__(self, history: Iterable[str], now: str, typed: str) -> None:
        found = [each for each in history if each.startswith(typed) and each != now]
        self._texts = [*found, now]
        self._at = len(found)

    @property
    def text(self) -> str:
        """Where it has come to."""
        return self._texts[self._at]

    def older(self) -> bool:
        """Go to the search before; False where there is none."""
        return self._go(-1)

    def newer(self) -> bool:
        """Go to the search after, at last to what stood there; False where there is nothing after it."""
        return self._go(1)

    def _go(self, step: int) -> bool:
        there = 0 <= self._at + step < len(self._texts)
        self._at += step if there else 0
        return there
