"""Finding words in one text: literal, without regard to case and accents."""

from reader.article import Article
from reader.results import Mark
from reader.text import fold

MAX_FOUND = 5000
"""Places that are lit; one letter in a long article would light every line."""


def find_marks(article: Article, words: str) -> tuple[Mark, ...]:
    """Every place where `words` stands in the article as typed, but for case and accents."""
    marks: list[Mark] = []
    for number, part in enumerate(article.parts()):
        marks += [Mark(number, start, end) for start, end in find_places(part.text, words, MAX_FOUND - len(marks))]
    return tuple(marks)


def find_places(text: str, words: str, most: int = MAX_FOUND) -> list[tuple[int, int]]:
    """The characters [start, end) of a text, at most so many times, where `words` stands, but for case and accents."""
    wanted = fold(words)
    if not wanted.strip():
        return []
    places: list[tuple[int, int]] = []
    folded, origin = _folded(text)
    at = folded.find(wanted)
    while at >= 0 and len(places) < most:
        places.append((origin[at], origin[at + len(wanted) - 1] + 1))
        at = folded.find(wanted, at + len(wanted))
    return places


def _folded(text: str) -> tuple[str, "range | list[int]"]:
    """The folded text, and for each of its characters the one of `text` that it came from."""
    if text.isascii():
        return text.lower(), range(len(text))
    letters: list[str] = []
    origin: list[int] = []
    for number, character in enumerate(text):
        folded = fold(character)
        letters.append(folded)
        origin += [number] * len(folded)
    return "".join(letters), origin
