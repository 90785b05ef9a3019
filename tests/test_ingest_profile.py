"""`dumps.toml`: what ships is sound, what a user adds counts, and faults in it are told, not thrown."""

from pathlib import Path

import pytest

from reader.article import Article
from reader.ingest.intake import load_profile, open_intake
from reader.ingest.patterns import Patterns, check_pattern

OWN = """
separators = ["* * *"]
[suffixes]
"| Valley News" = "The Meridian"
"| Border conflict News" = "Somebody Else"
[[residue]]
reason = "call for letters"
lines = ["Write to us*", "Letters from # readers"]
[[cues]]
outlet = "The Valley"
any = ["A valley page"]
[[series]]
title = "Flood watch, day #"
name = "Flood watch"
start = 2031-01-01
"""
DUMP = """Flood watch, day 12 | Valley News

The water has fallen, the office said.

Write to us at the lock

Letters from 3 readers

* * *

Boats leave | Border conflict News

A valley page

They left at noon, the office said.

Source link
"""


def read(tmp_path: Path, profile: str, dump: str = DUMP) -> tuple[list[Article], list[str]]:
    (tmp_path / "dumps.toml").write_text(profile, encoding="utf-8")
    path = tmp_path / "dump.txt"
    path.write_text(dump, encoding="utf-8")
    loaded = load_profile(tmp_path)
    with open_intake(path, profile=loaded) as intake:
        return list(intake.articles()), [notice.text for notice in (*loaded.problems, *intake.notices)]


def test_the_shipped_profile_is_sound() -> None:
    assert load_profile().problems == ()
    assert load_profile().separators == ("Source link",)


def test_what_a_user_adds_counts_beside_what_ships(tmp_path: Path) -> None:
    (flood, boats), notices = read(tmp_path, OWN)
    assert notices == []
    assert (flood.outlet, flood.kicker) == ("The Meridian", "Valley News")
    assert [residue.reason for residue in flood.removed] == ["call for letters"] * 2
    assert flood.date is not None and flood.date.first == "2031-01-13"
    assert flood.date.basis == "series day 12, counted from 2031-01-01 (dumps.toml)"
    assert boats.outlet == "Somebody Else"


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("separators = 3", "separators must be a list of texts"),
        ('[[residue]]\nlines = ["*"]', "would match every line"),
        ('[[residue]]\nlines = ["a*b*c*d"]', "more than 2 stars"),
        ('[suffixes]\n"| X" = 3', "needs a name in quotes"),
        ("suffixes = 1", "suffixes must be a table"),
        ("residue = 1", "[[residue]]"),
        ('[[cues]]\nany = ["x"]', "needs an outlet"),
        ('[[series]]\ntitle = "x #"\nname = "x"\nstart = "soon"', "needs a title, a name and a start"),
        ("colour = 1", "no entry 'colour'"),
        ("this is not toml", "the rest holds"),
    ],
)
def test_faults_are_told_once_and_the_rest_holds(fault: str, told: str, tmp_path: Path) -> None:
    articles, notices = read(tmp_path, fault, DUMP.replace("* * *", "Source link"))
    assert len(articles) == 2
    assert sum(told in notice for notice in notices) == 1 and str(tmp_path) in "".join(notices)


def test_patterns_are_words_stars_and_numbers() -> None:
    patterns = Patterns([("Read more: *", 1), ("list of # item*", 2), ("Share", 3), ("* newsletter", 4), ("a.b", 5)])
    found = ("READ MORE: boats", "list of 1,396 itemsend", "share", "The newsletter")
    assert [patterns.find(line) for line in found] == [1, 2, 3, 4]
    other = ("Read more", "list of items", "Shares", "newsletters", "axb")
    assert [patterns.find(line) for line in other] == [None] * 5
    assert patterns.find("Read more: " + "x" * 1000) is None
    assert check_pattern("fine *") == "" and check_pattern("") and check_pattern(3)
