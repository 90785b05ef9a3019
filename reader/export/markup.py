"""Text inside Markdown and HTML, escaped so that it reads as it is written."""

import html
import re

from reader.export.characters import visible, xml_text

# Escaped wherever it stands; `&` only where it begins what Markdown would decode, `=` only beside another or at an end
# of the text, where it could join another into a highlight.
_MARKDOWN = re.compile(r"[\\`*_\[<|~]|&(?=#?\w{1,32};)|(?<==)=|=(?==)|^=|=$")
_AT_START = re.compile(r"^(\s*)([#>+-]|:(?=-)|\d{1,9}[.)](?=\s|$))")


def escape_markdown(text: str, *, at_start: bool = True) -> str:
    """Text of one line that Markdown shows as it is, in a paragraph, a heading or a cell of a table.

    `at_start`: it may come to stand at the beginning of a line.
    """
    escaped = _MARKDOWN.sub(lambda found: "\\" + found[0], visible(text).replace("\t", " "))
    if not at_start:
        return escaped
    return _AT_START.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", escaped)


def escape_html(text: str) -> str:
    """Text that HTML shows as it is, in an element or an attribute; what XML forbids is dropped."""
    return html.escape(xml_text(text))
