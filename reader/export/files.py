"""Writing exports to files: all of them whole or none at all, and over nothing that was not meant."""

import errno
import hashlib
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from reader.errors import ArchiveError, UsageError
from reader.paths import sync_folder
from reader.taking import ExportedFile

_ELSEWHERE = "choose another --out"

_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)
"""What file systems without hard links say, such as those of most memory sticks."""

_PREFIX = ".broadsheet-"
_LEFT_BEHIND = re.compile(r"\.broadsheet-[0-9a-f]{16}")
_STALE_SECONDS = 24 * 60 * 60
"""A hidden file of this age belongs to an export that was killed: none writes on one file that long."""


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
        self._swept: set[Path] = set()

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
        if folder not in self._swept:
            self._swept.add(folder)
            _sweep(folder)
        temporary = self._temporary(folder)
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
        """Move every file to its place, or put all back as it was.

        Raises UsageError where another program was faster, ArchiveError.
        """
        moved: list[tuple[_Staged, Path | None]] = []
        try:
            for each in self._staged:
                temporary, path, found = each
                if found is not None:
                    temporary.chmod(stat.S_IMODE(found.st_mode))
                if self._force:
                    old = self._kept(path)
                    moved.append((each, old))
                    os.replace(temporary, path)
                else:
                    _move_to_free_name(temporary, path)
                    moved.append((each, None))
            for folder in {path.parent for _, path, _ in self._staged}:
                sync_folder(folder)
        except BaseException as fault:
            changed = _put_back(moved)
            if isinstance(fault, FileExistsError) and not changed:
                raise _there_already(Path(fault.filename2 or fault.filename)) from fault
            if isinstance(fault, OSError):
                told = f"written all the same: {', '.join(changed)}" if changed else "nothing was written"
                raise ArchiveError(f"cannot write {fault.filename}: {fault.strerror}", told) from fault
            raise

    def _temporary(self, folder: Path) -> Path:
        """A new hidden name in a folder, known before a file has it: a signal may come at any time."""
        self._temporaries.append(folder / f"{_PREFIX}{secrets.token_hex(8)}")
        return self._temporaries[-1]

    def _kept(self, path: Path) -> Path | None:
        """A second name for a file that is to be replaced, by which it can be put back; a copy where links fail."""
        if _found(path) is None:
            return None
        old = self._temporary(path.parent)
        try:
            os.link(path, old, follow_symlinks=False)
        except (OSError, NotImplementedError):
            shutil.copy2(path, old, follow_symlinks=False)
        return old


def _put_back(moved: Iterable[tuple[_Staged, Path | None]]) -> list[str]:
    """Undo moves, each with the file that stood there before; the paths of those that cannot be undone."""
    changed = []
    for (temporary, path, _), old in moved:
        if temporary.exists():  # this is the one that could not be moved
            continue
        try:
            if old is not None:
                os.replace(old, path)
            else:
                path.unlink(missing_ok=True)
        except OSError:
            changed.append(str(path))
    return changed


def _sweep(folder: Path) -> None:
    """Take away what exports into this folder left behind when they were killed, if it is ours and old enough."""
    with suppress(OSError):  # what cannot be taken away is no fault of this export
        for path in folder.iterdir():
            if not _LEFT_BEHIND.fullmatch(path.name):
                continue
            found = path.lstat()
            ours = not hasattr(os, "getuid") or found.st_uid == os.getuid()
            if ours and stat.S_ISREG(found.st_mode) and time.time() - found.st_mtime > _STALE_SECONDS:
                path.unlink(missing_ok=True)


def _move_to_free_name(temporary: Path, path: Path) -> None:
    """Move a file to a name that nothing has. Raises FileExistsError where another program made one meanwhile."""
    try:
        os.link(temporary, path)
    except OSError as fault:
        if fault.errno not in _NO_LINKS:
            raise
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        try:
            os.replace(temporary, path)
        except OSError:
            path.unlink()
            raise
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
