"""Articles on their way to a date: what each says of its day, and the day once it is settled."""

from dataclasses import dataclass
from datetime import date

from reader.article import Article, PublicationDate
from reader.ingest.dates import Evidence

NEAR_DAYS = 45
"""A day without a year belongs to the year in which it is nearest to a dated neighbour, if that is this near."""


@dataclass(slots=True, eq=False)
class Draft:
    """An article that lacks its date, and what it says of it."""

    article: Article
    evidence: Evidence
    found: PublicationDate | None = None
    anchor: date | None = None


def exact(day: date, basis: str) -> PublicationDate:
    """The date of an article that is known to the day."""
    return PublicationDate(day.isoformat(), day.isoformat(), "day", basis)


def settle(draft: Draft, day: date, basis: str) -> None:
    """The day of an article that others may be dated by."""
    draft.found, draft.anchor = exact(day, basis), day


def settle_softly(draft: Draft, day: date, basis: str) -> None:
    """An inferred day dates its own article only: inferences are never built on inferences."""
    draft.found = exact(day, basis)
