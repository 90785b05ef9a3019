"""Articles as Markdown: front matter that notes programs read, one title, escaped text; highlights and callouts."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reader.export.characters import visible
from reader.export.dates import is_inferred, iso_date
from reader.export.markdown_lines import code_span, fenced, heading_line, passage_lines, table_lines
from reader.export.markup import escape_markdown
from reader.export.reading import Part, Passage, Piece, read_article
from reader.export.record_line import record_line
from reader.export.titles import credit_line, document_title, paragraphs, tag_line
from reader.kept import Note
from reader.taking import Selection, Taken
from reader.text import collapse

_Lines = Sequence[str]


def export_markdown(selection: Selection) -> Iterator[bytes]:
    """One article with its fields before it, or a set under one title, each article with its fields at its end."""
    if selection.single:
        for taken in selection.articles():
            yield _text([_front_matter(_fields(taken, selection)), *_article(taken, selection, 1)])
        return
    title = document_title(selection)
    fields = {"title": title, "query": selection.query, "count": str(selection.count)}
    head = [_front_matter(fields), [heading_line(Passage(title), 1)], *_own_words(selection.foreword)]
    yield _text(head)
    for taken in selection.articles():
        yield b"\n" + _text(_article(taken, selection, 2))


def _fields(taken: Taken, selection: Selection) -> dict[str, str | list[str] | None]:
    article = taken.article
    return {
        "title": article.title,
        "byline": article.byline,
        "outlet": article.outlet,
        "agency": article.agency,
        "date": iso_date(article.date) if article.date else None,
        "date_basis": article.date.basis if article.date and is_inferred(article.date) else None,
        "topics": list(article.topics),
        "tags": list(taken.tags) if selection.options.notes else None,
        "record": record_line(article),
    }


def _front_matter(fields: Mapping[str, str | list[str] | None]) -> _Lines:
    lines = ["---"]
    for key, value in fields.items():
        if value:
            shown = visible(value) if isinstance(value, str) else [visible(each) for each in value]
            lines.append(f"{key}: {json.dumps(shown, ensure_ascii=False)}")
    return [*lines, "---"]


def _article(taken: Taken, selection: Selection, level: int) -> Iterator[_Lines]:
    """The blocks of an article whose title is a heading of that level."""
    article, options = taken.article, selection.options
    reading = read_article(taken, notes=options.notes)
    yield [heading_line(reading.title, level)]
    if level > 1 and (credit := credit_line(article)):
        yield [escape_markdown(credit)]
    if level > 1 and options.notes and taken.tags:
        yield [escape_markdown(collapse(tag_line(taken)))]
    if taken.remark.strip():
        yield _callout("", taken.remark)
    if options.raw:
        for note in taken.notes if options.notes else ():
            yield _callout(note.quote, note.text)
        yield fenced(selection.raw(article).rstrip("\n"))
    else:
        yield from _callouts((*reading.title.notes, *reading.notes), reading.title.notes)
        if reading.standfirst:
            yield passage_lines(reading.standfirst)
            yield from _callouts(reading.standfirst.notes, reading.standfirst.notes)
        for part in reading.parts:
            yield from _part(part, level - 1)
    if level > 1:
        yield [code_span(record_line(article))]


def _part(part: Part, deeper: int) -> Iterator[_Lines]:
    if part.heading:
        if part.heading.after_rule:
            yield ["---"]
        yield [heading_line(part.heading.passage, part.heading.level + deeper)]
        yield from _callouts(part.heading.passage.notes, part.heading.passage.notes)
    yield from _grouped(part.pieces)


def _grouped(pieces: Sequence[Piece]) -> Iterator[_Lines]:
    """The pieces, those that stand close together as one block."""
    group: list[str] = []
    indents: list[str] = []
    above: Piece | None = None
    for piece in pieces:
        kept = sum(not level.opens for level in piece.levels)
        between = "".join(indents[:kept])
        indents, first, rest = _around(piece, indents)
        if above is not None:
            close = piece.before == "close" and not above.notes and any(level.item for level in piece.levels)
            if not close:
                if not between.strip():
                    yield group
                    group = []
                else:
                    group.append(between.rstrip())
                if piece.before == "rule":
                    group += [between + "---", between.rstrip()]
        elif piece.before == "rule":
            group += ["---", ""]
        lines = _content(piece)
        group += [(first + lines[0]).rstrip(" "), *((rest + line).rstrip(" ") for line in lines[1:])]
        shown = () if piece.shape == "code" else piece.notes
        for callout in _callouts(piece.notes, shown):
            group += [rest.rstrip(), *((rest + line).rstrip(" ") for line in callout)]
        above = piece
    if group:
        yield group


def _around(piece: Piece, before: list[str]) -> tuple[list[str], str, str]:
    """What each list and quote puts before lines that go on; all of that before the first line, and the others."""
    indents, first = [], ""
    for number, level in enumerate(piece.levels):
        if level.letter == "q":
            first += "> "
            indents.append("> ")
        elif level.item:
            marker = f"{level.number}. " if level.letter == "n" else "- "
            first += marker
            indents.append(" " * len(marker))
        else:
            first += before[number]
            indents.append(before[number])
    return indents, first, "".join(indents)


def _content(piece: Piece) -> _Lines:
    if piece.shape == "code":
        return fenced("\n".join(piece.blocks[0].lines()))
    return table_lines(piece) if piece.shape == "table" else passage_lines(piece.passages[0])


def _callouts(notes: Iterable[Note], shown: Iterable[Note]) -> Iterator[_Lines]:
    """Notes; those whose passage is not `shown` highlighted quote it."""
    highlighted = {note.number for note in shown}
    for note in notes:
        yield _callout("" if note.number in highlighted else note.quote, note.text)


def _callout(quote: str, words: str) -> _Lines:
    head = "> [!note]" + (f" “{escape_markdown(collapse(quote), at_start=False)}”" if quote else "")
    lines = [head]
    for number, paragraph in enumerate(_own_words(words)):
        lines += ([">"] if number else []) + [f"> {line}" for line in paragraph]
    return lines


def _own_words(words: str) -> list[_Lines]:
    """A reader's own words: paragraphs whose lines stay apart."""
    return [
        [escape_markdown(line) + ("\\" if number < len(lines) else "") for number, line in enumerate(lines, 1)]
        for lines in paragraphs(words)
    ]


def _text(blocks: Iterable[_Lines]) -> bytes:
    """Blocks with a blank line between them, and one newline at the end."""
    return ("\n\n".join("\n".join(lines) for lines in blocks) + "\n").encode()
