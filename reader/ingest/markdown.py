"""Markdown files: one file, one article."""

from collections.abc import Iterator

from reader.article import Article, Place
from reader.errors import InputError
from reader.ingest.front_matter import BASIS as FRONT_MATTER
from reader.ingest.front_matter import FrontMatter, file_name_date, read_front_matter
from reader.ingest.identity import article_id
from reader.ingest.markdown_blocks import read_content
from reader.ingest.profile import Profile
from reader.ingest.source import Source
from reader.results import Notice
from reader.text import collapse

ENDINGS = (".md", ".markdown")

MAX_FILE = 4 << 20
"""Bytes of a file. Prose is parsed at some 1.2 MB a second, the worst that was tried at 40 kB (markdown-it-py 4.3)."""


def looks_like_markdown(name: str, _head: str) -> bool:
    """Whether a file is Markdown: by its name alone, since lines of newswire may begin with `*` and `1.` too."""
    return name.lower().endswith(ENDINGS)


class Markdown:
    """Reads one file as one article."""

    header: tuple[str, ...] = ()

    def __init__(self, source: Source, profile: Profile) -> None:  # noqa: ARG002 - every reader is made alike
        self._source = source
        self.notices: list[Notice] = []

    def articles(self) -> Iterator[Article]:
        """The article. Raises InputError where the file is too large, holds no text, or cannot be read."""
        source = self._source
        if source.size > MAX_FILE:
            raise InputError(
                f"{source.path} is larger than {MAX_FILE >> 20} MB, too much for one Markdown file",
                "split it, or name it .txt to have it read as a dump",
            )
        lines: list[str] = []
        start = end = first = 0
        for line in source.verbatim_lines():
            if not first:
                start, first = line.start, line.number
            lines += [""] * (line.number - 1 - len(lines))
            lines.append(line.text)
            end = line.end
        place = Place(source.path.name, first, len(lines), start, end, source.slice_digest(start, end))
        front = read_front_matter(lines)
        if front.notice:
            self.notices.append(front.notice)
        article = self._article(lines, front, place)
        if article is None:
            raise InputError(f"{source.path} holds no text", "name a file that holds an article")
        yield article

    def _article(self, lines: list[str], front: FrontMatter, place: Place) -> Article | None:
        content = read_content(lines, front.lines, title=front.title)
        sections = tuple(content.sections)
        if not any(section.blocks or section.heading for section in sections) and not content.title:
            return None
        title = front.title or content.title or collapse(self._source.path.stem)
        return Article(
            id=article_id(title, front.standfirst, sections),
            title=title,
            place=place,
            sections=sections,
            standfirst=front.standfirst,
            standfirst_line=place.line_start if front.standfirst else None,
            byline=front.byline,
            outlet=front.outlet,
            outlet_basis=FRONT_MATTER if front.outlet else None,
            date=front.date or file_name_date(self._source.path),
            captions=tuple(content.captions),
            removed=tuple(content.removed),
        )
