"""Search wired up: the archive gives the texts and columns, the index the words."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reader.archive.store import Archive
from reader.archive.texts import texts_of
from reader.article import Article
from reader.errors import IndexFault, ReaderError, StaleSearch
from reader.kept import ArticleState, SavedCounts, SavedSearch
from reader.results import (
    Completion,
    Diagnosis,
    Explanation,
    Filters,
    Hit,
    IndexState,
    NameFacets,
    Progress,
    Reading,
    SearchPage,
    SearchRequest,
    Timeline,
    TimeUnit,
)
from reader.search.catalogue import Catalogue, CatalogueRow
from reader.search.engine import Engine
from reader.search.evaluate import TextNode, has_words
from reader.search.hit_row import hit_of
from reader.search.index.document import IndexDocument
from reader.search.index.store import IndexStore
from reader.search.query import narrowing
from reader.search.query.spelled import spelled_out
from reader.search.query.tree import Query
from reader.search.saved_queries import read_query
from reader.search.snippets import Light
from reader.sources import KeptState, Like, Spellings, sources_of

if TYPE_CHECKING:
    from reader.search.index.process import IndexRun
    from reader.search.index.update import Shares

UNTOUCHED = ArticleState()
_LOOKED_AT_FIRST = 64  # rows; further down more and more at once
NEVER = date.max.toordinal() + 1  # later than any day: where undated articles come
FACET_FIELDS = ("topic", "outlet", "agency", "series", "kind", "people", "place", "org", "dump", "tag", "date")


class Searching:
    """Answers searches over an archive through the index in `folder`. One thread at a time."""

    def __init__(
        self, archive: Archive, folder: Path, like: Like | None = None, spellings: Spellings | None = None
    ) -> None:
        self._archive = archive
        self._kept = KeptState(archive)
        self._sources = sources_of(archive, like, spellings, self._kept)
        self._folder = folder
        self._engine: Engine | None = None
        self._seen: tuple[object, ...] = ()

    def close(self) -> None:
        """Close the index."""
        if self._engine:
            self._engine.close()
            self._engine = None

    def read_query(self, request: SearchRequest) -> Query:
        """The request's query, read. Raises QueryError where it cannot be read."""
        query = read_query(request.query, date.today(), self._sources.state.saved)
        if not request.typing:
            return query
        from reader.search.typing.typed_word import widened

        return widened(query, (self._engine or self._current_engine()).begins_few_words)

    def needs_index(self, request: SearchRequest) -> bool:
        """Whether the request asks for words; filters are answered without the index."""
        return has_words(self.read_query(request).tree)

    def search(self, request: SearchRequest, stale: Callable[[], bool]) -> SearchPage:
        """Answer a request."""
        query = self.read_query(request)
        return self._current_engine().search(query, request, stale)

    def engine(self) -> Engine:
        """The engine as archive and index are now, for what else rests on the index."""
        return self._current_engine()

    def _current_engine(self) -> Engine:
        """The engine, told of what other threads and processes have done to archive and index since."""
        now = self.version()
        if self._engine is None:
            self._engine = Engine(self._folder, self._read_catalogue(), self._sources)
        elif self._seen[:2] != now[:2]:  # what the reader keeps the engine looks up by itself
            changed = self._seen[0] != now[0]
            self._engine.refresh(self._read_catalogue() if changed else self._catalogue)
        self._seen = now
        return self._engine

    def _read_catalogue(self) -> Catalogue:
        with _without_collection():
            self._catalogue = Catalogue(
                # Both have the same fields in the same order.
                CatalogueRow(each[0], each[1], each[2], _ordinal(each[3]), _ordinal(each[4]), *each[5:])
                for each in self._archive.columns()
            )
        return self._catalogue

    def hits(self, page: SearchPage, start: int, stop: int, *, snippets: bool, stale: Callable[[], bool]) -> list[Hit]:
        """Rows [start, stop) of an answer, then of what follows it; an article that has gone meanwhile is left out."""
        query = self.read_query(page.request)
        rows = range(page.rows)[start:stop]
        scores = {page.key_at(row): page.score_at(row) for row in rows}
        partial = {page.key_at(row) for row in rows if row >= page.total}
        found = []
        for each in self._archive.keyed_articles(list(scores), named=False):
            if stale():
                raise StaleSearch
            found.append(each)
        ids = [article.id for _, article in found]
        states, revised = self._archive.state.states(ids), self._archive.revised_among(ids)
        light = self._light(query)
        hits = []
        for key, article in found:
            if stale():
                raise StaleSearch
            state, follows = states.get(article.id, UNTOUCHED), key in partial
            hit = hit_of(key, article, light, scores[key], with_snippet=snippets, partial=follows, state=state)
            hits.append(replace(hit, revised=True) if article.id in revised else hit)
        return hits

    def next_unread(self, page: SearchPage, row: int, step: int) -> int | None:
        """The next row of an answer below a row (above it where `step` is negative) that was not read."""
        step = 1 if step > 0 else -1
        rows = range(page.rows)[row + 1 :] if step > 0 else range(page.rows)[: max(0, row)][::-1]
        begin, size = 0, _LOOKED_AT_FIRST
        while chunk := rows[begin : begin + size]:
            ends = chunk[0], chunk[-1]
            if max(ends) < page.total:
                keys = page.keys[min(ends) : max(ends) + 1][::step]
            else:
                keys = [page.key_at(at) for at in chunk]
            # It is mostly among the first; all that was read is looked at only where it is not.
            read = self._kept.keys_in("read") if begin else self._kept.read_among(keys)
            have = list(map(read.__contains__, keys))
            if False in have:
                return chunk[have.index(False)]
            begin, size = begin + size, size * 8
        return None

    def saved_counts(self, search: SavedSearch, stale: Callable[[], bool]) -> SavedCounts:
        """What a saved search finds: as many as its list has, of them those not read, and those since its visit."""
        request = SearchRequest(search.query, "any" if search.match == "any" else "all")
        try:
            query = read_query(search.query, date.today(), self._kept.saved, inside=(search.name,))
            engine = self._current_engine()
            found = engine.articles(query, request, stale)
            unread, new = engine.unread_among(found), engine.taken_in_after(found, search.visited)
        except ReaderError as fault:
            return SavedCounts(search.name, fault=str(fault))
        return SavedCounts(search.name, found.bit_count(), unread.bit_count(), new.bit_count())

    def timeline(self, request: SearchRequest, unit: TimeUnit | None, most: int, stale: Callable[[], bool]) -> Timeline:
        """An answer over time."""
        return self._current_engine().timeline(self.read_query(request), request, unit, most, stale)

    def on_topic(self, page: SearchPage, topic: str) -> list[int]:
        """The keys of an answer's articles with a section on a topic, the oldest first, undated ones last."""
        catalogue = self._catalogue
        levels = catalogue.topic_levels.get(topic)
        if not levels:
            return []
        flags, place = catalogue.flags(levels[0]), catalogue.position
        found = [place[key] for key in page.keys if key in place and flags[place[key]]]
        found.sort(key=lambda position: (catalogue.first[position] or NEVER, position))
        return [catalogue.keys[position] for position in found]

    def diagnose(
        self, request: SearchRequest, stale: Callable[[], bool], report: Callable[[Diagnosis], None] = lambda _: None
    ) -> Diagnosis:
        """Why a request finds nothing, and repairs that find something."""
        from reader.search.repair.doctor import diagnose

        # Where half a word finds nothing, a whole one does not either: it is the query as it stands that is repaired.
        def told(found: Diagnosis) -> None:
            report(replace(found, request=request))

        plain, engine = replace(request, typing=False), self._current_engine()
        return replace(diagnose(plain, engine, date.today(), self.read_query, stale, told), request=request)

    def explain(self, request: SearchRequest, stale: Callable[[], bool]) -> Explanation:
        """How a request's query is read."""
        from reader.search.explanation import explain

        return explain(replace(request, typing=False), self._current_engine(), self.read_query, stale)

    def order_of(self, text: str) -> str:
        """The first order that a query asks for."""
        from reader.search.query import reorder

        return reorder.order_of(text, date.today())

    def reordered(self, text: str, order: str) -> str:
        """The query with another order."""
        from reader.search.query import reorder

        return reorder.reordered(text, order, date.today())

    def complete(self, text: str, cursor: int) -> tuple[Completion, ...]:
        """Ways to go on with a query."""
        from reader.search.typing.completion import complete

        return complete(text, cursor, self._current_engine(), date.today())

    def read(self, article: Article, request: SearchRequest | None) -> Reading:
        """An article with what answers the request lit."""
        if request is None:
            return Reading(article)
        lit, parts = self._light(self.read_query(request)), article.parts()
        return Reading(article, lit.marks(parts), lit.opens_at(article, parts, lit.topics_asked(article)))

    def _weight_of(self, node: TextNode) -> float:
        return self._engine.weight_of(node) if self._engine else 1.0

    def _light(self, query: Query) -> Light:
        """The query made ready to be lit in articles, the other spellings of its names with it."""
        return Light(spelled_out(query.tree, self._sources.spellings), self._weight_of)

    def name_facets(self, request: SearchRequest, limit: int, stale: Callable[[], bool]) -> NameFacets:
        """The commonest people, places and organisations of an answer."""
        return self._current_engine().name_facets(self.read_query(request), request, limit, stale)

    def narrow(self, text: str, more: str) -> str:
        """The query that asks for both."""
        return narrowing.narrowed(text, more, date.today())

    def without_filters(self, text: str) -> str:
        """The query without its filters."""
        return narrowing.without_filters(text, date.today())

    def chips(self, text: str) -> tuple[str, ...]:
        """The filters of a query as they were typed."""
        return narrowing.chips(text, date.today())

    def edit_query(self, text: str, action: str, field: str, value: str) -> str:
        """The query with a facet's value taken in or out."""
        from reader.search.query import facet_edit

        today = date.today()
        if action == "clear":
            return facet_edit.clear(text, field, today)
        edits = {"include": facet_edit.toggle, "exclude": facet_edit.exclude, "only": facet_edit.only}
        return edits[action](text, field, value, today)

    def filters(self, text: str) -> Filters:
        """The filters of a query: values by field, and as they were typed."""
        return narrowing.filters_of(text, FACET_FIELDS, date.today()) if text.strip() else Filters({}, {})

    # the index

    def state(self) -> IndexState:
        """How much of the archive can be searched, from the index's manifest and lock alone."""
        uid, stamp = self._archive.facts()
        total = self._archive.count()
        try:
            manifest = IndexStore(self._folder).state()
        except IndexFault as fault:
            return IndexState("damaged", 0, total, fault.message)
        ours = manifest if manifest and manifest.archive == uid else None
        indexed = min(ours.articles, total) if ours else 0
        if (ours and ours.stamp == str(stamp)) or (not ours and not total):
            return IndexState("ready", indexed, total)
        if self.indexing_elsewhere():
            return IndexState("building", indexed, total)
        return IndexState("behind" if ours else "missing", indexed, total)

    def version(self) -> tuple[object, ...]:
        """What archive, index and the reader's own are at now, from stamps and the index's manifest alone."""
        try:
            return self._archive.facts(), IndexStore(self._folder).state(), self._kept.stamp()
        except IndexFault:
            return self._archive.facts(), None, self._kept.stamp()

    def start_indexing(self, archive_folder: Path, *, rebuild: bool = False) -> "IndexRun | None":
        """Index what is not indexed yet, or all anew, in a process of its own; None where nothing is to be done."""
        from reader.search.index.process import IndexRun

        if not rebuild and self.state().status == "ready":
            return None
        return IndexRun(archive_folder, rebuild=rebuild)

    def indexing_elsewhere(self) -> bool:
        """Whether another process is indexing this archive."""
        return IndexStore(self._folder).holder() is not None

    def damaged_files(self) -> list[str]:
        """Files of the index that are not as they were written. Reads all of it."""
        return IndexStore(self._folder).damaged()

    def update(
        self, progress: Callable[[Progress], None], cancelled: Callable[[], bool], *, rebuild: bool = False
    ) -> None:
        """Bring the index up to the archive, again while the archive changes under it."""
        store = IndexStore(self._folder)
        while not cancelled():
            uid, stamp = self._archive.facts()
            try:
                manifest = store.state()
                have = store.keys() if manifest and manifest.archive == uid and not rebuild else None
            except IndexFault:
                have = None
            wanted = self._archive.keys()
            missing = sorted(wanted - (have or set()))
            finished = store.update(
                uid,
                str(stamp),
                documents_of(self._archive, missing),
                sorted((have or set()) - wanted),
                total=len(missing),
                progress=progress,
                cancelled=cancelled,
                rebuild=have is None,
                shares=self._shares(missing),
            )
            rebuild = False
            if not finished or self._archive.facts() == (uid, stamp):
                return

    def _shares(self, keys: Sequence[int]) -> "Shares | None":
        """How several processes index so many articles; None where one does."""
        from reader.search.index.process import worker_command
        from reader.search.index.update import Shares
        from reader.search.index.workers import worker_count

        workers = worker_count(len(keys))
        command = worker_command(self._archive.database.path.parent, "share")
        return Shares(keys, command, workers) if workers > 1 else None


def documents_of(archive: Archive, keys: Sequence[int]) -> Iterator[IndexDocument]:
    """Articles by key, as the index takes them."""
    return (IndexDocument(*text) for text in texts_of(archive, keys))


@contextmanager
def _without_collection() -> Iterator[None]:
    """Without looks for cyclic garbage: at a hundred thousand new tuples, none of it garbage, they take 0.1 s."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@lru_cache(maxsize=65536)
def _ordinal(day: str | None) -> int | None:
    return date.fromisoformat(day).toordinal() if day else None
