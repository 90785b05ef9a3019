"""From the tokens of Markdown to sections and blocks of plain text, each with what shapes it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from reader.article import Before, Block, Caption, Markup, Residue, Run, Section, Shape
from reader.ingest.markdown_text import Addresses, Text, code_text, inline_text, row_text
from reader.text import collapse

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_DEEPEST = 12  # lists and quotes around a block that are told; what is deeper has no room on a screen
_COMMENT = re.compile(r"\s*<!--")
_PICTURE = frozenset({"image", "softbreak", "hardbreak", "link_open", "link_close"})
_LIST = frozenset("bn")


@cache
def file_parser() -> "MarkdownIt":
    """CommonMark with tables and strikethrough; HTML is known by its lines, so that it is not taken for prose."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).disable("html_inline").enable(["table", "strikethrough"])


@dataclass(slots=True)
class Content:
    """What a Markdown text holds. The first section is the one without a heading."""

    sections: list[Section]
    title: str = ""
    title_line: int = 0
    captions: list[Caption] = field(default_factory=list)
    removed: list[Residue] = field(default_factory=list)


def read_content(lines: Sequence[str], first: int, *, title: str | None = None) -> Content:
    """The content of a file from its line number `first` on, counted from 0.

    Without a title the first heading of level 1 is the title, and is no section if nothing is headed before it; a first
    heading that says the same as the title is not told twice.
    """
    source = "\n" * first + "\n".join(lines[first:])
    return _Blocks(file_parser().parse(source), lines, title).read()


def _residue(lines: Sequence[str], start: int, end: int, reason: str) -> Iterator[Residue]:
    for number in range(start, min(end, len(lines))):
        if text := collapse(lines[number]):
            yield Residue(number + 1, text, reason)


@dataclass(slots=True)
class _Around:
    """A list or a quote that is open: its letter, the number of its next item, whether an item waits for its text."""

    letter: str
    number: int = 0
    waiting: bool = False


