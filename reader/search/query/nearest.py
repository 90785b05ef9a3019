"""The nearest spelling: what a mistyped field or value was probably meant to be."""

from collections.abc import Iterable


def edits(left: str, right: str, limit: int = 2) -> int:
    """Letters to insert, drop, change or swap with their neighbour to turn one word into the other.

    What is above `limit` is returned as `limit + 1`. Optimal string alignment distance (Damerau 1964; Boytsov 2011).
    """
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    above = list(range(len(right) + 1))
    for row, letter in enumerate(left, 1):
        line = [row]
        for column, other in enumerate(right, 1):
            cost = min(above[column] + 1, line[column - 1] + 1, above[column - 1] + (letter != other))
            swapped = row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other
            line.append(min(cost, before[column - 2] + 1) if swapped else cost)
        if min(line) > limit:
            return limit + 1
        before, above = above, line
    return min(above[-1], limit + 1)


def find_nearest(word: str, candidates: Iterable[str], limit: int = 2) -> str:
    """The candidate fewest edits away, at most `limit` and fewer than either has letters; empty when there is none.

    Of several the one that begins most like the word is taken, then the first in the order given.
    """
    best, rank = "", (limit + 1, 0)
    for candidate in candidates:
        distance = edits(word, candidate, limit)
        if distance > limit or distance >= min(len(word), len(candidate)):
            continue
        alike = next((i for i, (a, b) in enumerate(zip(word, candidate, strict=False)) if a != b), len(word))
        if (distance, -alike) < rank:
            best, rank = candidate, (distance, -alike)
    return best
