"""Markdown as our own line view paints it: from the parser's tokens to paragraphs with spans."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.cells import cell_len

from reader.text import SafeText, clean
from reader.tui.document import BLANK, Document, Kind, Paragraph, Span
from reader.tui.marked_up import BULLETS, QUOTE_BAR
from reader.tui.wrap import pad

if TYPE_CHECKING:
    from markdown_it.token import Token

_INLINE_STYLES = {"em": "emphasis", "strong": "strong", "s": "struck"}
# A column of a table is cut at this many cells, but for the last one, which wraps.
_COLUMN = 40


@dataclass(slots=True)
class _List:
    """An open list: the number of its next item, None for bullets, and whether its items stand close together."""

    number: int | None
    tight: bool


def markdown_document(tokens: "Sequence[Token]") -> Document:
    """A page from the tokens of `reader.text.markdown_parser`. Raw HTML and unknown tokens come out as plain text."""
    paragraphs: list[Paragraph] = []
    sections: list[int] = []
    for paragraph in _Reader(tokens).read():
        cited = paragraph if paragraph.kind in ("blank", "rule") else replace(paragraph, part=len(paragraphs))
        if paragraph.kind in ("heading", "title"):
            sections.append(len(paragraphs))
        paragraphs.append(cited)
    while paragraphs and paragraphs[-1].kind == "blank":
        paragraphs.pop()
    return Document(tuple(paragraphs), tuple(sections))


class _Reader:
    """One pass over block tokens, with what is open around the present one."""

    def __init__(self, tokens: "Sequence[Token]") -> None:
        self._tokens = tokens
        self._lists: list[_List] = []
        self._quotes = 0
        self._lead = ""
        self._rows: list[tuple[bool, list[Paragraph]]] = []

    def read(self) -> Iterator[Paragraph]:
        kind: Kind = "paragraph"
        for token in self._tokens:
            match token.type:
                case "heading_open":
                    kind = "title" if token.tag == "h1" else "heading"
                case "paragraph_open":
                    kind = "bullet" if self._lists else "quote" if self._quotes else "paragraph"
                case "bullet_list_open":
                    self._lists.append(_List(None, _is_tight(self._tokens, token)))
                case "ordered_list_open":
                    self._lists.append(_List(int(token.attrGet("start") or 1), _is_tight(self._tokens, token)))
                case "list_item_open":
                    self._lead = self._marker()
                case "bullet_list_close" | "ordered_list_close":
                    if self._lists.pop().tight and not self._lists:
                        yield BLANK
                case "blockquote_open":
                    self._quotes += 1
                case "blockquote_close":
                    self._quotes -= 1
                case "fence" | "code_block":
                    for line in token.content.rstrip("\n").split("\n"):
                        yield self._place(clean(line), (), "code", extra=2)
                    yield BLANK
                case "hr":
                    yield Paragraph(SafeText(""), "rule")
                    yield BLANK
                case "tr_open":
                    self._rows.append((False, []))
                case "th_open":
                    self._rows[-1] = (True, self._rows[-1][1])
                case "table_close":
                    yield from _table(self._rows)
                    self._rows = []
                    yield BLANK
                case "inline" if self._rows:
                    text, spans = _inline(token)[0]
                    self._rows[-1][1].append(Paragraph(text, "table", spans=spans))
                case "inline":
                    for text, spans in _inline(token):
                        yield self._place(text, spans, kind)
                    if not (self._lists and self._lists[-1].tight and kind == "bullet") and kind != "heading":
                        yield BLANK
                case "html_block":
                    yield self._place(clean(token.content.strip().replace("\n", " ")), (), "paragraph")
                    yield BLANK

    def _marker(self) -> str:
        innermost = self._lists[-1]
        if innermost.number is None:
            return BULLETS[min(len(self._lists), len(BULLETS)) - 1] + " "
        marker = f"{innermost.number}. "
        innermost.number += 1
        return marker

    def _place(self, text: SafeText, spans: tuple[Span, ...], kind: Kind, extra: int = 0) -> Paragraph:
        """A paragraph where it stands: in lists, in quotes, and behind a marker if it is the first of its item."""
        depth = max(0, len(self._lists) - 1) * 2 + extra
        lead, self._lead = self._lead, ""
        if self._lists and not lead:
            depth += 2
        margin = SafeText(QUOTE_BAR * self._quotes)
        return Paragraph(text, kind, indent=depth, spans=spans, lead=SafeText(lead), margin=margin)


def _is_tight(tokens: "Sequence[Token]", opening: "Token") -> bool:
    """Whether a list's items have no blank line between them: the parser hides their paragraphs."""
    start = next(number for number, token in enumerate(tokens) if token is opening)
    for token in tokens[start:]:
        if token.type == "paragraph_open":
            return token.hidden
    return True


def _inline(token: "Token") -> list[tuple[SafeText, tuple[Span, ...]]]:
    """The lines of an inline token: its text with spans, a new one at each hard break."""
    lines: list[tuple[SafeText, tuple[Span, ...]]] = []
    text, spans = "", list[Span]()
    opened: list[tuple[str, int]] = []
    address = ""
    for child in token.children or []:
        name = child.type.removesuffix("_open").removesuffix("_close")
        if child.type == "hardbreak":
            spans += [Span(start, len(text), style) for style, start in opened]
            lines.append((SafeText(text), tuple(spans)))
            text, spans = "", []
            opened = [(style, 0) for style, _ in opened]
        elif child.type == "softbreak":
            text += " "
        elif child.type == "code_inline":
            spans.append(Span(len(text), len(text) + len(child.content), "code"))
            text += clean(child.content)
        elif child.type == "link_open":
            address = clean(str(child.attrGet("href") or ""))
            opened.append(("link", len(text)))
        elif child.type in ("em_open", "strong_open", "s_open"):
            opened.append((_INLINE_STYLES[name], len(text)))
        elif child.type in ("em_close", "strong_close", "s_close", "link_close"):
            style, start = opened.pop()
            spans.append(Span(start, len(text), style))
            if style == "link" and address and address != text[start:]:
                text += f" ({address})"
        else:
            text += clean(child.content)
    lines.append((SafeText(text), tuple(spans)))
    return lines


def _table(rows: list[tuple[bool, list[Paragraph]]]) -> Iterator[Paragraph]:
    """Rows in columns: all cells but the last are the row's lead, so that the last one wraps in its own column."""
    columns = max((len(cells) for _, cells in rows), default=0)
    widths = [
        min(_COLUMN, max((cell_len(cells[column].text) for _, cells in rows if column < len(cells)), default=0))
        for column in range(columns)
    ]
    for header, cells in rows:
        lead = "".join(pad(cell.text, widths[column]) + "  " for column, cell in enumerate(cells[:-1]))
        last = cells[-1] if cells else BLANK
        whole = (Span(0, len(last.text), "count"),) if header else ()
        style = "count" if header else "code" if _is_code(cells[:-1]) else "table"
        yield replace(last, kind="table", lead=SafeText(lead), lead_style=style, spans=(*last.spans, *whole))


def _is_code(cells: Sequence[Paragraph]) -> bool:
    return bool(cells) and all(
        cell.spans and cell.spans[0].style == "code" and cell.spans[0].end - cell.spans[0].start > len(cell.text) // 2
        for cell in cells
    )
