"""Notes stand with the words that they were written on."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import UsageError
from reader.kept import Change, TextSpan
from reader.library import Library
from tests.hostile import HOSTILE
from tests.keepers import FERRY, SHELLS, key_of, passage, with_articles, write_dump


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    yield from with_articles(tmp_path)


def test_notes_come_in_reading_order_after_those_on_the_article(library: Library) -> None:
    ferry = key_of(library, FERRY[0])
    late, early = passage(library, ferry, "the press"), passage(library, ferry, "Seven people")
    library.write_note(ferry, "who?", late)
    assert library.write_note(ferry, "how many?\n\n\ttwo lines", early) == Change(1, "note written")
    library.write_note(ferry, "on all of it")
    assert [(note.text, note.quote, note.passage) for note in library.notes(ferry)] == [
        ("on all of it", "", None),
        ("how many?\n\n\ttwo lines", "Seven people", early),
        ("who?", "the press", late),
    ]
    assert library.states([ferry])[ferry].notes == 3
    assert library.notes(key_of(library, SHELLS[0])) == ()


def test_a_note_is_changed_deleted_and_brought_back(library: Library) -> None:
    ferry = key_of(library, FERRY[0])
    library.write_note(ferry, "who?", passage(library, ferry, "the press"))
    (first,) = library.notes(ferry)
    assert library.write_note(ferry, "they?", number=first.number) == Change(1, "note changed")
    assert library.write_note(ferry, "they?", number=first.number).number == 0
    (changed,) = library.notes(ferry)
    assert (changed.text, changed.passage, changed.made) == ("they?", first.passage, first.made)
    assert library.write_note(ferry, "", number=first.number) == Change(1, "note deleted")
    assert library.notes(ferry) == ()
    library.undo()
    assert library.notes(ferry) == (changed,)
    library.undo()
    assert library.notes(ferry) == (first,)


def test_a_note_needs_its_article_its_passage_and_its_number(library: Library) -> None:
    ferry, shells = key_of(library, FERRY[0]), key_of(library, SHELLS[0])
    library.write_note(ferry, "who?")
    (note,) = library.notes(ferry)
    for key, text, place, number in (
        (shells, "not mine", None, note.number),
        (ferry, "nowhere", TextSpan(99, 0, 1), None),
        (ferry, "nothing", TextSpan(1, 3, 3), None),
        (ferry, "beyond", TextSpan(1, 0, 9999), None),
        (ferry, "x" * 100_001, None, None),
        (10_000, "no article", None, None),
    ):
        with pytest.raises(UsageError):
            library.write_note(key, text, place, number=number)
    assert library.notes(ferry) == (note,)


@pytest.mark.parametrize("text", [each for each in HOSTILE if each.strip()])
def test_a_hostile_note_is_kept_without_its_controls(library: Library, text: str) -> None:
    key = library.all_keys()[0]
    library.write_note(key, text)
    (note,) = library.notes(key)
    assert not [c for c in note.text if unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n"]
    kept = [c for c in text if unicodedata.category(c) not in ("Cc", "Cs")]
    assert [c for c in note.text if c not in "\t\n\ufffd"] == kept


def test_a_passage_is_told_from_equal_ones_by_what_stands_around_it(tmp_path: Path) -> None:
    title, day, outlet = "Lists from Karrow", "2031-03-14", "Harbour Wire"
    body = "In the north four boats sank.\n\nIn the south four boats sank.\n\nIn the west four boats sank."
    for library in with_articles(tmp_path, [(title, body, day, outlet)]):
        key = key_of(library, title)
        part = passage(library, key, "In the south").part
        library.write_note(key, "these", TextSpan(part, 13, 23))
        north, south, west = body.split("\n\n")
        moved = "\n\n".join(["First words.", north, west, south])
        library.add([write_dump(tmp_path / "march.jsonl", (title, moved, day, outlet))])
        key = key_of(library, title)
        (note,) = library.notes(key)
        assert note.passage is not None
        text = library.article_by_key(key).parts()[note.passage.part].text
        assert text.startswith("In the south")
        assert text[note.passage.start : note.passage.end] == note.quote == "four boats"


def test_a_note_whose_passage_is_gone_stays_with_its_quote(tmp_path: Path) -> None:
    for library in with_articles(tmp_path):
        ferry = key_of(library, FERRY[0])
        library.write_note(ferry, "who?", passage(library, ferry, "the press"))
        library.write_note(ferry, "how many?", passage(library, ferry, "Seven people"))
        body = FERRY[1].replace("Nobody spoke to the press.", "Somebody spoke.")
        library.add([write_dump(tmp_path / "march.jsonl", (FERRY[0], body, *FERRY[2:]), SHELLS)])
        ferry = key_of(library, FERRY[0])
        found = [(note.text, note.quote, note.passage) for note in library.notes(ferry)]
        assert found == [
            ("how many?", "Seven people", passage(library, ferry, "Seven people")),
            ("who?", "the press", None),
        ]
