"""Reading: hits over the article's end, neighbours, sections, the column, raw text, finding, and the way back."""

from pathlib import Path

import pytest

from reader.config import Config
from reader.errors import UsageError
from reader.results import Reading, SearchRequest
from reader.tui.finding import find_marks
from tests.desk_pilot import NARROW, STACKED, WIDE, open_desk
from tests.fake_library import make_article, make_library


@pytest.mark.parametrize("size", [WIDE, STACKED, NARROW])
async def test_enter_opens_and_q_returns_to_the_article(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_desk(make_library(tmp_path), size=size) as desk:
        await desk.press("j", "enter")
        await desk.shows("Report 2 from Brennvik", "2 of 40")
        await desk.press("J", "J")
        await desk.shows("Report 4 from Brennvik", "4 of 40")
        await desk.press("K")
        await desk.shows("Report 3 from Brennvik", "3 of 40")
        await desk.press("q")
        await desk.until(lambda: desk.browse.hits.cursor == 2)


async def test_the_ends_of_the_list_are_said(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, 2)) as desk:
        await desk.press("enter", "K")
        assert desk.message == "the first of the list"
        await desk.press("J")
        await desk.shows("2 of 2")
        await desk.press("J")
        assert desk.message == "the last of the list"


async def test_n_goes_through_the_hits_and_into_the_next_article(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("ferry harbour")
        await desk.press("enter", "enter")
        await desk.shows("hit 1 of 2", "Report 3")
        await desk.press("n")
        await desk.shows("hit 2 of 2")
        await desk.press("n")
        await desk.shows("Report 6 from Brennvik", "hit 1 of 2")
        await desk.press("N")
        await desk.shows("Report 3 from Brennvik", "hit 2 of 2")


@pytest.mark.parametrize("height", [16, 20, 24, 27, 36])
async def test_a_hit_never_comes_to_stand_in_the_last_lines(tmp_path: Path, height: int) -> None:
    async with open_desk(make_library(tmp_path, 3), size=(120, height)) as desk:
        await desk.search("paragraph")
        await desk.press("enter", "enter")
        await desk.shows("hit 1 of 12")
        for number in range(11):  # below the last one the text ends
            await desk.shows(f"hit {number + 1} of 12")
            text = desk.text.split("\n")[2:-2]
            at = next(row for row, line in enumerate(text) if f"Paragraph {number} of report" in line)
            assert at < len(text) - 2, f"hit {number + 1}"
            await desk.press("n")


async def test_without_a_search_n_goes_to_the_next_unread_article(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("enter")
        await desk.shows("This is report 1.")
        await desk.press("n")
        await desk.shows("This is report 2.")


async def test_sections_by_two_presses_and_by_braces(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path), size=STACKED) as desk:
        await desk.press("enter")
        await desk.shows("section 1 of 2")
        await desk.press("g", "s", "g", "s")
        await desk.shows("section 2 of 2")
        await desk.press("left_curly_bracket")
        await desk.shows("section 1 of 2")
        await desk.press("right_square_bracket", "s")
        await desk.shows("section 2 of 2")


async def test_the_column_changes_and_is_the_same_everywhere(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path, config=Config(column=50))) as desk:
        await desk.press("enter")
        await desk.shows("This is report 1.")
        assert desk.reader.view.column == 50
        await desk.press("greater_than_sign", "greater_than_sign", "less_than_sign")
        assert desk.reader.view.column == 54
        assert desk.message == "column 54 wide"
        await desk.press("w")
        assert desk.reader.view.column == 0
        await desk.press("w", "q")
        assert desk.browse.view.column == 54


async def test_zen_shows_the_text_alone(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("enter")
        await desk.shows("1 of 40")
        await desk.press("z")
        await desk.until(lambda: "1 of 40" not in desk.text and "? keys" not in desk.text)
        await desk.press("escape")
        await desk.shows("1 of 40", "? keys")


async def test_the_raw_text_has_the_residue_and_the_place_survives_it(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path), size=STACKED) as desk:
        await desk.press("enter")
        await desk.shows("This is report 1.")
        await desk.press("g", "s", "g", "s")
        place = desk.reader.view.place
        await desk.press("g", "r")
        await desk.shows("raw text", "Recommended Stories")
        await desk.press("g", "r")
        await desk.until(lambda: "raw text" not in desk.text)
        assert desk.reader.view.place == place


