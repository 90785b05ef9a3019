"""Notes in the desk: written, shown below their passage, chosen from, deleted, and never lost when they are left."""

from dataclasses import replace
from pathlib import Path

import pytest

from reader.errors import ArchiveError
from reader.kept import TextSpan
from reader.tui.screens.note_dialog import NoteDialog
from tests.desk_pilot import NARROW, STACKED, WIDE, Desk, open_desk
from tests.fake_library import FakeLibrary, make_library


def dialog_of(desk: Desk) -> NoteDialog:
    assert isinstance(desk.app.screen, NoteDialog)
    return desk.app.screen


async def begin(desk: Desk) -> None:
    """The editor of a note on the second article, from the reader."""
    await desk.press("j", "enter")
    await desk.shows("This is report 2.")
    await desk.press("a")
    await desk.until(lambda: dialog_of(desk).focused is dialog_of(desk).editor)


def texts(library: FakeLibrary) -> list[str]:
    return [note.text for note in library.kept_notes]


@pytest.mark.parametrize("size", [WIDE, STACKED, NARROW])
async def test_a_note_of_several_lines_is_written_and_shown(tmp_path: Path, size: tuple[int, int]) -> None:
    library = make_library(tmp_path)
    async with open_desk(library, size=size) as desk:
        await begin(desk)
        await desk.shows("Note · Report 2", "on the article", "a new note", "Ctrl-O save")
        await desk.type("Ask the port office")
        await desk.press("enter")
        await desk.type("? and q")
        await desk.press("ctrl+o")
        await desk.shows("▌ ✎ Ask the port office", "▌   ? and q", "read · no tags · 1 note")
        assert texts(library) == ["Ask the port office\n? and q"]
        await desk.press("q")
        await desk.until(lambda: desk.app.session.kept.of(2).notes == 1)


async def test_the_keys_of_readline_edit(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await begin(desk)
        await desk.type("one two")
        await desk.press("ctrl+w")
        await desk.type("three")
        await desk.press("ctrl+a")
        await desk.type("! ")
        await desk.press("enter", "up", "ctrl+k", "down", "end", "backspace", "ctrl+o")
        await desk.until(lambda: texts(library) == ["one thre"])


async def test_a_note_on_a_passage_stands_below_it(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await desk.press("j", "enter")
        await desk.shows("This is report 2.")
        await desk.press("v", "j", "a")
        await desk.shows("on “Shells fell near Lindholm.")
        await desk.type("How many?")
        await desk.press("ctrl+o")
        await desk.shows("on “Shells fell near Lindholm. This is repo…”: How many?")
        note = library.kept_notes[0]
        assert note.passage == TextSpan(1, 0, 44)
        assert note.quote == "Shells fell near Lindholm. This is report 2."
        lines = desk.text.splitlines()
        at = next(number for number, line in enumerate(lines) if "How many?" in line)
        assert "report 2." in lines[at - 1]
        document = desk.reader.view.document
        assert [document.paragraphs[at].text[:6] for at in document.sections] == ["Shells", "AID  A"]


async def test_the_only_note_is_opened_and_emptying_it_deletes_it(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    library.write_note(2, "Ask the port office")
    async with open_desk(library) as desk:
        await desk.press("j")
        await desk.shows("✎", "1 note")
        await begin_here(desk)
        await desk.shows("note 1 of 1", "empty deletes it")
        await desk.press("ctrl+u", "ctrl+o")
        await desk.shows("no tags", "1 article without a note")
        assert texts(library) == []
        assert "✎" not in desk.text
        await desk.press("u")
        await desk.shows("✎ Ask the port office", "1 note")


async def begin_here(desk: Desk) -> None:
    await desk.press("a")
    await desk.until(lambda: dialog_of(desk).focused is dialog_of(desk).editor)


async def test_of_several_notes_one_is_chosen_or_a_new_one_begun(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    library.write_note(2, "first words")
    library.write_note(2, "on a passage", TextSpan(1, 0, 6))
    async with open_desk(library) as desk:
        await desk.press("j", "a")
        await desk.shows("> first words", "on “Shells”: on a passage", "a new note on the article")
        await desk.press("j", "enter")
        await desk.shows("note 2 of 2", "on “Shells”")
        await desk.type(", later")
        await desk.press("ctrl+o")
        await desk.until(lambda: sorted(texts(library)) == ["first words", "on a passage, later"])
        await desk.press("a", "G", "enter")
        await desk.shows("a new note")
        await desk.type("third")
        await desk.press("tab")
        await desk.shows("note 1 of 2", "first words")
        await desk.press("shift+tab")
        await desk.shows("third", "a draft")
        await desk.press("ctrl+o")
        await desk.until(lambda: "third" in texts(library))


async def test_a_note_that_is_left_is_a_draft_also_at_the_next_start(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await begin(desk)
        await desk.type("half a th")
        await desk.press("escape")
        await desk.shows("the draft is kept; a goes on with it")
        await begin_here(desk)
        await desk.shows("a draft", "half a th")
        await desk.type("ought")
        await desk.press("escape", "q")
        assert texts(library) == []
    async with open_desk(library) as desk:
        await desk.shows("This is report 2.")
        await begin_here(desk)
        await desk.shows("half a thought")
        await desk.press("ctrl+o")
        await desk.until(lambda: texts(library) == ["half a thought"])
        await begin_here(desk)
        await desk.shows("note 1 of 1")


async def test_leaving_in_the_middle_of_a_note_keeps_it(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await begin(desk)
        await desk.type("half a thought")
        await desk.press("ctrl+q")
    async with open_desk(library) as desk:
        await desk.shows("This is report 2.")
        await begin_here(desk)
        await desk.shows("a draft", "half a thought")


async def test_a_note_that_cannot_be_written_is_said_and_stays_a_draft(tmp_path: Path) -> None:
    library = make_library(tmp_path, state_fault=ArchiveError("the archive is full", "make room"))
    async with open_desk(library) as desk:
        await begin(desk)
        await desk.type("a thought")
        await desk.press("ctrl+o")
        await desk.shows("not kept: the archive is full")
        await begin_here(desk)
        await desk.shows("a draft", "a thought")


async def test_a_note_whose_passage_is_gone_stands_under_the_head(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    library.write_note(2, "Is that so?", TextSpan(1, 0, 26))
    library.kept_notes = [replace(note, passage=None) for note in library.kept_notes]
    async with open_desk(library) as desk:
        await desk.press("j", "enter")
        await desk.shows("▌ ✎ on “Shells fell near Lindholm.”, which", "no longer in this", "Is that so?")


HOSTILE = "\x1b]0;owned\x07[red]x[/red] \u202eevil\u0000"


async def test_hostile_notes_and_tags_are_text(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    library.write_note(2, f"{HOSTILE}\n{HOSTILE}")
    library.kept_states[2] = replace(library.kept_states[2], tags=("[/b]\x1b[31m",))
    async with open_desk(library) as desk:
        await desk.press("j")
        await desk.shows("[red]x[/red]", "#[/b]")
        assert "\x1b" not in desk.text
        await begin_here(desk)
        await desk.shows("[red]x[/red]")
        assert "\x1b" not in desk.text
        assert "\u202e" not in desk.text
        await desk.press("escape", "T")
        await desk.shows("[/b]")
        assert "\x1b" not in desk.text
