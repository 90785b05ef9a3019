"""Articles written in Markdown are painted as such, and every painted character stands where their text has it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article import Article
from reader.config import Config
from reader.errors import InputError
from reader.ingest.intake import open_intake
from reader.library import Library
from reader.results import Mark, Reading
from reader.text import clean
from reader.tui.app import DeskApp
from reader.tui.document import HIT, Document, article_document
from reader.tui.layout import Layout
from reader.tui.wrap import cells_of
from tests.desk_pilot import Desk
from tests.hostile import HOSTILE, is_clean
from tests.markdown_files import PIECES, TITLED


def read(source: str, folder: Path) -> Article:
    path = folder / "note.md"
    path.write_text(source, encoding="utf-8", newline="")
    with open_intake(path, encoding="utf-8") as intake:
        (article,) = intake.articles()
    return article


def lines_of(document: Document, width: int) -> list[str]:
    layout = Layout(document, width)
    return ["".join(text for text, _ in layout.pieces(y)) for y in range(layout.height)]


def painted(source: str, folder: Path, width: int = 44) -> list[str]:
    """The lines under the title and the line about the outlet, without blanks at their ends."""
    lines = [line.rstrip() for line in lines_of(article_document(Reading(read(TITLED + source, folder))), width)]
    return lines[3:]


def inked(source: str, folder: Path) -> dict[str, str]:
    """By ink, the text that has it."""
    layout = Layout(article_document(Reading(read(TITLED + source, folder))), 60)
    found: dict[str, str] = {}
    for y in range(3, layout.height):
        for text, names in layout.pieces(y):
            for name in names[1:]:
                found[name] = found.get(name, "") + text
    return found


def test_emphasis_code_and_links_are_inks(tmp_path: Path) -> None:
    found = inked("an *old* **quay**, `code`, ~~gone~~ and [a page](https://wire.example/p)", tmp_path)
    assert found["emphasis"] == "old" and found["strong"] == "quay"
    assert found["code"] == "code" and found["struck"] == "gone"
    assert found["link"] == "a page" + "https://wire.example/p"


def test_lists_nest_and_their_lines_hang(tmp_path: Path) -> None:
    source = (
        "- one that is long enough to need a second line\n  - two\n    - three\n\n9. nine\n10. ten\n\n    and more\n"
    )
    assert painted(source, tmp_path, 40) == [
        "• one that is long enough to need a",
        "  second line",
        "  ◦ two",
        "    – three",
        "",
        "9. nine",
        "",
        "10. ten",
        "",
        "    and more",
    ]


def test_quotes_have_a_bar_on_each_line_in_lists_too(tmp_path: Path) -> None:
    assert painted("> Two lorries of blankets reached Karrow.\n> > Twice.\n\n- x\n\n  > y\n", tmp_path, 30) == [
        "▌ Two lorries of blankets",
        "▌ reached Karrow.",
        "",
        "▌ ▌ Twice.",
        "",
        "• x",
        "",
        "  ▌ y",
    ]


def test_code_and_verse_keep_their_lines(tmp_path: Path) -> None:
    assert painted("```\ndef  f(x):\n    return x\n\nend\n```\n\nred  \nblue\n", tmp_path) == [
        "  def  f(x):",
        "      return x",
        "",
        "  end",
        "",
        "red",
        "blue",
    ]


TABLE = "| Town | Lorries | Flour |\n|:--|:-:|--:|\n| Karrow | 12 | 140 |\n| 布伦维克 | 3 | |\n| Brennvik | | 7 |\n"


def test_tables_stand_in_columns_where_there_is_room(tmp_path: Path) -> None:
    assert painted(TABLE, tmp_path) == [
        "Town     | Lorries | Flour",
        "Karrow   |   12    |   140",
        "布伦维克 |    3    |",
        "Brennvik |         |     7",
    ]
    assert painted("| a long cell | of the widest row |\n|--|--|\n| b | c |\n", tmp_path, 20)[1:4] == [
        "a long cell | of the",
        "  widest row",
        "b | c",
    ]
    assert painted(TABLE, tmp_path, 20)[1:4] == ["Town | Lorries |", "  Flour", "Karrow | 12 | 140"]


def test_rules_and_links_are_shown_apart_from_the_text(tmp_path: Path) -> None:
    source = (
        "One [quay](https://wire.example/a), [two](https://wire.example/a) [three](./x).\n\n"
        "---\n\n<mailto:a@b.example>\n"
    )
    assert painted(source, tmp_path) == [
        "One quay, two three.",
        "",
        "  * * *",
        "",
        "mailto:a@b.example",
        "",
        "─" * 44,
        "Link: quay: https://wire.example/a",
        "Link: mailto:a@b.example",
    ]


def test_headings_of_lower_levels_keep_their_letters(tmp_path: Path) -> None:
    lines = painted("## Aid\n\nx\n\n### Flour\n\ny\n", tmp_path)
    assert lines == ["AID", "x", "", "Flour", "y"]


def test_hits_are_lit_where_they_stand(tmp_path: Path) -> None:
    article = read(TITLED + TABLE + "\n- a **ferry** sails\n\n```\nif   ferry:\n```\n", tmp_path)
    marks = tuple(
        Mark(number, at, at + len(word))
        for number, part in enumerate(article.parts())
        for word in ("ferry", "12", "Brennvik")
        if (at := part.text.find(word)) >= 0
    )
    document = article_document(Reading(article, marks))
    layout = Layout(document, 60)
    lit = [text for y in range(layout.height) for text, names in layout.pieces(y) if HIT in names]
    assert lit == ["12", "Brennvik", "ferry", "ferry"]
    assert len(document.hits) == 4


def check_painting(article: Article, width: int) -> None:
    """Painted characters are the block's own, whatever margin and blanks stand around; no line is too wide."""
    document = article_document(Reading(article))
    parts = article.parts()
    for number, paragraph in enumerate(document.paragraphs):
        if paragraph.part is None or paragraph.kind in ("title", "heading"):
            continue
        assert paragraph.text == clean(parts[paragraph.part].text)
        assert all(0 <= span.start < span.end <= len(paragraph.text) for span in paragraph.spans)
        layout = Layout(Document((paragraph,)), width)
        shown = ""
        for y in range(layout.height):
            at = layout.line(y)
            line = "".join(text for text, _ in layout.pieces(y))
            own = paragraph.text[at.start : at.end]
            assert line.replace(" ", "").endswith(own.replace(" ", ""))
            assert is_clean(line) and (cells_of(line) <= width or len(own) <= 2), (number, line)
            shown += own
        assert shown.replace(" ", "") == paragraph.text.replace(" ", "")


