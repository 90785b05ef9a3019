"""What is kept stays whole: with two programs at work, in folders without rights, in files that are not ours."""

import json
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.config import Config
from reader.errors import ArchiveError
from reader.kept import ArticleState
from reader.library import Library
from reader.results import SearchRequest
from reader.taking import ExportOptions, ExportRequest
from tests.keepers import BREAD, FERRY_CORRECTED, SHELLS, open_at, state_files, with_articles, write_dump

STATE = "state.sqlite3"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    yield from with_articles(tmp_path)


WRITER = """
import sys
from pathlib import Path
from tests.keepers import open_at
with open_at(Path(sys.argv[1])) as library:
    for number in range(60):
        assert library.add_tags(library.all_keys(), [f"{sys.argv[2]} {number}"]).number == 3
"""


def test_two_processes_keep_at_once_and_lose_nothing(tmp_path: Path) -> None:
    for _ in with_articles(tmp_path):
        pass
    root = Path(__file__).resolve().parent.parent
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name], cwd=root) for name in ("desk", "mail")
    ]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    with open_at(tmp_path) as library:
        assert len(library.tags()) == 120
        for _ in range(120):
            assert library.undo().number == 3
        assert library.tags() == ()


def test_a_folder_that_cannot_be_written_is_read(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = library.all_keys()
    library.set_starred(keys, True)
    library.close()
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)  # as for a user without rights; root has all
    with Library(library.folder, Config()) as reading:
        assert all(state.starred for state in reading.states(keys).values())
        with pytest.raises(ArchiveError, match="cannot be written"):
            reading.set_read(keys, True)


def test_a_folder_without_state_that_cannot_be_written_gets_none(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = library.all_keys()
    library.close()
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with Library(library.folder, Config()) as reading:
        assert reading.marked() == []
        with pytest.raises(ArchiveError, match="cannot be written"):
            reading.set_marked(keys, True)
        assert state_files(reading) == []


def test_state_of_a_newer_version_of_another_program_or_damaged_is_refused_and_left_as_it_is(
    library: Library, tmp_path: Path
) -> None:
    keys = library.all_keys()
    library.set_starred(keys, True)
    library.close()
    path = library.folder / STATE
    whole = path.read_bytes()
    trigger = "CREATE TRIGGER a AFTER INSERT ON notes BEGIN DELETE FROM tags; END"
    for spoil in ("PRAGMA user_version = 99", "PRAGMA application_id = 7", trigger, None):
        path.write_bytes(whole if spoil else whole[:5000] + b"\xff" * 3000 + whole[8000:])
        if spoil:
            with sqlite3.connect(path) as connection:
                connection.execute(spoil)
            connection.close()
        spoilt = path.read_bytes()
        with Library(library.folder, Config()) as again:
            page = again.search(SearchRequest("date:2031-03-13"))
            assert [hit.title for hit in again.hits(page, 0, 5)] == [SHELLS[0]]
            keys = again.all_keys()
            assert again.states(keys) == dict.fromkeys(keys, ArticleState())
            assert str(path) in again.state_problem()
            with pytest.raises(ArchiveError):
                again.set_read(keys, True)
            for asked in (again.tags, again.marked, again.undo, again.dossiers):
                with pytest.raises(ArchiveError):
                    asked()
            (added,) = again.add([write_dump(tmp_path / "march.jsonl", FERRY_CORRECTED, SHELLS, BREAD)]).files
            assert added.status in ("updated", "unchanged")
        assert path.read_bytes() == spoilt, spoil


def test_a_program_killed_amid_a_change_leaves_the_state_before_or_after_it(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir(mode=0o700)
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(
        [sys.executable, "-m", "tests.state_kills", str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=root,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    kills = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(kills) > 100
    assert {kill["left"] for kill in kills} == {"before", "after"}
    assert [kill for kill in kills if not kill["undo"]] == []


def test_a_cut_or_flipped_file_is_told_of_and_never_more(library: Library) -> None:
    keys = library.all_keys()
    library.set_starred(keys, True)
    library.add_tags(keys, ["check"])
    library.write_note(keys[0], "who?")
    library.make_dossier("Ferry talks")
    library.collect("ferry-talks", keys)
    library.close()
    path = library.folder / STATE
    whole, chance, told = path.read_bytes(), random.Random(5), 0
    for number in range(60):
        if number % 2:
            spoilt = bytearray(whole[: chance.randrange(len(whole))])
        else:
            spoilt = bytearray(whole)
            for _ in range(chance.choice((1, 30, 900))):
                spoilt[chance.randrange(len(whole))] = chance.randrange(256)
        for left in library.folder.glob(f"{STATE}*"):
            left.unlink()
        path.write_bytes(spoilt)
        with Library(library.folder, Config()) as again:
            assert again.states(keys).keys() == set(keys)
            for asked in (
                again.marked,
                again.tags,
                again.dossiers,
                lambda again=again: again.notes(keys[0]),
                lambda again=again: list(again.dump_state()),
                lambda again=again: again.set_marked(keys, True),
                lambda again=again: again.write_note(keys[1], "dear"),
                again.undo,
            ):
                try:
                    asked()
                except ArchiveError as fault:
                    told += bool(fault.message)
            assert again.count() == 3
    assert told > 60


def test_what_was_asked_for_of_a_state_that_cannot_be_read_is_a_fault(library: Library) -> None:
    keys = library.all_keys()
    library.add_tags(keys, ["check"])
    library.close()
    path = library.folder / STATE
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 3000)
    with Library(library.folder, Config()) as again:
        for query in ("tag:check", "#check", "has:note", "is:starred", "is:unread", "query:ports"):
            with pytest.raises(ArchiveError):
                again.search(SearchRequest(query))
        request = ExportRequest("markdown", tuple(keys), options=ExportOptions(notes=True))
        with pytest.raises(ArchiveError):
            next(again.export_document(request))
        assert list(again.export_document(ExportRequest("markdown", tuple(keys))))
        assert again.search(SearchRequest("date:2031-03-13")).total == 1
