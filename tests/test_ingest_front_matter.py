"""Front matter gives a Markdown file its title, date and authors; broken and hostile ones are refused by line."""

import json
from pathlib import Path

import pytest

from reader.ingest.front_matter import MAX_FRONT_MATTER
from tests.markdown_files import Write, read_file, texts


@pytest.fixture
def write(tmp_path: Path) -> Write:
    return Write(tmp_path)


@pytest.mark.parametrize(
    ("source", "title", "headings"),
    [
        ("---\ntitle: Talks\n---\n# Talks\n\nText.", "Talks", [None]),
        ("---\ntitle: Talks\n---\n# Day one\n\nText.", "Talks", [None, "Day one"]),
        ("Text.\n\n# Talks\n\nMore.", "Talks", [None]),
        ("## Aid\n\nText.\n\n# Talks\n\nMore.", "Talks", [None, "Aid", "Talks"]),
        ("# Talks\n\n# Again\n\nMore.", "Talks", [None, "Again"]),
        ("## Aid\n\nText.", "2031-03-14 Ferry", [None, "Aid"]),
        ("Text.", "2031-03-14 Ferry", [None]),
    ],
)
def test_the_title_is_stated_headed_or_the_name(
    write: Write, source: str, title: str, headings: list[str | None]
) -> None:
    article = write(source, "2031-03-14 Ferry.md")
    assert article.title == title
    assert [each.heading for each in article.sections] == headings


YAML = """---
title: "Ferry: *talks*"
Author: [Ada Verrin, {name: Jon Holt}]
source: https://wire.example/a
publisher: Harbour Wire
date: 2031-03-15 10:00:00 +02:00
description: Both came.
draft: no
tags: [ferry]
---
Text.
"""
TOML = """+++
title = "Ferry: *talks*"
author = ["Ada Verrin", "Jon Holt"]
outlet = "Harbour Wire"
date = 2031-03-15T10:00:00+02:00
subtitle = "Both came."
[extra]
date = 2001-01-01
+++
Text.
"""
JSON = """{
  "title": "Ferry: *talks*", "byline": "Ada Verrin, Jon Holt", "outlet": "Harbour Wire",
  "date": "2031-03-15", "standfirst": "Both came.", "extra": {"a": [1, "}"]}
}

Text.
"""


@pytest.mark.parametrize("source", [YAML, TOML, JSON])
def test_front_matter_in_three_languages_says_the_same(write: Write, source: str) -> None:
    article, notices = write.told(source, "2031-03-14.md")
    assert notices == []
    assert (article.title, article.byline, article.standfirst) == (
        "Ferry: *talks*",
        "Ada Verrin, Jon Holt",
        "Both came.",
    )
    assert (article.outlet, article.outlet_basis) == ("Harbour Wire", "front matter")
    assert article.date and (article.date.first, article.date.precision, article.date.basis) == (
        "2031-03-15", "day", "front matter",
    )  # fmt: skip
    assert texts(article) == ["Text."] and article.removed == ()


def test_what_the_file_does_not_say_stays_unknown(write: Write) -> None:
    article = write(
        "---\ntags: [aid]\nauthor: ~\nsource: https://wire.example\ndate: soon\npublished: true\n---\nText."
    )
    assert (article.byline, article.outlet, article.date, article.standfirst) == (None, None, None, None)
    assert article.topics == ()


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2031-03-14-ferry.md", "2031-03-14"),
        ("ferry 2031-03-14.MD", "2031-03-14"),
        ("2031-03-14 to 2031-03-16.md", None),
        ("2031-13-44.md", None),
        ("12031-03-141.md", None),
        ("ferry.markdown", None),
    ],
)
def test_a_day_in_the_name_is_the_date(write: Write, name: str, day: str | None) -> None:
    date = write("Text.", name).date
    assert (date.first if date else None) == day
    assert date is None or date.basis == "file name"


def bomb(levels: int = 12) -> str:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels))]
    return "---\ntitle: Talks\n" + "\n".join(lines) + "\n---\nText.\n"


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        (bomb(), 4, "alias"),
        ("---\na: &m {b: 1}\nc:\n  <<: *m\n---\nText.\n", 4, "alias"),
        ("---\na: 1\ntitle: !!python/object/apply:os.system [id]\n---\nText.\n", 3, "tag"),
        ("---\ntitle: !x y\n---\nText.\n", 2, "tag"),
        ("---\na: 1\nb: [\n---\nText.\n", 4, "YAML"),
        ('---\ntitle: "Karrow\n---\nText.\n', 3, "YAML"),
        ("---\na: " + "[" * 12_000 + "\n---\nText.\n", 2, "deep"),
        ("---\ntitle: " + "x" * MAX_FRONT_MATTER + "\n---\nText.\n", 2, "longer"),
        ("---\ntitle: a\x1bb\n---\nText.\n", 2, "YAML"),
        ("+++\na = 1\ntitle = x\nb = 2\n+++\nText.\n", 3, "TOML"),
        ("+++\na = 1\ntitle = 'x\n+++\nText.\n", 4, "TOML"),
        ("+++\na = " + "[" * 12_000 + "\n+++\nText.\n", 2, "deep"),
    ],
)
def test_front_matter_that_is_broken_or_hostile_is_refused_by_line_and_the_text_is_read(
    write: Write, source: str, line: int, said: str
) -> None:
    article, (notice,) = write.told(source)
    assert notice.line == line and said in notice.text and len(notice.text) < 400
    assert texts(article) == ["Text."] and article.title == "note"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("---\n---\n\nText.", ["Text."]),
        ("---\n# a remark\ndraft: no\n---\nText.", ["Text."]),
        ("---\n> # Ferry\n---\nText.", ["Ferry", "Text."]),
        ("----\ntitle: Talks\n----\nText.", ["Text."]),
        ("---\nThe talks went on.\n\nText.\n\n---\n", ["The talks went on.", "Text."]),
        ("---\nHe said: no: never.\n\nText.", ["He said: no: never.", "Text."]),
        ("---\n\n" + "Words of prose. " * 5000 + "\n\n---\n", [("Words of prose. " * 5000).strip()]),
        ("{not json}\n\nText.", ["{not json}", "Text."]),
        ('{"a": 1} and on\n\nText.', ['{"a": 1} and on', "Text."]),
    ],
)
def test_a_rule_or_a_brace_at_the_top_loses_no_text(write: Write, source: str, expected: list[str]) -> None:
    article, notices = write.told(source)
    assert texts(article) == expected and notices == []


def test_real_front_matter_is_read(shared: Path) -> None:
    for file in (shared / "data" / "formats" / "markdown").rglob("*.md"):
        article, notices = read_file(file)
        stated = json.loads(file.with_suffix(".result.json").read_text(encoding="utf-8"))
        assert notices == [], file
        assert article.title == stated.get("title", article.title)
        assert article.byline == stated.get("author")
