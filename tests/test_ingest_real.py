"""Real dumps, where they are on this machine: taken apart as their annotation says."""

import json
from pathlib import Path
from typing import Any

from reader.article import Article
from reader.ingest.intake import open_intake


def read(path: Path) -> list[Article]:
    with open_intake(path) as intake:
        return list(intake.articles())


def flat(text: str | None) -> str:
    return " ".join((text or "").split())


def test_the_annotated_dump(shared: Path) -> None:
    truths: list[dict[str, Any]] = json.loads((shared / "seed/articles.json").read_text(encoding="utf-8"))
    articles = read(shared / "seed/dump.txt")
    assert len(articles) == len(truths)
    for article, truth in zip(articles, truths, strict=True):
        place = article.place
        assert (place.line_start, place.line_end) == (truth["line_start"], truth["line_end"])
        assert (article.title, article.kicker) == (flat(truth["title"]), truth["kicker_text"])
        formulaic = truth["dek_kind"] == "formulaic"
        want = [
            (each["kind"], flat(each["text"]), each["line"])
            for each in truth["blocks"]
            if each["kind"] != "dek" or formulaic
        ]
        got = [(part.kind, part.text, part.line) for part in article.parts()[1:] if part.kind != "standfirst"]
        assert got == [("paragraph" if kind == "dek" else kind, text, line) for kind, text, line in want]
        if truth["dek_kind"] == "written":
            assert article.standfirst == flat(truth["dek"])
        known = {each.line for each in article.removed} | {each.line for each in article.captions} | {place.line_end}
        assert known == {each["line"] for each in truth["boilerplate_lines"]}
        pictures = [each for each in truth["captions"] if "file name" not in (each.get("note") or "")]
        assert [(each.text, each.credit) for each in article.captions] == [(c["text"], c["credit"]) for c in pictures]
        assert (article.series.number if article.series else None) == truth["war_day"]
        first, last = truth["date_range"] or [truth["date"]] * 2
        if truth["date_precision"] == "day":
            assert article.date is not None
        assert article.date is None or first <= article.date.first <= last
        certain = truth["outlet_named_in_text"] and truth["outlet_confidence"] == "certain"
        assert article.outlet in ((truth["outlet"],) if certain else (truth["outlet"], None))


def test_newswire_keeps_every_line(shared: Path) -> None:
    path = shared / "data/reuters/reuters_1500.txt"
    truths = [json.loads(line) for line in path.with_suffix(".truth.jsonl").read_text(encoding="utf-8").splitlines()]
    articles = read(path)
    assert len(articles) == len(truths)
    for article, truth in zip(articles, truths, strict=True):
        assert article.title == flat(truth["title"])
        assert (article.place.line_start, article.place.line_end) == (truth["line_first"], truth["line_terminator"])
        texts = [part.text for part in article.parts()[1:]]
        assert texts == [flat(text) for text in truth["paragraphs"]]
        assert not article.removed and not article.captions
        assert article.date is None and article.outlet is None


def test_hostile_files_are_read_or_refused_in_one_line(shared: Path) -> None:
    from reader.errors import InputError

    for path in sorted((shared / "data").rglob("*")):
        if not path.is_file() or path.stat().st_size > 3_000_000 or "reuters" in path.parts:
            continue
        try:
            read(path)
        except InputError as fault:
            assert "\n" not in str(fault)
