"""While a word is typed in the search bar it counts as a beginning too; run or left behind it is the word itself."""

from pathlib import Path

from tests.desk_pilot import Desk
from tests.test_desk_real import open_sample


def found(desk: Desk) -> tuple[str, bool, int]:
    page = desk.app.session.page
    assert page is not None
    return page.request.query, page.request.typing, page.total


async def test_half_a_name_finds_the_name_until_it_is_run(tmp_path: Path) -> None:
    async with open_sample(tmp_path, "") as desk:
        await desk.search("Brenn*")
        whole = found(desk)[2]
        await desk.search("Brenn")
        await desk.shows("Brenn…")
        assert found(desk) == ("Brenn", True, whole) and whole > 3
        await desk.press("enter")
        await desk.until(lambda: found(desk) == ("Brenn", False, 0))
        await desk.shows("Each part alone")
        await desk.press("q")  # not to the same search, which would find nothing again
        await desk.until(lambda: desk.browse.bar.value != "Brenn")
        assert found(desk)[2] > 0


async def test_a_word_that_is_left_behind_is_the_word_itself(tmp_path: Path) -> None:
    async with open_sample(tmp_path, "") as desk:
        await desk.search("harbour OR brenn")
        beginning = found(desk)[2]
        await desk.type(" ")
        await desk.until(lambda: found(desk)[0] == "harbour OR brenn ")
        assert not found(desk)[1] and found(desk)[2] < beginning
        await desk.press("backspace")
        await desk.until(lambda: found(desk) == ("harbour OR brenn", True, beginning))
        await desk.press("home", "delete")
        await desk.until(lambda: found(desk)[0] == "arbour OR brenn")
        assert not found(desk)[1]


async def test_a_narrowing_is_typed_inside_its_brackets(tmp_path: Path) -> None:
    async with open_sample(tmp_path, "ferry") as desk:
        await desk.press("O")
        await desk.type("brenn")
        await desk.until(lambda: found(desk)[:2] == ("ferry ( brenn )", True))
        assert found(desk)[2] > 0
        await desk.shows("ferry AND brenn…")


async def test_what_is_kept_is_the_text_as_it_was_typed(tmp_path: Path) -> None:
    async with open_sample(tmp_path, "") as desk:
        await desk.search("brennv")
        await desk.press("escape")
        assert found(desk)[1] and desk.browse.hits.has_focus  # the last result stays
        assert desk.app.session.query == "brennv"
        await desk.press("slash", "enter")
        await desk.until(lambda: not found(desk)[1])
        assert desk.app.session.history[-1] == "brennv"
