"""The command line: records and exit codes of the two contracts, and one clear line for every fault."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reader.cli.main import run
from reader.paths import bundled

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = sorted(bundled("sample_corpus").glob("*.txt"))
DUMP = """Ostrana

Shells hit Brennvik harbour | Border conflict News

Four people died when shells hit the harbour at Brennvik on Thursday.

Recommended Stories

list of 3 itemsend of list

The evening ferry had left ten minutes before.

Source link

Border conflict: List of key events, day 1,396 | Border conflict News

Here is where things stand on Friday, March 14:

Fighting

  • Shells fell on Brennvik again.

Aid

  • Two lorries of blankets reached Karrow.

Source link
"""


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "march.txt"
    path.write_text(DUMP, encoding="utf-8")
    return path


class Desk:
    """Runs verbs on one archive and keeps what they said."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.archive, self.capsys = str(folder / "archive"), capsys
        self.out = self.err = ""

    def __call__(self, verb: str, *arguments: str | Path) -> int:
        code = run([verb, "--archive", self.archive, *map(str, arguments)])
        captured = self.capsys.readouterr()
        self.out, self.err = captured.out, captured.err
        return code

    def json(self, verb: str, *arguments: str | Path) -> dict[str, Any]:
        self(verb, "--format", "json", *arguments)
        record: dict[str, Any] = json.loads(self.out)
        return record


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def test_a_dump_is_added_searched_listed_shown_and_counted(desk: Desk, dump: Path) -> None:
    assert desk("add", dump) == 0
    assert "2 articles" in desk.err and "residue" in desk.err
    assert desk("search", "ferry") == 0
    assert "Shells hit Brennvik harbour" in desk.out and "[ferry]" in desk.out
    assert desk("list") == 0 and len(desk.out.splitlines()) == 2
    assert desk("count") == 0 and desk.out == "2\n"
    assert desk("count", "topic:aid") == 0 and desk.out == "1\n"
    id = desk.json("search", "ferry")["hits"][0]["id"]
    assert desk("show", id[:6]) == 0
    assert "evening ferry" in desk.out and "Recommended" not in desk.out
    assert desk("show", "--raw", id) == 0 and "Recommended Stories" in desk.out


def test_a_topic_opens_at_its_section(desk: Desk, dump: Path) -> None:
    desk("add", dump)
    (hit,) = desk.json("search", "topic:aid")["hits"]
    assert (hit["section"], hit["line"]) == ("Aid", 25)
    assert hit["snippet"]["text"].startswith("Two lorries")


def test_adding_again_changes_nothing_and_a_changed_dump_updates(desk: Desk, dump: Path) -> None:
    desk("add", dump)
    desk("export", "--all")
    before = desk.out
    assert desk("add", dump) == 0 and "nothing new" in desk.err
    desk("export", "--all")
    assert desk.out == before
    dump.write_text(DUMP.replace("Four people", "Six people"), encoding="utf-8")
    assert desk("add", dump) == 0 and "1 new, 1 gone" in desk.err
    assert desk("count", "six") == 0 and desk("count", "four") == 1


def test_export_has_every_key_of_the_contract(desk: Desk, dump: Path) -> None:
    desk("add", dump)
    assert desk("export", "--all", "--format", "jsonl") == 0
    first = json.loads(desk.out.splitlines()[0])
    assert " ".join(first) == (
        "schema id title kicker standfirst byline kind outlet outlet_basis agency dateline date date_end "
        "date_precision date_basis series topics names sections captions removed words dump tags notes"
    )
    assert first["kicker"] == "Border conflict News"
    assert [each["text"] for each in first["removed"]] == ["Recommended Stories", "list of 3 itemsend of list"]
    wrapped = desk.json("export", "--all")
    assert (wrapped["schema"], wrapped["count"]) == ("broadsheet/export/1", 2)
    assert wrapped["articles"][0] == first


