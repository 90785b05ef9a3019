"""Names of people, places and organisations as columns: many an article, so counted by arrays of numbers."""

from array import array
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from heapq import heappush, heappushpop, nsmallest
from itertools import chain, compress, islice

from reader.errors import StaleSearch
from reader.results import FacetValue, NameFacets
from reader.search.catalogue import Catalogue
from reader.search.filters import matches_value
from reader.search.query.tree import Field
from reader.search.sets import to_set
from reader.search.sources import NumberedNames
from reader.text import fold, slug

KINDS = {"people": "people", "place": "places", "org": "organisations"}
"""The fields of names, and what the archive calls their kinds."""

FEW = 4_000
"""Articles whose names are all counted, in some 50 ms; of more, only the commonest names are counted out."""

UNCOUNTED = -1
"""Stands for a number that is not known."""

Stale = Callable[[], bool]

_REMEMBERED = 4  # counts of a set
_PORTION = 1_024  # articles between two looks at `stale`: about 10 ms
_NAMES = 4_096  # names, or places of one name, likewise


def _never() -> bool:
    return False


NAME_FIELDS = {**{field: (field,) for field in KINDS}, "name": tuple(KINDS)}
"""The fields that ask for names, and the columns they are about."""


class NameRows:
    """The numbers of the names of each article, by position; names of all kinds in one row."""

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        self._rows = rows
        self._counted: OrderedDict[bytes, Counter[int]] = OrderedDict()
        self._having: dict[int, array[int]] = {}
        self._turned = 0  # rows that `having` has been filled from

    def articles_with(self, numbers: frozenset[int]) -> int:
        """The set of articles that have one of these names."""
        if not numbers:
            return 0
        return to_set(bytes([not numbers.isdisjoint(row) for row in self._rows]))

    def counted(self, flags: bytes, stale: Stale) -> Counter[int]:
        """The articles of a set, given as flags, that have each name; kinds are counted together, and once.

        Raises StaleSearch.
        """
        found = self._counted.get(flags)
        if found is None:
            found = Counter()
            for start in range(0, len(flags), _PORTION):
                _check(stale)
                part = slice(start, start + _PORTION)
                found.update(chain.from_iterable(compress(self._rows[part], flags[part])))
            self._counted[flags] = found
            if len(self._counted) > _REMEMBERED:
                self._counted.popitem(last=False)
        self._counted.move_to_end(flags)
        return found

    def having(self, stale: Stale) -> "Mapping[int, array[int]]":
        """The positions of the articles that have each name. Raises StaleSearch; then it goes on where it stopped."""
        while self._turned < len(self._rows):
            _check(stale)
            for position in range(self._turned, min(self._turned + _PORTION, len(self._rows))):
                for number in self._rows[position]:
                    if number in self._having:
                        self._having[number].append(position)
                    else:
                        self._having[number] = array("I", [position])
            self._turned += _PORTION
        return self._having


def _check(stale: Stale) -> None:
    if stale():
        raise StaleSearch


class NameColumn:
    """One kind of name: each by its number, and the articles that have it."""

    def __init__(self, names: Mapping[int, str], rows: NameRows) -> None:
        self.names, self._rows = names, rows
        self._order: list[int] | None = None  # numbers, the commonest name of all first

    @cached_property
    def _numbers(self) -> list[int]:
        return list(self.names)

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

    def count(self, flags: bytes, limit: int | None = None, stale: Stale = _never) -> list[tuple[str, int]]:
        """Each name with its number of articles in a set given as flags, the commonest first, then A to Z.

        With `limit` they are cut to so many. Raises StaleSearch.
        """
        if limit is None or flags.count(1) <= FEW:
            found = self._found(flags, stale)
            return sorted(found, key=_commonest) if limit is None else nsmallest(limit, found, _commonest)
        return self._commonest_of_many(flags, limit, stale)

    def _commonest_of_many(self, flags: bytes, limit: int, stale: Stale) -> list[tuple[str, int]]:
        """The same, looking at names from the commonest of all on, until no other can come among the first.

        (The threshold algorithm of Fagin, Lotem and Naor, 2003, for one list.)
        """
        having = self._rows.having(stale)
        if self._order is None:
            self._order = sorted((n for n in self.names if n in having), key=lambda n: -len(having[n]))
        least: list[int] = []  # the counts of the first so far, as a heap
        found = []
        for looked_at, number in enumerate(self._order):
            positions = having[number]
            if len(least) == limit and len(positions) < least[0]:
                break
            if looked_at % 32 == 0 or len(positions) > _NAMES:
                _check(stale)
            if count := sum(map(flags.__getitem__, positions)):
                found.append((self.names[number], count))
                (heappush if len(least) < limit else heappushpop)(least, count)
        return nsmallest(limit, found, _commonest)

    def distinct(self, flags: bytes, stale: Stale = _never) -> int:
        """How many names the articles of a set have; -1 where they are too many to be counted while one waits."""
        return len(self._found(flags, stale)) if flags.count(1) <= FEW else UNCOUNTED

    def _found(self, flags: bytes, stale: Stale) -> list[tuple[str, int]]:
        counts = self._rows.counted(flags, stale)
        found = []
        for start in range(0, len(self._numbers), _NAMES):
            if start:
                _check(stale)
            part = filter(counts.__contains__, self._numbers[start : start + _NAMES])
            found += [(self.names[number], counts[number]) for number in part]
        return found


def _commonest(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


class NameColumns:
    """The columns of names of all articles in a catalogue, loaded on first use."""

    def __init__(self, catalogue: Catalogue, load: Callable[[], NumberedNames]) -> None:
        self._catalogue, self._load = catalogue, load
        self._loading: NumberedNames | None = None
        none: Sequence[int] = array("I")
        self._rows = [none] * catalogue.size

    def _read(self, stale: Stale) -> NumberedNames:
        """Read the numbers of every article. Raises StaleSearch; then it goes on where it stopped."""
        if self._loading is None:
            self._loading = self._load()
        place, rows = self._catalogue.position, self._rows
        while portion := list(islice(self._loading.articles, _PORTION)):
            for key, numbers in portion:
                if key in place:
                    rows[place[key]] = numbers
            _check(stale)
        return self._loading

    @cached_property
    def columns(self) -> Mapping[str, NameColumn]:
        """The column of each field of `KINDS`."""
        names = self._read(_never).names
        by_kind: dict[str, dict[int, str]] = {kind: {} for kind in KINDS.values()}
        for number, (kind, name) in names.items():
            by_kind[kind][number] = name
        shared = NameRows(self._rows)
        return {field: NameColumn(by_kind[kind], shared) for field, kind in KINDS.items()}

    def articles_with(self, field: Field) -> int:
        """The set of articles in which a name occurs, by a value of `people:`, `place:`, `org:` or `name:`."""
        found = 0
        for name in NAME_FIELDS[field.field]:
            column = self.columns[name]
            found |= column.articles_with(column.matching(field))
        return found

    def facets(self, articles: Mapping[str, int], limit: int, stale: Stale = _never) -> NameFacets:
        """The commonest names of sets of articles, one set for each field of `KINDS`. Raises StaleSearch."""
        self._read(stale)
        flags = {field: self._catalogue.flags(articles[field]) for field in KINDS}
        values = {
            field: tuple(
                FacetValue(name, count) for name, count in self.columns[field].count(flags[field], limit, stale)
            )
            for field in KINDS
        }
        people, place, org = (self.columns[field].distinct(flags[field], stale) for field in KINDS)
        return NameFacets(**values, distinct=(people, place, org))
