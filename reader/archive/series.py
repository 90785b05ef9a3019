"""The numbers of a running series, from one to the next."""

from reader.archive.store import Archive
from reader.article import Series
from reader.results import SeriesNumber

_NEXT = """
SELECT key FROM articles
WHERE series_name = ?1 AND series_number {beyond} ?2 AND shadowed = 0
ORDER BY series_number {order}, outlet IS NOT ?3, key LIMIT 1
"""


def find_number(archive: Archive, key: int, step: int) -> tuple[Series | None, SeriesNumber | None]:
    """The series of an article, and the number next above it (step 1) or below it (-1), whatever is missing between.

    Of two articles with that number the one of the same outlet. Raises ArchiveError.
    """
    article = next(archive.articles([key]), None)
    if article is None or article.series is None:
        return None, None
    beyond, order = (">", "ASC") if step > 0 else ("<", "DESC")
    with archive.database.guarded():
        found = archive.database.connection.execute(
            _NEXT.format(beyond=beyond, order=order), (article.series.name, article.series.number, article.outlet)
        ).fetchone()
    for other_key, other in archive.keyed_articles([found[0]] if found else []):
        if other.series is not None:
            return article.series, SeriesNumber(other_key, other.title, other.outlet, other.date, other.series.number)
    return article.series, None
