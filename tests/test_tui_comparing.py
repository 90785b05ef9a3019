"""A comparison before it has a width: signs, what stands level, what is folded, what is a difference."""

from dataclasses import replace

import pytest

from reader.comparison import Comparison, Passage, PassageMatch
from reader.results import Mark, Reading
from reader.tui.compare.arrangement import LevelledTexts, fold_items, level_texts, text_folds
from reader.tui.compare.halves import swapped
from reader.tui.compare.lines import Sheet
from reader.tui.compare.panes import ComparedPanes, Shape
from reader.tui.compare.rows import Row, folds_of, rows_of
from reader.tui.compare.texts import ComparedText
from reader.tui.document import Span, article_document
from reader.tui.layout import Layout
from tests.comparisons import ASIDE, EQUAL, LOAN, RATES, Pair, compared, harbour_comparison, report

Texts = tuple[ComparedText, ComparedText]


def set_out(found: Comparison, marks: tuple[Mark, ...] = ()) -> LevelledTexts:
    documents = (article_document(Reading(found.left, marks)), article_document(Reading(found.right, marks)))
    return level_texts(found, documents, found.levels(), lambda: False)


def texts_of(found: Comparison, marks: tuple[Mark, ...] = ()) -> Texts:
    return set_out(found, marks).texts


def levelled(found: Comparison) -> tuple[Texts, tuple[Row, ...]]:
    both = set_out(found)
    return both.texts, both.columns.rows


def shown(texts: Texts, row: Row, side: int) -> str:
    return " ".join(each.text for each in texts[side].document.paragraphs[slice(*row.sides[side])])


def signs(text: ComparedText) -> dict[str, str]:
    return {
        paragraph.text: unit.sign
        for paragraph, unit in zip(text.document.paragraphs, text.units, strict=True)
        if unit.passage is not None
    }


def test_every_passage_has_its_sign() -> None:
    texts, _ = levelled(harbour_comparison())
    left, right = signs(texts[0]), signs(texts[1])
    assert [left[sentence] for sentence in EQUAL] == ["="] * 3
    assert left[ASIDE] == "+" and right[RATES] == "+"
    assert left[LOAN] == right[LOAN] == "="
    assert next(sign for text, sign in left.items() if text.startswith("Shells hit the")) == "#"
    assert next(sign for text, sign in right.items() if text.startswith("Ostrana's army")) == "~"
    assert left["Shells hit Brennvik harbour"] == " ", "a title that only one has is no difference"


def test_what_both_have_is_no_difference_even_where_another_passage_is_like_it() -> None:
    one = report(1, "One", "Harbour Wire", 13, (None, ["Six people died at Brennvik.", "Seven people died at Karrow."]))
    other = report(2, "Two", "The Meridian", 14, (None, ["Six people died at Brennvik."]))
    pair = Pair("Seven people", "Six people", figures=(("died", "Seven", "Six", "conflict"),))
    texts, _ = levelled(compared(one, other, [pair]))
    assert signs(texts[1])["Six people died at Brennvik."] == "="
    assert signs(texts[0])["Seven people died at Karrow."] == "#"


def test_stock_text_has_no_sign_and_is_no_difference() -> None:
    stock = "Here is where things stand on day"
    one = report(1, "Day 1", "Harbour Wire", 13, (None, [f"{stock} 1.", ASIDE]))
    other = report(2, "Day 2", "Harbour Wire", 14, (None, [f"{stock} 2.", ASIDE]))
    found = compared(one, other, stock=stock)
    texts, rows = levelled(found)
    assert signs(texts[0])[f"{stock} 1."] == signs(texts[1])[f"{stock} 2."] == " "
    assert set_out(found).differences == ()
    beside = next(row for row in rows if shown(texts, row, 0).endswith(f"{stock} 1."))
    assert shown(texts, beside, 1).endswith(f"{stock} 2."), "neither is faced by blanks"


def test_rows_hold_both_texts_whole_and_in_their_own_order() -> None:
    for found in (harbour_comparison(), swapped(harbour_comparison())):
        for beside in (True, False):
            texts = texts_of(found)
            rows = rows_of(*texts, found.levels(), beside=beside)
            for side in (0, 1):
                units = [unit for row in rows for unit in range(*row.sides[side])]
                assert units == list(range(len(texts[side].units)))


def test_matched_passages_stand_level_and_what_moved_stays_where_it_is() -> None:
    texts, rows = levelled(harbour_comparison())
    level = [(shown(texts, row, 0)[:12], shown(texts, row, 1)[:12]) for row in rows if row.level]
    assert level == [
        ("Shells hit t", "Shelling of "), ("The port off", "The port off"), ("Nobody was o", "Nobody was o"),
        ("The road to ", "The road to "), ("Ostrana said", "Ostrana's ar"),
    ]  # fmt: skip
    moved = [(row.sign, shown(texts, row, 0), shown(texts, row, 1)) for row in rows if row.moved]
    quoted = "The Straits Council promised 40m cr…"
    assert moved == [
        ("=", "", f"{LOAN} = in A, below: {quoted}"),
        ("=", f"{LOAN} = in B, above: {quoted}", ""),
    ]


