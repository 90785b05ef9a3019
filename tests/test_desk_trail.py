"""Back and forward through everything that was opened: lists, articles, comparisons, rolls, running series, echoes."""

from dataclasses import replace
from pathlib import Path

from reader.article import Series
from reader.tui.trail import MAX_STOPS, ArticleStop, CompareStop, ListStop, Trail
from tests.desk_pilot import WIDE, open_desk
from tests.fake_library import make_article, make_library


def test_a_trail_goes_back_and_forward_and_forgets_what_was_left() -> None:
    trail = Trail()
    assert trail.go(-1) is None
    for stop in (ListStop("ferry"), ArticleStop(3), ArticleStop(6)):
        trail.visit(stop)
    assert trail.go(-1) == ArticleStop(3)
    assert trail.go(1) == ArticleStop(6)
    assert trail.go(1) is None
    trail.go(-2)
    trail.visit(CompareStop(1, 2))
    assert trail.stops == (ListStop("ferry"), CompareStop(1, 2))


def test_the_same_stop_is_told_anew_and_the_trail_is_bounded() -> None:
    trail = Trail()
    trail.visit(ListStop("ferry", key=1))
    trail.visit(ListStop("ferry", key=2))
    assert [stop.key for stop in trail.stops if isinstance(stop, ListStop)] == [2]
    for number in range(MAX_STOPS + 5):
        trail.visit(ArticleStop(number))
    assert len(trail.stops) == MAX_STOPS
    assert trail.here == ArticleStop(MAX_STOPS + 4)


async def test_back_leads_over_articles_to_the_list_and_forward_again(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("ferry")
        await desk.press("enter", "j", "enter")
        await desk.shows("This is report 6.")
        await desk.press("J")
        await desk.shows("This is report 9.")
        await desk.press("H")
        await desk.shows("This is report 6.")
        await desk.press("H")
        await desk.until(lambda: desk.app.screen is desk.browse)
        assert desk.browse.hits.cursor_key == 6
        await desk.press("H")
        assert desk.message == "nothing was open before this"
        await desk.press("L")
        await desk.shows("This is report 6.", "2 of 13")
        await desk.press("L")
        await desk.shows("This is report 9.")
        await desk.press("L")
        assert desk.message == "nothing was left by going back"


async def test_back_from_the_list_opens_what_was_read_before_in_the_search_before(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("ferry")
        await desk.press("enter", "enter")
        await desk.shows("This is report 3.")
        await desk.press("q")
        await desk.search("shells")
        await desk.press("enter", "H")
        await desk.shows("Report 3 from Brennvik · Capital Desk")
        await desk.press("H")
        await desk.until(lambda: desk.app.session.page and desk.app.session.page.request.query == "ferry")
        await desk.until(lambda: desk.browse.hits.cursor_key == 3)
        assert desk.browse.bar.value == "ferry"


async def test_a_comparison_and_a_roll_are_stops(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("m", "m", "c")
        await desk.until(lambda: desk.app.screen is not desk.browse)
        compare = desk.app.screen
        await desk.press("H")
        await desk.until(lambda: desk.app.screen is desk.browse)
        await desk.press("L")
        await desk.until(lambda: type(desk.app.screen) is type(compare))
        await desk.press("q", "R")
        await desk.shows("sections of")
        roll = desk.app.screen
        await desk.press("enter")
        await desk.until(lambda: desk.app.screen not in (roll, desk.browse))
        await desk.shows("section 2 of 2")
        await desk.press("H")
        await desk.until(lambda: desk.app.screen is roll)


async def test_going_back_opens_an_article_where_it_was_left(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path), size=(80, 24)) as desk:
        await desk.search("ferry")
        await desk.press("enter", "enter")
        await desk.shows("This is report 3.")
        await desk.press("space", "space")
        place = desk.reader.view.place
        await desk.press("J")
        await desk.shows("Report 6 from Brennvik")
        await desk.press("H")
        await desk.shows("Report 3 from Brennvik")
        assert desk.reader.view.place == place


async def test_the_next_number_of_a_series_is_opened_or_said_to_be_missing(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    for key, number in ((2, 1394), (5, 1396), (9, 1399)):
        article = make_article(key, f"Border diary, day {number:,}")
        library.articles[key] = replace(article, series=Series("Border diary", number))
    async with open_desk(library, size=WIDE) as desk:
        await desk.press("g", "n")
        await desk.until(lambda: desk.message == "this article belongs to no running series")
        await desk.press("j", "g", "n")
        await desk.until(lambda: desk.browse.hits.cursor_key == 5)
        await desk.press("enter")
        await desk.shows("Border diary, day 1,396 ·")
        await desk.press("g", "n")
        await desk.shows("Border diary, day 1,399 ·")
        await desk.press("right_square_bracket", "n")
        await desk.until(lambda: desk.message == "no later number of Border diary in the archive")
        await desk.press("g", "N", "H", "H")
        await desk.shows("Border diary, day 1,396 ·")
        await desk.press("left_square_bracket", "n")
        await desk.shows("Border diary, day 1,394 ·")


async def test_a_number_that_is_not_in_the_list_is_opened(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    library.articles[3] = replace(library.articles[3], series=Series("Border diary", 1))
    library.articles[4] = replace(library.articles[4], series=Series("Border diary", 2))
    async with open_desk(library, query="ferry") as desk:
        await desk.press("g", "n")
        await desk.shows("This is report 4.")
        await desk.press("q")
        assert desk.browse.hits.cursor_key == 3


async def test_where_else_a_passage_stands_is_searched_for_and_said(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    for key in (3, 6):
        library.articles[key] = make_article(key, text="Ferries moored overnight.")
    async with open_desk(library) as desk:
        await desk.press("j", "j", "enter")
        await desk.shows("Ferries moored overnight.")
        await desk.press("g", "s", "e")
        await desk.until(lambda: library.searches[-1] == "Ferries moored overnight.")
        assert desk.app.screen is desk.browse
        assert desk.message.startswith("read as: Ferries, moored, overnight. in one paragraph")
        await desk.press("H")
        await desk.shows("Ferries moored overnight.", "section 1 of 2")


async def test_a_passage_that_stands_nowhere_else_is_said_to(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    library.articles[3] = make_article(3, text="Ferries moored overnight.")
    async with open_desk(library) as desk:
        await desk.press("j", "j", "enter")
        await desk.shows("Ferries moored overnight.")
        await desk.press("g", "s", "e")
        await desk.until(lambda: desk.message.startswith("nowhere else"))
        assert desk.app.screen is not desk.browse
