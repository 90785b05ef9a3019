"""What is taken away, and how: frozen records of exports."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from reader.article import Article
from reader.kept import Note
from reader.record import record

ExportKind = Literal["articles", "dossier", "roll"]


@record
class ExportOptions:
    """What an export may have beside its text.

    `notes`: notes and tags; `raw`: the source as it was, residue included (Markdown, text); `body`: the text as a last
    column of CSV; `wrap`: cells a line of plain text, 0 for no wrapping; `excel`: a byte order mark before CSV;
    `raw_csv`: cells of CSV as they are, without the guard against formulas.
    """

    notes: bool = False
    raw: bool = False
    body: bool = False
    wrap: int = 0
    excel: bool = False
    raw_csv: bool = False


@record
class ExportRequest:
    """What is to be exported: articles by key, in this order; for a roll their sections on `topic` only.

    `query` is what found them, if anything; `title` that of the whole (a dossier's, a saved search's name), empty where
    it has none of its own; `dossier` names the dossier whose foreword and remarks go with its articles.
    """

    format: str
    keys: Sequence[int]
    kind: ExportKind = "articles"
    query: str | None = None
    title: str = ""
    topic: str = ""
    dossier: str = ""
    sort: str | None = None
    match: str = "all"
    options: ExportOptions = ExportOptions()


@record
class Taken:
    """An article on its way out, with what goes with it: `remark` is what the dossier says of it."""

    article: Article
    tags: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    remark: str = ""


@record
class Selection:
    """What an exporter works on. `articles` may be called more than once, and gives them in the same order each time.

    `moment` stands for the time where a format must have one, in seconds since 1970. `raw` gives an article's source.
    `single` says that it is one article that was asked for, not a set that happens to hold one.
    """

    articles: Callable[[], Iterator[Taken]]
    count: int
    moment: int
    raw: Callable[[Article], str]
    title: str = ""
    foreword: str = ""
    query: str | None = None
    single: bool = False
    options: ExportOptions = ExportOptions()


@record
class FormatInfo:
    """An export format: its name, the ending of its files, and what it is, for people.

    `options` names those of `ExportOptions` that it heeds.
    """

    name: str
    ending: str
    sentence: str
    options: tuple[str, ...] = ()


@record
class ExportedFile:
    """A file that was written: its path, size in bytes, and SHA-256."""

    path: str
    bytes: int
    digest: str


@record
class ExportReport:
    """What an export wrote. `manifest` is its path, empty where none was written."""

    files: tuple[ExportedFile, ...]
    articles: int
    manifest: str = ""
    remarks: tuple[str, ...] = ()
