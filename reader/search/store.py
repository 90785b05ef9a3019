"""The index folder of an archive: what is in it, bringing it up to date, building it anew."""

import shutil
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ArchiveError, IndexFault, ReaderError
from reader.paths import private_folder, sync_folder
from reader.results import Progress
from reader.search.checksums import damaged_files, save_checksums
from reader.search.document import IndexDocument
from reader.search.lock import indexing_lock, lock_holder
from reader.search.manifest import FORMAT, REBUILD, Manifest, generation_folder, load_manifest, save_manifest

if TYPE_CHECKING:
    from whoosh.index import FileIndex

BATCH = 20_000
"""Articles in a commit, and so in a segment: few enough for their postings to fit in memory."""

FIRST_BATCH = 2_000
"""Articles in the first commit of a new index, so that something can be searched soon."""

_POSTINGS = 4_000_000  # in memory before a commit, about 60 bytes each
_BETWEEN_LOOKS = 25  # articles between two looks at `cancelled`


class UnreadableIndex(Exception):
    """Whoosh could not read files that it had opened; opened anew they may be whole."""


class IndexStore:
    """An archive's index in its folder. Nothing is opened, and Whoosh not imported, before a method needs it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def state(self) -> Manifest | None:
        """What the index says of itself, None where there is none.

        Raises IndexFault where it is damaged or outdated, ArchiveError where the folder is not ours alone.
        """
        if not self.folder.exists():
            return None
        private_folder(self.folder)
        manifest = load_manifest(self.folder)
        if manifest is not None:
            if manifest.format != FORMAT:
                raise IndexFault("the index is outdated (written by another version)", REBUILD)
            if not manifest.folder(self.folder).is_dir():
                raise IndexFault("the index is damaged (its files are missing)", REBUILD)
        return manifest

    def holder(self) -> int | None:
        """The number of the process that is indexing, None where there is none."""
        return lock_holder(self.folder)

    def open(self) -> "FileIndex | None":
        """The Whoosh index, None where there is none. Raises IndexFault where it cannot be opened, ArchiveError."""
        manifest = self.state()
        return None if manifest is None else self._open(manifest)

    def _open(self, manifest: Manifest) -> "FileIndex":
        from reader.search.backend import open_index

        try:
            return open_index(private_folder(manifest.folder(self.folder)))
        except ReaderError:
            raise
        except Exception as fault:  # a damaged index raises anything: eleven kinds were counted
            raise IndexFault(f"the index is damaged ({type(fault).__name__} on opening it)", REBUILD) from fault

    def keys(self) -> set[int]:
        """The archive's keys of all articles in the index. Raises IndexFault, ArchiveError."""
        index = self.open()
        if index is None:
            return set()
        from reader.search.backend import keys_of, leaves

        try:
            reader = index.reader()
            try:
                return {key for leaf, _ in leaves(reader) for key in keys_of(leaf) if key is not None}
            finally:
                reader.close()
        except Exception as fault:
            raise IndexFault(f"the index is damaged ({type(fault).__name__} on reading it)", REBUILD) from fault

    def damaged(self) -> list[str]:
        """The names of index files that are not as they were written: all are read. Raises IndexFault, ArchiveError."""
        manifest = self.state()
        if manifest is None:
            return []
        try:
            return damaged_files(manifest.folder(self.folder))
        except OSError as fault:
            raise IndexFault(f"the index is damaged ({fault.strerror} on reading it)", REBUILD) from fault

    def update(
        self,
        archive: str,
        stamp: str,
        add: Iterable[IndexDocument],
        remove: Collection[int] = (),
        *,
        total: int = 0,
        progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        rebuild: bool = False,
    ) -> bool:
        """Add articles and take others out; True when done, False when cancelled between two commits.

        A key that is in `remove` and in `add` is replaced. With `rebuild`, or where there is no index of that archive,
        `add` must be all of its articles: they go into a new generation, and a whole old one answers until then.
        Raises ArchiveError where another run is at work or the disk refuses, IndexFault where the index is damaged.
        """
        private_folder(self.folder)
        with indexing_lock(self.folder):
            try:
                return _Update(self, archive, stamp, total, progress, cancelled).run(add, remove, rebuild)
            except OSError as fault:
                raise ArchiveError(
                    f"the index cannot be written in {self.folder}: {fault.strerror or fault}",
                    "make room there or see to its permissions, then index again",
                ) from fault


class _Update:
    """One run: the writer, how far it has come, and when a commit is due."""

    def __init__(
        self,
        store: IndexStore,
        archive: str,
        stamp: str,
        total: int,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self.store, self.archive, self.stamp = store, archive, stamp
        self.total, self.progress, self.cancelled = total, progress, cancelled
        self.generation = 0

    def run(self, add: Iterable[IndexDocument], remove: Collection[int], rebuild: bool) -> bool:
        old = self._old(rebuild)
        fresh = rebuild or old is None or old.archive != self.archive
        self._sweep(old)
        if fresh:
            index = self._new_generation(old)
        else:
            assert old is not None
            self.generation = old.generation
            index = self.store._open(old)
        # A whole old index answers until the new one is; without one, each commit can be searched at once.
        finished = self._write(index, add, () if fresh else remove, at_once=not fresh or old is None)
        if finished:
            self._name(index, self.stamp)
            self._sweep(load_manifest(self.store.folder))
        return finished

    def _old(self, rebuild: bool) -> Manifest | None:
        try:
            return self.store.state()
        except IndexFault:
            if not rebuild:
                raise
            return None

    def _sweep(self, named: Manifest | None) -> None:
        """Remove generations that no manifest names."""
        kept = named.folder(self.store.folder) if named else None
        for folder in self.store.folder.glob("gen-*"):
            if folder != kept:
                shutil.rmtree(folder, ignore_errors=True)

    def _new_generation(self, old: Manifest | None) -> "FileIndex":
        from reader.search.backend import create_index

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

    def _write(
        self, index: "FileIndex", add: Iterable[IndexDocument], remove: Collection[int], *, at_once: bool
    ) -> bool:
        from reader.search.pool import ArticleWriter, delete_articles, merge_small

        done, due = 0, FIRST_BATCH if index.is_empty() else BATCH
        writer = ArticleWriter(index)
        try:
            deleted = delete_articles(writer, remove)
            pending = deleted > 0
            for article in add:
                if done % _BETWEEN_LOOKS == 0:
                    if self.cancelled():
                        writer.cancel()
                        return False
                    self.progress(Progress("indexing", done, self.total, "articles"))
                writer.add_article(article)
                done += 1
                pending = True
                if writer.docnum >= due or writer.pool.size >= _POSTINGS:
                    self.progress(Progress("committing", done, self.total, "articles"))
                    writer.commit(merge=False)
                    if at_once:
                        self._name(index, "")
                    writer, due, pending = ArticleWriter(index), BATCH, False
            self.progress(Progress("committing", done, self.total, "articles"))
            if pending:
                writer.commit(mergetype=merge_small)
            else:
                writer.cancel()
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            raise
        return True
