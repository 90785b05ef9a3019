"""Markdown files are read as Markdown, each as one article; nothing else is."""

import html
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.article import Article
from reader.cli.main import run
from reader.errors import InputError
from reader.export.records import article_record, to_json
from reader.ingest.intake import open_intake
from reader.ingest.markdown import MAX_FILE
from reader.text import collapse
from tests.hostile import HOSTILE
from tests.markdown_files import PIECES, TITLED, Write, blocks, read_file, styles, texts

FIELDS = {"schema", "kind", "text", "topics", "line", "heading", "blocks"}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    return Write(tmp_path)


# What a file becomes


def test_headings_are_sections_and_their_lines_are_those_of_the_file(write: Write) -> None:
    article = write("# Ferry talks\n\nBoth came.\n\n## Aid\n\n\nTwo *lorries*\ncame.\n\nFlour\n-----\n\nNone.\n")
    assert article.title == "Ferry talks"
    assert [(each.heading, each.line) for each in article.sections] == [(None, None), ("Aid", 5), ("Flour", 11)]
    assert [(each.text, each.line, each.kind) for each in blocks(article)] == [
        ("Both came.", 3, "paragraph"),
        ("Two lorries came.", 8, "paragraph"),
        ("None.", 14, "paragraph"),
    ]
    assert (article.place.line_start, article.place.line_end) == (1, 14)


def test_what_is_set_apart_in_a_line_is_known_by_its_characters(write: Write) -> None:
    (block,) = blocks(write("The **Brennvik *ferry* talks**, [of  `Monday`](https://wire.example/a), ~~failed~~."))
    assert block.text == "The Brennvik ferry talks, of Monday, failed."
    assert styles(block) == [
        ("strong", "Brennvik ferry talks"),
        ("emphasis", "ferry"),
        ("link", "of Monday"),
        ("code", "Monday"),
        ("struck", "failed"),
    ]
    assert (
        block.markup
        and next(run.detail for run in block.markup.runs if run.style == "link") == "https://wire.example/a"
    )


def test_lists_keep_their_depth_numbers_and_distance(write: Write) -> None:
    source = "Before.\n\n- one\n  - two\n    1. three\n\n       still three\n- four\n\n7. seven\n8. eight\n"
    found = [
        (each.text, each.kind, each.markup.within, each.markup.number, each.markup.first, each.markup.before)
        for each in blocks(write(source))
        if each.markup
    ]
    assert found == [
        ("Before.", "paragraph", "", 0, False, "blank"),
        ("one", "bullet", "b", 0, True, "blank"),
        ("two", "bullet", "bb", 0, True, "close"),
        ("three", "bullet", "bbn", 1, True, "blank"),
        ("still three", "paragraph", "bbn", 1, False, "blank"),
        ("four", "bullet", "b", 0, True, "close"),
        ("seven", "bullet", "n", 7, True, "blank"),
        ("eight", "bullet", "n", 8, True, "close"),
    ]


def test_quotes_code_tables_and_rules_are_told_apart(write: Write) -> None:
    article = write(
        "> Said *she*.\n\n***\n\n```python\nif  a:\n    b\n\n# c\n```\n\n"
        "| Town | Lorries |\n|:--|--:|\n| Karrow | 12 |\n| | 3 |\n\none\\\ntwo\n"
    )
    quote, code, head, row, last, verse = blocks(article)
    assert (quote.text, quote.markup and quote.markup.within) == ("Said she.", "q")
    assert code.text == "if a: b # c" and code.line == 5
    assert code.markup and (code.markup.shape, code.markup.before) == ("code", "rule")
    assert code.markup.gaps == ((3, 1), (6, 4))
    assert [run.end for run in code.markup.runs if run.style == "break"] == [6, 8, 8]
    assert (head.text, row.text, last.text) == ("Town | Lorries", "Karrow | 12", "| 3")
    assert [each.markup and each.markup.shape for each in (head, row, last)] == ["head", "row", "row"]
    assert row.markup and [(run.start, run.end, run.detail) for run in row.markup.runs] == [
        (0, 6, "left"),
        (9, 11, "right"),
    ]
    assert (verse.text, styles(verse)) == ("one two", [("break", " ")])


