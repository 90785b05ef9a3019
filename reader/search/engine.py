"""The search engine of an archive: words through the index, everything else through the catalogue."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, TypeVar

from reader.errors import IndexFault, QueryError
from reader.results import SearchPage, SearchRequest
from reader.search.catalogue import Catalogue
from reader.search.evaluate import Evaluator, TextNode, any_word, conditions, field_of, has_words, together
from reader.search.facets import count_facets, count_sections
from reader.search.filters import topics_of
from reader.search.manifest import REBUILD
from reader.search.ordering import order_hits, score_all, sort_keys
from reader.search.query.describe import canonical, read_as
from reader.search.query.tree import And, Any, DateRange, Field, Node, Or, Query, SortKey
from reader.search.store import IndexStore, UnreadableIndex

if TYPE_CHECKING:
    from reader.search.matching import Matcher
    from reader.search.snapshot import Snapshot

_Answer = TypeVar("_Answer")

SECONDS = 2.0
"""Processor time after which a search is stopped (query language, Limits)."""

_REMEMBERED = 16  # answers


class Engine:
    """Answers searches, in the one thread that asks first: a Whoosh reader that threads share answers wrongly."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self._store = IndexStore(folder)
        self._catalogue = catalogue
        self._thread: int | None = None
        self._opened: tuple[Snapshot, Matcher] | None = None
        self._answers: OrderedDict[tuple[object, ...], SearchPage] = OrderedDict()

    def refresh(self, catalogue: Catalogue) -> None:
        """Take note of a changed archive, or of a changed index; the next search sees both."""
        self._own_thread()
        self._catalogue = catalogue
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
            hints=query.hints,
            elapsed_ms=(time.perf_counter() - began) * 1000,
        )

    def weight_of(self, node: TextNode) -> float:
        """How much a text node of a query tells, as its inverse document frequency."""
        self._own_thread()
        return self._retrying(lambda: self._open()[1].find(node, lambda: False).idf)

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
            from reader.search.matching import Matcher
            from reader.search.snapshot import Snapshot

            snapshot = Snapshot(self._store.open(), self._catalogue)
            self._opened = snapshot, Matcher(snapshot, self._catalogue)
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

    def _answer(self, query: Query, request: SearchRequest, stale: Callable[[], bool]) -> SearchPage:
        catalogue = self._catalogue
        tree = _tree_of(query, request)
        if has_words(tree):
            snapshot, matcher = self._open()
            evaluator = Evaluator(matcher, catalogue, snapshot.indexed, stale)
        else:
            evaluator = Evaluator(None, catalogue, catalogue.everything, stale)
        # A facet is counted without the query's own conditions on its field, so each condition is evaluated apart.
        terms = [(field_of(node), evaluator.articles(node)) for node in conditions(tree)]
        hits = together([found for _, found in terms], evaluator.universe)
        without = {
            name: together([found for field, found in terms if field != name], evaluator.universe)
            for name in ("topic", "outlet", "date")
        }
        keys = sort_keys(query, request.sort)
        ranks = has_words(tree) and any(key.field == "relevance" for key in keys or (SortKey("relevance"),))
        scores = score_all(evaluator, tree, catalogue.size) if ranks else None
        order = order_hits(catalogue, hits, keys, scores)
        wanted = _topics_wanted(catalogue, tree) or set(catalogue.sections)
        dated = any(isinstance(node, DateRange) and node.field == "date" for node in conditions(tree))
        return SearchPage(
            request=request,
            keys=tuple(map(catalogue.keys.__getitem__, order)),
            scores=tuple(map(scores.__getitem__, order)) if scores else (0.0,) * len(order),
            total=len(order),
            sections=sum(count_sections(catalogue, topic, hits) for topic in wanted),
            parsed=query.canonical,
            read_as=query.read_as,
            facets=count_facets(catalogue, without["topic"], without["outlet"], without["date"]),
            indexed=self._indexed(),
            in_archive=catalogue.size,
            left_out_undated=(without["date"] & catalogue.undated).bit_count() if dated else 0,
        )


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
            raise QueryError(1, f"the search took more than {SECONDS:g} seconds and was stopped; ask for rarer words")
        return stale()

    return look
