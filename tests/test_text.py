"""The gate for untrusted text: nothing steers a terminal, and no spelling hides a word."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import clean, collapse, fold, sentences, slug, term_of, words


@given(st.text(st.characters()))
def test_cleaned_text_has_the_same_length_and_no_character_that_steers(text: str) -> None:
    safe = clean(text)
    assert len(safe) == len(text)
    left = [c for c in safe if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert not left
    assert not set(safe) & set("\u00ad\u200b\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2069\ufeff")


def test_only_line_feeds_survive_where_lines_are_kept() -> None:
    assert clean("a\nb\x1b[2J", multiline=True) == "a\nb␛[2J"
    assert clean("a\nb") == "a␊b"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karrow’s", "karrow"),
        ("KARROW", "karrow"),
        ("café", "cafe\u0301"),
        ("café", "CAFE"),
        ("Ångström", "angstrom"),
        ("Søren", "soren"),
        ("İzmit", "izmit"),
        ("Straße", "STRASSE"),
        ("ﬁre", "fire"),
        ("п’ять", "п\u02bcять"),
        ("1,396", "1396"),
        ("U.S.", "US"),
        ("ＷＡＲ", "war"),
    ],
)
def test_spellings_of_one_word_are_one_term(one: str, other: str) -> None:
    assert term_of(one) == term_of(other)


def test_words_carry_their_place_in_the_text_as_it_was() -> None:
    text = "“Karrow’s cease-fire”, said\u00a0Søren"
    found = list(words(text))
    assert [word.term for word in found] == ["karrow", "cease", "fire", "said", "soren"]
    assert text[found[0].start : found[0].end] == "Karrow’s"


@given(st.text())
def test_cutting_words_never_fails_and_spans_are_in_order(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert word.term == fold(word.term) or not word.term.isascii()
        end = word.end


def test_white_space_of_every_kind_is_one_blank() -> None:
    assert collapse(" a\u00a0\u00a0b \u2009 c\t\u200bd ") == "a b c d"


def test_stacked_marks_are_cut() -> None:
    assert len(collapse("z" + "\u0301" * 500)) == 5


def test_sentences_do_not_end_at_abbreviations() -> None:
    text = "Mr. Rehn met the U.S. envoy on Feb. 24. “No,” he said. Then it rained!"
    assert [text[a:b] for a, b in sentences(text)] == [
        "Mr. Rehn met the U.S. envoy on Feb. 24.",
        "“No,” he said.",
        "Then it rained!",
    ]


def test_a_value_is_written_as_its_words() -> None:
    assert slug("Harbour  Wire") == slug("HARBOUR-WIRE") == "harbour-wire"
