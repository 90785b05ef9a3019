"""The search engine of an archive: words through the index, everything else through the catalogue."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, TypeVar

from reader.errors import IndexFault, QueryError
from reader.results import NameFacets, SearchPage, SearchRequest, Timeline, TimeUnit
from reader.search.catalogue import Catalogue
from reader.search.evaluate import Evaluator, TextNode, any_word, conditions, has_words, is_ranked, met
from reader.search.facets import FACET_FIELDS, count_facets, count_sections
from reader.search.filters import topics_of
from reader.search.hit_order import InOrder
from reader.search.index.manifest import REBUILD
from reader.search.index.store import IndexStore, UnreadableIndex
from reader.search.lookups import Lookups
from reader.search.name_columns import KINDS
from reader.search.ordering import Worth, order_hits, sort_keys
from reader.search.partial import NEWEST_HINT, asks_for_newest, partial_hits, wants_partial
from reader.search.query.describe import canonical, read_as
from reader.search.query.tree import And, Any, DateRange, Field, Node, Or, Query, SortKey
from reader.search.sources import Sources
from reader.search.typing.vocabulary import Vocabulary

if TYPE_CHECKING:
    from reader.search.index.lexicon import Lexicon
    from reader.search.index.snapshot import Snapshot
    from reader.search.matching import Matcher

_Answer = TypeVar("_Answer")

SECONDS = 2.0
"""Processor time after which a search is stopped (query language, Limits)."""

_REMEMBERED = 16  # answers


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
        self._answers: OrderedDict[tuple[object, ...], SearchPage] = OrderedDict()

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
        self._own_thread()
        began = time.perf_counter()
        keys = sort_keys(query, request.sort)
        known = (query.tree, keys, request.match)
        page = self._answers.get(known)
        if page is None:
            page = self._answers[known] = self._retrying(lambda: self._answer(query, request, _limited(stale)))
            if len(self._answers) > _REMEMBERED:
                self._answers.popitem(last=False)
        self._answers.move_to_end(known)
        tree = _tree_of(query, request)
        return replace(
            page,
            request=request,
            parsed=query.canonical if tree is query.tree else canonical(tree, query.sort),
            read_as=query.read_as if tree is query.tree else read_as(tree, query.sort),
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
        self._own_thread()
        tree = _tree_of(query, request)

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

        self._own_thread()
        tree, look = _tree_of(query, request), _limited(stale)

        def count() -> Timeline:
            evaluator = self._evaluator(tree, look)
            asked = met(evaluator, tree)
            every, hits, catalogue = asked.without(["date"])["date"], asked.hits, self._catalogue
            fitting = unit or fitting_unit(catalogue, hits & catalogue.dated or every, most)
            undated = (every & catalogue.undated).bit_count()
            buckets = build_buckets(catalogue, every, fitting)
            return Timeline(request, fitting, buckets, undated, *first_and_last(catalogue, hits))

        return self._retrying(count)

    def count(self, query: Query, request: SearchRequest, stale: Callable[[], bool] = lambda: False) -> int:
        """How many articles `search` would find, and nothing else; the errors are the same."""
        self._own_thread()
        tree, look = _tree_of(query, request), _limited(stale)
        return self._retrying(lambda: self._evaluator(tree, look).articles(tree).bit_count())

    @property
    def vocabulary(self) -> Vocabulary:
        """The values that the fields of the archive have."""
        if self._vocabulary is None:
            self._vocabulary = Vocabulary(self._catalogue, self._lookups.name_columns)
        return self._vocabulary

    def consult(self, ask: "Callable[[Lexicon], _Answer]") -> _Answer:
        """Ask the words of the index something. Raises IndexFault, ArchiveError."""
        from reader.search.index.lexicon import Lexicon

        self._own_thread()
        return self._retrying(lambda: ask(Lexicon(self._open()[0])))

    def look(self, ask: "Callable[[Snapshot, Catalogue], _Answer]") -> _Answer:
        """Ask the postings of the index something. Raises IndexFault, ArchiveError."""
        self._own_thread()
        return self._retrying(lambda: ask(self._open()[0], self._catalogue))

    def _own_thread(self) -> None:
        if self._thread is None:
            self._thread = get_ident()
        elif self._thread != get_ident():
            raise RuntimeError("an engine belongs to the thread of its first search")

    def _forget(self) -> None:
        self._answers.clear()
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

    def _answer(self, query: Query, request: SearchRequest, stale: Callable[[], bool]) -> SearchPage:
        catalogue = self._catalogue
        tree = _tree_of(query, request)
        evaluator = self._evaluator(tree, stale)
        asked = met(evaluator, tree)
        hits, without = asked.hits, asked.without(FACET_FIELDS)
        keys = sort_keys(query, request.sort)
        ranks = is_ranked(tree) and any(key.field == "relevance" for key in keys or (SortKey("relevance"),))
        worth = Worth(evaluator, tree)
        order = order_hits(catalogue, hits, keys, worth if ranks else None)
        some: list[tuple[int, float]] = []
        if wants_partial(query, request, order.total):
            some = partial_hits(query, catalogue, asked.sets, hits, worth.of)
        wanted = _topics_wanted(catalogue, tree) or set(catalogue.sections)
        dated = any(isinstance(node, DateRange) and node.field == "date" for node in conditions(tree))
        return SearchPage(
            request=request,
            keys=InOrder(order, catalogue.keys.__getitem__, partial(_is_key_of, catalogue, hits)),
            scores=InOrder(order, order.worth) if ranks else (0.0,) * order.total,
            total=order.total,
            sections=sum(count_sections(catalogue, topic, hits) for topic in wanted),
            parsed=query.canonical,
            read_as=query.read_as,
            facets=count_facets(catalogue, without),
            indexed=self._indexed(),
            in_archive=catalogue.size,
            left_out_undated=(without["date"] & catalogue.undated).bit_count() if dated else 0,
            some=tuple(catalogue.keys[position] for position, _ in some),
            some_scores=tuple(worth for _, worth in some),
        )


def _is_key_of(catalogue: Catalogue, hits: int, key: object) -> bool:
    position = catalogue.position.get(key)  # type: ignore[call-overload]
    return position is not None and catalogue.holds(hits, position)


def _tree_of(query: Query, request: SearchRequest) -> Node:
    return any_word(query.tree) if request.match == "any" else query.tree


def _topics_wanted(catalogue: Catalogue, node: Node) -> set[str]:
    """The topics that a query asks for, not those that it excludes."""
    match node:
        case Field(field="topic"):
            return set(topics_of(catalogue, node))
        case And() | Or() | Any():
            return {topic for operand in node.operands for topic in _topics_wanted(catalogue, operand)}
    return set()


def _limited(stale: Callable[[], bool]) -> Callable[[], bool]:
    """The same question, and a stop after `SECONDS` of this thread's processor time."""
    end = time.thread_time() + SECONDS

    def look() -> bool:
        if time.thread_time() > end:
            fault = f"too broad: the search took more than {SECONDS:g} seconds and was stopped; ask for rarer words"
            raise QueryError(1, fault)
        return stale()

    return look
