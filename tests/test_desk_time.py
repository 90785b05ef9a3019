"""The timeline strip: what it shows at every width, its cursor and its brush."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from reader.results import Bucket, SearchRequest, Timeline
from reader.tui.themes import VARIABLE_DEFAULTS
from reader.tui.widgets.time_labels import name_of
from reader.tui.widgets.time_strip import TimeStrip
from tests.desk_pilot import NARROW, STACKED, open_desk
from tests.fake_library import make_library


def timeline(days: int, undated: int = 2) -> Timeline:
    begin = date(2031, 2, 20)
    buckets = []
    for number in range(days):
        day, articles = (begin + timedelta(days=number)).isoformat(), (number * 7) % 13
        sections = (("fighting", articles), ("aid", 1)) if articles else ()
        buckets.append(Bucket(day, day, articles, articles + 3, sections))
    last = buckets[-1].first if buckets else ""
    return Timeline(SearchRequest(), "day", tuple(buckets), undated, buckets[0].first if buckets else "", last)


class StripApp(App[None]):
    CSS = "TimeStrip { height: 2; }"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(VARIABLE_DEFAULTS)

    def compose(self) -> ComposeResult:
        yield TimeStrip()


@pytest.mark.parametrize("width", [40, 60, 79, 118, 200])
@pytest.mark.parametrize("days", [1, 5, 12, 25, 60, 400])
async def test_lines_are_as_wide_as_the_strip_and_undated_are_counted(width: int, days: int) -> None:
    app = StripApp()
    async with app.run_test(size=(width, 4)) as pilot:
        strip = app.query_one(TimeStrip)
        strip.set_timeline(timeline(days), {"fighting": "F", "aid": "A"})
        await pilot.pause()
        lines = [strip.render_line(y) for y in (0, 1)]
        assert [line.cell_length for line in lines] == [width, width]
        assert lines[1].text.rstrip().endswith("2 undated")


async def test_wide_buckets_tell_topics_and_share() -> None:
    app = StripApp()
    async with app.run_test(size=(118, 4)) as pilot:
        strip = app.query_one(TimeStrip)
        strip.set_timeline(timeline(5), {"fighting": "F", "aid": "A"})
        await pilot.pause()
        assert strip.render_line(0).text.startswith("Thu 20        Fri 21        Sat 22")
        assert "F7 A1 70%" in strip.render_line(1).text


async def test_the_cursor_comes_into_sight_and_the_brush_spans_days() -> None:
    app = StripApp()
    async with app.run_test(size=(60, 4)) as pilot:
        strip = app.query_one(TimeStrip)
        strip.set_timeline(timeline(400), {})
        strip.focus()
        await pilot.pause()
        strip.move_first()
        assert strip.describe().startswith("20 February 2031: 0 of 3 articles")
        strip.move(1)
        strip.toggle_brush()
        strip.move(2)
        assert strip.describe().startswith("21 to 23 February 2031: 16 of 25 articles, 64 %")
        strip.toggle_brush()
        assert not strip.brushing
        strip.move_last()
        assert strip.bucket is not None and strip.bucket.first == "2032-03-25"


async def test_without_dates_the_undated_are_named() -> None:
    app = StripApp()
    async with app.run_test(size=(60, 4)):
        strip = app.query_one(TimeStrip)
        strip.set_timeline(timeline(0, undated=3), {})
        assert strip.message == "no dated article (3 undated)"
        strip.move(1)
        strip.choose()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2031-03-14", "2031-03-14", "14 March 2031"),
        ("2031-03-10", "2031-03-16", "10 to 16 March 2031"),
        ("2031-02-28", "2031-03-03", "28 February to 3 March 2031"),
        ("2030-12-30", "2031-01-05", "30 December 2030 to 5 January 2031"),
    ],
)
def test_days_are_told_in_words(first: str, last: str, words: str) -> None:
    assert name_of(first, last) == words


async def test_i_goes_in_and_out_and_the_brush_writes_the_date(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.shows("by day", "undated")
        await desk.press("i")
        assert desk.browse.strip.has_focus
        await desk.shows("28 March 2031:")
        await desk.press("v", "h", "h")
        await desk.shows("26 to 28 March 2031:")
        chosen = []

        def edit_query(text: str, action: str, field: str, value: str = "") -> str:
            chosen.append((action, field, value))
            return text

        desk.app.library.edit_query = edit_query  # type: ignore[method-assign]
        await desk.press("enter")
        assert chosen == [("only", "date", "2031-03-26..2031-03-28")]
        await desk.press("i")
        assert desk.browse.hits.has_focus


async def test_escape_drops_the_range_before_it_leaves(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.shows("by day")
        await desk.press("i", "v", "escape")
        assert desk.browse.strip.has_focus
        assert not desk.browse.strip.brushing
        await desk.press("escape")
        assert desk.browse.hits.has_focus


async def test_units_grow_and_shrink(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.shows("by day")
        await desk.press("i", "Z")
        await desk.shows("by week")
        await desk.press("z")
        await desk.shows("by day")
        await desk.press("z")
        assert "nothing smaller than days" in desk.message


async def test_a_narrow_desk_shows_the_strip_when_it_is_asked_for(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path), size=NARROW) as desk:
        assert "by day" not in desk.text
        await desk.press("i")
        await desk.shows("by day")
        await desk.press("i")
        await desk.until(lambda: "by day" not in desk.text)


async def test_at_eighty_columns_it_is_one_line(tmp_path: Path) -> None:
    async with open_desk(make_library(tmp_path), size=STACKED) as desk:
        await desk.shows("undated")
        assert desk.browse.strip.size.height == 1
