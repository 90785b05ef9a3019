"""What is taken away, and how: frozen records of exports."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from reader.article import Article
from reader.kept import Dossier, Note, SavedSearch
from reader.record import record

ExportKind = Literal["articles", "dossier", "roll"]
AskedFor = Literal["all", "dossier", "ids", "marked", "query", "saved"]

MARKED_TITLE = "Marked articles"
NEWEST_FIRST = "date"
"""The order of every article where no query says otherwise, as `SearchRequest` has it."""


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
    it has none of its own; `dossier` names the dossier whose foreword and remarks go with its articles. `asked_for`
    says how the articles were chosen, `limit` how many there were to be at most; both are for the manifest.
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
    asked_for: AskedFor = "ids"
    limit: int | None = None


def marked_request(keys: Sequence[int]) -> ExportRequest:
    """The marked articles, a set with a title however few they are; as the next ones without a format yet."""
    return ExportRequest("", tuple(keys), title=MARKED_TITLE, asked_for="marked")


def query_request(query: str, keys: Sequence[int], *, match: str, sort: str | None) -> ExportRequest:
    """The articles that a query found; of a blank one, every article."""
    if not query.strip():
        return ExportRequest("", keys, match=match, sort=sort or NEWEST_FIRST, asked_for="all")
    return ExportRequest("", keys, query=query, match=match, sort=sort, asked_for="query")


def saved_request(search: SavedSearch, keys: Sequence[int]) -> ExportRequest:
    """The articles that a saved search found, under its name."""
    found = query_request(search.query, keys, match=search.match, sort=search.sort)
    return replace(found, title=search.name, asked_for="saved")


def dossier_request(dossier: Dossier) -> ExportRequest:
    """The articles of a dossier that are in a dump now."""
    keys = tuple(entry.key for entry in dossier.entries if entry.key is not None)
    return ExportRequest("", keys, "dossier", title=dossier.title, dossier=dossier.name, asked_for="dossier")


def roll_request(found: ExportRequest, topic: str, sort: str | None = None) -> ExportRequest:
    """The sections on a topic of these articles: in their order, the oldest first unless `sort` was asked for."""
    return replace(found, kind="roll", topic=topic, sort=sort)


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
