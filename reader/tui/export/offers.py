"""What a screen offers for export: articles, in some order, or a comparison; and how the command line says the same."""

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reader.kept import Dossier, SavedSearch
from reader.results import Progress, SearchPage
from reader.taking import (
    ExportOptions,
    ExportReport,
    ExportRequest,
    FormatInfo,
    dossier_request,
    marked_request,
    query_request,
    roll_request,
    saved_request,
)

if TYPE_CHECKING:
    from reader.comparison import Comparison
    from reader.digest import Digest
    from reader.library import Library

Tell = Callable[[Progress], None]
Stop = Callable[[], bool]

WRAP = 72
"""Cells a line of wrapped plain text, as in mail (RFC 3676)."""

EACH, MANIFEST = "each", "manifest"
"""Choices that are none of the format: one file an article, and a manifest beside several articles."""

OPTION_TITLES: Mapping[str, str] = {
    "notes": "notes and tags",
    "raw": "as in the dump",
    "body": "the text too",
    "wrap": f"lines of {WRAP}",
    "excel": "for Excel",
    "raw_csv": "cells as they are",
    EACH: "one file each",
    MANIFEST: "manifest",
}
"""What can be switched on, in words for people."""

_FLAGS = {"raw_csv": "--raw-csv", "wrap": f"--wrap {WRAP}", EACH: "--each"}


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles that can be taken away: what they are called, and all but the format and the options of a request.

    `command` and the words of `query`, if any, are what `broadsheet export` is told for the same.
    """

    title: str
    request: ExportRequest
    command: tuple[str, ...]
    query: str = ""

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.request.keys)

    def formats(self, library: "Library") -> tuple[FormatInfo, ...]:
        """What they can be written as."""
        return library.export_formats()

    def options(self, format: FormatInfo) -> tuple[str, ...]:
        """What can be chosen beside the format."""
        return (*format.options, *((EACH, MANIFEST) if self.count > 1 else ()))

    def name(self, library: "Library", format: str, on: frozenset[str]) -> str:
        """The file's name where none is given; with one file an article the folder's."""
        name = library.export_name(self._asked(format, on))
        return name.rpartition(".")[0] if self._in_folder(on) else name

    def preview(self, library: "Library", format: str, on: frozenset[str], articles: int) -> Iterator[bytes]:
        """The document of the first articles."""
        asked = self._asked(format, on)
        return library.export_document(replace(asked, keys=tuple(asked.keys[:articles])))

    def document(self, library: "Library", format: str, on: frozenset[str]) -> Iterator[bytes]:
        """All of it, for the clipboard."""
        return library.export_document(self._asked(format, on))

    def write(
        self, library: "Library", format: str, on: frozenset[str], path: Path, *, force: bool, tell: Tell, stop: Stop
    ) -> ExportReport:
        """Write it. Raises ReaderError kinds, Cancelled."""
        write = library.export_folder if self._in_folder(on) else library.export_file
        return write(self._asked(format, on), path, force=force, manifest=MANIFEST in on, progress=tell, cancelled=stop)

    def same_as(self, format: str, on: frozenset[str], path: str) -> str:
        """The line of the command line that does the same."""
        optional = self.query.startswith("-")  # it would be read as an option
        first = [self.query] if self.query and not optional else []
        words = shlex.join(["broadsheet", "export", *first, *self.command, "--format", format])
        flags = [_FLAGS.get(each, f"--{each}") for each in OPTION_TITLES if each in on and each != MANIFEST]
        if self.count > 1 and MANIFEST not in on:
            flags.append("--no-manifest")
        out = f"./{path}" if path.startswith("-") else path
        return " ".join([words, *flags, shlex.join(["--out", out, *(["--", self.query] if optional else [])])])

    def _in_folder(self, on: frozenset[str]) -> bool:
        return EACH in on and self.count > 1

    def _asked(self, format: str, on: frozenset[str]) -> ExportRequest:
        options = ExportOptions(
            notes="notes" in on, raw="raw" in on, body="body" in on, wrap=WRAP if "wrap" in on else 0,
            excel="excel" in on, raw_csv="raw_csv" in on,
        )  # fmt: skip
        return replace(self.request, format=format, options=options)


def _whole_formats(text: str, markdown: str) -> tuple[FormatInfo, ...]:
    return (
        FormatInfo("text", "txt", text),
        FormatInfo("markdown", "md", markdown),
        FormatInfo("html", "html", "one page for browsers and printers that loads and runs nothing"),
        FormatInfo("json", "json", "the record of docs/records.md"),
    )


COMPARISON_FORMATS = _whole_formats(
    "plain text with the signs before each passage", "a table of two columns, and one of the figures"
)
DIGEST_FORMATS = _whole_formats("plain text, a block a saved search", "a section a saved search, figures as a table")


@dataclass(frozen=True, slots=True)
class Whole:
    """A document that is taken away as it is: `pieces` writes it in a format, `stem` begins the file's name.

    `command` is what `broadsheet` is told for the same; `articles` are those that it speaks of.
    """

    title: str
    written_as: tuple[FormatInfo, ...]
    stem: str
    command: tuple[str, ...]
    pieces: Callable[["Library", str], Iterator[str]]
    articles: int
    count: int = 1

    def formats(self, library: "Library") -> tuple[FormatInfo, ...]:  # noqa: ARG002 - as with articles
        """What it can be written as."""
        return self.written_as

    def options(self, format: FormatInfo) -> tuple[str, ...]:  # noqa: ARG002 - as with articles
        """There is nothing to choose."""
        return ()

    def name(self, library: "Library", format: str, on: frozenset[str]) -> str:  # noqa: ARG002 - as with articles
        """The file's name where none is given."""
        return f"{self.stem}.{next(each.ending for each in self.written_as if each.name == format)}"

    def preview(self, library: "Library", format: str, on: frozenset[str], articles: int) -> Iterator[bytes]:  # noqa: ARG002
        """The document."""
        return self.document(library, format, on)

    def document(self, library: "Library", format: str, on: frozenset[str]) -> Iterator[bytes]:  # noqa: ARG002
        """All of it, for the clipboard."""
        return (piece.encode("utf-8", "replace") for piece in self.pieces(library, format))

    def write(
        self, library: "Library", format: str, on: frozenset[str], path: Path, *, force: bool, tell: Tell, stop: Stop
    ) -> ExportReport:
        """Write it. Raises ReaderError kinds."""
        del on, tell, stop  # it is short
        library.write_file(path, self.pieces(library, format), force=force)
        return ExportReport((), self.articles)

    def same_as(self, format: str, on: frozenset[str], path: str) -> str:  # noqa: ARG002 - as with articles
        """The line of the command line that does the same."""
        return shlex.join(["broadsheet", *self.command, "--format", format, "--out", path])


