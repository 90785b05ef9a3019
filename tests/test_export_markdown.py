"""Articles as Markdown: another parser reads from it what the article says, and nothing else."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.article import Article, PublicationDate
from reader.errors import InputError
from reader.export.article_markdown import export_markdown
from reader.export.characters import visible
from reader.export.record_line import record_line
from reader.exporting import cut_to_topic, notes_within
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
    paragraphs,
    stored,
    written,
)
from tests.markdown_files import PIECES, TITLED, Write, blocks, styles

_FRONT = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)


def parsed(markdown: str) -> tuple[dict[str, object], list[Token]]:
    """The front matter as YAML has it, and what another parser makes of the rest."""
    front = _FRONT.match(markdown)
    assert front
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown[front.end() :])
    return yaml.safe_load(front[1]), tokens


def inline_texts(tokens: list[Token], opened: str) -> list[str]:
    """The texts directly in elements that begin with one kind of token."""
    return [
        "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or ())
        for before, token in pairwise(tokens)
        if token.type == "inline" and before.type == opened
    ]


def headings(tokens: list[Token]) -> list[tuple[str, str]]:
    return [
        (token.tag, text)
        for token, text in zip(
            [token for token in tokens if token.type == "heading_open"],
            inline_texts(tokens, "heading_open"),
            strict=True,
        )
    ]


def kinds(tokens: list[Token]) -> set[str]:
    return {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}


def test_one_article_has_its_fields_before_it() -> None:
    assert (
        written(export_markdown, one(FERRY))
        == f'''---
title: "Ferry talks resume in Lindholm"
outlet: "Harbour Wire"
date: "2031-03-14"
topics: ["diplomacy"]
record: "{record_line(FERRY)}"
---

# Ferry talks resume in Lindholm

## Diplomacy

- Talks on the Karrow ferry resumed in Lindholm on Friday.
'''
    )


def test_a_set_has_one_front_matter_and_one_title() -> None:
    text = written(
        export_markdown, chosen([FERRY, PORT], query="port:* -x", title="Port watch", foreword="Mine.\n\n# Own")
    )
    front, tokens = parsed(text)
    assert front == {"title": "Port watch", "query": "port:* -x", "count": "2"}
    assert headings(tokens) == [
        ("h1", "Port watch"),
        ("h2", FERRY.title), ("h3", "Diplomacy"), ("h2", PORT.title), ("h3", "Aid"), ("h3", "Trade"),
    ]  # fmt: skip
    texts = inline_texts(tokens, "paragraph_open")
    assert texts[:3] == ["Mine.", "# Own", "Harbour Wire, 14 March 2031"]
    assert [record_line(article) in texts for article in (FERRY, PORT)] == [True, True]
    assert "Mira Tolland" in texts


def test_what_is_not_known_is_left_out() -> None:
    front, _ = parsed(written(export_markdown, one(replace(PORT, byline=None))))
    assert list(front) == ["title", "topics", "record"]


@pytest.mark.parametrize(
    ("first", "last", "precision", "told"),
    [
        ("2031-03-14", "2031-03-14", "day", "2031-03-14"),
        ("2031-03-01", "2031-03-31", "month", "2031-03"),
        ("2031-01-01", "2031-12-31", "year", "2031"),
        ("2031-03-13", "2031-03-14", "span", "2031-03-13/2031-03-14"),
    ],
)
def test_a_date_has_the_precision_known(first: str, last: str, precision: str, told: str) -> None:
    basis = "its place in the dump, between articles of two days" if precision == "span" else 'line "of the dump"'
    dated = replace(FERRY, date=PublicationDate(first, last, precision, basis))  # type: ignore[arg-type]
    front, _ = parsed(written(export_markdown, one(dated)))
    assert front["date"] == told
    assert front.get("date_basis") == (basis if precision == "span" else None), "only where it is inferred"


def test_notes_stand_at_their_passages() -> None:
    notes = (
        note("On the *whole*\nin two lines\n\nand more"),
        note("On it", "Karrow ferry", TextSpan(2, 13, 25), 2),
        note("Gone", "a passage that is gone", None, 3),
        note("In the title", "talks", TextSpan(0, 6, 11), 4),
    )
    taken = Taken(FERRY, ("ferry", "to read"), notes, "Why it is here")
    text = written(export_markdown, one(taken, options=NOTED))
    assert "# Ferry ==talks== resume in Lindholm\n" in text
    assert "- Talks on the ==Karrow ferry== resumed in Lindholm on Friday.\n\n  > [!note]\n  > On it\n" in text
    assert "> [!note] “a passage that is gone”\n> Gone\n" in text
    assert "> [!note]\n> On the \\*whole\\*\\\n> in two lines\n>\n> and more\n" in text
    assert "> [!note]\n> Why it is here\n" in text
    assert parsed(text)[0]["tags"] == ["ferry", "to read"]
    without = written(export_markdown, one(taken))
    assert "==" not in without
    assert "On it" not in without
    assert "tags" not in parsed(without)[0]
    assert "Why it is here" in without, "a dossier's remark is no note"


def test_the_source_as_it_was() -> None:
    source = "Title | Wire\r\n\r\n```\n# not a heading\n\x1b[31mred\t\u202e\n````"
    text = written(export_markdown, one(FERRY, raw=lambda _: source, options=ExportOptions(raw=True)))
    _, tokens = parsed(text)
    (code,) = [token.content for token in tokens if token.type == "fence"]
    assert code == "Title | Wire\n\n```\n# not a heading\n␛[31mred\t<U+202E>\n````\n"
    assert headings(tokens) == [("h1", FERRY.title)]


def check(article: Article) -> None:
    """The parsed export says what the article says."""
    front, tokens = parsed(written(export_markdown, one(article)))
    assert front["title"] == visible(article.title)
    expected = [("h1", visible(article.title))] + [
        ("h2", visible(section.heading)) for section in article.sections if section.heading is not None
    ]
    assert headings(tokens) == expected
    standfirst = [visible(article.standfirst)] if article.standfirst else []
    assert inline_texts(tokens, "paragraph_open") == standfirst + paragraphs(article)
    lists = [block for section in article.sections for block in section.blocks if block.kind == "bullet"]
    assert sum(token.type == "list_item_open" for token in tokens) == len(lists)
    assert kinds(tokens) <= {
        "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text",
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
    }  # fmt: skip


def test_hostile_text_stays_text() -> None:
    for text in hostile_texts():
        check(make_article(text, text, f"{text}  x", headed=[(text, [text], [text, text])], outlet=text, dump=text))


def test_the_hostile_texts_of_others_stay_text(shared: Path) -> None:
    texts = hostile_texts(shared)
    assert len(texts) > 1500
    check(make_article("All", *texts, headed=[("Bullets", [], texts)]))
    check(make_article("Headings", headed=[(text, (), ("x",)) for text in texts]))


def test_everything_hostile_in_a_dossier(shared: Path) -> None:
    texts = hostile_texts(shared)[::20]
    selection = hostile_selection(texts)
    front, tokens = parsed(written(export_markdown, selection))
    assert front["count"] == str(len(texts))
    assert [tag for tag, _ in headings(tokens)].count("h1") == 1
    assert [tag for tag, _ in headings(tokens)].count("h2") == len(texts)
    assert not kinds(tokens) & {"html_block", "html_inline", "link_open", "image", "fence", "code_block", "table_open"}


_SIGNS = "# * _ - + > < [ ] ( ) ` ~ = | \\ & ; : ! 1. 2) &amp; ``` ~~~ == --- 渡轮 \x1b \u202e"
SIGNS = st.sampled_from(_SIGNS.split())
LINES = st.lists(SIGNS | st.sampled_from([" ", "x"]) | st.text(max_size=3), max_size=12).map(
    lambda p: collapse("".join(p))
)


@settings(deadline=None)
@given(st.lists(LINES.filter(bool), max_size=5), LINES.filter(bool), LINES.filter(bool))
def test_any_text_is_read_as_it_is(texts: list[str], title: str, heading: str) -> None:
    check(make_article(title, *texts, headed=[(heading, [heading], texts)]))


def test_the_articles_of_a_real_dump(shared: Path) -> None:
    for article in stored(shared / "seed" / "dump.txt"):
        check(article)


RICH = """---
title: Harbour notes
---
Intro *with* **strong** ~~struck~~, `co|de` and [a link](https://wire.example/a?x=1&y=(2)) and [no](/relative).

1. first
2. second
   - inner

     more of it

   > quoted in an item
3. third

   ```python
   def ferry():

       return "`"
   ```

> quoted
>
> - a list in a quote

| a | b **c** | d |
|---|:-:|--:|
| 1 | `x\\|y` | [desk](mailto:desk@wire.example) |

one line\\
*another\\
and* the last

### Deep #

***

- close
- together
"""


def test_a_markdown_file_is_written_as_what_it_was(tmp_path: Path) -> None:
    write = Write(tmp_path)
    article = write(RICH)
    again = write(written(export_markdown, one(article)), "again.md")

    for block, other in zip(blocks(article), blocks(again), strict=True):
        assert block.markup
        assert other.markup
        assert (other.text, replace(other.markup, runs=())) == (block.text, replace(block.markup, runs=()))
        assert styles(other) == [style for style in styles(block) if style != ("link", "no")], "it could do more"
    assert [(section.heading, section.markup) for section in again.sections] == [
        (section.heading, section.markup) for section in article.sections
    ]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25))
def test_any_markdown_is_written_as_what_it_was(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    write = Write(tmp_path_factory.getbasetemp())
    try:
        article = write(TITLED + "".join(pieces))
    except InputError:
        return
    again = write(written(export_markdown, one(article)), "again.md")

    def told(of: Article) -> list[object]:
        return [
            (visible(block.text), block.kind, block.markup and (block.markup.shape, block.markup.within))
            for block in blocks(of)
        ]

    assert told(again) == told(article)
    assert [visible(section.heading or "") for section in again.sections] == [
        visible(section.heading or "") for section in article.sections
    ]


def test_notes_in_markdown_that_is_styled(tmp_path: Path) -> None:
    article = Write(tmp_path)(TITLED + "A **strong** word and `code here` in it.\n\n```\nfenced\n```\n")
    text = blocks(article)[0].text
    over = text.index("ng word and code"), text.index(" here")
    notes = (
        note("Across", text[over[0] : over[1]], TextSpan(1, *over)),
        note("In code", "fenced", TextSpan(2, 0, 6), 2),
    )
    written_out = written(export_markdown, one(Taken(article, (), notes), options=NOTED))
    assert "`code here`== in it." in written_out, "code is marked whole"
    assert "```\nfenced\n```\n\n> [!note] “fenced”\n> In code\n" in written_out, "nothing can be marked in a fence"
    _, tokens = parsed(written_out)
    assert text in [each.replace("==", "") for each in inline_texts(tokens, "paragraph_open")]


def test_notes_go_with_the_sections_of_a_roll() -> None:
    notes = (
        note("On the port", "Insurers", TextSpan(1, 0, 8), 1),
        note("On grain", "Grain", TextSpan(5, 0, 5), 2),
        note("On all of it", "", None, 3),
    )
    roll = cut_to_topic(PORT, "trade")
    kept = notes_within(notes, PORT, roll)
    text = written(export_markdown, one(Taken(roll, (), kept), options=NOTED))
    assert "- ==Grain== ships waited.\n\n  > [!note]\n  > On grain\n" in text
    assert "On all of it" in text
    assert "On the port" not in text
