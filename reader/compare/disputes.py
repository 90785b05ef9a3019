"""What matched passages dispute: their figures and names, as characters of the parts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reader.article import Article, Part
from reader.compare.figures import figure_differences
from reader.compare.names import name_differences
from reader.comparison import Chars, FigureDifference, NameDifference, Passage


class Disputes:
    """Reads the disputes of two passages of two articles."""

    def __init__(self, left: Article, right: Article, left_parts: Sequence[Part], right_parts: Sequence[Part]) -> None:
        self._left, self._right = left, right
        self._left_parts, self._right_parts = left_parts, right_parts

    def figures(self, left: Passage, right: Passage) -> tuple[FigureDifference, ...]:
        """The quantities of which both tell with different values."""
        found = figure_differences(
            self._left_parts[left.part].text[left.start : left.end],
            self._right_parts[right.part].text[right.start : right.end],
            left_date=self._left.date,
            right_date=self._right.date,
        )
        return tuple(
            replace(each, left_at=_shifted(each.left_at, left), right_at=_shifted(each.right_at, right))
            for each in found
        )

    def names(self, left: Passage, right: Passage) -> tuple[NameDifference, ...]:
        """Where both name the same thing otherwise."""
        found = name_differences(
            self._left_parts[left.part].text[left.start : left.end],
            self._right_parts[right.part].text[right.start : right.end],
            self._left.names,
            self._right.names,
        )
        return tuple(
            replace(each, left_at=_shifted(each.left_at, left), right_at=_shifted(each.right_at, right))
            for each in found
        )


def united_figures(found: Iterable[FigureDifference]) -> tuple[FigureDifference, ...]:
    """The figures of several matches of two blocks, each once."""
    return tuple({(each.left_at, each.right_at): each for each in found}.values())


def united_names(found: Iterable[NameDifference]) -> tuple[NameDifference, ...]:
    """The names of several matches of two blocks, each once."""
    return tuple({(each.left_at, each.right_at): each for each in found}.values())


def _shifted(at: Chars, passage: Passage) -> Chars:
    return at[0] + passage.start, at[1] + passage.start
