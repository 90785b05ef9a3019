"""The list of topics as a widget: it is as high as what it shows, whenever the screen is laid out."""

from textual.app import App, ComposeResult

from reader.tui.themes import VARIABLE_DEFAULTS
from reader.tui.widgets.topic_list import TopicList
from tests.articles import make_article


class Alone(App[None]):
    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(VARIABLE_DEFAULTS)

    def compose(self) -> ComposeResult:
        yield TopicList()


async def test_a_layout_between_two_things_shown_does_not_keep_the_height_of_the_first() -> None:
    section = make_article().sections[0]
    async with Alone().run_test(size=(80, 24)) as pilot:
        shown = pilot.app.query_one(TopicList)
        shown.show_message("reading", "loading")
        pilot.app.screen._refresh_layout()
        shown.show({"aid": "All of aid.", "energy": "All of energy."}, section, {})
        await pilot.pause(0.2)
        assert shown.size.height == 4
        shown.show_message("it cannot be read\n\nq goes back", "failed")
        pilot.app.screen._refresh_layout()
        await pilot.pause(0.2)
        assert shown.size.height == 3