WIDTHS = (11, 40, 66)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(WIDTHS))
def test_random_markdown_is_painted_character_by_character(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str], width: int
) -> None:
    try:
        article = read(TITLED + "".join(pieces), tmp_path_factory.getbasetemp())
    except InputError:
        return
    check_painting(article, width)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("form", ["{0}", "- > {0}", "**{0}**", "~~~\n{0}\n~~~", "| a | b |\n|--|--:|\n| {0} | c |"])
def test_hostile_text_is_painted_character_by_character(form: str, width: int, tmp_path: Path) -> None:
    for text in HOSTILE:
        source = form.format(text.encode("utf-8", "replace").decode())
        check_painting(read(f"{TITLED}{source}\n\n[end](https://x.example/\x1b[31m)", tmp_path), width)


def test_real_files_are_painted_character_by_character(shared: Path, tmp_path: Path) -> None:
    files = [*(shared / "data").rglob("*.md"), *(shared / "data" / "formats" / "markdown").rglob("*.txt")]
    files += [shared / "data" / "hostile" / "blns" / "blns.txt"]
    for file in files:
        article = read(file.read_text(encoding="utf-8"), tmp_path)
        for width in WIDTHS:
            check_painting(article, width)


SOURCE = """---
date: 2031-03-14
outlet: Harbour Wire
---
# Ferry talks resume

The **Brennvik** talks [went on](https://wire.example/talks).

## Aid

- Karrow
  - two lorries

| Town | Lorries |
|---|--:|
| Karrow | 2 |
"""


async def test_a_file_is_read_on_the_desk(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "talks.md").write_text(SOURCE)
    library = Library(tmp_path / "archive", Config())
    library.add([tmp_path / "notes"])
    library.update_index(lambda _: None, lambda: False)
    app = DeskApp(lambda: (library, "lorries", ""))
    async with app.run_test(size=(100, 32)) as pilot:
        desk = Desk(app, pilot)
        await desk.until(lambda: app.furnished and app.session.page is not None and app.session.index is not None)
        await desk.press("enter")
        await desk.shows("Harbour Wire · 14 March 2031", "  ◦ two lorries", "Town   | Lorries", "Karrow |       2")
        await desk.shows("Link: went on: https://wire.example/talks")
    library.close()
