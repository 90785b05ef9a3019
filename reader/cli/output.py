"""Standard output, or the file of `--out`: text goes through here, cleaned where a terminal could obey it."""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from reader.article import Article, Block, PublicationDate
from reader.kept import ArticleState
from reader.library import Library
from reader.results import Hit, Snippet
from reader.text import clean, plural

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


class Painter:
    """Text for people: bold and dim on a terminal, brackets round hits elsewhere."""

    def __init__(self, *, plain: bool, out: str = "-") -> None:
        able = "NO_COLOR" not in os.environ and os.environ.get("TERM", "") not in ("", "dumb")
        self.colours = not plain and able and out == "-" and sys.stdout.isatty()

    def _styled(self, style: str, text: str) -> str:
        return f"{style}{text}{PLAIN}" if self.colours and text else text

    def strong(self, text: str) -> str:
        """A headline."""
        return self._styled(BOLD, clean(text))

    def quiet(self, text: str) -> str:
        """What stands beside a headline."""
        return self._styled(DIM, clean(text))

    def snippet(self, snippet: Snippet) -> str:
        """A passage with its hits marked."""
        pieces, done = [], 0
        for start, end in snippet.spans:
            hit = clean(snippet.text[start:end])
            pieces += [clean(snippet.text[done:start]), self._styled(BOLD, hit) if self.colours else f"[{hit}]"]
            done = end
        return "".join([*pieces, clean(snippet.text[done:])])

    def row(self, hit: Hit) -> str:
        """One line on an article: id, date, outlet, title."""
        beside = f"{clean(hit.outlet or ''):<18}"
        return f"{hit.id}  {date_text(hit.date):<16}  {self.quiet(beside)}  {self.strong(hit.title)}"

    def hit(self, hit: Hit) -> str:
        """A row of an answer: id, date, outlet and title, and its passage below."""
        head = f"{self.quiet(hit.id)}  {date_text(hit.date):<13}  {self.strong(hit.title)}"
        beside = " · ".join(filter(None, [hit.outlet or "", ", ".join(hit.topics)]))
        lines = [head, f"              {self.quiet(beside)}" if beside else ""]
        if hit.snippet:
            where = f"{clean(hit.section)}: " if hit.section else ""
            lines.append(f"              {where}{self.snippet(hit.snippet)}")
        return "\n".join(filter(None, lines))

    def raw(self, text: str) -> str:
        """Text of a dump as it was, made safe to show."""
        return clean(text, multiline=True).rstrip("\n")

    def article(self, article: Article, state: ArticleState) -> str:
        """A whole article, and below its title what the reader did with it."""
        beside = " · ".join(
            filter(
                None, [article.outlet or "", date_text(article.date), article.byline or "", f"{article.words} words"]
            )
        )
        lines = [self.strong(article.title), self.quiet(beside), *filter(None, [self.quiet(state_text(state))]), ""]
        if article.standfirst:
            lines += [clean(article.standfirst), ""]
        for section in article.sections:
            if section.heading is not None:
                lines += [self.strong(section.heading), ""]
            for block in section.blocks:
                if block.markup is not None and block.markup.before == "close" and lines[-1] == "":
                    lines.pop()
                lines += [*_block_lines(block), ""]
        for caption in article.captions:
            lines += [self.quiet(" ".join(filter(None, ["Picture:", caption.text, caption.credit]))), ""]
        place = article.place
        lines.append(self.quiet(f"-- {article.id} {place.dump}, lines {place.line_start} to {place.line_end}"))
        return "\n".join(lines)


def _block_lines(block: Block) -> list[str]:
    """A block as plain text; a bullet of newswire is set in by two."""
    inset = "  " if block.markup is None and block.kind == "bullet" else ""
    return [inset + clean(line) for line in block.plain_lines()]


def state_text(state: ArticleState) -> str:
    """What a reader did with an article, but for reading it: `starred · #check · 2 notes`; empty where nothing."""
    notes = plural(state.notes, "note") if state.notes else ""
    tags = " ".join(f"#{tag}" for tag in state.tags)
    return " · ".join(filter(None, ["starred" if state.starred else "", "marked" if state.marked else "", tags, notes]))


def date_text(date: PublicationDate | None) -> str:
    """`14 Mar 2031`, `15–16 Mar 2031`, or `undated`."""
    if date is None:
        return "undated"
    year, month, day = date.first.split("-")
    if date.precision == "year":
        return year
    if date.precision == "month":
        return f"{MONTHS[int(month) - 1]} {year}"
    text = f"{int(day)} {MONTHS[int(month) - 1]} {year}"
    if date.last == date.first:
        return text
    last_year, last_month, last_day = date.last.split("-")
    if (year, month) == (last_year, last_month):
        return f"{int(day)}–{int(last_day)} {MONTHS[int(month) - 1]} {year}"
    return f"{text}–{int(last_day)} {MONTHS[int(last_month) - 1]} {last_year}"


def write(library: Library, pieces: Iterable[str], *, out: str, force: bool) -> None:
    """Write pieces of text to standard output (`-`) or to a file. Raises UsageError and ArchiveError."""
    if out == "-":
        for piece in pieces:
            sys.stdout.write(piece)
        sys.stdout.flush()
    else:
        library.write_file(Path(out), pieces, force=force)


def lines(items: Sequence[str]) -> Iterable[str]:
    """Each with a line feed."""
    return (f"{item}\n" for item in items)
