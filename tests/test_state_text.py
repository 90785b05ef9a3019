"""What is kept goes out as lines of JSON and comes back the same, whoever wrote the lines."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.errors import InputError
from reader.kept import COLOURS, SavedSearch
from reader.library import Library
from tests.hostile import HOSTILE, is_clean
from tests.keepers import FERRY, FERRY_CORRECTED, dumped, key_of, passage, state_files, with_articles, write_dump

HEAD = '{"schema": "broadsheet/state/1"}'


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    yield from with_articles(tmp_path)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    """Another archive, of the same articles."""
    (tmp_path / "other").mkdir()
    yield from with_articles(tmp_path / "other")


def keep_some(library: Library) -> None:
    """Some of every kind."""
    ferry, shells, bread = library.all_keys()
    library.set_read([ferry, bread], True)
    library.set_starred([shells], True)
    library.set_marked([bread, ferry], True)
    library.add_tags([ferry, bread], ["Port Watch", "aid"])
    library.write_note(ferry, "how many?\nsix?", passage(library, ferry, "Seven people"))
    library.write_note(bread, "dear")
    library.make_dossier("Ferry talks")
    library.collect("ferry-talks", [shells, ferry])
    library.remark("ferry-talks", library.article_by_key(ferry).id, "why it is here")
    library.edit_dossier("ferry-talks", foreword="Read this first.")
    state = library._archive.state
    state.put_saved(SavedSearch("port-watch", 'topic:aid "the port"', "any", "date", COLOURS[0], True))
    state.put_saved(SavedSearch("bread", "query:port-watch bread"), 0)
    state.visit_saved("bread", 77)


def restored(library: Library, *lines: str) -> tuple[int, int, int]:
    report = library.restore_state([f"{line}\n" for line in (HEAD, *lines)])
    return report.records, report.articles, len(report.faults)


def test_the_same_state_gives_the_same_bytes_however_it_came_about(library: Library, other: Library) -> None:
    keep_some(library)
    first = dumped(library)
    assert dumped(library) == first
    report = other.restore_state(first.splitlines(keepends=True))
    assert (report.records, report.articles, report.faults) == (10, 3, ())
    assert dumped(other) == first
    assert first.splitlines()[0] == HEAD
    assert other.notes(other.all_keys()[0])[0].passage == passage(other, other.all_keys()[0], "Seven people")
    assert other._archive.state.saved_searches() == library._archive.state.saved_searches()


def test_restoring_what_is_there_changes_nothing_and_one_undo_takes_the_rest_back(library: Library) -> None:
    keep_some(library)
    full = dumped(library)
    stamp = library._archive.state.stamp()
    library.restore_state(full.splitlines())
    assert library._archive.state.stamp() == stamp
    library.set_read(library.all_keys(), False)
    library.delete_dossier("ferry-talks")
    library._archive.state.delete_saved("bread")
    less = dumped(library)
    library.restore_state(full.splitlines())
    assert sorted(dumped(library).splitlines()) == sorted(full.splitlines())
    library.undo()
    assert dumped(library) == less


def test_replacing_leaves_nothing_of_what_was_there(library: Library, other: Library) -> None:
    keep_some(library)
    other.add_tags(other.all_keys(), ["mine"])
    other._archive.state.put_saved(SavedSearch("mine", "bread"))
    before = dumped(other)
    other.restore_state(dumped(library).splitlines(), replace=True)
    assert dumped(other) == dumped(library)
    other.undo()
    assert dumped(other) == before
    other.restore_state([HEAD], replace=True)
    assert dumped(other) == HEAD + "\n"


def test_merging_keeps_what_is_there_and_takes_the_newer_text_of_a_note(library: Library) -> None:
    ferry = key_of(library, FERRY[0])
    library.write_note(ferry, "who?")
    library._archive.state.put_saved(SavedSearch("port-watch", "port"))
    library.make_dossier("Ferry talks")
    line = next(line for line in library.dump_state() if '"kind": "note"' in line)
    newer = line.replace("who?", "they").replace('"changed": "20', '"changed": "21')
    older = line.replace("who?", "he").replace('"changed": "20', '"changed": "19')
    search = '{"kind": "search", "name": "port-watch", "query": "other"}'
    dossier = '{"kind": "dossier", "name": "ferry-talks", "title": "Other"}'
    assert restored(library, older, search, dossier) == (3, 1, 0)
    assert [note.text for note in library.notes(ferry)] == ["who?"]
    restored(library, newer)
    assert [note.text for note in library.notes(ferry)] == ["they"]
    assert [each.query for each in library._archive.state.saved_searches()] == ["port"]
    assert library.dossier("ferry-talks").title == "Ferry talks"


def test_state_of_articles_that_are_in_no_dump_is_kept_and_comes_out(library: Library) -> None:
    orphan = [
        '{"kind": "article", "id": "00aa00aa00aa", "read": true, "marked": 1, "tags": ["check"]}',
        '{"kind": "note", "article": "00aa00aa00aa", "text": "who?", '
        '"made": "2031-03-14T10:00:00+00:00", "changed": "2031-03-14T10:00:00+00:00"}',
    ]
    assert restored(library, *orphan) == (2, 1, 0)
    assert library.marked() == []
    assert dumped(library).splitlines() == [HEAD, *orphan]


def test_state_of_a_text_that_was_corrected_meanwhile_goes_to_the_correction(library: Library, tmp_path: Path) -> None:
    ferry = key_of(library, FERRY[0])
    library.set_starred([ferry], True)
    library.write_note(ferry, "who?")
    lines = dumped(library).splitlines()
    for _ in range(2):
        library.undo()
    library.add([write_dump(tmp_path / "march.jsonl", FERRY_CORRECTED)])
    library.restore_state(lines)
    state = library.states(library.all_keys())[key_of(library, FERRY[0])]
    assert (state.starred, state.notes) == (True, 1)


GOOD = '{"kind": "article", "id": "00aa00aa00aa", "read": true}'
BAD = {
    "no json": "{",
    "no record": "[1, 2]",
    "deep": "[" * 100_000,
    "deep in a record": '{"kind": "article", "id": ' + '{"a":' * 50_000 + "1" + "}" * 50_000 + "}",
    "a line of megabytes": json.dumps({"kind": "note", "article": "00", "text": "x" * 3_000_000}),
    "a note that is too long": json.dumps({"kind": "note", "article": "00", "text": "x" * 1_000_000}),
    "no kind": '{"id": "00"}',
    "another kind": '{"kind": "command", "id": "00"}',
    "no id": '{"kind": "article", "read": true}',
    "an id that is none": '{"kind": "article", "id": "../../etc", "read": true}',
    "a number for an id": '{"kind": "article", "id": 7}',
    "a flag that is none": '{"kind": "article", "id": "00", "read": "yes"}',
    "a huge number": '{"kind": "article", "id": "00", "marked": 1' + "0" * 5000 + "}",
    "a big number": '{"kind": "article", "id": "00", "marked": 99999999999999999999}',
    "no number": '{"kind": "article", "id": "00", "marked": NaN}',
    "a tag that is none": '{"kind": "article", "id": "00", "tags": ["a,b"]}',
    "tags that are none": '{"kind": "article", "id": "00", "tags": {"a": 1}}',
    "a tag that steers": json.dumps({"kind": "article", "id": "00", "tags": ["\x1b[2J"]}),
    "no time": '{"kind": "note", "article": "00", "text": "a", "made": "now", "changed": "now"}',
    "no text": '{"kind": "note", "article": "00", "made": "2031-03-14", "changed": "2031-03-14"}',
    "no name of a dossier": '{"kind": "dossier", "name": "a b", "title": "A b"}',
    "no name of a search": '{"kind": "search", "name": "a) OR (b", "query": "c"}',
    "no colour": '{"kind": "search", "name": "a", "query": "c", "colour": "[red]"}',
    "no order": '{"kind": "search", "name": "a", "query": "c", "sort": 7}',
    "an unknown order": '{"kind": "search", "name": "a", "query": "c", "sort": "nosuch"}',
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_line_is_named_and_the_others_are_taken(library: Library, fault: str) -> None:
    report = library.restore_state([HEAD, "", BAD[fault], GOOD])
    assert report.records == 1
    (told,) = report.faults
    assert told.startswith("line 3: ")
    assert is_clean(told)
    assert len(told) < 200
    assert dumped(library).splitlines() == [HEAD, GOOD]


@pytest.mark.parametrize(
    "lines", [[], [""], ["{}"], [GOOD], ['{"schema": "broadsheet/state/2"}', GOOD], ["[" * 100_000], [HEAD, "{", "["]]
)
def test_what_is_no_dump_of_state_is_refused_and_changes_nothing(library: Library, lines: list[str]) -> None:
    library.set_read(library.all_keys(), True)
    before = dumped(library)
    with pytest.raises(InputError) as caught:
        library.restore_state(lines, replace=True)
    assert "dump-state" in caught.value.hint
    assert dumped(library) == before


def test_what_is_no_dump_of_state_makes_no_file(library: Library) -> None:
    with pytest.raises(InputError):
        library.restore_state(["{}"])
    assert state_files(library) == []


def test_a_fault_while_lines_are_read_changes_nothing(library: Library) -> None:
    def lines() -> Iterator[str]:
        yield HEAD
        yield GOOD
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="went away"):
        library.restore_state(lines(), replace=True)
    assert state_files(library) == []


@pytest.mark.parametrize("text", [each for each in HOSTILE if each.strip()])
def test_hostile_texts_come_back_and_steer_nothing_on_their_way(library: Library, other: Library, text: str) -> None:
    ferry = library.all_keys()[0]
    library.write_note(ferry, text)
    library.make_dossier(f"Ferry {text[:100]}")
    library.edit_dossier(library.dossiers()[0].name, foreword=text)
    library._archive.state.put_saved(SavedSearch("port-watch", text))
    out = dumped(library)
    assert is_clean(out.replace("\n", ""))
    report = other.restore_state(out.splitlines(keepends=True))
    assert report.faults == ()
    assert dumped(other) == out
    assert other.notes(ferry)[0].text == library.notes(ferry)[0].text
    assert other.dossiers() == library.dossiers()


WRITTEN: dict[str, Callable[[str], str]] = {
    "blanks around": lambda out: "\n\n" + out.replace("\n", "\r\n  "),
    "a byte order mark": lambda out: "\ufeff" + out,
    "other escapes": lambda out: "\n".join(json.dumps(json.loads(line), indent=None) for line in out.splitlines()),
}


@pytest.mark.parametrize("how", WRITTEN)
def test_lines_that_another_program_wrote_again_are_read(library: Library, other: Library, how: str) -> None:
    keep_some(library)
    out = dumped(library)
    assert other.restore_state(WRITTEN[how](out).splitlines(keepends=True)).faults == ()
    assert dumped(other) == out


def test_a_search_in_several_orders_comes_back(library: Library) -> None:
    assert restored(library, '{"kind": "search", "name": "a", "query": "c", "sort": "outlet,-date"}') == (1, 0, 0)
    assert [each.sort for each in library.saved_searches()] == ["outlet,-date"]


@pytest.mark.parametrize("replace", [False, True])
def test_restoring_what_is_there_says_that_nothing_is_new_and_is_nothing_for_undo(
    library: Library, replace: bool
) -> None:
    keep_some(library)
    library.set_starred(library.all_keys(), True)
    full = dumped(library)
    assert library.restore_state(full.splitlines(), replace=replace).changed == 0
    assert library.undo().label == "2 articles starred"
    before = dumped(library)
    report = library.restore_state(full.splitlines(), replace=replace)
    assert (report.records, report.changed) == (10, 2)
    assert dumped(library) == full
    library.undo()
    assert dumped(library) == before
