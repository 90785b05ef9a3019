"""The ways to go on with what is being typed, as a list under the search bar that takes no focus."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from reader.results import Completion
from reader.text import fold
from reader.tui.widgets.pop_up import Entry, PopUpList


class Completions(PopUpList, can_focus=False, inherit_bindings=False):
    """Fields, values and words with the articles they stand for."""

    def __init__(self) -> None:
        super().__init__(id="completions")
        self._found: tuple[Completion, ...] = ()

    def show(self, found: Sequence[Completion], *, x: int, y: int, choosing: bool, note: str) -> None:
        """List them; `choosing`: the first is chosen, and the keys that move choose another."""
        self._found = tuple(found)
        entries = [Entry(each.label, "" if each.count is None else f"{each.count:,}") for each in found]
        self.open(entries, x=x, y=y, cursor=0 if choosing else None, note=note)

    @property
    def is_choosing(self) -> bool:
        """Whether one is chosen."""
        return self.is_open and self.cursor is not None

    @property
    def found(self) -> tuple[Completion, ...]:
        """What is on show."""
        return self._found if self.is_open else ()

    @property
    def chosen(self) -> Completion | None:
        """The one that is chosen."""
        return self._found[self.cursor] if self.is_open and self.cursor is not None else None


def worth_showing(found: Sequence[Completion], text: str) -> tuple[Completion, ...]:
    """Those that would change the text."""
    return tuple(each for each in found if text[each.start : each.end] != each.text)


def filled_in(text: str, completion: Completion) -> tuple[str, int]:
    """The text with a completion in it, and the place of the caret behind it."""
    return text[: completion.start] + completion.text + text[completion.end :], completion.start + len(completion.text)


def common_beginning(found: Sequence[Completion], text: str) -> tuple[str, int, tuple[Completion, ...]] | None:
    """The text with all that these have in common filled in, the caret's place, and the same completions of that text.

    None where they have no more in common than stands there.
    """
    if len({(each.start, each.end) for each in found}) != 1:
        return None
    start, end = found[0].start, found[0].end
    # What the first and the last of them in order have in common, all have.
    first, last = min(each.text for each in found), max(each.text for each in found)
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    typed, common = text[start:end], "".join(letter for letter, _ in alike)
    if len(common) <= len(typed) or not fold(common).startswith(fold(typed)):
        return None
    caret = start + len(common)
    return text[:start] + common + text[end:], caret, tuple(replace(each, end=caret) for each in found)
