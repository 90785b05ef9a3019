"""What the desk offers for export is what the line that it shows writes: the same bytes, the manifest included."""

import json
import os
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli.main import run
from reader.config import Config
from reader.kept import SavedSearch
from reader.library import Library
from reader.results import Match, SearchRequest
from reader.tui.export.offers import Articles, marked_articles, result_of, roll_of, saved_result
from tests.sample_library import copy_sample


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1931500800")
    monkeypatch.chdir(tmp_path)
    with Library(copy_sample(tmp_path, "veldmark-1.txt"), Config()) as library:
        yield library


def check_same(library: Library, offer: Articles, path: str = "out.md", format: str = "markdown") -> str:
    """The line, once what it writes has proved to be what the desk writes."""
    on = frozenset({"manifest"}) if offer.count > 1 else frozenset()
    found = []
    line = offer.same_as(format, on, path)
    target, beside = Path(path), Path(f"{path}.manifest.json")

    def take() -> None:
        found.append([each.read_bytes() for each in (target, beside) if each.exists()])
        for each in (target, beside):
            each.unlink(missing_ok=True)

    offer.write(library, format, on, target, force=False, tell=lambda _: None, stop=lambda: False)
    take()
    assert run(["export", "--archive", str(library.folder), *shlex.split(line)[2:]]) == (0 if offer.count else 1), line
    take()
    assert found[0] == found[1], line
    assert len(found[0]) == 1 + (offer.count > 1)
    return line


@pytest.mark.parametrize("number", [1, 3])
def test_the_line_for_marked_articles_gave_them_no_title(library: Library, number: int) -> None:
    library.set_marked(library.all_keys()[:number], True)
    check_same(library, marked_articles(library.marked()))


@pytest.mark.parametrize("request_", [
    SearchRequest("ferry harbour", "any"),
    SearchRequest("ferry", sort="-title"),
    SearchRequest("topic:aid"),
    SearchRequest(""),
    SearchRequest(" ", "any"),
    SearchRequest("", sort="title"),
], ids=repr)  # fmt: skip
def test_the_line_for_a_result_left_out_how_it_was_matched_and_ordered(
    library: Library, request_: SearchRequest
) -> None:
    page = library.search(request_)
    assert page.total
    line = check_same(library, result_of(page))
    assert ("--match any" in line) == (request_.match == "any")


@pytest.mark.parametrize("query", ["-ferry", "-ferry harbour", "--all", "--sort", "-title:ferry"])
def test_the_line_for_a_query_that_begins_with_a_hyphen_was_read_as_an_option(library: Library, query: str) -> None:
    line = check_same(library, result_of(library.search(SearchRequest(query))))
    assert line.endswith(shlex.join(["--", query]))


def test_the_line_for_a_path_that_begins_with_a_hyphen_was_read_as_an_option(library: Library) -> None:
    for path in ("-x.md", "-"):
        check_same(library, result_of(library.search(SearchRequest("ferry"))), path)


@pytest.mark.parametrize("request_", [
    SearchRequest("ferry harbour", "any"),
    SearchRequest("", sort="title"),
    SearchRequest("-zeppelin", sort="-date"),
    SearchRequest("sort:title"),
], ids=repr)  # fmt: skip
def test_the_line_for_a_roll_sorted_what_is_the_oldest_first(library: Library, request_: SearchRequest) -> None:
    page = library.search(request_)
    offer = roll_of(page, "aid", library.on_topic(page, "aid"))
    assert offer.count > 1
    assert "--sort" not in check_same(library, offer)


@pytest.mark.parametrize("saved", [
    SavedSearch("boats", "ferry harbour", match="any", sort="title"),
    SavedSearch("everything", ""),
], ids=repr)  # fmt: skip
def test_the_line_for_a_saved_search_says_its_name_and_keeps_its_match(library: Library, saved: SavedSearch) -> None:
    library.save_search(saved)
    match: Match = "any" if saved.match == "any" else "all"
    check_same(library, saved_result(saved, library.search(SearchRequest(saved.query, match, saved.sort))))


def test_a_roll_of_a_saved_search_took_the_order_of_the_search(
    library: Library, capfd: pytest.CaptureFixture[str]
) -> None:
    library.save_search(SavedSearch("by-title", "ferry OR harbour", sort="title"))
    page = library.search(SearchRequest("ferry OR harbour"))
    capfd.readouterr()
    orders = []
    for more in ((), ("--sort", "title")):
        assert run(["export", "--roll", "aid", "--saved", "by-title", *more, "--archive", str(library.folder)]) == 0
        orders.append([json.loads(line)["id"] for line in capfd.readouterr().out.splitlines()])
    assert orders[0] == [library.article_by_key(key).id for key in library.on_topic(page, "aid")]
    assert orders[1] != orders[0] and set(orders[1]) == set(orders[0])


def test_counts_of_a_saved_search_ignored_its_match(library: Library, capfd: pytest.CaptureFixture[str]) -> None:
    library.save_search(SavedSearch("boats", "ferry harbour", match="any"))
    either = library.search(SearchRequest("ferry harbour", "any")).total
    both = library.search(SearchRequest("ferry harbour")).total
    assert either > both
    capfd.readouterr()
    for arguments, expected in (
        (["--saved", "boats"], either),
        (["boats=ferry harbour"], both),
        (["boats=ferry harbour", "--match", "any"], either),
    ):
        assert run(["export", "--counts", *arguments, "--archive", str(library.folder)]) == 0
        rows = capfd.readouterr().out.splitlines()[1:]
        assert sum(int(row.split(",")[1]) for row in rows) == expected, arguments


def test_a_manifest_did_not_say_what_was_asked_for(library: Library) -> None:
    library.save_search(SavedSearch("boats", "ferry harbour", match="any"))
    library.set_marked(library.all_keys()[:2], True)
    id = library.article_by_key(library.all_keys()[0]).id
    for arguments, expected in (
        (["query:boats", "--limit", "3"], {"asked_for": "query", "limit": 3, "match": "all"}),
        (["ferry harbour", "--match", "any"], {"asked_for": "query", "limit": None, "match": "any"}),
        (["--saved", "boats"], {"asked_for": "saved", "title": "boats", "match": "any", "query": "ferry harbour"}),
        (["--marked"], {"asked_for": "marked", "query": None}),
        (["--all"], {"asked_for": "all", "order": None}),
        (["--id", id], {"asked_for": "ids", "count": 1}),
        (["--roll", "aid", "--all"], {"asked_for": "all", "kind": "roll", "topic": "aid"}),
    ):
        whole = ["export", *arguments, "--manifest", "--out", "out.jsonl", "--archive", str(library.folder)]
        assert run(whole) == 0
        record = json.loads(Path("out.jsonl.manifest.json").read_text())
        assert {name: record[name] for name in expected} == expected, arguments
        named = [{"name": "boats", "parsed": "(any ferry harbour)"}] if arguments[0] == "query:boats" else []
        assert [(each["name"], each["parsed"][:4]) for each in record["saved_searches"]] == [
            (each["name"], each["parsed"][:4]) for each in named
        ]
        for name in ("out.jsonl", "out.jsonl.manifest.json"):
            os.unlink(name)
