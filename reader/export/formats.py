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


FORMATS: dict[str, Format] = {
    name: Format(FormatInfo(name, ending, sentence, ("notes", *options)), module, function)
    for name, ending, options, module, function, sentence in (
        ("markdown", "md", ("raw",), "article_markdown", "export_markdown",
         "Markdown with a head that notes programs read (YAML front matter)"),
        ("html", "html", (), "article_html", "export_html",
         "one page for browsers and printers that loads and runs nothing"),
        ("text", "txt", ("raw", "wrap"), "article_text", "export_text",
         "plain text, a paragraph a line or wrapped, articles parted by form feeds"),
        ("json", "json", (), "article_records", "export_json",
         "the records of docs/records.md in one object"),
        ("jsonl", "jsonl", (), "article_records", "export_jsonl",
         "the records of docs/records.md, an article a line; can be added again"),
        ("csv", "csv", ("body", "excel", "raw_csv"), "article_csv", "export_csv",
         "a table for spreadsheets, an article a row"),
        ("epub", "epub", (), "article_epub", "export_epub",
         "a book for e-readers (EPUB 3), a chapter an article"),
        ("biblatex", "bib", (), "bibliography", "export_biblatex",
         "entries for BibLaTeX, with whole dates"),
        ("bibtex", "bib", (), "bibliography", "export_bibtex",
         "entries for BibTeX, with year and month"),
        ("ris", "ris", (), "article_ris", "export_ris",
         "records for Zotero, EndNote and other managers of references"),
        ("csl-json", "json", (), "article_csl", "export_csl",
         "items for citation processors (CSL-JSON)"),
    )
}  # fmt: skip
"""In the order in which they are offered; all of them heed `notes`."""


def get_format(name: str) -> Format:
    """The format of that name. Raises UsageError, naming those there are."""
    if name not in FORMATS:
        raise UsageError(f"no export format {name!r}", f"there are {', '.join(FORMATS)}")
    return FORMATS[name]
