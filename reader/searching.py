"""Search wired up: the archive gives the texts and columns, the index the words."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reader.archive.store import Archive
from reader.article import Article
from reader.errors import IndexFault
from reader.results import Filters, Hit, IndexState, Mark, Progress, Reading, SearchPage, SearchRequest
from reader.search.catalogue import Catalogue, CatalogueRow
from reader.search.document import IndexDocument
from reader.search.engine import Engine
from reader.search.evaluate import has_words
from reader.search.query.executable import check
from reader.search.query.parser import parse
from reader.search.query.tree import Query
from reader.search.snippets import light, snippet
from reader.search.store import IndexStore

if TYPE_CHECKING:
    from reader.search.process import IndexRun

FACET_FIELDS = ("topic", "outlet", "dump", "date")


class Searching:
    """Answers searches over an archive through the index in `folder`. One thread at a time."""

    def __init__(self, archive: Archive, folder: Path) -> None:
        self._archive = archive
        self._folder = folder
        self._engine: Engine | None = None
        self._seen: tuple[object, ...] = ()

    def close(self) -> None:
        """Close the index."""
        if self._engine:
            self._engine.close()
            self._engine = None

    def read_query(self, request: SearchRequest) -> Query:
        """The request's query, read. Raises QueryError where it cannot be read, or not be answered yet."""
        query = parse(request.query, date.today())
        check(query.tree)
        return query

    def needs_index(self, request: SearchRequest) -> bool:
        """Whether the request asks for words; filters are answered without the index."""
        return has_words(self.read_query(request).tree)

    def search(self, request: SearchRequest, stale: Callable[[], bool]) -> SearchPage:
        """Answer a request."""
        query = self.read_query(request)
        return self._current_engine().search(query, request, stale)

    def _current_engine(self) -> Engine:
        """The engine, told of what other threads and processes have done to archive and index since."""
        facts = self._archive.facts()
        try:
            manifest = IndexStore(self._folder).state()
        except IndexFault:
            manifest = None
        if self._engine is None:
            self._engine = Engine(self._folder, self._read_catalogue())
        elif self._seen != (facts, manifest):
            changed = self._seen[0] != facts
            self._engine.refresh(self._read_catalogue() if changed else self._catalogue)
        self._seen = (facts, manifest)
        return self._engine

    def _read_catalogue(self) -> Catalogue:
        self._catalogue = Catalogue(
            CatalogueRow(
                key=column.key,
                title=column.title,
                date_first=_ordinal(column.date_first),
                date_last=_ordinal(column.date_last),
                date_precision=column.date_precision,
                outlet=column.outlet,
                topics=column.topics,
                dump=column.dump,
                words=column.words,
            )
            for column in self._archive.columns()
        )
        return self._catalogue

    def hits(self, page: SearchPage, start: int, stop: int, *, snippets: bool) -> list[Hit]:
        """Rows [start, stop) of an answer; an article that has gone meanwhile is left out."""
        query = self.read_query(page.request)
        keys = page.keys[start:stop]
        scores = dict(zip(keys, page.scores[start:stop], strict=True))
        return [
            self._hit(key, article, query, scores[key], with_snippet=snippets)
            for key, article in self._archive.keyed_articles(keys)
        ]

    def read(self, article: Article, request: SearchRequest | None) -> Reading:
        """An article with what answers the request lit."""
        if request is None:
            return Reading(article)
        found, best = self._light(article, self.read_query(request))
        return Reading(article, found, best)

    def _light(self, article: Article, query: Query) -> tuple[tuple[Mark, ...], int]:
        """What of an article answers the query, and the number of the part to open at."""
        return light(article, query.tree, self._engine.weight_of if self._engine else (lambda _: 1.0))

    def _hit(self, key: int, article: Article, query: Query, score: float, *, with_snippet: bool) -> Hit:
        found, best = self._light(article, query)
        parts = article.parts()
        if parts[best].kind == "heading" and best + 1 < len(parts):
            best += 1  # an article opens at the heading; a row shows the block below it
        part = parts[best]
        # Where only the headline answers, or nothing was asked, the passage shown is the beginning of the text.
        passage = best or min(1, len(parts) - 1)
        return Hit(
            key=key,
            id=article.id,
            title=article.title,
            outlet=article.outlet,
            date=article.date,
            topics=_weightiest_first(article),
            score=score,
            section=article.sections[part.section].heading if part.section is not None else None,
            line=part.line,
            snippet=snippet(article, found, passage) if with_snippet and passage else None,
            title_spans=tuple((mark.start, mark.end) for mark in found if mark.part == 0),
        )

    def edit_query(self, text: str, action: str, field: str, value: str) -> str:
        """The query with a facet's value taken in or out."""
        from reader.search.query import facet_edit

        today = date.today()
        if action == "clear":
            return facet_edit.clear(text, field, today)
        edits = {"include": facet_edit.toggle, "exclude": facet_edit.exclude, "only": facet_edit.only}
        return edits[action](text, field, value, today)

    def filters(self, text: str) -> Filters:
        """The values that a query includes and excludes at top level."""
        if not text.strip():
            return Filters({}, {})
        from reader.search.query import facet_edit

        found = {field: facet_edit.included(text, field, date.today()) for field in FACET_FIELDS}
        return Filters(
            {field: frozenset(values[0]) for field, values in found.items()},
            {field: frozenset(values[1]) for field, values in found.items()},
        )

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

    def start_indexing(self, archive_folder: Path, *, rebuild: bool = False) -> "IndexRun | None":
        """Index what is not indexed yet, or all anew, in a process of its own; None where nothing is to be done."""
        from reader.search.process import IndexRun

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
                self._documents(missing),
                sorted((have or set()) - wanted),
                total=len(missing),
                progress=progress,
                cancelled=cancelled,
                rebuild=have is None,
            )
            rebuild = False
            if not finished or self._archive.facts() == (uid, stamp):
                return

    def _documents(self, keys: Sequence[int]) -> Iterator[IndexDocument]:
        for key, article in self._archive.keyed_articles(keys):
            parts = article.parts()
            yield IndexDocument(key, article.title, tuple(part.text for part in parts[1:]))


def _ordinal(day: str | None) -> int | None:
    return date.fromisoformat(day).toordinal() if day else None


def _weightiest_first(article: Article) -> tuple[str, ...]:
    """The topics of an article by the number of blocks on them, in reading order among equals."""
    blocks = Counter(topic for section in article.sections for block in section.blocks for topic in block.topics)
    return tuple(sorted(article.topics, key=lambda topic: -blocks[topic]))