async def test_words_are_found_in_the_text(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("ferry")
        await desk.press("enter", "enter")
        await desk.shows("hit 1 of 1")
        await desk.press("slash")
        await desk.type("PARAGRAPH 3")
        await desk.shows("hit 1 of 12")
        await desk.press("enter", "n")
        await desk.shows("hit 2 of 12")
        await desk.press("slash")
        await desk.type("x")
        await desk.shows("not in this text")
        await desk.press("escape")
        await desk.shows("hit 1 of 1")
        assert desk.reader.view.has_focus


def test_finding_disregards_case_and_accents_and_keeps_offsets() -> None:
    article = make_article(1, text="Straße nach BRÉNNVIK, ﬁnal Brennvik")
    found = [(mark.start, mark.end) for mark in find_marks(article, "brennvik") if mark.part == 1]
    text = article.parts()[1].text
    assert [text[start:end] for start, end in found] == ["BRÉNNVIK", "Brennvik"]
    assert find_marks(article, " ") == ()


async def test_the_place_in_an_article_is_kept_for_the_next_opening(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path), size=STACKED) as desk:
        await desk.press("enter")
        await desk.shows("This is report 1.")
        await desk.press("space", "space")
        place = desk.reader.view.place
        assert place.part > 0
        await desk.press("J", "K")
        await desk.shows("1 of 40")
        assert desk.reader.view.place == place
        await desk.press("q", "enter")
        await desk.until(lambda: desk.app.screen is not desk.browse)
        await desk.until(lambda: desk.reader.view.place == place)


async def test_a_resize_keeps_the_place(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path), size=STACKED) as desk:
        await desk.press("enter")
        await desk.shows("This is report 1.")
        await desk.press("space", "space")
        part = desk.reader.view.place.part
        for width in (60, 45, 120, 80):
            await desk.pilot.resize_terminal(width, 24)
            await desk.pilot.pause()
        assert desk.reader.view.place.part == part


