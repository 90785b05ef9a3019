"""The one table of export formats for articles. What writes a format is loaded when it is asked for."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import NamedTuple

from reader.errors import UsageError
from reader.taking import FormatInfo, Selection

Exporter = Callable[[Selection], Iterator[bytes]]
"""Writes a selection, in pieces."""


class Format(NamedTuple):
    """A format, and where its exporter is: a module of this package, and a function of it."""

    info: FormatInfo
    module: str
    function: str

    def exporter(self) -> Exporter:
        """The function that writes it."""
        found: Exporter = getattr(import_module(f"reader.export.{self.module}"), self.function)
        return found


def _format(
    name: str, ending: str, sentence: str, options: tuple[str, ...], module: str, function: str
) -> tuple[str, Format]:
    return name, Format(FormatInfo(name, ending, sentence, options), module, function)


FORMATS: dict[str, Format] = dict(
    (
        _format(
            "markdown", "md", "Markdown with a head that notes programs read (YAML front matter)", ("notes", "raw"),
            "article_markdown", "export_markdown",
        ),
        _format(
            "html", "html", "one page for browsers and printers that loads and runs nothing", ("notes",),
            "article_html", "export_html",
        ),
        _format(
            "text", "txt", "plain text, a paragraph a line or wrapped, articles parted by form feeds",
            ("notes", "raw", "wrap"), "article_text", "export_text",
        ),
        _format(
            "json", "json", "the records of docs/records.md in one object", ("notes",),
            "article_records", "export_json",
        ),
        _format(
            "jsonl", "jsonl", "the records of docs/records.md, an article a line; can be added again", ("notes",),
            "article_records", "export_jsonl",
        ),
        _format(
            "csv", "csv", "a table for spreadsheets, an article a row", ("notes", "body", "excel", "raw_csv"),
            "article_csv", "export_csv",
        ),
        _format(
            "epub", "epub", "a book for e-readers (EPUB 3), a chapter an article", ("notes",),
            "article_epub", "export_epub",
        ),
        _format(
            "biblatex", "bib", "entries for BibLaTeX, with whole dates", ("notes",),
            "bibliography", "export_biblatex",
        ),
        _format(
            "bibtex", "bib", "entries for BibTeX, with year and month", ("notes",),
            "bibliography", "export_bibtex",
        ),
        _format(
            "ris", "ris", "records for Zotero, EndNote and other managers of references", ("notes",),
            "article_ris", "export_ris",
        ),
        _format(
            "csl-json", "json", "items for citation processors (CSL-JSON)", ("notes",),
            "article_csl", "export_csl",
        ),
    )
)  # fmt: skip
"""In the order in which they are offered."""


def get_format(name: str) -> Format:
    """The format of that name. Raises UsageError, naming those there are."""
    if name not in FORMATS:
        raise UsageError(f"no export format {name!r}", f"there are {', '.join(FORMATS)}")
    return FORMATS[name]
