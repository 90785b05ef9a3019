"""Words near each other, told by their positions; the same for the index and for a text on the screen.

A span is a first and a last position, both included; spans are given ascending.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

Span = tuple[int, int]

_BETWEEN_LOOKS = 64  # places: with 200 operands each takes about a millisecond
_MOST_TRIES = 2_000  # ways to place three phrases or more that overlap; above that, they are taken to fit


def phrase_spans(places: Sequence[Sequence[int]]) -> list[Span]:
    """Where terms stand next to each other in order, given the positions of each."""
    return [(start, start + len(places) - 1) for start in sorted(phrase_starts(places))]


_BACK = tuple((-offset).__add__ for offset in range(32))


def phrase_starts(places: Sequence[Sequence[int]]) -> set[int]:
    """The positions at which terms that stand next to each other in order begin, given the positions of each."""
    found = set(places[0])
    for offset in range(1, len(places)):
        back = _BACK[offset] if offset < len(_BACK) else (-offset).__add__
        found.intersection_update(map(back, places[offset]))
        if not found:
            break
    return found


def near_spans(
    operands: Sequence[Sequence[Span]], distance: int, *, ordered: bool, look: Callable[[], object] = lambda: None
) -> list[Span]:
    """Spans of the operands that stand at most `distance` positions apart, each operand at a place of its own.

    With `ordered` each follows the one before it by at most that distance; else all lie in a window of it. What comes
    back are spans of operands, not of windows. `look` is called now and then, and may raise to stop.
    """
    if not all(operands):
        return []
    return _in_order(operands, distance) if ordered else _in_window(operands, distance, look)


def count_near(one: Sequence[int], other: Sequence[int], distance: int, *, ordered: bool) -> int:
    """How many spans `near_spans` would find of two words that have no place in common, given their positions."""
    if ordered:
        found = _count_within(one, other, 1, distance)
        return found and found + _count_within(other, one, -distance, -1)
    found = _count_within(one, other, -distance, distance)
    return found and found + _count_within(other, one, -distance, distance)


def _count_within(places: Sequence[int], others: Sequence[int], low: int, high: int) -> int:
    """How many places have one of the others from `low` to `high` positions behind them; all ascending."""
    found, end = 0, len(others)
    for place in places:
        at = bisect_left(others, place + low)
        if at < end and others[at] <= place + high:
            found += 1
    return found


def _in_order(operands: Sequence[Sequence[Span]], distance: int) -> list[Span]:
    # Forward: what can be reached from the first operand; backward: what of it leads to the last one.
    reached = [list(operands[0])]
    for spans in operands[1:]:
        ends = sorted(span[1] for span in reached[-1])
        reached.append([span for span in spans if _one_within(ends, span[0] - distance, span[0] - 1)])
        if not reached[-1]:
            return []
    kept = reached.pop()
    found = set(kept)
    for spans in reversed(reached):
        starts = sorted(span[0] for span in kept)
        kept = [span for span in spans if _one_within(starts, span[1] + 1, span[1] + distance)]
        found.update(kept)
    return sorted(found)


def _one_within(numbers: list[int], low: int, high: int) -> bool:
    """Whether ascending numbers have one between two, both included."""
    at = bisect_left(numbers, low)
    return at < len(numbers) and numbers[at] <= high


def _in_window(operands: Sequence[Sequence[Span]], distance: int, look: Callable[[], object]) -> list[Span]:
    if len(operands) == 2:
        return sorted({*_in_order(operands, distance), *_in_order(operands[::-1], distance)})
    starts = [[span[0] for span in spans] for spans in operands]
    # How many windows more hold a span than the one before it: a window is noted where it begins and where it ends.
    holding = [[0] * (len(spans) + 1) for spans in operands]
    for first, spans in enumerate(operands):
        others = [number for number in range(len(operands)) if number != first]
        for at, (_, end) in enumerate(spans):
            if at % _BETWEEN_LOOKS == 0:
                look()
            windows = [(bisect_right(starts[n], end), bisect_right(starts[n], end + distance)) for n in others]
            if any(low >= high for low, high in windows):
                continue
            if not _fit([operands[n][low:high] for n, (low, high) in zip(others, windows, strict=True)]):
                continue
            for number, (low, high) in ((first, (at, at + 1)), *zip(others, windows, strict=True)):
                holding[number][low] += 1
                holding[number][high] -= 1
    return sorted(
        {
            span
            for spans, changes in zip(operands, holding, strict=True)
            for span, held in zip(spans, accumulate(changes), strict=False)
            if held
        }
    )


def _fit(candidates: list[Sequence[Span]]) -> bool:
    """Whether each operand can have one of its candidates, so that no two of those share a position."""
    if all(first == last for spans in candidates for first, last in spans):
        return _matched(candidates)
    tries = iter(range(_MOST_TRIES))

    def place(rest: list[Sequence[Span]], taken: tuple[Span, ...]) -> bool:
        if not rest or next(tries, None) is None:
            return True
        free = (span for span in rest[0] if all(span[1] < first or last < span[0] for first, last in taken))
        return any(place(rest[1:], (*taken, span)) for span in free)

    return place(sorted(candidates, key=len), ())


def _matched(candidates: list[Sequence[Span]]) -> bool:
    """The same for single words: a matching by augmenting paths (Kuhn 1955)."""
    owner: dict[Span, int] = {}

    def place(operand: int, seen: set[Span]) -> bool:
        for span in candidates[operand]:
            if span not in seen:
                seen.add(span)
                if span not in owner or place(owner[span], seen):
                    owner[span] = operand
                    return True
        return False

    return all(place(operand, set()) for operand in range(len(candidates)))
