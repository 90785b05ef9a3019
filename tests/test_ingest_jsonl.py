"""Files with one article a line: plain records, and those that an export wrote."""

import json
from pathlib import Path
from typing import Any

import pytest

from reader.article import Article
from reader.errors import InputError
from reader.ingest.intake import open_intake
from reader.results import Notice

PLAIN = {
    "id": "x1",
    "title": "Boats leave",
    "body": "They left.\nAt noon.\n\nThey came back.",
    "date": "2031-03-14",
    "source": "Harbour Wire",
}


def read(tmp_path: Path, *lines: Any, name: str = "articles.jsonl") -> tuple[list[Article], list[Notice]]:
    path = tmp_path / name
    path.write_text("".join((each if isinstance(each, str) else json.dumps(each)) + "\n" for each in lines), "utf-8")
    with open_intake(path) as intake:
        return list(intake.articles()), intake.notices


def test_a_plain_record(tmp_path: Path) -> None:
    article = read(tmp_path, "", PLAIN)[0][0]
    assert (article.title, article.outlet, article.outlet_basis) == ("Boats leave", "Harbour Wire", 'field "source"')
    assert [(block.text, block.line) for block in article.sections[0].blocks] == [
        ("They left. At noon.", 2),
        ("They came back.", 2),
    ]
    assert article.date is not None and (article.date.first, article.date.precision) == ("2031-03-14", "day")
    assert (article.place.line_start, article.place.line_end, article.place.dump) == (2, 2, "articles.jsonl")


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("1987-02-26T15:01:01", "1987-02-26", "1987-02-26", "day"),
        ("2031-03-14T10:00:00+02:00", "2031-03-14", "2031-03-14", "day"),
        ("14 March 2031", "2031-03-14", "2031-03-14", "day"),
        ("Fri, 14 Mar 2031 10:00:00 GMT", "2031-03-14", "2031-03-14", "day"),
        ("March 14, 2031", "2031-03-14", "2031-03-14", "day"),
        ("2031-02", "2031-02-01", "2031-02-28", "month"),
        (2031, "2031-01-01", "2031-12-31", "year"),
    ],
)
def test_date_fields(value: object, first: str, last: str, precision: str, tmp_path: Path) -> None:
    date = read(tmp_path, {**PLAIN, "date": value})[0][0].date
    assert date is not None and (date.first, date.last, date.precision) == (first, last, precision)


@pytest.mark.parametrize("value", ["", None, "soon", "2031-13-40", "0000", "9" * 5000])
def test_a_date_that_is_none_stays_unknown(value: object, tmp_path: Path) -> None:
    assert read(tmp_path, {**PLAIN, "date": value})[0][0].date is None


def test_what_is_missing_is_made_up_from_what_is_there(tmp_path: Path) -> None:
    long = (
        "A barge that carries the grain of three towns down the river has sunk at the lock of Hask before dawn. More."
    )
    bodies, notices = read(
        tmp_path, {"body": "Short one. And more."}, {"body": long}, {"title": "Only a title"}, {"id": "y"}
    )
    assert [article.title for article in bodies] == [
        "Short one.",
        "A barge that carries the grain of three towns down the river has sunk at the…",
        "Only a title",
    ]
    assert bodies[2].sections[0].blocks[0].text == "Only a title"
    assert [(notice.line, "no body" in notice.text) for notice in notices] == [(4, True)]


def test_bad_lines_are_skipped_and_named(tmp_path: Path) -> None:
    bad = [
        "not json",
        "[1]",
        '{"body": {"a": 1}}',
        '{"body": ["x"]}',
        "[" * 100_000,
        '{"schema": "broadsheet/article/1", "sections": 3}',
    ]
    articles, notices = read(tmp_path, *bad, PLAIN)
    assert len(articles) == 1 and articles[0].place.line_start == 7
    assert [notice.line for notice in notices] == [1, 2, 3, 4, 5, 6]
    assert len(read(tmp_path, *["x"] * 500, PLAIN)[1]) < 30


def test_a_record_as_long_as_a_book_is_read_whole_and_a_longer_one_is_named(tmp_path: Path) -> None:
    book = {"title": "All reports", "body": "Boats left the quay at noon. " * 100_000}
    articles, notices = read(tmp_path, book, {"title": "Endless", "body": "x" * (17 << 20)}, PLAIN)
    assert [article.title for article in articles] == ["All reports", "Boats leave"]
    assert articles[0].words == 600_000
    assert "line 2 is longer than any record may be; skipped" in {notice.text for notice in notices}


def test_a_file_without_any_article_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no line of it is an article"):
        read(tmp_path, "{", '{"id": 1}')


def test_lone_surrogates_and_controls_come_through(tmp_path: Path) -> None:
    article = read(tmp_path, '{"title": "a\\ud800b", "body": "x\\u0000y\\u001b[31m"}')[0][0]
    assert (article.title, article.sections[0].blocks[0].text) == ("a\ufffdb", "x\0y\x1b[31m")


def test_an_export_can_be_added_again(tmp_path: Path) -> None:
    pages = Path(__file__).parent / "data" / "ingest" / "pages.txt"
    with open_intake(pages) as intake:
        originals = list(intake.articles())
    copies = read(tmp_path, *map(record, originals), name="export.json")[0]
    assert [article.id for article in copies] == [article.id for article in originals]
    for copy, original in zip(copies, originals, strict=True):
        for name in (
            "kicker",
            "standfirst",
            "byline",
            "kind",
            "outlet",
            "outlet_basis",
            "agency",
            "dateline",
            "date",
            "series",
        ):
            assert getattr(copy, name) == getattr(original, name)
        assert [part.text for part in copy.parts()] == [part.text for part in original.parts()]
        assert [each.text for each in copy.captions] == [each.text for each in original.captions]


def record(article: Article) -> dict[str, Any]:
    """The record of contract 1."""
    date, series = article.date, article.series
    return {
        "schema": "broadsheet/article/1",
        **{name: getattr(article, name) for name in ("id", "title", "kicker", "standfirst", "byline", "kind")},
        **{name: getattr(article, name) for name in ("outlet", "outlet_basis", "agency", "dateline")},
        "date": date.first if date else None,
        "date_precision": date.precision if date else None,
        "date_basis": date.basis if date else None,
        "series": {"name": series.name, "number": series.number} if series else None,
        "sections": [
            {
                "heading": section.heading,
                "blocks": [{"kind": b.kind, "text": b.text, "line": b.line} for b in section.blocks],
            }
            for section in article.sections
        ],
        "captions": [{"text": each.text, "credit": each.credit, "line": each.line} for each in article.captions],
        "removed": [{"line": each.line, "text": each.text, "reason": each.reason} for each in article.removed],
    }
