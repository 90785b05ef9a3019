"""The one gate for untrusted text: made safe to display, folded for search, cut into words and sentences."""

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple, NewType

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

SafeText = NewType("SafeText", str)
"""Text that has passed `clean`: no character of it can steer a terminal."""

REPLACEMENT = "\ufffd"

# Format characters that reorder, hide or tag text. ZWJ and ZWNJ stay: emoji and several scripts need them.
_PREFIXED = [*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD, *range(0x13430, 0x13440),
             *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B)]  # fmt: skip
_INVISIBLE = [0x00AD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF,
              *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)]  # fmt: skip
_ONE_LINE: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    **dict.fromkeys([*range(0x80, 0xA0), *_INVISIBLE, *_PREFIXED, *range(0xD800, 0xE000)], REPLACEMENT),
    0x7F: "\u2421",
    0x09: " ",
    0xA0: " ",
}
_MULTILINE = {code: text for code, text in _ONE_LINE.items() if code != 0x0A}

# Dropped where text enters the archive: they carry no meaning in a scraped page and break words and offsets.
_DROPPED = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF])
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKS_IN_A_ROW = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]{4})[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]+"
)


def clean(text: str, *, multiline: bool = False) -> SafeText:
    """Make text safe for a terminal, at the same length: each unsafe character becomes one visible one.

    Spans into `text` stay right. A line feed is kept only with `multiline`.
    """
    if text.isprintable():
        return SafeText(text)
    return SafeText(text.translate(_MULTILINE if multiline else _ONE_LINE))


def collapse(text: str) -> str:
    """White space runs, no-break spaces among them, as one blank; soft hyphens and zero-width spaces dropped.

    Runs of combining marks are cut to four, more than any orthography stacks; lone surrogates, which no file can hold,
    become U+FFFD.
    """
    if not text.isascii():
        text = _SURROGATE.sub(REPLACEMENT, _MARKS_IN_A_ROW.sub(r"\1", text.translate(_DROPPED)))
    return " ".join(text.split())


# Letters that no decomposition takes apart, and the two dotless and dotted forms of i.
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """One form for all spellings that a reader would hold to be the same: case, accents, width, apostrophes.

    NFKD with marks removed, then case folding (Unicode 15, section 5.18); ʼ and ’ become '.
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold().translate(_UNDECOMPOSED)
    return unicodedata.normalize("NFC", text).translate(_APOSTROPHES).translate(_DROPPED)


_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u02b9\u2032\uff07\u201b`"), "'")


class Word(NamedTuple):
    """A word of a text: [start, end) in the text as given, and its folded term."""

    start: int
    end: int
    term: str


# In order: dotted abbreviations (U.S.), numbers with separators (1,396 and 105.5), then words with inner apostrophes.
# Combining marks belong to their word; the underscore does not. Abbreviations are bounded, since a.a.a… would be
# quadratic, and nothing backtracks (`+` after a quantifier), since one word of megabytes would fill the memory.
_MARKS = r"[\u0300-\u036f\u0483-\u0487\u200c\u200d]"
_LETTERS = rf"[^\W_]++(?:{_MARKS}++[^\W_]*+)*+"
_APOSTROPHE = "['\u2018\u2019\u02bc\uff07]"
WORD = re.compile(
    rf"(?:[^\W\d_]\.){{2,12}}(?![^\W_])|\d++(?:[.,]\d++)*+(?:{_LETTERS})?+"
    rf"|{_LETTERS}(?:{_APOSTROPHE}{_LETTERS})*+"
)
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_POSSESSIVE = re.compile(r"'s?$")
MAX_TERM = 128
"""Letters of a word that count; what is longer is cut. One huge token costs Whoosh quadratic time."""


@lru_cache(maxsize=65536)
def term_of(word: str) -> str:
    """The term a word is found by: folded, without a possessive 's, without separators in numbers and abbreviations."""
    term = _POSSESSIVE.sub("", fold(word)[:MAX_TERM])
    if term[:1].isdigit():
        return _GROUPED.sub("", term)
    return term.replace(".", "") if "." in term else term


def words(text: str) -> Iterator[Word]:
    """Cut text into the words that search knows. The index, queries and highlights all use this one function."""
    for found in WORD.finditer(text):
        if term := term_of(found[0]):
            yield Word(found.start(), found.end(), term)


_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9\u00c0-\u024f\u0400-\u04ff])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|St|Jr|Sr|vs|No|Inc|Ltd|Co|Corp|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|(?:\b[A-Za-z]\.)+[A-Za-z])\.\s*$"
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """[start, end) of each sentence. Initials, titles, months and dotted abbreviations end none."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text[max(start, found.start() - 12) : found.end()]):
            continue
        yield start, found.start() + len(found[0].rstrip())
        start = found.end()
    if start < len(text):
        yield start, len(text.rstrip())


# What a terminal, an editor or an HTML page could obey or hide; inside JSON it can only stand in a string.
_ESCAPED = re.compile(
    "[\x7f-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)


def _escape(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


def to_json(record: object, *, indent: int | None = None) -> str:
    """JSON with letters as they are, and every character that could steer a reader's screen escaped."""
    return _ESCAPED.sub(_escape, json.dumps(record, ensure_ascii=False, indent=indent))


def plural(number: int, noun: str) -> str:
    """A number with its noun: `1 article`, `1,204 articles`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def slug(value: str) -> str:
    """A field's value as it is written in a query: folded words joined by hyphens."""
    return "-".join(word.term for word in words(value))


@cache
def markdown_parser() -> "MarkdownIt":
    """The one Markdown parser: CommonMark with tables, raw HTML and indented code off."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).disable("code").enable(["table", "strikethrough"])
