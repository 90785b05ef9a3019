"""A column of few values: each once, and its number for every article."""

from collections.abc import Sequence
from functools import cached_property

from reader.search.sets import to_set
from reader.text import slug


class Values:
    """A column of one value an article: each distinct value once, and its number at every position."""

    def __init__(self, column: Sequence[str | None]) -> None:
        numbers: dict[str | None, int] = {None: 0}
        self.at = [numbers.setdefault(value, len(numbers)) for value in column]
        self.names = tuple(name for name in numbers if name is not None)
        self._sets: dict[frozenset[int], int] = {}

    @cached_property
    def slugs(self) -> tuple[str, ...]:
        """The slug of each name, in the order of `names`."""
        return tuple(map(slug, self.names))

    def positions_of(self, numbers: frozenset[int]) -> int:
        """The set of articles with one of these values, numbered from 1 as in `names`."""
        found = self._sets.get(numbers)
        if found is None:
            flags = bytes(number in numbers for number in range(max(256, len(self.names) + 1)))
            packed = self._packed
            found = to_set(packed.translate(flags) if packed is not None else bytes(map(flags.__getitem__, self.at)))
            self._sets[numbers] = found
        return found

    @cached_property
    def _packed(self) -> bytes | None:
        """The numbers at a byte each, where they fit."""
        return bytes(self.at) if len(self.names) < 256 else None
