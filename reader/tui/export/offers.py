"""What a screen offers for export: articles, in some order, or a comparison; and how the command line says the same."""

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reader.kept import Dossier, SavedSearch
from reader.results import Progress, SearchPage, SearchRequest
from reader.taking import ExportOptions, ExportReport, ExportRequest, FormatInfo

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

    `command` is what `broadsheet export` is told for the same.
    """

    title: str
    request: ExportRequest
    command: tuple[str, ...]

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
        words = shlex.join(["broadsheet", "export", *self.command, "--format", format])
        flags = [_FLAGS.get(each, f"--{each}") for each in OPTION_TITLES if each in on and each != MANIFEST]
        if self.count > 1 and MANIFEST not in on:
            flags.append("--no-manifest")
        return " ".join([words, *flags, "--out", shlex.quote(path)])

    def _in_folder(self, on: frozenset[str]) -> bool:
        return EACH in on and self.count > 1

    def _asked(self, format: str, on: frozenset[str]) -> ExportRequest:
        options = ExportOptions(
            notes="notes" in on, raw="raw" in on, body="body" in on, wrap=WRAP if "wrap" in on else 0,
            excel="excel" in on, raw_csv="raw_csv" in on,
        )  # fmt: skip
        return replace(self.request, format=format, options=options)


COMPARISON_FORMATS = (
    FormatInfo("text", "txt", "plain text with the signs before each passage"),
    FormatInfo("markdown", "md", "a table of two columns, and one of the figures"),
    FormatInfo("html", "html", "one page for browsers and printers that loads and runs nothing"),
    FormatInfo("json", "json", "the record of docs/records.md"),
)


DIGEST_FORMATS = (
    FormatInfo("text", "txt", "plain text, a block a saved search"),
    FormatInfo("markdown", "md", "a section a saved search, figures as a table"),
    FormatInfo("html", "html", "one page for browsers and printers that loads and runs nothing"),
    FormatInfo("json", "json", "the record of docs/records.md"),
)


@dataclass(frozen=True, slots=True)
class TwoArticles:
    """A comparison that can be taken away; `new`: only what the second article has beyond the first."""

    title: str
    found: "Comparison"
    new: bool = False
    count: int = 1

    def formats(self, library: "Library") -> tuple[FormatInfo, ...]:  # noqa: ARG002 - as with articles
        """What it can be written as."""
        return COMPARISON_FORMATS

    def options(self, format: FormatInfo) -> tuple[str, ...]:  # noqa: ARG002 - as with articles
        """There is nothing to choose."""
        return ()

    def name(self, library: "Library", format: str, on: frozenset[str]) -> str:  # noqa: ARG002 - as with articles
        """The file's name where none is given."""
        ending = next(each.ending for each in COMPARISON_FORMATS if each.name == format)
        return f"comparison_{self.found.left.id[:8]}_{self.found.right.id[:8]}.{ending}"

    def preview(self, library: "Library", format: str, on: frozenset[str], articles: int) -> Iterator[bytes]:  # noqa: ARG002
        """The document."""
        return self.document(library, format, on)

    def document(self, library: "Library", format: str, on: frozenset[str]) -> Iterator[bytes]:  # noqa: ARG002
        """All of it, for the clipboard."""
        pieces = library.comparison_pieces(self.found, format, new=self.new)
        return (piece.encode("utf-8", "replace") for piece in pieces)

    def write(
        self, library: "Library", format: str, on: frozenset[str], path: Path, *, force: bool, tell: Tell, stop: Stop
    ) -> ExportReport:
        """Write it. Raises ReaderError kinds."""
        del on, tell, stop  # it is short
        library.write_file(path, library.comparison_pieces(self.found, format, new=self.new), force=force)
        return ExportReport((), 2)

    def same_as(self, format: str, on: frozenset[str], path: str) -> str:  # noqa: ARG002 - as with articles
        """The line of the command line that does the same."""
        words = ["broadsheet", "compare", self.found.left.id, self.found.right.id, *(["--new"] if self.new else [])]
        return shlex.join([*words, "--format", format, "--out", path])


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """A digest that can be taken away."""

    found: "Digest"
    title: str = "what is new"
    count: int = 1

    def formats(self, library: "Library") -> tuple[FormatInfo, ...]:  # noqa: ARG002 - as with articles
        """What it can be written as."""
        return DIGEST_FORMATS

    def options(self, format: FormatInfo) -> tuple[str, ...]:  # noqa: ARG002 - as with articles
        """There is nothing to choose."""
        return ()

    def name(self, library: "Library", format: str, on: frozenset[str]) -> str:  # noqa: ARG002 - as with articles
        """The file's name where none is given."""
        ending = next(each.ending for each in DIGEST_FORMATS if each.name == format)
        return f"digest_{date.fromtimestamp(self.found.moment).isoformat()}.{ending}"

    def preview(self, library: "Library", format: str, on: frozenset[str], articles: int) -> Iterator[bytes]:  # noqa: ARG002
        """The document."""
        return self.document(library, format, on)

    def document(self, library: "Library", format: str, on: frozenset[str]) -> Iterator[bytes]:  # noqa: ARG002
        """All of it, for the clipboard."""
        return (piece.encode("utf-8", "replace") for piece in library.digest_pieces(self.found, format))

    def write(
        self, library: "Library", format: str, on: frozenset[str], path: Path, *, force: bool, tell: Tell, stop: Stop
    ) -> ExportReport:
        """Write it. Raises ReaderError kinds."""
        del on, tell, stop  # it is short
        library.write_file(path, library.digest_pieces(self.found, format), force=force)
        return ExportReport((), sum(len(search.articles) for search in self.found.searches))

    def same_as(self, format: str, on: frozenset[str], path: str) -> str:  # noqa: ARG002 - as with articles
        """The line of the command line that does the same, until the searches are looked at again."""
        return shlex.join(["broadsheet", "digest", "--format", format, "--out", path])


