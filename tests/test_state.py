"""What a reader does to articles is kept, counted, told in words, and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import UsageError
from reader.kept import ArticleState, Change, TagCount
from reader.library import Library
from tests.keepers import BREAD, FERRY, SHELLS, dumped, state_files, with_articles


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    yield from with_articles(tmp_path)


def test_looking_at_an_archive_keeps_nothing_and_makes_no_file(library: Library) -> None:
    keys = library.all_keys()
    assert library.states(keys) == dict.fromkeys(keys, ArticleState())
    assert (library.marked(), library.tags(), library.dossiers(), library.notes(keys[0])) == ([], (), (), ())
    assert library.undo() == Change(0, "nothing to undo")
    assert dumped(library) == '{"schema": "broadsheet/state/1"}\n'
    assert library._archive.state.stamp() == 0
    assert state_files(library) == []


def test_flags_are_set_counted_and_taken_off(library: Library) -> None:
    keys = library.all_keys()
    assert library.set_read(keys, True) == Change(3, "3 articles read")
    assert library.set_starred(keys[:1], True) == Change(1, "1 article starred")
    assert library.set_starred(keys[:2], True) == Change(1, "1 article starred")
    assert library.set_read(keys[:1], False) == Change(1, "1 article unread")
    assert library.set_read(keys[:1], False).number == 0
    assert library.states(keys[:2]) == {keys[0]: ArticleState(starred=True), keys[1]: ArticleState(True, True)}
    assert library.states([10_000]) == {}


def test_marks_keep_the_order_in_which_they_were_made(library: Library) -> None:
    ferry, shells, bread = library.all_keys()
    library.set_marked([bread], True)
    library.set_marked([shells, ferry, bread, shells], True)
    assert library.marked() == [bread, shells, ferry]
    library.set_marked([shells], False)
    library.set_marked([shells], True)
    assert library.marked() == [bread, ferry, shells]


def test_a_change_of_nothing_leaves_no_trace(library: Library) -> None:
    keys = library.all_keys()
    library.set_marked(keys, True)
    stamp = library._archive.state.stamp()
    nothing = [
        library.set_marked(keys, True),
        library.set_starred(keys, False),
        library.remove_tags(keys, ["check"]),
        library.add_tags([], ["check"]),
        library.write_note(keys[0], "  "),
    ]
    assert [change.number for change in nothing] == [0] * 5
    assert library._archive.state.stamp() == stamp
    assert library.undo() == Change(3, "3 articles marked")
    assert library._archive.state.stamp() > stamp


def test_read_by_being_opened_is_nothing_for_undo(library: Library) -> None:
    keys = library.all_keys()
    library.set_starred(keys, True)
    assert library.set_read(keys[:1], True, journal=False).number == 1
    library.undo()
    assert library.states(keys[:1]) == {keys[0]: ArticleState(read=True)}


# tags


def test_tags_are_equal_by_their_words_and_written_as_they_were_first(library: Library) -> None:
    keys = library.all_keys()
    assert library.add_tags(keys[:1], ["Port  Watch"]) == Change(1, "tag Port Watch given to 1 article")
    assert library.add_tags(keys, ["port-watch", "PORT WATCH"]) == Change(2, "tag Port Watch given to 2 articles")
    assert library.add_tags(keys[:2], ["port watch", "aid"]) == Change(2, "tag aid given to 2 articles")
    assert library.tags() == (TagCount("Port Watch", 3), TagCount("aid", 2))
    assert library.states(keys[:1])[keys[0]].tags == ("aid", "Port Watch")
    assert library.remove_tags(keys, ["Port watch"]) == Change(3, "tag Port Watch taken off 3 articles")
    library.add_tags(keys[:1], ["port watch"])
    assert library.tags() == (TagCount("aid", 2), TagCount("port watch", 1))


@pytest.mark.parametrize("tag", ["", "  ", "a,b", "x" * 65, "a\x1b[31m", "a\u202eb", "\x00"])
def test_a_text_that_cannot_be_a_tag_is_refused(library: Library, tag: str) -> None:
    with pytest.raises(UsageError) as caught:
        library.add_tags(library.all_keys(), ["good", tag])
    assert caught.value.hint
    assert library.tags() == ()


@pytest.mark.parametrize("tag", ["!?", "🔥", "x" * 64, "渡轮", "'; DROP TABLE tags; --", "[/b]", "%s {0}"])
def test_odd_tags_are_tags_like_others(library: Library, tag: str) -> None:
    keys = library.all_keys()
    library.add_tags(keys, [tag])
    assert library.tags() == (TagCount(tag, 3),)
    library.remove_tags(keys, [tag])
    assert library.tags() == ()


def test_tags_of_articles_that_are_in_no_dump_are_not_counted(library: Library) -> None:
    library.add_tags(library.all_keys(), ["check"])
    library.forget("march.jsonl")
    assert library.tags() == ()


# dossiers


def test_a_dossier_has_an_order_a_title_and_remarks(library: Library) -> None:
    ferry, shells, bread = library.all_keys()
    assert library.make_dossier("  Ferry talks ").name == "ferry-talks"
    assert library.collect("ferry-talks", [shells, ferry]).number == 2
    assert library.collect("ferry-talks", [ferry, bread, shells]) == Change(1, "1 article put into dossier ferry-talks")
    ids = {key: library.article_by_key(key).id for key in library.all_keys()}
    library.move_entry("ferry-talks", ids[bread], 0)
    library.remark("ferry-talks", ids[ferry], "why it is here")
    library.edit_dossier("ferry-talks", title="The talks", foreword="Read this first.")
    dossier = library.dossier("the-talks")
    assert (dossier.title, dossier.foreword) == ("The talks", "Read this first.")
    assert [(entry.key, entry.remark) for entry in dossier.entries] == [
        (bread, ""),
        (shells, ""),
        (ferry, "why it is here"),
    ]
    assert library.take_out("the-talks", [ids[shells], "00"]).number == 1
    assert library.move_entry("the-talks", ids[ferry], 99).number == 0
    library.delete_dossier("the-talks")
    assert library.dossiers() == ()
    for _ in range(2):
        library.undo()
    assert library.dossier("the-talks") == dossier


def test_a_dossier_made_of_articles_is_one_change(library: Library) -> None:
    keys = library.all_keys()
    assert [entry.key for entry in library.make_dossier("Ferry talks", [keys[1], keys[0], keys[1]]).entries] == [
        keys[1],
        keys[0],
    ]
    assert library.undo() == Change(2, "dossier ferry-talks made, 2 articles put into it")
    assert library.dossiers() == () and not library.undo().number


def test_a_dossier_names_articles_that_are_in_no_dump(library: Library) -> None:
    library.make_dossier("Ferry talks")
    library.collect("ferry-talks", library.all_keys())
    library.forget("march.jsonl")
    assert [(entry.key, entry.title) for entry in library.dossier("ferry-talks").entries] == [
        (None, FERRY[0]),
        (None, SHELLS[0]),
        (None, BREAD[0]),
    ]


def test_dossiers_that_there_are_not_and_names_that_cannot_be(library: Library) -> None:
    library.make_dossier("Ferry talks")
    with pytest.raises(UsageError, match="did you mean ferry-talks"):
        library.dossier("fery-talks")
    for refused in (
        lambda: library.make_dossier("ferry TALKS"),
        lambda: library.make_dossier(" !? "),
        lambda: library.make_dossier("x" * 201),
        lambda: library.collect("other", library.all_keys()),
        lambda: library.remark("ferry-talks", "00", "not in it"),
        lambda: library.move_entry("ferry-talks", "00", 0),
    ):
        with pytest.raises(UsageError):
            refused()
    assert [dossier.name for dossier in library.dossiers()] == ["ferry-talks"]
