"""`broadsheet export`: what it takes, what it writes and where, and its exit codes."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from reader.cli.export_arguments import FORMAT_NAMES, SCHEMAS
from reader.cli.main import run
from reader.config import Config
from reader.export.formats import FORMATS
from reader.export.schemas import NAMES
from reader.library import Library
from tests.filing import file_dumps
from tests.test_cli import Desk

ROOT = Path(__file__).resolve().parent.parent
RECORDS = [
    ("Ferry talks resume in Lindholm", "Talks on the ferry resumed.\n\nThe port opened.", "2031-03-14", "Harbour Wire"),
    ("Shells hit Brennvik", "Four people died when shells hit the harbour.", "2031-03-14", "The Meridian"),
    ("Grain ships wait", "The ferry left before them.", "2031-03-16", "Harbour Wire"),
]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    dump = tmp_path / "march.jsonl"
    lines = [dict(zip(("title", "body", "date", "source"), each, strict=True)) for each in RECORDS]
    dump.write_text("".join(f"{json.dumps(each)}\n" for each in lines), encoding="utf-8")
    file_dumps(tmp_path / "archive", dump)
    return tmp_path / "archive"


@pytest.fixture
def desk(archive: Path, capfd: pytest.CaptureFixture[str]) -> Desk:
    return Desk(archive.parent, capfd)


def ids(desk: Desk, *query: str) -> list[str]:
    desk("export", *query)
    return [json.loads(line)["id"] for line in desk.out.splitlines()]


def test_the_arguments_name_every_format_and_schema_of_the_tables() -> None:
    assert set(FORMAT_NAMES) == set(FORMATS) and SCHEMAS == NAMES


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_goes_to_standard_output_and_to_a_file_with_the_same_bytes(
    archive: Path, name: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder, export = archive.parent / "out", ["export", "--all", "--format", name, "--archive", str(archive)]
    capfdbinary.readouterr()
    assert run(export) == 0
    printed = capfdbinary.readouterr().out
    assert run([*export, "--out", str(folder / "x")]) == 4
    folder.mkdir()
    assert run([*export, "--out", str(folder)]) == 0
    ending = FORMATS[name].info.ending
    assert (folder / f"3-articles.{ending}").read_bytes() == printed
    assert {path.name for path in folder.iterdir()} == {f"3-articles.{ending}", f"3-articles.{ending}.manifest.json"}


def test_a_folder_that_ends_in_a_slash_is_made(desk: Desk, tmp_path: Path) -> None:
    assert desk("export", "ferry", "--format", "csv", "--out", f"{tmp_path}/new/") == 0
    assert (tmp_path / "new" / "ferry_2-articles.csv").is_file()
    assert desk("export", "ferry", "--format", "csv", "--out", f"{tmp_path}/new/") == 2  # there already
    assert desk("export", "zeppelin", "--format", "csv", "--out", f"{tmp_path}/other/") == 1


def test_one_file_an_article(desk: Desk, tmp_path: Path) -> None:
    assert desk("export", "--all", "--each", "--format", "text", "--out", tmp_path / "each") == 0
    assert sorted(path.name for path in (tmp_path / "each").glob("*.txt")) == [
        "2031-03-14_harbour-wire_ferry-talks-resume-in-lindholm.txt",
        "2031-03-14_the-meridian_shells-hit-brennvik.txt",
        "2031-03-16_harbour-wire_grain-ships-wait.txt",
    ]
    assert desk("export", "--all", "--each") == 2 and "--out" in desk.err


def test_a_roll_has_only_the_sections_on_its_topic(desk: Desk, tmp_path: Path) -> None:
    dump = tmp_path / "roll.txt"
    dump.write_text(
        "Key events | Border News\n\nHere is what happened.\n\nFighting\n\n• Shells fell on Brennvik.\n\nAid\n\n"
        "• Two lorries of blankets reached Karrow.\n\nSource link\n",
        encoding="utf-8",
    )
    desk("add", dump)
    assert desk("export", "--roll", "aid") == 0
    records = [json.loads(line) for line in desk.out.splitlines()]
    assert [section["heading"] for record in records for section in record["sections"]] == ["Aid"]
    (record,) = records
    assert record["topics"] == ["aid"] and record["removed"] == record["captions"] == []
    assert record["names"]["places"] == ["Karrow"]  # Brennvik stands in another section
    assert desk("export", "--roll", "aid", "shells", "--format", "json") == 0
    assert json.loads(desk.out)["count"] == 1
    assert desk("export", "--roll", "sport") == 1 and desk.out == ""


def test_counts_have_a_column_for_each_search(desk: Desk, tmp_path: Path) -> None:
    assert desk("export", "--counts", "boats=ferry OR ships", "outlet:the-meridian") == 0
    rows = list(csv.reader(io.StringIO(desk.out), strict=True))
    assert rows == [
        ["date", "boats", "outlet:the-meridian", "total", "boats ratio", "outlet:the-meridian ratio"],
        ["2031-03-14", "1", "1", "2", "0.5000", "0.5000"],
        ["2031-03-15", "0", "0", "0", "", ""],
        ["2031-03-16", "1", "0", "1", "1.0000", "0.0000"],
    ]
    assert desk("export", "--counts", "ferry", "--excel", "--out", tmp_path / "days.csv") == 0
    assert (tmp_path / "days.csv").read_bytes().startswith(b"\xef\xbb\xbfdate,ferry,total,ferry ratio\r\n2031-03-14,")
    for wrong in (["--counts"], ["--counts", "--all"], ["--counts", "a=ferry", "a=ships"], ["--counts", "a=(ferry"]):
        assert desk("export", *wrong) == 2, wrong


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["ferry", "--all"],
        ["--all", "--marked"],
        ["--saved", "a", "--saved", "b"],
        ["--all", "--format", "pdf"],
        ["--all", "--wrap", "x"],
        ["--id", "zzz"],
        ["(ferry"],
    ],
)
def test_what_cannot_be_meant_is_told_with_2(desk: Desk, wrong: list[str]) -> None:
    assert desk("export", *wrong) == 2 and desk.out == "" and desk.err


def test_an_option_that_a_format_does_not_heed_is_told(desk: Desk) -> None:
    assert desk("export", "--all", "--body", "--format", "ris") == 0 and "--body changes nothing in ris" in desk.err
    assert desk("export", "--all", "--body", "--raw-csv", "--format", "csv") == 0 and desk.err == ""
    assert desk.out.splitlines()[0].endswith(",body")


def test_schemas_are_printed(desk: Desk) -> None:
    for name in NAMES:
        assert desk("export", "--schema", name) == 0 and "$schema" in json.loads(desk.out)


def test_articles_by_id_come_in_the_order_asked(desk: Desk) -> None:
    every = ids(desk, "--all")
    assert ids(desk, "--id", every[2], "--id", every[0]) == [every[2], every[0]]
    assert ids(desk, "--all", "--sort", "date", "--limit", "2") != []


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of thousands of articles, to be read only."""
    folder = tmp_path_factory.mktemp("many")
    dump = folder / "long.jsonl"
    with dump.open("w", encoding="utf-8") as file:
        for number in range(4000):
            file.write(json.dumps({"title": f"Ferry {number}", "body": f"Text {number}."}) + "\n")
    with Library(folder / "archive", Config()) as library:
        library.add([dump])
    return folder / "archive"


