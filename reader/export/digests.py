"""What has changed as others can use it: text, Markdown, HTML and JSON."""

from collections.abc import Callable, Iterator, Sequence

from reader.digest import Digest, DigestArticle, DigestSearch, MovedFigure, count_changed
from reader.export.markup import escape_html, escape_markdown
from reader.export.pages import html_page
from reader.export.records import Record, to_json
from reader.text import clean

_TITLE = "What has changed"
_FIGURES = "Figures that moved"
_HEADS = ("what", "before", "after", "", "said before", "says now")


def digest_text(found: Digest) -> Iterator[str]:
    """A block a saved search: a line for it, one an article, then each figure that moved with both sentences."""
    for number, search in enumerate(found.searches):
        yield "\n" * bool(number) + f"{clean(search.name)}: {clean(_summary(search))}\n"
        for article in search.articles:
            date = article.date.first if article.date else "undated"
            outlet = clean(article.outlet or "")
            yield f"  {clean(article.id)}  {date:<10}  {outlet:<18}  {clean(_title(article))}\n"
        if search.more:
            yield f"  … and {search.more:,} more\n"
        if search.figures:
            yield f"  {_FIGURES}\n"
        for figure in search.figures:
            yield f"    {clean(_moved(figure))}\n"
            for title, quote in _quotes(figure):
                yield f"      {clean(title)}: {clean(quote)}\n"
        if search.uncompared:
            yield f"  {_uncompared(search)}\n"


def digest_markdown(found: Digest) -> Iterator[str]:
    """A section a saved search: a list of articles, and a table of the figures that moved."""
    yield f"# {_TITLE}\n"
    for search in found.searches:
        yield f"\n## {escape_markdown(search.name)}\n\n{escape_markdown(_summary(search))}\n"
        if search.articles:
            yield "\n"
        for article in search.articles:
            yield f"- {escape_markdown(_line(article))}\n"
        if search.more:
            yield f"\n… and {search.more:,} more\n"
        if search.figures:
            yield f"\n### {_FIGURES}\n\n| {' | '.join(_HEADS)} |\n|{'---|' * len(_HEADS)}\n"
        for figure in search.figures:
            yield f"| {' | '.join(map(escape_markdown, _cells(figure)))} |\n"
        if search.uncompared:
            yield f"\n{_uncompared(search)}\n"


def digest_html(found: Digest) -> Iterator[str]:
    """One page without anything remote, with a list and a table a saved search."""
    body = [f"<h1>{_TITLE}</h1>"]
    for search in found.searches:
        body.append(f"<h2>{escape_html(search.name)}</h2>\n<p>{escape_html(_summary(search))}</p>")
        if search.articles:
            rows = "\n".join(f"<li>{escape_html(_line(article))}</li>" for article in search.articles)
            body.append(f"<ul>\n{rows}\n</ul>")
        if search.more:
            body.append(f"<p>… and {search.more:,} more</p>")
        if search.figures:
            body.append(f"<h3>{_FIGURES}</h3>\n{_table(search.figures)}")
        if search.uncompared:
            body.append(f"<p>{_uncompared(search)}</p>")
    yield html_page(_TITLE, "\n".join(body))


def digest_json(found: Digest) -> Iterator[str]:
    """One record, as docs/records.md says."""
    record: Record = {
        "schema": "broadsheet/digest/1",
        "searches": [_search_record(search) for search in found.searches],
    }
    yield to_json(record, indent=2) + "\n"


DIGEST_FORMATS: dict[str, Callable[[Digest], Iterator[str]]] = {
    "text": digest_text,
    "markdown": digest_markdown,
    "html": digest_html,
    "json": digest_json,
}


def _search_record(search: DigestSearch) -> Record:
    return {
        "name": search.name,
        "query": search.query,
        "since": search.since or None,
        "total": search.total,
        "new": search.new,
        "revised": search.revised,
        "articles": [
            {
                "id": article.id,
                "title": article.title,
                "outlet": article.outlet,
                "date": article.date.first if article.date else None,
                "revised": article.revised,
            }
            for article in search.articles
        ],
        "more": search.more,
        "figures": [
            {
                "what": figure.what,
                "unit": figure.unit,
                "verdict": "later" if figure.later else "conflict",
                "before": _side_record(
                    figure.before_id, figure.before_title, figure.before, figure.before_value, figure.quote_before
                ),
                "after": _side_record(
                    figure.after_id, figure.after_title, figure.after, figure.after_value, figure.quote_after
                ),
            }
            for figure in search.figures
        ],
        "uncompared": search.uncompared,
        "fault": search.fault or None,
    }


def _side_record(id: str, title: str, text: str, value: float, sentence: str) -> Record:
    return {"id": id, "title": title, "text": text, "value": value, "sentence": sentence}


def _summary(search: DigestSearch) -> str:
    if search.fault:
        return search.fault
    since = f" since {search.since}" if search.since else ""
    return f"{count_changed(search.new, search.revised)}{since}, {search.total:,} in all"


def _title(article: DigestArticle) -> str:
    return article.title + (" (revised)" if article.revised else "")


def _line(article: DigestArticle) -> str:
    date = article.date.first if article.date else None
    return ", ".join(filter(None, [_title(article), article.outlet, date, article.id]))


def _moved(figure: MovedFigure) -> str:
    what, before, after, verdict, *_ = _cells(figure)
    return f"{what}: {before} → {after}  ({verdict})"


def _cells(figure: MovedFigure) -> tuple[str, ...]:
    verdict = "later state" if figure.later else "conflict"
    quotes = (f"{title}: {quote}" for title, quote in _quotes(figure))
    return (figure.what, figure.before, figure.after, verdict, *quotes)


def _quotes(figure: MovedFigure) -> tuple[tuple[str, str], tuple[str, str]]:
    return (figure.before_title, figure.quote_before), (figure.after_title, figure.quote_after)


def _table(figures: Sequence[MovedFigure]) -> str:
    heads = "".join(f"<th>{head}</th>" for head in _HEADS)
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{escape_html(cell)}</td>" for cell in _cells(figure)) + "</tr>" for figure in figures
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>\n{rows}\n</tbody></table>"


def _uncompared(search: DigestSearch) -> str:
    return f"{search.uncompared:,} of these were not compared with earlier reports"
