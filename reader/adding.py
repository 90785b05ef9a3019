"""Taking files into the archive: read, label, file; what was skipped is said."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from reader.archive.filing import DumpFacts
from reader.archive.store import Archive
from reader.article import Article
from reader.errors import InputError
from reader.ingest.intake import Intake, file_digest, open_intake
from reader.ingest.profile import Profile, load_profile
from reader.results import AddedFile, Progress
from reader.topics.label import label_article
from reader.topics.rules import TopicRules, load_topics

Report = Callable[[Progress], None]


READING_VERSION = 1
"""Rises when the rules in code read a dump otherwise than before, so that it is read again when it is added again."""


def settings_digest(folders: Sequence[Path], encoding: str | None) -> str:
    """Stands for everything but the bytes that decides how a dump is read: our rules and those of `folders`."""
    here = Path(__file__).parent
    files = [here / "ingest" / "dumps.toml", here / "topics" / "topics.toml"]
    files += [folder / name for folder in folders for name in ("dumps.toml", "topics.toml")]
    parts = [hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "" for path in files]
    return hashlib.sha256(" ".join([str(READING_VERSION), encoding or "", *parts]).encode()).hexdigest()[:16]


class _Cancelled(Exception):
    """Raised between two articles when the person has asked to stop; the archive stays as it was."""


def add_files(
    archive: Archive,
    paths: Sequence[Path],
    *,
    folders: Sequence[Path],
    encoding: str | None,
    progress: Report,
    cancelled: Callable[[], bool],
) -> list[AddedFile]:
    """Add files one after the other; after a cancellation, those that were done before it.

    `folders` may hold rules that add to ours (`dumps.toml`, `topics.toml`). Raises ArchiveError.
    """
    profile, rules = load_profile(*folders), load_topics(folders[0])
    settings = settings_digest(folders, encoding)
    files: list[AddedFile] = []
    for path in paths:
        try:
            files.append(
                _add_file(
                    archive,
                    path,
                    profile=profile,
                    rules=rules,
                    settings=settings,
                    encoding=encoding,
                    progress=progress,
                    cancelled=cancelled,
                )
            )
        except _Cancelled:
            break
    return files


def _add_file(
    archive: Archive,
    path: Path,
    *,
    profile: Profile,
    rules: TopicRules,
    settings: str,
    encoding: str | None,
    progress: Report,
    cancelled: Callable[[], bool],
) -> AddedFile:
    """Add one file, or update what changed since it was added. An unreadable file is a result, not an exception."""
    place = Path(os.path.realpath(path))
    try:
        digest, _ = file_digest(path)
        if known := archive.find_dump((digest, settings)):
            return AddedFile(str(path), "unchanged", dump=known.name, articles=known.articles)
        before = {dump.path for dump in archive.dumps()}
        intake = open_intake(path, profile=profile, encoding=encoding)
        filed = archive.file_dump(
            place,
            path.name,
            _labelled(intake, rules, progress, cancelled),
            lambda: DumpFacts(intake.digest, intake.size, intake.encoding, settings, tuple(intake.header)),
        )
    except InputError as fault:
        return AddedFile(str(path), "failed", fault=fault.message, hint=fault.hint)
    return AddedFile(
        path=str(path),
        status="updated" if str(place) in before else "added",
        dump=path.name,
        articles=filed.articles,
        new=filed.new,
        gone=filed.gone,
        duplicates=filed.duplicates,
        residue=filed.residue,
        undated=filed.undated,
        notices=tuple(intake.notices),
    )


def _labelled(intake: Intake, rules: TopicRules, progress: Report, cancelled: Callable[[], bool]) -> Iterator[Article]:
    for number, article in enumerate(intake.articles()):
        if number % 50 == 0:
            if cancelled():
                raise _Cancelled
            progress(Progress(f"reading {intake.name}", intake.bytes_read, intake.size, "bytes"))
        yield label_article(article, rules)
