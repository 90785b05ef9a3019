"""`broadsheet note`."""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence

from reader.article import Article
from reader.cli.archive import answer, open_named
from reader.cli.changes import refuse_unused, take_words, tell, text_of
from reader.cli.narration import say
from reader.cli.output import Painter, lines, write
from reader.errors import UsageError
from reader.kept import Note, TextSpan
from reader.library import Library
from reader.results import SearchRequest
from reader.text import collapse


def run(options: argparse.Namespace) -> int:
    """Carry out the action; 1 where there is no note to list."""
    with open_named(options.archive) as library:
        if options.action == "list":
            return _list(library, options)
        refuse_unused(options, *([] if options.action == "add" else ["quote"]))
        if options.action == "delete":
            id, number = take_words(options, "ID NUMBER")
            return tell(library.write_note(library.key_of(id), "", number=_number(library, id, number)))
        if options.action == "edit":
            id, number, text = take_words(options, "ID NUMBER TEXT…")
            key = library.key_of(id)
            return tell(library.write_note(key, _written(text), number=_number(library, id, number)))
        id, text = take_words(options, "ID TEXT…")
        key = library.key_of(id)
        passage = _find(library.article_by_key(key), options.quote) if options.quote else None
        return tell(library.write_note(key, _written(text), passage))


def _written(word: str) -> str:
    text = text_of(word)
    if not text.strip():
        raise UsageError("the note is empty", "`broadsheet note delete ID NUMBER` takes one away")
    return text


def _number(library: Library, id: str, word: str) -> int:
    """The number of a note that the article has. Raises UsageError."""
    numbers = [note.number for note in library.notes(library.key_of(id))]
    if not word.isdecimal() or int(word) not in numbers:
        raise UsageError(f"the article has no note {word!r}", f"see: broadsheet note list id:{id}")
    return int(word)


def _find(article: Article, quote: str) -> TextSpan:
    """Where a passage stands in an article, white space aside. Raises UsageError where it is not, or more than once."""
    wanted = collapse(quote)
    found = [
        TextSpan(number, start, start + len(wanted))
        for number, part in enumerate(article.parts())
        if wanted and (start := part.text.find(wanted)) >= 0
    ]
    if not found:
        raise UsageError("the article has no such passage", "--quote is text of one paragraph, as it stands there")
    if len(found) > 1:
        raise UsageError(f"{len(found)} paragraphs have this passage", "give more of it")
    return found[0]


def _list(library: Library, options: argparse.Namespace) -> int:
    refuse_unused(options, "quote")
    query = library.narrow(" ".join(options.words), "has:note")
    page = answer(library, SearchRequest(query, sort="date"), plain=options.plain)
    noted = [(library.article_by_key(key), library.notes(key)) for key in page.keys]
    if options.format == "json":
        records = [_record(article, note) for article, notes in noted for note in notes]
        pieces: Iterable[str] = [json.dumps({"notes": records}, indent=2) + "\n"]
    else:
        painter = Painter(plain=options.plain, out=options.out)
        pieces = lines([row for article, notes in noted for row in _rows(painter, article, notes)])
    write(library, pieces, out=options.out, force=options.force)
    if not noted:
        say("no article with a note is found")
    return 0 if noted else 1


def _rows(painter: Painter, article: Article, notes: Sequence[Note]) -> Iterator[str]:
    yield f"{painter.quiet(article.id)}  {painter.strong(article.title)}"
    for note in notes:
        moved = "" if note.passage or not note.quote else " (no longer in the text)"
        about = f"on “{note.quote}”{moved}" if note.quote else ""
        yield f"{note.number:>7}  {painter.quiet(' '.join(filter(None, [note.changed, about])))}"
        yield from (f"         {painter.raw(line)}" for line in note.text.splitlines())


def _record(article: Article, note: Note) -> dict[str, object]:
    return {
        "article": article.id,
        "title": article.title,
        "number": note.number,
        "text": note.text,
        "quote": note.quote or None,
        "made": note.made,
        "changed": note.changed,
    }
