"""Saved searches in the desk: saving, opening, ordering, naming, colouring, and what each finds, unread and new."""

from functools import partial
from pathlib import Path

import pytest

from reader.errors import UsageError
from reader.kept import SavedSearch
from reader.tui.saved.panel import SavedPanel
from tests.desk_pilot import Desk
from tests.test_desk_real import open_sample


def panel_of(desk: Desk) -> SavedPanel:
    assert isinstance(desk.app.screen, SavedPanel)
    return desk.app.screen


def is_saved(desk: Desk, name: str, query: str) -> bool:
    return desk.app.library.saved_search(name).query == query


def saved_names(desk: Desk) -> list[str]:
    return [each.name for each in desk.app.library.saved_searches()]


async def open_panel(desk: Desk) -> SavedPanel:
    await desk.press("b")
    await desk.until(lambda: isinstance(desk.app.screen, SavedPanel))
    panel = panel_of(desk)
    await desk.until(lambda: len(panel._counts) == len(panel.searches) == len(saved_names(desk)))
    return panel


async def test_the_search_of_the_list_is_saved_under_a_name_and_can_be_taken_back(tmp_path: Path) -> None:
    async with open_sample(tmp_path, "topic:aid") as desk:
        await desk.press("B", "ctrl+u")
        await desk.type("Aid Watch")
        await desk.press("enter")
        await desk.until(lambda: saved_names(desk) == ["aid-watch"])
        await desk.shows("saved")
        await desk.press("u")
        await desk.until(lambda: saved_names(desk) == [])


async def test_a_name_that_is_taken_is_asked_about(tmp_path: Path) -> None:
    async with open_sample(tmp_path, "topic:aid") as desk:
        library = desk.app.library
        library.save_search(SavedSearch("watch", "ferry"))
        for answer, query in ((("j", "enter"), "ferry"), (("enter",), "topic:aid")):
            await desk.press("B", "ctrl+u")
            await desk.type("watch")
            await desk.press("enter")
            await desk.shows("save it in place of watch: ferry")
            await desk.press(*answer)
            await desk.until(partial(is_saved, desk, "watch", query))
        assert saved_names(desk) == ["watch"]


async def test_saving_over_a_search_keeps_its_colour(tmp_path: Path) -> None:
    async with open_sample(tmp_path, "topic:aid") as desk:
        library = desk.app.library
        library.save_search(SavedSearch("watch", "ferry", colour="red", lit=True))
        library.save_search(SavedSearch("same", "topic:aid", sort="-date", colour="blue"))
        for name in ("same", "watch"):
            await desk.press("B", "ctrl+u")
            await desk.type(name)
            await desk.press("enter")
            await desk.shows("same is saved as it is" if name == "same" else "save it in place of watch")
        await desk.press("enter")
        await desk.until(partial(is_saved, desk, "watch", "topic:aid"))
        assert (library.saved_search("watch").colour, library.saved_search("watch").lit) == ("red", True)
        assert (library.saved_search("same").sort, library.saved_search("same").colour) == ("-date", "blue")


async def test_the_panel_counts_as_the_list_does(tmp_path: Path) -> None:
    async with open_sample(tmp_path, "") as desk:
        library = desk.app.library
        for name, query in (("aid", "topic:aid"), ("boats", "ferry OR barge"), ("none", "zzzz"), ("bad", "tag:x")):
            library.save_search(SavedSearch(name, query))
        library.set_read(library.all_keys()[:30], True)
        panel = await open_panel(desk)
        for search in panel.searches:
            counts = panel._counts[search.name]
            await desk.press("escape")
            await desk.search(search.query)
            page = desk.app.session.page
            assert page is not None
            unread = [key for key in page.keys if not library.states([key])[key].read]
            assert (counts.total, counts.unread, counts.new) == (page.total, len(unread), page.total), search.name
            await desk.press("escape")


async def test_a_digit_opens_a_saved_search_and_takes_down_the_visit(tmp_path: Path) -> None:
    async with open_sample(tmp_path, "") as desk:
        library = desk.app.library
        library.save_search(SavedSearch("aid", "topic:aid"))
        library.save_search(SavedSearch("boats", "ferry", sort="-date"))
        await desk.press("2")
        await desk.until(lambda: desk.app.session.page and desk.app.session.page.request.query == "ferry sort:-date")
        await desk.until(lambda: library.saved_search("boats").visited > 0)
        await desk.press("s")
        await desk.shows("(•) boats, ", "broadsheet export --saved boats ")
        await desk.press("escape")
        assert library.saved_search("aid").visited == 0
        await desk.press("7")
        await desk.shows("no saved search has the number 7")
        panel = await open_panel(desk)
        await desk.until(lambda: panel._counts["boats"].new == 0 < panel._counts["aid"].new)


