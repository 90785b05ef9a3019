"""Saved searches: named, checked, ordered, used in each other, and never in a ring."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.config import Config
from reader.errors import QueryError, UsageError
from reader.kept import COLOURS, SavedSearch
from reader.library import Library
from tests.hostile import HOSTILE


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "archive", Config()) as library:
        yield library


def names(library: Library) -> list[str]:
    return [each.name for each in library.saved_searches()]


def queries(library: Library) -> dict[str, str]:
    return {each.name: each.query for each in library.saved_searches()}


def save(library: Library, **searches: str) -> None:
    for name, query in searches.items():
        library.save_search(SavedSearch(name, query))


def test_a_name_is_made_of_letters_digits_and_hyphens(library: Library) -> None:
    change = library.save_search(SavedSearch("Port watch: Brennvik’s 2 quays!", "ferry"))
    assert names(library) == ["port-watch-brennvik-2-quays"] and change.number == 1
    assert library.saved_search("Port Watch: Brennvik's 2 quays").query == "ferry"
    for wrong in ("", "…", "-", "x" * 65):
        with pytest.raises(UsageError):
            library.save_search(SavedSearch(wrong, "ferry"))


def test_saving_under_a_name_that_is_there_changes_that_search_in_its_place(library: Library) -> None:
    save(library, one="ferry", two="barge")
    library.visit_saved("one", 1000)
    library.save_search(SavedSearch("one", "topic:aid", "any", "-date", "red", lit=True))
    assert names(library) == ["one", "two"]
    assert library.saved_search("one") == SavedSearch("one", "topic:aid", "any", "-date", "red", True, 1000)


@pytest.mark.parametrize(
    ("query", "column"), [("(ferry OR", 8), ("outlt:wire", 1), ("ferry query:nothing", 13), ("ferry query:mine", 13)]
)
def test_a_query_that_cannot_be_answered_is_not_saved(library: Library, query: str, column: int) -> None:
    with pytest.raises(QueryError) as caught:
        library.save_search(SavedSearch("mine", query))
    assert caught.value.column == column
    assert not names(library)


def test_orders_colours_and_ways_to_match_are_checked(library: Library) -> None:
    for wrong in (
        SavedSearch("a", "ferry", sort="dat"),
        SavedSearch("a", "ferry", match="some"),
        SavedSearch("a", "ferry", colour="reed"),
    ):
        with pytest.raises(UsageError):
            library.save_search(wrong)
    for colour in COLOURS:
        library.save_search(SavedSearch(colour, "ferry", colour=colour))
    assert tuple(names(library)) == COLOURS


def test_a_ring_is_refused_by_name(library: Library) -> None:
    save(library, ports="ferry OR barge", watch="query:ports brennvik", all="query:watch OR topic:aid")
    with pytest.raises(QueryError) as caught:
        library.save_search(SavedSearch("ports", "ferry query:all"))
    assert all(name in caught.value.fault for name in ("ports", "watch", "all"))
    with pytest.raises(QueryError):
        library.save_search(SavedSearch("ports", "-query:Ports"))
    assert queries(library)["ports"] == "ferry OR barge"


def test_a_new_name_is_followed_where_it_is_used_and_nowhere_else(library: Library) -> None:
    save(library, ports="ferry", aid="topic:aid")
    save(library, one='"query:ports" ports -query:Ports', two='brennvik search:ports,aid OR query:(aid OR "ports")')
    library.rename_saved("ports", "Harbours")
    assert queries(library) == {
        "harbours": "ferry",
        "aid": "topic:aid",
        "one": '"query:ports" ports -query:harbours',
        "two": "brennvik search:harbours,aid OR query:(aid OR harbours)",
    }
    assert library.undo().number and queries(library)["one"] == '"query:ports" ports -query:Ports'
    assert "ports" in names(library), "one step took all of it back"


def test_a_name_that_is_taken_or_makes_a_query_too_long_is_refused(library: Library) -> None:
    save(library, a="ferry", b="barge")
    with pytest.raises(UsageError):
        library.rename_saved("a", "b")
    save(library, long=" ".join(["query:a", *["brennvik"] * 56]))
    with pytest.raises(UsageError, match="long"):
        library.rename_saved("a", "x" * 60)
    assert names(library) == ["a", "b", "long"]


def test_searches_are_moved_to_a_place(library: Library) -> None:
    save(library, a="ferry", b="barge", c="quay")
    library.move_saved("c", 0)
    assert names(library) == ["c", "a", "b"]
    library.move_saved("c", 99)
    assert names(library) == ["a", "b", "c"]


def test_what_others_use_is_not_deleted(library: Library) -> None:
    save(library, ports="ferry", watch="query:ports brennvik")
    with pytest.raises(UsageError, match="watch"):
        library.delete_saved("ports")
    library.delete_saved("watch")
    library.delete_saved("ports")
    assert not names(library)
    assert library.undo().number and names(library) == ["ports"]


def test_uses_that_another_program_saves_meanwhile_are_seen(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    find = library.saved_search

    def found_then_used(name: str) -> SavedSearch:
        search = find(name)
        with Library(library.folder, Config()) as other:
            other.save_search(SavedSearch(f"uses-{name}", f"query:{name} brennvik"))
        return search

    save(library, ports="ferry", boats="barge")
    monkeypatch.setattr(library, "saved_search", found_then_used)
    library.rename_saved("ports", "harbours")
    assert queries(library)["uses-ports"] == "query:harbours brennvik"
    with pytest.raises(UsageError, match="uses-boats uses query:boats"):
        library.delete_saved("boats")


def test_a_name_that_is_not_there_names_the_nearest(library: Library) -> None:
    with pytest.raises(UsageError, match="nothing has been saved"):
        library.saved_search("ports")
    save(library, ports="ferry")
    for ask in (library.saved_search, library.delete_saved, library.visit_saved):
        with pytest.raises(UsageError, match="ports"):
            ask("prots")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_name_is_made_harmless_or_refused(library: Library, hostile: str) -> None:
    try:
        library.save_search(SavedSearch(hostile, "ferry"))
    except UsageError:
        return
    (name,) = names(library)
    assert all(letter.isalnum() or letter == "-" for letter in name) and len(name) <= 64
    save(library, uses=f"query:{name}")
    with pytest.raises(UsageError, match="uses"):
        library.delete_saved(name)
