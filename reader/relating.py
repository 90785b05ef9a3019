"""Related articles wired up: the index gives candidates and the rarity of words, the archive their texts."""

import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from reader.archive.store import Archive
from reader.errors import UsageError
from reader.results import Related
from reader.search.catalogue import Catalogue
from reader.search.similar.likeness import Pool, Rarity
from reader.search.similar.related_terms import Wording, read_wording
from reader.search.similar.same_story import RELATED, Neighbourhood
from reader.searching import Searching

if TYPE_CHECKING:
    from reader.search.index.snapshot import Snapshot

_Answer = TypeVar("_Answer")

MOST_ALIKE = 200
"""Articles that `like:` finds at most."""

_LEAST_SHARED = RELATED / 2  # of an article's telling words; what has fewer of them is not compared with it
_REMEMBERED_ARTICLES = 2000  # about 20 kB each at 600 words
_REMEMBERED_WORDS = 500_000


@dataclass(frozen=True, slots=True)
class _Known:
    id: str
    title: str
    wording: Wording


class Relating:
    """Finds the articles of an archive that are like one of them. One thread at a time, that of the searches."""

    def __init__(self, archive: Archive, searching: Searching) -> None:
        self._archive = archive
        self._searching = searching
        self._facts: object = None
        self._known: OrderedDict[int, _Known] = OrderedDict()
        self._frequencies: dict[str, int] = {}
        self._snapshot: Callable[[], Snapshot | None] = lambda: None

    def related(self, key: int, limit: int) -> list[Related]:
        """The articles related to one, those of its story first, then by score; at most 40.

        Raises UsageError where it is gone, IndexFault where the index is damaged.
        """
        from reader.search.similar.related import POOL

        keys, known, pool = self._pool(key, POOL)
        neighbourhood = Neighbourhood(pool.wordings, pool.likeness(self._rarity(pool.telling_terms())))
        found = [
            Related(each, known[number].id, known[number].title, score, neighbourhood.same_story(0, number))
            for number, each in enumerate(keys)
            if number and (score := neighbourhood.score(0, number)) >= RELATED
        ]
        return sorted(found, key=lambda each: (not each.same_story, -each.score, each.key))[:limit]

    def related_all(self, limit: int) -> Iterator[tuple[str, list[Related]]]:
        """Every article's id with what is related to it, in the order of the dumps."""
        for key in self._archive.keys_in_order():
            for known in self._read([key]).values():
                yield known.id, self.related(key, limit)

    def like(self, key: int) -> list[tuple[int, float]]:
        """The articles that are truly like one, best first, each with its likeness from 0 to 1; at most 200."""
        keys, _, pool = self._pool(key, MOST_ALIKE, _LEAST_SHARED)
        likeness = pool.likeness_to_first(self._rarity(pool.weights[0]))
        found = [(each, likeness[number]) for number, each in enumerate(keys) if likeness[number] >= RELATED]
        return sorted(found, key=lambda each: (-each[1], each[0]))

    def stories(self, keys: Sequence[int]) -> dict[int, int]:
        """For each key that of the article that leads its story: the first of it in this order.

        Compared are these articles only, so one may report the same as another that is not among them.
        """
        known = self._read(list(dict.fromkeys(keys)))
        pool = Pool([each.wording for each in known.values()])
        neighbourhood = Neighbourhood(pool.wordings, pool.likeness(self._rarity(pool.telling_terms())))
        read = list(known)
        leads = {key: read[leader] for key, leader in zip(read, neighbourhood.leaders(), strict=True)}
        return {key: leads.get(key, key) for key in keys}

    def _pool(self, key: int, most: int, least: float = 0.0) -> tuple[list[int], list[_Known], Pool]:
        """The article and its candidates."""
        from reader.search.similar.related import find_candidates

        own = self._read([key])
        if key not in own:
            raise UsageError("this article is no longer in the archive")
        weights = Pool([own[key].wording]).weights[0]
        frequencies = self._count(weights)
        candidates = self._look(
            lambda snapshot, catalogue: find_candidates(snapshot, catalogue, weights, frequencies, most + 1, least)
        )
        known = own | self._read([each for each in candidates if each != key][:most])
        return list(known), list(known.values()), Pool([each.wording for each in known.values()])

    def _read(self, keys: Sequence[int]) -> dict[int, _Known]:
        """What is compared of these articles, in their order; what is gone is left out."""
        facts = self._archive.facts()
        if facts != self._facts:
            self._known.clear()
            self._facts = facts
        missing = [key for key in keys if key not in self._known]
        new = {
            key: _Known(article.id, article.title, read_wording(article))
            for key, article in self._archive.keyed_articles(missing)
        }
        found = {key: known for key in keys if (known := new.get(key) or self._known.get(key))}
        for key, known in found.items():
            self._known[key] = known
            self._known.move_to_end(key)
        while len(self._known) > _REMEMBERED_ARTICLES:
            self._known.popitem(last=False)
        return found

    def _rarity(self, terms: Iterable[str]) -> Rarity:
        frequencies = self._count(terms)
        return Rarity(self._look(lambda snapshot, _: snapshot.count), frequencies)

    def _count(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many articles these words stand, and others that were asked for before."""
        from reader.search.similar.related import count_articles

        def count(snapshot: "Snapshot", _: Catalogue) -> None:
            if self._snapshot() is not snapshot or len(self._frequencies) > _REMEMBERED_WORDS:
                self._snapshot, self._frequencies = weakref.ref(snapshot), {}
            new = [term for term in terms if term not in self._frequencies]
            self._frequencies.update(count_articles(snapshot, new))

        terms = list(terms)
        self._look(count)
        return self._frequencies

    def _look(self, ask: "Callable[[Snapshot, Catalogue], _Answer]") -> _Answer:
        return self._searching.engine().look(ask)
