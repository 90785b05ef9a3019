"""Comparing two articles at the desk: opening, signs, differences, folds, forms, figures, finding, and the way back."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from reader.errors import UsageError
from reader.results import Reading, Related, SearchRequest
from reader.tui.compare.screen import CompareScreen
from reader.tui.screens.figures import FiguresScreen
from tests.comparisons import (
    ASIDE,
    EQUAL,
    LOAN,
    RATES,
    compared,
    harbour_comparison,
    harbour_reports,
    renamed,
    report,
    story_table,
)
from tests.desk_pilot import NARROW, STACKED, WIDE, Desk, open_desk
from tests.fake_library import FakeLibrary, make_library
from tests.hostile import HOSTILE, is_clean

VERY_WIDE = (200, 50)


def harbour_library(folder: Path, **settings: object) -> FakeLibrary:
    """Two reports of the shelling, their comparison, two more reports of the story, and two other articles."""
    library = make_library(folder, 6, **settings)
    left, right = harbour_reports()
    library.articles.update({1: left, 2: right})
    library.articles.update({3: renamed(right, 3, "Lindholm Courier", 14), 4: renamed(right, 4, "Capital Desk", 15)})
    library.compared[1, 2] = harbour_comparison()
    library.figures = story_table([(key, library.articles[key]) for key in (1, 2, 3, 4)])
    library.likes = {1: [Related(key, f"{key:016x}", f"Like {key}", 0.5, key < 5) for key in (2, 3, 4, 5)]}
    return library


@asynccontextmanager
async def open_two(
    folder: Path, size: tuple[int, int] = WIDE, query: str = "", library: FakeLibrary | None = None
) -> AsyncIterator[Desk]:
    """The desk with both reports side by side, and their signs there."""
    async with open_desk(library or harbour_library(folder), size=size, query=query) as desk:
        await desk.press("m", "m", "c")
        await desk.shows("shared")
        yield desk


def rows(desk: Desk) -> list[str]:
    return [line.rstrip() for line in desk.text.split("\n")]


def row_of(desk: Desk, text: str) -> str:
    return next(line for line in rows(desk) if text in line)


def active(desk: Desk) -> str:
    return "A" if desk.compare.view.active == "left" else "B"


# opening


async def test_both_texts_are_there_before_their_signs(tmp_path: Path) -> None:
    library = harbour_library(tmp_path, gate=threading.Event())
    async with open_desk(library) as desk:
        await desk.press("m", "m", "c")
        await desk.shows("Shells hit Brennvik harbour", "Insurers doubled their rates", "comparing …")
        assert "shared" not in desk.text
        await desk.press("g", "d")
        assert desk.message == "still comparing …"
        assert library.gate is not None
        library.gate.set()
        await desk.shows("71 % shared", "5 differences")
        assert library.threads == {"search"}


async def test_matched_passages_are_level_with_their_signs(tmp_path: Path) -> None:
    async with open_two(tmp_path) as desk:
        heads = rows(desk)
        assert heads[0].startswith(" A  Harbour Wire · 13 March · ") and " B  The Meridian · 14 March · " in heads[0]
        assert heads[1][:2] == "─┬" and "┼─┬" in heads[1]
        left, _, right = row_of(desk, "Shells hit the harbour").partition(" │#")
        assert left.startswith("#│Shells hit the harbour") and right.startswith("│Shelling of Brennvik")
        assert row_of(desk, "3 equal sentences").count("=│▸ 3 equal sentences") == 2
        assert row_of(desk, "Ostrana said").count("~│") == 2
        assert row_of(desk, ASIDE).startswith(f"+│{ASIDE}") and row_of(desk, ASIDE).endswith("│ │")
        assert row_of(desk, RATES).split() == ["│", "│+│Insurers", *RATES.split()[1:]]


async def test_one_article_is_compared_with_the_one_most_like_it(tmp_path: Path) -> None:
    library = harbour_library(tmp_path)
    async with open_desk(library) as desk:
        await desk.press("c")
        await desk.until(lambda: isinstance(desk.app.screen, CompareScreen))
        await desk.shows("71 % shared", "Harbour Wire", "The Meridian")
        assert library.asked_related == [1]


async def test_where_none_is_alike_that_is_said(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("c")
        await desk.shows("mark two articles, or none is like this one")
        assert desk.app.screen is desk.browse


async def test_one_sides_fault_stands_in_its_own_column(tmp_path: Path) -> None:
    library = harbour_library(tmp_path)
    read = library.read

    def read_but_one(key: int, request: SearchRequest | None = None) -> Reading:
        if key == 2:
            raise UsageError("this article is no longer in the archive")
        return read(key, request)

    library.read = read_but_one  # type: ignore[method-assign]
    async with open_desk(library) as desk:
        await desk.press("m", "m", "c")
        await desk.shows("B  cannot be read", "no longer in the archive", "Shells hit Brennvik harbour")
        await desk.press("g", "d", "f", "=", "v", "x", "o", "percent_sign", "slash", "q")
        assert desk.app.screen is desk.browse


async def test_a_comparison_that_fails_leaves_both_texts(tmp_path: Path) -> None:
    library = harbour_library(tmp_path)

    def fail(*_: object) -> object:
        raise UsageError("the archive cannot be read here")

    library.compare = fail  # type: ignore[method-assign, assignment]
    async with open_desk(library) as desk:
        await desk.press("m", "m", "c")
        await desk.shows("the archive cannot be read here", RATES, ASIDE)


# going through it


async def test_differences_are_stepped_through_and_counted(tmp_path: Path) -> None:
    async with open_two(tmp_path) as desk:
        await desk.shows("5 differences")
        for number, begins in enumerate(("Shells hit the", "Ostrana said", ASIDE[:12], "Two lorries", RATES[:12]), 1):
            await desk.press("g", "d")
            await desk.shows(f"{number} of 5 differences")
            assert "▌" in row_of(desk, begins)
        await desk.press("right_square_bracket", "d")
        assert desk.message == "the last difference"
        await desk.press("left_square_bracket", "c", "g", "D")
        await desk.shows("3 of 5 differences")


async def test_the_footer_has_the_six_keys_of_comparing(tmp_path: Path) -> None:
    async with open_two(tmp_path) as desk:
        footer = rows(desk)[-1]
        assert footer.split("   ")[:6] == [
            " g d difference", "f figures", "= fold", "S together", "x swap", "o A, B, both",
        ]  # fmt: skip
        assert footer.endswith("? keys · 5 differences")


async def test_equal_parts_open_and_shut(tmp_path: Path) -> None:
    async with open_two(tmp_path) as desk:
        assert EQUAL[1] not in desk.text
        await desk.press("equals_sign")
        await desk.shows(*EQUAL)
        assert row_of(desk, EQUAL[1]).count(f"=│{EQUAL[1]}") == 2
        await desk.press("equals_sign")
        await desk.until(lambda: EQUAL[1] not in desk.text)


async def test_enter_opens_the_fold_under_the_cursor(tmp_path: Path) -> None:
    async with open_two(tmp_path) as desk:
        await desk.press("enter")
        assert desk.message == "nothing is folded here"
        await desk.press("g", "d", "j", "j", "j")
        assert "▌" in row_of(desk, "3 equal sentences")
        await desk.press("enter")
        await desk.shows(*EQUAL)
        await desk.press("enter")
        await desk.shows("3 equal sentences")


async def test_a_click_opens_a_fold_and_chooses_a_side(tmp_path: Path) -> None:
    async with open_two(tmp_path) as desk:
        y = next(number for number, line in enumerate(rows(desk)) if "3 equal sentences" in line)
        await desk.pilot.click(desk.compare.view, offset=(80, y))
        await desk.shows(*EQUAL)
        assert active(desk) == "B"


async def test_one_key_jumps_between_the_halves_of_what_moved(tmp_path: Path) -> None:
    async with open_two(tmp_path) as desk:
        view = desk.compare.view
        await desk.press("g", "d", "g", "d", "g", "d", "j", "j", "j")
        assert view.passages == [(0, view.passages[0][1], LOAN)]
        await desk.press("percent_sign")
        assert view.passages[0][0] == 1 and view.passages[0][2] == LOAN
        await desk.press("percent_sign")
        assert view.passages[0][0] == 0 and view.passages[0][2] == LOAN
        await desk.press("g", "d", "percent_sign")
        assert "only here" in desk.message


async def test_alone_each_side_scrolls_and_together_the_pair_is_level_again(tmp_path: Path) -> None:
    async with open_two(tmp_path, (120, 14)) as desk:
        view = desk.compare.view
        await desk.press("g", "d", "g", "d", "S")
        await desk.shows("scroll together: off")
        assert active(desk) == "A"
        await desk.press("tab", "j", "j", "j")
        assert active(desk) == "B"
        panes = view.panes.panes
        assert panes[0].painted_top != panes[1].painted_top
        here = view.panes.unit
        await desk.press("S")
        await desk.shows("scroll together: on")
        assert view.panes.unit == here
        assert len(view.panes.panes) == 1


async def test_swapping_exchanges_sides_and_signs(tmp_path: Path) -> None:
    async with open_two(tmp_path) as desk:
        await desk.press("x")
        await desk.shows(" A  The Meridian", " B  Harbour Wire")
        assert row_of(desk, "Shelling of").startswith("#│Shelling of")
        assert row_of(desk, RATES).startswith(f"+│{RATES}")
        await desk.shows("= in B, below: The Straits")
        await desk.press("x")
        await desk.shows(" A  Harbour Wire")
        assert row_of(desk, ASIDE).startswith(f"+│{ASIDE}")


async def test_a_b_both(tmp_path: Path) -> None:
    async with open_two(tmp_path) as desk:
        await desk.press("o")
        await desk.shows("A alone", ASIDE)
        assert RATES not in desk.text
        await desk.press("o")
        await desk.shows("B alone", RATES)
        assert ASIDE not in desk.text
        await desk.press("o")
        await desk.shows("A and B", ASIDE, RATES)


async def test_only_what_is_new_in_the_younger_one(tmp_path: Path) -> None:
    async with open_two(tmp_path) as desk:
        await desk.press("v")
        await desk.shows("only new in B", RATES, "Shelling of Brennvik", "sentences that A has too")
        assert LOAN not in desk.text and EQUAL[0] not in desk.text and ASIDE not in desk.text
        await desk.press("v")
        await desk.shows("A and B", ASIDE)
        await desk.press("x", "v")
        await desk.shows("only new in A", RATES)


async def test_sections_of_both_texts(tmp_path: Path) -> None:
    async with open_two(tmp_path, (120, 16)) as desk:
        for _ in range(3):  # where B's text begins, where A's does
            await desk.press("g", "s")
        assert "▌" in row_of(desk, "AID  A")
        assert active(desk) == "A"
        await desk.press("g", "s")
        assert active(desk) == "B"


# hits and finding


async def test_hits_of_both_texts(tmp_path: Path) -> None:
    async with open_desk(harbour_library(tmp_path)) as desk:
        await desk.press("m", "m")
        await desk.search("ferry")
        await desk.press("enter")
        await desk.press("c")
        await desk.shows("shared", "3 hits")
        assert EQUAL[1] not in desk.text
        await desk.press("n")
        await desk.shows("hit 1 of 3", EQUAL[1])
        await desk.press("n", "n")
        await desk.shows("hit 3 of 3")
        await desk.press("n")
        assert "no more hits" in desk.message


async def test_words_are_found_in_both_texts(tmp_path: Path) -> None:
    async with open_two(tmp_path) as desk:
        await desk.press("slash")
        await desk.type("CROWNS")
        await desk.shows("hit 1 of 2")
        await desk.press("enter", "n")
        await desk.shows("hit 2 of 2")
        await desk.press("slash")
        await desk.type("x")
        await desk.shows("in neither text")
        await desk.press("escape")
        await desk.until(lambda: "hit" not in rows(desk)[-2])
        assert desk.compare.view.has_focus


# figures


async def test_figures_that_differ_are_listed_and_lead_to_their_passage(tmp_path: Path) -> None:
    async with open_two(tmp_path) as desk:
        await desk.press("f")
        await desk.shows("Figures and names that differ · 2", "killed   four / six", "conflict", "later state")
        await desk.shows("A 13 March 2031", "B 14 March 2031")
        await desk.press("j", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, CompareScreen))
        assert "▌" in row_of(desk, "Shells hit the harbour")
        await desk.press("f", "q")
        assert isinstance(desk.app.screen, CompareScreen)


async def test_what_differs_is_copied_with_both_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    for module in ("reader.tui.screens.copying", "reader.tui.compare.figures_screen"):
        monkeypatch.setattr(f"{module}.copy_out", lambda desk, text: copied.append(text))
    async with open_two(tmp_path) as desk:
        await desk.press("g", "d", "Y")
        await desk.until(lambda: copied)
        await desk.press("f", "Y")
        assert len(copied) == 2
        for text in copied:
            assert "killing four people and wounding 11." in text and "killed six people" in text
            assert "Harbour Wire" in text and "The Meridian" in text


async def test_where_no_figure_differs_that_is_said(tmp_path: Path) -> None:
    library = harbour_library(tmp_path)
    library.compared[1, 2] = compared(*harbour_reports())
    async with open_two(tmp_path, library=library) as desk:
        await desk.press("f")
        await desk.shows("no figure and no name differs")
        await desk.press("enter", "j", "q")
        assert isinstance(desk.app.screen, CompareScreen)


@pytest.mark.parametrize("size", [WIDE, STACKED, NARROW, (44, 12)])
async def test_the_figures_of_a_story(tmp_path: Path, size: tuple[int, int]) -> None:
    library = harbour_library(tmp_path)
    async with open_desk(library, size=size) as desk:
        await desk.press("g", "f")
        await desk.until(lambda: isinstance(desk.app.screen, FiguresScreen))
        await desk.shows("4 articles", "killed", "four ≠", "loan, crowns")
        assert list(library.asked_figures) == [[1, 2, 3, 4]]
        await desk.press("right", "right", "right", "j")
        await desk.shows("23 ≠")
        await desk.press("enter")
        await desk.shows("Capital Desk · 15 March")
        await desk.press("G", "left", "left", "left")
        await desk.shows("not mentioned", "Harbour Wire · 13 March")
        await desk.press("escape")
        await desk.until(lambda: "not mentioned" not in desk.text)
        await desk.press("q")
        assert desk.app.screen is desk.browse


async def test_articles_of_a_story_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    library = harbour_library(tmp_path)
    library.figures = story_table([(key, library.articles[key]) for key in (1, 2)], ("Like 3", "Like 4"))
    async with open_desk(library) as desk:
        await desk.press("g", "f")
        await desk.shows("2 of 4 articles could not be read: Like 3, Like 4", "killed")


async def test_an_article_without_a_story_has_no_figures(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("enter")
        await desk.shows("1 of 40")
        await desk.press("g", "f")
        await desk.shows("no figure is told by two articles", "no other article reports this story")
        await desk.press("enter", "q")
        await desk.shows("1 of 40")


# another article


async def test_a_related_article_is_brought_into_either_side(tmp_path: Path) -> None:
    async with open_two(tmp_path) as desk:
        await desk.press("g", "l")
        await desk.shows("Like 3", "same story", "a into A", "b into B")
        assert "Like 2" not in desk.text, "it is open already"
        await desk.press("enter")
        await desk.shows(" B  Lindholm Courier")
        await desk.press("g", "l")
        await desk.shows("Like 4")
        await desk.press("j", "a")
        await desk.shows(" A  Capital Desk", " B  Lindholm Courier", "0 % shared")
        await desk.press("g", "l")
        await desk.shows("no other article is like this one")


async def test_the_list_of_related_articles_closes(tmp_path: Path) -> None:
    async with open_two(tmp_path) as desk:
        for key in ("escape", "q"):
            await desk.press("g", "l")
            await desk.shows("Like 3")
            await desk.press(key)
            await desk.until(lambda: "Like 3" not in desk.text)
            assert desk.compare.view.has_focus


# sizes, colours, hostile text


async def test_below_a_hundred_columns_one_stands_below_the_other(tmp_path: Path) -> None:
    async with open_two(tmp_path, STACKED) as desk:
        lines = rows(desk)
        assert lines[0].startswith(" A Harbour Wire · 13 March") and " B The Meridian · 14 March" in lines[0]
        at = next(number for number, line in enumerate(lines) if "─ # figures differ ──" in line)
        assert lines[at + 1].startswith(" A Shells hit the harbour")
        assert lines[at + 3].startswith(" B Shelling of Brennvik")
        await desk.shows("── = 3 equal sentences folded ──", "── ~ nearly the same ──", "── + only in A ──")
        await desk.press("equals_sign")
        await desk.shows(f" = {EQUAL[0]}")
        await desk.press("w")
        assert "100 columns" in desk.message


async def test_one_key_flips_between_stacked_and_side_by_side(tmp_path: Path) -> None:
    async with open_two(tmp_path) as desk:
        await desk.press("w")
        await desk.shows("── # figures differ ──")
        await desk.press("w")
        await desk.until(lambda: "── # figures" not in desk.text)
        assert row_of(desk, "Ostrana said").count("~│") == 2


async def test_a_resize_keeps_the_pair_in_sight(tmp_path: Path) -> None:
    async with open_two(tmp_path, (120, 14)) as desk:
        await desk.press("g", "d", "g", "d")
        for size in ((200, 14), (80, 14), (60, 12), (100, 14), (45, 11), (120, 14)):
            await desk.pilot.resize_terminal(*size)
            await desk.shows("Ostrana said", "Ostrana's army")
            assert desk.compare.view.panes.difference_number[0] == 2


@pytest.mark.parametrize("size", [VERY_WIDE, WIDE, (100, 30), STACKED, NARROW, (40, 10)])
async def test_hostile_text_is_only_text_in_a_comparison(tmp_path: Path, size: tuple[int, int]) -> None:
    library = make_library(tmp_path, 3)
    texts = [text for text in HOSTILE if text.strip()]
    one = report(1, texts[0], texts[1][:40], 13, (None, texts), (texts[2][:30], texts[3:6]))
    other = report(2, texts[3], texts[4][:40], 14, (texts[5], texts[::-1]))
    library.articles.update({1: one, 2: other})
    library.compared[1, 2] = compared(one, other)
    library.figures = story_table([(1, one), (2, other)])
    library.likes = {1: [Related(2, other.id, texts[3], 0.5, same_story=True)]}
    async with open_desk(library, size=size) as desk:
        await desk.press("m", "m", "c")
        await desk.until(lambda: desk.compare.view.panes.found is not None)
        for keys in (["equals_sign"], ["S"], ["o"], ["o"], ["o"], ["S"], ["v"], ["v"], ["g", "f"], ["enter"]):
            await desk.press(*keys)
            for line in desk.text.split("\n"):
                assert is_clean(line)
        assert desk.app.is_running


async def test_without_colour_the_signs_and_what_differs_still_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    async with open_two(tmp_path) as desk:
        assert desk.app.no_color
        view = desk.compare.view
        lit = [
            segment.text
            for y in range(view.size.height)
            for segment in view.render_line(y)
            if segment.style is not None and segment.style.reverse and segment.style.underline
        ]
        assert {"four", "six", "11", "19", "answered", "replied to"} <= set(lit)


async def test_q_goes_back_and_the_trail_leads_there_again(tmp_path: Path) -> None:
    async with open_two(tmp_path) as desk:
        await desk.press("H")
        await desk.until(lambda: desk.app.screen is desk.browse)
        await desk.press("L")
        await desk.shows("71 % shared")
        await desk.press("q")
        assert desk.app.screen is desk.browse
