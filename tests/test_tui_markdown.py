"""Pages in Markdown come out as paragraphs that the line view paints."""

from pathlib import Path

import pytest

import reader.tui
from reader.text import markdown_parser
from reader.tui.document import Document, Paragraph
from reader.tui.layout import Layout
from reader.tui.markdown import markdown_document
from tests.hostile import HOSTILE, is_clean

PAGES = sorted((Path(reader.tui.__file__).parent / "pages").glob("*.md"))


def read(source: str) -> Document:
    return markdown_document(markdown_parser().parse(source))


def painted(source: str, width: int = 40) -> list[str]:
    layout = Layout(read(source), width)
    return ["".join(text for text, _ in layout.pieces(y)).rstrip() for y in range(layout.height)]


def styled(paragraph: Paragraph) -> dict[str, str]:
    return {span.style: paragraph.text[span.start : span.end] for span in paragraph.spans}


def test_headings_are_sections() -> None:
    document = read("# Desk\n\ntext\n\n## Keys\n\nmore")
    assert [document.paragraphs[n].text for n in document.sections] == ["Desk", "Keys"]
    assert [p.kind for p in document.paragraphs if p.kind != "blank"] == ["title", "paragraph", "heading", "paragraph"]


def test_emphasis_code_and_links_are_spans() -> None:
    paragraph = read("an *old* **quay** with `code` and [a page](https://wire.example/p)").paragraphs[0]
    assert paragraph.text == "an old quay with code and a page (https://wire.example/p)"
    assert styled(paragraph) == {"emphasis": "old", "strong": "quay", "code": "code", "link": "a page"}


def test_a_link_that_is_its_own_address_is_written_once() -> None:
    assert read("<https://wire.example>").paragraphs[0].text == "https://wire.example"


def test_lists_nest_and_their_lines_hang() -> None:
    assert painted("- one that is long enough to need a second line\n  - two\n\n3. three\n4. four\n") == [
        "• one that is long enough to need a",
        "  second line",
        "  ◦ two",
        "",
        "3. three",
        "4. four",
    ]


def test_quotes_have_a_bar_on_each_line() -> None:
    assert painted("> Two lorries of blankets reached Karrow from Lindholm.", 30) == [
        "▌ Two lorries of blankets",
        "▌ reached Karrow from",
        "▌ Lindholm.",
    ]


def test_fences_keep_their_lines() -> None:
    assert painted("```\na  b\n  c\n```") == ["  a  b", "    c"]


def test_an_indented_dateline_is_no_code() -> None:
    assert read("    LINDHOLM, 14 March").paragraphs[0].kind == "paragraph"


def test_raw_html_is_text() -> None:
    assert painted("<script>x</script>\n\na <b>bold</b>") == ["<script>x</script>", "", "a <b>bold</b>"]


TABLE = "| written | means |\n|---|---|\n| `ferry` | one word, and a long explanation |\n| 渡轮 | 国际 |\n"


def test_tables_stand_in_columns_by_cells_and_the_last_column_wraps() -> None:
    assert painted(TABLE, 30) == [
        "written  means",
        "ferry    one word, and a long",
        "         explanation",
        "渡轮     国际",
    ]


def test_a_table_without_room_puts_the_last_column_below() -> None:
    assert painted(TABLE, 10)[:2] == ["written", "  means"]


def test_a_hard_break_is_a_new_line() -> None:
    assert painted("one  \ntwo") == ["one", "two"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    source = f"# {text}\n\n{text}\n\n- {text}\n\n> {text}\n\n`{text}`\n\n| a | b |\n|---|---|\n| {text} | {text} |\n"
    layout = Layout(read(source), 30)
    for y in range(layout.height):
        assert all(is_clean(piece) for piece, _ in layout.pieces(y))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_page_of_the_manual_has_a_title_and_no_markup_left(path: Path) -> None:
    document = read(path.read_text(encoding="utf-8"))
    assert document.paragraphs[0].kind == "title"
    for paragraph in document.paragraphs:
        if paragraph.kind != "code":
            assert "**" not in paragraph.text and "](" not in paragraph.text and "|-" not in paragraph.text
