"""One indexing run at a time, over all processes."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.errors import ArchiveError, IndexBusy

_NAME = "lock"


@contextmanager
def indexing_lock(folder: Path) -> Iterator[None]:
    """Hold the index folder for writing. Raises IndexBusy naming the process that holds it, ArchiveError.

    The lock is the kernel's (flock), so it ends with its process whatever befalls that.
    """
    try:
        handle = os.open(folder / _NAME, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as fault:
        raise ArchiveError(f"the index cannot be written in {folder}: {fault.strerror}", "see to its rights") from fault
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
            raise IndexBusy(
                f"another indexing run (process {holder}) is at work on this archive", "wait until it has ended"
            ) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def lock_holder(folder: Path) -> int | None:
    """The number of the process that is indexing, 0 where that is not known; None where there is none."""
    try:
        handle = os.open(folder / _NAME, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        found = os.pread(handle, 32, 0).strip()
        return int(found) if found.isdigit() else 0
    finally:
        os.close(handle)
    return None
