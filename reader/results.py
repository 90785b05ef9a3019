"""What a search asks and answers: frozen records that carry the request they answer."""

from collections.abc import Mapping, Sequence
from typing import Literal

from reader.article import Article, PublicationDate, Section
from reader.kept import ArticleState
from reader.record import record

Match = Literal["all", "any"]
TimeUnit = Literal["day", "week", "month", "year"]
TIME_UNITS: tuple[TimeUnit, ...] = ("day", "week", "month", "year")
"""What a timeline can be counted by, the smallest first."""


@record
class SearchRequest:
    """A question to the archive. An empty query is every article, newest first.

    `sort` names an order (`relevance`, `date`, `words`, `outlet`, `title`, each with `-` before it to reverse) and
    gives way to `sort:` in the query. `typing`: a plain word at its end counts as the beginning of a word too.
    """

    query: str = ""
    match: Match = "all"
    sort: str | None = None
    typing: bool = False


@record
class FacetValue:
    """A value of a field, the number of articles the list would hold with it, and for topics that of sections."""

    value: str
    count: int
    sections: int | None = None


@record
class Facets:
    """Exact counts over all hits. Each field is counted without its own filter. `date` holds ISO days, ascending."""

    topic: tuple[FacetValue, ...] = ()
    outlet: tuple[FacetValue, ...] = ()
    date: tuple[FacetValue, ...] = ()
    undated: int = 0
    agency: tuple[FacetValue, ...] = ()
    series: tuple[FacetValue, ...] = ()
    kind: tuple[FacetValue, ...] = ()
    dump: tuple[FacetValue, ...] = ()
    tag: tuple[FacetValue, ...] = ()


@record
class NameFacets:
    """Exact counts of names over all hits, the commonest first; `people` and so on are cut to the number asked for.

    `distinct` is how many there are of each, in that order; -1 where they are too many to be counted while one waits.
    """

    people: tuple[FacetValue, ...] = ()
    place: tuple[FacetValue, ...] = ()
    org: tuple[FacetValue, ...] = ()
    distinct: tuple[int, int, int] = (0, 0, 0)


@record
class SearchPage:
    """The answer to a request: every hit's key in order, exact counts, and how the query was read.

    `keys` are the archive's article keys, best first; rows are fetched for the screen only (`Library.hits`).
    `scores` runs beside `keys` (0.0 where the order is no ranking). `parsed` is the canonical form, `read_as` the
    same in words for people. `left_out_undated` counts undated articles that a date condition kept out.
    `indexed` of `in_archive` articles can be found by their words. `some` are articles with some of the words, best
    first, that follow where few have them all; they are in no count and no facet. `some_scores` runs beside them.
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
    some: Sequence[int] = ()
    some_scores: Sequence[float] = ()

    @property
    def rows(self) -> int:
        """Rows of the list: the hits, then the articles with some of the words."""
        return self.total + len(self.some)

    def key_at(self, row: int) -> int:
        """The key of a row. Raises IndexError."""
        return self.keys[row] if row < self.total else self.some[row - self.total]

    def score_at(self, row: int) -> float:
        """What the article of a row is worth. Raises IndexError."""
        return self.scores[row] if row < self.total else self.some_scores[row - self.total]


@record
class TermCount:
    """A part of a query as typed and the articles that it alone finds; `note` says what to know of it."""

    text: str
    count: int
    note: str = ""


@record
class Repair:
    """Another query that finds something, what it changes in words for people, and the articles it finds."""

    label: str
    query: str
    count: int


@record
class Diagnosis:
    """Why a query finds nothing: each part alone, and repairs that find something, the nearest first."""

    request: SearchRequest
    parts: tuple[TermCount, ...]
    repairs: tuple[Repair, ...]


@record
class WordForms:
    """A word of a query, and the words of the index that it stands for: its forms and other spellings of a name."""

    text: str
    forms: tuple[str, ...]


@record
class ReadPart:
    """A part of a query as typed, what it means in words for people, and what each of its words stands for.

    `count` is the number of articles that it alone finds, None where it is not known, for the reason in `note`.
    """

    text: str
    meaning: str
    count: int | None
    note: str = ""
    words: tuple[WordForms, ...] = ()


@record
class Explanation:
    """How a query was read: in brackets, in words for people, part by part, and what else is to be known of it."""

    request: SearchRequest
    parsed: str
    read_as: str
    parts: tuple[ReadPart, ...]
    hints: tuple[str, ...] = ()


@record
class Completion:
    """A way to go on with what is typed: `text` replaces characters [start, end) of the query.

    `label` is what it is called, `count` the articles that it stands for, None where nothing is counted.
    """

    label: str
    text: str
    start: int
    end: int
    count: int | None = None


@record
class Bucket:
    """Days [first, last] of a timeline, ISO dates, with the articles of the result whose date lies in them or reaches
    into them: as many as a search for those days finds.

    `sections` pairs topics with the sections on them, the weightiest topic first. `in_archive` counts the articles of
    the whole archive in the same days. `earlier` and `earlier_in_archive` are those of them that begin before: what a
    range must not count again.
    """

    first: str
    last: str
    articles: int
    in_archive: int
    sections: tuple[tuple[str, int], ...] = ()
    earlier: int = 0
    earlier_in_archive: int = 0


@record
class Timeline:
    """The dated articles of a result over time: buckets of one `unit` without gaps, and those that have no date.

    They go beyond the days that the query asks for; `first` and `last` are the days of its own oldest and newest
    article, empty where none is dated.
    """

    request: SearchRequest
    unit: TimeUnit
    buckets: tuple[Bucket, ...]
    undated: int = 0
    first: str = ""
    last: str = ""


@record
class Related:
    """An article like another one; `score` is from 0 to 1, `same_story` says that both report one event."""

    key: int
    id: str
    title: str
    score: float
    same_story: bool


@record
class SeriesNumber:
    """A number of a running series: the article's key, and what is known of it before it is read."""

    key: int
    title: str
    outlet: str | None
    date: PublicationDate | None
    number: int


