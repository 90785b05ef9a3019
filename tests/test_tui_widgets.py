"""The painted widgets: what they show, where they keep their place, and that no text can make them do anything else."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.article import Article, Caption, PublicationDate
from reader.kept import ArticleState
from reader.results import Facets, FacetValue, Hit, Mark, NameFacets, Reading, Snippet
from reader.text import clean
from reader.tui.compare.arrangement import unlevelled_text
from reader.tui.compare.view import CompareView
from reader.tui.content import content
from reader.tui.dates import long_date, row_date, row_scale
from reader.tui.document import Document, article_document, raw_document, topic_signs
from reader.tui.themes import VARIABLE_DEFAULTS
from reader.tui.widgets.facet_panel import FacetPanel
from reader.tui.widgets.hit_list import HitList
from reader.tui.widgets.hit_rows import fit_title, window
from reader.tui.widgets.line_view import LineView, Place
from reader.tui.widgets.painted import PaintedView
from tests.articles import make_article
from tests.hostile import HOSTILE, is_clean

Kind = TypeVar("Kind", bound=Message)
Painted = LineView | HitList | FacetPanel | CompareView


class Bench(App[None]):
    """One widget on an empty screen, and every message it sends."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget
        self.sent: list[Message] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(VARIABLE_DEFAULTS)

    def compose(self) -> ComposeResult:
        yield self.widget

    def on_line_view_scrolled(self, event: LineView.Scrolled) -> None:
        self.sent.append(event)

    def on_hit_list_rows_wanted(self, event: HitList.RowsWanted) -> None:
        self.sent.append(event)

    def on_hit_list_cursor_moved(self, event: HitList.CursorMoved) -> None:
        self.sent.append(event)

    def on_hit_list_activated(self, event: HitList.Activated) -> None:
        self.sent.append(event)

    def on_facet_panel_chosen(self, event: FacetPanel.Chosen) -> None:
        self.sent.append(event)

    def of(self, kind: type[Kind]) -> list[Kind]:
        return [message for message in self.sent if type(message) is kind]


def screen(view: PaintedView) -> list[str]:
    """The lines of a widget, without the gutter of a line view."""
    width = view.size.width - (1 if isinstance(view, LineView) else 0)
    return [view.render_line(y).text[:width].rstrip() for y in range(view.size.height)]


def runs(view: PaintedView, attribute: str) -> list[str]:
    """The pieces painted with a text attribute, such as `underline`."""
    return [
        segment.text
        for y in range(view.size.height)
        for segment in view.render_line(y)
        if segment.style is not None and getattr(segment.style, attribute)
    ]


def check_painted(view: PaintedView) -> None:
    for y in range(view.size.height):
        strip = view.render_line(y)
        assert sum(cell_len(segment.text) for segment in strip) == view.size.width
        assert all(is_clean(segment.text) for segment in strip)


PARAGRAPH = "Talks on the Karrow ferry resumed in Lindholm on Friday, a day after shells fell on the quay at Brennvik. "


def story(paragraphs: int = 30) -> Article:
    """An article with a lead and two headed sections."""
    half = paragraphs // 2
    texts = [f"{number}. {PARAGRAPH}" for number in range(paragraphs)]
    return make_article(
        "Ferry talks resume in Lindholm",
        "The lead.",
        headed=[("Diplomacy", ["diplomacy"], texts[:half]), ("Aid", ["aid"], texts[half:])],
    )


def marks_of(article: Article, word: str) -> tuple[Mark, ...]:
    return tuple(
        Mark(number, at, at + len(word))
        for number, part in enumerate(article.parts())
        for at in range(len(part.text))
        if part.text.startswith(word, at)
    )


def reading(paragraphs: int = 30, word: str = "Brennvik") -> Reading:
    article = story(paragraphs)
    return Reading(article, marks_of(article, word))


# Documents


def test_an_article_is_laid_out_from_title_to_captions() -> None:
    article = replace(
        story(2),
        standfirst="If the road stays open.",
        byline="By Anna Holt",
        captions=(Caption("The quay", "Wire", 9),),
    )
    document = article_document(Reading(article), meta="3 hits")
    assert [(p.kind, p.lead + p.text) for p in document.paragraphs if p.kind != "blank"][:6] == [
        ("title", "Ferry talks resume in Lindholm"),
        ("byline", "Harbour Wire · 14 March 2031 · 51 words"),
        ("byline", "3 hits"),
        ("byline", "By Anna Holt"),
        ("byline", "D diplomacy · A aid"),
        ("standfirst", "If the road stays open."),
    ]
    assert [p.text for p in document.paragraphs if p.kind == "heading"] == ["DIPLOMACY  D", "AID  A"]
    assert [(p.kind, p.lead + p.text) for p in document.paragraphs][-2:] == [
        ("rule", ""),
        ("caption", "Picture: The quay (Wire)"),
    ]


