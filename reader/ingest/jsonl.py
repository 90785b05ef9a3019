"""Files with one article a line, as JSON: plain records, and the records that broadsheet itself exports."""

import json
from collections.abc import Iterator, Mapping
from datetime import date

from reader.article import (
    Article,
    Block,
    BlockKind,
    Caption,
    DatePrecision,
    Place,
    PublicationDate,
    Residue,
    Section,
    Series,
)
from reader.errors import InputError
from reader.ingest.field_dates import read_field_date
from reader.ingest.identity import article_id
from reader.ingest.profile import Profile
from reader.ingest.source import Line, Source
from reader.results import Notice
from reader.text import collapse, sentences

ENDINGS = (".jsonl", ".ndjson")
SCHEMA = "broadsheet/article/1"
MAX_TITLE = 80
"""Characters of a body's first sentence that serve as the title of an article without one."""
_MAX_RECORD = 16 << 20
"""Bytes of a record, which is a whole article in one line: one of a million words has some six million."""
_MAX_NOTICES = 20
_MAX_SECTIONS = 10_000
_PRECISIONS: Mapping[str, DatePrecision] = {"day": "day", "month": "month", "year": "year", "span": "span"}
_SNIFFED = 4096


def looks_like_jsonl(name: str, head: str) -> bool:
    """Whether a file holds one JSON object a line: by its name, or by a first line that begins as one."""
    if name.lower().endswith(ENDINGS):
        return True
    start = head.lstrip()[:_SNIFFED]
    first, newline, _ = start.partition("\n")
    if not first.startswith('{"'):
        return False
    try:
        return isinstance(json.loads(first), dict) if newline else '"body"' in first or '"schema"' in first
    except (ValueError, RecursionError):
        return False


class JsonLines:
    """Reads one file of records. A bad line is skipped and named; only a file without any good line is an error."""

    header: tuple[str, ...] = ()

    def __init__(self, source: Source, profile: Profile) -> None:  # noqa: ARG002 - every reader is made alike
        self._source = source
        source.longest = _MAX_RECORD
        self._bad = 0
        self.notices: list[Notice] = []

    def articles(self) -> Iterator[Article]:
        """The records as articles; every line number is that of the record. Raises InputError."""
        count = 0
        for line in self._source.lines():
            fault = ""
            try:
                record = json.loads(line.text)
            except (ValueError, RecursionError):
                record, fault = None, "is not JSON"
                if line.end - line.start > _MAX_RECORD:
                    fault = "is longer than any record may be"
            if not fault and not isinstance(record, dict):
                fault = "is no JSON object"
            if fault:
                self._skip(line, fault)
                continue
            try:
                article = self._article(record, line)
            except (TypeError, ValueError, AttributeError, KeyError):
                self._skip(line, "has a field of the wrong kind")
                continue
            if article is None:
                self._skip(line, "has no body and no title")
                continue
            count += 1
            yield article
        if self._bad > _MAX_NOTICES:
            self.notices.append(Notice(f"{self._bad - _MAX_NOTICES:,} more lines were skipped"))
        if not count:
            raise InputError(
                f"{self._source.path}: no line of it is an article",
                'each line must be a JSON object with a "body"',
            )

    def _skip(self, line: Line, fault: str) -> None:
        self._bad += 1
        if self._bad <= _MAX_NOTICES:
            self.notices.append(Notice(f"line {line.number:,} {fault}; skipped", line.number))

    def _article(self, record: Mapping[str, object], line: Line) -> Article | None:
        place = Place(
            self._source.path.name,
            line.number,
            line.number,
            line.start,
            line.end,
            self._source.slice_digest(line.start, line.end),
        )
        if record.get("schema") == SCHEMA:
            return _own_record(record, place)
        return _plain_record(record, place)


# ---- plain records -----------------------------------------------------------------------------------------------


