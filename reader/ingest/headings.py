"""Which of an article's lines are headings: short lines without a full stop that stand over text."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from reader.ingest.prose import ends_sentence, ends_statement, has_verb, word_count

LineKind = Literal["text", "bullet", "gap"]

_MAX_WORDS = 14
_MAX_WORDS_GLUED = 12
_MAX_LENGTH = 110
_MAX_WORDS_OVER_LESS = 8
"""Words of a heading over a paragraph that is shorter than it."""
_LONGEST_TABLE_SHARE = 0.25
# Short lines without a stop that follow each other are rows of a table or lines of verse, not headings.
_ROWS = 3
_DIGIT = re.compile(r"\d")
_STARTS_LIKE_HEADING = re.compile(r"['\"‘“(\[¿¡#]*(?:[^\W\d_]|\d)")
_SPEAKS = re.compile(r"(?:Q[.:]|(?:[A-Z][A-Z.'’-]* ){0,4}[A-Z][A-Z.'’-]*:) .*[?.!]$")
_INTRODUCES = re.compile(
    r"(?:the|this|these|those|that|they|it|its|he|she|we|i|you|here|there|among|some|such|other|a|an)\b", re.I
)


class TextLine(NamedTuple):
    """A line as headings see it: a `gap` is anything that is taken out of the text."""

    kind: LineKind
    text: str
    number: int


def find_headings(lines: Sequence[TextLine], *, is_list: bool) -> set[int]:
    """Indexes of the headings among an article's lines. `is_list`: a running list, whose text is in bullets."""
    kept = [index for index, line in enumerate(lines) if line.kind != "gap"]
    found: set[int] = set()
    rows = 0  # short lines without a stop in a row that ends here
    shapes = [lines[index].kind == "text" and _has_shape(lines[index].text) for index in kept]
    for place, index in enumerate(kept):
        rows = rows + 1 if shapes[place] else 0
        if not shapes[place] or place + 1 >= len(kept):
            continue
        below = lines[kept[place + 1]]
        if below.kind == "bullet":
            found.add(index)
            if rows == 2 and is_list:
                found.add(kept[place - 1])
            continue
        if rows >= _ROWS or shapes[place + 1] or not _stands_over(lines[index], below):
            continue
        found.add(index)
        if rows == 2 and _may_be_upper(lines[kept[place - 1]].text):
            found.add(kept[place - 1])
    return found


def _has_shape(text: str) -> bool:
    """Whether a line has the form of a heading, whatever stands around it."""
    if len(text) > _MAX_LENGTH or word_count(text) > _MAX_WORDS or not _STARTS_LIKE_HEADING.match(text):
        return False
    if text[0].islower() or " vs " in text or len(_DIGIT.findall(text)) > _LONGEST_TABLE_SHARE * len(text):
        return False
    if text.endswith("?") and word_count(text) == 1:  # "Why?" is a paragraph of the writer's own
        return False
    if text.endswith(":"):
        return word_count(text) <= 4 and not _INTRODUCES.match(text)
    return not ends_statement(text) and not _SPEAKS.match(text)


def _stands_over(line: TextLine, below: TextLine) -> bool:
    """Whether the line below is running text that a heading can stand over."""
    if below.number == line.number + 1 and word_count(line.text) > _MAX_WORDS_GLUED:
        return False
    if not ends_sentence(below.text) and word_count(below.text) <= _MAX_WORDS:
        return False
    if len(below.text) > len(line.text):
        return True
    return ends_sentence(below.text) and (has_verb(below.text) or word_count(line.text) <= _MAX_WORDS_OVER_LESS)


def _may_be_upper(text: str) -> bool:
    """Whether the first of two short lines may be a heading over a heading."""
    return word_count(text) <= 8 and not _DIGIT.search(text) and not has_verb(text)
