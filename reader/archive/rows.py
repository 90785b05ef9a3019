"""Articles as rows of the database, and back."""

import json
import sqlite3
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from reader.article import (
    Article,
    Block,
    Caption,
    Label,
    Markup,
    Names,
    Place,
    PublicationDate,
    Residue,
    Run,
    Section,
    Series,
)

# Column names in the order of `article_row`; the key and the shadow flag are the database's own.
ARTICLE_COLUMNS = (
    "id dump position title kicker standfirst standfirst_line byline kind outlet outlet_basis agency dateline "
    "date_first date_last date_precision date_basis series_name series_number captions removed topics words "
    "line_start line_end byte_start byte_end digest names"
).split()

# What `article_of` takes of the rows of its sections and blocks.
SECTION = "article, number, heading, line, labels, markup"
BLOCK = "article, section, kind, text, line, labels, markup"

Named = tuple[str, str]
"""A name with its kind before it: `people`, `places` or `organisations`."""


def _pack(items: Iterable[Any]) -> str:
    return json.dumps(list(items), ensure_ascii=True, separators=(",", ":")) if items else "[]"


def _unpack(packed: str) -> Sequence[Sequence[Any]]:
    return json.loads(packed) if packed != "[]" else ()


def pack_labels(labels: Sequence[Label]) -> str:
    """Labels as JSON pairs of topic and reason."""
    return _pack([(label.topic, label.reason) for label in labels]) if labels else "[]"


@lru_cache(maxsize=4096)
def _labels(packed: str) -> tuple[Label, ...]:
    return tuple(Label(topic, reason) for topic, reason in _unpack(packed))


def pack_markup(markup: Markup | None) -> str | None:
    """A markup as a JSON list of its fields; most have nothing beside their shape."""
    if markup is None:
        return None
    runs = [(run.start, run.end, run.style, run.detail) for run in markup.runs]
    fields = (markup.shape, markup.level, markup.within, markup.number, markup.first, markup.before, runs, markup.gaps)
    return _pack(fields)


def unpack_markup(packed: str | None) -> Markup | None:
    """What `pack_markup` packed."""
    if packed is None:
        return None
    shape, level, within, number, first, before, runs, gaps = json.loads(packed)
    made = tuple(Run(*run) for run in runs)
    return Markup(shape, level, within, number, first, before, made, tuple((at, blanks) for at, blanks in gaps))


def pack_topics(article: Article) -> str:
    """The article's topics with the number of their sections, as `aid:1 fighting:2`: what the catalogue loads."""
    counts: dict[str, int] = {}
    for section in article.sections:
        for topic in section.topics:
            counts[topic] = counts.get(topic, 0) + 1
    return " ".join(f"{topic}:{count}" for topic, count in counts.items())


def names_of(article: Article) -> list[Named]:
    """The names of an article with their kinds, in the order in which its row has their numbers."""
    names = article.names
    return [
        *(("people", name) for name in names.people),
        *(("places", name) for name in names.places),
        *(("organisations", name) for name in names.organisations),
    ]


def pack_numbers(numbers: Iterable[int]) -> bytes:
    """Numbers of names as the database keeps them: 4 bytes each, the lowest byte first."""
    packed = array("I", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def unpack_numbers(packed: bytes) -> "array[int]":
    """What `pack_numbers` packed."""
    numbers = array("I", packed)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def article_row(article: Article, dump: int, position: int, names: Iterable[int] = ()) -> tuple[Any, ...]:
    """The values of `ARTICLE_COLUMNS`; `names` are the numbers of its names."""
    date, series, place = article.date, article.series, article.place
    return (
        article.id,
        dump,
        position,
        article.title,
        article.kicker,
        article.standfirst,
        article.standfirst_line,
        article.byline,
        article.kind,
        article.outlet,
        article.outlet_basis,
        article.agency,
        article.dateline,
        *((date.first, date.last, date.precision, date.basis) if date else (None,) * 4),
        *((series.name, series.number) if series else (None, None)),
        _pack([(caption.text, caption.credit, caption.line) for caption in article.captions]),
        _pack([(residue.line, residue.text, residue.reason) for residue in article.removed]),
        pack_topics(article),
        article.words,
        place.line_start,
        place.line_end,
        place.byte_start,
        place.byte_end,
        place.digest,
        pack_numbers(names),
    )


def section_rows(key: int, article: Article) -> list[tuple[Any, ...]]:
    """Rows of `sections`."""
    return [
        (key, number, section.heading, section.line, pack_labels(section.labels), pack_markup(section.markup))
        for number, section in enumerate(article.sections)
    ]


def block_rows(key: int, article: Article) -> list[tuple[Any, ...]]:
    """Rows of `blocks`."""
    return [
        (key, section, number, block.kind, block.text, block.line, pack_labels(block.labels), pack_markup(block.markup))
        for section, each in enumerate(article.sections)
        for number, block in enumerate(each.blocks)
    ]


def article_of(
    row: sqlite3.Row,
    sections: Sequence[tuple[Any, ...]],
    blocks: Sequence[tuple[Any, ...]],
    names: Mapping[int, Named] | None,
) -> Article:
    """An article from its row (with `dump_name`), the rows of its sections and blocks in order, and names by number.

    The rows hold what `SECTION` and `BLOCK` name. Without `names` the article has none.
    """
    named: dict[str, list[str]] = {"people": [], "places": [], "organisations": []}
    if names is not None:
        for number in unpack_numbers(row["names"]):
            kind, name = names[number]
            named[kind].append(name)
    of_section: dict[int, list[Block]] = {}
    for _, section, kind, text, line, labels, markup in blocks:
        shaped = None if markup is None else unpack_markup(markup)
        made = Block(kind, text, line, () if labels == "[]" else _labels(labels), shaped)
        of_section.setdefault(section, []).append(made)
    date = series = None
    if row["date_first"]:
        date = PublicationDate(row["date_first"], row["date_last"], row["date_precision"], row["date_basis"])
    if row["series_name"] is not None:
        series = Series(row["series_name"], row["series_number"])
    return Article(
        id=row["id"],
        title=row["title"],
        place=Place(
            row["dump_name"], row["line_start"], row["line_end"], row["byte_start"], row["byte_end"], row["digest"]
        ),
        sections=tuple(
            Section(heading, line, tuple(of_section.get(number, ())), _labels(labels), unpack_markup(markup))
            for _, number, heading, line, labels, markup in sections
        ),
        kicker=row["kicker"],
        standfirst=row["standfirst"],
        standfirst_line=row["standfirst_line"],
        byline=row["byline"],
        kind=row["kind"],
        outlet=row["outlet"],
        outlet_basis=row["outlet_basis"],
        agency=row["agency"],
        dateline=row["dateline"],
        date=date,
        series=series,
        captions=tuple(Caption(*each) for each in _unpack(row["captions"])),
        removed=tuple(Residue(*each) for each in _unpack(row["removed"])),
        names=Names(**{kind: tuple(each) for kind, each in named.items()}),
    )