def test_the_longest_chain_is_levelled() -> None:
    numbers = [f"Sentence number {number} stands here." for number in range(8)]
    one = report(1, "One", "Harbour Wire", 13, (None, numbers))
    other = report(2, "Two", "The Meridian", 14, (None, [numbers[7], *numbers[:3], *numbers[5:7], *numbers[3:5]]))
    found = compared(one, other)
    chain = [(level.left, level.right) for level in found.levels()]
    rights = [right for _, (right,) in chain]
    assert rights == sorted(rights)
    assert len(chain) == 5


def test_a_passage_that_was_split_takes_both_halves() -> None:
    one = report(1, "One", "Harbour Wire", 13, (None, [f"Shells fell at dusk and the ferry sank. {ASIDE}"]))
    other = report(2, "Two", "The Meridian", 14, (None, [f"Shells fell at dusk. The ferry sank. {ASIDE}"]))
    pairs = [Pair("Shells fell", "Shells fell"), Pair("Shells fell", "The ferry")]
    for found in (compared(one, other, pairs), swapped(compared(one, other, pairs))):
        texts, rows = levelled(found)
        row = next(row for row in rows if row.sign == "~")
        assert {shown(texts, row, 0), shown(texts, row, 1)} == {
            "Shells fell at dusk and the ferry sank.",
            "Shells fell at dusk. The ferry sank.",
        }
        assert not any(row.moved for row in rows)


def test_a_note_says_above_where_the_other_half_stands_level_with_an_earlier_passage() -> None:
    one = report(1, "One", "Harbour Wire", 13, (None, ["Shells fell at dusk.", ASIDE]))
    other = report(2, "Two", "The Meridian", 14, (None, ["Shells fell.", RATES, "At dusk it was.", ASIDE]))
    found = compared(one, other, [Pair("Shells fell", "Shells fell"), Pair("Shells fell", "At dusk")])
    texts, rows = levelled(found)
    assert [shown(texts, row, 1) for row in rows if row.moved] == [
        "At dusk it was. ~ in A, above: Shells fell at dusk."
    ]


def test_titles_stand_level_with_titles_only() -> None:
    one = report(1, "Shells hit Brennvik", "Harbour Wire", 13, (None, [ASIDE]))
    other = report(2, "What is known", "The Meridian", 14, (None, ["Shells hit Brennvik.", ASIDE]))
    texts, rows = levelled(compared(one, other, [Pair("Shells hit", "Shells hit")]))
    assert [shown(texts, row, 0) for row in rows if row.level] == [ASIDE]
    assert shown(texts, rows[0], 0).startswith("Shells hit Brennvik ~ in B, below: ")
    assert shown(texts, rows[0], 1).startswith("What is known The Meridian")


def test_two_or_more_equal_passages_fold_and_a_heading_parts_them() -> None:
    texts, rows = levelled(harbour_comparison())
    (fold,) = folds_of(rows)
    assert fold.end - fold.first == 3
    one = report(1, "One", "Harbour Wire", 13, (None, EQUAL[:2]), ("Aid", EQUAL[2:]))
    other = report(2, "Two", "The Meridian", 14, (None, EQUAL))
    texts, rows = levelled(compared(one, other))
    assert [fold.end - fold.first for fold in folds_of(rows)] == [2]
    assert "AID  A" in [shown(texts, row, 0) for row in rows if not row.sign.strip()]


def test_differences_are_counted_once_each() -> None:
    both = set_out(harbour_comparison())
    begin = [(0, each.units[0]) if each.units[0] is not None else (1, each.units[1]) for each in both.differences]
    found = [both.texts[side].document.paragraphs[unit or 0].text[:10] for side, unit in begin]
    assert found == ["Shells hit", "Ostrana sa", ASIDE[:10], "Two lorrie", RATES[:10]]


def test_what_differs_is_lit_in_near_matches_and_only_figures_in_reworded_ones() -> None:
    texts, _ = levelled(harbour_comparison())
    paragraph = next(each for each in texts[0].document.paragraphs if each.text.startswith("Shells hit the"))
    lit = [(paragraph.text[span.start : span.end], span.style) for span in paragraph.spans]
    assert lit == [("Shells hit", "changed"), ("four", "differs"), ("11", "differs")]
    found = harbour_comparison()
    matches = tuple(replace(match, relation="reworded") for match in found.matches)
    texts, _ = levelled(replace(found, matches=matches))
    styles = {span.style for each in texts[0].document.paragraphs for span in each.spans}
    assert "differs" in styles and "changed" not in styles