def test_pictures_are_captions_and_comments_are_residue(write: Write) -> None:
    article = write(
        '![The quay](a.jpg)\n![](b.jpg "Karrow from the sea")\n\n<!-- hold\n\nuntil Monday -->\n\nText ![of it](c.jpg).'
    )
    assert [(each.text, each.line) for each in article.captions] == [("The quay", 1), ("Karrow from the sea", 1)]
    assert [(each.line, each.text, each.reason) for each in article.removed] == [
        (4, "<!-- hold", "comment"),
        (6, "until Monday -->", "comment"),
    ]
    assert texts(article) == ["Text of it."]


def test_html_is_text_and_no_link_leads_to_a_script(write: Write) -> None:
    article = write("a <b>bold</b> [x](javascript:alert(1)) [y](file:///etc/passwd)\n\n<div onclick=x>\nhey\n</div>\n")
    assert texts(article) == [
        "a <b>bold</b> [x](javascript:alert(1)) [y](file:///etc/passwd)",
        "<div onclick=x> hey </div>",
    ]
    assert styles(blocks(article)[0]) == []


def test_a_heading_inside_a_quote_or_list_heads_no_section(write: Write) -> None:
    article = write("# T\n\n> ## Aid\n> came\n\n- # Flour\n")
    assert [each.heading for each in article.sections] == [None]
    assert texts(article) == ["Aid", "came", "Flour"]


# Nothing is lost, whatever stands in a file


class Visible(HTMLParser):
    """The text of a page, and what is said of its pictures."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.append(" ")
        self.pieces += [value or "" for name, value in attrs if name == "alt"]


def rendered(source: str) -> str:
    """The characters that markdown-it's own HTML shows of a text, without blanks and bars between cells."""
    parser = MarkdownIt("commonmark", {"html": True}).disable("html_inline").enable(["table", "strikethrough"])

    def as_text(tokens: list, at: int, *_: object) -> str:  # type: ignore[type-arg]
        content = tokens[at].content
        return "" if content.lstrip().startswith("<!--") else html.escape(content)

    parser.add_render_rule("html_block", lambda _self, *arguments: as_text(*arguments))
    page = Visible()
    page.feed(parser.render(source))
    page.close()
    return squeezed(" ".join(map(collapse, "".join(page.pieces).split("\n"))))


def squeezed(text: str) -> str:
    return "".join(collapse(text).split()).replace("|", "")


def check_text(source: str, path: Path) -> Article | None:
    """All that the HTML of a text shows stands in the article, in order, and every run lies in its block."""
    path.write_text(TITLED + source, encoding="utf-8", errors="surrogatepass", newline="")
    try:
        article, _ = read_file(path, "utf-8")
    except InputError as fault:
        assert "holds no text" in fault.message and not rendered(source)
        return None
    parts = article.parts()[1:]
    assert squeezed("".join(part.text for part in parts)) == rendered(source)
    for part in parts:
        assert part.text == collapse(part.text) and part.text and part.markup is not None
        for each in part.markup.runs:
            assert 0 <= each.start <= each.end <= len(part.text)
            assert each.start < each.end or each.style == "cell"
            assert each.style != "break" or part.text[each.start : each.end] == " "
        for at, blanks in part.markup.gaps:
            assert 0 <= at < len(part.text) and blanks > 0
    return article


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_random_markdown_shows_what_its_html_shows(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    check_text("".join(pieces), tmp_path_factory.getbasetemp() / "random.md")


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=80))
def test_random_text_shows_what_its_html_shows(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    check_text(text.replace("![", "["), tmp_path_factory.getbasetemp() / "text.md")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize(
    "form", ["{0}", "- {0}", "> {0}", "**{0}**", "```\n{0}\n```", "| a |\n|---|\n| {0} |", "## {0}"]
)
def test_hostile_text_is_kept_in_every_form(text: str, form: str, tmp_path: Path) -> None:
    check_text(form.format(text.encode("utf-8", "replace").decode()) + "\n\nEnd.", tmp_path / "hostile.md")


def test_the_text_of_real_files_is_kept(shared: Path, tmp_path: Path) -> None:
    files = [*(shared / "data" / "formats" / "markdown").rglob("*.md"), *(shared / "data").rglob("README.md")]
    files += [*(shared / "data" / "formats" / "markdown").rglob("*.txt"), shared / "data/hostile/blns/blns.txt"]
    assert files
    for file in files:
        source = file.read_text(encoding="utf-8").replace("![", "[")
        assert check_text(source, tmp_path / "real.md") is not None, file


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.sampled_from("ab  :\t"), max_size=20), min_size=1, max_size=8))
def test_code_comes_back_in_its_lines(tmp_path_factory: pytest.TempPathFactory, code: list[str]) -> None:
    expected = [line.expandtabs(4).rstrip() for line in code]
    while expected and not expected[0]:
        del expected[0]
    while expected and not expected[-1]:
        del expected[-1]
    path = tmp_path_factory.getbasetemp() / "code.md"
    path.write_text("Before.\n\n```\n" + "\n".join(code) + "\n```\n")
    found = blocks(read_file(path)[0])[1:]
    assert [line for block in found for line in block.lines()] == expected


