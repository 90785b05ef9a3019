"""RIS, read by rispy, and CSL-JSON, held to its schema."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import rispy
from jsonschema import Draft7Validator

from reader.article import Article, PublicationDate
from reader.export.record_line import record_line
from reader.kept import Note
from reader.taking import Taken
from tests.articles import make_article
from tests.written_records import exported

SCHEMA = json.loads((Path(__file__).parent / "data" / "csl-data.json").read_text(encoding="utf-8"))
NOTE = Note(1, 1, "Ask for the manifest\nat the port", "2031-03-15T08:00:00Z", "2031-03-15T08:00:00Z")
DATES: list[Any] = [
    (("2031-03-14", "2031-03-14", "day"), "2031/03/14/", "2031", [[2031, 3, 14]]),
    (("2031-03-01", "2031-03-31", "month"), "2031/03//", "2031", [[2031, 3]]),
    (("2031-01-01", "2031-12-31", "year"), "2031///", "2031", [[2031]]),
    (("2031-03-13", "2031-03-14", "span"), "2031/03//", "2031", [[2031, 3, 13], [2031, 3, 14]]),
    (("2031-12-31", "2032-01-01", "span"), None, None, [[2031, 12, 31], [2032, 1, 1]]),
    (None, None, None, None),
]


def dated(facts: Any) -> Article:
    if facts is None:
        return make_article(day=None)
    first, last, precision = facts
    return replace(make_article(), date=PublicationDate(first, last, precision, 'line "Published"'))


def csl(*articles: Article | Taken) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(exported("csl-json", *articles))
    Draft7Validator(SCHEMA).validate(items)
    return items


def test_an_article_as_ris() -> None:
    article = make_article(headed=[("Diplomacy", ["diplomacy"], ["They met."])])
    assert exported("ris", article).decode() == (
        "TY  - NEWS\r\nTI  - Ferry talks resume in Lindholm\r\nT2  - Harbour Wire\r\nDA  - 2031/03/14/\r\n"
        f"PY  - 2031\r\nKW  - diplomacy\r\nN1  - {record_line(article)}\r\nER  - \r\n\r\n"
    )


@pytest.mark.parametrize(("facts", "day", "year", "parts"), DATES)
def test_dates_in_ris_and_csl_are_as_precise_as_they_are_known(
    facts: Any, day: str | None, year: str | None, parts: Any
) -> None:
    record = rispy.loads(exported("ris", dated(facts)).decode())[0]
    assert (record.get("date"), record.get("year")) == (day, year)
    issued = csl(dated(facts))[0].get("issued")
    assert (issued and issued["date-parts"]) == parts
    assert bool(issued and issued.get("circa")) == (facts is not None and facts[2] == "span")


def test_rispy_reads_as_many_records_as_were_written_and_their_fields() -> None:
    articles = [
        make_article(f"Number {number}: TY  - ER  -", byline="Ada Winther and Jon van der Holt Jr.")
        for number in range(5)
    ]
    records = rispy.loads(exported("ris", *articles).decode())
    assert [record["title"] for record in records] == [article.title for article in articles]
    assert all(record["type_of_reference"] == "NEWS" for record in records)
    assert records[0]["authors"] == ["Winther, Ada", "van der Holt, Jon, Jr."]
    assert records[0]["secondary_title"] == "Harbour Wire"
    assert records[0]["notes"] == [record_line(articles[0])]


def test_a_text_cannot_begin_a_line_of_ris_of_its_own() -> None:
    forged = make_article("Talks\r\nER  - \r\n\r\nTY  - BOOK\x0bTI  - Forged\u2028AU  - Nobody\x85")
    assert len(rispy.loads(exported("ris", forged).decode())) == 1


def test_what_is_not_known_has_no_tag_and_no_key() -> None:
    bare = make_article(outlet=None, day=None)
    assert exported("ris", bare).decode().count("  - ") == 4  # TY, TI, N1, ER
    assert set(csl(bare)[0]) == {"id", "type", "title", "note"}


def test_an_article_as_csl() -> None:
    article = make_article(byline="Ada Winther, Jon Holt Jr.", headed=[("Diplomacy", ["diplomacy"], ["They met."])])
    assert csl(article) == [
        {
            "id": article.id,
            "type": "article-newspaper",
            "title": article.title,
            "author": [{"family": "Winther", "given": "Ada"}, {"family": "Holt", "given": "Jon", "suffix": "Jr."}],
            "container-title": "Harbour Wire",
            "issued": {"date-parts": [[2031, 3, 14]]},
            "keyword": "diplomacy",
            "note": record_line(article),
        }
    ]


def test_no_articles_are_an_empty_array() -> None:
    assert csl() == [] and exported("ris") == b""


def test_tags_notes_and_remarks_go_where_each_format_has_them() -> None:
    taken = Taken(make_article(), ("port watch",), (NOTE,), "Names the ship.")
    record = rispy.loads(exported("ris", taken).decode())[0]
    assert record["keywords"] == ["port watch"]
    assert record["notes"][:2] == ["Names the ship.", "Ask for the manifest at the port"]
    item = csl(taken)[0]
    assert item["keyword"] == "port watch" and item["annote"] == f"Names the ship.\n{NOTE.text}"


def test_an_office_is_a_literal_name() -> None:
    assert csl(make_article(byline="Newsroom of the Coast"))[0]["author"] == [{"literal": "Newsroom of the Coast"}]
