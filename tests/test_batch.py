"""`search --batch`: many queries in one run, and what the doctor adds to an answer."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.filing import file_dumps
from tests.test_cli import DUMP, Desk


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    dump = tmp_path / "march.txt"
    dump.write_text(DUMP, encoding="utf-8")
    file_dumps(tmp_path / "archive", dump)
    return Desk(tmp_path, capsys)


def batch(desk: Desk, folder: Path, text: str | bytes, *options: str) -> tuple[int, list[dict[str, Any]]]:
    path = folder / "queries.tsv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    code = desk("search", "--batch", path, *options)
    return code, [json.loads(line) for line in desk.out.splitlines()]


def test_each_query_gets_a_record_that_begins_with_its_id(desk: Desk, tmp_path: Path) -> None:
    code, records = batch(desk, tmp_path, "7\tferry\na b\ttopic:aid\n9\tzeppelin\n")
    assert code == 0
    assert [next(iter(record)) for record in records] == ["id"] * 3
    assert [(record["id"], record["query"], record["total"]) for record in records] == [
        ("7", "ferry", 1),
        ("a b", "topic:aid", 1),
        ("9", "zeppelin", 0),
    ]


def test_a_record_is_that_of_a_single_search(desk: Desk, tmp_path: Path) -> None:
    single = desk.json("search", "shells ferry", "--match", "any", "--limit", "1", "--sort", "title")
    _, (record,) = batch(desk, tmp_path, "1\tshells ferry", "--match", "any", "--limit", "1", "--sort", "title")
    assert record.pop("id") == "1"
    assert record.keys() == single.keys()
    assert record | {"elapsed_ms": 0} == single | {"elapsed_ms": 0}


def test_a_query_that_cannot_be_read_has_its_error_and_the_others_are_answered(desk: Desk, tmp_path: Path) -> None:
    code, records = batch(desk, tmp_path, "1\toutlt:wire\n2\tferry\n3\t" + "x" * 600 + "\n")
    assert code == 2
    assert records[0] == {"id": "1", "query": "outlt:wire", "error": {"column": 1, "message": "no field outlt"}}
    assert records[1]["total"] == 1
    assert records[2]["error"]["column"] == 513


def test_a_line_without_a_tab_is_named_by_its_number(desk: Desk, tmp_path: Path) -> None:
    code, records = batch(desk, tmp_path, "1\tferry\n\nferry\n4\tshells\r\n")
    assert code == 2 and "line 3 of" in desk.err
    assert [(record["id"], record["query"]) for record in records] == [("1", "ferry"), ("4", "shells")]


def test_nothing_found_at_all_is_exit_1(desk: Desk, tmp_path: Path) -> None:
    assert batch(desk, tmp_path, "1\tzeppelin\n")[0] == 1
    assert batch(desk, tmp_path, "") == (1, [])


def test_a_byte_order_mark_and_bytes_that_are_no_text_do_no_harm(desk: Desk, tmp_path: Path) -> None:
    code, records = batch(desk, tmp_path, b"\xef\xbb\xbf1\tferry\n2\tferr\xff\n")
    assert (code, [record["id"] for record in records]) == (0, ["1", "2"])


def test_queries_come_from_standard_input_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"1\tferry\n")))
    assert desk("search", "--batch", "-") == 0
    assert json.loads(desk.out)["id"] == "1"


def test_a_query_and_a_batch_do_not_go_together(desk: Desk, tmp_path: Path) -> None:
    assert desk("search", "ferry", "--batch", tmp_path / "queries.tsv") == 2
    assert desk("search", "--batch", tmp_path / "missing.tsv") == 3 and "missing.tsv" in desk.err


def test_an_unknown_order_is_told_once(desk: Desk, tmp_path: Path) -> None:
    code, records = batch(desk, tmp_path, "1\tferry\n", "--sort", "colour")
    assert (code, records) == (2, []) and "colour" in desk.err


def test_nothing_found_has_a_suggestion_and_something_found_has_none(desk: Desk, tmp_path: Path) -> None:
    assert desk.json("search", "brannvik ferry")["suggestion"] == "brennvik ferry"
    assert desk.json("search", "brennvik ferry")["suggestion"] is None
    assert batch(desk, tmp_path, "1\tbrannvik\n")[1][0]["suggestion"] == "brennvik"


def test_the_doctor_speaks_on_standard_error(desk: Desk) -> None:
    assert desk("search", "brannvik ferry") == 1
    assert "brannvik 0 (no such word here) · ferry 1" in desk.err
    assert "brannvik → brennvik 1: brennvik ferry" in desk.err
    assert desk("search", "ferry") == 0 and "alone" not in desk.err
