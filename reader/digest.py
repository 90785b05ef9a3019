"""What has changed since a reader was here last: frozen records of a digest."""

from reader.article import PublicationDate
from reader.record import record


@record
class DigestArticle:
    """An article that is new in a search, or whose text a later dump changed (`revised`)."""

    key: int
    id: str
    title: str
    outlet: str | None
    date: PublicationDate | None
    revised: bool = False


@record
class MovedFigure:
    """A figure that another report, or a later text of the same one, gives otherwise.

    `what` is what is counted; `before` and `after` are as written, `quote_before` and `quote_after` the sentences;
    `later` says that the newer is a later state rather than a contradiction. The values are numbers in `unit`, None
    for plain counts. `before_id` is the id of the text that the figure was in, gone where that was corrected.
    """

    what: str
    before: str
    after: str
    before_key: int
    after_key: int
    before_title: str
    after_title: str
    quote_before: str
    quote_after: str
    later: bool = True
    before_value: float = 0.0
    after_value: float = 0.0
    unit: str | None = None
    before_id: str = ""
    after_id: str = ""


@record
class DigestSearch:
    """What is new in one saved search. `since` is an ISO time in UTC, empty where it was never looked at.

    `total` counts all that it finds now. `articles` may be cut (`more` says by how many). A search that cannot be
    answered says why in `fault`. `uncompared` counts the listed articles that were not looked at for figures.
    `more_revised` counts the revised ones among those that are not listed.
    """

    name: str
    query: str
    since: str
    total: int
    articles: tuple[DigestArticle, ...] = ()
    more: int = 0
    figures: tuple[MovedFigure, ...] = ()
    fault: str = ""
    uncompared: int = 0
    more_revised: int = 0

    @property
    def revised(self) -> int:
        """How many articles a later dump changed, those that are not listed among them."""
        return sum(article.revised for article in self.articles) + self.more_revised

    @property
    def new(self) -> int:
        """How many articles were not there before, those that are not listed among them."""
        return len(self.articles) + self.more - self.revised


@record
class Digest:
    """What has changed, saved search by saved search, in their order, at a moment in seconds since 1970."""

    searches: tuple[DigestSearch, ...]
    moment: int = 0

    @property
    def empty(self) -> bool:
        """Whether nothing is new."""
        return not any(search.articles or search.more for search in self.searches)


def count_changed(new: int, revised: int) -> str:
    """In words how many articles are new and how many revised: `1 new, 2 revised`."""
    told = [f"{new:,} new"] if new else []
    told += [f"{revised:,} revised"] if revised else []
    return ", ".join(told) or "nothing new"
