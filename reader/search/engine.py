"""The search engine of an archive: words through the index, everything else through the catalogue."""

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, TypeVar

from reader.errors import IndexFault, QueryError, StaleSearch
from reader.results import NameFacets, SearchPage, SearchRequest, Timeline, TimeUnit
from reader.search.answering import Answer, asked_tree, build_answer, said_tree
from reader.search.catalogue import Catalogue
from reader.search.evaluate import Evaluator, TextNode, has_words, met
from reader.search.index.manifest import REBUILD
from reader.search.index.store import IndexStore, UnreadableIndex
from reader.search.lookups import Lookups
from reader.search.name_columns import KINDS
from reader.search.ordering import sort_keys
from reader.search.partial import NEWEST_HINT, asks_for_newest
from reader.search.query.describe import canonical, read_as
from reader.search.query.tree import Node, Query, SortKey
from reader.search.sources import SavedQuery, Sources
from reader.search.state_sets import StateSets, asks_for_state
from reader.search.typing.vocabulary import Vocabulary

if TYPE_CHECKING:
    from reader.search.index.lexicon import Lexicon
    from reader.search.index.snapshot import Snapshot
    from reader.search.matching import Matcher

_Answer = TypeVar("_Answer")

SECONDS = 2.0
"""Processor time after which a search is stopped (query language, Limits)."""

_REMEMBERED = 16  # answers
_REMEMBERED_SETS = 64  # of articles, a bit for each of all articles


