"""Running lists: the name of the series and the number of the part, read from the title."""

import re

from reader.article import Series
from reader.ingest.patterns import expression, plain
from reader.ingest.profile import Profile, SeriesRule

_MAX_TITLE = 300
_NUMBERED = re.compile(r"(.*\w\W*?)[\s,:–—-]+day (\d{1,3}(?:,\d{3})+|\d{1,6})", re.IGNORECASE)


def read_series(title: str, profile: Profile) -> tuple[Series, SeriesRule | None] | None:
    """The series that a title such as `…: List of key events, day 1,396` belongs to, and what is known of it."""
    found = _NUMBERED.fullmatch(title) if len(title) <= _MAX_TITLE else None
    if found is None:
        return None
    number = int(found[2].replace(",", ""))
    for rule in profile.series:
        if re.fullmatch(expression(rule.title), plain(title)):
            return Series(rule.name, number), rule
    return Series(found[1].rstrip(" ,:–—-"), number), None