def test_an_export_never_writes_over_a_file_unasked(desk: Desk, dump: Path, tmp_path: Path) -> None:
    desk("add", dump)
    target = tmp_path / "all.jsonl"
    assert desk("export", "--all", "--out", target) == 0
    whole = target.read_text()
    assert desk("export", "ferry", "--out", target) == 2 and target.read_text() == whole
    assert desk("export", "ferry", "--out", target, "--force") == 0 and target.read_text() != whole
    link = tmp_path / "link.jsonl"
    link.symlink_to(target)
    assert desk("export", "--all", "--out", link, "--force") == 2


def test_an_exported_archive_can_be_added_again(desk: Desk, dump: Path, tmp_path: Path) -> None:
    desk("add", dump)
    desk("export", "--all", "--out", tmp_path / "all.jsonl")
    titles = [json.loads(line)["title"] for line in (tmp_path / "all.jsonl").read_text().splitlines()]
    desk("forget", "march.txt")
    assert desk("add", tmp_path / "all.jsonl") == 0
    desk("export", "--all")
    again = [json.loads(line) for line in desk.out.splitlines()]
    assert [each["title"] for each in again] == titles
    assert again[1]["sections"][2]["heading"] == "Aid"


def test_search_answers_by_the_contract(desk: Desk, dump: Path) -> None:
    desk("add", dump)
    record = desk.json("search", "brennvik -ferry")
    assert " ".join(record) == (
        "query parsed match total indexed articles_in_archive elapsed_ms suggestion facets hits"
    )
    assert record["parsed"] == "(and brennvik (not ferry))"
    assert (record["total"], record["indexed"], record["articles_in_archive"]) == (1, 2, 2)
    topics = {each["value"]: (each["count"], each["sections"]) for each in record["facets"]["topic"]}
    assert topics["fighting"] == topics["aid"] == (1, 1)


def test_nothing_found_is_a_record_and_exit_1(desk: Desk, dump: Path) -> None:
    desk("add", dump)
    assert desk("search", "zeppelin", "--format", "json") == 1
    assert json.loads(desk.out)["hits"] == []


def test_options_stand_anywhere_and_two_dashes_end_them(desk: Desk, dump: Path) -> None:
    desk("add", dump)
    assert desk("search", "ferry", "--limit", "1", "--format", "json") == 0
    assert desk("count", "--", "-ferry") == 0 and desk.out == "1\n"
    assert desk("count", "-ferry") == 2 and "--" in desk.err


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("(ferry OR", "column 8"),
        ("outlt:wire", "did you mean outlet?"),
        ("fe*", "at least 3 letters"),
        ("query:port-watch", "no search has been saved"),
        ("x" * 600, "512"),
    ],
)
def test_a_query_that_cannot_be_answered_is_told_with_its_column(desk: Desk, dump: Path, query: str, said: str) -> None:
    desk("add", dump)
    assert desk("search", query) == 2
    assert desk.out == "" and said in desk.err and len(desk.err.splitlines()) == 1


def faulty_inputs(folder: Path) -> dict[str, Path]:
    """One input of every kind that is no dump."""
    made = {name: folder / name for name in ("missing", "folder", "binary", "empty", "fifo", "loop", "text", "blank")}
    made["folder"].mkdir()
    made["binary"].write_bytes(bytes(range(256)) * 64)
    made["empty"].write_bytes(b"")
    made["blank"].write_bytes(b"\n \n\t\n")
    os.mkfifo(made["fifo"])
    made["loop"].symlink_to(made["loop"])
    made["text"].write_text("A letter.\n\nIt has no line that parts articles.\n")
    return made


@pytest.mark.parametrize("kind", ["missing", "folder", "binary", "empty", "blank", "fifo", "loop", "text"])
def test_what_is_no_dump_gets_one_clear_line_and_exit_3(desk: Desk, dump: Path, tmp_path: Path, kind: str) -> None:
    desk("add", dump)
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    path = faulty_inputs(inputs)[kind]
    assert desk("add", path, "--no-wait") == 3
    (line,) = desk.err.splitlines()
    assert kind in line and ";" in line and "Traceback" not in line
    assert desk("count") == 0 and desk.out == "2\n"


def test_of_several_paths_the_good_ones_are_added(desk: Desk, dump: Path, tmp_path: Path) -> None:
    assert desk("add", tmp_path / "missing.txt", dump) == 3
    assert "missing.txt" in desk.err
    assert desk("count") == 0 and desk.out == "2\n"


