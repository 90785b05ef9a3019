"""What is painted takes the cells that a width library says it takes, and no character is cut: random and hostile text.

wcwidth measures; it follows the terminals that know grapheme clusters. Sequences about which terminals differ are not
painted at all (`steady`), so tmux and plain `wcwidth(3)` come to the same cells.
"""

import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from wcwidth import iter_graphemes, wcswidth, wcwidth

from reader.text import clean
from reader.tui.clusters import cells_of, clusters, is_single, steady
from reader.tui.content import strip
from reader.tui.document import HIT, Document, Paragraph, Span
from reader.tui.layout import Layout
from reader.tui.wrap import clip, cut, pad, snap, wrap
from tests.hostile import HOSTILE

BLANKS = " \u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u3000"
WORDS = (
    "Brennvik", " ", " ", "-", "…", "“", "国际新闻", "，", "「", "」", "ｶﾞ", "が", "か\u3099", "한국",
    "\u1112\u1161\u11ab", "\u1112", "e\u0301", "\u0301\u0302", "\u200b", "\u200c", "\u200d", "\u202f", "\xa0",
    "\u2060", "\t", "\u202e", "\u2067", "\ufeff",
    "👩\u200d👩\u200d👧\u200d👦", "👩🏽\u200d❤\ufe0f\u200d💋\u200d👨🏿", "🏳\ufe0f\u200d🌈", "🇻🇪", "🇻",
    "1\ufe0f\u20e3", "👍🏽", "🏽", "☝🏽", "❤\ufe0f", "❤\ufe0e", "⌚\ufe0e", "⌚\ufe0f", "☎", "\ufe0f", "\ufe0e",
    "🏴\U000e0067\U000e007f",
    "مرحبا", "לְשָׁלוֹם", "لا", "पत्रकार", "क्षि", "क\u094d\u200dष", "நி", "বাংলা", "తెలుగు", "မြန်မာ",
    "ខ្មែរ", "ශ\u0dca\u200dරී", "ไทย", "น้ำ", "བོད",
)  # fmt: skip
"""Pieces of every kind that has a width of its own, put together at random, sense or not."""

texts = st.lists(st.sampled_from(WORDS), max_size=20).map(lambda words: clean("".join(words)))


def test_the_fast_way_takes_only_characters_of_one_cell() -> None:
    singles = [chr(code) for code in range(0x20, 0x11000) if chr(code).isprintable() and is_single(chr(code))]
    assert len(singles) > 1000
    assert [c for c in singles if wcwidth(c) != 1 or cell_len(c) != 1] == []
    assert is_single("Ostrana’s army said: “40 m³ – wider”…")


