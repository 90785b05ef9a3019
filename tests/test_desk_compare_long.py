"""Long articles side by side: texts are wrapped where they are looked at, and nothing is done twice."""

import random
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from reader.comparison import Comparison, Passage, PassageMatch
from reader.errors import StaleSearch
from reader.results import Mark, Reading
from reader.tui.compare.arrangement import LevelledTexts, level_texts, unlevelled_text
from reader.tui.compare.memory import place_of, unit_of
from reader.tui.compare.panes import Shape
from reader.tui.compare.steps import SteppedPanes
from reader.tui.document import Document, article_document
from reader.tui.finding import find_marks, find_steps
from tests.comparisons import harbour_comparison, report
from tests.desk_pilot import STACKED, WIDE, open_desk
from tests.fake_library import make_library
from tests.test_desk_compare import harbour_library, open_two, rows

SENTENCES = 3_000
HEIGHT = 20


def long_comparison() -> Comparison:
    """Two reports of thousands of sentences; of those two thirds meet, some of them nearly."""
    chance = random.Random(4)
    own = [[f"{side} tells of pier {number} " + "and quay " * chance.randrange(12) + "." for number in range(SENTENCES)]
           for side in "AB"]  # fmt: skip
    texts = ([], [])  # type: tuple[list[str], list[str]]
    for number in range(SENTENCES):
        shared = f"Both tell of berth {number} in the harbour of Brennvik, and how long it was shut."
        for side in (0, 1):
            texts[side].append(own[side][number] if number % 3 == 2 else shared)
    left, right = (
        report(number + 1, f"Report {number}", outlet, 13 + number, (None, texts[number]))
        for number, outlet in enumerate(("Harbour Wire", "The Meridian"))
    )
    passages = []
    for article in (left, right):
        parts = article.parts()
        passages.append(tuple(Passage(number, 0, len(part.text)) for number, part in enumerate(parts)))
    first = len(passages[0]) - SENTENCES
    matches = tuple(
        PassageMatch(number + first, number + first, "same" if number % 7 else "near", 1.0)
        for number in range(SENTENCES)
        if number % 3 != 2
    )
    return Comparison(left, right, passages[0], passages[1], matches, (), 0.66)


def documents_of(found: Comparison) -> tuple[Document, Document]:
    return article_document(Reading(found.left, ())), article_document(Reading(found.right, ()))


@pytest.fixture(scope="module")
def long_texts() -> LevelledTexts:
    found = long_comparison()
    return level_texts(found, documents_of(found), found.levels(), lambda: False)


def opened(levelled: LevelledTexts, shape: Shape) -> SteppedPanes:
    panes = SteppedPanes()
    for side, document in enumerate(documents_of(levelled.found)):
        panes.put_text(side, unlevelled_text(document))
    panes.put_levelled(levelled)
    panes.lay_out(shape)
    return panes


def wrapped(panes: SteppedPanes) -> int:
    """Paragraphs of both texts that have been wrapped."""
    return sum(lines is not None for side in (0, 1) for lines in panes.layout(side)._lines)


COLUMNS = Shape("columns", None, (HEIGHT, HEIGHT), (57, 57), level=True)
STACK = Shape("stacked", None, (HEIGHT, HEIGHT), (76, 76), level=True)
APART = Shape("columns", None, (HEIGHT, HEIGHT), (57, 57))
ALONE = Shape("alone", 1, (HEIGHT, HEIGHT), (80, 80), only_new=True)


@pytest.mark.parametrize("shape", [COLUMNS, STACK, APART, ALONE], ids=["columns", "stacked", "apart", "new"])
def test_opening_wraps_what_is_in_sight_and_no_more(long_texts: LevelledTexts, shape: Shape) -> None:
    panes = opened(long_texts, shape)
    assert wrapped(panes) < 400
    for line in range(panes.pane.painted_top, panes.pane.painted_top + HEIGHT):
        assert panes.pane.line_at(line) is not None


