"""Writing an export to a file: whole or not at all, and over nothing that was not meant."""

import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from reader.errors import ArchiveError, UsageError
from reader.paths import sync_folder


def write_file(path: Path, pieces: Iterable[str], *, force: bool = False) -> None:
    """Write text to a temporary file beside `path`, then move it there.

    Raises UsageError where something is there already (a regular file gives way to `force`), ArchiveError where the
    folder cannot be written.
    """
    try:
        found = path.lstat()
    except FileNotFoundError:
        found = None
    except OSError as fault:
        raise ArchiveError(f"cannot write {path}: {fault.strerror}", "choose another --out") from fault
    if found is not None and not stat.S_ISREG(found.st_mode):
        raise UsageError(f"{path} is not a regular file", "choose another --out")
    if found is not None and not force:
        raise UsageError(f"{path} is there already", "give --force to write over it, or another --out")
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    except OSError as fault:
        raise ArchiveError(f"cannot write in {path.parent}: {fault.strerror}", "choose another --out") from fault
    try:
        os.fchmod(handle, stat.S_IMODE(found.st_mode) if found else 0o666 & ~_umask())
        with open(handle, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        if found is None and not force:
            os.link(temporary, path)  # fails where another program made the file meanwhile
            os.unlink(temporary)
        else:
            os.replace(temporary, path)
        sync_folder(path.parent)
    except BaseException as fault:
        Path(temporary).unlink(missing_ok=True)
        if isinstance(fault, FileExistsError):
            raise UsageError(f"{path} is there already", "give --force to write over it, or another --out") from fault
        if isinstance(fault, OSError):
            raise ArchiveError(f"cannot write {path}: {fault.strerror}", "nothing was written") from fault
        raise


def _umask() -> int:
    """The mask of rights that new files go without; there is no way to ask but to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