SHOWN = """  • one
    • two

  3. three

> Said *she*.
> twice

    x:
      y

a | b
c | d
"""


def test_show_prints_the_plain_text_set_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "note.md"
    lists = "- *one*\n  - two\n\n3. three\n\n> Said \\*she\\*.  \n> twice\n\n"
    path.write_text(f"# T\n\n{lists}```\n  x:\n    y\n```\n\n|a|b|\n|-|-|\n|c|d|\n")
    archive = ["--archive", str(tmp_path / "archive")]
    assert run(["add", str(path), "--no-wait", *archive]) == 0
    id = read_file(path)[0].id
    assert run(["show", id, *archive]) == 0
    assert capsys.readouterr().out.split("\n\n", 1)[1].rsplit("\n\n", 1)[0] + "\n" == SHOWN


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_every_encoding_and_line_end_gives_the_same_article(encoding: str, newline: str, tmp_path: Path) -> None:
    source = "---\ntitle: Käse\ndate: 2031-03-14\n---\n# Fähre\n\n- Käse\n\n      for  x\n\ntwo  \nlines\n"
    plain, path = tmp_path / "a" / "note.md", tmp_path / "b" / "note.md"
    for each in (plain, path):
        each.parent.mkdir()
    plain.write_text(source, encoding="utf-8")
    path.write_bytes(source.replace("\n", newline).encode(encoding))
    expected, got = read_file(plain)[0], read_file(path)[0]
    assert (got.id, got.sections, got.date) == (expected.id, expected.sections, expected.date)
    assert path.read_bytes()[got.place.byte_start : got.place.byte_end].decode(
        {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(encoding, encoding)
    ) == source.replace("\n", newline)


DUMP = (
    "Talks\n\n* one * star\n\n1. A number\n\n# no heading **at all**\n\n| a | b |\n\n> nobody [said](this)\n\n"
    "Source link\n"
)


@pytest.mark.parametrize("name", ["dump.txt", "dump", "dump.md.txt", "md"])
def test_newswire_is_never_read_as_markdown(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(DUMP)
    with open_intake(path) as intake:
        (article,) = intake.articles()
        assert intake.format == "dump"
    assert all(part.markup is None for part in article.parts())
    read = " ".join(part.text for part in article.parts())
    for text in ("one * star", "1. A number", "# no heading **at all**", "| a | b |", "> nobody [said](this)"):
        assert text in read


def test_a_file_without_text_or_too_large_is_refused_in_words(write: Write) -> None:
    for source in ("\n \n", "---\ntitle: Talks\n---\n", "<!-- x -->", "\n\n***\n"):
        with pytest.raises(InputError, match="holds no text"):
            write(source)
    with pytest.raises(InputError, match="larger than 4 MB"):
        write("Ferry.\n" * (MAX_FILE // 7 + 1))


def test_one_long_address_is_not_multiplied(write: Write) -> None:
    source = "[a]\n\n" * 3_000 + "[a]: https://wire.example/" + "x" * 1_900 + "\n\n[b]\n\n[b]: /" + "y" * 5_000
    article = write(source)
    kept = sum(len(run.detail) for block in blocks(article) if block.markup for run in block.markup.runs)
    assert 0 < kept <= len(source) + 1000
    assert len(blocks(article)) == 3_001


def test_records_have_no_new_key_and_come_back_as_the_same_article(write: Write, tmp_path: Path) -> None:
    article = write("# T\n\na  **b**\n\n## H\n\n```\nx   y\n\n z\n```\n\n|a|b|\n|-|-|\n||c|\n")
    record = article_record(article)
    assert {key for section in record["sections"] for key in section} <= FIELDS
    assert {key for section in record["sections"] for block in section["blocks"] for key in block} <= FIELDS
    path = tmp_path / "out.jsonl"
    path.write_text(to_json(record) + "\n")
    with open_intake(path) as intake:
        (again,) = intake.articles()
    assert again.id == article.id
