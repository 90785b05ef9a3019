"""Lines of plain text, no wider than asked."""

import unicodedata
from collections.abc import Iterator

_JOINERS = "\u200c\u200d"
_EMOJI_STYLE = "\ufe0f"  # makes a narrow sign two cells wide


def cells_of(text: str) -> int:
    """Cells that a text takes, or more: joined emoji are counted apart (UAX 11, east Asian width)."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def wrap(text: str, width: int, first: str = "", rest: str = "") -> Iterator[str]:
    """Lines of at most `width` cells, broken at blanks, beside wide letters, and within a word only where it must be.

    `first` stands before the first line, `rest` before the others; a width of 0 wraps nothing.
    """
    if not width:
        yield first + text
        return
    line, used, room = first, cells_of(first), max(1, width - cells_of(rest))
    empty = True
    for word, glued in _words(text):
        blank = "" if empty or glued else " "
        if not empty and used + len(blank) + cells_of(word) > width:
            yield line
            line, used, blank = rest, cells_of(rest), ""
        for piece in _broken(word, width - used - len(blank), room):
            if piece is None:
                yield line
                line, used, blank = rest, cells_of(rest), ""
            else:
                line += blank + piece
                used += len(blank) + cells_of(piece)
        empty = False
    yield line


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """What a line may end before, and whether it joins what is before it without a blank."""
    for word in text.split(" "):
        if word.isascii():
            yield word, False
            continue
        start, glued = 0, False
        for at in range(1, len(word)):
            if _cells(word[at]) and (_is_wide(word[at]) or _is_wide(word[at - 1])) and word[at - 1] not in _JOINERS:
                yield word[start:at], glued
                start, glued = at, True
        yield word[start:], glued


def _broken(word: str, left: int, room: int) -> Iterator[str | None]:
    """A word in pieces of `left` and then of `room` cells, None for each end of a line between them."""
    if cells_of(word) <= max(left, 1):
        yield word
        return
    piece, cells, left = "", 0, max(left, 1)
    for letter in word:
        if cells + _cells(letter) > left and _cells(letter) and piece and piece[-1] not in _JOINERS:
            yield piece
            yield None
            piece, cells, left = "", 0, room
        piece, cells = piece + letter, cells + _cells(letter)
    yield piece


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def _cells(letter: str) -> int:
    if letter == _EMOJI_STYLE:
        return 1
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if _is_wide(letter) else 1
