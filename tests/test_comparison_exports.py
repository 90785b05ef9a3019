"""A comparison and a story's figures written for others: every form says the same, and none of it can run."""

import json
from collections import Counter
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from reader.article import PublicationDate
from reader.comparison import (
    BlockPair,
    Comparison,
    FigureDifference,
    NameDifference,
    Passage,
    PassageMatch,
    StoryColumn,
    StoryFigures,
    StoryRow,
    StoryValue,
)
from reader.export.comparisons import COMPARISON_FORMATS
from reader.export.story_figures import STORY_FORMATS
from tests.articles import make_article
from tests.hostile import HOSTILE, is_clean

FIRST = "Shells killed six people in Brennvik."
SECOND = "Shelling of Brennvik killed 7."
ONLY = "Insurers doubled their rates on Friday."


def found(first: str = FIRST, second: str = SECOND, only: str = ONLY, title: str = "Ferry talks") -> Comparison:
    """Two articles: equal titles, one passage with a figure and a name that differ, one that is only on the right."""
    left, right = make_article(title, first), make_article(title, second, only, day="2031-03-15", outlet=None)
    figure = FigureDifference("killed", first[:3], second[:1], 6, 7, (0, min(3, len(first))), (0, min(1, len(second))))
    name = NameDifference(first[:2], second[:2], (0, min(2, len(first))), (0, min(2, len(second))))
    match = PassageMatch(
        1, 1, "reworded", 0.61, (figure,), (name,), ((0, min(6, len(first))),), ((0, min(8, len(second))),)
    )
    return Comparison(
        left,
        right,
        (Passage(0, 0, len(title)), Passage(1, 0, len(first))),
        (Passage(0, 0, len(title)), Passage(1, 0, len(second)), Passage(2, 0, len(only))),
        (PassageMatch(0, 0, "same", 1.0), match),
        (BlockPair(1, 1, "reworded", 0.61, (figure,), (name,)),),
        0.8,
    )


def written(name: str, comparison: Comparison, *, new: bool = False) -> str:
    return "".join(COMPARISON_FORMATS[name](comparison, new=new))


class Page(HTMLParser):
    """Which tags and attributes a page has, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes |= {name for name, _ in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


ALLOWED = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "table", "thead", "tbody", "tr", "th",
           "td", "mark"}  # fmt: skip


def test_text_has_the_signs_the_lines_and_the_words_that_differ() -> None:
    lines = written("text", found()).splitlines()
    assert "80 % shared, 1 figure differs, 1 name differs" in lines
    assert "= A      3  Ferry talks" in lines
    assert "  B      3  Ferry talks" in lines
    assert "# A      5  [Shells] killed six people in Brennvik." in lines
    assert "  B      5  [Shelling] of Brennvik killed 7." in lines
    assert f"+ B      7  {ONLY}" in lines
    assert "  killed: She | S  (conflict)" in lines
    assert f"    A  {FIRST}" in lines


def test_only_what_is_new() -> None:
    text = written("text", found(), new=True)
    assert ONLY in text
    assert "killed 7" in text, "another figure is news"
    assert "Ferry talks\n" not in text.split("\n\n", 1)[1]
    new = [{"line": 5, "text": SECOND}, {"line": 7, "text": ONLY}]
    assert json.loads(written("json", found(), new=True))["new"] == new


def test_json_is_the_contract() -> None:
    record = json.loads(written("json", found()))
    comparison = found()
    assert (record["left"], record["right"], record["shared"]) == (comparison.left.id, comparison.right.id, 0.8)
    (pair,) = record["pairs"]
    assert pair["left"] == {"line": 5, "text": FIRST}
    assert pair["relation"] == "reworded"
    assert pair["similarity"] == 0.61
    assert pair["figures"][0] | {"verdict": "conflict"} == {
        "what": "killed", "left": "She", "right": "S", "left_value": 6, "right_value": 7, "unit": None,
        "verdict": "conflict",
    }  # fmt: skip
    assert pair["names"] == [{"left": "Sh", "right": "Sh"}]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(hostile: str) -> None:
    comparison = found(hostile, hostile + " and more", "<script>alert(1)</script>" + hostile, hostile or "-")
    assert is_clean(written("text", comparison).replace("\n", ""))
    json.loads(written("json", comparison))
    page = Page(written("html", comparison))
    assert set(page.tags) <= ALLOWED
    assert page.attributes <= {"charset", "http-equiv", "content"}
    assert not page.open
    tokens = MarkdownIt("commonmark").enable("table").parse(written("markdown", comparison))
    kinds = {token.type for token in tokens} | {
        child.type for token in tokens for child in token.children or () if token.type == "inline"
    }
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "fence", "code_inline", "code_block"}
    assert sum(token.type == "heading_open" and token.tag == "h1" for token in tokens) == 1
    assert sum(token.type == "table_open" for token in tokens) == 2


def test_markdown_shows_the_passages_as_they_are() -> None:
    comparison = found("It cost *40* [crowns] | or `more`_. <b>", "- It cost 40 crowns & 1. #more ==", "> Only here")
    tokens = MarkdownIt("commonmark").enable("table").parse(written("markdown", comparison))
    text = "\n".join(
        "".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline"
    )
    for passage in ("It cost *40* [crowns] | or `more`_. <b>", "- It cost 40 crowns & 1. #more ==", "> Only here"):
        assert passage in text.replace("==It cost==", "It cost").replace("==- It cos==", "- It cos"), text


def story(text: str = "six") -> StoryFigures:
    day = PublicationDate("2031-03-13", "2031-03-13", "day", "given")
    return StoryFigures(
        (StoryColumn(1, "Shells hit <Brennvik>", "Harbour Wire", day), StoryColumn(2, "Harbour", None, None)),
        (
            StoryRow(
                "killed",
                None,
                (
                    StoryValue(text, 6, 1, (0, 3), FIRST, odd=True),
                    StoryValue("7", 7, 1, (0, 1), SECOND, odd=False),
                ),
            ),
            StoryRow("loan", "EUR", (None, StoryValue("40m", 4e7, 1, (0, 3), "A loan of 40m.", odd=False))),
        ),
        ("Gone",),
    )


def test_a_storys_figures_are_told_in_every_form() -> None:
    text = "".join(STORY_FORMATS["text"](story()))
    assert " ≠  1  six: Shells killed six people in Brennvik." in text
    assert "loan (EUR)" in text
    assert "not read: Gone" in text
    table = "".join(STORY_FORMATS["markdown"](story()))
    assert "| killed | six ≠ | 7 |" in table
    assert "| loan (EUR) | – | 40m |" in table
    page = Page("".join(STORY_FORMATS["html"](story("<i>six</i>"))))
    assert set(page.tags) <= ALLOWED
    assert "<i>six</i> ≠" in page.text
    record = json.loads("".join(STORY_FORMATS["json"](story())))
    assert record["figures"][1]["values"] == [
        None,
        {"text": "40m", "value": 4e7, "sentence": "A loan of 40m.", "odd": False},
    ]
    assert record["articles"][0]["date"] == "2031-03-13"
