"""What is copied: an excerpt, an excerpt as a quotation with its source, an article. Clean text, free of any width.

What is not known of a source falls away with its comma; nothing stands in for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reader.article import Article
from reader.text import SafeText, clean
from reader.tui.dates import long_date

NO_RECORDS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Text out of an article: paragraphs, and the lines of the dump, [first, last], that it stands on.

    `article` is None where a text has no source, such as a message.
    """

    paragraphs: tuple[str, ...]
    article: Article | None = None
    lines: tuple[int, int] | None = None


def excerpt_text(excerpts: Iterable[Excerpt]) -> SafeText:
    """The excerpts alone: one paragraph a line, without a line's end at the end, so that a shell runs none of it."""
    return _joined("\n".join(excerpt.paragraphs) for excerpt in excerpts)


def quotation(excerpts: Iterable[Excerpt], style: str = "plain", records: Mapping[str, str] = NO_RECORDS) -> SafeText:
    """The excerpts as quotations, each with its source in a style of `QUOTE_STYLES`.

    `records` has, by an article's id, its record in a style that is an export format.
    """
    write = {"markdown": _quoted_in_markdown, "wiki": _quoted_in_wiki}.get(style, _quoted)
    return _joined(
        f"{_quoted(each)}\n\n{records[each.article.id]}" if each.article and each.article.id in records else write(each)
        for each in excerpts
    )


def source_line(article: Article, lines: tuple[int, int] | None = None) -> SafeText:
    """`Harbour Wire, "Ferry talks resume in Lindholm", 14 March 2031 (id a7c1e04b, march-2031.txt line 15)`."""
    date = long_date(article.date) if article.date else ""
    first, last = lines or (article.place.line_start, article.place.line_end)
    where = f"line {first}" if first == last else f"lines {first}–{last}"
    known = [article.outlet or "", in_marks(article.title), date]
    return clean(f"{', '.join(filter(None, known))} (id {article.id}, {article.place.dump} {where})")


def heading_text(article: Article) -> SafeText:
    """Title, then outlet and date as far as they are known: what is copied of an article in the list."""
    return clean("\n".join(filter(None, [_line(article.title), _outlet_and_date(article)])), multiline=True)


def article_text(article: Article) -> SafeText:
    """A whole article: title, outlet and date, then headings, paragraphs and bullets with a blank line between them."""
    body: list[str] = [heading_text(article)]
    if article.standfirst:
        body.append(_line(article.standfirst))
    for section in article.sections:
        if section.heading is not None:
            body.append(_line(section.heading))
        for block in section.blocks:
            text = "\n".join(_line(line) for line in block.plain_lines())
            if block.markup is not None and block.markup.before == "close":
                body[-1] += f"\n{text}"
            else:
                body.append(text)
    return clean("\n\n".join(body), multiline=True)


def headings(articles: Sequence[Article], *, sources: bool) -> SafeText:
    """Several articles by their headings, or each by its source line."""
    texts = [f"— {source_line(each)}" if sources else str(heading_text(each)) for each in articles]
    return clean(("\n" if sources else "\n\n").join(texts), multiline=True)


def in_marks(text: str) -> str:
    """The text in quotation marks: straight ones, or curved where it has straight ones itself."""
    return f"“{text}”" if '"' in text else f'"{text}"'


def _quoted(excerpt: Excerpt) -> str:
    text = in_marks("\n".join(excerpt.paragraphs))
    return text if excerpt.article is None else f"{text}\n— {source_line(excerpt.article, excerpt.lines)}"


def _quoted_in_markdown(excerpt: Excerpt) -> str:
    lines = [f"> {_line(text)}" for text in excerpt.paragraphs]
    if excerpt.article is not None:
        lines.append(f"> — {source_line(excerpt.article, excerpt.lines)}")
    return "\n>\n".join(lines)


def _quoted_in_wiki(excerpt: Excerpt) -> str:
    """A reference as wikis write it; what is not known is left out."""
    text, article = " ".join(map(_line, excerpt.paragraphs)), excerpt.article
    if article is None:
        return _quoted(excerpt)
    fields = {
        "title": article.title,
        "newspaper": article.outlet or "",
        "author": article.byline or "",
        "date": long_date(article.date) if article.date else "",
        "quote": text,
    }
    told = " ".join(f"|{name}={_in_wiki(value)}" for name, value in fields.items() if value)
    return f"<ref>{{{{cite news {told}}}}}</ref>"


def _in_wiki(text: str) -> str:
    """A value that a template takes as text: its own signs as entities."""
    return "".join(f"&#{ord(letter)};" if letter in "|{}[]<>&=" else letter for letter in _line(text))


def _outlet_and_date(article: Article) -> str:
    return ", ".join(filter(None, [_line(article.outlet or ""), long_date(article.date) if article.date else ""]))


def _joined(texts: Iterable[str]) -> SafeText:
    return clean("\n\n".join(texts).strip("\n"), multiline=True)


def _line(text: str) -> str:
    """A text of one line: a line feed in it is none of ours."""
    return clean(text)
