"""Text cut into lines by the cells it takes on a terminal, not by its characters."""

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, pairwise

from reader.tui.clusters import cells_of, clusters, is_single, is_wide, steady

__all__ = ["ELLIPSIS", "Lines", "cells_of", "clip", "cut", "is_single", "pad", "snap", "wrap"]

ELLIPSIS = "…"

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
    starts, before_each = _clusters(text)
    for (first, last), (left, right) in zip(pairwise((*starts, len(text))), pairwise(before_each), strict=True):
        cluster, cells = text[first:last], right - left
        blank = cluster in _BLANKS
        if seen_ink and first > start and (blank or _may_break(before, cluster)):
            chance, chance_used = first, used
        while not blank and used + cells > room and first > start:
            cut, kept = (chance, used - chance_used) if chance > start else (first, 0)
            lines.append((start, _without_blanks(text, start, cut)))
            start, used = cut, kept
            while start < first and text[start] in _BLANKS and _is_cluster(starts, start):
                used -= cells_of(text[start])
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


def _is_cluster(starts: tuple[int, ...], at: int) -> bool:
    """Whether the character at `at` is a cluster of its own: a blank with a mark on it is no blank."""
    number = bisect_right(starts, at)
    return number == len(starts) or starts[number] == at + 1


def _may_break(before: str, cluster: str) -> bool:
    if not before or cluster in _NOT_FIRST or before in _NOT_LAST:
        return False
    if before == "-":
        return cluster.isalpha()
    return (is_wide(cluster) and before not in _BLANKS) or is_wide(before)


@lru_cache(maxsize=1024)
def _clusters(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where each cluster begins, and the cells before each and after the last."""
    found = list(clusters(steady(text)))
    return tuple(each.start for each in found), tuple(accumulate((each.cells for each in found), initial=0))


def snap(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to whole grapheme clusters, so that no character is painted apart from its marks."""
    if not text or is_single(text):
        return start, end
    starts, _ = _clusters(text)
    first = starts[max(0, bisect_right(starts, start) - 1)]
    after = bisect_right(starts, max(start, end - 1))
    return first, starts[after] if after < len(starts) else len(text)


def clip(text: str, width: int) -> str:
    """As many whole clusters of the text as fit in `width` cells."""
    if width <= 0:
        return ""
    if is_single(text):
        return text[:width]
    starts, cells = _clusters(text)
    kept = bisect_right(cells, width) - 1
    return text if kept >= len(starts) else text[: starts[kept]]


def cut(text: str, width: int) -> str:
    """As much of the text as fits in `width` cells; what is cut ends in `…`."""
    if cells_of(text) <= width:
        return text
    return clip(text, width - 1).rstrip() + ELLIPSIS if width > 0 else ""


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text cut and filled with blanks to exactly `width` cells, set to the right edge if asked."""
    text = cut(text, width)
    blanks = " " * (width - cells_of(text))
    return blanks + text if right else text + blanks