def test_a_long_text_is_wrapped_in_slices_and_the_reader_stays_where_he_is(long_texts: LevelledTexts) -> None:
    panes = opened(long_texts, COLUMNS)
    panes.go_to(1, panes.texts[1].first[SENTENCES // 2])
    unit, before = panes.unit, seen(panes)
    slices = 0
    while not panes.is_settled:
        asked = iter((False, True))
        panes.settle(lambda asked=asked: next(asked, True))  # type: ignore[misc]
        slices += 1
        assert slices < 10_000
    assert slices > 10
    assert panes.unit == unit and seen(panes) == before


def seen(panes: SteppedPanes) -> list[tuple[object, ...]]:
    pane = panes.pane
    lines = [pane.line_at(line) for line in range(pane.painted_top, pane.painted_top + HEIGHT)]
    return [(line.what, line.row, line.left, line.right) for line in lines if line is not None]


@pytest.mark.parametrize("shape", [COLUMNS, STACK, APART])
def test_what_is_seen_is_the_same_whether_all_is_wrapped_or_only_that(long_texts: LevelledTexts, shape: Shape) -> None:
    lazy, settled = opened(long_texts, shape), opened(long_texts, shape)
    settled.settle(lambda: False)
    for passage in (5, SENTENCES // 2, SENTENCES - 3, 40):
        for panes in (lazy, settled):
            panes.go_to(0, panes.texts[0].first[passage])
        assert lazy.unit == settled.unit
        assert seen(lazy) == seen(settled)
    for panes in (lazy, settled):
        panes.wrap_end()
        panes.pane.move(10**6)
        panes.keep()
    assert seen(lazy)[-1] == seen(settled)[-1]


def test_a_swap_and_a_letter_in_find_keep_what_was_wrapped(long_texts: LevelledTexts) -> None:
    panes = opened(long_texts, COLUMNS)
    panes.settle(lambda: False)
    marks = find_marks(long_texts.found.left, "quay")
    lit = panes.texts[0].with_hits(marks)
    panes.relight(0, lit)
    assert panes.is_settled
    assert len(lit.document.hits) == len(marks) > 0
    same = sum(one is other for one, other in zip(lit.document.paragraphs, long_texts.texts[0].document.paragraphs,
                                                  strict=True))  # fmt: skip
    assert same > 2 * SENTENCES // 3, "what is not lit is the very same"
    back = lit.with_hits(())
    assert back.document.paragraphs == long_texts.texts[0].document.paragraphs


def test_finding_takes_a_long_text_in_steps() -> None:
    parts = long_comparison().left.parts()
    marks: list[Mark] = []
    steps = len(list(find_steps(parts, "berth 2998", marks)))
    assert steps > 5
    assert marks == list(find_marks(long_comparison().left, "berth 2998"))


def test_setting_out_two_texts_is_given_up_when_nobody_waits() -> None:
    found = harbour_comparison()
    asked: list[int] = []

    def stale() -> bool:
        asked.append(1)
        return len(asked) == 3

    with pytest.raises(StaleSearch):
        level_texts(found, documents_of(found), found.levels(), stale)


def test_a_place_is_kept_by_the_text(long_texts: LevelledTexts) -> None:
    text = long_texts.texts[0]
    plain = unlevelled_text(documents_of(long_texts.found)[0])
    for unit in (0, 7, 500, len(text.units) - 1):
        place = place_of(text, unit, 3)
        assert place_of(plain, *unit_of(plain, *place)) == place
        assert unit_of(text, *place) == (unit, 3)


# at the desk


async def test_before_the_first_text_is_there_it_says_what_it_is_doing(tmp_path: Path) -> None:
    library = harbour_library(tmp_path)
    read, gate = library.read, threading.Event()

    def slow(key: int, request: object = None) -> Reading:
        gate.wait(20)
        return read(key, request)  # type: ignore[arg-type]

    async with open_desk(library) as desk:
        await desk.press("m", "m")
        library.read = slow  # type: ignore[method-assign]
        await desk.press("c")
        await desk.shows("reading …", "Harbour Wire", "The Meridian")
        gate.set()
        await desk.shows("71 % shared")


async def test_ctrl_c_stops_the_comparing_and_a_key_begins_it_again(tmp_path: Path) -> None:
    library = harbour_library(tmp_path, gate=threading.Event())
    assert library.gate is not None
    async with open_desk(library) as desk:
        await desk.press("m", "m", "c")
        await desk.shows("comparing the two; Ctrl-C stops it")
        await desk.press("ctrl+c")
        assert desk.message == "comparing stopped; both texts stay"
        await desk.shows("not compared; g d compares them", "Insurers doubled their rates")
        library.gate.set()
        await desk.press("g", "d")
        await desk.shows("71 % shared")


async def test_while_two_are_compared_they_are_read_and_searched(tmp_path: Path) -> None:
    library = harbour_library(tmp_path, gate=threading.Event())
    assert library.gate is not None
    async with open_desk(library) as desk:
        await desk.press("m", "m", "c")
        await desk.shows("comparing", "Insurers doubled their rates")
        await desk.press("slash")
        await desk.type("crowns")
        await desk.shows("1 of ", "hit 1 of")
        await desk.press("enter", "x")
        await desk.shows(" A  The Meridian", " B  Harbour Wire")
        library.gate.set()
        await desk.shows("71 % shared", "hits")
        assert rows(desk)[0].startswith(" A  The Meridian")


async def test_the_number_of_differences_is_the_same_however_they_are_shown(tmp_path: Path) -> None:
    async with open_two(tmp_path) as desk:
        view = desk.compare.view
        for keys in (["S"], ["S"], ["o"], ["o"], ["o"], ["v"], ["v"], ["w"], ["w"], ["equals_sign"]):
            await desk.press(*keys)
            assert view.difference_number[1] == 5
        await desk.press("S")
        await desk.shows("5 differences")


async def test_where_nothing_folds_that_is_said(tmp_path: Path) -> None:
    library = make_library(tmp_path, 3)
    library.articles.update({1: report(1, "One", "Harbour Wire", 13, (None, ["Shells fell."])),
                             2: report(2, "Two", "The Meridian", 14, (None, ["Envoys met."]))})  # fmt: skip
    library.compared[1, 2] = Comparison(
        library.articles[1], library.articles[2], (Passage(0, 0, 3),), (Passage(0, 0, 3),), (), (), 0.0
    )
    async with open_desk(library) as desk:
        await desk.press("m", "m", "c")
        await desk.shows("0 % shared")
        await desk.press("equals_sign")
        assert "nothing folds here" in desk.message


async def test_the_trail_leads_back_to_the_place_and_to_what_was_brought_in(tmp_path: Path) -> None:
    async with open_two(tmp_path, (120, 14)) as desk:
        await desk.press("g", "l")
        await desk.shows("Like 3")
        await desk.press("enter")
        await desk.shows(" B  Lindholm Courier", "shared")
        await desk.press("S", "j", "j", "j", "j")
        await desk.shows("scroll together: off")
        here = desk.compare.view.panes.anchors[0]
        assert here != (0, 0)
        await desk.press("H")
        await desk.shows(" B  The Meridian", "71 % shared")
        await desk.press("L")
        await desk.shows(" B  Lindholm Courier", "scroll together: off", "shared")
        text = desk.compare.view.panes.texts[0].document.paragraphs[desk.compare.view.panes.anchors[0][0]].text
        assert text
        assert desk.compare.view.panes.anchors[0] == here


async def test_two_articles_of_one_outlet_and_day_are_told_apart_by_their_titles(tmp_path: Path) -> None:
    library = harbour_library(tmp_path)
    library.articles[2] = replace(library.articles[2], outlet=library.articles[1].outlet,
                                  date=library.articles[1].date)  # fmt: skip
    async with open_two(tmp_path, library=library) as desk:
        head = rows(desk)[0]
        assert "Shells hit Brennvik" in head and "Harbour shelling: what" in head


@pytest.mark.parametrize("size", [STACKED, (60, 20)])
async def test_stacked_heads_keep_both_dates(tmp_path: Path, size: tuple[int, int]) -> None:
    library = harbour_library(tmp_path)
    library.articles[2] = replace(library.articles[2], outlet="Lindholm Courier Weekly")
    async with open_desk(library, size=size) as desk:
        await desk.press("m", "m", "c")
        await desk.until(lambda: desk.compare.comparison is not None)
        head = rows(desk)[0]
        assert "13 Mar" in head and "14 Mar" in head


async def test_only_new_says_of_what_is_folded_what_it_is(tmp_path: Path) -> None:
    async with open_two(tmp_path) as desk:
        await desk.press("v")
        await desk.shows("3 sentences that A has too, 1 reworded")


async def test_the_pop_up_of_next_keys_stays_within_a_narrow_screen(tmp_path: Path) -> None:
    async with open_two(tmp_path, size=WIDE) as desk:
        await desk.pilot.resize_terminal(60, 24)
        await desk.press("g")
        await desk.shows("g d   ")
        listed = [line for line in rows(desk) if line.startswith(" g ") and "g …" not in line]
        pop_up = desk.app.screen.query_one("NextKeys")
        assert pop_up.size.height >= len(listed) > 3
        assert all(len(line) <= 60 for line in listed)


async def test_the_sentence_of_a_cell_is_copied_with_or_without_its_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr("reader.tui.screens.figures.copy_out", lambda _, text: copied.append(text))
    async with open_desk(harbour_library(tmp_path)) as desk:
        await desk.press("g", "f")
        await desk.shows("4 articles", "killed", "Enter sentence   Y copy with source   y copy")
        await desk.press("y")
        await desk.until(lambda: copied)
        assert copied == ["The port office counted four killed by the evening."]
        await desk.press("Y")
        await desk.until(lambda: len(copied) == 2)
        assert "Harbour Wire" in copied[1] and copied[0] in copied[1]
        await desk.press("G")
        await desk.press("y")
        assert desk.message == "nothing to copy here"