def test_invalid_utf8_is_read_with_a_notice(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes(DUMP.replace("Karrow", "Kärrow").encode("latin-1", "replace"))
    assert desk("add", path) == 0
    assert "UTF-8" in desk.err
    assert desk("count", "kärrow") == 0


def test_text_that_would_steer_the_terminal_is_shown_harmlessly(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    title = "Ferry \x1b]0;owned\x07 [@click=app.quit]talks[/] \x9b2J \u202eabc"
    path.write_text(DUMP.replace("Shells hit Brennvik harbour", title), encoding="utf-8")
    assert desk("add", path) == 0
    for verb in (["search", "talks"], ["list"], ["export", "--all"], ["show", "--raw"], ["show"]):
        if verb[0] == "show":
            verb = [*verb, desk.json("search", "talks")["hits"][0]["id"]]
        assert desk(*verb) == 0
        assert not set(desk.out + desk.err) & set("\x1b\x07\x9b\u202e"), verb
        assert "click=app.quit" in desk.out


def test_a_damaged_index_is_built_again(desk: Desk, dump: Path) -> None:
    desk("add", dump)
    index = Path(str(desk.json("info")["index"]))
    for path in index.rglob("*"):
        if path.is_file():
            path.write_bytes(b"\x00" * 40)
    assert desk("search", "ferry") == 0
    assert desk("info") == 0 and "(ready)" in desk.out


def test_a_missing_index_is_built_again(desk: Desk, dump: Path) -> None:
    import shutil

    desk("add", dump)
    shutil.rmtree(str(desk.json("info")["index"]))
    assert desk("count", "ferry") == 0


def test_forget_takes_a_dump_out(desk: Desk, dump: Path) -> None:
    desk("add", dump)
    assert desk("forget", "march.txt") == 0 and "2 articles" in desk.err
    assert desk("count") == 1 and desk.out == "0\n"
    assert dump.read_text() == DUMP


def test_reindex_builds_the_index_anew(desk: Desk, dump: Path) -> None:
    desk("add", dump)
    assert desk("reindex") == 0 and "2 articles indexed" in desk.err
    assert desk("count", "ferry") == 0


def test_articles_can_be_read_before_they_are_indexed(desk: Desk, dump: Path) -> None:
    assert desk("add", "--no-wait", dump) == 0
    assert desk("list") == 0 and len(desk.out.splitlines()) == 2


def command(tmp_path: Path, *arguments: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    line = [sys.executable, "-c", "from reader.cli.main import main; main()", *arguments]
    done: subprocess.CompletedProcess[bytes] = subprocess.run(  # type: ignore[call-overload]
        line, cwd=ROOT, capture_output=True, timeout=60, **more
    )
    return done


def test_help_names_every_verb(tmp_path: Path) -> None:
    done = command(tmp_path, "--help")
    assert done.returncode == 0
    for verb in ("add", "list", "show", "search", "count", "export", "info", "forget", "reindex"):
        assert verb in done.stdout.decode()
        assert command(tmp_path, verb, "--help").returncode == 0


def test_the_desk_without_a_terminal_refuses_in_one_line(tmp_path: Path, dump: Path) -> None:
    done = command(tmp_path, str(dump), stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert "terminal" in line and "broadsheet search" in line


def test_a_mistyped_verb_is_told(tmp_path: Path) -> None:
    done = command(tmp_path, "serch", "ferry")
    assert done.returncode == 3 and b"did you mean: broadsheet search" in done.stderr


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    archive = str(tmp_path / "archive")
    command(tmp_path, "add", "--archive", archive, *map(str, SAMPLE))
    shell = (
        f"{sys.executable} -c 'from reader.cli.main import main; main()' export --all --archive {archive}"
        " | head -c 10; echo ${PIPESTATUS[0]}"
    )
    done = subprocess.run(["bash", "-c", shell], cwd=ROOT, capture_output=True, timeout=60)
    assert done.stdout.strip().endswith(b"141") and done.stderr == b""
