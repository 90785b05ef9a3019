"""The people of a byline, as managers of references want them: family name apart, where it can be told."""

import re
from functools import cache

from reader.article import Article
from reader.record import record

_BY = re.compile(
    r"^\s*(?:by|written by|reported by|story by|words by|text by|authors?:|writers?:)[:\s]+", re.IGNORECASE
)
_PARTING = re.compile(r"\s*(?:[,;|&/]|\band\b|\bwith\b)\s*", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\s+(?:in|at|for|of|from|via)\s.*$")
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_MOST_WORDS = 5

# Words that belong to the family name after them. None of them is a given name that stands between two others.
_PARTICLES = "af al bin da de del della den der di dos du el ibn la le st st. ten ter van von y zu zur"
_SUFFIXES = ("jr", "sr", "ii", "iii", "iv")
# A name with one of these is an office or a desk, and stays whole.
_OFFICES = (
    "agencies agency bureau correspondent correspondents desk editor editorial editors news newsroom press reporter "
    "reporters service staff team the wire writer writers"
)


@record
class Author:
    """Who wrote something. Where no family name can be told apart, `family` is the whole name and `given` is empty."""

    family: str
    given: str = ""
    suffix: str = ""


def authors_of(article: Article) -> tuple[Author, ...]:
    """Those of the byline, without the outlet and the agency: neither is ever made an author.

    Where a part of it is no person's name, all that is left stands as one name.
    """
    byline = _BY.sub("", article.byline or "").strip()
    houses = [each.casefold() for each in (article.outlet, article.agency) if each]
    pieces = [_ELSEWHERE.sub("", piece) for piece in _PARTING.split(byline)]
    pieces = [each for each in pieces if each and not any(each.casefold().startswith(house) for house in houses)]
    if not pieces:
        return ()
    people = [_person(each) for each in _with_suffixes(pieces)]
    known = tuple(each for each in people if each is not None)
    return known if len(known) == len(people) else (Author(byline),)


def _with_suffixes(pieces: list[str]) -> list[str]:
    """`Jon Holt`, `Jr.` is one name that was written with a comma."""
    joined: list[str] = []
    for piece in pieces:
        if joined and _is_suffix(piece):
            joined[-1] += f" {piece}"
        else:
            joined.append(piece)
    return joined


def _person(text: str) -> Author | None:
    words = text.split()
    if not 2 <= len(words) <= _MOST_WORDS or not _set(_OFFICES).isdisjoint(map(str.casefold, words)):
        return None
    suffix = words.pop() if _is_suffix(words[-1]) else ""
    if len(words) < 2 or not all(_is_name_word(word) for word in words):
        return None
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in _set(_PARTICLES):
        at -= 1
    if words[at - 1].islower():
        return None  # "de la Cruz": no given name stands before it
    return Author(" ".join(words[at:]), " ".join(words[:at]), suffix)


def _is_name_word(word: str) -> bool:
    return _NAME_WORD.fullmatch(word) is not None and (not word[0].islower() or word in _set(_PARTICLES))


@cache
def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _is_suffix(word: str) -> bool:
    return word.casefold().rstrip(".") in _SUFFIXES