class Engine:
    """Answers searches, in the one thread that asks first: a Whoosh reader that threads share answers wrongly."""

    def __init__(self, folder: Path, catalogue: Catalogue, sources: Sources | None = None) -> None:
        self._store = IndexStore(folder)
        self._catalogue = catalogue
        self._sources = sources or Sources()
        self._lookups = Lookups(catalogue, self._sources)
        self._vocabulary: Vocabulary | None = None
        self._thread: int | None = None
        self._opened: tuple[Snapshot, Matcher] | None = None
        self._sets: dict[Node, int] = {}
        self._answers: OrderedDict[tuple[Node, tuple[SortKey, ...], str], Answer] = OrderedDict()

    def refresh(self, catalogue: Catalogue) -> None:
        """Take note of a changed archive, or of a changed index; the next search sees both."""
        self._own_thread()
        self._catalogue = catalogue
        self._lookups = Lookups(catalogue, self._sources)
        self._vocabulary = None
        self._forget()

    def close(self) -> None:
        """Let the index go. From another thread than that of the searches, its files close when memory is reclaimed."""
        if self._thread == get_ident():
            self._forget()
        self._opened = None

    def search(self, query: Query, request: SearchRequest, stale: Callable[[], bool] = lambda: False) -> SearchPage:
        """Answer a query. A query with words is answered within the indexed articles, any other within all.

        `sections` counts the sections on the topics asked for, over all hits; where no topic is asked for, those on
        any topic, one on two topics twice. Raises QueryError, UsageError, StaleSearch, IndexFault, ArchiveError.
        """
        self._begin()
        began = time.perf_counter()
        keys = sort_keys(query, request.sort)
        asked = (query.tree, keys, request.match)
        known = self._answers.get(asked)
        if known is None:
            known = self._answers[asked] = self._retrying(lambda: self._answer(query, request, _limited(stale)))
            if len(self._answers) > _REMEMBERED:
                self._answers.popitem(last=False)
        self._answers.move_to_end(asked)
        tree, page = asked_tree(query, request), known.page
        return replace(
            page,
            request=request,
            facets=replace(page.facets, tag=self._states.facet(known.tagged)),
            parsed=query.canonical if tree is query.tree else canonical(tree, query.sort),
            read_as=query.read_as if tree is query.tree else read_as(said_tree(query, request), query.sort),
            hints=(*query.hints, NEWEST_HINT) if page.some and asks_for_newest(query) else query.hints,
            elapsed_ms=(time.perf_counter() - began) * 1000,
        )

    def weight_of(self, node: TextNode) -> float:
        """How much a text node of a query tells, as its inverse document frequency."""
        self._own_thread()
        return self._retrying(lambda: self._open()[1].find(node, lambda: False).idf)

    def stands_for(self, node: TextNode) -> tuple[str, ...]:
        """The terms of the index that a word of a query stood for: its forms and other spellings, or a prefix's words.

        None where a node is more than one word.
        """
        self._own_thread()
        return self._retrying(lambda: self._open()[1].stands_for(node))

    def name_facets(
        self, query: Query, request: SearchRequest, limit: int, stale: Callable[[], bool] = lambda: False
    ) -> NameFacets:
        """The commonest people, places and organisations of an answer, each without its field's own conditions.

        Raises as `search` does.
        """
        self._begin()
        tree = asked_tree(query, request)

        def count() -> NameFacets:
            evaluator = self._evaluator(tree, _limited(stale))
            return self._lookups.name_facets(met(evaluator, tree).without(KINDS), limit, stale)

        return self._retrying(count)

    def timeline(
        self, query: Query, request: SearchRequest, unit: TimeUnit | None, most: int, stale: Callable[[], bool]
    ) -> Timeline:
        """An answer over time, without the query's own conditions on the date: what days one could go to.

        Without a `unit` it is the smallest one by which the days asked for take at most `most` buckets. Raises as
        `search` does.
        """
        from reader.search.timeline import build_buckets, first_and_last, fitting_unit

        self._begin()
        tree, look = asked_tree(query, request), _limited(stale)

        def check() -> None:
            if look():
                raise StaleSearch

        def count() -> Timeline:
            evaluator = self._evaluator(tree, look)
            asked = met(evaluator, tree)
            every, hits, catalogue = asked.without(["date"])["date"], asked.hits, self._catalogue
            fitting = unit or fitting_unit(catalogue, hits & catalogue.dated or every, most)
            check()
            undated = (every & catalogue.undated).bit_count()
            buckets = build_buckets(catalogue, every, fitting, check)
            check()
            return Timeline(request, fitting, buckets, undated, *first_and_last(catalogue, hits))

        return self._retrying(count)

    def count(self, query: Query, request: SearchRequest, stale: Callable[[], bool] = lambda: False) -> int:
        """How many articles `search` would find, and nothing else; the errors are the same."""
        self._begin()
        return self._found(query, request, stale).bit_count()

    def articles(self, query: Query, request: SearchRequest, stale: Callable[[], bool] = lambda: False) -> int:
        """The set of articles that `search` would find, remembered while it is true; the errors are the same."""
        self._begin()
        tree = asked_tree(query, request)
        if tree not in self._sets:
            found = self._found(query, request, stale)
            if len(self._sets) == _REMEMBERED_SETS:
                self._sets.clear()
            self._sets[tree] = found
        return self._sets[tree]

    def _found(self, query: Query, request: SearchRequest, stale: Callable[[], bool]) -> int:
        tree, look = asked_tree(query, request), _limited(stale)
        return self._retrying(lambda: self._evaluator(tree, look).articles(tree))

    def unread_among(self, articles: int) -> int:
        """Those of a set of articles that were not read."""
        self._begin()
        return articles & self._states.unread

    def taken_in_after(self, articles: int, seconds: float) -> int:
        """Those of a set of articles that were taken into the archive after a time, in seconds since 1970 in UTC."""
        return articles & self._catalogue.added_from(seconds + 1)

    @property
    def vocabulary(self) -> Vocabulary:
        """The values that the fields of the archive have."""
        self._begin()
        if self._vocabulary is None:
            self._vocabulary = Vocabulary(self._catalogue, self._lookups.name_columns, lambda: self._states.told_tags)
        return self._vocabulary

    @property
    def _states(self) -> StateSets:
        return self._lookups.states

    def saved(self) -> Sequence[SavedQuery]:
        """The saved searches that a query can name. Raises ArchiveError."""
        return self._sources.state.saved()

    def begins_few_words(self, stem: str) -> bool:
        """Whether the words that begin so are few enough to be searched for. Raises IndexFault."""
        from reader.search.index.schema import TEXT_FIELDS

        self._own_thread()
        return self._retrying(lambda: self._open()[0].beginning_with(TEXT_FIELDS, stem) is not None)

    def consult(self, ask: "Callable[[Lexicon], _Answer]") -> _Answer:
        """Ask the words of the index something. Raises IndexFault, ArchiveError."""
        from reader.search.index.lexicon import Lexicon

        self._own_thread()
        return self._retrying(lambda: ask(Lexicon(self._open()[0])))

    def look(self, ask: "Callable[[Snapshot, Catalogue], _Answer]") -> _Answer:
        """Ask the postings of the index something. Raises IndexFault, ArchiveError."""
        self._own_thread()
        return self._retrying(lambda: ask(self._open()[0], self._catalogue))

    def _begin(self) -> None:
        """Take note of what the reader did meanwhile: answers that rest on it go. Raises ArchiveError."""
        self._own_thread()
        if self._states.refresh():
            for asked in [each for each in self._answers if asks_for_state(each[0])]:
                del self._answers[asked]
            for tree in list(filter(asks_for_state, self._sets)):
                del self._sets[tree]

    def _own_thread(self) -> None:
        if self._thread is None:
            self._thread = get_ident()
        elif self._thread != get_ident():
            raise RuntimeError("an engine belongs to the thread of its first search")

    def _forget(self) -> None:
        self._answers.clear()
        self._sets.clear()
        if self._opened:
            self._opened[0].close()
            self._opened = None

    def _open(self) -> "tuple[Snapshot, Matcher]":
        if self._opened is None:
            from reader.search.index.snapshot import Snapshot
            from reader.search.matching import Matcher

            snapshot = Snapshot(self._store.open(), self._catalogue)
            self._opened = snapshot, Matcher(snapshot, self._catalogue, self._sources.spellings)
            self._answers.clear()
            self._sets.clear()
        return self._opened

    def _retrying(self, ask: Callable[[], _Answer]) -> _Answer:
        """Ask again with the index opened anew: what looks like damage may be a file that a commit has replaced."""
        try:
            return ask()
        except (UnreadableIndex, IndexFault):
            self._forget()
        try:
            return ask()
        except UnreadableIndex as fault:
            self._forget()
            raise IndexFault(f"the index is damaged ({fault} on reading it)", REBUILD) from fault

    def _indexed(self) -> int:
        """How many articles can be found by their words; without opening the index for it."""
        if self._opened:
            return self._opened[0].count
        try:
            manifest = self._store.state()
        except IndexFault:
            return 0
        return min(manifest.articles, self._catalogue.size) if manifest else 0

    def _evaluator(self, tree: Node, stale: Callable[[], bool]) -> Evaluator:
        if has_words(tree):
            snapshot, matcher = self._open()
            return Evaluator(matcher, self._catalogue, snapshot.indexed, stale, self._lookups)
        return Evaluator(None, self._catalogue, self._catalogue.everything, stale, self._lookups)

    def _answer(self, query: Query, request: SearchRequest, stale: Callable[[], bool]) -> Answer:
        evaluator = self._evaluator(asked_tree(query, request), stale)
        return build_answer(query, request, self._catalogue, evaluator, self._indexed())


def _limited(stale: Callable[[], bool]) -> Callable[[], bool]:
    """The same question, and a stop after `SECONDS` of this thread's processor time."""
    end = time.thread_time() + SECONDS

    def look() -> bool:
        if stale():
            return True
        if time.thread_time() > end:
            fault = f"too broad: the search took more than {SECONDS:g} seconds and was stopped; ask for rarer words"
            raise QueryError(1, fault)
        return False

    return look