def test_every_character_alone_has_the_library_s_width() -> None:
    known = [chr(code) for code in range(0x20, 0x30000) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")]
    assert [c for c in map(clean, known) if cells_of(c) != wcswidth(steady(c))] == []


@given(texts)
@example(clean("🇻🇪🇻"))
@example(clean("👩🏽\u200d❤\ufe0f\u200d💋\u200d👨🏿\u200d🇻🇪"))
def test_cells_are_those_of_the_library(text: str) -> None:
    assert cells_of(text) == wcswidth(steady(text))


@given(texts | st.text(max_size=40).map(clean))
def test_what_is_painted_is_as_long_as_what_is_read_and_stays_as_it_is(text: str) -> None:
    painted = steady(text)
    assert len(painted) == len(text)
    assert steady(painted) == painted


@given(texts)
def test_no_cluster_of_the_library_is_cut(text: str) -> None:
    painted = steady(text)
    ends, at = {0}, 0
    for cluster in iter_graphemes(painted):
        ends.add(at := at + len(cluster))
    assert {cluster.end for cluster in clusters(painted)} <= ends


@pytest.mark.parametrize(
    ("text", "painted"),
    [("👍🏽", "👍\ufe0f"), ("❤\ufe0f", "❤\ufe0e"), ("1\ufe0f\u20e3", "1\ufe0e\u20e3"), ("⌚\ufe0e", "⌚\ufe0f"),
     ("🇻", "V"), ("🇻🇪🇳", "🇻🇪N"), ("🏽", "■"), ("a\u200db", "a\u034fb"), ("👩\u200d👧", "👩\u200d👧"), ("🇻🇪", "🇻🇪"),
     ("👩🏽\u200d👨🏿\u200d🇻🇪", "👩\ufe0f\u200d👨\ufe0f\u034f🇻🇪"), ("💋🏽🏽", "💋\ufe0f■")],
)  # fmt: skip
def test_what_terminals_differ_about_is_painted_so_that_they_agree(text: str, painted: str) -> None:
    assert steady(text) == painted


@given(texts, st.integers(1, 14))
def test_any_text_fits_and_nothing_but_blanks_is_lost(text: str, width: int) -> None:
    check_lines(text, width)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", [1, 2, 7, 40])
def test_hostile_text_fits(text: str, width: int) -> None:
    check_lines(clean(text), width)


@pytest.mark.parametrize("seed", range(4))
def test_a_line_of_ten_thousand_characters_fits(seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choice(WORDS) for _ in range(6000))[:10_000]
    check_lines(clean(text), 66)
    check_lines(clean("国" * 10_000), 61)


def test_a_blank_with_a_mark_on_it_stays_whole() -> None:
    check_lines("aa国 \u0301a", 3)


def check_lines(text: str, width: int) -> None:
    found = wrap(text, width)
    edges = {0, len(text), *(cluster.start for cluster in clusters(steady(text)))}
    widest = max((cluster.cells for cluster in clusters(steady(text))), default=1)
    at = 0
    for start, end in found:
        assert text[at:start].strip(BLANKS) == ""
        assert wcswidth(steady(text[start:end])) <= max(width, widest)
        assert {start, end} <= edges
        at = end
    assert text[at:].strip(BLANKS) == ""


@given(texts | st.text(max_size=30).map(clean), st.integers(0, 20))
def test_padding_and_clipping_are_exact(text: str, width: int) -> None:
    assert cells_of(pad(text, width)) == width
    assert cells_of(cut(text, width)) <= width
    assert text.startswith(clip(text, width))
    assert cells_of(clip(text, width)) <= width


@given(texts, st.integers(0, 60), st.integers(0, 60))
def test_a_span_ends_where_clusters_end(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    edges = {0, len(text), *(cluster.start for cluster in clusters(steady(text)))}
    if start < end:
        first, last = snap(text, start, end)
        assert first <= start
        assert end <= last
        assert {first, last} <= edges


@given(texts, st.integers(4, 30), st.integers(0, 30))
def test_a_painted_line_fills_its_width_to_the_cell_with_hits_in_it(text: str, width: int, at: int) -> None:
    span = Span(min(at, len(text)), min(at + 3, len(text)), HIT)
    layout = Layout(Document((Paragraph(clean(text), spans=(span,), lead=clean("• ")),)), width)
    for line in range(layout.height):
        painted = strip(((piece, Style()) for piece, _ in layout.pieces(line)), width, Style())
        assert painted.cell_length == width
        assert wcswidth(painted.text) == width
        assert sum(wcswidth(segment.text) for segment in painted) == width


@given(st.lists(texts, max_size=4), st.integers(1, 20))
def test_a_line_too_long_for_its_place_ends_between_two_characters(pieces: list[str], width: int) -> None:
    painted = strip(((piece, Style()) for piece in pieces), width, Style())
    assert sum(cells_of(segment.text) for segment in painted) == width == painted.cell_length


def test_no_cluster_of_the_standard_s_own_table_is_cut(shared: Path) -> None:
    """GraphemeBreakTest of Unicode; what is painted as another character (controls, a tone on a letter) is left out."""
    table = (shared / "data" / "hostile" / "utf8" / "GraphemeBreakTest.txt").read_text(encoding="utf-8")
    tried = 0
    for line in filter(None, (line.partition("#")[0].strip() for line in table.splitlines())):
        text, edges = "", set()
        for sign in line.split():
            if sign == "÷":
                edges.add(len(text))
            elif sign != "×":
                text += chr(int(sign, 16))
        if clean(text) == text and "■" not in steady(text):
            assert {cluster.end for cluster in clusters(steady(text))} <= edges, line
            tried += 1
    assert tried > 300
