"""Words near each other, told by their positions; the same for the index and for a text on the screen.

A span is a first and a last position, both included; spans are given ascending.
"""

from bisect import bisect_left
from collections.abc import Sequence

Span = tuple[int, int]


def phrase_spans(places: Sequence[Sequence[int]]) -> list[Span]:
    """Where terms stand next to each other in order, given the positions of each."""
    found = set(places[0])
    for offset, positions in enumerate(places[1:], 1):
        found &= {position - offset for position in positions}
    return [(start, start + len(places) - 1) for start in sorted(found)]


def near_spans(operands: Sequence[Sequence[Span]], distance: int, *, ordered: bool) -> list[Span]:
    """Spans of the operands that stand at most `distance` positions apart, each operand at a place of its own.

    With `ordered` each follows the one before it by at most that distance; else all lie in a window of it. What comes
    back are spans of operands, not of windows.
    """
    if not all(operands):
        return []
    return _in_order(operands, distance) if ordered else _in_window(operands, distance)


def _in_order(operands: Sequence[Sequence[Span]], distance: int) -> list[Span]:
    # Forward: what can be reached from the first operand; backward: what of it leads to the last one.
    reached = [list(operands[0])]
    for spans in operands[1:]:
        ends = sorted(span[1] for span in reached[-1])
        reached.append([span for span in spans if _one_within(ends, span[0] - distance, span[0] - 1)])
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


def _in_window(operands: Sequence[Sequence[Span]], distance: int) -> list[Span]:
    events = sorted({(span, number) for number, spans in enumerate(operands) for span in spans})
    found: set[Span] = set()
    end = 0
    for start, (first, _) in enumerate(events):
        while end < len(events) and events[end][0][0] - first[1] <= distance:
            end += 1
        window = [event for event in events[start:end] if event[0][0] - first[1] <= distance]
        spans = {span for span, _ in window}
        # As many places as operands, and every operand there: exact for two (Hall's theorem), near enough for more.
        if len(spans) >= len(operands) and len({number for _, number in window}) == len(operands):
            found |= spans
    return sorted(found)
