"""Where things live, who may read them, and how small files are written so that none is ever half there."""

import hashlib
import json
import os
import stat
import tempfile
from pathlib import Path

import platformdirs

from reader.errors import ArchiveError

APPLICATION = "broadsheet"
ARCHIVE_FILE = "archive.sqlite3"
"""The database in an archive's folder."""

ARCHIVE_VARIABLE = "BROADSHEET_ARCHIVE"


def config_folder() -> Path:
    """Where `config.toml`, `dumps.toml`, `topics.toml` and `themes/` of the user are looked for."""
    return platformdirs.user_config_path(APPLICATION)


def default_archive() -> Path:
    """The user's archive, where neither `--archive` nor the environment names another."""
    return platformdirs.user_data_path(APPLICATION) / "archive"


def archive_from_environment() -> Path | None:
    """The archive that the environment names, if it does."""
    named = os.environ.get(ARCHIVE_VARIABLE, "")
    return Path(named) if named else None


def sample_archive() -> Path:
    """The archive of the sample corpus, kept apart from the user's own."""
    return platformdirs.user_data_path(APPLICATION) / "sample"


def log_file() -> Path:
    """Where the traceback of an unexpected fault goes."""
    return platformdirs.user_state_path(APPLICATION) / "log.txt"


def copy_file() -> Path:
    """Where the text that was copied last stands, for terminals that have no clipboard."""
    return platformdirs.user_state_path(APPLICATION) / "copied.txt"


def index_folder(archive: Path) -> Path:
    """The folder of an archive's index, in the user's cache, keyed by the archive's real path."""
    key = hashlib.sha256(os.fsencode(archive.resolve())).hexdigest()[:16]
    return platformdirs.user_cache_path(APPLICATION) / "index" / key


def bundled(name: str) -> Path:
    """A folder that ships with broadsheet (`themes`, `sample_corpus`), in a wheel or in a checkout.

    Raises ArchiveError where the installation lacks it.
    """
    for root in (Path(__file__).parent / "bundled", Path(__file__).parent.parent):
        if (root / name).is_dir():
            return root / name
    raise ArchiveError(f"the installation lacks its folder {name}", "install broadsheet again")


def private_folder(folder: Path) -> Path:
    """Make a folder that only its owner can use, or check that it is one.

    Raises ArchiveError where it belongs to another, can be written by others, or cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat()
    except OSError as fault:
        raise ArchiveError(
            f"cannot use the folder {folder}: {fault.strerror}", "see to its rights, or name another folder"
        ) from fault
    if not stat.S_ISDIR(found.st_mode):
        raise ArchiveError(f"{folder} is not a folder", "see to its rights, or name another folder")
    if hasattr(os, "getuid") and found.st_uid != os.getuid():
        raise ArchiveError(f"{folder} belongs to another user", "choose a folder of your own")
    if found.st_mode & 0o022:
        raise ArchiveError(f"others can write to {folder}", f"run: chmod go-w {folder}")
    return folder


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last (POSIX: fsync of the directory)."""
    handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_json(path: Path, content: object) -> None:
    """Write a small JSON file whole or not at all, readable by its owner only. Raises OSError."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=True, indent=1)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
    sync_folder(path.parent)
