"""The sample corpus as a library of its own: read and indexed once a process, then copied for every test."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from reader.config import Config
from reader.library import Library
from reader.paths import index_folder

SAMPLE = Path(__file__).resolve().parent.parent / "sample_corpus"


@cache
def _master(names: tuple[str, ...], indexed: bool) -> Path:
    """A folder with an archive and its index, as they are copied."""
    folder = Path(tempfile.mkdtemp(prefix="broadsheet-sample-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with Library(folder / "archive", Config(), rules=SAMPLE) as library:
        library.add([SAMPLE / name for name in names])
        if indexed:
            library.update_index(lambda _: None, lambda: False)
    if indexed:
        shutil.copytree(index_folder(folder / "archive"), folder / "index")
    return folder


def copy_sample(folder: Path, *names: str, indexed: bool = True) -> Path:
    """An archive of these files of the sample (all of them where none is named) in a folder; the archive's folder."""
    wanted = names or tuple(sorted(path.name for path in SAMPLE.glob("*.txt")))
    master, archive = _master(wanted, indexed), folder / "archive"
    shutil.copytree(master / "archive", archive)
    if indexed:
        target = index_folder(archive)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copytree(master / "index", target)
    return archive