def test_parts_are_those_of_the_article() -> None:
    article = story(4)
    document = article_document(Reading(article))
    cited = {p.part: p.text for p in document.paragraphs if p.part is not None}
    assert set(cited) == set(range(len(article.parts())))
    assert all(cited[n].casefold().startswith(part.text.casefold()) for n, part in enumerate(article.parts()))


def test_long_headings_stay_as_written() -> None:
    heading = "What is known of the shelling of the harbour at Brennvik"
    document = article_document(Reading(make_article("T", headed=[(heading, [], ["x"]), ("Aid", [], ["y"])])))
    assert [p.text for p in document.paragraphs if p.kind == "heading"] == [heading, "Aid"]


def test_capitals_never_move_a_hit() -> None:
    article = make_article("T", headed=[("Straße frei", ["aid"], ["x"])])
    document = article_document(Reading(article, (Mark(1, 7, 11),)))
    [heading] = [p for p in document.paragraphs if p.kind == "heading"]
    assert heading.text == "STRAßE FREI  A"
    assert heading.text[heading.spans[0].start : heading.spans[0].end] == "FREI"


def test_signs_are_the_librarys_where_it_has_some() -> None:
    assert topic_signs(["fighting", "finance"], {"finance": "N"}) == "F·N"


def test_raw_lines_stay_lines() -> None:
    assert [p.text for p in raw_document("a\n\n  b\x1b").paragraphs] == ["a", "", "  b␛"]


def day(text: str, last: str = "", precision: str = "day") -> PublicationDate:
    return PublicationDate(text, last or text, precision, "x")  # type: ignore[arg-type]


def test_dates_say_no_more_and_no_less_than_is_known() -> None:
    span, month = day("2031-03-15", "2031-03-16", "span"), day("2031-03-01", "2031-03-31", "month")
    assert row_scale(["2031-03-10", "2031-03-16"]) == "day"
    assert row_scale(["2031-02-10", "2031-03-16"]) == "month"
    assert row_scale(["2030-03-10", "2031-03-16"]) == row_scale([]) == "year"
    assert [row_date(day("2031-03-14"), scale) for scale in ("day", "month", "year")] == [
        "Fri 14", "14 Mar", "14 Mar 31",
    ]  # fmt: skip
    assert [row_date(span, "day"), row_date(month, "day"), row_date(None, "day")] == ["~15–16", "~Mar", "–"]
    assert row_date(day("2031-01-01", "2031-12-31", "year"), "year") == "~2031"
    assert [long_date(day("2031-03-14")), long_date(span), long_date(month), long_date(None)] == [
        "14 March 2031", "15–16 March 2031", "March 2031", "no date",
    ]  # fmt: skip
    assert long_date(day("2031-02-27", "2031-03-02", "span")) == "27 February – 2 March 2031"
    assert row_date(day("not a day"), "day") == "–"


# The line view


async def test_a_text_is_painted_at_the_reading_column() -> None:
    view = LineView(column=40)
    async with Bench(view).run_test(size=(80, 20), notifications=True, tooltips=True) as pilot:
        view.show(article_document(reading(4)))
        await pilot.pause()
        lines = screen(view)
        assert lines[0] == " Ferry talks resume in Lindholm"
        assert all(cell_len(line[:-1].rstrip()) <= 41 for line in lines)
        check_painted(view)
        view.centred = True
        await pilot.pause()
        assert screen(view)[0].startswith(" " * 20 + "Ferry")


async def test_hits_show_without_colour_and_the_current_one_apart() -> None:
    view = LineView()
    async with Bench(view).run_test(size=(80, 30)) as pilot:
        view.show(article_document(reading()))
        await pilot.pause()
        assert set(runs(view, "underline")) == set(runs(view, "reverse")) == {"Brennvik"}
        bold = [text for text in runs(view, "bold") if text == "Brennvik"]
        assert bold == ["Brennvik"]


async def test_hits_are_stepped_through_to_the_end() -> None:
    view = LineView()
    async with Bench(view).run_test(size=(80, 20)) as pilot:
        view.show(article_document(reading(6)))
        await pilot.pause()
        assert view.hit_number == (1, 6)
        seen = [1]
        while view.next_hit():
            await pilot.pause()
            seen.append(view.hit_number[0])
            assert "Brennvik" in runs(view, "bold")
        assert seen == [1, 2, 3, 4, 5, 6]
        assert view.previous_hit() and view.hit_number == (5, 6)


async def test_an_article_opens_at_its_part() -> None:
    view = LineView()
    async with Bench(view).run_test(size=(80, 20)) as pilot:
        read = reading()
        aid = next(number for number, part in enumerate(read.article.parts()) if part.text == "Aid")
        view.show(article_document(read), at_part=aid)
        await pilot.pause()
        assert screen(view)[0].strip().startswith("AID")
        assert view.section == (3, 3)
        assert view.hit_number[0] == 16
        view.show(article_document(read))
        await pilot.pause()
        assert view.place == Place(0, 0)
        assert view.hit_number[0] == 1