def _plain_record(record: Mapping[str, object], place: Place) -> Article | None:
    """An article of the fields `title`, `body`, `date` and `source`; None where there is neither body nor title."""
    body, title = _text(record.get("body") or record.get("text")), collapse(_text(record.get("title")))
    paragraphs = [text for part in _paragraphs(body) if (text := collapse(part))]
    if not paragraphs:
        paragraphs = [title] if title else []
    if not paragraphs:
        return None
    title = title or _title_from(paragraphs[0])
    sections = (Section(None, None, tuple(Block("paragraph", text, place.line_start) for text in paragraphs)),)
    source = collapse(_text(record.get("source")))
    return Article(
        id=article_id(title, None, sections),
        title=title,
        place=place,
        sections=sections,
        outlet=source or None,
        outlet_basis='field "source"' if source else None,
        date=read_field_date(_text(record.get("date")), 'field "date"'),
    )


def _text(value: object) -> str:
    """A field as text; what is missing is empty, what is neither text nor number is an error."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise TypeError(value)


def _paragraphs(body: str) -> Iterator[str]:
    """The parts of a body between blank lines."""
    lines: list[str] = []
    for line in body.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line.strip():
            lines.append(line)
        elif lines:
            yield "\n".join(lines)
            lines = []
    if lines:
        yield "\n".join(lines)


def _title_from(paragraph: str) -> str:
    """The first sentence, cut at a word where it is long."""
    start, end = next(iter(sentences(paragraph)), (0, len(paragraph)))
    text = paragraph[start:end]
    if len(text) <= MAX_TITLE:
        return text
    return f"{text[: MAX_TITLE - 1].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


# ---- our own records ---------------------------------------------------------------------------------------------


def _own_record(record: Mapping[str, object], place: Place) -> Article | None:
    """An article of a record that broadsheet exported; topics, tags and notes are not taken over."""
    line = place.line_start
    sections = tuple(_section(each, line) for each in _list(record, "sections")[:_MAX_SECTIONS])
    title = collapse(_text(record.get("title")))
    standfirst = _known(record, "standfirst")
    if not title and not any(section.blocks for section in sections):
        return None
    if not title:
        title = _title_from(next(block.text for section in sections for block in section.blocks))
    series = record.get("series")
    return Article(
        id=article_id(title, standfirst, sections),
        title=title,
        place=place,
        sections=sections,
        kicker=_known(record, "kicker"),
        standfirst=standfirst,
        standfirst_line=line if standfirst else None,
        byline=_known(record, "byline"),
        kind=_known(record, "kind"),
        outlet=_known(record, "outlet"),
        outlet_basis=_known(record, "outlet_basis"),
        agency=_known(record, "agency"),
        dateline=_known(record, "dateline"),
        date=_own_date(record),
        series=Series(_text(series["name"]), int(series["number"])) if isinstance(series, dict) else None,
        captions=tuple(
            Caption(collapse(_text(each.get("text"))), _known(each, "credit"), line)
            for each in _list(record, "captions")
        ),
        removed=tuple(
            Residue(line, _text(each.get("text")), _text(each.get("reason"))) for each in _list(record, "removed")
        ),
    )


def _list(record: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    found = record.get(name) or []
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise TypeError(name)
    return found


def _known(record: Mapping[str, object], name: str) -> str | None:
    return collapse(_text(record.get(name))) or None


def _section(record: Mapping[str, object], line: int) -> Section:
    blocks = []
    for each in _list(record, "blocks"):
        kind: BlockKind = "bullet" if each.get("kind") == "bullet" else "paragraph"
        if text := collapse(_text(each.get("text"))):
            blocks.append(Block(kind, text, line))
    heading = _known(record, "heading")
    return Section(heading, line if heading else None, tuple(blocks))


def _own_date(record: Mapping[str, object]) -> PublicationDate | None:
    first, precision = _text(record.get("date")), _PRECISIONS.get(_text(record.get("date_precision")) or "day")
    if not first or precision is None:
        return None
    last = _text(record.get("date_end")) or first
    return PublicationDate(
        date.fromisoformat(first).isoformat(),
        date.fromisoformat(last).isoformat(),
        precision,
        _text(record.get("date_basis")),
    )
