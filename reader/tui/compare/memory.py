"""What is remembered of a comparison that was left: where its reader was, by the text and not by the line, and how."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from reader.tui.compare.texts import ComparedText

Place = tuple[int, int]
"""A part of an article, and a character of it."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The place on both sides, which is the active one, which are shown, whether they scroll together."""

    places: tuple[Place, Place]
    active: Literal["left", "right"]
    sides: Literal["both", "left", "right"]
    sync: bool


def place_of(text: ComparedText, unit: int, offset: int) -> Place:
    """The part and the character of it at which a unit has a character; of a note those of the passage above it."""
    paragraphs = text.document.paragraphs
    for number in range(min(unit, len(paragraphs) - 1), -1, -1):
        part = paragraphs[number].part
        if part is not None:
            return part, text.starts[number] + (offset if number == unit else 0)
    return 0, 0


def unit_of(text: ComparedText, part: int, character: int) -> Place:
    """The unit, and the character of it, that has a character of a part; the beginning where there is none."""
    units = [number for number, paragraph in enumerate(text.document.paragraphs) if paragraph.part == part]
    at = bisect_right(units, character, key=text.starts.__getitem__) - 1
    if not units or at < 0:
        return 0, 0
    return units[at], min(character - text.starts[units[at]], len(text.document.paragraphs[units[at]].text))