Offer = Articles | Whole


def two_articles(found: "Comparison", *, new: bool) -> Whole:
    """A comparison; `new`: only what the second article has beyond the first."""
    left, right = found.left.id, found.right.id
    return Whole(
        "what is new" if new else "the comparison",
        COMPARISON_FORMATS,
        f"comparison_{left[:8]}_{right[:8]}",
        ("compare", left, right, *(["--new"] if new else [])),
        lambda library, format: library.comparison_pieces(found, format, new=new),
        2,
    )


def what_changed(found: "Digest", since: str) -> Whole:
    """A digest; `since` as the command line takes it, empty for the last visits."""
    names = (search.name for search in found.searches)
    return Whole(
        "what is new",
        DIGEST_FORMATS,
        f"digest_{date.fromtimestamp(found.moment).isoformat()}",
        ("digest", *names, *(("--since", since) if since else ())),
        lambda library, format: library.digest_pieces(found, format),
        sum(len(search.articles) for search in found.searches),
    )


def one_article(key: int, id: str, title: str) -> Articles:
    """The article of that key and id."""
    return Articles(title, ExportRequest("", (key,)), ("--id", id))


def marked_articles(keys: Sequence[int]) -> Articles:
    """The marked articles."""
    return Articles("marked", marked_request(keys), ("--marked",))


def result_of(page: SearchPage) -> Articles:
    """The articles that a search found; not those with some of its words only."""
    asked = _found_by(page)
    return Articles("result", asked, _searched(asked), asked.query or "")


def saved_result(search: SavedSearch, page: SearchPage) -> Articles:
    """The articles that a saved search found."""
    return Articles(search.name, saved_request(search, page.keys), ("--saved", search.name))


def dossier_of(dossier: Dossier) -> Articles:
    """The articles of a dossier that are in a dump now, with foreword and remarks."""
    return Articles("the dossier", dossier_request(dossier), ("--dossier", dossier.name))


def roll_of(page: SearchPage, topic: str, keys: Sequence[int]) -> Articles:
    """The sections on a topic of the articles that a search found, the oldest first."""
    asked = roll_request(replace(_found_by(page), keys=tuple(keys)), topic)
    return Articles(f"the roll on {topic}", asked, ("--roll", topic, *_searched(asked)), asked.query or "")


def _found_by(page: SearchPage) -> ExportRequest:
    request = page.request
    return query_request(request.query, page.keys, match=request.match, sort=request.sort)


def _searched(asked: ExportRequest) -> tuple[str, ...]:
    every = () if asked.query else ("--all",)
    match = ("--match", asked.match) if asked.match != "all" else ()
    return (*every, *match, *(("--sort", asked.sort) if asked.sort else ()))
