"""The articles related to one, as they stand under its text."""

from collections.abc import Sequence

from reader.results import Related
from reader.text import SafeText, clean
from reader.tui.document import NO_TEXT, Document, Paragraph, Span

MOST = 5
"""Related articles that are offered under a text."""

SAME_STORY = "="
"""Stands before an article that reports the same event."""


def with_see_also(
    document: Document, related: Sequence[Related], chosen: int | None = None, fault: str = ""
) -> Document:
    """The text with its related articles under it, those of the same story first; `>` before the chosen one.

    Without related articles the text stays as it is; a `fault` is told in their place.
    """
    if not related and not fault:
        return document
    about = " · = same story" if any(each.same_story for each in related) else ""
    title = f"See also{about}{' · Tab chooses, Enter opens' if related else ''}"
    spans = (Span(len("See also"), len(title), "byline"),)
    rows = [Paragraph(NO_TEXT, "also"), Paragraph(NO_TEXT, "rule"), Paragraph(SafeText(title), "heading", spans=spans)]
    for number, each in enumerate(related):
        lead = (">" if number == chosen else " ") + (SAME_STORY if each.same_story else " ") + " "
        text = clean(each.title)
        here = (Span(0, len(text), "here"),) if number == chosen else ()
        rows.append(Paragraph(text, "item", spans=here, lead=SafeText(lead)))
    if fault:
        rows.append(Paragraph(clean(fault), "caption"))
    return Document((*document.paragraphs, *rows), document.sections)
