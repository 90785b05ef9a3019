"""The columns of a story's figures, with what tells those of one outlet and day apart."""

from collections import defaultdict
from collections.abc import Sequence

from reader.article import Article
from reader.compare.quantity_terms import load_terms
from reader.comparison import StoryColumn
from reader.text import words

_LONGEST = 16
"""Characters of a mark: as much as a column of a table has room for."""


def story_columns(reports: Sequence[tuple[int, Article]]) -> tuple[StoryColumn, ...]:
    """A column for each article, given with its key, in the same order."""
    alike: dict[object, list[int]] = defaultdict(list)
    for number, (_, article) in enumerate(reports):
        alike[article.outlet, article.date and (article.date.first, article.date.last)].append(number)
    marks = [""] * len(reports)
    for numbers in alike.values():
        if len(numbers) > 1:
            for number, mark in zip(numbers, _marks([reports[each][1] for each in numbers]), strict=True):
                marks[number] = mark
    return tuple(
        StoryColumn(key, article.title, article.outlet, article.date, mark)
        for (key, article), mark in zip(reports, marks, strict=True)
    )


def _marks(articles: Sequence[Article]) -> list[str]:
    """A mark for each article, no two alike."""
    titles = [{word.term for word in words(article.title)} for article in articles]
    marks: list[str] = []
    for number, article in enumerate(articles):
        others = set[str]().union(*titles[:number], *titles[number + 1 :])
        told = f"{article.series.number:,}" if article.series else _own_words(article.title, others)
        if not told or told in marks:
            ending = str(number + 1)
            told = f"{told[: _LONGEST - 1 - len(ending)]} {ending}".strip()
        marks.append(told)
    return marks


def _own_words(title: str, others: set[str]) -> str:
    """The first words of a title that no other title has, as many as there is room for."""
    told = ""
    for word in words(title):
        if word.term not in others and word.term not in load_terms().stop:
            longer = f"{told} {title[word.start : word.end]}".strip()
            if len(longer) > _LONGEST:
                return told or longer[: _LONGEST - 1] + "\u2026"
            told = longer
    return told
