"""Grapheme clusters, and the cells that they take on a terminal: the one measure of text that the desk paints.

Terminals disagree about a few sequences: a heart asked for as an emoji takes one cell in some and two in others, a hand
with a skin tone two or four. `steady` writes those so that all agree, at the same length, and only for painting; what
is copied or exported keeps its characters. The rest follows Unicode's UAX 29 and, for the cells of a cluster, the rules
that the wcwidth library documents; tests compare with that library.

Text from right to left is painted in the order in which it is stored and read. A terminal that reorders does so within
the line; marks that would reorder or isolate are shown as U+FFFD by `text.clean`.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.cells import get_character_cell_size

# Characters that take one cell each whatever stands beside them (checked against two tables by a test). Text of these
# alone, which is nearly all European prose, needs no look at its grapheme clusters.
_SINGLE = re.compile(
    r"[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u1e00-\u1fff\u2010-\u2027\u2030-\u205e"
    r"\u20a0-\u20cf\u2500-\u25aa]*"
)
_ZWJ, _NON_JOINER, _TEXT_STYLE, _EMOJI_STYLE = "\u200d", "\u200c", "\ufe0e", "\ufe0f"
_NO_JOINER = "\u034f"
"""Stands for a joiner that joins no emoji: as invisible, and without width everywhere (combining grapheme joiner)."""

_LONE_TONE = "\u25a0"
_DISPUTED = re.compile("[\u200d\ufe0e\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")

# Spacing vowels that are letters but belong to the character before them, and half-width voicing marks (UAX 29).
_TRAILING = frozenset("\u0e33\u0eb3\uff9e\uff9f\u200c\u200d")
# What UAX 29 calls Prepend, but for the signs that `text.clean` replaces.
_LEADING = frozenset("\u0d4e\U000111c2\U000111c3\U000113d1\U0001193f\U00011941\U00011a3a\U00011f02") | frozenset(
    chr(code) for code in (*range(0x11A84, 0x11A8A), 0x11D46)
)
_VIRAMAS = frozenset(map(chr, (
    0x94D, 0x9CD, 0xA4D, 0xACD, 0xB4D, 0xBCD, 0xC4D, 0xCCD, 0xD4D, 0xDCA, 0x1039, 0x17D2, 0x1A60, 0x1B44, 0x1BAB,
    0xA806, 0xA8C4, 0xA9C0, 0xAAF6, 0x10A3F, 0x11046, 0x110B9, 0x11133, 0x111C0, 0x11235, 0x1134D, 0x113D0, 0x11442,
    0x114C2, 0x115BF, 0x1163F, 0x116B6, 0x11839, 0x1193E, 0x119E0, 0x11A47, 0x11A99, 0x11C3F, 0x11D45, 0x11D97, 0x11F42,
)))  # fmt: skip
"""Signs that join two consonants into one form (Unicode, Indic_Syllabic_Category Virama and Invisible_Stacker)."""


class Cluster(NamedTuple):
    """Characters [start, end) that are read as one, and the cells they take."""

    start: int
    end: int
    cells: int


def is_single(text: str) -> bool:
    """Whether each character is known to take one cell, so that offsets are cells."""
    return text.isascii() or _SINGLE.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def _cells(character: str) -> int:
    return get_character_cell_size(character)


@lru_cache(maxsize=4096)
def _is_mark(character: str) -> bool:
    """Whether a character belongs to the one before it, always."""
    return _cells(character) == 0 or character in _TRAILING or unicodedata.category(character)[0] == "M"


@lru_cache(maxsize=4096)
def _is_spacing(character: str) -> bool:
    return unicodedata.category(character) == "Mc"


def _is_picture(character: str) -> bool:
    """Whether an emoji sequence can be made of a character."""
    if _is_region(character) or _is_tone(character):
        return False
    within = "\u203c" <= character <= "\u3299" or "\U0001f000" <= character <= "\U0001faff"
    return within and unicodedata.category(character) in ("So", "Sm", "Po", "Cn")


def is_wide(cluster: str) -> bool:
    """Whether a cluster is one of the wide characters that lines may break beside: Chinese, Japanese, Korean, emoji."""
    return _cells(cluster[0]) > 1 or _is_region(cluster[0])


def _is_tone(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff"


def _is_region(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def steady(text: str) -> str:
    """The text as it is painted, at the same length: every sequence that terminals give different widths is replaced.

    A style of emoji or text and a skin tone become the style that the character's own width is that of; half a flag
    becomes its letter; a joiner that joins no emoji becomes an invisible mark; a skin tone alone becomes a square.
    """
    if text.isascii() or _DISPUTED.search(text) is None:
        return text
    out = list(text)
    base, half_flag = "", False  # the character that a style is for; whether the one before is half a flag
    for at, character in enumerate(text):
        before = text[at - 1] if at else ""
        if _is_region(character):
            half_flag = not half_flag
            if half_flag and not _is_region(text[at + 1 : at + 2] or " "):
                out[at] = chr(ord(character) - 0x1F1E6 + ord("A"))
            base = ""
            continue
        half_flag = False
        if character == _ZWJ:
            joins = bool(base) and _is_picture(base) and _is_picture(text[at + 1 : at + 2] or " ")
            out[at] = _ZWJ if joins else _NO_JOINER
        elif character in (_TEXT_STYLE, _EMOJI_STYLE):
            out[at] = _style_of(base)
        elif _is_tone(character):
            styled = before in (_TEXT_STYLE, _EMOJI_STYLE) and bool(base) and _is_picture(base)
            toned = bool(before) and (_is_picture(before) or styled)
            out[at] = _style_of(base) if toned else _LONE_TONE
            base = base if toned else _LONE_TONE
        elif not _is_mark(character) and not (before and out[at - 1] == _ZWJ):
            base = character
    return "".join(out)


def _style_of(base: str) -> str:
    return _EMOJI_STYLE if base and _cells(base) > 1 else _TEXT_STYLE


def clusters(text: str) -> Iterator[Cluster]:
    """The grapheme clusters of a text that is `steady`, in order and without gaps.

    A chain of consonants is one cluster in every script that has one; UAX 29 parts it in some.
    """
    start = total = width = 0  # of this cluster: where it starts, its cells, and those of its last letter
    chained = conjunct = open_to_vowel = False
    before = ""
    for at, character in enumerate(text):
        mark = _is_mark(character)
        if at and not mark and not _goes_on(before, character, at - start, chained):
            yield Cluster(start, at, total)
            start, total, width, chained = at, 0, 0, False
        cells = 0 if before == _ZWJ and at > start else _cells(character)  # a joined emoji stands in the first's cells
        virama = character in _VIRAMAS
        if cells:
            grown = 2 if conjunct else cells
            total += grown - width if conjunct else grown
            width, open_to_vowel = grown, True
        elif not virama and _is_spacing(character) and open_to_vowel:
            total, width, open_to_vowel = total + 2 - width, 2, False
        elif character in (_TEXT_STYLE, _EMOJI_STYLE):
            open_to_vowel = False
        conjunct = virama
        chained = virama or (chained and mark and character != _NON_JOINER)
        before = character
    if start < len(text):
        yield Cluster(start, len(text), total)


def _goes_on(before: str, character: str, length: int, chained: bool) -> bool:
    """Whether a character that is no mark belongs to the cluster of so many characters that `before` ends."""
    if before == _ZWJ or before in _LEADING:
        return True
    if chained:
        return unicodedata.category(character) == "Lo"
    if _is_region(character):
        return _is_region(before) and length == 1
    return "\u1100" <= before <= "\u115f" and ("\u1100" <= character <= "\u115f" or "\uac00" <= character <= "\ud7a3")


def cells_of(text: str) -> int:
    """The cells that a text takes once it is `steady`."""
    if is_single(text):
        return len(text)
    return _measure(text)


@lru_cache(maxsize=4096)
def _measure(text: str) -> int:
    return sum(cluster.cells for cluster in clusters(steady(text)))
