"""Names of people, places and organisations as columns: many an article, so counted by arrays of numbers."""

from array import array
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from heapq import nsmallest
from itertools import chain, compress

from reader.results import FacetValue, NameFacets
from reader.search.catalogue import Catalogue, to_set
from reader.search.filters import matches_value
from reader.search.query.tree import Field
from reader.search.sources import NumberedNames
from reader.text import fold, slug

KINDS = {"people": "people", "place": "places", "org": "organisations"}
"""The fields of names, and what the archive calls their kinds."""

_REMEMBERED = 4  # counts of a set

NAME_FIELDS = {**{field: (field,) for field in KINDS}, "name": tuple(KINDS)}
"""The fields that ask for names, and the columns they are about."""


class NameRows:
    """The numbers of the names of each article, by position; names of all kinds in one row."""

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        self._rows = rows
        self._counted: OrderedDict[bytes, Counter[int]] = OrderedDict()

    def articles_with(self, numbers: frozenset[int]) -> int:
        """The set of articles that have one of these names."""
        if not numbers:
            return 0
        return to_set(bytes([not numbers.isdisjoint(row) for row in self._rows]))

    def counted(self, flags: bytes) -> Counter[int]:
        """The articles of a set, given as flags, that have each name; kinds are counted together, and once."""
        found = self._counted.get(flags)
        if found is None:
            found = self._counted[flags] = Counter(chain.from_iterable(compress(self._rows, flags)))
            if len(self._counted) > _REMEMBERED:
                self._counted.popitem(last=False)
        self._counted.move_to_end(flags)
        return found


class NameColumn:
    """One kind of name: each by its number, and the articles that have it."""

    def __init__(self, names: Mapping[int, str], rows: NameRows) -> None:
        self.names, self._rows = names, rows

    @cached_property
    def _bare(self) -> list[str]:
        return [fold(name).replace(".", "").replace(",", "") for name in self.names.values()]

    def matching(self, field: Field) -> frozenset[int]:
        """The numbers of the names that a field's value means."""
        # A slug costs ten times what a look for its words does, which stand in every name that is meant.
        terms = slug(field.value).split("-")
        likely = (
            pair
            for pair, bare in zip(self.names.items(), self._bare, strict=True)
            if all(term in bare for term in terms)
        )
        return frozenset(n for n, name in likely if matches_value(field.value, field.whole, name, slug(name)))

    def articles_with(self, numbers: frozenset[int]) -> int:
        """The set of articles that have one of these names."""
        return self._rows.articles_with(numbers)

    def count(self, flags: bytes, limit: int | None = None) -> list[tuple[str, int]]:
        """Each name with its number of articles in a set given as flags, the commonest first, then A to Z.

        With `limit` they are cut to so many.
        """
        found = self._found(flags)
        return sorted(found, key=_commonest) if limit is None else nsmallest(limit, found, _commonest)

    def distinct(self, flags: bytes) -> int:
        """How many names the articles of a set have."""
        return len(self._found(flags))

    def _found(self, flags: bytes) -> list[tuple[str, int]]:
        counts = self._rows.counted(flags)
        return [(name, counts[number]) for number, name in self.names.items() if number in counts]


def _commonest(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


class NameColumns:
    """The columns of names of all articles in a catalogue, loaded on first use."""

    def __init__(self, catalogue: Catalogue, load: Callable[[], NumberedNames]) -> None:
        self._catalogue, self._load = catalogue, load

    @cached_property
    def columns(self) -> Mapping[str, NameColumn]:
        """The column of each field of `KINDS`."""
        names, articles = self._load()
        none: Sequence[int] = array("I")
        rows = [none] * self._catalogue.size
        place = self._catalogue.position
        for key, numbers in articles:
            if key in place:
                rows[place[key]] = numbers
        by_kind: dict[str, dict[int, str]] = {kind: {} for kind in KINDS.values()}
        for number, (kind, name) in names.items():
            by_kind[kind][number] = name
        shared = NameRows(rows)
        return {field: NameColumn(by_kind[kind], shared) for field, kind in KINDS.items()}

    def articles_with(self, field: Field) -> int:
        """The set of articles in which a name occurs, by a value of `people:`, `place:`, `org:` or `name:`."""
        found = 0
        for name in NAME_FIELDS[field.field]:
            column = self.columns[name]
            found |= column.articles_with(column.matching(field))
        return found

    def facets(self, articles: Mapping[str, int], limit: int) -> NameFacets:
        """The commonest names of sets of articles, one set for each field of `KINDS`."""
        flags = {field: self._catalogue.flags(articles[field]) for field in KINDS}
        values = {
            field: tuple(FacetValue(name, count) for name, count in self.columns[field].count(flags[field], limit))
            for field in KINDS
        }
        people, place, org = (self.columns[field].distinct(flags[field]) for field in ("people", "place", "org"))
        return NameFacets(**values, distinct=(people, place, org))
