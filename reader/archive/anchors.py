"""Where a passage stands in a text that has changed: found by its words and by those around it.

The selector is the TextQuoteSelector of the W3C's Web Annotation Data Model (2017): the exact text, and some of what
stands before and after it, which tells equal passages apart.
"""

from typing import NamedTuple

from reader.article import Article
from reader.errors import UsageError
from reader.kept import TextSpan

CONTEXT = 32
"""Characters kept on each side, as annotation tools on the web keep them."""

MAX_QUOTE = 100_000
"""Characters of a passage; longer than any paragraph that was written by hand."""

_MOST_PLACES = 1000  # that are weighed, of a passage as short as one letter in a text of megabytes


class Anchor(NamedTuple):
    """A passage by its text; empty for the whole article."""

    quote: str = ""
    prefix: str = ""
    suffix: str = ""


def anchor_of(article: Article, passage: TextSpan) -> Anchor:
    """What a passage is found again by. Raises UsageError where the article has no such passage."""
    texts = [part.text for part in article.parts()]
    if not 0 <= passage.part < len(texts) or not 0 <= passage.start < passage.end <= len(texts[passage.part]):
        raise UsageError("the article has no such passage", "select it again")
    if passage.end - passage.start > MAX_QUOTE:
        raise UsageError(f"a passage has at most {MAX_QUOTE:,} characters", "select less")
    whole = "\n".join(texts)
    start = sum(len(text) + 1 for text in texts[: passage.part]) + passage.start
    end = start + passage.end - passage.start
    return Anchor(whole[start:end], whole[max(0, start - CONTEXT) : start], whole[end : end + CONTEXT])


def find_passage(article: Article, anchor: Anchor) -> TextSpan | None:
    """Where the passage stands now; None where the article has it no longer, or it is the whole article."""
    if not anchor.quote:
        return None
    texts = [part.text for part in article.parts()]
    whole = "\n".join(texts)
    at = whole.find(anchor.prefix + anchor.quote + anchor.suffix)
    place = at + len(anchor.prefix) if at >= 0 else _best_place(whole, anchor)
    if place is None:
        return None
    first = 0
    for number, text in enumerate(texts):
        if place <= first + len(text):
            return TextSpan(number, place - first, place - first + len(anchor.quote))
        first += len(text) + 1
    return None


def _best_place(whole: str, anchor: Anchor) -> int | None:
    """The occurrence of the quote with most of its surroundings; of equal ones the first."""
    best, most, at = None, -1, whole.find(anchor.quote)
    for _ in range(_MOST_PLACES):
        if at < 0:
            break
        end = at + len(anchor.quote)
        shared = _shared(whole[max(0, at - CONTEXT) : at][::-1], anchor.prefix[::-1])
        shared += _shared(whole[end : end + CONTEXT], anchor.suffix)
        if shared > most:
            best, most = at, shared
        at = whole.find(anchor.quote, at + 1)
    return best


def _shared(text: str, other: str) -> int:
    """The length of what two texts begin with in common."""
    return next((n for n, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), min(len(text), len(other)))
