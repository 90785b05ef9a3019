"""A text laid out lazily: it ends up as one that is laid out at once, and nothing in sight moves meanwhile."""

import random

import pytest
from textual.app import App, ComposeResult

from reader.text import SafeText, clean
from reader.tui.document import BLANK, HIT, Document, Paragraph, Span
from reader.tui.finding import with_marks
from reader.tui.layout import Layout
from reader.tui.sections import fold_sections
from reader.tui.themes import VARIABLE_DEFAULTS
from reader.tui.widgets import laid_out
from reader.tui.widgets.line_view import LineView, Place

WORDS = ["ferry", "harbour", "Brennvik", "of", "the", "Karrow", "tranche", "東京", "crowns", "a", "bridge"]


def long_document(number: int, seed: int = 1) -> Document:
    chance = random.Random(seed)
    paragraphs: list[Paragraph] = []
    for part in range(number):
        text = clean(f"{part} " + " ".join(chance.choices(WORDS, k=chance.randint(1, 90))))
        paragraphs += [Paragraph(text, part=part, spans=(Span(0, 1, HIT),) if part % 7 == 0 else ()), BLANK]
    return Document(tuple(paragraphs), tuple(range(0, len(paragraphs), 20)))


def test_what_is_laid_out_lazily_becomes_what_is_laid_out_at_once() -> None:
    document = long_document(200)
    whole, lazy = Layout(document, 40), Layout(document, 40, lazily=True)
    assert not lazy.is_settled
    lazy.ensure(150, 30)
    top = lazy.find_line(150)
    assert [lazy.line(top + y).start for y in range(30)] == [
        whole.line(whole.find_line(150) + y).start for y in range(30)
    ]
    while not lazy.is_settled:
        lazy.settle(lambda: True)
    assert lazy.height == whole.height
    assert [lazy.line(y) for y in range(lazy.height)] == [whole.line(y) for y in range(whole.height)]


def test_one_go_wraps_some_and_not_all() -> None:
    lazy = Layout(long_document(400), 40, lazily=True)
    goes = 0
    while not lazy.is_settled:
        lazy.settle(lambda: True)
        goes += 1
    assert goes > 10


def test_paragraphs_that_are_lit_otherwise_are_not_wrapped_again() -> None:
    document = long_document(50)
    before = Layout(document, 40)
    lit = Layout(with_marks(document, ()), 40, before, lazily=True)
    lit.settle(lambda: True)
    assert lit.is_settled
    assert lit.height == before.height
    assert not lit.document.hits


def test_folded_sections_take_a_line_and_every_line_is_found_again() -> None:
    document = fold_sections(long_document(60), {0, 2})
    layout = Layout(document, 40)
    for y in range(layout.height):
        line = layout.line(y)
        assert document.paragraphs[line.paragraph].kind != "folded"
        assert layout.find_line(line.paragraph, line.start) == y
    assert layout.height < Layout(long_document(60), 40).height


def test_an_empty_document_is_laid_out() -> None:
    for document in (Document(()), Document((Paragraph(SafeText(""), "blank"),))):
        layout = Layout(document, 40, lazily=True)
        layout.ensure(0, 5)
        layout.settle()
        assert layout.is_settled


class Bench(App[None]):
    """A text alone."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(VARIABLE_DEFAULTS)

    def compose(self) -> ComposeResult:
        yield LineView(column=40)


async def test_a_long_text_stays_where_it_is_while_the_rest_is_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laid_out, "SLICE_SECONDS", 0.0)
    async with Bench().run_test(size=(60, 20)) as pilot:
        view = pilot.app.query_one(LineView)
        view.show(long_document(600))
        view.go_to(Place(300))
        first = view.render_line(0).text
        assert first.strip().startswith("300 ")
        assert not view._layout.is_settled
        while not view._layout.is_settled:
            assert view.render_line(0).text == first
            await pilot.pause(0.001)
        assert view.render_line(0).text == first
        assert view.place == Place(300)
        assert view.layout_height == Layout(long_document(600), 40).height


async def test_the_end_and_the_hits_of_a_long_text_are_reached_before_all_is_wrapped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(laid_out, "SLICE_SECONDS", 0.0)
    document = long_document(600)
    async with Bench().run_test(size=(60, 20)) as pilot:
        view = pilot.app.query_one(LineView)
        view.show(document)
        view.scroll_last()
        lines = [view.render_line(y).text.strip() for y in range(20)]
        assert any(line.startswith("599 ") for line in lines)
        view.select_hit(50)
        lines = [view.render_line(y).text.strip() for y in range(20)]
        assert any(line.startswith("350 ") for line in lines)
