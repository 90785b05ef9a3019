"""Tags as a facet of the desk, and a list that follows what the reader does."""

from pathlib import Path

from reader.kept import SavedSearch
from reader.tui.keeping import StateChange
from tests.test_desk_real import open_sample


async def test_tags_are_a_facet_that_writes_the_query(tmp_path: Path) -> None:
    async with open_sample(tmp_path, "") as desk:
        library = desk.app.library
        keys = library.all_keys()[:5]
        library.add_tags(keys, ["To check"])
        library.add_tags(keys[:2], ["check"])
        await desk.search("*")
        facets = desk.browse.facets
        shown = [(row.text, row.value.count if row.value else None) for row in facets._rows if row.group.field == "tag"]
        assert shown == [("Tags", None), ("To check", 5), ("check", 2)]
        facets._cursor = next(at for at, row in enumerate(facets._rows) if row.text == "check")
        facets.include()
        await desk.until(lambda: desk.browse.bar.value == "* tag:=check")
        await desk.until(lambda: desk.app.session.page is not None and desk.app.session.page.total == 2)
        assert [row.sign for row in desk.browse.facets._rows if row.group.field == "tag"] == ["", "[ ]", "[x]"]


async def test_a_search_again_answers_anew_after_a_change(tmp_path: Path) -> None:
    async with open_sample(tmp_path, "") as desk:
        await desk.search("is:unread")
        page = desk.app.session.page
        assert page is not None and page.total == page.in_archive
        desk.app.library.set_read([page.key_at(0)], True)
        desk.browse.search_again()
        await desk.until(lambda: desk.app.session.page is not None and desk.app.session.page.total == page.total - 1)


async def test_what_changes_no_answer_does_not_search_again(tmp_path: Path) -> None:
    async with open_sample(tmp_path, "") as desk:
        keeping, library, browse = desk.app.keeping, desk.app.library, desk.browse
        await desk.search("*")
        page, done = desk.app.session.page, list[str]()
        assert page is not None
        keeping.make(StateChange("star", (page.key_at(0),), True))
        keeping.write_note(page.key_at(0), "ask Lindholm", None, None, lambda: None)
        keeping.do(lambda: library.save_search(SavedSearch("harbour", "ferry OR port")), lambda: done.append("saved"))
        await desk.until(lambda: done == ["saved"])
        assert library.states([page.key_at(0)])[page.key_at(0)].notes == 1
        assert desk.app.session.page is page
        assert not browse.is_waiting("afresh")


async def test_a_query_that_names_a_saved_search_is_answered_anew_once_that_is_another_one(tmp_path: Path) -> None:
    async with open_sample(tmp_path, "") as desk:
        library = desk.app.library
        library.save_search(SavedSearch("harbour", "words:0.."))
        await desk.search("query:harbour")
        page = desk.app.session.page
        assert page is not None and page.total == page.in_archive
        desk.app.keeping.do(lambda: library.save_search(SavedSearch("harbour", "is:starred")))
        await desk.until(lambda: desk.app.session.page is not None and desk.app.session.page.total == 0)
