"""A run that brings an index up to its archive: commits that can be searched at once, then merging."""

import shutil
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.errors import IndexFault
from reader.paths import private_folder, sync_folder
from reader.results import Progress
from reader.search.index.checksums import save_checksums
from reader.search.index.document import IndexDocument
from reader.search.index.manifest import FORMAT, Manifest, generation_folder, load_manifest, save_manifest
from reader.search.index.workers import FIRST_SHARE, MEMORY, SHARE, Workers, WrittenSegment, cut_shares, sweep_parts

if TYPE_CHECKING:
    from whoosh.index import FileIndex

    from reader.search.index.store import IndexStore

_BETWEEN_LOOKS = 25  # articles between two looks at `cancelled`
_OWN_MEMORY = MEMORY // 2  # bytes of postings before a commit, where one process does it all


@dataclass(frozen=True, slots=True)
class Shares:
    """How several processes index: the keys of the articles, the command that starts a worker, how many of them."""

    keys: Sequence[int]
    command: tuple[str, ...]
    workers: int


@dataclass(slots=True)
class IndexUpdate:
    """One run on an index whose lock is held: for which archive, and which state of it; who is told, and asked."""

    store: "IndexStore"
    archive: str
    stamp: str
    total: int
    progress: Callable[[Progress], None]
    cancelled: Callable[[], bool]
    generation: int = 0

    def run(
        self, add: Iterable[IndexDocument], remove: Collection[int], shares: Shares | None, *, rebuild: bool
    ) -> bool:
        """Bring the index up to date; True when done, False when cancelled between two commits."""
        old = self._old(rebuild=rebuild)
        fresh = rebuild or old is None or old.archive != self.archive
        self._sweep(old)
        if fresh:
            index = self._new_generation(old)
        else:
            assert old is not None
            self.generation = old.generation
            index = self.store.open_generation(old)
        # A whole old index answers until the new one is; without one, each commit can be searched at once.
        at_once = not fresh or old is None
        if fresh:
            remove = ()
        if shares:
            finished = self._write_shared(index, shares, remove, at_once=at_once)
        else:
            finished = self._write(index, add, remove, at_once=at_once)
        if finished:
            self._name(index, self.stamp)
            self._sweep(load_manifest(self.store.folder))
            with suppress(OSError):  # such as a full disk: all articles are in, and the next run tries again
                self._merge(index)
        return finished

    def _old(self, *, rebuild: bool) -> Manifest | None:
        try:
            return self.store.state()
        except IndexFault:
            if not rebuild:
                raise
            return None

    def _sweep(self, named: Manifest | None) -> None:
        """Remove generations that no manifest names, and what workers of a killed run have left."""
        kept = named.folder(self.store.folder) if named else None
        for folder in self.store.folder.glob("gen-*"):
            if folder != kept:
                shutil.rmtree(folder, ignore_errors=True)
        sweep_parts(self.store.folder)

    def _new_generation(self, old: Manifest | None) -> "FileIndex":
        from reader.search.index.backend import create_index

        self.generation = old.generation + 1 if old else 1
        folder = generation_folder(self.store.folder, self.generation)
        shutil.rmtree(folder, ignore_errors=True)
        return create_index(private_folder(folder))

    def _name(self, index: "FileIndex", stamp: str) -> None:
        """Point the manifest at the generation as it now is; its files are on the disk already."""
        save_checksums(generation_folder(self.store.folder, self.generation))
        sync_folder(self.store.folder)
        manifest = Manifest(FORMAT, self.archive, stamp, index.doc_count(), self.generation)
        save_manifest(self.store.folder, manifest)

    def _tell(self, phase: str, done: int) -> None:
        self.progress(Progress(phase, done, self.total, "articles"))

    def _write(
        self, index: "FileIndex", add: Iterable[IndexDocument], remove: Collection[int], *, at_once: bool
    ) -> bool:
        """Write articles here, a commit for each load of memory."""
        from reader.search.index.writer import ArticleWriter, delete_articles

        done, due = 0, FIRST_SHARE if index.is_empty() else SHARE
        writer = ArticleWriter(index)
        try:
            pending = delete_articles(writer, remove) > 0
            for article in add:
                if done % _BETWEEN_LOOKS == 0:
                    if self.cancelled():
                        writer.cancel()
                        return False
                    self._tell("indexing", done)
                writer.add_article(article)
                done += 1
                pending = True
                if writer.docnum >= due or writer.pool.size >= _OWN_MEMORY:
                    self._tell("committing", done)
                    writer.commit(merge=False)
                    if at_once:
                        self._name(index, "")
                    writer, due, pending = ArticleWriter(index), SHARE, False
            self._tell("committing", done)
            if pending:
                writer.commit(merge=False)
            else:
                writer.cancel()
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            raise
        return True

    def _write_shared(self, index: "FileIndex", shares: Shares, remove: Collection[int], *, at_once: bool) -> bool:
        """Have workers write segments, and commit each as it comes."""
        self._tell("indexing", 0)
        with Workers(shares.command, shares.workers, self.store.folder) as workers:
            for segment in workers.write(cut_shares(shares.keys, shares.workers)):
                if self.cancelled():
                    return False
                self._tell("indexing", workers.taken)
                if segment:
                    self._commit(index, remove, segment)
                    remove = ()
                    if at_once:
                        self._name(index, "")
        self._tell("committing", self.total)
        if remove:
            self._commit(index, remove, None)
        return True

    def _commit(self, index: "FileIndex", remove: Collection[int], segment: WrittenSegment | None) -> None:
        from reader.search.index.writer import ArticleWriter, delete_articles

        writer = ArticleWriter(index)
        try:
            delete_articles(writer, remove)
            if segment:
                segment.move(generation_folder(self.store.folder, self.generation))
            writer.commit_segments([segment.facts] if segment else [])
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            raise

    def _merge(self, index: "FileIndex") -> None:
        """Merge segments while some are due: after the commit, since nobody should wait for it."""
        from reader.search.index.merging import due_for_merging, merge
        from reader.search.index.writer import ArticleWriter

        while not self.cancelled() and due_for_merging(index._segments()):
            self._tell("merging", self.total)
            writer = ArticleWriter(index)
            try:
                if not merge(writer, due_for_merging(writer.segments), self.cancelled):
                    return
            except BaseException:
                if not writer.is_closed:
                    writer.cancel()
                raise
            self._name(index, self.stamp)
