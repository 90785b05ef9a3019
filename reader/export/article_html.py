"""Articles as one HTML page that loads and runs nothing, with contents, a print style and data for search engines."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from xml.etree.ElementTree import SubElement, tostring

from reader.article import Article
from reader.export.characters import xml_text
from reader.export.dates import shared_iso_date
from reader.export.elements import article_element, section_anchor
from reader.export.pages import Anchor, Entry, articles_page
from reader.export.reading import read_article
from reader.export.titles import document_title, paragraphs
from reader.taking import Selection, Taken

_PIECE = 1 << 15  # characters that are handed on at once


def export_html(selection: Selection) -> Iterator[bytes]:
    """One article, or a set under its title. The contents list articles and sections, of one article where several."""
    only = next(selection.articles(), None) if selection.single else None
    contents: Callable[[Selection], Iterator[Entry]] | None = _entries
    if only is None:
        title = heading = xml_text(document_title(selection))
    else:
        title, heading = xml_text(only.article.title) or only.article.id, ""
        contents = _sections if len(_anchors(only.article)) > 1 else None

    def articles() -> Iterator[str]:
        for taken in selection.articles():
            yield _article(taken, selection, anchored=contents is not None)

    foreword = [[xml_text(line) for line in lines] for lines in paragraphs(selection.foreword)]
    pieces = articles_page(
        title,
        heading=heading,
        foreword=foreword if heading else [],
        contents=partial(contents, selection) if contents is not None else None,
        articles=articles,
    )
    held, size = [], 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size > _PIECE:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()


def _entries(selection: Selection) -> Iterator[Entry]:
    for taken in selection.articles():
        article = taken.article
        yield Entry(xml_text(article.title) or article.id, _anchor(article), _anchors(article))


def _sections(selection: Selection) -> Iterator[Entry]:
    for taken in selection.articles():
        for title, anchor in _anchors(taken.article):
            yield Entry(title, anchor, ())


def _anchor(article: Article) -> str:
    return f"art-{article.id}"


def _anchors(article: Article) -> list[Anchor]:
    """The headed sections of an article."""
    return [
        Anchor(title, section_anchor(_anchor(article), number))
        for number, section in enumerate(article.sections)
        if section.heading is not None and (title := xml_text(section.heading))
    ]


def _article(taken: Taken, selection: Selection, *, anchored: bool) -> str:
    notes = selection.options.notes
    reading = read_article(taken, notes=notes)
    element = article_element(
        taken,
        reading,
        anchor=_anchor(taken.article),
        level=1 if selection.single else 2,
        anchored=anchored,
        notes=notes,
    )
    # Inside a script nothing is escaped, and nothing but `<` could end it (HTML, section 13.2.5.4).
    data = SubElement(element, "script", {"type": "application/ld+json"})
    written = json.dumps(_linked_data(taken.article), separators=(",", ":"))
    data.text = written.replace("<", "\\u003c").replace("\x7f", "\\u007f")
    return tostring(element, encoding="unicode", method="html")


def _linked_data(article: Article) -> dict[str, object]:
    """What is known of an article in the words of schema.org (NewsArticle)."""
    data: dict[str, object] = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": article.title}
    if article.date and (day := shared_iso_date(article.date)):
        data["datePublished"] = day
    if article.byline:
        data["author"] = {"@type": "Person", "name": article.byline}
    if article.outlet:
        data["publisher"] = {"@type": "Organization", "name": article.outlet}
    return data
