"""The indexing process: `python -m reader.worker ARCHIVE [rebuild]`.

It tells its parent how far it is, and ends with it. For many articles it starts workers of its own,
`python -m reader.worker ARCHIVE share FOLDER BYTES`, which write segments into a folder (`reader.search.index.share`).
"""

import sys
from collections.abc import Callable
from pathlib import Path

from reader.archive.store import Archive
from reader.library import open_library
from reader.results import Progress
from reader.search.index.child import run_child
from reader.search.index.share import run_worker
from reader.searching import documents_of


def bring_up_to_date(progress: Callable[[Progress], None], cancelled: Callable[[], bool]) -> None:
    """Index what the archive named on the command line has beyond its index."""
    with open_library(Path(sys.argv[1])) as library:
        library.update_index(progress, cancelled, rebuild=sys.argv[2:] == ["rebuild"])


def write_shares(archive: Path, folder: Path, memory: int) -> int:
    """Write segments of the articles that are asked for on stdin, in so many bytes of memory."""
    return run_worker(folder, memory, lambda keys: documents_of(Archive(archive), keys))


if __name__ == "__main__":
    if sys.argv[2:3] == ["share"]:
        sys.exit(write_shares(Path(sys.argv[1]), Path(sys.argv[3]), int(sys.argv[4])))
    sys.exit(run_child(bring_up_to_date))
