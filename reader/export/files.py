"""Writing exports to files: all of them whole or none at all, and over nothing that was not meant."""

import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from reader.errors import ArchiveError, UsageError
from reader.paths import sync_folder
from reader.taking import ExportedFile

_ELSEWHERE = "choose another --out"

_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)
"""What file systems without hard links say, such as those of most memory sticks."""


class _Staged(NamedTuple):
    """A file that is written and waits to be moved; `found` is what stands in its place."""

    temporary: Path
    path: Path
    found: os.stat_result | None


class Staging:
    """Files that are written beside where they will stand, and moved there together by `finish`.

    Used in a `with` statement: whatever was not moved is taken away at its end, also after a signal. `force` allows
    regular files to be written over; what is no regular file is never touched.
    """

    def __init__(self, *, force: bool = False) -> None:
        self._force = force
        self._staged: list[_Staged] = []
        self._temporaries: list[Path] = []
        self._folders: list[Path] = []

    def __enter__(self) -> "Staging":
        return self

    def __exit__(self, *_: object) -> None:
        for temporary in self._temporaries:
            temporary.unlink(missing_ok=True)
        for folder in reversed(self._folders):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()

    def make_folder(self, folder: Path) -> None:
        """Make a folder where it is not there; it goes again where nothing comes to stand in it.

        Raises UsageError where something else is there, ArchiveError where it cannot be made.
        """
        found = _found(folder)
        if found is None:
            self._folders.append(folder)
            try:
                folder.mkdir()
            except OSError as fault:
                raise ArchiveError(f"cannot make {folder}: {fault.strerror}", _ELSEWHERE) from fault
        elif not folder.is_dir():
            raise UsageError(f"{folder} is not a folder", _ELSEWHERE)

    def refuse(self, path: Path) -> os.stat_result | None:
        """Raise UsageError where a file of that name must not be written; what a forced one will take the place of."""
        found = _found(path)
        if found is not None and not stat.S_ISREG(found.st_mode):
            raise UsageError(f"{path} is not a regular file", _ELSEWHERE)
        if found is not None and not self._force:
            raise _there_already(path)
        return found

    def write(self, path: Path, pieces: Iterable[bytes]) -> ExportedFile:
        """Write a file that `finish` moves to `path`. Raises UsageError, ArchiveError."""
        written = self.write_aside(path.parent, pieces)
        self.name(written, path)
        return ExportedFile(str(path), written.bytes, written.digest)

    def write_aside(self, folder: Path, pieces: Iterable[bytes]) -> ExportedFile:
        """Write a file that has no name yet in a folder: `name` gives it one. Raises ArchiveError."""
        temporary = folder / f".broadsheet-{secrets.token_hex(8)}"
        self._temporaries.append(temporary)  # before it is there: a signal may come at any time
        try:
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o666)
        except OSError as fault:
            raise ArchiveError(f"cannot write in {folder}: {fault.strerror}", _ELSEWHERE) from fault
        digest, size = hashlib.sha256(), 0
        try:
            with open(handle, "wb") as file:
                for piece in pieces:
                    digest.update(piece)
                    size += file.write(piece)
                file.flush()
                os.fsync(file.fileno())
        except OSError as fault:
            raise ArchiveError(f"cannot write in {folder}: {fault.strerror}", "nothing was written") from fault
        return ExportedFile(str(temporary), size, digest.hexdigest())

    def name(self, written: ExportedFile, path: Path) -> None:
        """Say where a file comes to stand. Raises UsageError where something is there that is to stay."""
        self._staged.append(_Staged(Path(written.path), path, self.refuse(path)))

    def finish(self) -> None:
        """Move every file to its place. Raises UsageError where another program was faster, ArchiveError."""
        moved: list[Path] = []
        try:
            for temporary, path, found in self._staged:
                if found is not None:
                    temporary.chmod(stat.S_IMODE(found.st_mode))
                if self._force:
                    os.replace(temporary, path)
                else:
                    _move_to_free_name(temporary, path)
                    moved.append(path)
            for folder in {path.parent for _, path, _ in self._staged}:
                sync_folder(folder)
        except BaseException as fault:
            for path in moved:
                path.unlink(missing_ok=True)
            if isinstance(fault, FileExistsError):
                raise _there_already(Path(fault.filename2 or fault.filename)) from fault
            if isinstance(fault, OSError):
                raise ArchiveError(f"cannot write {fault.filename}: {fault.strerror}", "nothing was written") from fault
            raise


def _move_to_free_name(temporary: Path, path: Path) -> None:
    """Move a file to a name that nothing has. Raises FileExistsError where another program made one meanwhile."""
    try:
        os.link(temporary, path)
    except OSError as fault:
        if fault.errno not in _NO_LINKS:
            raise
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        os.replace(temporary, path)
    else:
        temporary.unlink()


def write_file(path: Path, pieces: Iterable[str], *, force: bool = False) -> None:
    """Write text to a file, whole or not at all.

    Raises UsageError where something is there already (a regular file gives way to `force`), ArchiveError where the
    folder cannot be written.
    """
    with Staging(force=force) as staging:
        staging.refuse(path)
        staging.write(path, (piece.encode() for piece in pieces))
        staging.finish()


def _found(path: Path) -> os.stat_result | None:
    try:
        return path.lstat()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as fault:  # a name with a NUL is a ValueError
        told = fault.strerror if isinstance(fault, OSError) else "no file can have this name"
        raise ArchiveError(f"cannot write {path}: {told}", _ELSEWHERE) from fault


def _there_already(path: Path) -> UsageError:
    return UsageError(f"{path} is there already", "give --force to write over it, or another --out")
