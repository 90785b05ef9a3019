"""Exports as files: their names, what they never write over, their manifest, and nothing half left behind."""

import hashlib
import json
import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from reader.article import PublicationDate
from reader.config import Config
from reader.errors import ArchiveError, Cancelled, ReaderError, UsageError
from reader.export.formats import FORMATS
from reader.export.names import article_stem, set_stem, unique_names, with_ending
from reader.export.schemas import schema_text
from reader.library import Library
from reader.results import Progress
from reader.taking import ExportOptions, ExportRequest
from tests.articles import make_article

TITLES = ("Ferry talks resume in Lindholm", "Port rates double", "Grain ships wait", "Grain ships wait", "国际新闻")
ALLOWED = re.compile(r"[a-z0-9][a-z0-9._-]*")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    records = [
        {"title": title, "body": f"Text {number} of {title}.", "date": "2031-03-14", "source": "Harbour Wire"}
        for number, title in enumerate(TITLES)
    ]
    dump = tmp_path / "march.jsonl"
    dump.write_text("".join(f"{json.dumps(each)}\n" for each in records), encoding="utf-8")
    with Library(tmp_path / "archive", Config()) as library:
        library.add([dump])
        yield library


def request_of(library: Library, name: str = "jsonl", number: int | None = None, **more: Any) -> ExportRequest:
    return ExportRequest(name, library.all_keys()[:number], **more)


