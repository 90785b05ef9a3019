"""A dump cut at its separators: page headers set apart, each piece taken apart, dated and made an article."""

from collections.abc import Iterator
from typing import NamedTuple

from reader.article import Article, Place, Series
from reader.errors import InputError
from reader.ingest.blocks import Parts, take_apart
from reader.ingest.chronology import date_articles
from reader.ingest.dates import (
    Evidence,
    read_dateline_day,
    read_lead,
    read_mentions,
    read_opening,
    read_opening_weekday,
    read_pairs,
    read_years,
)
from reader.ingest.drafts import Draft
from reader.ingest.identity import article_id
from reader.ingest.kinds import find_kind
from reader.ingest.outlets import find_outlet
from reader.ingest.profile import FILE, Profile, SeriesRule
from reader.ingest.prose import ends_sentence, word_count
from reader.ingest.series import read_series
from reader.ingest.source import Line, Source
from reader.ingest.titles import looks_like_title, read_title
from reader.results import Notice
from reader.text import collapse

MAX_ARTICLE = 64 << 20
"""Bytes of one article that are kept; its later lines are left out, and that is said."""
_HEADER_WORDS = 3
_MAX_HEADERS = 5
_MAX_SEPARATOR = 200
_LINES_BELOW = 7
_OPENINGS = 3


class Piece(NamedTuple):
    """The lines between two separators, and the separator that ends them (None at the end of the file)."""

    lines: list[Line]
    end: Line | None


