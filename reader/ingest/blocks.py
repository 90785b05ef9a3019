"""From the lines of one article to its parts: title, standfirst, sections, captions, and what was taken out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from reader.article import Block, Caption, Residue, Section
from reader.ingest.captions import find_pictures
from reader.ingest.credits import (
    Dateline,
    are_writers,
    find_agency,
    is_agency_credit,
    is_byline_detail,
    is_name,
    read_byline,
    read_dateline,
    read_joined_byline,
)
from reader.ingest.dates import is_publication, read_publication
from reader.ingest.headings import TextLine, find_headings
from reader.ingest.outlets import known_by_page
from reader.ingest.profile import Profile
from reader.ingest.prose import ends_sentence, word_count
from reader.ingest.residue import find_residue
from reader.ingest.source import Line
from reader.ingest.standfirsts import is_above_dateline, is_standfirst, is_unstopped_standfirst
from reader.ingest.titles import Title, read_title

_MARKS = "•●◦▪‣∙○■►▶⁃▸➤✦"
_BULLET = re.compile(rf"[{_MARKS}]\s*(?=\S)")
_DASH_BULLET = re.compile(r"[-*–—+]\s+(?=\S)")
_TOP_LINES = 8
"""Lines under the title among which a byline and the day of publication are looked for."""
_MAX_STANDFIRST_WORDS = 50


@dataclass(slots=True)
class Parts:
    """An article taken apart. Everything of its lines is in exactly one of the fields."""

    title: Title
    standfirst: Line | None = None
    sections: list[Section] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    removed: list[Residue] = field(default_factory=list)
    byline: str | None = None
    agency: str | None = None
    byline_line: int = 0
    dateline: Dateline | None = None
    graphic_credit: str | None = None
    published: date | None = None
    published_line: str = ""
    is_list: bool = False


def take_apart(lines: Sequence[Line], profile: Profile) -> Parts:
    """Take an article apart; the first line is its title, every text has its white space collapsed."""
    title = read_title(lines[0].text, profile)
    body = lines[1:]
    parts = Parts(title)
    residue = find_residue(body, profile)
    _read_top(body, residue, parts, profile)
    for index, line in enumerate(body):
        if index in residue:
            continue
        if is_agency_credit(line.text, profile):
            residue[index] = Residue(line.number, line.text, "credit of an agency or of contributors")
            parts.agency = parts.agency or find_agency(line.text, profile)
        elif line.text in _MARKS:
            residue[index] = Residue(line.number, line.text, "bullet without text")
    bullets = _find_bullets(body, residue)
    pictures = find_pictures(body, residue.keys() | bullets.keys(), profile)
    parts.captions = [pictures.captions[index] for index in sorted(pictures.captions)]
    residue |= pictures.residue
    parts.graphic_credit = pictures.graphic_credit
    parts.removed = [residue[index] for index in sorted(residue)]
    texts = [
        TextLine(
            "gap" if index in residue or index in pictures.captions else "bullet" if index in bullets else "text",
            bullets.get(index, line.text),
            line.number,
        )
        for index, line in enumerate(body)
    ]
    _read_text(texts, parts, [line.text for line in lines], profile)
    return parts


def _read_top(body: Sequence[Line], residue: dict[int, Residue], parts: Parts, profile: Profile) -> None:
    """Bylines and the day of publication, which stand under the title and are none of the text."""
    after_byline = in_text = False
    above = body[:_TOP_LINES]
    top = next((n for n, line in enumerate(above) if len(line.text) > 160 and ends_sentence(line.text)), len(above))
    for index, line in enumerate(above[:top]):
        if index in residue:
            continue
        if day := read_publication(line.text, profile.published, labelled=in_text):
            residue[index] = Residue(line.number, line.text, "day of publication")
            if parts.published is None:
                parts.published, parts.published_line = day, line.text
        elif is_publication(line.text, profile.published) or _is_label_of_day(body, index, profile):
            residue[index] = Residue(line.number, line.text, "time of publication")
        elif ends_sentence(line.text):
            in_text = True
        elif not in_text and index + 1 < len(body) and profile.label_lines.find(line.text):
            residue[index] = Residue(line.number, line.text, "label of the piece")
            continue
        elif parts.byline is None and (byline := read_byline(line.text) or _read_writers(line.text, in_text=in_text)):
            parts.byline, parts.byline_line, after_byline = byline, line.number, True
            residue[index] = Residue(line.number, line.text, "byline")
            continue
        elif parts.byline is None and not in_text and _is_signed(body, index, profile):
            parts.byline, parts.byline_line, after_byline = line.text, line.number, True
            residue[index] = Residue(line.number, line.text, "byline")
            continue
        elif after_byline and (is_byline_detail(line.text) or _is_below(body, index)):
            residue[index] = Residue(line.number, line.text, "byline")
            continue
        after_byline = False
    # Some pages have the day below their first paragraph or at their foot.
    for index in {*range(top, len(above)), *range(max(0, len(body) - 3), len(body))}:
        line = body[index]
        if index in residue or not is_publication(line.text, profile.published):
            continue
        residue[index] = Residue(line.number, line.text, "day of publication")
        if parts.published is None and (day := read_publication(line.text, profile.published, labelled=True)):
            parts.published, parts.published_line = day, line.text


def _read_writers(text: str, *, in_text: bool) -> str | None:
    """The names of a byline without `By`, which stands above the text."""
    if in_text:
        return None
    return text if are_writers(text) else read_joined_byline(text)


def _is_signed(body: Sequence[Line], index: int, profile: Profile) -> bool:
    """Whether a line is a writer's name, which the line below it shows: the writer's role, or a day of publication."""
    if index + 1 >= len(body) or not is_name(body[index].text):
        return False
    below = body[index + 1].text
    return is_byline_detail(below) or read_publication(below, profile.published) is not None


def _is_below(body: Sequence[Line], index: int) -> bool:
    """Whether a line is a label that stands glued to the byline above it."""
    line = body[index]
    return line.number == body[index - 1].number + 1 and word_count(line.text) <= 6 and not ends_sentence(line.text)


def _is_label_of_day(body: Sequence[Line], index: int, profile: Profile) -> bool:
    """Whether a line is `Published` and the like, with the day on the line below."""
    if index + 1 >= len(body) or body[index].text.rstrip(":") not in profile.published:
        return False
    return read_publication(body[index + 1].text, profile.published) is not None


def _find_bullets(body: Sequence[Line], residue: dict[int, Residue]) -> dict[int, str]:
    """Text of the bullets, by index. Dashes and stars are bullets only glued to others like them or below bullets."""
    found: dict[int, str] = {}
    for index, line in enumerate(body):
        if index in residue:
            continue
        if (mark := _BULLET.match(line.text)) or ((mark := _DASH_BULLET.match(line.text)) and _in_row(body, index)):
            found[index] = line.text[mark.end() :]
    return found


def _in_row(body: Sequence[Line], index: int) -> bool:
    line = body[index]
    for other in (index - 1, index + 1):
        if 0 <= other < len(body) and abs(body[other].number - line.number) == 1:
            near = body[other].text
            if (near[0] == line.text[0] and _DASH_BULLET.match(near)) or (other < index and _BULLET.match(near)):
                return True
    return False


def _read_text(texts: Sequence[TextLine], parts: Parts, page: Sequence[str], profile: Profile) -> None:
    """Standfirst, headings and blocks from what is left."""
    bullets = sum(line.kind == "bullet" for line in texts)
    parts.is_list = profile.list_title_lines.find(parts.title.text) is True or (
        bullets * 2 > sum(line.kind != "gap" for line in texts)
    )
    kept = [index for index, line in enumerate(texts) if line.kind != "gap"]
    if kept and texts[kept[0]].kind == "text":
        first = texts[kept[0]]
        parts.dateline = read_dateline(first.text, profile)
        if _has_standfirst(texts, kept, parts, page, profile):
            parts.standfirst = Line(first.number, first.text, 0, 0)
            texts = [*texts[: kept[0]], TextLine("gap", "", 0), *texts[kept[0] + 1 :]]
            if len(kept) > 1:
                parts.dateline = read_dateline(texts[kept[1]].text, profile)
    headings = find_headings(texts, is_list=parts.is_list)
    heading: TextLine | None = None
    blocks: list[Block] = []
    for index, line in enumerate(texts):
        if line.kind == "gap":
            continue
        if index in headings:
            _close_section(parts, heading, blocks)
            heading, blocks = line, []
        else:
            blocks.append(Block("bullet" if line.kind == "bullet" else "paragraph", line.text, line.number))
    _close_section(parts, heading, blocks)


def _has_standfirst(
    texts: Sequence[TextLine], kept: Sequence[int], parts: Parts, page: Sequence[str], profile: Profile
) -> bool:
    if parts.is_list or len(kept) < 2:
        return False
    first, second = texts[kept[0]], texts[kept[1]]
    if first.number < parts.byline_line < second.number:
        return word_count(first.text) <= _MAX_STANDFIRST_WORDS  # nothing else stands between a title and its byline
    if len(kept) < 3 or second.kind != "text":
        return False
    if second.number == first.number + 1 or profile.opening_lines.find(first.text):
        return False
    if parts.dateline is None and (
        is_unstopped_standfirst(first.text, second.text) or is_above_dateline(first.text, second.text)
    ):
        return True

    def fits(*, usual: bool) -> bool:
        return is_standfirst(first.text, second.text, parts.title.text, usual=usual, dated=parts.dateline is not None)

    if not fits(usual=True):  # what is none on pages that usually have one is none anywhere
        return False
    if parts.title.outlet in profile.standfirst_outlets:
        return True
    return fits(usual=False) or known_by_page(page, profile) in profile.standfirst_outlets


def _close_section(parts: Parts, heading: TextLine | None, blocks: list[Block]) -> None:
    """The first section is the one without a heading; it is there, if empty, wherever there is any section."""
    if heading is not None and not parts.sections:
        parts.sections.append(Section(None, None, ()))
    if heading is not None:
        parts.sections.append(Section(heading.text, heading.number, tuple(blocks)))
    elif blocks:
        parts.sections.append(Section(None, None, tuple(blocks)))
