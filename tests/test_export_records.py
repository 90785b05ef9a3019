"""CSV, counts by day, JSON and JSON Lines: read by the csv module at its strictest, and held to our JSON Schemas."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from reader.article import PublicationDate, Series
from reader.export.day_counts import counts_by_day, counts_csv
from reader.export.schemas import NAMES as SCHEMA_NAMES
from reader.export.schemas import schema_text
from reader.kept import Note, TextSpan
from reader.taking import ExportOptions, Taken
from tests.articles import make_article
from tests.written_records import exported

HEADER = "id,title,outlet,agency,date,date_precision,date_basis,kind,series,day,topics,tags,words,dump,start,end,sha256"
NOTE = Note(
    1, 1, "Ask for the manifest\nat the port", "2031-03-15T08:00:00Z", "2031-03-16T08:00:00Z", "They", TextSpan(1, 0, 4)
)


def rows(written: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""), strict=True))


def records(written: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.decode().splitlines()]


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(schema_text(name))
    Draft202012Validator.check_schema(found)
    return found


def test_a_table_has_its_header_and_a_row_an_article() -> None:
    article = replace(
        make_article(headed=[("Aid", ["aid", "port"], ["Two lorries."])]), series=Series("Key events", 1396)
    )
    written = exported("csv", article).decode()
    assert written == (
        f"{HEADER}\r\n{article.id},Ferry talks resume in Lindholm,Harbour Wire,,2031-03-14,day,given,,Key events,1396,"
        f"aid; port,,3,march.txt,{article.place.byte_start},{article.place.byte_end},{'0' * 64}\r\n"
    )


def test_an_empty_table_has_its_header() -> None:
    assert exported("csv").decode() == f"{HEADER}\r\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t="])
def test_a_spreadsheet_runs_nothing(start: str) -> None:
    article = make_article(f'{start}HYPERLINK("http://example.org", "a, b")', outlet=f"{start}1")
    assert rows(exported("csv", article))[1][1:3] == [f"'{article.title}", f"'{start}1"]
    unguarded = exported("csv", article, options=ExportOptions(raw_csv=True))
    assert rows(unguarded)[1][1:3] == [article.title, f"{start}1"]


def test_the_body_is_the_last_column_with_a_line_a_paragraph() -> None:
    article = make_article("Talks", 'The "ferry", she said', "", headed=[("Aid", [], ["-5 degrees"])])
    note = Taken(article, ("port", "ship"), (NOTE,))
    found = rows(exported("csv", note, options=ExportOptions(body=True, notes=True)))
    assert found[0] == [*HEADER.split(","), "notes", "body"]
    assert found[1][11] == "port; ship" and found[1][-2] == NOTE.text
    assert found[1][-1] == 'The "ferry", she said\n\nAid\n-5 degrees'


def test_excel_is_told_the_encoding() -> None:
    assert exported("csv", make_article("Ærø"), options=ExportOptions(excel=True)).startswith(b"\xef\xbb\xbfid,")


@pytest.mark.parametrize(
    ("date", "cell"),
    [
        (PublicationDate("2031-03-01", "2031-03-31", "month", "given"), "2031-03"),
        (PublicationDate("2031-01-01", "2031-12-31", "year", "given"), "2031"),
        (PublicationDate("2031-03-13", "2031-03-14", "span", "its place"), "2031-03-13/2031-03-14"),
        (None, ""),
    ],
)
def test_a_cell_has_the_date_as_far_as_it_is_known(date: PublicationDate | None, cell: str) -> None:
    assert rows(exported("csv", replace(make_article(), date=date)))[1][4] == cell


def test_counts_by_day_have_every_day_and_the_undated_last() -> None:
    dates = [(1, "2031-03-01", "2031-03-01"), (2, "2031-03-03", "2031-03-03"), (3, "2031-03-03", "2031-03-03"),
             (4, None, None), (5, "2031-03-01", "2031-03-31")]  # fmt: skip
    counts = counts_by_day(dates, [{1, 2, 4}, set()])
    assert rows(b"".join(counts_csv(counts, ["talks", "=cmd"]))) == [
        ["date", "talks", "'=cmd", "total", "talks ratio", "'=cmd ratio"],
        ["2031-03-01", "1", "0", "1", "1.0000", "0.0000"],
        ["2031-03-02", "0", "0", "0", "", ""],
        ["2031-03-03", "1", "0", "2", "0.5000", "0.0000"],
        ["", "1", "0", "2", "0.5000", "0.0000"],
    ]


def test_counts_of_an_empty_archive_are_a_header() -> None:
    assert rows(b"".join(counts_csv(counts_by_day([], [set()]), ["talks"]))) == [
        ["date", "talks", "total", "talks ratio"]
    ]


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_schemas_are_sound(name: str) -> None:
    schema(name)


def test_the_export_schema_holds_the_article_schema() -> None:
    article = {key: value for key, value in schema("article").items() if key not in ("$schema", "title")}
    assert schema("export")["$defs"]["article"] == article


def test_records_keep_to_their_schemas() -> None:
    plain = make_article("Talks", "One.", headed=[("Aid", ["aid"], ["Two."])])
    bare = make_article("Bare", outlet=None, day=None)
    taken = Taken(plain, ("port",), (NOTE, replace(NOTE, quote="", passage=None)), "Names the ship.")
    for record in records(exported("jsonl", plain, bare, taken)):
        Draft202012Validator(schema("article")).validate(record)
    whole = json.loads(exported("json", plain, bare, taken))
    Draft202012Validator(schema("export")).validate(whole)
    assert whole["count"] == 3 and whole["articles"] == records(exported("jsonl", plain, bare, taken))


def test_a_schema_refuses_what_is_no_record() -> None:
    record = records(exported("jsonl", make_article()))[0]
    for key in ("schema", "id", "sections", "notes"):
        missing = {name: value for name, value in record.items() if name != key}
        assert not Draft202012Validator(schema("article")).is_valid(missing)
    assert not Draft202012Validator(schema("article")).is_valid(record | {"date": "14 March 2031"})


def test_notes_and_tags_stand_in_the_records() -> None:
    record = records(exported("jsonl", Taken(make_article(), ("port", "ship"), (NOTE,), "Names the ship.")))[0]
    assert record["tags"] == ["port", "ship"] and record["remark"] == "Names the ship."
    assert record["notes"] == [
        {
            "text": NOTE.text,
            "quote": "They",
            "passage": {"part": 1, "start": 0, "end": 4},
            "made": "2031-03-15T08:00:00Z",
            "changed": "2031-03-16T08:00:00Z",
        }
    ]


def test_no_articles_are_an_empty_list() -> None:
    assert json.loads(exported("json")) == {"schema": "broadsheet/export/1", "query": None, "count": 0, "articles": []}
    assert exported("jsonl") == b""
