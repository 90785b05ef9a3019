"""Lines are cut by cells, at blanks, and never through a character."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size, split_graphemes

from reader.text import clean
from reader.tui.wrap import cut, is_single, pad, snap, wrap
from tests.hostile import HOSTILE

BLANKS = " \u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u3000"
FAMILY = "👩\u200d👩\u200d👧\u200d👦"


def lines(text: str, width: int, indent: int = 0) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width, indent)]


def test_lines_break_at_blanks_and_lose_them() -> None:
    text = "Shells hit the harbour at  Brennvik on Thursday"
    assert lines(text, 16) == ["Shells hit the", "harbour at", "Brennvik on", "Thursday"]


def test_the_first_line_can_be_shorter() -> None:
    assert lines("Shells hit the harbour", 16, indent=6) == ["Shells hit", "the harbour"]


def test_offsets_lead_back_into_the_text() -> None:
    text = "  two blanks first"
    assert wrap(text, 40) == ((0, len(text)),)


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrap("", 10) == ((0, 0),)


def test_a_long_word_is_broken_and_a_hyphenated_one_at_its_hyphen() -> None:
    assert lines("a" * 20, 8) == ["a" * 8, "a" * 8, "aaaa"]
    assert lines("a long-awaited truce", 10) == ["a long-", "awaited", "truce"]
    assert lines("since 2031-03-10 and", 12) == ["since", "2031-03-10", "and"]


def test_a_no_break_space_does_not_break() -> None:
    assert lines("Tor 40\u202fmillion crowns", 12) == ["Tor", "40\u202fmillion", "crowns"]


def test_wide_characters_count_two_cells_and_punctuation_stays_behind() -> None:
    assert lines("布伦维克港口，渡轮", 8) == ["布伦维克", "港口，渡", "轮"]
    assert lines("布伦维克，港口", 8) == ["布伦维", "克，港口"]


def test_a_cluster_is_never_cut() -> None:
    assert lines(FAMILY * 4, 5) == [FAMILY * 2, FAMILY * 2]
    assert lines("e\u0301" * 6, 4) == ["e\u0301" * 4, "e\u0301" * 2]


def test_a_cluster_wider_than_the_line_still_goes_somewhere() -> None:
    assert lines("国际", 1) == ["国", "际"]


def test_the_fast_way_takes_only_characters_of_one_cell() -> None:
    singles = [chr(code) for code in range(0x20, 0x11000) if chr(code).isprintable()]
    assert [c for c in singles if is_single(c) and get_character_cell_size(c) != 1] == []
    assert is_single("Ostrana’s army said: “40 m³ – wider”…")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", [1, 2, 7, 40])
def test_hostile_text_fits(text: str, width: int) -> None:
    check_lines(clean(text), width)


@given(st.text(alphabet=st.sampled_from("ab -国，é\u0301\u200d👩🇻\u202f…"), max_size=60), st.integers(2, 12))
def test_any_text_fits_and_nothing_but_blanks_is_lost(text: str, width: int) -> None:
    assume(cell_len(text) == split_graphemes(text)[1])  # rich disagrees with itself about joiners that join nothing
    check_lines(clean(text), width)


def test_a_blank_with_a_mark_on_it_stays_whole() -> None:
    check_lines("aa国 \u0301a", 3)


def check_lines(text: str, width: int) -> None:
    found = wrap(text, width)
    edges = {0, len(text), *(start for start, _, _ in split_graphemes(text)[0])}
    at = 0
    for start, end in found:
        assert text[at:start].strip(BLANKS) == ""
        line = text[start:end]
        assert cell_len(line) <= max(width, 2)
        assert start in edges
        assert end in edges or text[end].isspace()
        at = end
    assert text[at:].strip(BLANKS) == ""


def test_what_is_cut_ends_in_an_ellipsis() -> None:
    assert cut("Lindholm Courier", 16) == "Lindholm Courier"
    assert cut("Lindholm Courier", 10) == "Lindholm…"
    assert cut("国际新闻", 6) == "国际…"
    assert cut("国际新闻", 5) == "国际…"
    assert cut("Lindholm", 0) == ""


@given(st.text(max_size=30), st.integers(0, 20))
def test_padding_is_exact(text: str, width: int) -> None:
    assert cell_len(pad(clean(text), width)) == width


def test_a_span_is_widened_to_whole_clusters() -> None:
    assert snap("abc", 1, 2) == (1, 2)
    assert snap("re\u0301sume\u0301", 1, 2) == (1, 3)
    assert snap(f"x{FAMILY}y", 2, 3) == (1, 1 + len(FAMILY))