class Splitter:
    """Takes one dump apart. `header` and `notices` are complete when `articles` has ended."""

    def __init__(self, source: Source, profile: Profile) -> None:
        self._source = source
        self._profile = profile
        self._headers: dict[str, int] = {}
        self._header_lines: dict[str, int] = {}
        self._empty, self._first_empty = 0, 0
        self._pieces = 0
        self.notices: list[Notice] = []

    @property
    def header(self) -> tuple[str, ...]:
        """The lines above the first article of each page in the dump, each once."""
        return tuple(self._headers)

    def articles(self) -> Iterator[Article]:
        """The articles in the order of the dump. Raises InputError where the file is no dump or cannot be read."""
        yield from date_articles(self._drafts())
        self._report()

    def _report(self) -> None:
        for text, times in self._headers.items():
            often = f", {times} times" if times > 1 else ""
            self.notices.append(
                Notice(f"header of the page, not an article{often}: {text[:100]}", self._header_lines[text])
            )
        if self._empty:
            many = "a separator has" if self._empty == 1 else f"{self._empty:,} separators have"
            self.notices.append(Notice(f"{many} nothing above to separate", self._first_empty))

    def _drafts(self) -> Iterator[Draft]:
        seen = False
        for piece in self._cut():
            if piece.end is None and not seen:
                raise self._no_dump()
            seen = True
            lines = self._without_header(piece.lines)
            if not lines:
                self._empty += 1
                self._first_empty = self._first_empty or (piece.end.number if piece.end else 0)
                continue
            if piece.end is None and self._is_foot(lines):
                self.notices.append(Notice("what follows the last article is no article", lines[0].number))
                continue
            yield self._draft(lines, piece.end)
            self._pieces += 1
        if not seen:
            raise InputError(f"{self._source.path} holds no text", "name a file that holds articles")

    def _no_dump(self) -> InputError:
        looked = " or ".join(repr(line) for line in self._profile.separators)
        return InputError(
            f"{self._source.path}: no line {looked} ends an article in it",
            f'if its articles end in another line, add it to {FILE} in the config folder: separators = ["…"]',
        )

    def _cut(self) -> Iterator[Piece]:
        """Pieces with their lines collapsed; a piece is empty where separators follow each other."""
        separators, longest = self._profile.separator_lines, max(map(len, self._profile.separators), default=0) + 10
        lines: list[Line] = []
        size = 0
        for line in self._source.lines():
            text = collapse(line.text)
            if len(text) <= longest and text.casefold() in separators:
                yield Piece(lines, line)
                lines, size = [], 0
                continue
            size += len(text)
            if size <= MAX_ARTICLE:
                if text:
                    lines.append(Line(line.number, text, line.start, line.end))
            elif size - len(text) <= MAX_ARTICLE:
                self.notices.append(Notice(f"an article of more than {MAX_ARTICLE:,} bytes was cut here", line.number))
        if lines:
            yield Piece(lines, None)

    # ---- headers and feet of pages ---------------------------------------------------------------------------------

    def _without_header(self, lines: list[Line]) -> list[Line]:
        first = self._pieces == 0 and not self._empty
        start = 0
        while start < min(_MAX_HEADERS, len(lines) - 2):
            if not self._is_header(lines[start : start + _LINES_BELOW], first=first):
                break
            text = lines[start].text
            if len(self._headers) < _MAX_HEADERS * 4 or text in self._headers:
                self._headers[text] = self._headers.get(text, 0) + 1
                self._header_lines.setdefault(text, lines[start].number)
            start += 1
        return lines[start:]

    def _is_header(self, lines: list[Line], *, first: bool) -> bool:
        """Whether the first of some lines is the name of a page above its first article, and no title."""
        line, below, *others = lines
        text = line.text
        if ends_sentence(text) or " | " in text or below.number == line.number + 1:
            return False
        if read_title(below.text, self._profile).kicker is not None and word_count(text) <= 2 * _HEADER_WORDS:
            return looks_like_title(below.text)
        if not looks_like_title(below.text) or word_count(text) > _HEADER_WORDS:
            return False
        if not first and text not in self._headers:
            return False
        # A title without text below it is a line of a short article's text. What is too short for a title may have
        # bylines and captions of its page before the text.
        return ends_sentence(others[0].text) or (
            not looks_like_title(text)
            and any(ends_sentence(each.text) and word_count(each.text) > 6 for each in others)
        )

    def _is_foot(self, lines: list[Line]) -> bool:
        """Whether lines after the last separator are the foot of the page: nothing in them runs as text does."""
        if any(ends_sentence(line.text) and word_count(line.text) > 6 for line in lines):
            return False
        return (
            len(lines) == 1
            or not looks_like_title(lines[0].text)
            or len(take_apart(lines, self._profile).sections) == 0
        )

    # ---- articles ----------------------------------------------------------------------------------------------------

    def _draft(self, lines: list[Line], end: Line | None) -> Draft:
        profile = self._profile
        parts = take_apart(lines, profile)
        agency = parts.dateline.agency if parts.dateline else None
        outlet = find_outlet(parts.title, [line.text for line in lines], agency, parts.graphic_credit, profile)
        series = read_series(parts.title.text, profile)
        sections = tuple(parts.sections)
        standfirst = parts.standfirst.text if parts.standfirst else None
        last = end or lines[-1]
        start, stop = lines[0].start, last.end
        article = Article(
            id=article_id(parts.title.text, standfirst, sections),
            title=parts.title.text,
            place=Place(
                dump=self._source.path.name,
                line_start=lines[0].number,
                line_end=last.number,
                byte_start=start,
                byte_end=stop,
                digest=self._source.slice_digest(start, stop),
            ),
            sections=sections,
            kicker=parts.title.kicker,
            standfirst=standfirst,
            standfirst_line=parts.standfirst.number if parts.standfirst else None,
            byline=parts.byline,
            kind=find_kind(parts.title, sections, is_list=parts.is_list, profile=profile),
            outlet=outlet.name if outlet else None,
            outlet_basis=outlet.basis if outlet else None,
            agency=parts.agency or agency,
            dateline=parts.dateline.text if parts.dateline else None,
            series=series[0] if series else None,
            captions=tuple(parts.captions),
            removed=tuple(parts.removed),
        )
        return Draft(article, _evidence(article, parts, series))


def _evidence(article: Article, parts: Parts, series: tuple[Series, SeriesRule | None] | None) -> Evidence:
    """What an article says of its own day."""
    evidence = Evidence()
    paragraphs = [block.text for section in article.sections for block in section.blocks]
    if series:
        evidence.series_name, evidence.series_number = series[0].name, series[0].number
        evidence.series_start = series[1].start if series[1] else None
    if parts.published:
        evidence.published, evidence.published_basis = parts.published, f'line "{parts.published_line[:60]}"'
        return evidence
    for text in paragraphs[:_OPENINGS]:
        if day := read_opening(text, numbered=series is not None):
            evidence.stated, evidence.stated_basis = day, f'opening line "{text[:80]}"'
            break
    if evidence.stated is None and parts.dateline and (day := read_dateline_day(parts.dateline.text)):
        evidence.stated, evidence.stated_basis = day, f'dateline "{parts.dateline.text}"'
    if evidence.stated is None:
        evidence.mentions = read_mentions(paragraphs)
        evidence.lead = read_lead(paragraphs)
        evidence.opening_weekday = next(
            (day for day in map(read_opening_weekday, paragraphs[:_OPENINGS]) if day is not None), None
        )
    captions = [caption.text for caption in article.captions]
    evidence.pairs = list(read_pairs(paragraphs))
    evidence.years = read_years([*paragraphs, *captions])
    return evidence
