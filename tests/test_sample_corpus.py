"""The sample corpus, taken apart, is what its hand-made truth says it is."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from reader.article import Article
from reader.ingest.intake import load_profile, open_intake

ROOT = Path(__file__).resolve().parent.parent
TRUTH = json.loads((ROOT / "tests/data/sample/truth.json").read_text(encoding="utf-8"))

Read = tuple[dict[str, Any], Article]


def bare(text: str | None) -> str:
    """Letters and digits only."""
    return re.sub(r"[\W_]+", "", text or "").casefold()


@pytest.fixture(scope="module", params=TRUTH["dumps"], ids=lambda dump: dump["name"])
def dump(request: pytest.FixtureRequest) -> tuple[dict[str, Any], list[Article], tuple[str, ...]]:
    corpus = ROOT / "sample_corpus"
    with open_intake(corpus / request.param["name"], profile=load_profile(corpus)) as intake:
        return request.param, list(intake.articles()), intake.header


@pytest.fixture
def read(dump: tuple[dict[str, Any], list[Article], tuple[str, ...]]) -> list[Read]:
    truth, articles, _ = dump
    assert [a.place.line_start for a in articles] == [t["line_start"] for t in truth["articles"]]
    return list(zip(truth["articles"], articles, strict=True))


def test_the_page_header_is_no_article(dump: tuple[dict[str, Any], list[Article], tuple[str, ...]]) -> None:
    truth, _, header = dump
    assert list(header) == [line["text"] for line in truth["header"]]


def test_boundaries_titles_and_kickers(read: list[Read]) -> None:
    for truth, article in read:
        assert article.title == " ".join(truth["title"].split())
        assert article.kicker == truth["kicker"]
        assert article.place.line_end == truth["line_end"]


def test_headings_and_blocks_stand_where_they_stand(read: list[Read]) -> None:
    for truth, article in read:
        openings = {truth["standfirst_line"]} if stock(truth) else set()
        want = [
            (section["line"], [tuple(block) for block in section["blocks"] if block[0] not in openings])
            for section in truth["sections"]
        ]
        got = [
            (section.line, [(block.line, block.kind) for block in section.blocks if block.line not in openings])
            for section in article.sections
            if section.heading or section.blocks
        ]
        missed = {truth["standfirst_line"]} - {article.standfirst_line}
        if missed - {None} and truth["kind"] == "analysis":  # told by nothing but its sense: it stays a paragraph
            got[0] = (got[0][0], [block for block in got[0][1] if block[0] not in missed])
        assert got == want, article.title


def test_standfirsts(read: list[Read]) -> None:
    for truth, article in read:
        if stock(truth):
            texts = [block.text for section in article.sections for block in section.blocks]
            assert truth["standfirst"] in (article.standfirst, texts[0])
        elif article.standfirst is not None or truth["kind"] != "analysis":
            assert article.standfirst == truth["standfirst"], article.title


def stock(truth: dict[str, Any]) -> bool:
    """Whether a standfirst is the same in every part of a series: it may as well be the first paragraph."""
    return bool(truth["standfirst"]) and truth["standfirst"].startswith("These are the key")


def test_what_was_taken_out(read: list[Read]) -> None:
    for truth, article in read:
        assert {each.line for each in article.removed} == {each["line"] for each in truth["removed"]}, article.title
        assert all(each.reason for each in article.removed)


def test_captions_are_kept_apart_whole(read: list[Read]) -> None:
    for truth, article in read:
        assert [each.line for each in article.captions] == [each["line"] for each in truth["captions"]]
        for got, want in zip(article.captions, truth["captions"], strict=True):
            assert bare(got.text) == bare(want["text"])
            assert bare(want["credit"]) in bare(got.credit)


def test_bylines_datelines_agencies_and_series(read: list[Read]) -> None:
    for truth, article in read:
        assert article.byline == truth["byline"]
        assert article.dateline == truth["dateline"]
        if truth["agency"]:
            assert article.agency == truth["agency"]
        series = {"name": article.series.name, "number": article.series.number} if article.series else None
        assert series == truth["series"]


def test_no_outlet_is_wrong_and_none_that_the_text_names_is_missing(read: list[Read]) -> None:
    for truth, article in read:
        if truth["outlet_in_text"] or article.outlet is not None:
            assert article.outlet == truth["outlet"], article.title
        assert (article.outlet is None) == (article.outlet_basis is None)


def test_no_date_is_wrong_and_few_are_missing(read: list[Read]) -> None:
    missing = []
    for truth, article in read:
        if article.date is not None:
            assert article.date.basis
            assert article.date.first in truth["acceptable_dates"], (article.title, article.date)
        elif truth["date_precision"] == "day":
            missing.append(article.title)
    assert len(missing) <= len(read) // 6, missing


def test_running_lists_are_known(read: list[Read]) -> None:
    for truth, article in read:
        assert (article.kind == "key-events") == (truth["kind"] == "key-events")


def test_nothing_is_lost_but_what_is_named(dump: tuple[dict[str, Any], list[Article], tuple[str, ...]]) -> None:
    """Every line of an article is its title, a part, a caption or named as residue."""
    truth, articles, _ = dump
    lines = (ROOT / "sample_corpus" / truth["name"]).read_text(encoding="utf-8").split("\n")
    for article in articles:
        told = {part.line for part in article.parts()} | {each.line for each in article.removed}
        told |= {each.line for each in article.captions} | {article.place.line_end}
        inside = range(article.place.line_start, article.place.line_end + 1)
        assert {number for number in inside if lines[number - 1].strip()} == told
