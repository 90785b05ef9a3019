"""Articles as JSON and JSON Lines: the records of version 1, with tags and notes where they are asked for."""

from collections.abc import Iterator

from reader.export.records import EXPORT_SCHEMA, Record, article_record, to_json
from reader.kept import Note
from reader.taking import Selection, Taken


def export_jsonl(selection: Selection) -> Iterator[bytes]:
    """One article a line, written as they come."""
    for taken in selection.articles():
        yield f"{to_json(taken_record(taken))}\n".encode()


def export_json(selection: Selection) -> Iterator[bytes]:
    """One object around all articles, indented by two, written as they come."""
    head = {"schema": EXPORT_SCHEMA, "query": selection.query, "count": selection.count}
    written = "".join(f"  {to_json(key)}: {to_json(value)},\n" for key, value in head.items())
    yield f'{{\n{written}  "articles": ['.encode()
    separator = "\n"
    for taken in selection.articles():
        body = to_json(taken_record(taken), indent=2).replace("\n", "\n    ")
        yield f"{separator}    {body}".encode()
        separator = ",\n"
    yield b"\n  ]\n}\n" if separator == ",\n" else b"]\n}\n"


def taken_record(taken: Taken) -> Record:
    """An article with every key of the contract; its remark in a dossier stands only where there is one."""
    record = article_record(taken.article)
    record["tags"] = list(taken.tags)
    record["notes"] = [_note_record(note) for note in taken.notes]
    return record | {"remark": taken.remark} if taken.remark else record


def _note_record(note: Note) -> Record:
    """A note; `quote` is the passage that it is on, null where it is on the whole article."""
    passage = note.passage
    return {
        "text": note.text,
        "quote": note.quote or None,
        "passage": {"part": passage.part, "start": passage.start, "end": passage.end} if passage else None,
        "made": note.made,
        "changed": note.changed,
    }
