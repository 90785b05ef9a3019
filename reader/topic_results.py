"""What a trial of topic rules finds: frozen records."""

from dataclasses import dataclass

from reader.article import Label


@dataclass(frozen=True, slots=True)
class TopicChange:
    """A topic with the articles and the sections on it, before and after."""

    name: str
    articles_before: int
    articles_after: int
    sections_before: int
    sections_after: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """A section, counted from 1, with the topics it has now and the labels that the rules tried give it."""

    article: str
    title: str
    section: int
    heading: str | None
    text: str
    before: tuple[str, ...]
    after: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class TopicTrial:
    """What rules make of `articles` articles: sections that `changed`, some of them told, and faults of the rules."""

    articles: int
    changed: int
    topics: tuple[TopicChange, ...]
    verdicts: tuple[Verdict, ...]
    problems: tuple[str, ...]
