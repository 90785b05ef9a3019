"""Taking files into the archive: read, label, file; what was skipped is said."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.archive.filing import DumpFacts
from reader.archive.store import Archive
from reader.article import Article
from reader.errors import Cancelled, InputError
from reader.ingest.source import file_digest
from reader.results import AddedFile, DumpInfo, Progress

if TYPE_CHECKING:
    from reader.ingest.intake import Intake
    from reader.ingest.profile import Profile
    from reader.labelling import Labelling
    from reader.naming import Naming

READING_VERSION = 2
"""Rises when the rules in code read a dump otherwise than before, so that it is read again when it is added again."""

_BETWEEN_REPORTS = 50  # articles


class Adder:
    """Adds files to an archive.

    `folders` may hold rules that add to ours (`dumps.toml`, `topics.toml`), the user's own first. They are loaded when
    a file has to be read: that a file is known already costs no more than its digest.
    """

    def __init__(
        self,
        archive: Archive,
        folders: Sequence[Path],
        *,
        encoding: str | None = None,
        progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self._archive = archive
        self._folders = folders
        self._encoding = encoding
        self._progress = progress
        self._cancelled = cancelled
        self.passed_over = 0
        """Files that stand in folders and are of no format, and links there."""

    @cached_property
    def _profile(self) -> "Profile":
        from reader.ingest.profile import load_profile

        return load_profile(*self._folders)

    @cached_property
    def _labelling(self) -> "Labelling":
        from reader.labelling import Labelling

        return Labelling(self._archive, self._folders)

    @cached_property
    def _naming(self) -> "Naming":
        from reader.naming import Naming

        return Naming(self._folders[0])

    @cached_property
    def _settings(self) -> str:
        """Stands for everything but the bytes that decides how a dump is read: our rules and those of the folders."""
        here = Path(__file__).parent
        files = [here / "ingest" / "dumps.toml", *(folder / "dumps.toml" for folder in self._folders)]
        files += [here / "topics" / name for name in ("topics.toml", "names.toml", "gazetteer.toml")]
        files += [self._folders[0] / name for name in ("topics.toml", "names.toml")]
        parts = [_digest_of(path) for path in files]
        parts += [str(READING_VERSION), self._encoding or ""]
        return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the rules, a line each; nothing as long as no file had to be read."""
        loaded = vars(self)
        return (
            *(notice.text for notice in (self._profile.problems if "_profile" in loaded else ())),
            *(self._labelling.rules.problems if "_labelling" in loaded else ()),
            *(self._naming.rules.problems if "_naming" in loaded else ()),
        )

    def add_all(self, path: Path) -> Iterator[AddedFile]:
        """Add a file, or every file in a folder and its folders that has the ending of a format, as `add` does."""
        if not os.path.isdir(path):
            yield self.add(path)
            return
        from reader.ingest.folders import Folder
        from reader.ingest.formats import FORMATS

        folder, found = Folder(path, [ending for each in FORMATS for ending in each.endings]), False
        for file in folder.files():
            found = True
            if self._cancelled():
                raise Cancelled
            yield self.add(file)
        self.passed_over += folder.passed_over
        for fault in folder.faults:
            yield AddedFile(str(path), "failed", fault=fault.message, hint=fault.hint)
        if not found and not folder.faults:
            told = f"{path} holds no file that can be read"
            yield AddedFile(str(path), "failed", fault=told, hint=f"name files, or end their names in {folder.told}")

    def add(self, path: Path) -> AddedFile:
        """Add a file, or update what changed since it was added. An unreadable one is a result, not an exception.

        Raises ArchiveError where the archive cannot be written, Cancelled where that was asked for.
        """
        place = Path(os.path.realpath(path))
        try:
            _check_name(path)
            digest, _ = file_digest(path)
            if known := self._known(place, path.name, digest):
                return AddedFile(str(path), "unchanged", dump=known.name, articles=known.articles)
            return self._read(path, place)
        except InputError as fault:
            return AddedFile(str(path), "failed", fault=fault.message, hint=fault.hint)

    def _known(self, place: Path, name: str, digest: str) -> DumpInfo | None:
        """The dump that has these bytes already, read under these rules.

        A dump that has moved is known by its bytes and takes its new place. A file that was another dump before is not.
        """
        dumps = self._archive.find_dumps(str(place), digest)
        here = next((dump for dump in dumps if dump.path == str(place)), None)
        same = [dump for dump in dumps if dump.digest == digest and dump.settings == self._settings]
        if here or not same:
            return next((dump for dump in same if dump.path == str(place)), None)
        named = [dump for dump in same if _says_the_same(dump.name, name)]
        gone = [dump for dump in same if not os.path.lexists(dump.path)]
        found = next(iter(named or gone), None)
        if found in gone:
            self._archive.move_dump(found.path, place, name)
            found = replace(found, path=str(place), name=name)
        return found if named else None

    def _read(self, path: Path, place: Path) -> AddedFile:
        from reader.ingest.intake import open_intake

        known = any(dump.path == str(place) for dump in self._archive.find_dumps(str(place), ""))
        intake = open_intake(path, profile=self._profile, encoding=self._encoding)
        filed = self._archive.file_dump(
            place,
            path.name,
            self._labelled(intake),
            lambda: DumpFacts(intake.digest, intake.size, intake.encoding, self._settings, tuple(intake.header)),
            self._naming.spell,
        )
        return AddedFile(
            path=str(path),
            status="updated" if known else "added",
            dump=path.name,
            articles=filed.articles,
            new=filed.new,
            gone=filed.gone,
            duplicates=filed.duplicates,
            residue=filed.residue,
            undated=filed.undated,
            notices=tuple(intake.notices),
        )

    def _labelled(self, intake: "Intake") -> Iterator[Article]:
        for number, article in enumerate(intake.articles()):
            if number % _BETWEEN_REPORTS == 0:
                if self._cancelled():
                    raise Cancelled
                self._progress(Progress(f"reading {intake.name}", intake.bytes_read, intake.size, "bytes"))
            yield self._naming.name(self._labelling.label(article))


def _says_the_same(name: str, other: str) -> bool:
    """Whether the same bytes under another name are the same: the name of a Markdown file may be its title or date."""
    if name == other:
        return True
    from reader.ingest.markdown import looks_like_markdown

    return not looks_like_markdown(name, "") and not looks_like_markdown(other, "")


def _check_name(path: Path) -> None:
    """Raise InputError for a name that is no text: the archive could not keep it."""
    try:
        str(path.absolute()).encode()
    except UnicodeEncodeError as fault:
        raise InputError(f"the file name {os.fsencode(path)!r} is no text", "rename the file") from fault


def _digest_of(path: Path) -> str:
    """What stands for a file of rules; one that cannot be read has no rules, and is told of where it is loaded."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        return ""


def rule_problems(folders: Sequence[Path]) -> list[str]:
    """What is wrong with the rules in these folders, a line each."""
    from reader.ingest.profile import load_profile
    from reader.topics.name_rules import load_names
    from reader.topics.rules import load_topics

    return [
        *(notice.text for notice in load_profile(*folders).problems),
        *load_topics(folders[0]).problems,
        *load_names(folders[0]).problems,
    ]