async def test_c_compares_with_the_marked_article(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("m", "j", "enter")
        await desk.shows("3 of 40")
        await desk.press("c")
        await desk.shows(" A  The Meridian", " B  Capital Desk")
        await desk.press("q")
        await desk.shows("3 of 40")


async def test_of_two_articles_the_one_that_can_be_read_is_shown(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    read = library.read

    def read_but_one(key: int, request: SearchRequest | None = None) -> Reading:
        if key == 2:
            raise UsageError("this article is no longer in the archive")
        return read(key, request)

    library.read = read_but_one  # type: ignore[method-assign]
    async with open_desk(library) as desk:
        await desk.press("m", "m", "c")
        await desk.shows("A  ", "B  cannot be read", "no longer in the archive", "Report 1 from Brennvik")
        await desk.press("n", "g", "s", "S", "o", "q")
        assert desk.app.return_code is None


async def test_words_are_found_beside_the_list_and_escape_goes_back(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.shows("This is report 1.")
        await desk.press("tab", "j", "j")
        place = desk.browse.view.place
        await desk.press("slash")
        await desk.type("paragraph 9")
        await desk.shows("1 of 12", "Paragraph 9 of report 1.")
        await desk.press("escape")
        assert desk.browse.view.place == place
        assert desk.browse.view.has_focus
        await desk.press("slash")
        await desk.type("paragraph 9")
        await desk.press("enter", "n", "N", "N")
        assert desk.message == "the first place in this text"
        await desk.press("escape")
        assert desk.browse.view.hit_number == (0, 0)
        assert desk.browse.bar.value == ""


async def test_what_was_found_is_left_with_escape_after_enter_too(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("ferry")
        await desk.press("enter", "enter", "slash")
        await desk.type("paragraph")
        await desk.press("enter", "n")
        await desk.shows("hit 2 of")
        await desk.press("escape")
        await desk.shows("hit 1 of 1")
        await desk.press("J")
        await desk.shows("Report 6 from Brennvik")


def test_letters_that_fold_to_two_keep_their_places() -> None:
    text = "Straße " * 3 + "ﬁnal İzmir"
    for words, found in (("strasse", "Straße"), ("final", "ﬁnal"), ("izmir", "İzmir")):
        article = make_article(1, text=text)
        marks = [mark for mark in find_marks(article, words) if mark.part == 1]
        assert {article.parts()[1].text[mark.start : mark.end] for mark in marks} == {found}


async def test_figures_dates_and_quotations_are_lit_one_after_the_other(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    library.articles[1] = make_article(1, text='On Friday 19 boats left; "all of them", said Ilse Maren.')

    def inks() -> set[str]:
        spans = [span for paragraph in desk.reader.view.document.paragraphs for span in paragraph.spans]
        return {span.style for span in spans if span.style.startswith("lit-")}

    async with open_desk(library) as desk:
        await desk.press("enter")
        await desk.shows("19 boats left")
        for kind, expected in (
            ("figures", {"lit-figure"}),
            ("dates", {"lit-date"}),
            ("quotations", {"lit-quote"}),
            ("all", {"lit-figure", "lit-date", "lit-quote"}),
        ):
            await desk.press("i")
            await desk.until(lambda kind=kind: desk.message.startswith(f"{kind} lit: "))  # type: ignore[misc]
            assert inks() == expected
        await desk.press("J")
        await desk.shows("Report 2 from Brennvik ·", "2 of 40")
        await desk.until(lambda: inks() == {"lit-figure"})
        await desk.press("i")
        assert desk.message == "nothing is lit but hits"
        assert inks() == set()


async def test_lights_stay_under_hits_and_what_is_found(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("ferry")
        await desk.press("enter", "enter", "i")
        await desk.until(lambda: desk.message.startswith("figures lit"))
        await desk.shows("hit 1 of 1")
        await desk.press("slash")
        await desk.type("report 3")
        await desk.shows("1 of 2", "report 3")
        styles = {span.style for each in desk.reader.view.document.paragraphs for span in each.spans}
        assert {"hit", "lit-figure"} <= styles


@pytest.mark.parametrize("no_colour", [False, True])
async def test_lights_show_without_colour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, no_colour: bool) -> None:
    if no_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("enter")
        await desk.shows("This is report 1.")
        inks = {name: desk.reader.view.ink("paragraph", name) for name in ("lit-figure", "lit-date", "lit-quote")}
        assert inks["lit-figure"].bold
        assert inks["lit-date"].underline
        assert inks["lit-quote"].italic


async def test_raw_lines_and_clean_text_keep_the_place(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    article = library.articles[1] = make_article(0)
    lines = {part.line - article.place.line_start: part.text for part in article.parts()}
    text = "\n".join(lines.get(number, "") for number in range(max(lines) + 1))
    library.raw = lambda article: text  # type: ignore[method-assign]
    async with open_desk(library, size=NARROW) as desk:
        await desk.press("enter", "space", "space", "g", "r")
        await desk.shows("raw text")
        assert desk.reader.view.place.part > 0
        await desk.press("g", "g", "g", "r")
        await desk.until(lambda: "raw text" not in desk.text)
        assert desk.reader.view.place.part == 0


async def test_the_column_is_centred_or_not_and_stays_so(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    async with open_desk(library) as desk:
        await desk.press("enter")
        await desk.shows("This is report 1.")
        assert desk.reader.view.centred
        place = desk.reader.view.place
        await desk.press("g", "c")
        await desk.shows("column at the left")
        assert desk.reader.view.place == place
        await desk.press("Q")
    async with open_desk(library) as desk:
        await desk.until(lambda: desk.app.screen is not desk.browse)
        assert not desk.reader.view.centred


async def test_full_width_stays_from_one_article_to_the_next(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("enter", "w", "q", "j", "enter")
        await desk.shows("Report 2 from Brennvik ·")
        assert desk.reader.view.column == 0
        await desk.press("less_than_sign")
        assert desk.reader.view.column == 62
