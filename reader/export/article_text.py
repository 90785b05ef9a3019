"""Articles as plain text: a paragraph a line or wrapped, no signs but those of lists, parted by form feeds."""

from collections.abc import Iterable, Iterator

from reader.export.characters import visible
from reader.export.reading import Part, Piece, Reading, read_article
from reader.export.record_line import record_line
from reader.export.titles import credit_line, paragraphs, tag_line
from reader.export.wrapping import wrap
from reader.kept import Note
from reader.taking import Selection, Taken
from reader.text import collapse

_Lines = list[str]

_PARTED = "\f\n"
_BAR = "| "


def export_text(selection: Selection) -> Iterator[bytes]:
    """Articles, a line with a form feed between them; the title and the foreword of a set are a page of their own."""
    width = selection.options.wrap
    head = [] if selection.single else list(_head(selection, width))
    if head:
        yield _text(head)
    parted = bool(head)
    for taken in selection.articles():
        yield (_PARTED if parted else "").encode() + _text(_article(taken, selection))
        parted = True


def _head(selection: Selection, width: int) -> Iterator[_Lines]:
    if title := collapse(selection.title):
        yield list(wrap(visible(title), width))
    for lines in paragraphs(selection.foreword):
        yield [shown for line in lines for shown in wrap(visible(line), width)]


def _article(taken: Taken, selection: Selection) -> Iterator[_Lines]:
    article, options = taken.article, selection.options
    width = options.wrap
    noted = taken.notes if options.notes else ()
    tags = tag_line(taken) if options.notes else ""
    if options.raw:
        if tags:
            yield list(wrap(visible(collapse(tags)), width))
        yield from _bars(taken.remark, width)
        yield visible(selection.raw(article), multiline=True).rstrip("\n").split("\n")
        yield from _notes(noted, width)
    else:
        reading = read_article(taken, notes=options.notes)
        lines = [visible(collapse(line)) for line in (article.title, credit_line(article), tags) if line]
        yield [shown for line in lines for shown in wrap(line, width)]
        yield from _bars(taken.remark, width)
        yield from _body(reading, width)
    yield [f"-- {record_line(article)}"]


def _body(reading: Reading, width: int) -> Iterator[_Lines]:
    yield from _notes((*reading.title.notes, *reading.notes), width)
    if reading.standfirst:
        yield list(wrap(visible(reading.standfirst.text), width))
        yield from _notes(reading.standfirst.notes, width)
    for part in reading.parts:
        yield from _part(part, width)


def _part(part: Part, width: int) -> Iterator[_Lines]:
    if part.heading:
        yield list(wrap(visible(part.heading.passage.text), width))
        yield from _notes(part.heading.passage.notes, width)
    group: _Lines = []
    for piece in part.pieces:
        if group and piece.before != "close":
            yield group
            group = []
        group += _piece(piece, width)
        if piece.notes:
            yield group
            group = []
            yield from _notes(piece.notes, width)
    if group:
        yield group


def _piece(piece: Piece, width: int) -> Iterator[str]:
    """Its lines as `Block.plain_lines` has them; code and tables are not wrapped."""
    for block in piece.blocks:
        for line, plain in zip(block.lines(), block.plain_lines(), strict=True):
            first = plain[: len(plain) - len(line)]
            rest = "".join(">" if letter == ">" else " " for letter in first)
            for shown in wrap(visible(line), width if piece.shape == "text" else 0, first, rest):
                yield shown.rstrip(" ")


def _notes(notes: Iterable[Note], width: int) -> Iterator[_Lines]:
    for note in notes:
        quote = [f"On “{collapse(note.quote)}”:"] if note.quote else []
        yield from _bars(note.text, width, quote)


def _bars(words: str, width: int, head: Iterable[str] = ()) -> Iterator[_Lines]:
    """A reader's own words, behind bars."""
    lines = list(head)
    for number, paragraph in enumerate(paragraphs(words)):
        lines += ([""] if number else []) + paragraph
    if lines:
        yield [shown.rstrip(" ") for line in lines for shown in wrap(visible(line), width, _BAR, _BAR)]


def _text(blocks: Iterable[_Lines]) -> bytes:
    """Blocks with a blank line between them, and one newline at the end."""
    return ("\n\n".join("\n".join(lines) for lines in blocks) + "\n").encode()
