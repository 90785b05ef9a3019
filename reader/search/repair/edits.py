"""Changes to the text of a query in place; what they do not touch stays as it was typed."""

from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """Characters [start, end) of a query give way to `text`."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made; of edits that overlap, those that take something out are made as one."""
    done: list[Edit] = []
    for edit in sorted(edits):
        if done and edit.start < done[-1].end:
            last = done.pop()
            edit = Edit(last.start, max(last.end, edit.end), last.text or edit.text)
        done.append(edit)
    for edit in reversed(done):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text.strip()
