"""Where the other half of a passage stands: notes on what has moved, and a comparison with its sides exchanged."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reader.comparison import Comparison, Level, PassageMatch
from reader.text import SafeText, clean
from reader.tui.wrap import cut

_QUOTED = 36
"""Cells of the other half that a note quotes: enough to know it again, and short enough for one line."""


def notes_of(found: Comparison, levels: Sequence[Level]) -> tuple[dict[int, SafeText], dict[int, SafeText]]:
    """For each side, a note on each passage that has its other half elsewhere: where that is, and how it begins."""
    placed = ({each for level in levels for each in level.left}, {each for level in levels for each in level.right})
    notes: tuple[dict[int, SafeText], dict[int, SafeText]] = ({}, {})
    texts = [[part.text for part in article.parts()] for article in (found.left, found.right)]
    heads = [[level.left[0] for level in levels], [level.right[0] for level in levels]]
    for match in found.matches:
        ends = (match.left, match.right)
        if ends[0] >= len(found.left_passages) or ends[1] >= len(found.right_passages):
            continue
        for side, here, there in ((0, *ends), (1, *ends[::-1])):
            if here in placed[side] or here in notes[side]:
                continue
            passage = (found.left_passages if side else found.right_passages)[there]
            quoted = cut(clean(texts[1 - side][passage.part][passage.start : passage.end]), _QUOTED)
            mine, its = _rank(heads[side], here), _rank(heads[1 - side], there)
            # Between the same levels the left text's own passages stand first; a passage on a level stands above them.
            below = its > mine or (its == mine and side == 0 and there not in placed[1])
            where = "below" if below else "above"
            notes[side][here] = SafeText(f"{match.sign} in {'AB'[1 - side]}, {where}: {quoted}")
    return notes


def _rank(heads: Sequence[int], passage: int) -> int:
    return bisect_right(heads, passage)


def partners_of(found: Comparison) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """For each side the passage that is the other half of a passage: the most alike of several."""
    partners: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for match in sorted(found.matches, key=lambda match: match.similarity):
        partners[0][match.left], partners[1][match.right] = match.right, match.left
    return partners


def swapped(found: Comparison) -> Comparison:
    """The same comparison with the sides exchanged."""
    matches = sorted(map(_swapped_match, found.matches), key=lambda match: (match.left, match.right))
    return replace(
        found,
        left=found.right,
        right=found.left,
        left_passages=found.right_passages,
        right_passages=found.left_passages,
        matches=tuple(matches),
        pairs=(),
    )


def swapped_levels(levels: Sequence[Level], found: Comparison) -> tuple[Level, ...]:
    """The same passages on a level in the swapped comparison `found`."""
    matches = {(match.left, match.right): match for match in found.matches}
    return tuple(
        Level(level.right, level.left, matches[level.match.right, level.match.left]) for level in levels
    )  # fmt: skip


def _swapped_match(match: PassageMatch) -> PassageMatch:
    return replace(
        match,
        left=match.right,
        right=match.left,
        left_changed=match.right_changed,
        right_changed=match.left_changed,
        figures=tuple(
            replace(
                each, left=each.right, right=each.left, left_value=each.right_value, right_value=each.left_value,
                left_at=each.right_at, right_at=each.left_at,
            )
            for each in match.figures
        ),
        names=tuple(
            replace(each, left=each.right, right=each.left, left_at=each.right_at, right_at=each.left_at)
            for each in match.names
        ),
    )  # fmt: skip