Offer = Articles | TwoArticles | WhatChanged


def one_article(key: int, id: str, title: str) -> Articles:
    """The article of that key and id."""
    return Articles(title, ExportRequest("", (key,)), ("--id", id))


def marked_articles(keys: Sequence[int]) -> Articles:
    """The marked articles."""
    return Articles("marked", ExportRequest("", tuple(keys), title="Marked articles"), ("--marked",))


def result_of(page: SearchPage) -> Articles:
    """The articles that a search found; not those with some of its words only."""
    request = page.request
    asked = ExportRequest("", page.keys, query=request.query or None, sort=request.sort, match=request.match)
    return Articles("result", asked, _searched(request))


def saved_result(search: SavedSearch, page: SearchPage) -> Articles:
    """The articles that a saved search found."""
    asked = ExportRequest("", page.keys, query=search.query, title=search.name, sort=search.sort, match=search.match)
    return Articles(search.name, asked, ("--saved", search.name))


def dossier_of(dossier: Dossier) -> Articles:
    """The articles of a dossier that are in a dump now, with foreword and remarks."""
    keys = tuple(entry.key for entry in dossier.entries if entry.key is not None)
    asked = ExportRequest("", keys, "dossier", title=dossier.title, dossier=dossier.name)
    return Articles("the dossier", asked, ("--dossier", dossier.name))


def roll_of(page: SearchPage, topic: str, keys: Sequence[int]) -> Articles:
    """The sections on a topic of the articles that a search found, the oldest first."""
    request = page.request
    asked = ExportRequest("", tuple(keys), "roll", query=request.query or None, topic=topic)
    return Articles(f"the roll on {topic}", asked, ("--roll", topic, *_searched(request)))


def _searched(request: SearchRequest) -> tuple[str, ...]:
    words = (request.query,) if request.query.strip() else ("--all",)
    return (*words, *(("--sort", request.sort) if request.sort else ()))