@record
class Echo:
    """A search for where else a passage stands: its query (empty: too few words tell), words, and other articles."""

    query: str = ""
    words: str = ""
    others: int = 0


@record
class RollPart:
    """A section on a topic, with where it stands: the article's key, and the section's number from 0.

    `reason` says why the section has the topic.
    """

    key: int
    title: str
    outlet: str | None
    date: PublicationDate | None
    number: int
    section: Section
    reason: str


@record
class Snippet:
    """A passage with its hits: `spans` are [start, end) character offsets into `text`."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


@record
class Hit:
    """A row of the hit list.

    `topics` are in order of weight; `section` is the heading it opens at; `line` that of the best block or the title.
    `partial`: it has some of the words only; `state`: what the reader did; `revised`: it corrects an earlier text.
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
    partial: bool = False
    state: ArticleState = ArticleState()
    revised: bool = False


@record
class Mark:
    """Characters [start, end) of part number `part` of an article (`Article.parts`) that answer the query."""

    part: int
    start: int
    end: int


@record
class Reading:
    """An article opened from a search: what is lit, and the number of the part to open at (0 is the title)."""

    article: Article
    marks: tuple[Mark, ...] = ()
    opens_at: int = 0


@record
class Filters:
    """The values that a query includes and excludes at top level, by field, and its filters as they were typed."""

    included: Mapping[str, frozenset[str]]
    excluded: Mapping[str, frozenset[str]]
    chips: tuple[str, ...] = ()


@record
class IndexState:
    """How much of the archive can be searched. `status` is one of ready, behind, building, missing, damaged, busy."""

    status: str
    indexed: int
    in_archive: int
    note: str = ""


@record
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


@record
class Notice:
    """Something worth knowing about a file, at a line where there is one."""

    text: str
    line: int | None = None


@record
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


@record
class AddReport:
    """What became of every file that was to be added. `problems` are those of the rules, where rules were needed.

    `passed_over` counts the files and links in folders that were left alone, since no format has their ending.
    """

    files: tuple[AddedFile, ...] = ()
    problems: tuple[str, ...] = ()
    passed_over: int = 0

    @property
    def failed(self) -> tuple[AddedFile, ...]:
        """The files that could not be read."""
        return tuple(file for file in self.files if file.status == "failed")


@record
class Progress:
    """How far a long task has come: `done` of `total` (0: unknown) of `unit`, in a named phase."""

    phase: str
    done: int
    total: int
    unit: str
