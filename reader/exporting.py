"""What an export works on, put together from the archive and from what the reader kept."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from reader.archive import extracts
from reader.archive.store import Archive
from reader.article import Article, Names
from reader.errors import Cancelled
from reader.kept import ArticleState, Dossier, Note
from reader.raw import raw_text
from reader.results import Progress
from reader.taking import ExportRequest, Selection, Taken

EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"
"""Seconds since 1970 that stand for the clock in reproducible builds (reproducible-builds.org)."""

_CHUNK = 400
"""Articles whose tags are asked for at once."""

_BETWEEN_REPORTS = 20  # articles


class Kept(Protocol):
    """What the reader kept, as far as it is taken away."""

    def states(self, keys: Sequence[int], *, asked: bool = False) -> dict[int, ArticleState]:
        """The states of articles by key; raises ArchiveError where those that were `asked` for cannot be read."""

    def notes(self, key: int) -> tuple[Note, ...]:
        """The notes on an article."""

    def dossier(self, name: str) -> Dossier:
        """The dossier of that name."""


def source_date_epoch() -> int | None:
    """The time that the environment sets, None where it sets none that can be read."""
    text = os.environ.get(EPOCH_VARIABLE, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else None


def moment_of(archive: Archive) -> int:
    """The time that stands for now in an export, in seconds since 1970: the environment's, else the last intake's."""
    fixed = source_date_epoch()
    if fixed is not None:
        return fixed
    return max((round(datetime.fromisoformat(dump.added).timestamp()) for dump in archive.dumps()), default=0)


def build_selection(
    archive: Archive,
    kept: Kept,
    request: ExportRequest,
    progress: Callable[[Progress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Selection:
    """The articles of a request, streamed from the archive each time that they are asked for.

    An article that is gone, or of a roll one without a section on its topic, is passed over. Reading the articles tells
    `progress`, and raises Cancelled once `cancelled` says so. Raises UsageError for a dossier that there is not,
    ArchiveError where notes cannot be read.
    """
    keys = _keys_there(archive, request)
    if request.options.notes:
        kept.states((), asked=True)  # a state that cannot be read is told of before anything is written
    remarks, foreword, title = _of_dossier(kept, request)
    if request.kind == "roll" and not title:
        title = f"Sections on {request.topic}"

    def articles() -> Iterator[Taken]:
        done = 0
        for start in range(0, len(keys), _CHUNK):
            chunk = keys[start : start + _CHUNK]
            states = kept.states(chunk, asked=True) if request.options.notes else {}
            for key, article in archive.keyed_articles(chunk):
                if cancelled():
                    raise Cancelled
                if done % _BETWEEN_REPORTS == 0:
                    progress(Progress("exporting", done, len(keys), "articles"))
                yield _taken(kept, request, key, article, states.get(key), remarks)
                done += 1
        progress(Progress("exporting", done, len(keys), "articles"))

    return Selection(
        articles=articles,
        count=len(keys),
        moment=moment_of(archive),
        raw=lambda article: raw_text(archive, article),
        title=title,
        foreword=foreword,
        query=request.query,
        single=is_single(request),
        options=request.options,
    )


def is_single(request: ExportRequest) -> bool:
    """Whether one article was asked for, not a set that happens to hold one."""
    return len(request.keys) == 1 and request.kind == "articles" and not request.query and not request.title


def selection_of_one(selection: Selection, taken: Taken) -> Selection:
    """A selection that holds one article of another one."""
    return replace(selection, articles=lambda: iter((taken,)), count=1, title="", foreword="", single=True)


def _keys_there(archive: Archive, request: ExportRequest) -> list[int]:
    keys = list(dict.fromkeys(request.keys))
    if request.kind == "roll":
        on_topic = {
            key
            for key, sections in extracts.section_topics(archive.database, keys)
            if any(request.topic in topics for topics in sections.values())
        }
        keys = [key for key in keys if key in on_topic]
    there = extracts.keys_there(archive.database, keys)
    return [key for key in keys if key in there]


def _of_dossier(kept: Kept, request: ExportRequest) -> tuple[Mapping[int, str], str, str]:
    """Remarks by key, foreword and title."""
    if not request.dossier:
        return {}, "", request.title
    dossier = kept.dossier(request.dossier)
    remarks = {entry.key: entry.remark for entry in dossier.entries if entry.key is not None}
    return remarks, dossier.foreword, request.title or dossier.title


def _taken(
    kept: Kept,
    request: ExportRequest,
    key: int,
    article: Article,
    state: ArticleState | None,
    remarks: Mapping[int, str],
) -> Taken:
    notes = kept.notes(key) if state and state.notes else ()
    whole = article
    if request.kind == "roll":
        article = cut_to_topic(whole, request.topic)
        notes = notes_within(notes, whole, article)
    return Taken(
        article=article,
        tags=state.tags if state else (),
        notes=notes,
        remark=remarks.get(key, ""),
    )


def cut_to_topic(article: Article, topic: str) -> Article:
    """The article with its sections on a topic only, and with the names that stand in them."""
    sections = tuple(section for section in article.sections if topic in section.topics)
    text = "\n".join([article.title, *(block.text for section in sections for block in section.blocks)])
    names = (tuple(name for name in each if name in text) for each in _kinds(article.names))
    return replace(
        article,
        sections=sections,
        standfirst=None,
        standfirst_line=None,
        captions=(),
        removed=(),
        names=Names(*names),
    )


def notes_within(notes: Sequence[Note], whole: Article, cut: Article) -> tuple[Note, ...]:
    """The notes on an article that go with some of its sections, their passages numbered as those are."""
    numbers = {(part.kind, part.line, part.text): number for number, part in enumerate(cut.parts())}
    parts = whole.parts()
    kept = []
    for note in notes:
        at = note.passage
        if at is None or at.part >= len(parts):
            kept.append(note)
            continue
        part = parts[at.part]
        number = numbers.get((part.kind, part.line, part.text))
        if number is not None:
            kept.append(replace(note, passage=replace(at, part=number)))
    return tuple(kept)


def _kinds(names: Names) -> tuple[tuple[str, ...], ...]:
    return names.people, names.places, names.organisations
