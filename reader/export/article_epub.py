"""Articles as a book for e-readers (EPUB 3.2, with contents for EPUB 2): a chapter an article."""

import uuid
from collections.abc import Iterator
from xml.etree.ElementTree import tostring

from reader.article import Article
from reader.export.book_archive import BookArchive
from reader.export.book_contents import Book, Chapter, add_leaf, navigation, new_page, old_navigation, package
from reader.export.characters import xml_text
from reader.export.dates import shared_iso_date
from reader.export.elements import add_words, article_element, section_anchor
from reader.export.reading import read_article
from reader.export.titles import document_title
from reader.taking import Selection, Taken

_FOREWORD = "foreword.xhtml"
_ANCHOR = "article"

_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_STYLE = (
    "body{line-height:1.4}table{border-collapse:collapse}td,th{border:1px solid;padding:.3em;text-align:left}\n"
    ".right{text-align:right}.centre{text-align:center}aside{border-left:.2em solid;padding-left:1em}\n"
    "footer{font-size:.8em}mark{text-decoration:underline}\n"
)


def export_epub(selection: Selection) -> Iterator[bytes]:
    """One book for one article or a set. The articles are gone through twice, one at a time in memory."""
    book = _look(selection)
    archive = BookArchive()
    archive.add("mimetype", b"application/epub+zip", stored=True)
    archive.add("META-INF/container.xml", _xml(_CONTAINER))
    archive.add("EPUB/package.opf", _xml(package(book, selection.moment)))
    archive.add("EPUB/nav.xhtml", _xhtml(navigation(book)))
    archive.add("EPUB/toc.ncx", _xml(old_navigation(book)))
    archive.add("EPUB/style.css", _STYLE.encode())
    yield archive.take()
    chapters = iter(book.chapters)
    if book.chapters and book.chapters[0].file == _FOREWORD:
        archive.add(f"EPUB/{_FOREWORD}", _xhtml(_foreword(next(chapters), selection)))
    for chapter, taken in zip(chapters, selection.articles(), strict=True):
        archive.add(f"EPUB/{chapter.file}", _xhtml(_chapter(chapter, taken, selection)))
        yield archive.take()
    archive.close()
    yield archive.take()


def _look(selection: Selection) -> Book:
    chapters, ids = [], []
    sources: dict[str, None] = {}
    creator = date = ""
    first: Article | None = None
    for number, taken in enumerate(selection.articles(), 1):
        article = taken.article
        first = first or article
        ids.append(article.id)
        sections = tuple(
            (title, section_anchor(_ANCHOR, place))
            for place, section in enumerate(article.sections)
            if section.heading is not None and (title := xml_text(section.heading).strip())
        )
        chapters.append(Chapter(f"a{number:04}.xhtml", _title_of(article), sections))
        if article.outlet:
            sources.setdefault(xml_text(article.outlet))
    if len(ids) == 1 and first is not None:
        creator = xml_text(first.byline or "").strip()
        date = shared_iso_date(first.date) if first.date else ""
    title = _title_of(first) if selection.single and first else xml_text(document_title(selection))
    if not selection.single and (selection.foreword.strip() or not chapters):
        chapters.insert(0, Chapter(_FOREWORD, title))
    identifier = uuid.uuid5(uuid.NAMESPACE_OID, "\n".join([xml_text(selection.query or ""), *map(xml_text, ids)]))
    return Book(title, identifier.urn, tuple(chapters), tuple(filter(str.strip, sources)), creator, date)


def _title_of(article: Article) -> str:
    """The title; where it has none, what must not be empty is its id."""
    return xml_text(article.title).strip() or article.id


def _chapter(chapter: Chapter, taken: Taken, selection: Selection) -> str:
    page, body = new_page(chapter.title)
    notes = selection.options.notes
    reading = read_article(taken, notes=notes)
    body.append(article_element(taken, reading, anchor=_ANCHOR, level=1, anchored=True, notes=notes))
    return tostring(page, encoding="unicode")


def _foreword(chapter: Chapter, selection: Selection) -> str:
    page, body = new_page(chapter.title)
    add_leaf(body, "h1", chapter.title)
    add_words(body, selection.foreword)
    return tostring(page, encoding="unicode")


def _xhtml(page: str) -> bytes:
    return _xml("<!DOCTYPE html>\n" + page)


def _xml(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
