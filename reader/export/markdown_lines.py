"""Passages of an article as Markdown: escaped, with their styles, each line a string."""

import re

from reader.article import Run
from reader.export.characters import visible
from reader.export.markup import escape_markdown
from reader.export.reading import Passage, Piece
from reader.export.stretches import Style, cells, stretches
from reader.text import markdown_parser

_DELIMITERS = {"emphasis": "*", "strong": "**", "struck": "~~", "mark": "=="}
_ENTITY = re.compile(r"&(?=\w{1,32};)")
_BACKTICKS = re.compile("`+")
_COLUMN = {"right": "--:", "centre": ":-:"}


def heading_line(passage: Passage, level: int) -> str:
    """A heading of a level from 1 to 6."""
    (text,) = passage_lines(_without_breaks(passage), heading=True)
    return f"{'#' * min(level, 6)} {text}".rstrip(" ")


def passage_lines(passage: Passage, *, heading: bool = False, in_cell: bool = False) -> list[str]:
    """The lines of a paragraph; a line that its author ended ends in a backslash.

    Where signs would not be read as they are meant (`**` between a quote and a letter, for one), they are left out.
    """
    runs = [run for run in passage.runs if run.style != "break"]
    lines, text = _styled(passage, heading, in_cell)
    written = "\n".join(lines)
    if runs and _read(written.replace("\\|", "|") if in_cell else written) != text:
        breaks = tuple(run for run in passage.runs if run.style == "break")
        lines, _ = _styled(passage._replace(runs=breaks), heading, in_cell)
    return lines


def code_span(text: str) -> str:
    """Text between backticks, more of them than stand together in it."""
    text = visible(text).replace("\t", " ")
    fence = "`" * (max(map(len, _BACKTICKS.findall(text)), default=0) + 1)
    return f"{fence} {text} {fence}" if text[:1] == "`" or text[-1:] == "`" else f"{fence}{text}{fence}"


def fenced(text: str) -> list[str]:
    """Lines of code or of a source between fences longer than any in it."""
    text = visible(text, multiline=True)
    fence = "`" * max(3, max(map(len, _BACKTICKS.findall(text)), default=0) + 1)
    return [fence, *text.split("\n"), fence]


def table_lines(piece: Piece) -> list[str]:
    """A table; one without a head of its own gets an empty one, since Markdown knows no other."""
    rows = [cells(passage) for passage in piece.passages]
    columns = max(map(len, rows))
    lines = [_row([_cell(cell) for cell, _ in row], columns) for row in rows]
    if not piece.has_head:
        lines.insert(0, _row([], columns))
    sides = [side for _, side in rows[0]]
    rule = [_COLUMN.get(side, "---") for side in sides] + ["---"] * (columns - len(sides))
    return [lines[0], _row(rule, columns), *lines[1:]]


def _row(cells: list[str], columns: int) -> str:
    return f"| {' | '.join(cells + [''] * (columns - len(cells)))} |"


def _cell(cell: Passage) -> str:
    return passage_lines(cell, in_cell=True)[0]


def _without_breaks(passage: Passage) -> Passage:
    return passage._replace(runs=tuple(run for run in passage.runs if run.style != "break"))


def _styled(passage: Passage, heading: bool, in_cell: bool) -> tuple[list[str], str]:
    """The lines, and the text that Markdown has to read from them."""
    lines: list[list[str]] = [[]]
    told: list[str] = []
    open_styles: tuple[Style, ...] = ()
    code = [run for run in passage.runs if run.style == "code"]
    for start, end, styles, ends_line in stretches(passage._replace(marks=_around(passage.marks, code))):
        kept = _common(open_styles, styles)
        closing, opening = open_styles[kept:], styles[kept:]
        line = lines[-1]
        line += [_closing(style) for style in reversed(closing)]
        line += ["[" if style.kind == "link" else _DELIMITERS.get(style.kind, "") for style in opening]
        told += ["==" for style in (*closing, *opening) if style.kind == "mark"]
        open_styles = styles
        text = passage.text[start:end]
        told.append(visible(text).replace("\t", " "))
        if ends_line:
            line.append("\\")
            lines.append([])
        elif any(style.kind == "code" for style in styles):
            # A bar ends a cell, even in code, where there is no backslash before it (GFM 0.29, section 4.10).
            line.append(code_span(text).replace("|", "\\|") if in_cell else code_span(text))
        elif heading:  # signs at its end would be taken for its own
            line.append(escape_markdown(text, at_start=False).replace("#", "\\#"))
        else:
            line.append(escape_markdown(text, at_start=not any(line)))
    lines[-1] += [_closing(style) for style in reversed(open_styles)]
    told += ["==" for style in open_styles if style.kind == "mark"]
    return ["".join(line) for line in lines], "".join(told)


def _closing(style: Style) -> str:
    if style.kind == "link":
        address = _ENTITY.sub(r"\&", style.address)
        return f"](<{address}>)" if "(" in address or ")" in address else f"]({address})"
    return _DELIMITERS.get(style.kind, "")


def _common(one: tuple[Style, ...], other: tuple[Style, ...]) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _around(marks: tuple[tuple[int, int], ...], code: list[Run]) -> tuple[tuple[int, int], ...]:
    """Marks that take code in whole where they reach into it, since nothing can be marked inside."""
    if not code:
        return marks
    joined: list[tuple[int, int]] = []
    for start, end in marks:
        for run in code:
            if run.start < end and start < run.end:
                start, end = min(start, run.start), max(end, run.end)
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _read(markdown: str) -> str:
    """The text that the parser finds in a paragraph."""
    (inline,) = markdown_parser().parseInline(markdown)
    pieces = []
    for token in inline.children or []:
        pieces.append(" " if token.type in ("softbreak", "hardbreak") else token.content)
    return "".join(pieces)
