"""What a search asks and answers: frozen records that carry the request they answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from reader.article import Article, PublicationDate

Match = Literal["all", "any"]


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A question to the archive. An empty query is every article, newest first.

    `sort` names an order (`relevance`, `date`, `words`, `outlet`, `title`, each with `-` before it to reverse) and
    gives way to `sort:` in the query.
    """

    query: str = ""
    match: Match = "all"
    sort: str | None = None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a field, the number of articles the list would hold with it, and for topics that of sections."""

    value: str
    count: int
    sections: int | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """Exact counts over all hits. Each field is counted without its own filter. `date` holds ISO days, ascending."""

    topic: tuple[FacetValue, ...] = ()
    outlet: tuple[FacetValue, ...] = ()
    date: tuple[FacetValue, ...] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The answer to a request: every hit's key in order, exact counts, and how the query was read.

    `keys` are the archive's article keys, best first; rows are fetched for the screen only (`Library.hits`).
    `scores` runs beside `keys` (0.0 where the order is no ranking). `parsed` is the canonical form, `read_as` the
    same in words for people. `left_out_undated` counts undated articles that a date condition kept out.
    `indexed` of `in_archive` articles can be found by their words.
    """

    request: SearchRequest
    keys: Sequence[int]
    scores: Sequence[float]
    total: int
    sections: int
    parsed: str
    read_as: str
    facets: Facets
    indexed: int
    in_archive: int
    left_out_undated: int = 0
    elapsed_ms: float = 0.0
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage with its hits: `spans` are [start, end) character offsets into `text`."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A row of the hit list.

    `topics` are in order of weight; `section` is the heading it opens at; `line` that of the best block, or of the
    title.
    """

    key: int
    id: str
    title: str
    outlet: str | None
    date: PublicationDate | None
    topics: tuple[str, ...]
    score: float
    section: str | None
    line: int
    snippet: Snippet | None
    title_spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters [start, end) of part number `part` of an article (`Article.parts`) that answer the query."""

    part: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """An article opened from a search: what is lit, and the number of the part to open at (0 is the title)."""

    article: Article
    marks: tuple[Mark, ...] = ()
    opens_at: int = 0


@dataclass(frozen=True, slots=True)
class Filters:
    """The values that a query includes and excludes at top level, by field."""

    included: Mapping[str, frozenset[str]]
    excluded: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class IndexState:
    """How much of the archive can be searched. `status` is one of ready, behind, building, missing, damaged, busy."""

    status: str
    indexed: int
    in_archive: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class DumpInfo:
    """A dump in the archive. `added` is an ISO time in UTC; `digest` the SHA-256 of the file as it was read.

    `settings` stands for the rules it was read under.
    """

    name: str
    path: str
    digest: str
    bytes: int
    added: str
    articles: int
    settings: str = ""
    header: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth knowing about a file, at a line where there is one."""

    text: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class AddedFile:
    """What became of one file, filed under the name `dump`; where it failed, `fault` and `hint` say why."""

    path: str
    status: Literal["added", "updated", "unchanged", "failed"]
    dump: str = ""
    articles: int = 0
    new: int = 0
    gone: int = 0
    duplicates: int = 0
    residue: int = 0
    undated: int = 0
    notices: tuple[Notice, ...] = ()
    fault: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of every file that was to be added. `problems` are those of the rules, where rules were needed."""

    files: tuple[AddedFile, ...] = field(default_factory=tuple)
    problems: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[AddedFile, ...]:
        """The files that could not be read."""
        return tuple(file for file in self.files if file.status == "failed")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long task has come: `done` of `total` (0: unknown) of `unit`, in a named phase."""

    phase: str
    done: int
    total: int
    unit: str
