"""What was kept of an article outlives its dump, its index, and a correction of its text."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import reader.adding
from reader.kept import ArticleState, SavedSearch
from reader.library import Library
from tests.keepers import (
    BREAD,
    FERRY,
    FERRY_AGAIN,
    FERRY_CORRECTED,
    SHELLS,
    dumped,
    key_of,
    open_at,
    passage,
    with_articles,
    write_dump,
)

ALL = ArticleState(read=True, starred=True, marked=True, tags=("check",), notes=2)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    yield from with_articles(tmp_path)


def keep_all(library: Library, key: int) -> None:
    """Everything that can be kept of an article."""
    library.set_read([key], True)
    library.set_starred([key], True)
    library.set_marked([key], True)
    library.add_tags([key], ["check"])
    library.write_note(key, "how many?", passage(library, key, "Seven people"))
    library.write_note(key, "on all of it")
    library.make_dossier("Ferry talks")
    library.collect("ferry-talks", [key])
    library.remark("ferry-talks", library.article_by_key(key).id, "why it is here")


def has_all(library: Library, key: int) -> bool:
    (entry,) = library.dossier("ferry-talks").entries
    notes = {(note.text, note.passage) for note in library.notes(key)}
    return (
        library.states([key])[key] == ALL
        and (entry.key, entry.remark) == (key, "why it is here")
        and notes == {("on all of it", None), ("how many?", passage(library, key, "Seven people"))}
    )


def test_a_dump_that_is_forgotten_and_added_again_has_what_was_kept(library: Library) -> None:
    keep_all(library, key_of(library, FERRY[0]))
    path = library.folder.parent / "march.jsonl"
    library.forget("march.jsonl")
    assert library.marked() == []
    assert "check" in dumped(library)
    library.add([path])
    assert has_all(library, key_of(library, FERRY[0]))


def test_a_new_index_changes_nothing(library: Library) -> None:
    keep_all(library, key_of(library, FERRY[0]))
    before = dumped(library)
    library.update_index(lambda _: None, lambda: False, rebuild=True)
    assert dumped(library) == before
    assert has_all(library, key_of(library, FERRY[0]))


def test_an_article_in_two_dumps_has_one_state(library: Library, tmp_path: Path) -> None:
    keep_all(library, key_of(library, FERRY[0]))
    library.add([write_dump(tmp_path / "april.jsonl", FERRY)])
    library.forget("march.jsonl")
    assert has_all(library, key_of(library, FERRY[0]))


def test_other_rules_of_reading_carry_the_state_and_are_no_news(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The same bytes read otherwise, as by another version of broadsheet.
    keep_all(library, key_of(library, FERRY[0]))
    monkeypatch.setattr(reader.adding, "READING_VERSION", reader.adding.READING_VERSION + 1)
    from reader.ingest import intake

    articles = intake.Intake.articles

    def read_otherwise(self: intake.Intake) -> Iterator[object]:
        from dataclasses import replace

        for article in articles(self):
            yield replace(article, id=article.id[::-1], standfirst="A line that was not read before.")

    monkeypatch.setattr(intake.Intake, "articles", read_otherwise)
    (added,) = library.add([tmp_path / "march.jsonl"]).files
    assert (added.status, added.new, added.gone) == ("updated", 3, 3)
    assert has_all(library, key_of(library, FERRY[0]))
    assert library._archive.revisions_since(0) == []


def test_a_correction_in_the_same_dump_has_what_was_kept(library: Library, tmp_path: Path) -> None:
    old = library.article_by_key(key_of(library, FERRY[0]))
    keep_all(library, key_of(library, FERRY[0]))
    library.add([write_dump(tmp_path / "march.jsonl", FERRY_CORRECTED, SHELLS, BREAD)])
    key = key_of(library, FERRY[0])
    assert library.article_by_key(key).id != old.id
    assert has_all(library, key)
    ((changed, previous, _),) = library._archive.revisions_since(0)
    assert (changed, previous) == (key, old.id)
    assert library._archive.previous_article(old.id) == old
    assert library._archive.revisions_since(2**40) == []


def test_a_correction_under_another_title_has_what_was_kept(library: Library, tmp_path: Path) -> None:
    keep_all(library, key_of(library, FERRY[0]))
    renamed = ("Talks about the ferry go on", FERRY_CORRECTED[1], *FERRY[2:])
    library.add([write_dump(tmp_path / "march.jsonl", SHELLS, BREAD, renamed)])
    assert has_all(library, key_of(library, renamed[0]))


def test_a_correction_in_another_dump_has_a_copy(library: Library, tmp_path: Path) -> None:
    old_key = key_of(library, FERRY[0])
    old = library.article_by_key(old_key)
    keep_all(library, old_key)
    library.add([write_dump(tmp_path / "april.jsonl", FERRY_CORRECTED)])
    (key,) = {key for key in library.all_keys() if library.article_by_key(key).title == FERRY[0]} - {old_key}
    assert library.states([old_key, key]) == {old_key: ALL, key: ALL}
    assert [entry.key for entry in library.dossier("ferry-talks").entries] == [old_key]
    library.forget("march.jsonl")
    assert has_all(library, key)
    assert library._archive.previous_article(old.id) == old
    library.add([tmp_path / "march.jsonl"])
    assert library.states([key_of(library, BREAD[0])])
    assert [entry.id for entry in library.dossier("ferry-talks").entries] == [old.id]


def test_corrections_of_corrections_are_followed_to_the_end(library: Library, tmp_path: Path) -> None:
    old = library.article_by_key(key_of(library, FERRY[0]))
    keep_all(library, key_of(library, FERRY[0]))
    for text in (FERRY_CORRECTED, FERRY_AGAIN):
        library.add([write_dump(tmp_path / "march.jsonl", text, SHELLS, BREAD)])
    key = key_of(library, FERRY[0])
    assert has_all(library, key)
    assert [each[:2] for each in library._archive.revisions_since(0)] == [(key, old.id)]
    library.add([write_dump(tmp_path / "march.jsonl", FERRY, SHELLS, BREAD)])
    key = key_of(library, FERRY[0])
    assert has_all(library, key)
    assert library._archive.revisions_since(0) == []


def test_what_the_later_text_has_already_is_not_overwritten(library: Library, tmp_path: Path) -> None:
    library.add([write_dump(tmp_path / "april.jsonl", FERRY_CORRECTED)])
    old, new = (key for key in library.all_keys() if library.article_by_key(key).title == FERRY[0])
    library.set_marked([new, old], True)
    library.write_note(new, "mine")
    library.write_note(old, "older")
    library.add_tags([old], ["check"])
    library.add([write_dump(tmp_path / "march.jsonl", FERRY_CORRECTED, SHELLS)])
    (key,) = (key for key in library.all_keys() if library.article_by_key(key).title == FERRY[0])
    assert [note.text for note in library.notes(key)] == ["mine", "older"]
    assert library.states([key])[key] == ArticleState(marked=True, tags=("check",), notes=2)
    assert library.marked() == [key]


def test_undo_reaches_through_a_correction(library: Library, tmp_path: Path) -> None:
    key = key_of(library, FERRY[0])
    library.add_tags([key], ["first"])
    library.set_starred([key], True)
    library.remove_tags([key], ["first"])
    library.add([write_dump(tmp_path / "march.jsonl", FERRY_CORRECTED, SHELLS, BREAD)])
    key = key_of(library, FERRY[0])
    assert library.states([key])[key] == ArticleState(starred=True)
    library.undo()
    assert library.states([key])[key] == ArticleState(starred=True, tags=("first",))
    library.undo()
    library.undo()
    assert library.states([key])[key] == ArticleState()
    assert dumped(library).count("\n") == 1


def test_state_that_was_not_carried_when_the_dump_was_filed_is_carried_when_it_is_opened(tmp_path: Path) -> None:
    for library in with_articles(tmp_path):
        keep_all(library, key_of(library, FERRY[0]))
    # As after a kill between the two files: the archive has the correction, the state has not heard of it.
    state = tmp_path / "archive" / "state.sqlite3"
    before = state.read_bytes()
    with open_at(tmp_path) as library:
        library.add([write_dump(tmp_path / "march.jsonl", FERRY_CORRECTED, SHELLS, BREAD)])
    after = state.read_bytes()
    assert before != after
    state.write_bytes(before)
    for _ in range(2):
        with open_at(tmp_path) as library:
            assert has_all(library, key_of(library, FERRY[0]))


def test_what_is_kept_after_a_correction_is_kept_of_one_text_only(library: Library, tmp_path: Path) -> None:
    library.add([write_dump(tmp_path / "april.jsonl", FERRY_CORRECTED)])
    old, new = (key for key in library.all_keys() if library.article_by_key(key).title == FERRY[0])
    library.set_starred([old], True)
    library.close()
    with open_at(tmp_path) as again:
        assert again.states([old, new]) == {old: ArticleState(starred=True), new: ArticleState()}


OTHERS = {
    "another day": (FERRY[0], FERRY_CORRECTED[1], "2031-03-24", FERRY[3]),
    "another outlet": (FERRY[0], FERRY_CORRECTED[1], FERRY[2], "The Meridian"),
    "another text": (FERRY[0], "The ferry sank.\n\nAll were saved.", *FERRY[2:]),
    "another title": ("Another title", FERRY_CORRECTED[1], *FERRY[2:]),
}


@pytest.mark.parametrize("other", OTHERS)
def test_another_report_of_another_dump_is_no_correction(library: Library, tmp_path: Path, other: str) -> None:
    keep_all(library, key_of(library, FERRY[0]))
    library.add([write_dump(tmp_path / "april.jsonl", OTHERS[other])])
    assert library._archive.revisions_since(0) == []
    assert sorted(library.states(library.all_keys()).values(), key=str).count(ALL) == 1


def test_a_dump_with_other_articles_under_running_titles_corrects_nothing(tmp_path: Path) -> None:
    bodies = ("Rain fell on the quay.\n\nTwo boats left.", "The bridge was painted.\n\nA dog was found.")
    for library in with_articles(tmp_path, [("Morning briefing", bodies[0], "2031-03-14", "Harbour Wire")]):
        library.set_read(library.all_keys(), True)
        library.add(
            [write_dump(tmp_path / "march.jsonl", ("Morning briefing", bodies[1], "2031-03-15", "Harbour Wire"))]
        )
        assert list(library.states(library.all_keys()).values()) == [ArticleState()]
        assert library._archive.revisions_since(0) == []


def test_one_title_a_thousand_times_is_filed_in_time(tmp_path: Path) -> None:
    def column(day: str, text: str) -> list[tuple[str, str, str, str]]:
        return [("Morning briefing", f"{text} {number}.", day, "Harbour Wire") for number in range(1500)]

    for library in with_articles(tmp_path, column("2031-03-14", "Rain on day")):
        library.set_read(library.all_keys(), True)
        library.add([write_dump(tmp_path / "march.jsonl", *column("2031-03-15", "Snow at hour"))])
        library.add([write_dump(tmp_path / "april.jsonl", *column("2031-03-15", "Wind at hour"))])
        assert library.count() == 3000


def test_an_archive_of_the_version_before_is_opened_and_keeps_its_articles(library: Library, tmp_path: Path) -> None:
    from reader.archive.migrations import STEPS

    version = next(number for number, step in enumerate(STEPS) if "CREATE TABLE revisions" in step)
    articles = [library.article_by_key(key) for key in library.all_keys()]
    library.close()
    with sqlite3.connect(library.folder / "archive.sqlite3") as connection:
        for kind, name in re.findall(r"CREATE (TABLE|INDEX) (\w+)", "".join(STEPS[version:])):
            connection.execute(f"DROP {kind} IF EXISTS {name}")
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    with open_at(tmp_path) as again:
        assert [again.article_by_key(key) for key in again.all_keys()] == articles
        keep_all(again, key_of(again, FERRY[0]))
        again.add([write_dump(tmp_path / "march.jsonl", FERRY_CORRECTED, SHELLS, BREAD)])
        assert has_all(again, key_of(again, FERRY[0]))


def test_saved_searches_are_renamed_with_those_that_use_them(library: Library) -> None:
    state = library._archive.state
    for name, query in (("port-watch", "port"), ("both", "query:port-watch bread")):
        state.put_saved(SavedSearch(name, query))
    state.visit_saved("port-watch", 77)
    state.rename_saved("port-watch", "harbour", lambda _: {"both": "query:harbour bread"})
    assert state.saved_searches() == [
        SavedSearch("harbour", "port", visited=77),
        SavedSearch("both", "query:harbour bread"),
    ]
    state.undo()
    assert [each.query for each in state.saved_searches()] == ["port", "query:port-watch bread"]
    state.move_saved("both", 0)
    state.delete_saved("port-watch")
    state.undo()
    assert [(each.name, each.visited) for each in state.saved_searches()] == [("both", 0), ("port-watch", 77)]
