"""Finding words in one text: literal, without regard to case and accents."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from reader.article import Article, Part
from reader.results import Mark
from reader.text import fold
from reader.tui.document import HIT, Document, Span

MAX_FOUND = 5000
"""Places that are lit; one letter in a long article would light every line."""


STEP = 20_000
"""Characters that are looked through in one step: a millisecond where letters have accents."""


def find_marks(article: Article, words: str) -> tuple[Mark, ...]:
    """Every place where `words` stands in the article as typed, but for case and accents."""
    marks: list[Mark] = []
    for _ in find_steps(article.parts(), words, marks):
        pass
    return tuple(marks)


def find_steps(parts: Iterable[Part], words: str, marks: list[Mark]) -> Iterator[None]:
    """The same, put into `marks` a step at a time, so that a long text keeps nobody waiting."""
    looked = 0
    for number, part in enumerate(parts):
        if len(marks) >= MAX_FOUND:
            break
        marks += [Mark(number, start, end) for start, end in find_places(part.text, words, MAX_FOUND - len(marks))]
        looked += len(part.text)
        if looked >= STEP:
            looked = 0
            yield


def find_places(text: str, words: str, most: int = MAX_FOUND) -> list[tuple[int, int]]:
    """The characters [start, end) of a text, at most so many times, where `words` stands, but for case and accents."""
    wanted = fold(words)
    if not wanted.strip():
        return []
    places: list[tuple[int, int]] = []
    origin: Sequence[int]
    folded, origin = (text.lower(), range(len(text))) if text.isascii() else _folded(text)
    at = folded.find(wanted)
    while at >= 0 and len(places) < most:
        places.append((origin[at], origin[at + len(wanted) - 1] + 1))
        at = folded.find(wanted, at + len(wanted))
    return places


def with_marks(document: Document, marks: Iterable[Mark]) -> Document:
    """The document with these marks as its hits; every paragraph whose hits stay is the very same."""
    wanted: dict[int, list[Span]] = {}
    for mark in marks:
        wanted.setdefault(mark.part, []).append(Span(mark.start, mark.end, HIT))
    paragraphs = list(document.paragraphs)
    lit = {number for number, _, _ in document.hits}
    if wanted:
        lit.update(number for number, each in enumerate(paragraphs) if each.part in wanted)
    for number in sorted(lit):
        paragraph = paragraphs[number]
        new = wanted.pop(paragraph.part, []) if paragraph.part is not None else []
        others = tuple(span for span in paragraph.spans if span.style != HIT)
        paragraphs[number] = replace(paragraph, spans=(*new, *others))
    return Document(tuple(paragraphs), document.sections)


@lru_cache(maxsize=16384)  # the paragraphs of a book: every letter that is typed looks at all of them again
def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its characters the one of `text` that it came from."""
    table = {letter: _fold_letter(letter) for letter in set(text)}
    if all(len(folded) == 1 for folded in table.values()):
        return text.translate({ord(letter): folded for letter, folded in table.items()}), range(len(text))
    letters = [table[letter] for letter in text]
    return "".join(letters), [number for number, folded in enumerate(letters) for _ in folded]


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    return fold(letter)
