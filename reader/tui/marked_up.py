"""How a part that was written in Markdown is set: its runs as spans, its lists and quotes as margins and leads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reader.article import Article, Markup, Part, Run
from reader.text import SafeText, clean
from reader.tui.document import Gaps, Kind, Paragraph, Span
from reader.tui.wrap import cells_of

BULLETS = ("•", "◦", "–")
QUOTE_BAR = "▌ "

_SET_IN = "  "
_SLANTED = 4  # headings from this level on are slanted
_MOST_COLUMNS = 60  # a table of more has no room on any screen
_NOT_PAINTED = ("break", "cell")
_ADDRESSES = ("http://", "https://", "mailto:")


def marked_up(paragraphs: Sequence[Paragraph], parts: Sequence[Part]) -> list[Paragraph]:
    """The paragraphs of an article, those whose part was written in Markdown as Markdown shapes them."""
    tables = columns(parts)
    out = []
    for paragraph in paragraphs:
        markup = parts[paragraph.part].markup if paragraph.part is not None else None
        if markup is not None:
            paragraph = shaped(paragraph, markup)
        if paragraph.part is not None and paragraph.part in tables:
            gaps, need = tables[paragraph.part]
            paragraph = replace(paragraph, gaps=gaps, need=need)
        out.append(paragraph)
    return out


def shaped(paragraph: Paragraph, markup: Markup) -> Paragraph:
    """A paragraph of plain text with what Markdown says of it; its text, and so every span into it, stays."""
    text = paragraph.text
    spans = [Span(run.start, run.end, run.style) for run in markup.runs if run.style not in _NOT_PAINTED]
    if markup.shape == "head" or (markup.shape == "heading" and markup.level >= _SLANTED):
        spans.insert(0, Span(0, len(text), "strong" if markup.shape == "head" else "emphasis"))
    margin, lead = _around(markup)
    return replace(
        paragraph,
        kind=_kind(paragraph, markup),
        spans=(*spans, *paragraph.spans),
        margin=SafeText(margin),
        lead=SafeText(lead),
        breaks=tuple(run.end for run in markup.runs if run.style == "break"),
        gaps=markup.gaps,
    )


def _kind(paragraph: Paragraph, markup: Markup) -> Kind:
    if markup.shape == "heading":
        return paragraph.kind
    if markup.shape == "text":
        return "quote" if "q" in markup.within else paragraph.kind
    return "code" if markup.shape == "code" else "table"


def _around(markup: Markup) -> tuple[str, str]:
    """What stands before each line, and what before the first line in place of blanks."""
    within = markup.within
    innermost = max(within.rfind("b"), within.rfind("n"))
    signs = [QUOTE_BAR if letter == "q" else _SET_IN if letter == "b" else _SET_IN + " " for letter in within]
    lead = ""
    if innermost >= 0:
        depth = within.count("b") - 1
        marker = f"{markup.number}. " if within[innermost] == "n" else f"{BULLETS[min(depth, len(BULLETS) - 1)]} "
        signs[innermost] = " " * len(marker)
        if markup.first:
            lead = marker + "".join(signs[innermost + 1 :])
            signs = signs[:innermost]
    if markup.shape == "code":
        signs.append(_SET_IN)
    return "".join(signs), lead


# Tables


def columns(parts: Sequence[Part]) -> Mapping[int, tuple[Gaps, int]]:
    """For each part that is a row, by number: the blanks that set its cells into columns, and the cells that needs."""
    found: dict[int, tuple[Gaps, int]] = {}
    for rows in _tables(parts):
        texts = {number: clean(parts[number].text) for number in rows}
        cells = {number: _cells(parts[number]) for number in rows}
        count = max(map(len, cells.values()))
        if count > _MOST_COLUMNS:
            continue
        widths = [
            max(
                (
                    cells_of(texts[number][each[at].start : each[at].end])
                    for number, each in cells.items()
                    if at < len(each)
                )
            )
            for at in range(count)
        ]
        gaps = {number: tuple(_gaps(texts[number], cells[number], widths)) for number in rows}
        need = max(cells_of(texts[number]) + sum(blanks for _, blanks in gaps[number]) for number in rows)
        found |= {number: (gaps[number], need) for number in rows}
    return found


def _tables(parts: Sequence[Part]) -> Iterator[list[int]]:
    rows: list[int] = []
    for number, part in enumerate(parts):
        shape = part.markup.shape if part.markup else "text"
        if rows and shape != "row":
            yield rows
            rows = []
        if shape in ("head", "row"):
            rows.append(number)
    if rows:
        yield rows


def _cells(part: Part) -> list[Run]:
    return [run for run in part.markup.runs if run.style == "cell"] if part.markup else []


def _gaps(text: str, cells: Sequence[Run], widths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The blanks that are wanting before and after each cell of a row."""
    apart = cells_of(" | ")
    begins = done = 0
    for number, cell in enumerate(cells):
        free = widths[number] - cells_of(text[cell.start : cell.end])
        before = free if cell.detail == "right" else free // 2 if cell.detail == "centre" else 0
        wanting = begins + before - cells_of(text[: cell.start]) - done
        if wanting > 0:
            yield cell.start, wanting
            done += wanting
        begins += widths[number]
        wanting = begins - cells_of(text[: cell.end]) - done
        if wanting > 0 and number + 1 < len(cells):
            yield cell.end, wanting
            done += wanting
        begins += apart


# Links


def links(article: Article) -> Iterator[Paragraph]:
    """Where the links of an article lead, each address once. They are shown and never followed."""
    told: set[str] = set()
    for part in article.parts():
        for run in part.markup.runs if part.markup else ():
            address = run.detail
            if run.style != "link" or address in told or not address.lower().startswith(_ADDRESSES):
                continue
            told.add(address)
            words, shown = clean(part.text[run.start : run.end]), clean(address)
            text = shown if words == shown else f"{words}: {shown}"
            span = Span(len(text) - len(shown), len(text), "link")
            yield Paragraph(SafeText(text), "caption", spans=(span,), lead=SafeText("Link: "), lead_style="caption")
