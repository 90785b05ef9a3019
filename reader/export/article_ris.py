"""Articles as RIS, the tagged lines that managers of references exchange."""

from collections.abc import Iterator

from reader.export.authors import Author, authors_of
from reader.export.characters import visible
from reader.export.dates import is_inferred, shared_iso_date
from reader.export.record_line import record_line
from reader.taking import Selection, Taken


def export_ris(selection: Selection) -> Iterator[bytes]:
    """A record an article: `TY` first, `ER` last, then a blank line; lines end with CR and LF."""
    for taken in selection.articles():
        lines = [f"{tag}  - {value}" for tag, value in _lines(taken)]
        yield "".join(f"{line}\r\n" for line in (*lines, "ER  - ", "")).encode()


def _lines(taken: Taken) -> Iterator[tuple[str, str]]:
    article, date = taken.article, taken.article.date
    known = shared_iso_date(date) if date else ""
    yield "TY", "NEWS"
    found: list[tuple[str, str | None]] = [
        ("TI", article.title),
        *(("AU", _name(author)) for author in authors_of(article)),
        ("T2", article.outlet),
        ("DA", _slashed(known) if known else None),
        ("PY", known[:4]),
        *(("KW", word) for word in dict.fromkeys((*article.topics, *taken.tags))),
        *(("N1", " ".join(text.split())) for text in (taken.remark, *(note.text for note in taken.notes))),
        ("N1", "date inferred" if date and is_inferred(date) else None),
        ("N1", record_line(article)),
    ]
    for tag, value in found:
        if value:
            yield tag, visible(value)


def _slashed(date: str) -> str:
    """`2031/03/14/`; what is not known is left empty: `2031/03//`."""
    parts = date.split("-")
    return "/".join([*parts, *[""] * (4 - len(parts))])


def _name(author: Author) -> str:
    return ", ".join(filter(None, (author.family, author.given, author.suffix)))
