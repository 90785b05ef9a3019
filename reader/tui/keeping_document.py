"""What the reader did with an article, in its text: a line under the head, and notes below the passages they are on."""

from collections.abc import Iterator, Sequence

from reader.article import Article
from reader.kept import ArticleState, Note
from reader.text import SafeText, clean, collapse
from reader.tui.document import Document, Paragraph
from reader.tui.widgets.hit_rows import IN_RANGE, NOTES, TAG
from reader.tui.wrap import cut

_QUOTE_CELLS = 40
"""Cells of a passage that are repeated before the note on it, so that one knows which of a paragraph is meant."""

_HEAD = 2
"""Paragraphs before the line on the state: title, and outlet with date."""


def state_words(state: ArticleState) -> SafeText:
    """`unread · starred · #port #to-check · 2 notes`."""
    words = ["read" if state.read else "unread"]
    words += ["starred"] if state.starred else []
    words.append(" ".join(f"{TAG}{tag}" for tag in state.tags) or "no tags")
    if state.notes:
        words.append("1 note" if state.notes == 1 else f"{state.notes:,} notes")
    return clean(" · ".join(words))


def with_kept(document: Document, article: Article, state: ArticleState, notes: Sequence[Note]) -> Document:
    """An article's document with the state under its head, and its notes: those on all of it first.

    As long as the notes are the same, every paragraph keeps its number.
    """
    on: dict[int, list[Note]] = {}
    for note in notes:
        on.setdefault(note.passage.part if note.passage else 0, []).append(note)
    paragraphs = list(document.paragraphs)
    last_of = {paragraph.part: number for number, paragraph in enumerate(paragraphs) if paragraph.part is not None}
    after: dict[int, list[Paragraph]] = {_HEAD - 1: [Paragraph(state_words(state), "byline")]}
    for part, found in on.items():
        at = last_of.get(part, 0)
        below = max(at, _end_of_head(paragraphs)) if at < _HEAD else at
        after.setdefault(below, []).extend(_note(note, article) for note in found)
    made: list[Paragraph] = []
    numbers: list[int] = []
    for number, paragraph in enumerate(paragraphs):
        numbers.append(len(made))
        made += [paragraph, *after.get(number, ())]
    return Document(tuple(made), tuple(numbers[start] for start in document.sections))


def _end_of_head(paragraphs: Sequence[Paragraph]) -> int:
    """The last of the lines on outlet, author and topics."""
    end = 0
    while end + 1 < len(paragraphs) and paragraphs[end + 1].kind == "byline":
        end += 1
    return end


def _note(note: Note, article: Article) -> Paragraph:
    lines = [collapse(line) for line in f"{_about(note, article)}{note.text}".strip().split("\n")]
    breaks = list(_breaks(lines))
    margin = SafeText(f"{IN_RANGE} ")
    return Paragraph(clean(" ".join(lines)), "caption", margin=margin, lead=SafeText(f"{NOTES} "), breaks=tuple(breaks))


def _breaks(lines: Sequence[str]) -> Iterator[int]:
    at = 0
    for line in lines[:-1]:
        at += len(line) + 1
        yield at


def _about(note: Note, article: Article) -> str:
    """The passage, where it is less than the paragraph above or stands there no longer."""
    quote = cut(clean(collapse(note.quote)), _QUOTE_CELLS)
    if not note.quote:
        return ""
    if note.passage is None:
        return f"on “{quote}”, which is no longer in this article: "
    parts = article.parts()
    whole = note.passage.part < len(parts) and len(note.quote) >= len(parts[note.passage.part].text.rstrip())
    return "" if whole else f"on “{quote}”: "
