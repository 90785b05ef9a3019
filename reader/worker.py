"""The indexing process: `python -m reader.worker ARCHIVE [rebuild]`.

It tells its parent how far it is, and ends with it.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from reader.library import open_library
from reader.results import Progress
from reader.search.child import run_child


def bring_up_to_date(progress: Callable[[Progress], None], cancelled: Callable[[], bool]) -> None:
    """Index what the archive named on the command line has beyond its index."""
    with open_library(Path(sys.argv[1])) as library:
        library.update_index(progress, cancelled, rebuild=sys.argv[2:] == ["rebuild"])


if __name__ == "__main__":
    sys.exit(run_child(bring_up_to_date))
