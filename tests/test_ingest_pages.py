"""Pages of several outlets, as scrapers leave them, and the small rules that take them apart."""

import json
from pathlib import Path
from typing import Any

import pytest

from reader.article import Article
from reader.ingest.intake import load_profile, open_intake
from reader.results import Notice

DATA = Path(__file__).parent / "data" / "ingest"
SAMPLE = Path(__file__).resolve().parent.parent / "sample_corpus"


def read(path: Path) -> tuple[list[Article], list[Notice], tuple[str, ...]]:
    with open_intake(path, profile=load_profile(SAMPLE)) as intake:
        return list(intake.articles()), intake.notices, intake.header


def dump(tmp_path: Path, *pieces: str, header: str = "") -> list[Article]:
    """Articles of a dump whose pieces are written with | for a line end."""
    path = tmp_path / "dump.txt"
    text = "\n\nSource link\n\n".join(piece.replace("/", "\n") for piece in pieces)
    path.write_text(f"{header}\n\n{text}\n\nSource link\n" if header else f"{text}\n\nSource link\n", encoding="utf-8")
    return read(path)[0]


def facts(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "kicker": article.kicker,
        "lines": [article.place.line_start, article.place.line_end],
        "standfirst": article.standfirst,
        "byline": article.byline,
        "kind": article.kind,
        "outlet": article.outlet,
        "agency": article.agency,
        "dateline": article.dateline,
        "date": article.date.first if article.date else None,
        "sections": [
            [section.heading, [f"{block.kind[0]} {block.line}" for block in section.blocks]]
            for section in article.sections
        ],
        "captions": [[caption.line, caption.text, caption.credit] for caption in article.captions],
        "removed": [residue.line for residue in article.removed],
    }


def test_pages_of_many_outlets() -> None:
    articles, notices, header = read(DATA / "pages.txt")
    assert header == ("River",)
    assert [facts(article) for article in articles] == json.loads((DATA / "pages.json").read_text(encoding="utf-8"))
    assert [(notice.line, "header" in notice.text) for notice in notices] == [(1, True), (178, False)]


def test_every_inference_says_what_it_was_read_from() -> None:
    for article in read(DATA / "pages.txt")[0]:
        assert (article.outlet is None) == (article.outlet_basis is None)
        assert article.date is None or article.date.basis


HEADS = [
    ("Boats leave | River trade News", "Boats leave", "River trade News", None),
    ("Boats leave | World News | Sky News", "Boats leave", "World News | Sky News", "Sky News"),
    ("Boats leave - BBC News", "Boats leave", "BBC News", "BBC News"),
    ("Boats leave – Los Angeles Times", "Boats leave", "Los Angeles Times", "Los Angeles Times"),
    ("Boats leave - and come back", "Boats leave - and come back", None, None),
    ("Opinion | Why boats leave", "Why boats leave", "Opinion", None),
    ("Rates a|b and x | y", "Rates a|b and x", "y", None),
]


@pytest.mark.parametrize(("line", "title", "kicker", "outlet"), HEADS)
def test_title_and_suffix(line: str, title: str, kicker: str | None, outlet: str | None, tmp_path: Path) -> None:
    article = dump(tmp_path, f"{line}//The boats left at noon, the harbour office said.")[0]
    assert (article.title, article.kicker, article.outlet) == (title, kicker, outlet)


def test_a_bar_in_the_text_is_no_suffix(tmp_path: Path) -> None:
    article = dump(tmp_path, "A title//One | two | three, the office said.")[0]
    assert article.sections[0].blocks[0].text == "One | two | three, the office said."


def test_the_header_of_each_page_is_set_apart(tmp_path: Path) -> None:
    piece = "Boats leave the harbour at noon//They left at noon, the office said.//And they came back."
    articles = dump(
        tmp_path, piece, f"Ostrana//{piece}", "Ostrana//A second heading stays//Text follows.", header="Ostrana"
    )
    assert [article.title for article in articles][:2] == ["Boats leave the harbour at noon"] * 2
    assert articles[0].id == articles[1].id


def test_a_short_title_without_header_is_a_title(tmp_path: Path) -> None:
    article = dump(tmp_path, "Boats leave//They left at noon, the office said.//And they came back.")[0]
    assert article.title == "Boats leave"


TABLE = "A table//Shr 34 cts vs 1.19//Net 807,000 vs 2,858,000//ASSETS 510.2 MLN//Note: one off"


def test_rows_of_a_table_are_no_headings_and_none_is_lost(tmp_path: Path) -> None:
    article = dump(tmp_path, TABLE)[0]
    assert [part.kind for part in article.parts()] == ["title", *["paragraph"] * 4]


def test_wire_dashes_are_text_and_rows_of_dashes_are_bullets(tmp_path: Path) -> None:
    wire, rows = dump(
        tmp_path, "A wire//-- wheat 2 mln acres//-- corn 1 mln acres", "A list//It has three:/- one/- two/* a"
    )
    assert [block.text for block in wire.sections[0].blocks] == ["-- wheat 2 mln acres", "-- corn 1 mln acres"]
    assert [(block.kind, block.text) for block in rows.sections[-1].blocks][1:] == [
        ("bullet", "one"),
        ("bullet", "two"),
        ("paragraph", "* a"),
    ]


def test_a_lead_is_no_standfirst(tmp_path: Path) -> None:
    leads = [
        "Shells hit the harbour at Brennvik on Thursday, killing four people.",
        "Veldmark plans to build ten barges by autumn, a senior official said.",
        "March 14 (Courier) — The ferry sails again.",
        "“The boat leaves at noon,” says Ilse Maren.",
        "The boats of both sides clashed this week, as the ice broke.",
    ]
    second = "The harbour office in Brennvik said on Friday that Ilse Maren of Veldmark had asked for a ferry."
    for article in dump(tmp_path, *[f"Harbour | Border conflict News//{lead}//{second}//More." for lead in leads]):
        assert article.standfirst is None


def test_what_stands_between_title_and_byline_is_a_standfirst(tmp_path: Path) -> None:
    article = dump(tmp_path, "A fair//Forty soups were served. One won.//By Ada Winther//The rules are old.")[0]
    assert article.standfirst == "Forty soups were served. One won."
    assert article.byline == "Ada Winther"


def test_after_the_last_separator_text_is_an_article_and_a_page_foot_is_none(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    first = "One title here\n\nThe first text ends here.\n\nSource link\n\n"
    path.write_text(first + "Another title here\n\nThe second text has no end, the office said.\n", encoding="utf-8")
    articles = read(path)[0]
    assert [article.title for article in articles] == ["One title here", "Another title here"]
    assert articles[1].place.line_end == 9
    path.write_text(first + "« Older\n\n1 2 3\n", encoding="utf-8")
    articles, notices, _ = read(path)
    assert len(articles) == 1
    assert any("no article" in notice.text for notice in notices)


def test_ids_follow_from_the_text_alone(tmp_path: Path) -> None:
    one, two, three = dump(tmp_path, "A title//Some  text.", "A title///Some text.", "A title//Other text.")
    assert one.id == two.id != three.id
    assert len(one.id) == 12 and int(one.id, 16) >= 0


def test_outlets_are_not_guessed(tmp_path: Path) -> None:
    pieces = [
        "Boats | Anything News//Text was told to Al Jazeera, the office said.",
        "Boats//KARROW (Reuters) - A boat sailed.",
        "Boats//Text.//With inputs from Reuters",
    ]
    articles = dump(tmp_path, *pieces)
    assert [article.outlet for article in articles] == [None] * 3
    assert [article.agency for article in articles] == [None, "Reuters", "Reuters"]
