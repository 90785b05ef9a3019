"""Words, phrases and prefixes of a query as nodes of the tree, by the one way to cut text into words."""

import re

from reader.errors import QueryError
from reader.search.query.source import brief
from reader.search.query.stopwords import COMMON
from reader.search.query.tree import Exact, Literally, Near, Node, Phrase, Prefix, Word
from reader.text import MAX_TERM, slug, words

MIN_STEM = 3
"""Letters before `*`; fewer would stand for more words than can be looked up in time."""

_MARK_INSIDE = re.compile(r"\w\?+\w")
_FUZZY = re.compile(r"[^~]*\w~[0-9.]*")


def read_term(text: str, column: int) -> Node:
    """A word as typed without quotes: a word, a phrase where it has several parts, or a prefix. Raises QueryError."""
    literal = text.startswith("=")
    body, column = (text[1:], column + 1) if literal else (text, column)
    if "*" in body:
        if literal:
            raise QueryError(column + body.index("*"), "= asks for one very form, so no * after it")
        return Prefix(read_stem(body, column), column)
    _refuse_patterns(body, column)
    terms = read_words(body, column)
    if len(terms) > 1:
        return Phrase(terms, column)
    if literal:
        return Literally(terms[0], column)
    first = next(words(body)).start
    return Exact(terms[0], column) if body[first].isupper() or body[first].istitle() else Word(terms[0], column)


def read_quoted(text: str, slop: int | None, column: int, *, literal: bool = False) -> Node:
    """What stands in quotes: a phrase, or with `~` exact words near each other. Raises QueryError."""
    terms = read_words(text, column + 1)
    if slop is not None:
        if len(terms) < 2:
            raise QueryError(column, "~ needs two words or more in the quotes")
        return Near(slop, tuple(Exact(term, column) for term in terms), column=column)
    return Literally(terms[0], column) if literal and len(terms) == 1 else Phrase(terms, column)


def read_words(text: str, column: int) -> tuple[str, ...]:
    """The terms of a text. Raises QueryError when it has none, or one of more than 128 characters."""
    found = tuple(words(text))
    if not found:
        raise QueryError(column, "no letters or digits here to search for")
    for word in found:
        if word.end - word.start > MAX_TERM:
            raise QueryError(column + word.start, f"a word has at most {MAX_TERM} characters")
    return tuple(word.term for word in found)


def read_stem(text: str, column: int, *, value: bool = False) -> str:
    """What stands before the `*` that ends a word or a value, folded. Raises QueryError at the `*`."""
    star = text.index("*")
    stem, place = text[:star], column + star
    if star == 0 and len(text) > 1:
        raise QueryError(place, "no * in front, only at the end of a word")
    if star < len(text) - 1:
        raise QueryError(place, "* stands only at the end of a word")
    _refuse_patterns(stem, column)
    if sum(map(str.isalnum, stem)) < MIN_STEM:
        raise QueryError(place, f"at least {MIN_STEM} letters before *")
    terms = read_words(stem, column)
    if value:
        return slug(stem)
    if len(terms) > 1 or len(terms[0]) < MIN_STEM or not stem[-1].isalnum():
        raise QueryError(place, f"* goes with one word of at least {MIN_STEM} letters")
    return terms[0]


def _refuse_patterns(text: str, column: int) -> None:
    if mark := _MARK_INSIDE.search(text):
        raise QueryError(column + mark.start() + 1, "no ? for a letter; use a prefix, as in brennv*")
    if _FUZZY.fullmatch(text):
        place = column + text.rindex("~")
        raise QueryError(place, '~ goes after quotes, as in "loan crowns"~5')


def is_common(node: Node, text: str) -> bool:
    """Whether a word is one of the very common ones; `WHO` and `IT`, all in capitals, are not."""
    return isinstance(node, Word | Exact) and node.text in COMMON and not (len(text) > 1 and text.isupper())


def echo(text: str) -> str:
    """A word as a hint names it, without the punctuation around it."""
    return brief(text.strip(".,;:!?'\"/"))
