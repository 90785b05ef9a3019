"""Text cut into lines by the cells it takes on a terminal, not by its characters."""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from rich.cells import cell_len, split_graphemes

ELLIPSIS = "…"

# Characters that take one cell each whatever stands beside them (checked against rich's table by a test). Text of
# these alone, which is nearly all European prose, needs no look at its grapheme clusters.
_SINGLE = re.compile(
    r"[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u1e00-\u1fff\u2010-\u2027\u2030-\u205e"
    r"\u20a0-\u20cf\u2500-\u25aa]*"
)
_LETTERS_AROUND_HYPHEN = re.compile(r"[^\W\d_]-(?=[^\W\d_]{2})")

# Marks that may not begin a line of Chinese, Japanese or Korean, and those that may not end one (JIS X 4051).
_NOT_FIRST = frozenset("、。，．・：；？！」』】）〕〉》”’…‥ーゝゞ々ァィゥェォッャュョぁぃぅぇぉっゃゅょ)]}.,:;!?%")
_NOT_LAST = frozenset("「『【（〔〈《“‘([{")
_BLANKS = frozenset(" \u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u3000")

Lines = tuple[tuple[int, int], ...]


@lru_cache(maxsize=4096)
def wrap(text: str, width: int, indent: int = 0) -> Lines:
    """[start, end) of each line of `text`, none wider than `width` cells; the first has `indent` cells less.

    Lines break at blanks, after a hyphen between letters and between wide characters, never at a no-break space. A word
    that is too long is broken, but never inside a grapheme cluster. Blanks at a break belong to no line.
    """
    width = max(1, width)
    if is_single(text):
        return tuple(_wrap_single(text, width, indent))
    return tuple(_wrap_clusters(text, width, indent))


def is_single(text: str) -> bool:
    """Whether each character is known to take one cell, so that offsets are cells."""
    return text.isascii() or _SINGLE.fullmatch(text) is not None


def _wrap_single(text: str, width: int, indent: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    length, start, room = len(text), 0, max(1, width - indent)
    while length - start > room:
        limit = start + room
        cut = text.rfind(" ", start, limit + 1)
        if cut <= start or not text[start:cut].strip():
            cut = start
        if limit - cut > 4:  # a hyphen much nearer to the edge than the blank
            for found in _LETTERS_AROUND_HYPHEN.finditer(text, cut, limit):
                cut = found.end()
        cut = cut if cut > start else limit
        lines.append((start, _without_blanks(text, start, cut)))
        start = cut
        while start < length and text[start] == " ":
            start += 1
        room = width
    if start < length or not lines:
        lines.append((start, _without_blanks(text, start, length)))
    return lines


def _without_blanks(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    return end


def _wrap_clusters(text: str, width: int, indent: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    start = used = chance = chance_used = 0  # chance: the last place where the line may end
    room, seen_ink, before = max(1, width - indent), False, ""
    for first, last, cells in split_graphemes(text)[0]:
        cluster = text[first:last]
        blank = cluster in _BLANKS
        if seen_ink and first > start and (blank or _may_break(before, cluster, cells)):
            chance, chance_used = first, used
        while not blank and used + cells > room and first > start:
            cut, kept = (chance, used - chance_used) if chance > start else (first, 0)
            lines.append((start, _without_blanks(text, start, cut)))
            start, used = cut, kept
            while start < first and text[start] in _BLANKS and not _is_joined(text, start + 1):
                used -= cell_len(text[start])
                start += 1
            room, chance = width, start
        if first == start and blank and lines:
            start, used = last, 0
            continue
        seen_ink = seen_ink or not blank
        used += cells
        before = cluster
    if start < len(text) or not lines:
        lines.append((start, _without_blanks(text, start, len(text))))
    return lines


def _is_joined(text: str, at: int) -> bool:
    """Whether the character at `at` belongs to the one before it: a blank with a mark on it is no blank."""
    return at < len(text) and (text[at] == "\u200d" or unicodedata.category(text[at]).startswith("M"))


def _may_break(before: str, cluster: str, cells: int) -> bool:
    if not before or cluster in _NOT_FIRST or before in _NOT_LAST:
        return False
    if before == "-":
        return cluster.isalpha()
    return (cells > 1 and before not in _BLANKS) or (bool(before) and cell_len(before) > 1)


@lru_cache(maxsize=1024)
def _clusters(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    spans = split_graphemes(text)[0]
    return tuple(start for start, _, _ in spans), tuple(accumulate((cells for _, _, cells in spans), initial=0))


def snap(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to whole grapheme clusters, so that no character is painted apart from its marks."""
    if not text or is_single(text):
        return start, end
    starts, _ = _clusters(text)
    first = starts[max(0, bisect_right(starts, start) - 1)]
    after = bisect_right(starts, max(start, end - 1))
    return first, starts[after] if after < len(starts) else len(text)


def cut(text: str, width: int) -> str:
    """As much of the text as fits in `width` cells; what is cut ends in `…`."""
    if len(text) <= width and is_single(text):
        return text
    if width <= 0:
        return ""
    if is_single(text):
        return text[: width - 1].rstrip() + ELLIPSIS
    starts, cells = _clusters(text)
    if cells[-1] <= width:
        return text
    kept = bisect_right(cells, width - 1) - 1
    return text[: starts[kept]].rstrip() + ELLIPSIS


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text cut and filled with blanks to exactly `width` cells, set to the right edge if asked."""
    text = cut(text, width)
    blanks = " " * (width - cell_len(text))
    return blanks + text if right else text + blanks
