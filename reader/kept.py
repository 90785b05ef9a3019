"""What a reader did with the archive: frozen records of marks, stars, tags, notes, dossiers and saved searches."""

from reader.record import record


@record
class ArticleState:
    """What a reader did with one article. `notes` counts those on it and on its passages."""

    read: bool = False
    starred: bool = False
    marked: bool = False
    tags: tuple[str, ...] = ()
    notes: int = 0


@record
class Change:
    """What an action did: how many articles (or notes, searches …) it changed, and in words for people.

    `label` is a whole sentence part such as `3 articles marked`; where `number` is 0 nothing was changed, and there is
    nothing to undo.
    """

    number: int
    label: str


@record
class TextSpan:
    """A stretch of an article's text: characters [start, end) of part number `part` (`Article.parts`)."""

    part: int
    start: int
    end: int


@record
class Note:
    """A reader's own words on an article, or on a passage of it.

    `quote` is the text of the passage as it was when the note was written, empty for a note on the whole article;
    `passage` is where it stands in the article as it is now, None where the text no longer has it. `made` and `changed`
    are ISO times in UTC.
    """

    number: int
    key: int
    text: str
    made: str
    changed: str
    quote: str = ""
    passage: TextSpan | None = None


@record
class TagCount:
    """A tag, and the articles of the archive that have it."""

    tag: str
    articles: int


@record
class SavedSearch:
    """A search that is followed: a name, a query (its filters are part of it), an order, and a colour.

    `sort` is as in `SearchRequest`. `colour` is one of `COLOURS`, or empty: its words are lit in that colour in every
    text while `lit` is set. `visited` is when its result was looked at last, in seconds since 1970; 0: never.
    """

    name: str
    query: str
    match: str = "all"
    sort: str | None = None
    colour: str = ""
    lit: bool = False
    visited: int = 0


COLOURS = ("red", "orange", "yellow", "green", "cyan", "blue", "purple", "pink")
"""What a saved search can be coloured with."""


@record
class SavedCounts:
    """What a saved search finds now: all of it, what is unread, and what was taken in since it was looked at last.

    Where it cannot be answered, `fault` says why and the numbers are 0.
    """

    name: str
    total: int = 0
    unread: int = 0
    new: int = 0
    fault: str = ""


@record
class DossierEntry:
    """An article of a dossier, with the reader's words on why it is there. `key` is None while it is in no dump."""

    id: str
    key: int | None
    title: str
    remark: str = ""


@record
class Dossier:
    """A collection of articles in an order of the reader's own, with a title and a foreword."""

    name: str
    title: str
    entries: tuple[DossierEntry, ...] = ()
    foreword: str = ""


@record
class RestoreReport:
    """What a restored state held: how many records, of how many articles, and lines that could not be taken.

    `changed` counts the records that are other than before: new, changed, or gone with what was replaced.
    """

    records: int
    articles: int
    faults: tuple[str, ...] = ()
    changed: int = 0
