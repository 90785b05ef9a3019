"""The one frame of every HTML page: its policy lets it load and run nothing, and its style is its own."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.export.characters import xml_text

if TYPE_CHECKING:
    from jinja2 import Environment

_STYLE = (
    "body{max-width:72em;margin:auto;padding:1em;font-family:serif;line-height:1.4;color-scheme:light dark}"
    "header,nav,article{max-width:42em;margin:auto}article{padding-bottom:1em}"
    "table{border-collapse:collapse}td,th{border:1px solid;padding:.3em;text-align:left;vertical-align:top}"
    ".right{text-align:right}.centre{text-align:center}pre{overflow:auto}blockquote,aside{margin-left:1em}"
    "aside{border-left:.2em solid;padding-left:1em}footer{font-size:.8em}mark{text-decoration:underline}"
    "@media print{body,header,nav,article{max-width:none}nav{break-after:page}article{break-after:page}}"
)


class Anchor(NamedTuple):
    """A title, and where on the page it stands."""

    title: str
    anchor: str


class Entry(NamedTuple):
    """An article in the contents, with its sections."""

    title: str
    anchor: str
    sections: Sequence[Anchor]


def html_page(title: str, body: str) -> str:
    """A page around a body of escaped HTML."""
    from markupsafe import Markup

    return _environment().get_template("page.html").render(title=xml_text(title), body=Markup(body))  # noqa: S704 - escaped already


def articles_page(
    title: str,
    *,
    heading: str,
    foreword: Sequence[Sequence[str]],
    contents: Callable[[], Iterable[Entry]] | None,
    articles: Callable[[], Iterator[str]],
) -> Iterator[str]:
    """A page of articles, in pieces: a heading with the lines of a foreword, the contents, and articles in HTML.

    All but the articles is escaped here.
    """
    from markupsafe import Markup

    yield from (
        _environment()
        .get_template("articles.html")
        .generate(
            title=title,
            heading=heading,
            foreword=foreword,
            has_contents=contents is not None,
            contents=contents,
            articles=lambda: map(Markup, articles()),
        )
    )


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, keep_trailing_newline=True
    )
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    environment.globals.update(style=Markup(_STYLE), digest=Markup(digest))  # noqa: S704 - our own
    return environment