def test_hits_stand_in_the_sentence_they_are_in() -> None:
    found = harbour_comparison()
    parts = found.left.parts()
    number = next(number for number, part in enumerate(parts) if EQUAL[1] in part.text)
    start = parts[number].text.index("ferry")
    texts = texts_of(found, (Mark(number, start, start + 5),))
    (hit,) = texts[0].document.hits
    paragraph = texts[0].document.paragraphs[hit[0]]
    assert paragraph.text == EQUAL[1]
    assert paragraph.text[hit[1] : hit[2]] == "ferry"
    assert Span(hit[1], hit[2], "hit") in paragraph.spans


def test_long_stretches_without_a_match_stand_beside_each_other_and_short_ones_do_not() -> None:
    many = [[f"{side} tells this alone, as number {number}." for number in range(9)] for side in "AB"]
    one = report(1, "One", "Harbour Wire", 13, (None, [*many[0], ASIDE, *many[0][:0]]))
    other = report(2, "Two", "The Meridian", 14, (None, [*many[1], ASIDE]))
    _, rows = levelled(compared(one, other))
    assert [row.beside for row in rows if row.sign == "+"] == [True]
    one = report(1, "One", "Harbour Wire", 13, (None, [*many[0][:2], ASIDE]))
    _, rows = levelled(compared(one, other))
    assert [(row.words, row.beside) for row in rows if row.sign == "+"] == [("only in A", False), ("only in B", False)]


def test_swapping_twice_changes_nothing() -> None:
    found = replace(harbour_comparison(), pairs=())
    assert swapped(swapped(found)) == found


def test_a_comparison_that_does_not_fit_its_articles_breaks_nothing() -> None:
    found = harbour_comparison()
    strange = replace(
        found,
        matches=(*found.matches, PassageMatch(999, 0, "same", 1.0), PassageMatch(0, 999, "near", 0.5)),
        left_passages=(*found.left_passages, Passage(2, 5000, 6000)),
    )
    texts, rows = levelled(strange)
    assert [unit for row in rows for unit in range(*row.left)] == list(range(len(texts[0].units)))


@pytest.mark.parametrize("lazily", [False, True])
def test_every_line_of_both_texts_stands_on_some_line_of_the_screen(lazily: bool) -> None:
    both = set_out(harbour_comparison())
    for width in (10, 30, 66):
        for arrangement in (both.columns, both.stacked):
            for opened in ((), arrangement.folds):
                left, right = (Layout(text.document, width, lazily=lazily) for text in both.texts)
                items = fold_items(
                    arrangement.items, arrangement.folds, opened.__contains__, stacked=arrangement.stacked
                )
                sheet = Sheet(items, both.texts, (left, right), level=not arrangement.stacked)
                while sheet.wrap_near(0, 10_000):
                    sheet.count()
                lines = [sheet.line(number) for number in range(sheet.height)]
                for side, layout in enumerate((left, right)):
                    seen = [(at.paragraph, at.number) for line in lines if (at := line.of(side)) is not None]
                    assert seen == sorted(set(seen))
                    layout.settle()
                    layout.count_anew()
                    for number in range(layout.height):
                        at = layout.line(number)
                        here = sheet.where(side, at.paragraph, at.start)
                        shown = lines[here].of(side)
                        if (at.paragraph, at.number) in seen:
                            assert shown is not None
                            assert (shown.paragraph, shown.start, shown.end) == (at.paragraph, at.start, at.end)
                        else:
                            assert lines[here].what == "fold" or (arrangement.stacked and side and shown is None)


def test_only_what_is_new_folds_the_rest() -> None:
    texts, _ = levelled(harbour_comparison())
    folds = text_folds(texts[1], only_new=True)
    kept = [
        paragraph.text
        for number, paragraph in enumerate(texts[1].document.paragraphs)
        if not any(fold.first <= number < fold.end for fold in folds)
    ]
    assert [text[:12] for text in kept[-3:]] == ["Shelling of ", "INSURANCE  I", RATES[:12]]
    assert LOAN not in kept


@pytest.mark.parametrize("form", ["columns", "stacked", "alone"])
def test_the_reader_stays_where_he_is_whatever_the_width(form: str) -> None:
    found = harbour_comparison()
    panes = ComparedPanes(*texts_of(found))
    panes.put_levelled(set_out(found))

    def lay_out(width: int) -> None:
        shown = 0 if form == "alone" else None
        panes.lay_out(Shape(form, shown, (8, 8), (width, width), level=form != "alone"))  # type: ignore[arg-type]

    lay_out(40)
    panes.go_to(0, panes.texts[0].first[6])
    for width in (80, 20, 33, 12, 40):
        lay_out(width)
        unit = panes.unit
        assert panes.texts[0].document.paragraphs[unit].text == ASIDE
        line = panes.pane.line_at(panes.pane.cursor)
        assert line is not None and line.left is not None and line.left.paragraph == unit
        assert panes.pane.painted_top <= panes.pane.cursor < panes.pane.painted_top + 8
