"""The sections of a document: where each ends, what it is called, and what is left of it once it is folded."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from reader.text import SafeText
from reader.tui.document import Document, Paragraph

FOLDED = SafeText("▸ ")
"""Stands before the heading of a section that is folded."""

_TITLE_CHARACTERS = 60
"""Of a section without a heading, as much of its first words stands for it."""


def section_range(document: Document, number: int) -> range:
    """The paragraphs of a section, counted from 0: from its first to the last that has text of the article."""
    starts, paragraphs = document.sections, document.paragraphs
    end = starts[number + 1] if number + 1 < len(starts) else len(paragraphs)
    if number + 1 == len(starts):  # what stands under the text belongs to no section
        end = next((at for at in range(starts[number], end) if paragraphs[at].kind in ("rule", "also")), end)
    while end > starts[number] + 1 and paragraphs[end - 1].part is None:
        end -= 1
    return range(starts[number], end)


def section_title(document: Document, number: int) -> SafeText:
    """The heading of a section, else its first words."""
    first = document.paragraphs[document.sections[number]]
    if first.kind in ("heading", "divider") or len(first.text) <= _TITLE_CHARACTERS:
        return first.text
    return SafeText(first.text[:_TITLE_CHARACTERS].rsplit(" ", 1)[0] + " …")


def section_length(document: Document, number: int) -> int:
    """How many paragraphs of text a section has, its heading left out."""
    paragraphs = document.paragraphs
    return sum(
        paragraphs[at].part is not None and paragraphs[at].kind not in ("heading", "divider")
        for at in section_range(document, number)
    )


def plural_paragraphs(number: int) -> str:
    """`1 paragraph`, `4 paragraphs`."""
    return "1 paragraph" if number == 1 else f"{number:,} paragraphs"


def fold_sections(document: Document, folded: Collection[int]) -> Document:
    """The document with these sections shut to a line each. Paragraphs keep their numbers, so that places hold."""
    if not folded:
        return document
    paragraphs = list(document.paragraphs)
    for number in folded:
        if 0 <= number < len(document.sections):
            inside = section_range(document, number)
            shut = _shut(document, number)
            for at in inside:
                paragraphs[at] = shut if at == inside[0] else replace(paragraphs[at], kind="folded")
    return Document(tuple(paragraphs), document.sections)


def _shut(document: Document, number: int) -> Paragraph:
    first = document.paragraphs[document.sections[number]]
    title, count = section_title(document, number), plural_paragraphs(section_length(document, number))
    text = SafeText(f"{title} ({count})")
    spans = first.spans if title == first.text else ()
    return Paragraph(text, first.kind if first.kind == "divider" else "heading", first.part, spans=spans, lead=FOLDED)


def titles(document: Document) -> Iterator[SafeText]:
    """What each section is called."""
    return (section_title(document, number) for number in range(len(document.sections)))
