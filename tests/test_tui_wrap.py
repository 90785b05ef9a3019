"""Lines are cut by cells, at blanks, and never through a character."""

from reader.tui.wrap import cut, snap, wrap

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
    assert lines("🇻🇪" * 4, 5) == ["🇻🇪" * 2, "🇻🇪" * 2]
    assert lines("👍🏽" * 4, 4) == ["👍🏽" * 2, "👍🏽" * 2]


def test_words_of_scripts_with_wide_vowels_stay_whole() -> None:
    assert lines("नमस्ते ओस्त्राना की सेना", 9) == ["नमस्ते", "ओस्त्राना की", "सेना"]


def test_text_from_right_to_left_keeps_the_order_it_is_stored_in() -> None:
    assert lines("قصف ميناء برينفيك اليوم", 12) == ["قصف ميناء", "برينفيك", "اليوم"]
    assert lines("said שלום twice", 9) == ["said שלום", "twice"]


def test_a_cluster_wider_than_the_line_still_goes_somewhere() -> None:
    assert lines("国际", 1) == ["国", "际"]


def test_what_is_cut_ends_in_an_ellipsis() -> None:
    assert cut("Lindholm Courier", 16) == "Lindholm Courier"
    assert cut("Lindholm Courier", 10) == "Lindholm…"
    assert cut("国际新闻", 6) == "国际…"
    assert cut("国际新闻", 5) == "国际…"
    assert cut("Lindholm", 0) == ""


def test_a_span_is_widened_to_whole_clusters() -> None:
    assert snap("abc", 1, 2) == (1, 2)
    assert snap("re\u0301sume\u0301", 1, 2) == (1, 3)
    assert snap(f"x{FAMILY}y", 2, 3) == (1, 1 + len(FAMILY))