async def test_the_panel_opens_what_the_cursor_is_on_even_over_an_article(tmp_path: Path) -> None:
    async with open_sample(tmp_path, "") as desk:
        for name, query in (("aid", "topic:aid"), ("boats", "ferry")):
            desk.app.library.save_search(SavedSearch(name, query))
        await desk.press("enter")
        await desk.until(lambda: len(desk.app.screen_stack) > 1)
        await desk.press("g", "b")
        await desk.until(lambda: isinstance(desk.app.screen, SavedPanel) and panel_of(desk).searches)
        await desk.press("j", "enter")
        await desk.until(lambda: desk.app.session.page and desk.app.session.page.request.query == "ferry")
        assert desk.app.screen is desk.browse


async def test_order_name_query_and_deletion_can_all_be_taken_back(tmp_path: Path) -> None:
    async with open_sample(tmp_path, "") as desk:
        library = desk.app.library
        for name, query in (("aid", "topic:aid"), ("boats", "ferry"), ("both", "query:aid query:boats")):
            library.save_search(SavedSearch(name, query))
        await open_panel(desk)
        await desk.press("J")
        await desk.until(lambda: saved_names(desk) == ["boats", "aid", "both"])
        await desk.press("r", "ctrl+u")
        await desk.type("relief")
        await desk.press("enter")
        await desk.until(lambda: saved_names(desk) == ["boats", "relief", "both"])
        assert library.saved_search("both").query == "query:relief query:boats"
        await desk.press("e", "ctrl+u")
        await desk.type("topic:(")
        await desk.press("enter")
        await desk.shows("column")
        await desk.press("ctrl+u")
        await desk.type("topic:aid lorries")
        await desk.press("enter")
        await desk.until(lambda: library.saved_search("relief").query == "topic:aid lorries")
        await desk.press("d")
        await desk.shows("both uses query:relief")
        await desk.press("G", "d")
        await desk.until(lambda: saved_names(desk) == ["boats", "relief"])
        for _ in range(4):
            await desk.press("u")
        await desk.until(lambda: saved_names(desk) == ["aid", "boats", "both"])
        assert library.saved_search("aid").query == "topic:aid"


async def test_the_words_of_a_lit_search_stay_lit_in_every_text(tmp_path: Path) -> None:
    async with open_sample(tmp_path, "topic:aid") as desk:
        desk.app.library.save_search(SavedSearch("boats", "ferry OR boat"))
        await open_panel(desk)
        await desk.press("i")
        await desk.until(lambda: desk.app.session.lit_searches)
        assert desk.app.library.saved_search("boats").colour == "red"
        await desk.press("escape", "enter")

        def lit() -> set[str]:
            view = desk.reader.view
            return {
                paragraph.text[span.start : span.end].lower()
                for paragraph in view.document.paragraphs
                for span in paragraph.spans
                if span.style == "saved-red"
            }

        await desk.until(lambda: len(desk.app.screen_stack) > 1)
        await desk.until(lambda: lit() and lit() <= {"ferry", "ferries", "boat", "boats"})
        desk.app.library.save_search(SavedSearch("boats", "ferry OR boat", colour="red"))
        desk.app.saved_changed()
        await desk.until(lambda: not lit())


async def test_what_a_saved_search_finds_is_exported_from_the_panel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_sample(tmp_path, "") as desk:
        desk.app.library.save_search(SavedSearch("aid-watch", "topic:aid"))
        await open_panel(desk)
        await desk.press("s")
        await desk.shows("(•) aid-watch, 15 articles")
        await desk.until(lambda: "aid-watch_15-articles.md" in desk.text)
        await desk.press("enter")
        await desk.until(lambda: (tmp_path / "aid-watch_15-articles.md.manifest.json").exists())


async def test_a_search_that_cannot_be_read_shows_its_error_and_enter_edits_it(tmp_path: Path) -> None:
    async with open_sample(tmp_path, "") as desk:
        library = desk.app.library
        library.save_search(SavedSearch("old", "ferry"))
        library.save_search(SavedSearch("uses", "query:old"))
        with pytest.raises(UsageError):
            library.delete_saved("old")
        library._archive.state.delete_saved("old")  # as another version, or a restored state, could leave it
        await open_panel(desk)
        await desk.shows("old")
        await desk.press("enter")
        await desk.shows("query: query:old")
