"""The pages of a book that list its other files: the package, and the contents of EPUB 3 and EPUB 2.

Each entry is serialised by itself, since the trees of all that ten thousand articles have would fill the memory.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

from reader.export.elements import add_text

XHTML = {"xmlns": "http://www.w3.org/1999/xhtml", "xmlns:epub": "http://www.idpf.org/2007/ops"}
_OPF = {"xmlns": "http://www.idpf.org/2007/opf", "version": "3.0", "unique-identifier": "id"}
_NCX = {"xmlns": "http://www.daisy.org/z3986/2005/ncx/", "version": "2005-1"}
_CHAPTER_TYPE = "application/xhtml+xml"
_HOLE = "\0"  # where entries come to stand; no text has it, as XML forbids it


class Chapter(NamedTuple):
    """A file of the book: its name, its title, and its sections with their anchors."""

    file: str
    title: str
    sections: tuple[tuple[str, str], ...] = ()


class Book(NamedTuple):
    """What the articles tell of the book. Only its title, identifier and chapters are never empty."""

    title: str
    identifier: str
    chapters: tuple[Chapter, ...]
    sources: tuple[str, ...]
    creator: str
    date: str


def package(book: Book, moment: int) -> str:
    """What the book is, and its files, as XML. `moment` is when it was made, in seconds since 1970."""
    root = Element("package", _OPF)
    metadata = SubElement(root, "metadata", {"xmlns:dc": "http://purl.org/dc/elements/1.1/"})
    add_leaf(metadata, "dc:identifier", book.identifier, id="id")
    add_leaf(metadata, "dc:title", book.title)
    add_leaf(metadata, "dc:language", "und")  # it must stand, and is not known
    for source in book.sources:
        add_leaf(metadata, "dc:source", source)
    if book.creator:
        add_leaf(metadata, "dc:creator", book.creator)
    if book.date:
        add_leaf(metadata, "dc:date", book.date)
    modified = datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    add_leaf(metadata, "meta", modified, property="dcterms:modified")
    manifest = SubElement(root, "manifest")
    nav = {"id": "nav", "href": "nav.xhtml", "media-type": _CHAPTER_TYPE, "properties": "nav"}
    SubElement(manifest, "item", nav)
    SubElement(manifest, "item", {"id": "ncx", "href": "toc.ncx", "media-type": "application/x-dtbncx+xml"})
    SubElement(manifest, "item", {"id": "style", "href": "style.css", "media-type": "text/css"}).tail = _HOLE
    SubElement(root, "spine", {"toc": "ncx"}).text = _HOLE
    names = [chapter.file.removesuffix(".xhtml") for chapter in book.chapters]
    items = (
        Element("item", {"id": name, "href": chapter.file, "media-type": _CHAPTER_TYPE})
        for name, chapter in zip(names, book.chapters, strict=True)
    )
    return _filled(root, items, (Element("itemref", {"idref": name}) for name in names))


def navigation(book: Book) -> str:
    """The contents as XHTML: articles, and in them their sections."""
    page, body = new_page(book.title)
    nav = SubElement(body, "nav", {"epub:type": "toc"})
    add_leaf(nav, "h1", book.title)
    SubElement(nav, "ol").text = _HOLE
    return _filled(page, map(_entry, book.chapters))


def old_navigation(book: Book) -> str:
    """The same contents for readers of EPUB 2, as XML."""
    root = Element("ncx", _NCX)
    head = SubElement(root, "head")
    SubElement(head, "meta", {"name": "dtb:uid", "content": book.identifier})
    add_leaf(SubElement(root, "docTitle"), "text", book.title)
    SubElement(root, "navMap").text = _HOLE
    return _filled(root, _points(book.chapters))


def new_page(title: str) -> tuple[Element, Element]:
    """A page of XHTML and its body."""
    page = Element("html", XHTML)
    head = SubElement(page, "head")
    add_leaf(head, "title", title)
    SubElement(head, "link", {"rel": "stylesheet", "type": "text/css", "href": "style.css"})
    return page, SubElement(page, "body")


def add_leaf(parent: Element, tag: str, text: str, **attributes: str) -> None:
    """An element with a text and nothing else at the end of another."""
    add_text(SubElement(parent, tag, attributes), text)


def _entry(chapter: Chapter) -> Element:
    item = Element("li")
    add_leaf(item, "a", chapter.title, href=chapter.file)
    if chapter.sections:
        sections = SubElement(item, "ol")
        for title, anchor in chapter.sections:
            add_leaf(SubElement(sections, "li"), "a", title, href=f"{chapter.file}#{anchor}")
    return item


def _points(chapters: Iterable[Chapter]) -> Iterator[Element]:
    order = 0
    for chapter in chapters:
        order += 1
        point = _point(order, chapter.title, chapter.file)
        for title, anchor in chapter.sections:
            order += 1
            point.append(_point(order, title, f"{chapter.file}#{anchor}"))
        yield point


def _point(order: int, title: str, address: str) -> Element:
    point = Element("navPoint", {"id": f"p{order}", "playOrder": str(order)})
    add_leaf(SubElement(point, "navLabel"), "text", title)
    SubElement(point, "content", {"src": address})
    return point


def _filled(root: Element, *entries: Iterable[Element]) -> str:
    """A tree as XML, each of its holes filled with entries."""
    before, *after = tostring(root, encoding="unicode").split(_HOLE)
    pieces = [before]
    for items, rest in zip(entries, after, strict=True):
        pieces += [tostring(item, encoding="unicode") for item in items]
        pieces.append(rest)
    return "".join(pieces)