async def test_sections_are_stepped_through_though_the_end_is_in_sight() -> None:
    view = LineView()
    async with Bench(view).run_test(size=(80, 60)) as pilot:
        view.show(article_document(reading(4)))
        await pilot.pause()
        steps = []
        while view.next_section():
            steps.append(view.section)
        assert steps == [(1, 3), (2, 3), (3, 3)]
        assert view.previous_section() and view.section == (2, 3)


async def test_the_place_stays_through_any_resize_and_theme() -> None:
    view = LineView()
    app = Bench(view)
    async with app.run_test(size=(80, 20)) as pilot:
        view.show(article_document(reading()))
        await pilot.pause()
        view.go_to(Place(12, 40))
        await pilot.pause()
        place = view.place
        assert place == Place(12, 40)
        for size in [(40, 20), (120, 40), (33, 9), (20, 5), (200, 50), (80, 20)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert view.place == place
            check_painted(view)
        app.theme = "textual-light"
        view.column = 30
        await pilot.pause()
        assert view.place == place
        view.show(article_document(reading()), keep_place=True)
        await pilot.pause()
        assert view.place == place


async def test_scrolling_tells_the_place_and_the_share() -> None:
    view = LineView()
    app = Bench(view)
    async with app.run_test(size=(80, 20)) as pilot:
        view.show(article_document(reading()))
        await pilot.pause()
        view.scroll_page(1)
        await pilot.pause()
        assert view.scroll_y == 18
        assert app.of(LineView.Scrolled)[-1].place == view.place
        view.scroll_page(-1, half=True)
        view.scroll_lines(3)
        await pilot.pause()
        assert view.scroll_y == 11
        assert 0 < view.percent < 100
        view.scroll_last()
        await pilot.pause()
        assert view.percent == 100
        assert screen(view)[-1].strip()
        view.scroll_first()
        await pilot.pause()
        assert view.place == Place(0, 0)


async def test_the_gutter_has_a_thumb_and_a_tick_for_hits() -> None:
    view = LineView()
    async with Bench(view).run_test(size=(80, 20)) as pilot:
        view.show(article_document(reading()))
        await pilot.pause()
        gutter = "".join(view.render_line(y).text[-1] for y in range(20))
        assert gutter.startswith("█")
        assert set(gutter.lstrip("█")) <= {"-", " "} and "-" in gutter
        view.show(article_document(reading(1)))
        await pilot.pause()
        assert {view.render_line(y).text[-1] for y in range(20)} == {" "}


async def test_messages_stand_in_for_the_text() -> None:
    view = LineView()
    async with Bench(view).run_test(size=(60, 20)) as pilot:
        view.show_message("nothing chosen", "empty")
        await pilot.pause()
        assert screen(view)[1] == " nothing chosen"
        assert view.hit_number == (0, 0) and not view.next_hit() and not view.next_section()
        view.show(article_document(reading(2)))
        await pilot.pause()
        assert view.message == ""


async def test_fifty_thousand_words_are_wrapped_once_and_painted_by_the_line() -> None:
    view = LineView()
    async with Bench(view).run_test(size=(80, 20)) as pilot:
        article = make_article("Long", *[PARAGRAPH * 10 for _ in range(265)])
        view.show(article_document(Reading(article, marks_of(article, "Karrow"))))
        await pilot.pause()
        assert article.words > 50_000
        view.scroll_last()
        await pilot.pause()
        assert view.percent == 100
        assert len(view._strips) < 200
        assert view.hit_number == (1, 2650)


async def test_selected_text_is_joined_again() -> None:
    view = LineView(column=30)
    async with Bench(view).run_test(size=(60, 20)) as pilot:
        view.show(article_document(Reading(make_article("Title", PARAGRAPH.strip()))))
        await pilot.pause()
        await pilot.mouse_down(view, offset=(1, 4))
        await pilot.hover(view, offset=(10, 6))
        await pilot.mouse_up(view, offset=(10, 6))
        await pilot.pause()
        selected = pilot.app.screen.get_selected_text()
        assert selected is not None and selected.startswith("Talks on the Karrow ferry resumed in Lindholm")
        assert "selected" not in selected and "\n" not in selected.strip()


# The hit list: on a screen of 120 columns it is a pane of 50 beside others.

WIDE = 120


def pane() -> HitList:
    view = HitList()
    view.styles.width = 50
    return view


def hit(key: int, **changes: object) -> Hit:
    made = Hit(
        key, f"id{key}", f"Border diary, day {key:,}", "Harbour Wire", day("2031-03-14"), ("fighting", "diplomacy"),
        1.0, None, 3, Snippet("…harbour at Brennvik was shut at dusk…", ((12, 20),)), state=ArticleState(read=True),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


class Supply:
    """Rows on demand, and a count of what was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    def __call__(self, start: int, end: int) -> Sequence[Hit]:
        self.asked.append((start, end))
        return [hit(1000 + row) for row in range(start, end)]

    @property
    def rows(self) -> int:
        return sum(end - start for start, end in self.asked)


DAYS = ("2031-03-10", "2031-03-16")


async def test_wide_rows_are_drawn_as_on_the_desk() -> None:
    view = pane()
    async with Bench(view).run_test(size=(WIDE, 8)) as pilot:
        rows = [
            hit(1, title="Shells hit Brennvik harbour", topics=("fighting",)),
            hit(
                2,
                title="Who holds the Karrow road",
                date=day("2031-03-15", "2031-03-16", "span"),
                outlet="Capital Desk",
            ),
            hit(3, date=None, outlet=None, topics=(), snippet=None),
        ]
        view.set_page(3, lambda start, end: rows[start:end], days=DAYS)
        view.state_of = lambda hit: ArticleState(read=True, marked=hit.key == 2)
        await pilot.pause()
        assert screen(view)[:6] == [
            ">    Fri 14 Shells hit Brennvik harbour         F",
            "            Harbour Wire …harbour at Brennvik wa…",
            " +   ~15–16 Who holds the Karrow road         F·D",
            "            Capital Desk …harbour at Brennvik wa…",
            "     –      Border diary, day 3",
            "",
        ]
        assert runs(view, "underline") == ["Brennvik", "Brennvik"]
        check_painted(view)


async def test_narrow_rows_are_one_line_with_the_snippet_below_the_cursor() -> None:
    view = HitList()
    async with Bench(view).run_test(size=(80, 6)) as pilot:
        view.set_page(9, lambda start, end: [hit(row) for row in range(start, end)], keys=range(9), days=DAYS)
        view.move(1)
        await pilot.pause()
        assert screen(view) == [
            "     Fri 14 Border diary, day 0                          Harbour Wire     F·D",
            ">    Fri 14 Border diary, day 1                          Harbour Wire     F·D",
            "            …harbour at Brennvik was shut at dusk…",
            "     Fri 14 Border diary, day 2                          Harbour Wire     F·D",
            "     Fri 14 Border diary, day 3                          Harbour Wire     F·D",
            " ▾ 5 more",
        ]
        await pilot.resize_terminal(60, 5)
        await pilot.pause()
        assert screen(view)[:2] == [
            "     Fri 14 Border diary, day 0",
            "            Harbour Wire                                F·D",
        ]
        assert view.cursor == 1


async def test_rows_are_asked_for_once_and_painted_when_they_come() -> None:
    view = pane()
    app = Bench(view)
    async with app.run_test(size=(WIDE, 10)) as pilot:
        view.set_page(1000, keys=range(5000, 6000), days=DAYS)
        await pilot.pause()
        [wanted] = app.of(HitList.RowsWanted)
        assert wanted.start == 0 and 5 <= wanted.end < 100
        assert screen(view)[0] == ">    …"
        view.refresh()
        view.move(1)
        await pilot.pause()
        assert len(app.of(HitList.RowsWanted)) == 1
        view.supply(wanted.start, [hit(5000 + row) for row in range(wanted.start, wanted.end)])
        await pilot.pause()
        assert screen(view)[2].startswith(">    Fri 14 Border diary")
        view.move_last()
        await pilot.pause()
        assert app.of(HitList.RowsWanted)[-1].end == 1000
        assert view.cursor_key == 5999


async def test_a_hundred_thousand_rows_cost_what_is_in_sight() -> None:
    view, supply = pane(), Supply()
    async with Bench(view).run_test(size=(WIDE, 30)) as pilot:
        view.set_page(100_000, supply, keys=range(1000, 101_000), days=DAYS)
        await pilot.pause()
        for _ in range(5):
            view.move(1)
            await pilot.pause()
        view.move_last()
        await pilot.pause()
        view.move_to(50_000)
        await pilot.pause()
        assert view.cursor_key == 51_000
        assert supply.rows < 300
        assert len(view._strips) < 300


class Watched(HitList):
    """A list that notes which of its lines are painted."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.painted.append(y)
        return super().render_line(y)


async def test_moving_by_one_repaints_two_rows() -> None:
    view = Watched()
    async with Bench(view).run_test(size=(WIDE, 30)) as pilot:
        view.set_page(100, lambda start, end: [hit(row) for row in range(start, end)], keys=range(100))
        await pilot.pause()
        view.painted.clear()
        view.move(1)
        await pilot.pause()
        assert set(view.painted) <= set(range(6))


async def test_the_cursor_stays_on_its_article() -> None:
    view = pane()
    app = Bench(view)
    async with app.run_test(size=(WIDE, 30)) as pilot:
        view.set_page(5, keys=[10, 20, 30, 40, 50])
        view.move_to(2)
        assert view.set_page(4, keys=[50, 40, 30, 20], cursor_key=30)
        assert (view.cursor, view.cursor_key) == (2, 30)
        assert not view.set_page(3, keys=[50, 40, 20], cursor_key=30)
        assert view.cursor_key == 20
        assert not view.set_page(2, keys=[70, 80], cursor_key=20)
        assert view.cursor_key == 70
        await pilot.pause()
        assert app.of(HitList.CursorMoved)[-1].key == 70


async def test_the_cursor_is_always_in_sight() -> None:
    view = pane()
    async with Bench(view).run_test(size=(WIDE, 9)) as pilot:
        view.set_page(40, Supply(), keys=range(1000, 1040), days=DAYS)
        await pilot.pause()
        for step in [1] * 45 + [-1] * 45 + [7, -3, 30, -40]:
            view.move(step)
            assert [line[0] for line in screen(view) if line].count(">") == 1
        view.move_page(1)
        view.move_page(-1, half=True)
        view.move_last()
        await pilot.pause()
        assert screen(view)[-2].startswith(">")
        assert "more" not in screen(view)[-1]
        for size in [(30, 4), (50, 3), (20, 2), (120, 40)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert view.cursor == 39
            assert any(line.startswith(">") for line in screen(view))


async def test_the_mouse_chooses_and_opens() -> None:
    view = pane()
    app = Bench(view)
    async with app.run_test(size=(WIDE, 9)) as pilot:
        view.set_page(40, Supply(), keys=range(1000, 1040))
        await pilot.pause()
        await pilot.click(view, offset=(20, 5))
        assert view.cursor == 2
        await pilot.double_click(view, offset=(20, 5))
        await pilot.pause()
        assert [(m.row, m.key) for m in app.of(HitList.Activated)] == [(2, 1002)]
        await pilot.click(view, offset=(20, 8))
        assert view.cursor == 2


async def test_an_older_result_is_dimmed_and_a_message_takes_its_place() -> None:
    view = pane()
    async with Bench(view).run_test(size=(WIDE, 9)) as pilot:
        view.set_page(2, Supply())
        view.stale = True
        await pilot.pause()
        assert len(runs(view, "dim")) > 4
        view.show_message(["No articles yet.", "broadsheet add FILE"])
        await pilot.pause()
        assert screen(view)[1:3] == [" No articles yet.", " broadsheet add FILE"]
        assert view.cursor_key is None
        view.activate()
        view.move(1)


def test_a_snippet_is_cut_so_that_its_hit_is_seen() -> None:
    text = content("the quay was quiet all day until shells fell on Brennvik at dusk and").plain
    at = text.index("Brennvik")
    shown, spans = window(text, ((at, at + 8),), 24)  # type: ignore[arg-type]
    assert cell_len(shown) <= 24
    assert [shown[start:end] for start, end in spans] == ["Brennvik"]
    assert shown.startswith("…")


# The facets

FACETS = Facets(
    (FacetValue("fighting", 8, 10), FacetValue("diplomacy", 8, 8), FacetValue("aid", 3, 3)),
    (FacetValue("Harbour Wire", 5), FacetValue("Capital Desk", 2)),
)


async def test_facets_are_drawn_as_on_the_desk() -> None:
    view = FacetPanel()
    async with Bench(view).run_test(size=(24, 12)) as pilot:
        view.set_facets(FACETS, {"topic": {"fighting"}}, {"outlet": {"capital-desk"}})
        await pilot.pause()
        assert screen(view)[:5] == [
            " Topics (sections)",
            ">[x] fighting  8·10 ▇▇▇",
            " [ ] diplomacy  8·8 ▇▇▇",
            " [ ] aid        3·3 ▇",
            " Outlets (articles)",
        ]
        assert screen(view)[5].startswith(" [ ] Harbour Wire") and screen(view)[5].endswith("5 ▇▇▇")
        assert screen(view)[6].startswith(" [-] Capital Desk")
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert "8 · 10 ▇▇▇" in screen(view)[1]
        assert screen(view)[0] == " Topics (articles · sections)"
        await pilot.resize_terminal(22, 12)
        await pilot.pause()
        assert screen(view)[1] == ">[x] fighting  10 ▇▇▇"
        check_painted(view)


async def test_choosing_a_value_says_which_and_how() -> None:
    view = FacetPanel()
    app = Bench(view)
    async with app.run_test(size=(30, 12)) as pilot:
        view.set_facets(FACETS)
        await pilot.pause()
        view.move(3)
        view.include()
        view.exclude()
        view.clear()
        view.only()
        await pilot.click(view, offset=(6, 2))
        await pilot.click(view, offset=(6, 4))
        await pilot.pause()
        chosen = [(m.field, m.value, m.action) for m in app.of(FacetPanel.Chosen)]
        assert chosen == [
            *(("outlet", "Harbour Wire", action) for action in ("include", "exclude", "clear", "only")),
            ("topic", "diplomacy", "include"),
        ]


async def test_the_facet_cursor_stays_on_its_value() -> None:
    view = FacetPanel()
    async with Bench(view).run_test(size=(30, 12)) as pilot:
        view.set_facets(FACETS)
        view.move(2)
        view.set_facets(replace(FACETS, topic=(FacetValue("aid", 9, 9), *FACETS.topic[:2])))
        assert view.current == ("topic", "aid")
        view.move_last()
        assert view.current == ("outlet", "Capital Desk")
        view.move_first()
        assert view.current == ("topic", "aid")
        await pilot.pause()


async def test_facets_that_are_counted_again_keep_their_values() -> None:
    view = FacetPanel()
    async with Bench(view).run_test(size=(30, 12)) as pilot:
        view.set_facets(FACETS, {"topic": {"loans"}})
        view.show_loading()
        await pilot.pause()
        assert "fighting" in screen(view)[1] and "…" in screen(view)[1] and "8" not in screen(view)[1]
        assert screen(view)[4].startswith(" [x] loans")
        view.set_facets(Facets())
        await pilot.pause()
        assert screen(view)[:4] == [
            " Topics (articles · sections)",
            " no sections in this result",
            " Outlets (articles)",
            " no outlets in this result",
        ]
        assert view.current is None
        view.include()
        view.move(1)
        view.show_message("facets took too long: f tries again", "failed")
        await pilot.pause()
        assert screen(view)[1].startswith(" facets took too long")


async def test_many_facets_say_how_many_are_below() -> None:
    view = FacetPanel()
    async with Bench(view).run_test(size=(30, 8)) as pilot:
        view.set_facets(replace(FACETS, outlet=tuple(FacetValue(f"Outlet {n}", 40 - n) for n in range(30))))
        await pilot.pause()
        assert screen(view)[-1] == " … 7 more"
        for _ in range(12):
            view.move(1)
            assert sum(line.startswith(">") for line in screen(view)) == 1
        assert screen(view)[-1] == ">… 22 more"
        view.include()
        for _ in range(23):
            view.move(1)
        assert view.current == ("outlet", "Outlet 29")


async def test_names_come_after_the_other_counts() -> None:
    view = FacetPanel()
    async with Bench(view).run_test(size=(40, 20)) as pilot:
        view.set_facets(FACETS)
        await pilot.pause()
        assert "People" not in "\n".join(screen(view))
        people = (FacetValue("Ilse Maren", 4), FacetValue("Maren", 2), FacetValue("Tolk", 1))
        view.set_names(NameFacets(people, (FacetValue("Karrow", 3),), (), (9, 1, 0)))
        await pilot.pause()
        shown = screen(view)
        assert " People" in shown and any(line.startswith(" [ ] Ilse Maren") for line in shown)
        assert " … 6 more" in shown
        view.set_facets(FACETS)
        await pilot.pause()
        assert next(line for line in screen(view) if "Ilse Maren" in line).endswith("…")


async def test_a_value_that_others_contain_is_asked_for_exactly() -> None:
    view = FacetPanel()
    app = Bench(view)
    async with app.run_test(size=(40, 20)) as pilot:
        outlets = (FacetValue("Harbour Wire", 5), FacetValue("Wire", 2))
        view.set_facets(replace(FACETS, topic=(), outlet=outlets))
        view.set_names(NameFacets(people=(FacetValue("Maren", 2), FacetValue("Ilse Maren", 1)), distinct=(2, 0, 0)))
        await pilot.pause()
        for _ in range(4):
            view.include()
            view.move(1)
        await pilot.pause()
        assert [m.value for m in app.of(FacetPanel.Chosen)] == ["Harbour Wire", "=Wire", "=Maren", "Ilse Maren"]


async def test_a_long_name_stands_whole_where_the_bars_would_cut_it() -> None:
    view, name = FacetPanel(), "Straits Council of Upper Karrow"
    async with Bench(view).run_test(size=(41, 20)) as pilot:
        outlets = (FacetValue("Lindholm Courier and Capital Desk", 5),)
        view.set_facets(replace(FACETS, topic=(), outlet=outlets))
        view.set_names(NameFacets(org=(FacetValue(name, 20),), people=(FacetValue("Maren", 7),), distinct=(1, 0, 1)))
        await pilot.pause()
        outlet, people, org = (line for line in screen(view) if "[ ]" in line)
        assert name in org and "▇" not in org
        assert "▇" in people and "▇" in outlet


async def test_days_are_listed_newest_first_and_asked_for_by_their_date() -> None:
    view = FacetPanel()
    app = Bench(view)
    async with app.run_test(size=(40, 20)) as pilot:
        days = (FacetValue("2031-03-13", 2), FacetValue("2031-03-14", 5))
        view.set_facets(Facets(date=days), {"date": {"2031-03-10..2031-03-16"}})
        await pilot.pause()
        lines = [line for line in screen(view) if "[" in line]
        assert "Fri 14 Mar 31" in lines[0] and "Thu 13 Mar 31" in lines[1]
        assert lines[2].startswith(" [x] 2031-03-10..")
        view.include()
        await pilot.pause()
        assert [m.value for m in app.of(FacetPanel.Chosen)] == ["2031-03-14"]


# Two texts

A_TITLE, B_TITLE = "Harbour Wire · 13 March · 164 words", "The Meridian · 14 March · 241 words"


def two(view: CompareView) -> None:
    show_two(view, article_document(reading(30)), article_document(reading(12)), A_TITLE, B_TITLE)


def show_two(view: CompareView, left: Document, right: Document, left_title: str, right_title: str) -> None:
    for side, document in enumerate((left, right)):
        view.show(side, unlevelled_text(document))
    view.show_titles(left_title, right_title)


async def test_two_texts_stand_side_by_side() -> None:
    view = CompareView()
    async with Bench(view).run_test(size=(110, 20)) as pilot:
        two(view)
        await pilot.pause()
        lines = screen(view)
        assert lines[0].split("│") == [f" A  {A_TITLE}".ljust(54), f" B  {B_TITLE}"]
        assert lines[1] == "─┬" + "─" * 52 + "┼─┬" + "─" * 53
        assert lines[2].split("│")[1].strip() == "Ferry talks resume in Lindholm"
        check_painted(view)


async def test_they_scroll_together_and_come_back_together() -> None:
    view = CompareView()
    async with Bench(view).run_test(size=(110, 20)) as pilot:
        two(view)
        await pilot.pause()
        first = screen(view)
        view.scroll_last()
        await pilot.pause()
        assert view.percent == 100
        assert screen(view) != first
        view.scroll_first()
        await pilot.pause()
        assert screen(view) == first


async def test_each_alone_when_not_together() -> None:
    view = CompareView()
    async with Bench(view).run_test(size=(110, 20)) as pilot:
        two(view)
        await pilot.pause()
        first = screen(view)
        assert not view.toggle_sync()
        view.switch_side()
        view.scroll_lines(3)
        await pilot.pause()
        now = screen(view)
        assert now[0].split("│")[1].startswith(">B")
        assert [line[:54] for line in now[1:]] == [line[:54] for line in first[1:]]
        assert now[2][55:] == first[5][55:]
        assert view.toggle_sync()
        view.scroll_lines(2)
        await pilot.pause()
        both = screen(view)
        assert [line[:54] for line in both[2:-2]] == [line[:54] for line in now[4:]]
        assert [line[55:] for line in both[2:-2]] == [line[55:] for line in now[4:]]


async def test_swap_and_one_side_alone() -> None:
    view = CompareView()
    async with Bench(view).run_test(size=(110, 20)) as pilot:
        two(view)
        view.swap()
        await pilot.pause()
        assert B_TITLE in screen(view)[0].split("│")[0]
        assert view.next_sides() == "left"
        await pilot.pause()
        assert screen(view)[0] == f" A  {B_TITLE}"
        view.swap()
        await pilot.pause()
        assert screen(view)[0] == f" A  {A_TITLE}"
        assert view.next_sides() == "right"
        await pilot.pause()
        assert screen(view)[0] == f" B  {B_TITLE}"
        assert view.next_sides() == "both"


async def test_below_a_hundred_columns_one_half_stands_below_the_other() -> None:
    view = CompareView()
    async with Bench(view).run_test(size=(80, 20)) as pilot:
        two(view)
        await pilot.pause()
        lines = screen(view)
        assert lines[0].startswith(" A  ") and lines[10].startswith(f" B  {B_TITLE}"[:30])
        upper, lower = lines[3:10], lines[13:20]
        view.scroll_lines(2)
        await pilot.pause()
        assert screen(view)[1:8] == upper and screen(view)[11:18] == lower
        view.sync = False
        view.switch_side()
        view.scroll_lines(2)
        await pilot.pause()
        assert screen(view)[1:8] == upper and screen(view)[11:16] == lower[2:]
        check_painted(view)


async def test_hits_and_sections_of_the_active_side() -> None:
    view = CompareView()
    for width in (110, 80):
        async with Bench(view).run_test(size=(width, 20)) as pilot:
            two(view)
            await pilot.pause()
            assert view.hit_number == (0, 30)
            assert view.next_hit() and view.next_hit() and view.hit_number == (2, 30)
            await pilot.pause()
            assert "Brennvik" in runs(view, "bold")
            assert view.next_section()
            assert view.previous_hit() and not view.previous_hit()
        view = CompareView()


async def test_a_comparison_keeps_its_place_when_resized() -> None:
    view = CompareView()
    async with Bench(view).run_test(size=(110, 20)) as pilot:
        two(view)
        await pilot.pause()
        view.scroll_lines(40)
        await pilot.pause()
        before = screen(view)[2].split("│")[1].split()
        for size in [(130, 20), (99, 12), (40, 8), (20, 5), (110, 20)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            check_painted(view)
        assert screen(view)[2].split("│")[1].split() == before != []


# Hostile text, odd sizes, no colour


def hostile_article(text: str) -> Article:
    base = make_article(text, text, headed=[(text, [text[:10]], [text, text])], outlet=text)
    return replace(base, standfirst=text, byline=text, agency=text, captions=(Caption(text, text, 1),))


def fill(view: Painted, text: str) -> None:
    read = Reading(hostile_article(text), (Mark(0, 0, 3), Mark(0, 2, 5), Mark(2, 1, 10_000), Mark(99, 0, 5)))
    document = article_document(read, meta=text)
    match view:
        case LineView():
            view.show(document)
        case CompareView():
            show_two(view, document, raw_document(text), text, text)
        case FacetPanel():
            value = FacetValue(text, 3, 4)
            view.set_facets(Facets((value,), (value,)), {"topic": {text}}, {"outlet": {text, "x" + text}})
        case HitList():
            row = hit(
                1, title=text, outlet=text, topics=(text, text[:1]), title_spans=((0, 2), (1, 9999)),
                snippet=Snippet(text, ((0, 1), (len(text) // 2, len(text) // 2 + 3))),
            )  # fmt: skip
            view.set_page(50, lambda start, end: [row] * (end - start))


WIDGETS = (LineView, HitList, FacetPanel, CompareView)


@pytest.mark.parametrize("kind", WIDGETS)
async def test_hostile_text_is_only_text(kind: type[Painted]) -> None:
    view = kind()
    app = Bench(view)
    async with app.run_test(size=(110, 30), notifications=True, tooltips=True) as pilot:
        for size in [(110, 30), (80, 24), (41, 9), (12, 4)]:
            await pilot.resize_terminal(*size)
            for text in HOSTILE:
                fill(view, text)
                await pilot.pause()
                check_painted(view)
        await pilot.resize_terminal(60, 12)
        for text in HOSTILE[:4]:
            fill(view, text)
            for offset in [(1, 0), (5, 1), (9, 3), (20, 3)]:
                await pilot.click(view, offset=offset)
        for text in HOSTILE:
            view.show_message(text, "failed")
            await pilot.pause()
            check_painted(view)
        assert app.is_running


@pytest.mark.parametrize("kind", WIDGETS)
async def test_any_size_can_be_painted(kind: type[Painted]) -> None:
    view = kind()
    async with Bench(view).run_test(size=(80, 24)) as pilot:
        for size in [(20, 5), (5, 2), (1, 1), (300, 100)]:
            await pilot.resize_terminal(*size)
            for text in ("", PARAGRAPH * 3, "国际新闻：布伦维克港口遭炮击" * 9):
                fill(view, text)
                await pilot.pause()
                check_painted(view)


async def test_hits_and_cursor_show_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    view = LineView()
    app = Bench(view)
    async with app.run_test(size=(80, 20)) as pilot:
        view.show(article_document(reading(4)))
        await pilot.pause()
        assert app.no_color
        assert "Brennvik" in runs(view, "underline") and "Brennvik" in runs(view, "reverse")
        rows = HitList()
        await app.mount(rows)
        rows.set_page(2, Supply())
        await pilot.pause()
        assert screen(rows)[0].startswith(">")


def test_content_is_literal_and_clean() -> None:
    made = content("[@click=app.quit]t[/] \x1b", [(0, 3, "bold")])
    assert made.plain == "[@click=app.quit]t[/] ␛"
    assert [(span.start, span.end, span.style) for span in made.spans] == [(0, 3, "bold")]


def test_an_empty_document_is_a_document() -> None:
    assert Document(()).hits == ()
    assert article_document(Reading(Article("x", "", make_article().place, ()))).paragraphs[0].text == ""


@pytest.mark.parametrize(
    ("title", "room", "shown"),
    [
        ("Border conflict: List of key events, day 1,396", 26, "Border conflict:…day 1,396"),
        ("Border conflict: List of key events, day 1,396", 60, "Border conflict: List of key events, day 1,396"),
        ("Ferry talks resume in Lindholm", 12, "Ferry talks…"),
        ("1,396", 3, "1,…"),
    ],
)
def test_a_title_that_ends_in_a_number_keeps_it_when_it_is_cut(title: str, room: int, shown: str) -> None:
    assert fit_title(clean(title), (), room)[0] == shown


def test_hits_in_a_cut_title_stay_on_their_words() -> None:
    title = "Border conflict: List of key events, day 1,396"
    text, spans = fit_title(clean(title), ((0, 6), (25, 28), (41, 46)), 26)
    assert [text[span.start : span.end] for span in spans] == ["Border", "1,396"]
