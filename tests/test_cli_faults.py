"""Faults and odd uses of the command line, each named after what once went wrong."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from reader.paths import ARCHIVE_FILE
from tests.filing import file_dumps
from tests.test_cli import DUMP, ROOT, Desk, command, desk, dump

__all__ = ["desk", "dump"]  # fixtures

OTHER = DUMP.replace("Four people", "Nine people").replace("Shells fell on", "Nothing fell on")


def test_code_in_the_current_folder_is_not_run(tmp_path: Path, dump: Path) -> None:
    planted = tmp_path / "here" / "reader"
    planted.mkdir(parents=True)
    (planted / "__init__.py").write_text(f"open({str(tmp_path / 'RAN')!r}, 'w')")
    (planted.parent / "json.py").write_text(f"open({str(tmp_path / 'RAN')!r}, 'w')")
    code = f"import sys; sys.path = [{str(ROOT)!r}, *filter(None, sys.path)]; from reader.cli.main import main; main()"
    line = [sys.executable, "-c", code, "add", "--archive", str(tmp_path / "a"), str(dump)]
    done = subprocess.run(
        line, cwd=planted.parent, capture_output=True, timeout=60, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "RAN").exists()


def test_a_dump_that_becomes_a_copy_of_another_loses_its_old_articles(desk: Desk, tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text(DUMP)
    second.write_text(OTHER)
    desk("add", first, second)
    assert desk("count") == 0 and desk.out == "4\n"
    shutil.copy(second, first)
    desk("add", first)
    assert desk("count") == 0 and desk.out == "2\n"


def test_a_moved_dump_is_known_under_its_new_name(desk: Desk, dump: Path) -> None:
    desk("add", dump)
    moved = dump.rename(dump.with_name("april.txt"))
    assert desk("add", moved) == 0 and "nothing new" in desk.err
    assert desk("count", "dump:april.txt") == 0 and desk.out == "2\n"
    id = desk.json("search", "ferry")["hits"][0]["id"]
    assert desk("show", "--raw", id) == 0 and "Recommended Stories" in desk.out and "has changed" not in desk.out
    assert desk("forget", "april.txt") == 0


def test_a_dump_is_forgotten_by_any_path_to_it(desk: Desk, dump: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(dump)
    desk("add", dump)
    assert desk("forget", link) == 0


@pytest.mark.parametrize("articles", [1, 2, 40])
def test_forgetting_a_dump_leaves_a_readable_index(desk: Desk, dump: Path, tmp_path: Path, articles: int) -> None:
    other = tmp_path / "other.txt"
    other.write_text(
        "".join(f"Title {n} here\n\nText {n} is short, it said.\n\nSource link\n\n" for n in range(articles))
    )
    for first, second in ((dump, other), (other, dump)):
        file_dumps(Path(desk.archive), first)
        file_dumps(Path(desk.archive), second)
        desk("forget", other)
        assert desk("count", "ferry") == 0 and desk.out == "1\n" and "damaged" not in desk.err
        desk("forget", dump)
        assert desk("count", "ferry") == 1 and desk.out == "0\n" and "damaged" not in desk.err


def test_an_article_of_two_dumps_is_found_in_both(desk: Desk, dump: Path, tmp_path: Path) -> None:
    longer = tmp_path / "longer.txt"
    longer.write_text(DUMP + "\nA third title stands here\n\nIts text is short, it said.\n\nSource link\n")
    desk("add", dump, longer)
    assert desk("count", "dump:longer.txt") == 0 and desk.out == "3\n"
    assert desk("count", "dump:march.txt") == 0 and desk.out == "2\n"


def test_lone_surrogates_and_odd_names_are_no_tracebacks(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_text(json.dumps({"title": "Ferry \ud800 talks", "body": "Text \udc80."}) + "\n")
    assert desk("add", path) == 0
    assert desk("search", "ferry") == 0
    assert desk("show", "\udcff") == 2 and "no article" in desk.err


def test_a_file_name_that_is_no_text_is_refused_in_one_line(desk: Desk, tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/b\xff.txt"))
    path.write_text(DUMP)
    assert desk("add", path) == 3
    assert "rename" in desk.err and len(desk.err.splitlines()) == 1


@pytest.mark.parametrize("redirection", [">/dev/full", ">&-", "2>&-", "2>/dev/full"])
def test_streams_that_cannot_be_written_are_no_tracebacks(tmp_path: Path, dump: Path, redirection: str) -> None:
    archive = str(tmp_path / "archive")
    command(tmp_path, "add", "--archive", archive, str(dump))
    shell = (
        f"{sys.executable} -c 'from reader.cli.main import main; main()' search ferry --archive {archive} {redirection}"
    )
    done = subprocess.run(["bash", "-c", shell], cwd=ROOT, capture_output=True, timeout=60)
    assert b"Traceback" not in done.stderr + done.stdout
    assert done.returncode == (4 if redirection == ">/dev/full" else 0)


def test_an_index_whose_key_column_was_cut_is_built_again(desk: Desk, dump: Path) -> None:
    desk("add", dump)
    for column in Path(desk.json("info")["index"]).rglob("*.key.col"):
        column.write_bytes(column.read_bytes()[: len(column.read_bytes()) // 3])
    assert desk("search", "ferry") == 0 and "[ferry]" in desk.out


def test_the_index_is_checked_byte_for_byte(desk: Desk, dump: Path) -> None:
    desk("add", dump)
    assert desk("info", "--check") == 0 and "damaged" not in desk.out
    victim = max(Path(desk.json("info")["index"]).rglob("*.pst"), key=lambda path: path.stat().st_size)
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)
    assert desk("info", "--check") == 0 and "damaged" in desk.out
    assert desk("reindex") == 0
    assert desk("info", "--check") == 0 and "damaged" not in desk.out


def test_reading_verbs_make_no_archive(desk: Desk, tmp_path: Path) -> None:
    for verb in ("list", "count", "info", "search", "export"):
        assert desk(verb, *(["--all"] if verb == "export" else [])) == 4
        assert "there is no archive" in desk.err
    assert not Path(desk.archive).exists()


def test_an_empty_archive_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    from reader.cli.main import run

    assert run(["list", "--archive", ""]) == 2
    assert "names no folder" in capsys.readouterr().err


def test_a_database_of_another_program_is_refused(desk: Desk, dump: Path) -> None:
    Path(desk.archive).mkdir(mode=0o700)
    with sqlite3.connect(Path(desk.archive) / ARCHIVE_FILE) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    assert desk("add", dump) == 4 and "another program" in desk.err


def test_a_reversed_order_is_no_option(desk: Desk, dump: Path) -> None:
    desk("add", dump)
    assert desk("list", "--sort", "-title") == 0
    backwards = desk.out.splitlines()
    assert desk("list", "--sort", "title") == 0 and desk.out.splitlines() == backwards[::-1]


def test_some_of_the_words_is_told_as_such(desk: Desk, dump: Path) -> None:
    desk("add", dump)
    record = desk.json("search", "--match", "any", "ferry blankets")
    assert (record["total"], record["parsed"], record["match"]) == (2, "(any ferry blankets)", "any")


def test_filters_are_answered_before_anything_is_indexed(desk: Desk, dump: Path) -> None:
    desk("add", "--no-wait", dump)
    assert desk("count", "topic:aid") == 0 and desk.out == "1\n"
    assert desk.json("info")["indexed"] == 0


def test_an_export_file_has_the_rights_of_any_new_file(desk: Desk, dump: Path, tmp_path: Path) -> None:
    desk("add", dump)
    target = tmp_path / "all.jsonl"
    before = os.umask(0o022)
    try:
        desk("export", "--all", "--out", target)
    finally:
        os.umask(before)
    assert target.stat().st_mode & 0o777 == 0o644


def test_an_article_named_twice_is_written_once(desk: Desk, dump: Path) -> None:
    desk("add", dump)
    id = desk.json("search", "ferry")["hits"][0]["id"]
    assert desk("export", "--id", id, "--id", id[:5]) == 0 and len(desk.out.splitlines()) == 1


def test_a_verb_behind_an_option_is_told_to_stand_first(tmp_path: Path) -> None:
    done = command(tmp_path, "--archive", str(tmp_path / "a"), "add", "x.txt")
    assert done.returncode == 2 and b"stands first" in done.stderr


def test_problems_of_rule_files_are_told(desk: Desk, dump: Path) -> None:
    from reader.paths import config_folder

    config_folder().mkdir(parents=True)
    (config_folder() / "dumps.toml").write_text("separators = 3")
    (config_folder() / "topics.toml").write_text("this is not toml")
    assert desk("add", dump) == 0
    assert desk.err.count("separators must be") == 1 and "topics.toml" in desk.err
    assert desk("info") == 0 and "separators must be" in desk.out and "topics.toml" in desk.out


def test_two_programs_that_add_at_once_both_succeed(tmp_path: Path) -> None:
    archive = str(tmp_path / "archive")
    runs = []
    for number, text in enumerate((DUMP, OTHER)):
        path = tmp_path / f"{number}.txt"
        path.write_text(text)
        line = [
            sys.executable,
            "-c",
            "from reader.cli.main import main; main()",
            "add",
            "--archive",
            archive,
            str(path),
        ]
        runs.append(subprocess.Popen(line, cwd=ROOT, stderr=subprocess.PIPE))
    for run in runs:
        _, said = run.communicate(timeout=60)
        assert run.returncode == 0, said
    done = command(tmp_path, "search", "brennvik", "--archive", archive, "--format", "json")
    assert json.loads(done.stdout)["total"] == json.loads(done.stdout)["indexed"] == 4
