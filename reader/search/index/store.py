"""The index folder of an archive: what is in it, bringing it up to date, building it anew."""

from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ArchiveError, IndexFault, ReaderError
from reader.paths import private_folder
from reader.results import Progress
from reader.search.index.checksums import damaged_files
from reader.search.index.document import IndexDocument
from reader.search.index.lock import indexing_lock, lock_holder
from reader.search.index.manifest import FORMAT, REBUILD, Manifest, load_manifest

if TYPE_CHECKING:
    from whoosh.index import FileIndex

    from reader.search.index.update import Shares


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
        return None if manifest is None else self.open_generation(manifest)

    def open_generation(self, manifest: Manifest) -> "FileIndex":
        """The index that a manifest names. Raises IndexFault, ArchiveError."""
        from reader.search.index.backend import open_index

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
        from reader.search.index.backend import keys_of, leaves

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
        shares: "Shares | None" = None,
    ) -> bool:
        """Add articles and take others out; True when done, False when cancelled between two commits.

        A key that is in `remove` and in `add` is replaced. With `shares` the articles of those keys are added by
        worker processes, and `add` is not read. With `rebuild`, or where there is no index of that archive,
        `add` must be all of its articles: they go into a new generation, and a whole old one answers until then.
        Raises ArchiveError where another run is at work or the disk refuses, IndexFault where the index is damaged.
        """
        from reader.search.index.update import IndexUpdate

        private_folder(self.folder)
        with indexing_lock(self.folder):
            try:
                run = IndexUpdate(self, archive, stamp, total, progress, cancelled)
                return run.run(add, remove, shares, rebuild=rebuild)
            except OSError as fault:
                raise ArchiveError(
                    f"the index cannot be written in {self.folder}: {fault.strerror or fault}",
                    "make room there or see to its permissions, then index again",
                ) from fault
