"""What the engine asks of the archive while it answers: functions that whoever wires the two hands in."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reader.errors import UsageError


class SectionTopics(NamedTuple):
    """An article's key and the topics of its sections, by the number of the section; those without are left out."""

    key: int
    topics: Mapping[int, Sequence[str]]


class PartTexts(NamedTuple):
    """An article's key and the texts of its parts but the title, in reading order."""

    key: int
    texts: Sequence[str]


class NumberedNames(NamedTuple):
    """Every name with its kind (`people`, `places`, `organisations`) by number, and each article's key with numbers."""

    names: Mapping[int, tuple[str, str]]
    articles: Iterator[tuple[int, Sequence[int]]]


class SavedQuery(NamedTuple):
    """A saved search as `query:` takes it: its name, its query, and whether one of the words is enough (`any`)."""

    name: str
    text: str
    match: str = "all"


@dataclass(frozen=True, slots=True)
class StateSource:
    """What a reader did with articles, by their keys; without any of it, nothing.

    `stamp` is cheap, and another value after every change. `keys_in` gives the articles that are `read`, `starred` or
    `marked`, or have a `note`; `tagged` those of each tag. `saved` are the saved searches.
    """

    stamp: Callable[[], object] = lambda: 0
    keys_in: Callable[[str], Collection[int]] = lambda _: ()
    tagged: Callable[[], Mapping[str, Collection[int]]] = lambda: {}
    saved: Callable[[], Sequence[SavedQuery]] = lambda: ()


def _no_like(_: str) -> Sequence[tuple[int, float]]:
    raise UsageError("like: is not answered here; nothing finds related articles")


@dataclass(frozen=True, slots=True)
class Sources:
    """Without any of them an archive has no ids, no names, no texts and no spellings.

    `keys_with_id` gives the keys of the articles whose id begins so, two at most; `like` keys with scores, and raises
    UsageError; `last_visit` is in seconds since 1970 in UTC; `spellings` gives the other spellings of a term.
    """

    keys_with_id: Callable[[str], Sequence[int]] = lambda _: ()
    like: Callable[[str], Sequence[tuple[int, float]]] = _no_like
    last_visit: Callable[[], float] = lambda: 0.0
    spellings: Callable[[str], Sequence[str]] = lambda _: ()
    names: Callable[[], NumberedNames] = lambda: NumberedNames({}, iter(()))
    section_topics: Callable[[Sequence[int]], Iterator[SectionTopics]] = lambda _: iter(())
    texts: Callable[[Sequence[int]], Iterator[PartTexts]] = lambda _: iter(())
    state: StateSource = StateSource()
