"""Taking away what the reader keeps: marked articles, saved searches, dossiers, tags and notes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.config import Config
from reader.kept import SavedSearch, TextSpan
from reader.library import Library
from reader.taking import ExportOptions, ExportRequest
from tests.test_cli import Desk

TITLES = ("Ferry talks resume", "Shells hit Brennvik", "Grain ships wait")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    dump = tmp_path / "march.jsonl"
    lines = [
        {"title": title, "body": f"The ferry {number}.", "date": "2031-03-14"} for number, title in enumerate(TITLES)
    ]
    dump.write_text("".join(f"{json.dumps(each)}\n" for each in lines), encoding="utf-8")
    with Library(tmp_path / "archive", Config()) as library:
        library.add([dump])
        yield library


@pytest.fixture
def desk(library: Library, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capfd)


def records(desk: Desk) -> list[dict[str, Any]]:
    return [json.loads(line) for line in desk.out.splitlines()]


def titles(desk: Desk) -> list[str]:
    return [record["title"] for record in records(desk)]


def test_the_marked_articles_come_in_the_order_of_their_marks(library: Library, desk: Desk) -> None:
    first, _, third = library.all_keys()
    assert desk("export", "--marked") == 1
    library.set_marked([third], True)
    library.set_marked([first], True)
    assert desk("export", "--marked") == 0 and titles(desk) == [TITLES[2], TITLES[0]]


def test_a_saved_search_gives_its_query_its_order_and_its_name(library: Library, desk: Desk, tmp_path: Path) -> None:
    library.save_search(SavedSearch("port-watch", "ferry", sort="title"))
    assert desk("export", "--saved", "port-watch") == 0
    assert titles(desk) == ["Ferry talks resume", "Grain ships wait", "Shells hit Brennvik"]
    assert desk("export", "--saved", "port-watch", "--sort", "-title", "--out", f"{tmp_path}/out/") == 0
    assert (tmp_path / "out" / "port-watch_3-articles.jsonl").is_file()
    manifest = json.loads((tmp_path / "out" / "port-watch_3-articles.jsonl.manifest.json").read_text())
    assert (manifest["title"], manifest["query"], manifest["order"]) == ("port-watch", "ferry", "-title")
    assert desk("export", "query:port-watch", "--limit", "1") == 0 and len(records(desk)) == 1
    assert desk("export", "--saved", "port-wach") == 2 and "port-watch" in desk.err


def test_counts_have_a_column_a_saved_search(library: Library, desk: Desk) -> None:
    library.save_search(SavedSearch("ferries", "ferry"))
    library.save_search(SavedSearch("grain", "title:grain"))
    assert desk("export", "--counts", "--saved", "grain", "--saved", "ferries", "shells=title:shells") == 0
    assert desk.out.splitlines() == [
        "date,grain,ferries,shells,total,grain ratio,ferries ratio,shells ratio",
        "2031-03-14,1,3,1,3,0.3333,1.0000,0.3333",
    ]


def test_a_dossier_keeps_its_order_its_foreword_and_its_remarks(library: Library, desk: Desk, tmp_path: Path) -> None:
    keys = library.all_keys()
    name = library.make_dossier("Ferry talks").name
    library.collect(name, [keys[2], keys[0]])
    library.edit_dossier(name, foreword="Why the ferry matters.")
    library.remark(name, library.article_by_key(keys[0]).id, "The first report.")
    assert desk("export", "--dossier", name) == 0
    assert [(record["title"], record.get("remark")) for record in records(desk)] == [
        (TITLES[2], None),
        (TITLES[0], "The first report."),
    ]
    assert desk("export", "--dossier", name, "--format", "markdown", "--out", f"{tmp_path}/out/") == 0
    text = (tmp_path / "out" / "ferry-talks_2-articles.md").read_text()
    assert "Why the ferry matters." in text and text.index(TITLES[2]) < text.index("The first report.")
    assert desk("export", "--dossier", "nothing") == 2


def test_an_article_of_a_dossier_that_is_in_no_dump_is_told(library: Library, desk: Desk, tmp_path: Path) -> None:
    name = library.make_dossier("Ferry talks").name
    library.collect(name, library.all_keys())
    library.forget("march.jsonl")
    assert desk("export", "--dossier", name) == 1
    assert "3 of the 3 articles" in desk.err and desk.out == ""


def test_tags_and_notes_go_along_only_when_asked(library: Library, desk: Desk) -> None:
    key = library.all_keys()[0]
    library.add_tags([key], ["port", "ship"])
    library.write_note(key, "Ask for the manifest.")
    library.write_note(key, "Which one?", TextSpan(1, 4, 9))
    id = library.article_by_key(key).id
    assert desk("export", "--id", id) == 0
    (without,) = records(desk)
    assert without["tags"] == without["notes"] == []
    assert desk("export", "--id", id, "--notes") == 0
    (record,) = records(desk)
    assert record["tags"] == ["port", "ship"]
    assert [(note["text"], note["quote"]) for note in record["notes"]] == [
        ("Ask for the manifest.", None),
        ("Which one?", "ferry"),
    ]
    for each in library.export_formats():
        request = ExportRequest(each.name, [key])
        noted = ExportRequest(each.name, [key], options=ExportOptions(notes=True))
        plain, full = (b"".join(library.export_document(asked)) for asked in (request, noted))
        assert "notes" in each.options and full != plain, each.name
        if each.name != "epub":
            assert b"Ask for" not in plain and b"Ask for" in full, each.name