class _Blocks:
    """One pass over block tokens, with what is open around the present one."""

    def __init__(self, tokens: "Sequence[Token]", lines: Sequence[str], title: str | None) -> None:
        self._tokens, self._lines = tokens, lines
        self._named = title
        self._found = Content([Section(None, None, ())])
        self._blocks: list[Block] = []
        self._heading: tuple[str, int, Markup] | None = None
        self._addresses = Addresses(sum(map(len, lines)) + 1000)
        self._around: list[_Around] = []
        self._before: Before = "blank"
        self._same_list = False  # whether the block before stands in the list that is open
        self._line = 0

    def read(self) -> Content:
        level, hidden = 0, False
        cells: list[tuple[Text, str]] = []
        shape: Shape = "head"
        in_row, side = False, "left"
        for token in self._tokens:
            if token.map:
                self._line = token.map[0] + 1
            match token.type:
                case "heading_open":
                    level = int(token.tag[1])
                case "heading_close":
                    level = 0
                case "paragraph_open":
                    hidden = token.hidden
                case "bullet_list_open" | "ordered_list_open" | "blockquote_open":
                    self._open(token)
                case "bullet_list_close" | "ordered_list_close" | "blockquote_close":
                    self._around.pop()
                    self._same_list = self._same_list and any(each.letter in _LIST for each in self._around)
                case "list_item_open":
                    self._around[-1].waiting = True
                case "list_item_close":
                    innermost = self._around[-1]
                    innermost.number, innermost.waiting = innermost.number + 1, False
                case "tr_open":
                    in_row, cells = True, []
                case "th_open" | "td_open":
                    shape = "head" if token.type == "th_open" else "row"
                    side = str(token.attrGet("style") or "").removeprefix("text-align:").replace("center", "centre")
                case "tr_close":
                    in_row = False
                    text = row_text(cells)
                    if any(cell.text for cell, _ in cells):
                        self._add(text.text, shape, text.runs, before="blank" if shape == "head" else "close")
                case "inline" if in_row:
                    cells.append((inline_text(token.children or [], self._addresses), side or "left"))
                case "inline" if level:
                    self._add_heading(level, token)
                case "inline":
                    self._add_prose(token, close=hidden and self._same_list)
                case "fence" | "code_block":
                    self._add_code(token.content)
                case "html_block" if _COMMENT.match(token.content):
                    start, end = token.map or (0, 0)
                    self._found.removed += _residue(self._lines, start, end, "comment")
                case "html_block":
                    self._add_code(token.content)
                case "hr":
                    self._before = "rule"
        self._close_section()
        return self._found

    def _open(self, token: "Token") -> None:
        letter = {"bullet_list_open": "b", "ordered_list_open": "n", "blockquote_open": "q"}[token.type]
        if letter in _LIST and not any(each.letter in _LIST for each in self._around):
            self._same_list = False
        start = token.attrGet("start")
        self._around.append(_Around(letter, int(start) if start is not None else 1))

    # What is found

    def _add_heading(self, level: int, token: "Token") -> None:
        text = inline_text(token.children or [], self._addresses)
        if not text.text:
            return
        if self._around:  # a heading in a quote or a list heads no section
            whole = Run(0, len(text.text), "strong")
            self._add(text.text, "text", (whole, *text.runs))
            return
        if self._is_title(level, text.text):
            return
        self._close_section()
        self._heading = (text.text, self._line, Markup("heading", level, before=self._take_before(), runs=text.runs))

    def _is_title(self, level: int, text: str) -> bool:
        """Whether a heading is the title and need not be shown as a section's too."""
        first = self._heading is None and len(self._found.sections) == 1
        if self._named is not None:
            return first and not self._blocks and text.casefold() == self._named.casefold()
        if level > 1 or self._found.title:
            return False
        self._found.title, self._found.title_line = text, self._line
        return first

    def _add_prose(self, token: "Token", *, close: bool) -> None:
        children = token.children or []
        if any(child.type == "image" for child in children) and all(
            child.type in _PICTURE or not child.content.strip() for child in children
        ):
            self._add_pictures(child for child in children if child.type == "image")
            return
        text = inline_text(children, self._addresses)
        if text.text:
            self._add(text.text, "text", text.runs, before="close" if close else "blank")

    def _add_pictures(self, images: "Iterator[Token]") -> None:
        """Pictures that are a paragraph of their own become captions, or residue where nothing is said of them."""
        for image in images:
            described = inline_text(image.children or [], self._addresses).text
            if text := collapse(str(image.attrGet("title") or "")) or described:
                self._found.captions.append(Caption(text, None, self._line))
            else:
                self._found.removed += _residue(self._lines, self._line - 1, self._line, "picture")

    def _add_code(self, content: str) -> None:
        code = code_text(content)
        if code.text:
            self._add(code.text, "code", code.runs, gaps=code.gaps)

    def _add(
        self,
        text: str,
        shape: Shape,
        runs: tuple[Run, ...],
        *,
        before: Before = "blank",
        gaps: tuple[tuple[int, int], ...] = (),
    ) -> None:
        within = self._around[-_DEEPEST:]
        innermost = next((each for each in reversed(self._around) if each.letter in _LIST), None)
        first = innermost is not None and innermost.waiting
        for each in self._around:
            each.waiting = False
        markup = Markup(
            shape,
            within="".join(each.letter for each in within),
            number=innermost.number if innermost is not None and innermost.letter == "n" else 0,
            first=first,
            before=self._take_before(before),
            runs=runs,
            gaps=gaps,
        )
        self._blocks.append(Block("bullet" if first else "paragraph", text, self._line, (), markup))
        self._same_list = innermost is not None

    def _take_before(self, usual: Before = "blank") -> Before:
        before, self._before = self._before, "blank"
        return before if before == "rule" else usual

    def _close_section(self) -> None:
        blocks, self._blocks = tuple(self._blocks), []
        if self._heading is None:
            self._found.sections[0] = replace(self._found.sections[0], blocks=blocks)
        else:
            text, line, markup = self._heading
            self._found.sections.append(Section(text, line, blocks, (), markup))