def manifest_of(path: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator(json.loads(schema_text("manifest"))).validate(record)
    return record


# names


def test_the_name_of_one_article_says_when_where_and_what() -> None:
    article = make_article()
    assert article_stem(article) == "2031-03-14_harbour-wire_ferry-talks-resume-in-lindholm"
    assert article_stem(make_article("Öl & Gas: «Ærø»", outlet=None, day=None)) == "undated_ol-gas-aero"
    assert article_stem(make_article("国际新闻", outlet="新华")) == f"2031-03-14_{make_article('国际新闻').id}"
    span = PublicationDate("2031-03-13", "2031-03-14", "span", "its place")
    assert article_stem(replace(article, date=span, outlet=None)).startswith("2031-03-13_2031-03-14_ferry")


def test_the_name_of_a_set_is_its_title_or_the_first_words_of_its_query() -> None:
    assert set_stem(12, title="Port watch") == "port-watch_12-articles"
    assert (
        set_stem(1, query='ferry "grain ships" -title:loan date:2031-03')
        == "ferry-grain-ships-title-loan-date_1-article"
    )
    assert set_stem(3) == "3-articles"
    assert set_stem(3, query="topic:aid", topic="aid") == "topic-aid_3-articles"
    assert set_stem(3, title="Port watch", topic="aid") == "port-watch-aid_3-articles"


@given(st.text(max_size=400), st.text(max_size=100), st.sampled_from(["md", "jsonl", "bib"]))
def test_names_are_short_and_plain_whatever_the_title(title: str, outlet: str, ending: str) -> None:
    article = make_article(title, outlet=outlet or None)
    for name in (
        with_ending(article_stem(article), ending),
        with_ending(article_stem(article), ending, mark=f"-{article.id}"),
        with_ending(set_stem(10**7, title=title, query=outlet, topic=title), ending),
        with_ending(set_stem(0, query=title), ending),
    ):
        assert len(name.encode()) <= 80 and ALLOWED.fullmatch(name) and name.endswith(f".{ending}"), name


def test_long_names_are_cut_at_a_word_and_equal_ones_get_the_id() -> None:
    long = make_article(" ".join(["Ferry"] * 40))
    assert with_ending(article_stem(long), "md") == f"2031-03-14_harbour-wire_{'-'.join(['ferry'] * 9)}.md"
    names = list(unique_names([("a", "1f"), ("b", "2f"), ("a", "3f")], "md"))
    assert names == ["a-1f.md", "b.md", "a-3f.md"]


def test_names_come_from_what_is_asked_for(library: Library) -> None:
    assert library.export_name(request_of(library, "markdown", 1)) == (
        "2031-03-14_harbour-wire_ferry-talks-resume-in-lindholm.md"
    )
    assert library.export_name(request_of(library, "csv", title="port-watch")) == "port-watch_5-articles.csv"
    assert (
        library.export_name(request_of(library, "csl-json", query="ferry OR grain")) == "ferry-or-grain_5-articles.json"
    )
    assert library.export_name(request_of(library, "csv", 1, query="ferry")) == "ferry_1-article.csv"


# one file


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_has_the_bytes_of_the_document(library: Library, tmp_path: Path, name: str) -> None:
    path = tmp_path / "out"
    report = library.export_file(request_of(library, name), path)
    assert path.read_bytes() == b"".join(library.export_document(request_of(library, name)))
    (file,) = report.files
    assert (file.path, file.bytes) == (str(path), path.stat().st_size)
    assert file.digest == hashlib.sha256(path.read_bytes()).hexdigest() and report.articles == 5


def test_a_file_is_never_written_over_unasked(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("mine")
    with pytest.raises(UsageError, match="there already"):
        library.export_file(request_of(library), path)
    assert path.read_text() == "mine" and not list(tmp_path.glob("*.manifest.json"))
    path.chmod(0o640)
    library.export_file(request_of(library), path, force=True)
    assert path.read_text() != "mine" and stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_manifest_that_is_there_is_not_written_over_either(library: Library, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl.manifest.json").write_text("mine")
    with pytest.raises(UsageError, match=r"manifest\.json is there already"):
        library.export_file(request_of(library), tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("kind", ["folder", "link", "dangling link", "pipe"])
def test_what_is_no_regular_file_is_refused_even_when_forced(library: Library, tmp_path: Path, kind: str) -> None:
    path, victim = tmp_path / "out", tmp_path / "victim"
    victim.write_text("mine")
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(victim if kind == "link" else tmp_path / "nowhere")
    with pytest.raises(UsageError, match="not a regular file"):
        library.export_file(request_of(library), path, force=True)
    assert victim.read_text() == "mine" and not (tmp_path / "nowhere").exists()


def test_a_folder_that_is_not_there_is_told(library: Library, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere" / "out.csv", tmp_path / "nul\0.csv"):
        with pytest.raises(ArchiveError, match="cannot write"):
            library.export_file(request_of(library), path)


def test_another_program_that_is_faster_wins(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"

    def meanwhile(progress: Progress) -> None:
        if progress.done == progress.total:
            path.write_text("theirs")

    with pytest.raises(UsageError, match="there already"):
        library.export_file(request_of(library), path, progress=meanwhile)
    assert path.read_text() == "theirs" and remains(tmp_path) == {"archive", "march.jsonl", "out.jsonl"}


def test_a_file_system_without_links_takes_files_all_the_same(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    path = tmp_path / "out.jsonl"
    library.export_file(request_of(library), path)
    assert path.read_bytes() == b"".join(library.export_document(request_of(library)))
    with pytest.raises(UsageError, match="there already"):
        library.export_file(request_of(library), path)
    assert remains(tmp_path) == {"archive", "march.jsonl", "out.jsonl", "out.jsonl.manifest.json"}


def remains(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def stopping(after: int) -> Callable[[], bool]:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > after

    return cancelled


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("after", [0, 2, 4])
def test_a_cancelled_export_leaves_nothing(library: Library, tmp_path: Path, name: str, after: int) -> None:
    before = remains(tmp_path)
    with pytest.raises(Cancelled):
        library.export_file(request_of(library, name), tmp_path / "out", cancelled=stopping(after))
    with pytest.raises(Cancelled):
        library.export_folder(request_of(library, name), tmp_path / "folder", cancelled=stopping(after))
    assert remains(tmp_path) == before


def test_a_full_disk_leaves_nothing(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = remains(tmp_path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ArchiveError, match="No space left"):
        library.export_file(request_of(library), tmp_path / "out")
    with pytest.raises(ArchiveError, match="No space left"):
        library.export_folder(request_of(library), tmp_path / "folder")
    assert remains(tmp_path) == before


def test_progress_is_told_from_the_first_article_to_the_last(library: Library, tmp_path: Path) -> None:
    told: list[Progress] = []
    library.export_file(request_of(library, "csv"), tmp_path / "out", progress=told.append)
    assert (told[0].done, told[-1].done) == (0, 5) and {(each.total, each.unit) for each in told} == {(5, "articles")}


def test_an_unknown_format_is_told_with_those_there_are(library: Library) -> None:
    with pytest.raises(UsageError, match="markdown, html, text"):
        library.export_document(request_of(library, "pdf"))


# a file an article


def test_each_article_gets_a_file_of_its_own(library: Library, tmp_path: Path) -> None:
    report = library.export_folder(request_of(library, "markdown"), tmp_path / "folder")
    grain = [library.article_by_key(key).id for key in library.all_keys()[2:4]]
    names = {Path(each.path).name for each in report.files}
    assert remains(tmp_path / "folder") == names | {"5-articles.manifest.json"}
    assert [Path(each.path).name for each in report.files][:4] == [
        "2031-03-14_harbour-wire_ferry-talks-resume-in-lindholm.md",
        "2031-03-14_harbour-wire_port-rates-double.md",
        f"2031-03-14_harbour-wire_grain-ships-wait-{grain[0]}.md",
        f"2031-03-14_harbour-wire_grain-ships-wait-{grain[1]}.md",
    ]
    for key, file in zip(library.all_keys(), report.files, strict=True):
        assert Path(file.path).read_bytes() == b"".join(library.export_document(ExportRequest("markdown", [key])))
    assert {each["name"] for each in manifest_of(Path(report.manifest))["files"]} == names


def test_a_folder_that_holds_one_of_the_names_is_left_as_it_is(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "2031-03-14_harbour-wire_port-rates-double.csv").write_text("mine")
    with pytest.raises(UsageError, match="there already"):
        library.export_folder(request_of(library, "csv"), folder)
    assert remains(folder) == {"2031-03-14_harbour-wire_port-rates-double.csv"}
    library.export_folder(request_of(library, "csv"), folder, force=True)
    assert len([name for name in remains(folder) if name.endswith(".csv")]) == 5
    with pytest.raises(UsageError, match="not a folder"):
        library.export_folder(request_of(library, "csv"), tmp_path / "march.jsonl")


# the manifest


def test_a_manifest_tells_how_to_make_the_export_again(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1931500800")
    request = request_of(
        library, "csv", query="source:* ferry OR ships", sort="date", options=ExportOptions(body=True, excel=True)
    )
    request = replace(request, query="outlet:harbour-wire date:2031-03")
    report = library.export_file(request, tmp_path / "out.csv")
    record = manifest_of(Path(report.manifest))
    assert report.manifest == str(tmp_path / "out.csv.manifest.json") and "written_at" not in record
    assert record["query"] == request.query and "harbour-wire" in record["parsed"]
    assert (record["count"], record["first"], record["last"]) == (5, "2031-03-14", "2031-03-14")
    dump = (tmp_path / "march.jsonl").read_bytes()
    assert record["dumps"] == [{"name": "march.jsonl", "bytes": len(dump), "sha256": hashlib.sha256(dump).hexdigest()}]
    digest = hashlib.sha256((tmp_path / "out.csv").read_bytes()).hexdigest()
    assert record["files"] == [{"name": "out.csv", "bytes": (tmp_path / "out.csv").stat().st_size, "sha256": digest}]

    again = ExportRequest(
        record["format"],
        [library.key_of(each["id"]) for each in record["articles"]],
        record["kind"],
        query=record["query"],
        sort=record["order"],
        match=record["match"],
        options=ExportOptions(**record["options"]),
    )
    second = library.export_file(again, tmp_path / "again.csv")
    assert second.files[0].digest == digest
    first, other = (Path(each.manifest).read_text() for each in (report, second))
    assert other == first.replace('"out.csv"', '"again.csv"')


def test_a_query_that_cannot_be_read_keeps_no_export_from_being_written(library: Library, tmp_path: Path) -> None:
    report = library.export_file(request_of(library, query="(ferry"), tmp_path / "out.jsonl")
    record = manifest_of(Path(report.manifest))
    assert (record["query"], record["parsed"]) == ("(ferry", None)


def test_only_a_manifest_has_a_clock_time(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    report = library.export_file(request_of(library), tmp_path / "out.jsonl")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", manifest_of(Path(report.manifest))["written_at"])
    assert str(tmp_path) not in Path(report.manifest).read_text()


def test_a_manifest_is_written_for_more_than_one_article_or_when_asked(library: Library, tmp_path: Path) -> None:
    assert library.export_file(request_of(library, number=1), tmp_path / "one").manifest == ""
    assert library.export_file(request_of(library), tmp_path / "none", manifest=False).manifest == ""
    assert library.export_file(request_of(library, number=1), tmp_path / "asked", manifest=True).manifest
    assert not (tmp_path / "none.manifest.json").exists()


def test_an_article_that_is_gone_is_passed_over_and_not_counted(library: Library) -> None:
    request = ExportRequest("json", [*library.all_keys(), 10**6, library.all_keys()[0]])
    whole = json.loads(b"".join(library.export_document(request)))
    assert whole["count"] == len(whole["articles"]) == 5


def test_faults_are_of_the_kinds_that_people_are_told(library: Library, tmp_path: Path) -> None:
    with pytest.raises(ReaderError):
        library.export_file(request_of(library, "pdf"), tmp_path / "out")
