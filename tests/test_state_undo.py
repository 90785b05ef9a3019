"""Every action is taken back as it was made, after a restart too, and whatever a journal says."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import ArchiveError
from reader.kept import ArticleState, Change, TagCount
from reader.library import Library
from tests.keepers import FERRY, FERRY_CORRECTED, dumped, key_of, open_at, with_articles, write_dump

STATE = "state.sqlite3"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    yield from with_articles(tmp_path)


def act(library: Library, number: int, keys: list[int]) -> bool:
    """The action of that number; whether it changed anything."""
    kind, round = number % 5, number // 5
    if kind == 0:
        return library.set_marked(keys, round % 2 == 0).number > 0
    if kind == 1:
        return library.add_tags(keys[:2], [f"tag {round}"]).number > 0
    if kind == 2:
        return library.write_note(keys[0], f"note {round}").number > 0
    if kind == 3:
        return library.make_dossier(f"Dossier {round}").title == f"Dossier {round}"
    return library.collect(f"dossier-{round}", keys).number > 0


def test_a_hundred_and_twenty_actions_are_undone_across_restarts(tmp_path: Path) -> None:
    for _ in with_articles(tmp_path):
        pass
    before: list[str] = []
    for start in range(0, 120, 40):
        with open_at(tmp_path) as library:
            for number in range(start, start + 40):
                before.append(dumped(library))
                assert act(library, number, library.all_keys())
    while before:
        with open_at(tmp_path) as library:
            for _ in range(30):
                assert library.undo().number
                assert dumped(library) == before.pop()
    with open_at(tmp_path) as library:
        assert library.undo() == Change(0, "nothing to undo")


def test_the_last_two_hundred_actions_are_kept_and_no_more(library: Library) -> None:
    keys = library.all_keys()
    for number in range(220):
        library.set_starred(keys, number % 2 == 0)
    undone = 0
    while library.undo().number:
        undone += 1
    assert undone == 200


def test_twenty_thousand_articles_change_as_one(tmp_path: Path) -> None:
    many = [(f"Day {number} in Veldmark", f"Nothing happened on day {number}.", "", "") for number in range(20_000)]
    for library in with_articles(tmp_path, many):
        keys = library.all_keys()
        assert library.set_marked(keys, True) == Change(20_000, "20,000 articles marked")
        assert library.add_tags(keys, ["quiet"]).number == 20_000
        assert library.marked() == keys
        assert library.tags() == (TagCount("quiet", 20_000),)
        assert set(library.states(keys).values()) == {ArticleState(marked=True, tags=("quiet",))}
        assert library.undo().number == 20_000
        assert library.undo().number == 20_000
        assert set(library.states(keys).values()) == {ArticleState()}


def test_undo_knows_only_tables_and_values_of_ours(library: Library) -> None:
    keys = library.all_keys()
    good = {"table": "flags", "column": "article", "values": ["00"], "fixed": {"kind": "read"}, "rows": []}
    for doctored in (
        "no json",
        "[" * 100_000,
        "7",
        json.dumps([{**good, "table": "journal"}]),
        json.dumps([{**good, "table": "flags; DROP TABLE notes"}]),
        json.dumps([{**good, "column": "1) OR (1"}]),
        json.dumps([{**good, "fixed": {"kind = kind OR 1": "read"}}]),
        json.dumps([{**good, "fixed": ["kind"]}]),
        json.dumps([{**good, "values": [{"a": 1}]}]),
        json.dumps([{**good, "rows": [["read", "00", "DROP TABLE notes"]]}]),
        json.dumps([{**good, "rows": [["read", "00"]]}]),
        json.dumps([{**good, "rows": [["read", "00", 2**70]]}]),
    ):
        library.set_starred(keys, True)
        state = dumped(library)
        with sqlite3.connect(library.folder / STATE) as connection:
            connection.execute(
                "UPDATE journal SET before = ? WHERE number = (SELECT max(number) FROM journal)", (doctored,)
            )
        connection.close()
        with pytest.raises(ArchiveError):
            library.undo()
        assert dumped(library) == state
        with sqlite3.connect(library.folder / STATE) as connection:
            connection.execute("DELETE FROM journal")
        connection.close()
        library.set_starred(keys, False)


@pytest.mark.parametrize("replace", [False, True])
def test_undoing_a_restore_leaves_what_was_read_after_it(library: Library, replace: bool) -> None:
    ferry, shells, bread = library.all_keys()
    library.set_starred([ferry], True)
    lines = dumped(library).splitlines()
    library.undo()
    library.set_read([bread], True)
    library.restore_state(lines, replace=replace)
    library.set_read([shells], True, journal=False)
    library.undo()
    states = library.states([ferry, shells, bread])
    assert states == {ferry: ArticleState(), shells: ArticleState(read=True), bread: ArticleState(read=True)}


def test_the_journal_of_a_restore_has_only_the_rows_that_it_changed(library: Library) -> None:
    ferry, *others = library.all_keys()
    library.set_starred([ferry], True)
    lines = dumped(library).splitlines()
    library.undo()
    library.add_tags(others, ["check"])
    library.write_note(others[0], "a long note " * 100)
    library.restore_state(lines)
    with sqlite3.connect(library.folder / STATE) as connection:
        (size,) = connection.execute("SELECT size FROM journal ORDER BY number DESC").fetchone()
    connection.close()
    assert size < 200


def corrected_beside(library: Library, folder: Path) -> tuple[int, int]:
    """Add a correction under another name: the keys of the text as it was and of the later one."""
    first, before = key_of(library, FERRY[0]), library.all_keys()
    library.add([write_dump(folder / "april.jsonl", FERRY_CORRECTED)])
    (later,) = set(library.all_keys()) - set(before)
    return first, later


def test_undo_takes_back_what_was_copied_to_a_correction_beside_its_text(library: Library, tmp_path: Path) -> None:
    ferry, shells = key_of(library, FERRY[0]), library.all_keys()[1]
    library.set_starred([ferry], True)
    library.add_tags([ferry], ["check"])
    library.write_note(ferry, "who?")
    first, later = corrected_beside(library, tmp_path)
    assert library.states([later]) == {later: ArticleState(starred=True, tags=("check",), notes=1)}
    for _ in range(3):
        assert library.undo().number == 1
    assert library.states([first, later]) == {first: ArticleState(), later: ArticleState()}
    library.add_tags([shells], ["check"])
    assert library.tags() == (TagCount("check", 1),)


def test_undo_changes_a_copied_note_as_it_changes_its_text(library: Library, tmp_path: Path) -> None:
    ferry = key_of(library, FERRY[0])
    library.write_note(ferry, "who?")
    (note,) = library.notes(ferry)
    library.write_note(ferry, "they", number=note.number)
    _, later = corrected_beside(library, tmp_path)
    assert [each.text for each in library.notes(later)] == ["they"]
    library.undo()
    assert [each.text for each in library.notes(later)] == ["who?"]
    library.undo()
    assert library.notes(later) == ()


def test_a_tag_without_its_name_is_not_given_back(library: Library) -> None:
    ferry, shells, bread = library.all_keys()
    library.add_tags([ferry, shells], ["check"])
    with sqlite3.connect(library.folder / STATE) as connection:
        connection.execute("DELETE FROM tags")
    connection.close()
    assert library.remove_tags([ferry], ["check"]).number == 0
    assert library.add_tags([bread], ["check"]).number == 1
    assert library.tags() == (TagCount("check", 1),)
