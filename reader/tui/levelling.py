"""Which passages of two texts stand level, and the rows that follow from it; free of any width."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reader.comparison import Comparison, PassageMatch
from reader.text import SafeText, clean
from reader.tui.wrap import cut

_QUOTED = 36
"""Cells of the other half that a note quotes: enough to know it again, and short enough for one line."""

Passages = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """Passages of both sides that stand level: one of each, or more where one was split."""

    left: Passages
    right: Passages
    match: PassageMatch


def level_passages(found: Comparison) -> tuple[Level, ...]:
    """The longest chain of matches that run in the same order on both sides; of equally long ones the most alike.

    Longest increasing subsequence over a tree of prefix maxima (Fenwick 1994). Titles are levelled with titles only. A
    passage that was split, or merged, takes the neighbours that hold the rest of it.
    """
    left, right = found.left_passages, found.right_passages
    usable = [
        match for match in found.matches
        if 0 <= match.left < len(left) and 0 <= match.right < len(right)
        and (left[match.left].part == 0) == (right[match.right].part == 0)
    ]  # fmt: skip
    # Of matches with one left passage the rightmost comes first, so that no two of them are in one chain.
    usable.sort(key=lambda match: (match.left, -match.right))
    best: list[tuple[int, float, int]] = [(0, 0.0, -1)] * (len(right) + 1)
    before: list[int] = []
    last = (0, 0.0, -1)
    for number, match in enumerate(usable):
        length, alike, previous = _best_below(best, match.right)
        before.append(previous)
        here = (length + 1, alike + match.similarity, number)
        at = match.right + 1
        while at < len(best):
            best[at] = max(best[at], here)
            at += at & -at
        last = max(last, here)
    chain: list[PassageMatch] = []
    number = last[2]
    while number >= 0:
        chain.append(usable[number])
        number = before[number]
    return _with_neighbours(chain[::-1], usable)


def _best_below(best: list[tuple[int, float, int]], right: int) -> tuple[int, float, int]:
    """The best chain that ends before a right passage."""
    found, at = (0, 0.0, -1), right
    while at > 0:
        found = max(found, best[at])
        at -= at & -at
    return found


def _with_neighbours(chain: Sequence[PassageMatch], usable: Sequence[PassageMatch]) -> tuple[Level, ...]:
    """The chain, each link with the passages next to its own that hold the rest of a passage."""
    groups = [([match.left], [match.right]) for match in chain]
    link_of: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for number, match in enumerate(chain):
        link_of[0][match.left] = link_of[1][match.right] = number
    ordered = sorted(usable, key=lambda match: (match.left, match.right))
    for step, matches in ((1, ordered), (-1, ordered[::-1])):
        for match in matches:
            ends = (match.left, match.right)
            for side in (0, 1):
                here, there = ends[side], ends[1 - side]
                link = link_of[side].get(here)
                if link is None or there in link_of[1 - side]:
                    continue
                group = groups[link][1 - side]
                if group[-1 if step > 0 else 0] + step == there:
                    group.insert(len(group) if step > 0 else 0, there)
                    link_of[1 - side][there] = link
    return tuple(
        Level(tuple(left), tuple(right), match) for (left, right), match in zip(groups, chain, strict=True)
    )  # fmt: skip


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
