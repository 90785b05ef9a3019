"""What a reader did, in searches of a library: rows, counts of saved searches, the way to the next unread article."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.config import Config
from reader.errors import StaleSearch
from reader.kept import ArticleState, SavedCounts, SavedSearch
from reader.library import Library
from reader.results import SearchRequest

RECORDS = [
    ("Ferry talks", "The ferry left. Envoys spoke.", "2031-03-10", "Harbour Wire"),
    ("Barge held", "The barge stayed at the quay.", "2031-03-11", "The Meridian"),
    ("Ferry burns", "A ferry burned at night.", "2031-03-12", "Harbour Wire"),
    ("Fog", "Fog over Brennvik, no ferry.", "2031-03-13", "Capital Desk"),
    ("Loan", "The loan is paid.", "2031-03-14", "Capital Desk"),
]


def dump(folder: Path, records: list[tuple[str, str, str, str]], name: str = "march.jsonl") -> Path:
    path = folder / name
    lines = [json.dumps(dict(zip(("title", "body", "date", "source"), each, strict=True))) for each in records]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "archive", Config()) as library:
        library.add([dump(tmp_path, RECORDS)])
        library.update_index(lambda _: None, lambda: False)
        yield library


def key_of(library: Library, title: str) -> int:
    return next(key for key in library.all_keys() if library.article_by_key(key).title == title)


def keys_of(library: Library, *titles: str) -> list[int]:
    return [key_of(library, title) for title in titles]


def titles(library: Library, query: str) -> set[str]:
    page = library.search(SearchRequest(query))
    return {library.article_by_key(key).title for key in page.keys}


def test_a_search_follows_what_the_reader_does(library: Library) -> None:
    assert titles(library, "ferry is:unread") == {"Ferry talks", "Ferry burns", "Fog"}
    library.set_read(keys_of(library, "Ferry talks", "Loan"), True)
    library.add_tags(keys_of(library, "Fog", "Loan"), ["To check"])
    library.write_note(key_of(library, "Fog"), "why?")
    assert titles(library, "ferry is:unread") == {"Ferry burns", "Fog"}
    assert titles(library, "#to-check -has:note") == {"Loan"}
    facets = library.search(SearchRequest("ferry")).facets
    assert [(value.value, value.count) for value in facets.tag] == [("To check", 1)]
    library.undo()
    library.undo()
    assert titles(library, "has:note OR #to-check") == set()


def test_rows_that_nobody_waits_for_are_not_made(library: Library) -> None:
    page = library.search(SearchRequest("ferry"))
    with pytest.raises(StaleSearch):
        library.hits(page, 0, 10, lambda: True)


def test_rows_say_what_was_done_with_their_articles(library: Library) -> None:
    fog = key_of(library, "Fog")
    library.set_read([fog], True)
    library.set_starred([fog], True)
    library.add_tags([fog], ["check"])
    page = library.search(SearchRequest("ferry"))
    states = {hit.title: hit.state for hit in library.hits(page, 0, 10)}
    assert states["Fog"] == ArticleState(read=True, starred=True, tags=("check",))
    assert states["Ferry talks"] == ArticleState()


def test_a_change_of_state_is_a_change_of_version_and_none_of_the_catalogue(library: Library) -> None:
    library.search(SearchRequest("ferry"))
    vocabulary, before = library._search.engine().vocabulary, library.version()
    assert library.version() == before
    library.set_marked(library.all_keys()[:1], True)
    assert library.version() != before
    assert library._search.engine().vocabulary is vocabulary


def test_state_comes_back_with_a_dump_that_was_forgotten(library: Library, tmp_path: Path) -> None:
    library.set_starred(keys_of(library, "Fog"), True)
    assert titles(library, "is:starred") == {"Fog"}
    library.forget("march.jsonl")
    assert titles(library, "is:starred") == set()
    library.add([dump(tmp_path, RECORDS)])
    assert titles(library, "is:starred") == {"Fog"}


def test_a_saved_search_is_counted_as_its_list_counts(library: Library) -> None:
    library.save_search(SavedSearch("boats", "ferry OR barge"))
    library.save_search(SavedSearch("at-quay", "query:boats quay fog", match="any", sort="title"))
    library.set_read(keys_of(library, "Ferry talks", "Barge held"), True)
    for name, unread in (("boats", 2), ("at-quay", 2)):
        saved = library.saved_search(name)
        request = SearchRequest(saved.query, "any" if saved.match == "any" else "all", saved.sort)
        total = library.search(request).total
        assert library.saved_counts(name) == SavedCounts(name, total=total, unread=unread, new=total)
    library.visit_saved("boats")
    assert library.saved_counts("boats").new == 0
    library.set_read(library.all_keys(), True)
    assert library.saved_counts("boats") == SavedCounts("boats", total=4)


def test_a_saved_search_that_cannot_be_answered_says_why(library: Library) -> None:
    library.save_search(SavedSearch("boats", "ferry"))
    library._archive.state.put_saved(SavedSearch("boats", "fog query:boats"))  # as another program may have left it
    counts = library.saved_counts("boats")
    assert (counts.name, counts.total, counts.unread) == ("boats", 0, 0)
    assert "ring: boats → boats" in counts.fault


def test_the_next_unread_row_up_and_down(library: Library) -> None:
    page = library.search(SearchRequest("sort:-date"))
    assert [library.article_by_key(key).title for key in page.keys] == [record[0] for record in RECORDS]
    assert [library.next_unread(page, row, 1) for row in range(-1, 5)] == [0, 1, 2, 3, 4, None]
    library.set_read(keys_of(library, "Barge held", "Ferry burns"), True)
    assert library.next_unread(page, 0, 1) == 3
    assert library.next_unread(page, 3, -1) == 0
    assert library.next_unread(page, 0, -1) is None
    library.set_read(library.all_keys(), True)
    assert library.next_unread(page, 0, 1) is library.next_unread(page, 4, -1) is None


def test_the_next_unread_of_many_rows_and_of_those_with_some_of_the_words(tmp_path: Path) -> None:
    records = [(f"Report {n}", "A ferry." if n else "A ferry and a barge.", "2031-03-10", "W") for n in range(700)]
    with Library(tmp_path / "archive", Config()) as library:
        library.add([dump(tmp_path, records)])
        library.update_index(lambda _: None, lambda: False)
        page = library.search(SearchRequest("ferry"))
        library.set_read(list(page.keys[:650]), True)
        assert library.next_unread(page, 3, 1) == 650 and library.next_unread(page, 650, -1) is None
        page = library.search(SearchRequest("ferry barge"))
        assert page.total == 1 and len(page.some) > 100
        row = 60
        library.set_read([page.key_at(at) for at in range(page.rows)], True)
        library.set_read([page.key_at(row)], False)
        assert library.next_unread(page, 0, 1) == row == library.next_unread(page, page.rows, -1)
