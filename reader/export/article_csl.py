"""Articles as CSL-JSON, the items that citation processors take in."""

from collections.abc import Iterator

from reader.article import PublicationDate
from reader.export.authors import Author, authors_of
from reader.export.dates import is_inferred, iso_date
from reader.export.record_line import record_line
from reader.export.records import Record, to_json
from reader.taking import Selection, Taken


def export_csl(selection: Selection) -> Iterator[bytes]:
    """An array with an item an article; what is not known has no key."""
    separator = "["
    for taken in selection.articles():
        yield f"{separator}{to_json(csl_item(taken), indent=2)}".encode()
        separator = ",\n"
    yield b"]\n" if separator != "[" else b"[]\n"


def csl_item(taken: Taken) -> Record:
    """An article as an item of the type `article-newspaper`."""
    article = taken.article
    item: Record = {
        "id": article.id,
        "type": "article-newspaper",
        "title": article.title,
        "author": [_name(author) for author in authors_of(article)],
        "container-title": article.outlet,
        "issued": _issued(article.date) if article.date else None,
        "keyword": ", ".join(dict.fromkeys((*article.topics, *taken.tags))),
        "note": record_line(article),
        "annote": "\n".join(filter(None, (taken.remark, *(note.text for note in taken.notes)))),
    }
    return {key: value for key, value in item.items() if value}


def _issued(date: PublicationDate) -> Record:
    parts = [[int(number) for number in day.split("-")] for day in iso_date(date).split("/")]
    return {"date-parts": parts, **({"circa": True} if is_inferred(date) else {})}


def _name(author: Author) -> Record:
    if not author.given:
        return {"literal": author.family}
    named = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {key: value for key, value in named.items() if value}
