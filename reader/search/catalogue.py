"""What is known of every article beside its words, held in memory as columns.

An article's position is its place in the order given. A set of articles is an integer with one bit for each position,
so that sets are combined by `&` and `|` and counted by `bit_count`, all in C.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import compress
from typing import NamedTuple, TypeVar

from reader.search.ranked import Ranked
from reader.search.sets import to_flags, to_set
from reader.search.values import Values
from reader.text import fold, slug


class CatalogueRow(NamedTuple):
    """An article in the catalogue; a plain tuple, because a hundred thousand are made at once.

    Dates are days as `datetime.date.toordinal` counts them, None where undated. `topics` pairs each topic with the
    number of sections that have it. `number` is that in its series; `added` counts seconds since 1970 in UTC; `places`
    is the number of places where its content stands.
    """

    key: int
    title: str
    outlet: str | None
    date_first: int | None
    date_last: int | None
    topics: tuple[tuple[str, int], ...]
    dump: str
    words: int
    agency: str | None = None
    kind: str | None = None
    series: str | None = None
    number: int | None = None
    added: int = 0
    places: int = 1


_Value = TypeVar("_Value")

NO_DATE = 0  # no article is older than the year 1
_NO_NUMBER = -1
_MOST_SECTIONS = 255  # what one byte holds
_FEW = 16  # a set that has not even the 16th part of all articles is cheaper to walk from member to member


class Catalogue:
    """The columns of all articles, ascending by key. Everything beyond the columns is worked out on first use."""

    def __init__(self, rows: Iterable[CatalogueRow]) -> None:
        rows = list(rows)
        self.size = len(rows)
        columns = tuple(zip(*rows, strict=True)) or ((),) * len(CatalogueRow._fields)
        self.keys: tuple[int, ...] = columns[0]
        self._titles: tuple[str, ...] = columns[1]
        self._outlets: tuple[str | None, ...] = columns[2]
        self.first: list[int] = [day or NO_DATE for day in columns[3]]
        self.last: list[int] = [last or first or NO_DATE for first, last in zip(columns[3], columns[4], strict=True)]
        self._topics: tuple[tuple[tuple[str, int], ...], ...] = columns[5]
        self._dumps: tuple[str, ...] = columns[6]
        self.words: tuple[int, ...] = columns[7]
        self._agencies: tuple[str | None, ...] = columns[8]
        self._kinds: tuple[str | None, ...] = columns[9]
        self._series: tuple[str | None, ...] = columns[10]
        self._numbers: tuple[int | None, ...] = columns[11]
        self._added: tuple[int, ...] = columns[12]
        self._places: tuple[int, ...] = columns[13]

    @cached_property
    def position(self) -> dict[int, int]:
        """Where each key stands."""
        return dict(zip(self.keys, range(self.size), strict=True))

    @cached_property
    def everything(self) -> int:
        """The set of all articles."""
        return to_set(b"\x01" * self.size)

    @cached_property
    def outlets(self) -> Values:
        """The outlets; None where it is not known."""
        return Values(self._outlets)

    @cached_property
    def dumps(self) -> Values:
        """The dumps the articles stand in."""
        return Values(self._dumps)

    @cached_property
    def agencies(self) -> Values:
        """The news agencies."""
        return Values(self._agencies)

    @cached_property
    def kinds(self) -> Values:
        """The kinds of article."""
        return Values(self._kinds)

    @cached_property
    def series(self) -> Values:
        """The running series."""
        return Values(self._series)

    @cached_property
    def duplicates(self) -> int:
        """The set of articles whose content stands in more than one place."""
        several = (places > 1 or "\n" in dump for places, dump in zip(self._places, self._dumps, strict=True))
        return to_set(bytes(several))

    @cached_property
    def sections(self) -> dict[str, bytearray]:
        """For each topic the number of sections on it at every position (at most 255)."""
        found: dict[str, bytearray] = {}
        for position, topics in enumerate(self._topics):
            for topic, count in topics:
                if topic not in found:
                    found[topic] = bytearray(self.size)
                found[topic][position] = min(count, _MOST_SECTIONS)
        return found

    @cached_property
    def topic_levels(self) -> dict[str, tuple[int, ...]]:
        """For each topic the sets of articles with at least 1, 2, 3 … sections on it."""
        return {
            topic: tuple(
                to_set(counts.translate(bytes(level <= number for number in range(256))))
                for level in range(1, max(counts) + 1)
            )
            for topic, counts in self.sections.items()
        }

    @cached_property
    def topic_slugs(self) -> dict[str, str]:
        """The slug of each topic."""
        return {topic: slug(topic) for topic in self.sections}

    @cached_property
    def undated(self) -> int:
        """The set of articles without a date."""
        return to_set(bytes(day == NO_DATE for day in self.first))

    @cached_property
    def dated(self) -> int:
        """The set of articles with a date."""
        return self.everything ^ self.undated

    @cached_property
    def per_day(self) -> Counter[int]:
        """How many articles begin on each day."""
        days = Counter(self.first)
        del days[NO_DATE]
        return days

    @cached_property
    def spans(self) -> int:
        """The set of articles whose date is more than a day."""
        return to_set(bytes(first != last for first, last in zip(self.first, self.last, strict=True)))

    @cached_property
    def newest_first(self) -> list[int]:
        """All positions by date, the newest first, undated ones last; those of one day by key."""
        return sorted(range(self.size), key=self.first.__getitem__, reverse=True)

    def ordered(self, articles: int) -> list[int]:
        """The positions in a set, the newest first."""
        if articles.bit_count() * 8 < self.size:
            return sorted(self.members(articles), key=self.first.__getitem__, reverse=True)
        if articles == self.everything:
            return list(self.newest_first)
        flags = self.flags(articles)
        return [position for position in self.newest_first if flags[position]]

    def holds(self, articles: int, position: int) -> bool:
        """Whether a position is in a set."""
        return bool(articles >> (self.size - 1 - position) & 1)

    def flags(self, articles: int) -> bytes:
        """A set as one byte a position."""
        return to_flags(articles, self.size)

    def members(self, articles: int) -> list[int]:
        """The positions in a set, ascending."""
        return list(self.values_of(self._positions, articles))

    def values_of(self, column: Sequence[_Value], articles: int) -> Iterator[_Value]:
        """What a column has at the positions in a set, in their order."""
        flags = self.flags(articles)
        if articles.bit_count() * _FEW > self.size:
            return compress(column, flags)
        found, at = [], flags.find(1)
        while at >= 0:
            found.append(at)
            at = flags.find(1, at + 1)
        return map(column.__getitem__, found)

    @cached_property
    def _positions(self) -> list[int]:
        return list(range(self.size))

    def between(self, first: str | None, last: str | None) -> int:
        """The set of articles whose date overlaps these days, both included; ISO dates, None is open."""
        low = date.fromisoformat(first).toordinal() if first else 1
        high = date.fromisoformat(last).toordinal() if last else date.max.toordinal()
        return self._begins.below(high + 1) & ~self._ends.below(low)

    @cached_property
    def _begins(self) -> Ranked:
        return Ranked(self.first)

    @cached_property
    def _ends(self) -> Ranked:
        return Ranked(self.last) if self.spans else self._begins

    def with_words(self, fewest: int | None, most: int | None) -> int:
        """The set of articles of a length in words, both ends included."""
        low, high = fewest or 0, self._longest if most is None else most
        return self._by_words.between(low, high)

    @cached_property
    def _by_words(self) -> Ranked:
        return Ranked(self.words)

    def with_number(self, lowest: int | None, highest: int | None) -> int:
        """The set of articles with a number in a series between these, both ends included."""
        low, high = lowest or 0, self._highest if highest is None else highest
        return self._by_number.between(low, high)

    @cached_property
    def _by_number(self) -> Ranked:
        return Ranked(self.numbers)

    @cached_property
    def numbers(self) -> list[int]:
        """The number in a series at every position, below 0 where there is none."""
        return [_NO_NUMBER if number is None else number for number in self._numbers]

    @cached_property
    def _highest(self) -> int:
        return max(self.numbers, default=0)

    def added_from(self, seconds: float) -> int:
        """The set of articles taken into the archive at that time or later, in seconds since 1970 in UTC."""
        return self.everything ^ self._by_time.below(seconds)

    @cached_property
    def _by_time(self) -> Ranked:
        return Ranked(self._added)

    @cached_property
    def _longest(self) -> int:
        return max(self.words, default=0)

    @cached_property
    def _title_ranks(self) -> list[int]:
        return _ranks(self._titles, fold)

    @cached_property
    def _outlet_ranks(self) -> list[int]:
        return _ranks(self._outlets, fold)

    def ranks(self, field: str, *, reverse: bool) -> list[int]:
        """A number at every position that sorts ascending by words (longest first), outlet, title or date (newest).

        `reverse` turns the order round, but what has no outlet or no date comes last either way.
        """
        if field == "words":
            return list(self.words) if reverse else [-words for words in self.words]
        ranks = {"title": lambda: self._title_ranks, "outlet": lambda: self._outlet_ranks, "date": lambda: self.first}[
            field
        ]()
        end = date.max.toordinal() + self.size
        if reverse == (field == "date"):
            return [rank or end for rank in ranks]
        return [-rank if rank else end for rank in ranks]


def _ranks(column: Sequence[str | None], key: Callable[[str], str]) -> list[int]:
    """The place of each value in alphabetical order, from 1; 0 for what is empty."""
    folded = [key(value) if value else "" for value in column]
    order = {value: number for number, value in enumerate(sorted(set(folded) - {""}), 1)}
    return [order.get(value, 0) for value in folded]
