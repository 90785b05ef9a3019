"""Marks, stars, tags and read state by keys: painted at once, written in order, taken back, and right after a fault."""

import threading
from pathlib import Path

import pytest

from reader.errors import ArchiveError
from reader.kept import ArticleState
from reader.tui.keeping import StateChange
from reader.tui.screens.ask_dialog import AskDialog
from tests.desk_pilot import NARROW, STACKED, WIDE, Desk, open_desk
from tests.fake_library import FakeLibrary, make_library


def state(desk: Desk, key: int) -> ArticleState:
    """The state of an article as the desk has it."""
    return desk.app.session.kept.of(key)


async def written(desk: Desk) -> None:
    """Wait until all that was changed has been written and shown."""
    await desk.until(lambda: desk.app.keeping.changes == 0)
    await desk.pilot.pause()


@pytest.mark.parametrize("size", [WIDE, STACKED, NARROW])
async def test_signs_before_a_row_say_what_was_done(tmp_path: Path, size: tuple[int, int]) -> None:
    library = make_library(tmp_path)
    library.kept_states = {1: ArticleState(read=True, starred=True, marked=True), 3: ArticleState(read=True)}
    library.kept_marks = [1]
    async with open_desk(library, size=size) as desk:
        await desk.press("j")
        await desk.shows("+*  Sat  1", ">  ● Sun  2")


async def test_a_star_is_painted_before_it_is_written_and_can_be_taken_back(tmp_path: Path) -> None:
    library = make_library(tmp_path, keep_gate=threading.Event())
    assert library.keep_gate is not None
    async with open_desk(library) as desk:
        await desk.press("*")
        await desk.shows("> *● Sat  1")
        assert library.kept_states == {}
        library.keep_gate.set()
        await desk.shows("1 article starred · u takes it back")
        assert library.state_of(1).starred
        await desk.press("u")
        await desk.shows(">  ● Sat  1", "taken back: 1 article starred")
        assert not library.state_of(1).starred


async def test_every_key_is_written_in_order(tmp_path: Path) -> None:
    library = make_library(tmp_path, keep_gate=threading.Event())
    assert library.keep_gate is not None
    async with open_desk(library) as desk:
        await desk.press("m", "m", "k", "*", "r", "k", "m")
        library.keep_gate.set()
        await written(desk)
        assert [call[0] for call in library.kept_calls] == ["mark", "mark", "star", "read", "mark"]
        assert desk.app.session.marks == (2,)
        assert library.marked() == [2]


async def test_what_cannot_be_written_is_said_and_painted_back(tmp_path: Path) -> None:
    library = make_library(tmp_path, state_fault=ArchiveError("the archive is full", "make room"))
    async with open_desk(library) as desk:
        await desk.press("m", "k", "*")
        await desk.shows("not kept: the archive is full", ">  ● Sat  1")
        await written(desk)
        assert desk.app.session.marks == ()
        assert "marked" not in desk.text


