"""Articles as plain text: paragraphs as they are, nothing that a terminal obeys, lines no wider than asked."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from reader.article import Article, PublicationDate
from reader.export.article_text import export_text
from reader.export.characters import visible
from reader.export.dates import date_words
from reader.export.record_line import record_line
from reader.export.wrapping import cells_of, wrap
from reader.kept import TextSpan
from reader.taking import ExportOptions, Taken
from reader.text import collapse
from tests.articles import make_article
from tests.exports import (
    FERRY,
    NOTED,
    PORT,
    chosen,
    hostile_selection,
    hostile_texts,
    note,
    one,
    stored,
    written,
)
from tests.hostile import is_clean
from tests.markdown_files import TITLED, Write


def test_one_article() -> None:
    assert (
        written(export_text, one(FERRY))
        == f"""Ferry talks resume in Lindholm
Harbour Wire, 14 March 2031

Diplomacy

• Talks on the Karrow ferry resumed in Lindholm on Friday.

-- {record_line(FERRY)}
"""
    )


def test_articles_are_parted_by_form_feeds() -> None:
    pages = written(export_text, chosen([FERRY, PORT, FERRY], query="port")).split("\f\n")
    assert [page.split("\n", 1)[0] for page in pages] == [FERRY.title, PORT.title, FERRY.title]
    assert all(page.endswith("\n") for page in pages)
    dossier = written(
        export_text, chosen([FERRY, PORT], title="Port watch", foreword="Mine.\nIts second line.\n\nMore.")
    )
    assert dossier.split("\f\n")[0] == "Port watch\n\nMine.\nIts second line.\n\nMore.\n"
    assert len(dossier.split("\f\n")) == 3


@pytest.mark.parametrize(
    ("first", "last", "precision", "told"),
    [
        ("2031-03-14", "2031-03-14", "day", "14 March 2031"),
        ("2031-03-01", "2031-03-31", "month", "March 2031"),
        ("2031-01-01", "2031-12-31", "year", "2031"),
        ("2031-03-13", "2031-03-14", "span", "13–14 March 2031"),
        ("2031-03-28", "2031-04-02", "span", "28 March – 2 April 2031"),
        ("2031-12-30", "2032-01-02", "span", "30 December 2031 – 2 January 2032"),
        ("not a day", "not a day", "day", "not a day"),
    ],
)
def test_dates_in_words(first: str, last: str, precision: str, told: str) -> None:
    assert date_words(PublicationDate(first, last, precision, "")) == told  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("basis", "inferred"),
    [
        ('line "Published On 14 Mar 2031"', False),
        ('dateline "LINDHOLM, March 14, 2031"', False),
        ("front matter", False),
        ('field "date"', False),
        ('opening line "On Friday, March 14", year from series day 1,396', True),
        ('dateline "LINDHOLM, March 14", year by its weekday and the years named in the text', True),
        ("series day 1,396, counted from a dated part", True),
        ('"Friday" in the text, between articles of 2031-03-13 and 2031-03-15 in the dump', True),
    ],
)
def test_an_inferred_date_says_so(basis: str, inferred: bool) -> None:
    dated = replace(FERRY, date=PublicationDate("2031-03-14", "2031-03-14", "day", basis))
    line = written(export_text, one(dated)).split("\n")[1]
    assert line == "Harbour Wire, 14 March 2031" + (" (date inferred)" if inferred else "")


def test_what_is_not_known_is_left_out() -> None:
    lines = written(export_text, one(replace(PORT, byline=None))).split("\n")
    assert lines[:3] == [PORT.title, "", "Insurers doubled their rates for Brennvik."]


def test_notes_stand_behind_bars() -> None:
    notes = (note("On the whole\n\nand more"), note("On it", "Karrow ferry", TextSpan(2, 13, 25), 2))
    text = written(export_text, one(Taken(FERRY, ("ferry",), notes, "Why"), options=NOTED))
    assert "Tags: ferry\n\n| Why\n\n| On the whole\n|\n| and more\n" in text
    assert "Lindholm on Friday.\n\n| On “Karrow ferry”:\n| On it\n" in text
    assert "On it" not in written(export_text, one(Taken(FERRY, (), notes)))


def test_the_source_as_it_was() -> None:
    source = "Title | Wire\r\n\r\nRecommended Stories\n\x1b[31mred\t\u202e\n\n"
    raw = ExportOptions(raw=True)
    text = written(export_text, one(FERRY, raw=lambda _: source, options=raw))
    assert text == f"Title | Wire\n\nRecommended Stories\n␛[31mred\t<U+202E>\n\n-- {record_line(FERRY)}\n"


def check(article: Article) -> None:
    """Split at its blank lines, the export has the article's paragraphs."""
    text = written(export_text, one(article))
    assert is_clean(text.replace("\n", ""))
    head, *blocks = text.removesuffix("\n").split("\n\n")
    assert head.split("\n")[0] == visible(article.title)
    expected = [visible(article.standfirst)] if article.standfirst else []
    for section in article.sections:
        expected += [visible(section.heading)] if section.heading is not None else []
        expected += [("• " if block.kind == "bullet" else "") + visible(block.text) for block in section.blocks]
    assert blocks == [*expected, f"-- {record_line(article)}"]


def test_hostile_text_stays_text() -> None:
    for text in hostile_texts():
        check(make_article(text, text, headed=[(text, [text], [text])], outlet=text, dump=text))


def test_the_hostile_texts_of_others_stay_text(shared: Path) -> None:
    texts = hostile_texts(shared)
    check(make_article("All", *texts, headed=[(text, [], [text]) for text in texts]))
    pages = written(export_text, hostile_selection(texts[::20]))
    assert is_clean(pages.replace("\n", "").replace("\f", ""))
    assert len(pages.split("\f\n")) == len(texts[::20]) + 1


def test_the_articles_of_a_real_dump(shared: Path) -> None:
    for article in stored(shared / "seed" / "dump.txt"):
        check(article)


@settings(deadline=None)
@given(st.text(st.sampled_from("ab 渡轮é\u0301\u200d👩👧❤\ufe0f") | st.characters(), max_size=60), st.integers(4, 20))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    text = visible(collapse(text))
    lines = list(wrap(text, width, "• ", "  "))
    for line in lines:
        assert cells_of(line) <= width or len(line) == 3, "but for one letter that has no room"
        assert wcswidth(line) <= cells_of(line), "what others measure is no wider"
    assert "".join(line[2:] for line in lines).replace(" ", "") == text.replace(" ", "")
    assert " ".join(lines).split()[0] == "•"


def test_words_stay_whole_where_they_can() -> None:
    article = make_article(
        "Port", "Insurers doubled their rates for Brennvik on Friday.", headed=[("A", [], ["x " * 20])]
    )
    text = written(export_text, one(article, options=ExportOptions(wrap=20)))
    assert "Insurers doubled\ntheir rates for\nBrennvik on Friday.\n" in text
    assert "• x x x x x x x x x\n  x x x" in text


def test_markdown_keeps_its_lines(tmp_path: Path) -> None:
    article = Write(tmp_path)(
        TITLED + "one\\\ntwo\n\n1. a\n   - b\n\n```\nif x:\n\n    y\n```\n\n|a|b|\n|-|-|\n|c|d|\n"
    )
    text = written(export_text, one(article, options=ExportOptions(wrap=12)))
    assert "one\ntwo\n\n  1. a\n    • b\n\n  if x:\n\n      y\n\na | b\nc | d\n" in text
