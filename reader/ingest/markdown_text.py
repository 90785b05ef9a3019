"""The plain text of Markdown, with what is set apart in it as runs of characters."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.article import Run, RunStyle
from reader.text import REPLACEMENT, collapse

if TYPE_CHECKING:
    from markdown_it.token import Token

CELLS_APART = " | "
"""Stands between the cells of a row."""

_STYLES: dict[str, RunStyle] = {"em": "emphasis", "strong": "strong", "s": "struck", "link": "link"}
_TAB = 4  # CommonMark 0.31.2, section 2.2
_WIDEST_GAP = 200  # blanks; wider than any line that is read as it stands
_INK = re.compile(r"\S+")


class Text(NamedTuple):
    """A text, its white space collapsed, and its runs in the order of their beginnings."""

    text: str
    runs: tuple[Run, ...] = ()


class Addresses:
    """Hands out the addresses of links, as long as all of them together stay near the size of the file.

    One definition can be used by a million links, and each keeps its address; past `most` characters, and past what
    browsers take, a link has none.
    """

    LONGEST = 2000

    def __init__(self, most: int) -> None:
        self._left = most

    def take(self, token: "Token") -> str:
        """The address of a link that is opened by this token."""
        address = str(token.attrGet("href") or "")
        if len(address) > min(self._left, self.LONGEST):
            return ""
        self._left -= len(address)
        return address


def inline_text(children: "Iterable[Token]", addresses: Addresses) -> Text:
    """The text of inline tokens. A picture stands for its description, a break for a blank."""
    pieces: list[str] = []
    runs: list[Run] = []
    opened: list[tuple[int, str]] = []
    depth = dict.fromkeys(_STYLES.values(), 0)
    at = 0
    for token in children:
        name, _, side = token.type.rpartition("_")
        piece = ""
        if side == "open" and name in _STYLES:
            opened.append((at, addresses.take(token) if name == "link" else ""))
            depth[_STYLES[name]] += 1
        elif side == "close" and name in _STYLES:
            (start, detail), style = opened.pop(), _STYLES[name]
            depth[style] -= 1
            if not depth[style]:  # what is emphasised within emphasis is one run
                runs.append(Run(start, at, style, detail))
        elif token.type == "hardbreak":
            piece = " "
            runs.append(Run(at, at + 1, "break"))
        elif token.type == "softbreak":
            piece = " "
        elif token.type == "image":
            piece = inline_text(token.children or [], addresses).text
        else:
            piece = token.content
            if token.type == "code_inline":
                runs.append(Run(at, at + len(piece), "code"))
        pieces.append(piece)
        at += len(piece)
    return collapsed("".join(pieces), runs)


def collapsed(text: str, runs: Sequence[Run] = ()) -> Text:
    """A text as `reader.text.collapse` makes it, its runs moved along; a run without characters is dropped."""
    short = collapse(text)
    if short != text and runs:
        places = _places(text, short)
        runs = [replace(run, start=places[run.start], end=places[run.end]) for run in runs]
    kept = [trimmed for run in runs if (trimmed := _trim(short, run))]
    return Text(short, tuple(sorted(kept, key=lambda run: (run.start, -run.end))))


def _trim(text: str, run: Run) -> Run | None:
    """The run without the blanks at its ends; a break is a blank."""
    start, end = run.start, run.end
    if run.style == "break":
        return replace(run, end=start + 1) if text[start : start + 1] == " " else None
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    if run.style == "cell" or start < end:
        return run if (start, end) == (run.start, run.end) else replace(run, start=start, end=end)
    return None


def _places(text: str, short: str) -> list[int]:
    """For each offset of a text, and its end, the offset in the text collapsed."""
    places: list[int] = []
    at, blank = 0, False
    for letter in text:
        if letter.isspace():
            blank = True
        else:
            here = at + (blank and short[at : at + 1] == " ")
            same = short[here : here + 1]
            if same == letter or (same == REPLACEMENT and "\ud800" <= letter <= "\udfff"):
                places.append(here)
                at, blank = here + 1, False
                continue
        places.append(at)
    places.append(len(short))
    return places


def row_text(cells: Sequence[tuple[Text, str]]) -> Text:
    """A row of a table: its cells, each with how it is set in its column, one after the other."""
    text, runs = "", list[Run]()
    for cell, side in cells:
        text += CELLS_APART if runs else ""
        runs.append(Run(len(text), len(text) + len(cell.text), "cell", side))
        runs += [replace(run, start=run.start + len(text), end=run.end + len(text)) for run in cell.runs]
        text += cell.text
    return collapsed(text, runs)


class Code(NamedTuple):
    """Code as a text in one line, a break for each line end, with the blanks that were taken out."""

    text: str
    runs: tuple[Run, ...]
    gaps: tuple[tuple[int, int], ...]


def code_text(content: str) -> Code:
    """The text of code, which says of every blank that is left out where it stood."""
    pieces: list[str] = []
    runs: list[Run] = []
    gaps: list[tuple[int, int]] = []
    at = ends = 0
    for line in content.split("\n"):
        line, edge = line.expandtabs(_TAB), 0
        for found in _INK.finditer(line):
            word = collapse(found[0])
            if not word:
                continue
            begins = edge == 0
            blanks = found.start() - edge
            if at:
                pieces.append(" ")
                if begins:
                    runs += [Run(at, at + 1, "break")] * ends
                at += 1
            extra = min(blanks if begins else blanks - 1, _WIDEST_GAP)
            if extra > 0:
                gaps.append((at, extra))
            pieces.append(word)
            at, edge, ends = at + len(word), found.end(), 0
        ends += 1
    return Code("".join(pieces), tuple(runs), tuple(gaps))