def long_export(archive: Path, target: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    """An export of many articles in a process of its own that has begun to write."""
    command = [sys.executable, "-c", "from reader.cli.main import main; main()"]
    environment: dict[str, Any] = {**os.environ, "PYTHONPATH": str(ROOT)}
    export = [*command, "export", "--all", "--archive", str(archive), *arguments]
    started = subprocess.Popen(export, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not list(target.rglob(".broadsheet-*")) and started.poll() is None:
        time.sleep(0.002)
    return started


@pytest.mark.parametrize("how", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("each", [True, False])
def test_an_export_that_is_stopped_leaves_nothing(many: Path, tmp_path: Path, how: str, each: bool) -> None:
    target = tmp_path / "target"
    target.mkdir()
    out = ["--each", "--out", str(target / "each")] if each else ["--format", "epub", "--out", str(target / "x.epub")]
    export = long_export(many, target, *out)
    assert export.poll() is None, "it was done before it could be stopped"
    export.send_signal(getattr(signal, how))
    export.communicate(timeout=60)
    assert export.returncode == 128 + getattr(signal, how)
    assert not list(target.iterdir())


@pytest.mark.parametrize("each", [True, False])
def test_an_export_that_is_killed_leaves_no_file_under_a_name_of_its_own(
    many: Path, tmp_path: Path, each: bool
) -> None:
    target = tmp_path / "target"
    target.mkdir()
    out = ["--each", "--out", str(target / "each")] if each else ["--format", "epub", "--out", str(target / "x.epub")]
    export = long_export(many, target, *out)
    export.kill()
    export.communicate(timeout=60)
    assert all(path.name.startswith(".broadsheet-") for path in target.rglob("*") if path.is_file())


def test_what_went_into_a_file_is_told_and_standard_output_stays_clean(desk: Desk, tmp_path: Path) -> None:
    desk("export", "--all", "--format", "csv", "--out", tmp_path / "all.csv")
    assert (desk.out, desk.err) == ("", f"3 articles, with a manifest → {tmp_path / 'all.csv'}\n")
    desk("export", "grain", "--format", "text", "--out", f"{tmp_path / 'out'}{os.sep}")
    (written,) = (tmp_path / "out").iterdir()
    assert (desk.out, desk.err) == ("", f"1 article → {written}\n")
    desk("export", "--all", "--each", "--format", "text", "--out", tmp_path / "each", "--no-manifest")
    assert (desk.out, desk.err) == ("", f"3 articles → {tmp_path / 'each'}\n")
    desk("export", "--all", "--out", "-")
    assert desk.out.count("\n") == 3 and desk.err == ""
