"""Finding words in one text: literal, without regard to case and accents."""

from reader.article import Article
from reader.results import Mark
from reader.text import fold

MAX_FOUND = 5000
"""Places that are lit; one letter in a long article would light every line."""


def find_marks(article: Article, words: str) -> tuple[Mark, ...]:
    """Every place where `words` stands in the article as typed, but for case and accents."""
    wanted = fold(words)
    if not wanted.strip():
        return ()
    marks: list[Mark] = []
    for number, part in enumerate(article.parts()):
        text, origin = _folded(part.text)
        at = text.find(wanted)
        while at >= 0 and len(marks) < MAX_FOUND:
            marks.append(Mark(number, origin[at], origin[at + len(wanted) - 1] + 1))
            at = text.find(wanted, at + len(wanted))
    return tuple(marks)


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
