"""The values that the fields of an archive have, each with the articles it stands for; made once for a catalogue."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple, Protocol

from reader.search.catalogue import NO_DATE, Catalogue
from reader.search.state_sets import Tag
from reader.search.values import Values
from reader.text import slug


class KnownValue(NamedTuple):
    """A value of a field as it is spelt, its slug, and the exact number of articles that have it."""

    name: str
    slug: str
    articles: int


class Counted(Protocol):
    """A column of names that can be counted (`NameColumn`)."""

    def count(self, flags: bytes) -> list[tuple[str, int]]:
        """Each name with its articles in a set given as flags."""


class Vocabulary:
    """The values of each field, the commonest first. `names` gives the columns of people, places and organisations.

    `tags` gives those in use now: they change while the catalogue stays.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        names: Callable[[], Mapping[str, Counted]] = lambda: {},
        tags: Callable[[], Iterable[Tag]] = lambda: (),
    ) -> None:
        self._catalogue, self._names, self._tags = catalogue, names, tags
        self._known: dict[str, tuple[KnownValue, ...]] = {}

    def values(self, field: str) -> tuple[KnownValue, ...]:
        """The values of a field; none for one that has no list of values."""
        if field == "tag":
            found = [KnownValue(tag.name, tag.slug, tag.articles.bit_count()) for tag in self._tags()]
            return tuple(sorted(found, key=lambda value: (-value.articles, value.slug)))
        if field not in self._known:
            self._known[field] = self._collect(field)
        return self._known[field]

    def _collect(self, field: str) -> tuple[KnownValue, ...]:
        catalogue = self._catalogue
        match field:
            case "topic":
                levels = catalogue.topic_levels.items()
                return _merged((topic, each[0].bit_count()) for topic, each in levels if each)
            case "outlet":
                return _merged(_counts(catalogue.outlets))
            case "agency":
                return _merged(_counts(catalogue.agencies))
            case "kind":
                return _merged(_counts(catalogue.kinds))
            case "series":
                return _merged(_counts(catalogue.series))
            case "dump":
                pairs = _counts(catalogue.dumps)
                return _merged((name, count) for names, count in pairs for name in dict.fromkeys(names.split("\n")))
            case "people" | "place" | "org":
                column = self._names().get(field)
                return _merged(column.count(b"\x01" * catalogue.size)) if column else ()
            case "name":
                return tuple(sorted(
                    (value for kind in ("people", "place", "org") for value in self.values(kind)),
                    key=lambda value: (-value.articles, value.slug),
                ))  # fmt: skip
        return ()

    @cached_property
    def _begins(self) -> list[int]:
        return sorted(day for day in self._catalogue.first if day != NO_DATE)

    @cached_property
    def _ends(self) -> list[int]:
        return sorted(day for day in self._catalogue.last if day != NO_DATE)

    @cached_property
    def numbers(self) -> list[int]:
        """The numbers that articles have in their series, each once, in order."""
        return sorted({number for number in self._catalogue.numbers if number >= 0})

    def dated(self, first: int | None, last: int | None) -> int:
        """Articles whose date overlaps days [first, last], counted as `datetime.date.toordinal` does; None is open."""
        too_late = 0 if last is None else len(self._begins) - bisect_right(self._begins, last)
        too_early = 0 if first is None else bisect_left(self._ends, first)
        return len(self._begins) - too_late - too_early

    @property
    def oldest(self) -> int | None:
        """The first day on which an article begins, None where none has a date."""
        return self._begins[0] if self._begins else None

    @property
    def newest(self) -> int | None:
        """The last day on which an article begins."""
        return self._begins[-1] if self._begins else None

    @property
    def undated(self) -> int:
        """Articles without a date."""
        return self._catalogue.size - len(self._begins)


def _counts(values: Values) -> Iterable[tuple[str, int]]:
    counted = Counter(values.at)
    return [(name, counted[number]) for number, name in enumerate(values.names, 1)]


def _merged(pairs: Iterable[tuple[str, int]]) -> tuple[KnownValue, ...]:
    """Spellings that one condition would find as one value, under the commonest."""
    by_slug: dict[str, list[tuple[int, str]]] = {}
    for name, count in pairs:
        by_slug.setdefault(slug(name) or name, []).append((count, name))
    found = [KnownValue(max(each)[1], key, sum(count for count, _ in each)) for key, each in by_slug.items()]
    return tuple(sorted(found, key=lambda value: (-value.articles, value.slug)))
