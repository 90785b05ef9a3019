"""The figures of a story as others can use them: text, Markdown, HTML and JSON."""

from collections.abc import Callable, Iterator

from reader.comparison import StoryColumn, StoryFigures, StoryRow, StoryValue
from reader.export.markup import escape_html, escape_markdown
from reader.export.pages import html_page
from reader.export.records import to_json
from reader.text import clean

_NOT_SAID, _ODD = "–", " ≠"


def story_text(found: StoryFigures) -> Iterator[str]:
    """A block a quantity: what was counted, then a line a report with its value and sentence; `≠` before odd ones."""
    for number, column in enumerate(found.columns, 1):
        yield f"{number:>2}  {clean(_over(column))}\n"
    for row in found.rows:
        yield f"\n{clean(_what(row))}\n"
        for number, value in enumerate(row.values, 1):
            if value is not None:
                yield f"{_ODD if value.odd else '  '} {number:>2}  {clean(value.text)}: {clean(value.sentence)}\n"
    for title in found.unread:
        yield f"\nnot read: {clean(title)}\n"


def story_markdown(found: StoryFigures) -> Iterator[str]:
    """A table: a row a quantity, a column a report in time order."""
    yield "# Figures of a story\n\n"
    heads = "".join(f" {escape_markdown(_over(column))} |" for column in found.columns)
    yield f"| |{heads}\n|---|{'---|' * len(found.columns)}\n"
    for row in found.rows:
        cells = "".join(f" {escape_markdown(_cell(value))} |" for value in row.values)
        yield f"| {escape_markdown(_what(row))} |{cells}\n"


def story_html(found: StoryFigures) -> Iterator[str]:
    """The same table as a page without anything remote."""
    heads = "".join(f"<th>{escape_html(_over(column))}</th>" for column in found.columns)
    rows = "\n".join(
        f"<tr><th>{escape_html(_what(row))}</th>"
        + "".join(f"<td>{escape_html(_cell(value))}</td>" for value in row.values)
        + "</tr>"
        for row in found.rows
    )
    table = f"<table><thead><tr><th></th>{heads}</tr></thead><tbody>\n{rows}\n</tbody></table>"
    yield html_page("Figures of a story", f"<h1>Figures of a story</h1>\n{table}")


def story_json(found: StoryFigures) -> Iterator[str]:
    """One record, as docs/records.md says."""
    record = {
        "articles": [
            {"title": each.title, "outlet": each.outlet, "date": each.date.first if each.date else None}
            for each in found.columns
        ],
        "figures": [
            {
                "what": row.what,
                "unit": row.unit,
                "values": [
                    {"text": value.text, "value": value.value, "sentence": value.sentence, "odd": value.odd}
                    if value
                    else None
                    for value in row.values
                ],
            }
            for row in found.rows
        ],
    }
    yield to_json(record, indent=2) + "\n"


STORY_FORMATS: dict[str, Callable[[StoryFigures], Iterator[str]]] = {
    "text": story_text,
    "markdown": story_markdown,
    "html": story_html,
    "json": story_json,
}


def _over(column: StoryColumn) -> str:
    return ", ".join(filter(None, [column.title, column.outlet, column.date.first if column.date else None]))


def _what(row: StoryRow) -> str:
    return row.what + (f" ({row.unit})" if row.unit else "")


def _cell(value: StoryValue | None) -> str:
    return value.text + (_ODD if value.odd else "") if value else _NOT_SAID
