"""What stands over an export and over each article of it."""

from reader.article import Article
from reader.export.characters import xml_text
from reader.export.dates import date_words, is_inferred
from reader.taking import Selection, Taken
from reader.text import collapse, plural


def document_title(selection: Selection) -> str:
    """The title of a set: its own, else its query, else how many articles it holds."""
    count = plural(selection.count, "article")
    named = (collapse(selection.title), collapse(selection.query or ""), count)
    return next(title for title in named if xml_text(title).strip())


def credits_of(article: Article) -> list[str]:
    """Who wrote and published it, as far as is known."""
    agency = f"agency {article.agency}" if article.agency else None
    return [each for each in (article.byline, article.outlet, agency) if each]


def credit_line(article: Article) -> str:
    """`Harbour Wire, 14 March 2031`, as far as is known; an inferred date says that it is one."""
    return ", ".join([*credits_of(article), *([dated(article)] if article.date else [])])


def dated(article: Article) -> str:
    """The date in words, or nothing."""
    if article.date is None:
        return ""
    return date_words(article.date) + (" (date inferred)" if is_inferred(article.date) else "")


def tag_line(taken: Taken) -> str:
    """`Tags: ferry, harbour`, or nothing."""
    return f"Tags: {', '.join(taken.tags)}" if taken.tags else ""


def paragraphs(words: str) -> list[list[str]]:
    """A reader's own words as paragraphs, each its lines."""
    found: list[list[str]] = [[]]
    for line in words.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if text := collapse(line):
            found[-1].append(text)
        elif found[-1]:
            found.append([])
    return [lines for lines in found if lines]
