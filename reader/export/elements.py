"""An article as a tree of elements that HTML and EPUB share. Text is never put together with tags."""

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement

from reader.article import Article
from reader.export.characters import xml_text
from reader.export.dates import date_words, is_inferred, iso_date, shared_iso_date
from reader.export.reading import Part, Passage, Piece, Reading
from reader.export.record_line import record_line
from reader.export.stretches import Style, cells, stretches
from reader.export.titles import credits_of, paragraphs, tag_line
from reader.kept import Note
from reader.taking import Taken

_TAGS = {"emphasis": "em", "strong": "strong", "struck": "s", "code": "code", "link": "a", "mark": "mark"}
_CONTAINERS = {"q": "blockquote", "b": "ul", "n": "ol"}
_SIDES = ("right", "centre")


def article_element(taken: Taken, reading: Reading, *, anchor: str, level: int, anchored: bool, notes: bool) -> Element:
    """An article under a heading of that level, 1 or 2. `anchored` sections have anchors, as `section_anchor` says."""
    article = Element("article", {"id": anchor})
    add_passage(SubElement(article, f"h{level}"), reading.title)
    _add_credits(article, taken.article)
    if notes and taken.tags:
        add_text(SubElement(article, "p"), tag_line(taken))
    if taken.remark.strip():
        add_words(SubElement(article, "aside"), taken.remark)
    _add_notes(article, (*reading.title.notes, *reading.notes), reading.title.notes)
    if reading.standfirst:
        add_passage(SubElement(SubElement(article, "p"), "strong"), reading.standfirst)
        _add_notes(article, reading.standfirst.notes, reading.standfirst.notes)
    for number, part in enumerate(reading.parts):
        if part.heading or part.pieces:
            attributes = {"id": section_anchor(anchor, number)} if anchored and part.heading else {}
            _add_part(SubElement(article, "section", attributes), part, level - 1)
    add_text(SubElement(SubElement(article, "footer"), "p"), record_line(taken.article))
    return article


def section_anchor(anchor: str, number: int) -> str:
    """The anchor of an article's section, counted from 0."""
    return f"{anchor}-{number}"


def add_text(parent: Element, text: str) -> None:
    """Text at the end of an element."""
    _append(parent, xml_text(text))


def add_passage(parent: Element, passage: Passage) -> None:
    """A passage with its styles at the end of an element."""
    opened: list[tuple[Style | None, Element]] = [(None, parent)]
    for start, end, styles, ends_line in stretches(passage):
        kept = 1
        while kept < len(opened) and kept <= len(styles) and opened[kept][0] == styles[kept - 1]:
            kept += 1
        del opened[kept:]
        for style in styles[kept - 1 :]:
            attributes = {"href": style.address, "rel": "noreferrer"} if style.kind == "link" else {}
            opened.append((style, SubElement(opened[-1][1], _TAGS[style.kind], attributes)))
        if ends_line:
            SubElement(opened[-1][1], "br")
        else:
            _append(opened[-1][1], xml_text(passage.text[start:end]))


def _append(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _add_credits(article: Element, told: Article) -> None:
    line = ", ".join(credits_of(told))
    if not line and told.date is None:
        return
    paragraph = SubElement(article, "p")
    add_text(paragraph, line + (", " if line and told.date else ""))
    if told.date is None:
        return
    stamp = shared_iso_date(told.date)
    if stamp == iso_date(told.date):
        add_text(SubElement(paragraph, "time", {"datetime": stamp}), date_words(told.date))
    else:  # a span: no element has two dates
        add_text(paragraph, date_words(told.date))
    if is_inferred(told.date):
        add_text(paragraph, " (date inferred)")


def _add_part(section: Element, part: Part, deeper: int) -> None:
    if part.heading:
        if part.heading.after_rule:
            SubElement(section, "hr")
        add_passage(SubElement(section, f"h{min(6, part.heading.level + deeper)}"), part.heading.passage)
        _add_notes(section, part.heading.passage.notes, part.heading.passage.notes)
    _add_pieces(section, part.pieces)


def _add_pieces(section: Element, pieces: Sequence[Piece]) -> None:
    """Pieces in the lists and quotes around them; `around` has each of those with what its content goes into."""
    around: list[tuple[Element, Element]] = []
    for piece in pieces:
        del around[sum(not level.opens for level in piece.levels) :]
        if piece.before == "rule":
            SubElement(around[-1][1] if around else section, "hr")
        for number, level in enumerate(piece.levels):
            if level.opens:
                container = SubElement(around[-1][1] if around else section, _CONTAINERS[level.letter])
                if level.letter == "n" and level.number != 1:
                    container.set("start", str(level.number))
                around.append((container, container))
            if level.item:
                container = around[number][0]
                around[number] = (container, SubElement(container, "li"))
        parent = around[-1][1] if around else section
        _add_piece(parent, piece)
        _add_notes(parent, piece.notes, () if piece.shape == "code" else piece.notes)


def _add_piece(parent: Element, piece: Piece) -> None:
    if piece.shape == "code":
        code = SubElement(SubElement(parent, "pre"), "code")
        code.text = "\n".join(xml_text(line) for line in piece.blocks[0].lines())
    elif piece.shape == "table":
        table = SubElement(parent, "table")
        rows = list(piece.passages)
        if piece.has_head:
            _add_row(SubElement(table, "thead"), rows.pop(0), "th")
        if rows:
            body = SubElement(table, "tbody")
            for row in rows:
                _add_row(body, row, "td")
    else:
        add_passage(SubElement(parent, "p"), piece.passages[0])


def _add_row(parent: Element, row: Passage, tag: str) -> None:
    line = SubElement(parent, "tr")
    for cell, side in cells(row):
        add_passage(SubElement(line, tag, {"class": side} if side in _SIDES else {}), cell)


def _add_notes(parent: Element, notes: Iterable[Note], shown: Iterable[Note]) -> None:
    """Notes; those whose passage is not `shown` marked quote it."""
    marked = {note.number for note in shown}
    for note in notes:
        aside = SubElement(parent, "aside")
        if note.quote and note.number not in marked:
            add_text(SubElement(SubElement(aside, "blockquote"), "p"), note.quote)
        add_words(aside, note.text)


def add_words(parent: Element, words: str) -> None:
    """A reader's own words at the end of an element: paragraphs whose lines stay apart."""
    for lines in paragraphs(words):
        paragraph = SubElement(parent, "p")
        for number, line in enumerate(lines):
            if number:
                SubElement(paragraph, "br")
            add_text(paragraph, line)