async def test_marks_come_back_at_the_next_start_and_are_counted(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await desk.press("m", "j", "m")
        await desk.shows("2 marked")
    async with open_desk(library) as desk:
        await desk.shows("2 marked")
        assert desk.app.session.marks == (1, 3)


@pytest.mark.parametrize("last", ["v", "m"])
async def test_a_range_marks_what_lies_between(tmp_path: Path, last: str) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await desk.press("j", "v", "j", "j")
        await desk.shows("▌  ● Sun  2", "▌  ● Mon  3", ">  ● Tue  4")
        await desk.press(last)
        await desk.shows("3 marked", "3 articles marked")
        assert library.marked() == [2, 3, 4]
        assert "▌  ●" not in desk.text
        await desk.press("u")
        await desk.until(lambda: library.marked() == [])


async def test_escape_drops_a_range_and_a_search_carries_it_along(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("j", "j", "v", "k")
        assert list(desk.browse.hits.ranged) == [1, 2]
        await desk.press("escape")
        assert list(desk.browse.hits.ranged) == []
        await desk.press("v", "j", "j")
        await desk.search("topic:diplomacy")  # neither article 2 nor 4 is in it
        await desk.shows("the range is dropped")
        await desk.press("escape", "v")
        begun = desk.browse.hits.cursor_key
        await desk.search("")
        await desk.until(lambda: desk.browse.hits.range_from is not None)
        assert desk.browse.hits.key_of(desk.browse.hits.range_from or 0) == begun


async def test_a_range_can_be_starred_and_tagged_without_being_marked(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await desk.press("v", "j", "*")
        await written(desk)
        assert [key for key in library.articles if library.state_of(key).starred] == [1, 2]
        await desk.press("v", "k", "r")
        await written(desk)
        assert [key for key in library.articles if library.state_of(key).read] == [1, 2]
        assert library.marked() == []


async def test_all_that_is_shown_is_marked_once_that_was_asked(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await desk.press("M")
        await desk.shows("mark 40 articles", "leave all as it is")
        await desk.press("escape")
        assert library.marked() == []
        await desk.press("M", "enter")
        await desk.shows("40 marked", "40 articles marked · u takes it back")
        await desk.press("U", "j", "enter")
        assert len(library.marked()) == 40
        await desk.press("U", "enter")
        await desk.until(lambda: library.marked() == [])
        await desk.press("u")
        await desk.shows("40 marked")


async def test_what_was_shown_when_it_was_asked_is_marked_whatever_comes_meanwhile(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await desk.press("M")
        await desk.shows("mark 40 articles")
        del library.articles[40]
        library.changes += 1
        desk.browse.search_afresh()
        await desk.until(lambda: desk.app.session.page is not None and desk.app.session.page.total == 39)
        await desk.press("enter")
        await desk.until(lambda: ("mark", tuple(range(1, 41)), True) in library.kept_calls)


async def test_few_that_are_shown_are_marked_at_once(tmp_path: Path) -> None:
    library = make_library(tmp_path, 3)
    async with open_desk(library) as desk:
        await desk.press("M")
        await desk.shows("3 marked")


async def test_all_read_always_asks_and_is_one_change(tmp_path: Path) -> None:
    library = make_library(tmp_path, 3)
    async with open_desk(library) as desk:
        await desk.press("A")
        await desk.shows("take for read 3 articles")
        await desk.press("enter")
        await desk.shows("3 articles read")
        assert "●" not in desk.text.replace("●●", "")
        await desk.press("A")
        assert desk.message == "all that are shown are read"
        await desk.press("u")
        await desk.shows("● Sat  1", "● Sun  2", "● Mon  3")


async def test_tags_are_completed_and_given_to_the_marked_ones(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    library.kept_states = {30: ArticleState(tags=("port-watch",)), 31: ArticleState(tags=("to-check",))}
    async with open_desk(library) as desk:
        await desk.press("m", "m", "t")
        await desk.shows("tag 2 articles:", "port-watch", "to-check")
        await desk.type("new, po")
        await desk.press("tab", "enter")
        await desk.shows("The Meridi… #new #port", "2 articles tagged new, port-watch")
        assert library.state_of(2).tags == ("new", "port-watch")
        await desk.press("T")
        await desk.shows("take tags off 2 articles:")
        assert "to-check" not in desk.text
        await desk.press("tab", "enter", "enter")
        await desk.until(lambda: library.state_of(2).tags == ("port-watch",))
        assert library.state_of(1).tags == ("port-watch",)


async def test_a_text_that_is_no_tag_is_said_and_nothing_stays_painted(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("t")
        await desk.type("two words")
        await desk.press("enter")
        await desk.shows("not kept: a tag has no blanks")
        assert "#two" not in desk.text
        await desk.press("T")
        assert desk.message == "no tag to take off"


async def test_the_last_action_is_repeated_on_what_is_chosen_now(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await desk.press(".")
        assert desk.message == "nothing to repeat yet"
        await desk.press("t")
        await desk.type("port")
        await desk.press("enter", "j", ".", "j", ".")
        await written(desk)
        assert [key for key in library.articles if library.state_of(key).tags == ("port",)] == [1, 2, 3]


async def test_an_article_is_read_once_the_reader_has_it_before_them(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await desk.press("j")
        await desk.shows("This is report 2.", "unread · no tags")
        assert library.kept_calls == []
        await desk.press("tab")
        await desk.shows("read · no tags")
        assert library.kept_calls == [("read", (2,), True, False)]
        await desk.press("shift+tab", "j", "j", "enter")
        await desk.shows("section 1 of 2")
        await written(desk)
        assert library.state_of(4).read
        assert not library.state_of(3).read
        await desk.press("r")
        await desk.shows("unread · no tags", "1 article unread")
        await desk.press("question_mark", "q")
        await desk.shows("unread · no tags")
        await desk.press("u")
        await desk.shows("taken back: 1 article unread")
        await desk.press("u")
        await desk.shows("nothing to take back")


async def test_stars_and_tags_of_the_article_that_is_read(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await desk.press("m", "enter")
        await desk.shows("section 1 of 2")
        await desk.press("J")
        await desk.shows("This is report 3.")
        await desk.press("*", "t")
        await desk.shows("tag this one:")
        await desk.type("port")
        await desk.press("enter")
        await desk.shows("read · starred · #port")
        assert not library.state_of(1).starred
        await desk.press("q")
        await desk.shows("> *  Mon  3")


async def test_unread_articles_follow_each_other(tmp_path: Path) -> None:
    library = make_library(tmp_path, 400)
    library.kept_states = {key: ArticleState(read=True) for key in range(1, 401) if key not in (1, 5, 300)}
    async with open_desk(library) as desk:
        await desk.press("g", "u")
        await desk.until(lambda: desk.browse.hits.cursor_key == 5)
        await desk.press("n")  # no words were searched for
        await desk.until(lambda: desk.browse.hits.cursor_key == 300)
        await desk.press("n")
        await desk.shows("no unread article below this one")
        await desk.press("N", "right_square_bracket", "u")
        await desk.until(lambda: desk.browse.hits.cursor_key == 300)
        await desk.press("g", "U", "enter")
        await desk.until(lambda: library.state_of(5).read)
        await desk.press("n")
        await desk.shows("This is report 300.")
        await desk.press("N")
        await desk.shows("This is report 1.")


async def test_hits_go_before_unread_articles_where_words_were_searched_for(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("ferry")
        await desk.press("enter", "n")
        await desk.until(lambda: desk.browse.hits.cursor_key == 6)


async def test_a_list_of_what_is_unread_keeps_its_rows_while_they_are_read(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        searches = len(library.searches)
        await desk.press("tab", "J", "J")
        await written(desk)
        assert len(library.searches) == searches


async def test_what_another_program_did_is_shown_with_the_next_look(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await desk.press("*")
        await written(desk)
        library.kept_states[2] = ArticleState(starred=True, tags=("port",))
        library.changes += 1
        await desk.shows(" *● Sun  2", "#port")


async def test_leaving_waits_for_what_is_to_be_written(tmp_path: Path) -> None:
    library = make_library(tmp_path, keep_gate=threading.Event())
    assert library.keep_gate is not None
    threading.Timer(0.3, library.keep_gate.set).start()
    async with open_desk(library) as desk:
        await desk.press("m", "m", "*", "Q")
    assert library.marked() == [1, 2]
    assert library.state_of(1).starred
    assert desk.app.return_code == 0


async def test_leaving_does_not_wait_for_ever_and_says_what_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.keeping_desk.LEAVE_SECONDS", 0.05)
    monkeypatch.setattr("reader.tui.keeping_desk.SIGNAL_SECONDS", 0.05)
    library = make_library(tmp_path, keep_gate=threading.Event())
    assert library.keep_gate is not None
    async with open_desk(library) as desk:
        await desk.press("m", "Q")
    assert desk.app.return_code == 4
    library.keep_gate.set()


async def test_rows_that_were_made_before_a_change_do_not_undo_it(tmp_path: Path) -> None:
    gate = threading.Event()

    class Slow(FakeLibrary):
        def hits(self, *args: object, **named: object) -> list[object]:  # type: ignore[override]
            made = super().hits(*args, **named)  # type: ignore[arg-type]
            if self.finished and self.finished[-1] == "report":
                assert gate.wait(30)
            return made  # type: ignore[return-value]

    made = make_library(tmp_path)
    library = Slow(made.folder, made.articles)
    async with open_desk(library) as desk:
        await desk.press("slash")
        await desk.type("report")
        await desk.until(lambda: "report" in library.finished)
        desk.app.keeping.make(StateChange("star", (1,), True))
        await written(desk)
        gate.set()
        await desk.shows("*● Sat  1")


@pytest.mark.parametrize("way", [["t"], ["a"], ["enter"]])
async def test_an_answer_that_comes_after_its_screen_was_left_does_no_harm(tmp_path: Path, way: list[str]) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await written(desk)
        library.ask_gate = threading.Event()
        await desk.press(*way)
        if way == ["enter"]:
            await desk.shows("section 1 of 2")
        await desk.press("q" if way == ["enter"] else "escape")
        await desk.until(lambda: desk.app.screen is desk.browse)
        library.ask_gate.set()
        await desk.press("j", "*")
        await desk.until(lambda: library.state_of(2).starred)


async def test_nothing_is_taken_back_while_a_question_is_open(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await desk.press("m", "A")
        await desk.until(lambda: isinstance(desk.app.screen, AskDialog))
        await desk.press("u")
        assert desk.message.startswith("not done yet: Enter does it")
        await desk.press("q")
        await desk.until(lambda: desk.app.keeping.changes == 0)
        assert ("undo",) not in library.kept_calls
        assert len(desk.app.session.marks) == 1
