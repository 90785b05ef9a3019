"""Text inside Markdown and HTML: escaped so that it reads as it is written, and pages that load and run nothing."""

import base64
import hashlib
import html
import re

from reader.text import clean

_MARKDOWN = re.compile(r"[\\`*_\[\]<>|~=&]")
_AT_START = re.compile(r"^(\s*)([#>+-]|\d{1,9}[.)])")

# What XML 1.0 forbids, and what reorders or hides text.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)

_STYLE = (
    "body{max-width:72em;margin:auto;padding:1em;font-family:serif;color-scheme:light dark}"
    "table{border-collapse:collapse}td,th{border:1px solid;padding:.3em;text-align:left;vertical-align:top}"
    "mark{text-decoration:underline}@media print{body{max-width:none}}"
)


def escape_markdown(text: str) -> str:
    """Text that Markdown shows as it is, in a paragraph or a cell of a table."""
    escaped = _MARKDOWN.sub(lambda found: "\\" + found[0], clean(text))
    return _AT_START.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", escaped)


def escape_html(text: str) -> str:
    """Text that HTML shows as it is, in an element or an attribute; what XML forbids is dropped."""
    return html.escape(_FORBIDDEN.sub("", text))


def html_page(title: str, body: str) -> str:
    """A page around a body of escaped HTML. Its policy allows its own style and nothing else."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    return (
        '<!doctype html>\n<html><head><meta charset="utf-8">'
        f"<title>{escape_html(title)}</title>\n"
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'\">"
        f"<style>{_STYLE}</style></head>\n<body>\n{body}\n</body></html>\n"
    )
