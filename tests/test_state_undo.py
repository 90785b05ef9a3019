"""Every action is taken back as it was made, after a restart too, and whatever a journal says."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import ArchiveError
from reader.kept import ArticleState, Change, TagCount
from reader.library import Library
from tests.keepers import dumped, open_at, with_articles

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
