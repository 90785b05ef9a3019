"""Articles as a table: RFC 4180, guarded against spreadsheets that take a text for a formula."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from reader.export.characters import visible
from reader.export.dates import iso_date
from reader.taking import ExportOptions, Selection, Taken

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

COLUMNS = (
    "id", "title", "outlet", "agency", "date", "date_precision", "date_basis", "kind", "series", "day", "topics",
    "tags", "words", "dump", "start", "end", "sha256",
)  # fmt: skip
"""`day` is the number in its series; `start` and `end` are bytes of the dump, the end not included."""

# What spreadsheets read as the beginning of a formula (CWE-1236, OWASP "CSV Injection"), in both widths.
_FORMULA = re.compile("^[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def export_csv(selection: Selection) -> Iterator[bytes]:
    """A header, then a row an article. Lists are joined with `; `; the body, where it is asked for, stands last."""
    options = selection.options
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    if options.excel:
        yield BYTE_ORDER_MARK
    columns = [*COLUMNS, *(["notes"] if options.notes else []), *(["body"] if options.body else [])]
    writer.writerow(columns)
    for taken in selection.articles():
        row = _row(taken, options)
        writer.writerow(row if options.raw_csv else map(guarded, row))
        yield written.getvalue().encode()
        written.seek(0)
        written.truncate()
    yield written.getvalue().encode()


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _row(taken: Taken, options: ExportOptions) -> Sequence[str]:
    article = taken.article
    date, series, place = article.date, article.series, article.place
    cells = [
        article.id,
        article.title,
        article.outlet or "",
        article.agency or "",
        iso_date(date) if date else "",
        date.precision if date else "",
        date.basis if date else "",
        article.kind or "",
        series.name if series else "",
        str(series.number) if series else "",
        "; ".join(article.topics),
        "; ".join(taken.tags),
        str(article.words),
        place.dump,
        str(place.byte_start),
        str(place.byte_end),
        place.digest,
    ]
    row = [visible(cell) for cell in cells]
    if options.notes:
        row.append(visible("\n".join(note.text for note in taken.notes), multiline=True))
    if options.body:
        row.append("\n".join(visible(part.text) for part in article.parts()[1:]))
    return row
