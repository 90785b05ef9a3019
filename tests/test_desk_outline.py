"""The list of sections: to go to one, and to fold it to a line that opens again where something is to be seen in it."""

from pathlib import Path

import pytest

from reader.article import Block, Section
from reader.results import Mark, Reading
from reader.tui.document import Document, article_document
from reader.tui.sections import fold_sections, section_length, section_title
from tests.articles import make_article as make_plain
from tests.desk_pilot import NARROW, STACKED, WIDE, open_desk
from tests.fake_library import make_library


def sectioned() -> Document:
    """Three sections, the first without a heading, the second with a hit."""
    article = make_plain("Border diary", "Talks on the Karrow ferry resumed on Friday after a night of shelling.")
    aid = Section("Aid", 9, (Block("paragraph", "Lorries came.", 10), Block("bullet", "Two of them.", 11)))
    calm = Section("Calm", 12, (Block("paragraph", "Nothing else.", 13),))
    made = type(article)(article.id, article.title, article.place, (*article.sections, aid, calm))
    number = next(n for n, part in enumerate(made.parts()) if part.text == "Lorries came.")
    return article_document(Reading(made, (Mark(number, 0, 7),)))


def test_a_folded_section_is_one_line_with_its_length() -> None:
    document = sectioned()
    folded = fold_sections(document, {1})
    shown = [f"{each.lead}{each.text}" for each in folded.paragraphs if each.kind != "folded"]
    assert "▸ AID (2 paragraphs)" in shown
    assert "CALM" in shown
    assert "Lorries came." not in shown
    assert [paragraph.part for paragraph in folded.paragraphs] == [paragraph.part for paragraph in document.paragraphs]


def test_a_section_without_a_heading_is_called_by_its_first_words() -> None:
    document = sectioned()
    assert section_title(document, 0) == "Talks on the Karrow ferry resumed on Friday after a night …"
    assert section_title(document, 1) == "AID"
    assert [section_length(document, number) for number in range(3)] == [1, 2, 1]


@pytest.mark.parametrize("size", [WIDE, STACKED, NARROW])
async def test_the_outline_leads_to_a_section(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_desk(make_library(tmp_path), size=size) as desk:
        await desk.press("enter")
        await desk.shows("section 1 of 2")
        await desk.press("g", "o")
        await desk.shows("DIPLOMACY  D", "12 paragraphs", "1 paragraph")
        await desk.press("j", "enter")
        await desk.shows("section 2 of 2", "DIPLOMACY")
        assert desk.reader.view.has_focus
        assert "12 paragraphs" not in desk.text


async def test_sections_are_folded_and_unfolded_from_the_outline(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path), size=STACKED) as desk:
        await desk.press("enter")
        await desk.shows("section 1 of 2")
        await desk.press("g", "o", "j", "space", "escape")
        await desk.shows("▸ DIPLOMACY  D (12 paragraphs)")
        assert "Paragraph 0 of report 1." not in desk.text
        await desk.press("g", "o", "equals_sign")
        await desk.shows("▸ Shells fell near Lindholm.")
        await desk.press("equals_sign", "q")
        await desk.shows("Paragraph 0 of report 1.")
        assert desk.reader.view.folds == frozenset()


async def test_going_to_a_folded_section_unfolds_it(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path), size=STACKED) as desk:
        await desk.press("enter", "g", "o", "j", "space", "enter")
        await desk.shows("Paragraph 0 of report 1.")


async def test_what_is_found_in_a_folded_section_unfolds_it(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path), size=STACKED) as desk:
        await desk.press("enter", "g", "o", "j", "space", "escape")
        await desk.shows("(12 paragraphs)")
        await desk.press("slash")
        await desk.type("paragraph 7")
        await desk.shows("Paragraph 7 of report 1.", "1 of 12")
        assert desk.reader.view.folds == frozenset()


async def test_a_hit_in_a_folded_section_is_counted_and_unfolds_it(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path), size=STACKED) as desk:
        await desk.search("report paragraph")
        await desk.press("enter", "enter")
        await desk.shows("hit 1 of")
        number = desk.reader.view.hit_number[1]
        await desk.press("g", "o", "j", "space", "escape")
        await desk.shows("(12 paragraphs)")
        assert desk.reader.view.hit_number[1] == number
        await desk.press("n", "n")
        await desk.until(lambda: desk.reader.view.folds == frozenset())


async def test_the_place_is_at_the_heading_of_the_section_that_was_folded_around_it(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path), size=STACKED) as desk:
        await desk.press("enter", "space", "space")
        await desk.until(lambda: desk.reader.view.place.part > 3)
        await desk.press("g", "o", "space", "escape")
        await desk.until(lambda: desk.reader.view.place.part == 2)


async def test_the_outline_works_in_the_article_beside_the_list(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.shows("This is report 1.")
        await desk.press("tab", "g", "o", "j", "space", "escape")
        await desk.shows("▸ DIPLOMACY  D (12 paragraphs)")
        assert desk.browse.view.has_focus
        await desk.press("q", "g", "o")
        assert desk.browse.hits.has_focus


async def test_the_list_of_searches_does_not_fold(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("ferry")
        await desk.press("enter", "g", "slash", "space", "equals_sign")
        assert desk.browse.view.folds == frozenset()
        await desk.press("escape")
        assert desk.browse.hits.has_focus
