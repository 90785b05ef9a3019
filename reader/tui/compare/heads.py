"""What stands over each side of a comparison: what the article is, and what tells the two apart."""

from collections.abc import Sequence

from reader.article import Article, PublicationDate
from reader.comparison import Revision
from reader.text import clean
from reader.tui.dates import long_date, row_date
from reader.tui.wrap import cut

_TITLE = 24
"""Cells of a title that tell two articles of one outlet and one day apart."""


def heads_of(
    sides: Sequence[tuple[Article, int] | None], revision: Revision | None = None
) -> tuple[str | None, str | None]:
    """`Harbour Wire · 13 March · 164 words` for each article, given with its length; None where there is none yet.

    The year stands there where both are not of one; the beginning of the title where outlet and date are the same;
    of two texts of one article, which is the earlier; else, of two with one title, where each is filed.
    """
    articles = [side[0] for side in sides if side is not None]
    both = len(articles) == len(sides)
    year = len({article.date.first[:4] for article in articles if article.date is not None}) > 1
    alike = both and len({(article.outlet, long_date(article.date)) for article in articles}) == 1
    one_title = alike and len({clean(article.title) for article in articles}) == 1
    heads: list[str | None] = []
    for side in sides:
        if side is None:
            heads.append(None)
            continue
        article, words = side
        own = []  # first, where there is anything that the rest does not tell
        if both and revision is not None:
            own = [_text_of(article, revision)]
        elif one_title:
            own = [f"{article.place.dump} line {article.place.line_start:,}"]
        elif alike:
            own = [cut(clean(article.title), _TITLE)]
        day = day_of(article.date, year=year)
        heads.append(" · ".join([*own, article.outlet or "no outlet", day, f"{words:,} words"]))
    return heads[0], heads[1]


def _text_of(article: Article, revision: Revision) -> str:
    """Which of two texts of one article it is."""
    if article.id != revision.later:
        return "earlier text"
    if revision.day is None:
        return "later text"
    met = PublicationDate(revision.day, revision.day, "day", "")
    return f"corrected, added {row_date(met, 'month')}"


def day_of(date: PublicationDate | None, *, year: bool) -> str:
    """`13 March`, with the year if wanted."""
    said = long_date(date)
    if not year and date is not None and date.precision in ("day", "span"):
        said = said.removesuffix(f" {date.last[:4]}")
    return said


def is_younger(article: Article, other: Article) -> bool:
    """Whether an article appeared after another; in a series the number tells."""
    if article.series and other.series and article.series.name == other.series.name:
        return article.series.number > other.series.number
    return bool(article.date and other.date and article.date.first > other.date.first)
