"""Two texts cut into the passages of a comparison, each with its sign and with what differs lit; free of any width."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from rich.cells import cell_len

from reader.article import Article
from reader.comparison import Chars, Comparison, Passage, PassageMatch
from reader.results import Mark
from reader.text import SafeText, clean
from reader.tui.document import HIT, NO_TEXT, Document, Paragraph, Span

SAME, REWORDED, DIFFERS, ONLY, NO_SIGN = "=", "~", "#", "+", " "
"""Signs of the gutter: both have it; nearly, or in other words; a figure or name differs; only here; none."""

CHANGED, FIGURE = "changed", "differs"
"""Names of the styles of a word that the other side does not have, and of a figure or name that differs."""

_STEP = 500
"""Places that are lit in one step: two or three milliseconds."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One run of text of a side: a passage, or what stands between passages (heading, byline, note; passage None).

    `space`: a blank line stands before it. `fixed`: no passage of the text, or one that is never a difference.
    """

    passage: int | None = None
    sign: str = NO_SIGN
    space: bool = False

    @property
    def fixed(self) -> bool:
        """Whether it only stands there: nothing is said of what the other side has of it."""
        return self.sign == NO_SIGN


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A side: `document` has one paragraph for each of the `units`; `first` is the unit of each passage.

    `starts` are the characters of its part at which each unit begins. `spaces` is, for each unit, how many blank lines
    stand before it and before all units above it.
    """

    document: Document
    units: tuple[Unit, ...]
    first: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    spaces: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "spaces", tuple(accumulate(unit.space for unit in self.units)))

    def with_hits(self, marks: Iterable[Mark]) -> "ComparedText":
        """The same text with these marks as its hits; what is not lit otherwise stays the very same."""
        made: list[ComparedText] = []
        for _ in self.hit_steps(marks, made):
            pass
        return made[0]

    def hit_steps(self, marks: Iterable[Mark], made: "list[ComparedText]") -> Iterator[None]:
        """The same, put into `made` after as many steps as keep nobody waiting."""
        wanted: dict[int, list[Span]] = {}
        marks = list(marks)
        units = self._units_of({mark.part for mark in marks})
        for number, mark in enumerate(marks):
            if number % _STEP == _STEP - 1:
                yield
            its = units.get(mark.part, [])
            at = max(0, bisect_right(its, mark.start, key=self.starts.__getitem__) - 1)
            for unit in its[at:]:
                start, length = self.starts[unit], len(self.document.paragraphs[unit].text)
                if mark.end <= start:
                    break
                if mark.start < start + length:
                    span = Span(max(0, mark.start - start), min(mark.end - start, length), HIT)
                    wanted.setdefault(unit, []).append(span)
        paragraphs = list(self.document.paragraphs)
        for number, unit in enumerate({*wanted, *(unit for unit, _, _ in self.document.hits)}):
            if number % _STEP == _STEP - 1:
                yield
            others = (span for span in paragraphs[unit].spans if span.style != HIT)
            paragraphs[unit] = replace(paragraphs[unit], spans=(*others, *wanted.get(unit, ())))
        made.append(replace(self, document=Document(tuple(paragraphs), self.document.sections)))

    def _units_of(self, parts: Collection[int]) -> dict[int, list[int]]:
        """The units of these parts."""
        units: dict[int, list[int]] = {part: [] for part in parts}
        if units:
            for unit, paragraph in enumerate(self.document.paragraphs):
                if paragraph.part in units:
                    units[paragraph.part].append(unit)
        return units


NOTHING = ComparedText(Document(()), ())


@dataclass(frozen=True, slots=True)
class Marking:
    """What a comparison says of a side: its passages, a sign and perhaps a note for each, what is lit in its parts."""

    passages: tuple[Passage, ...] = ()
    signs: tuple[str, ...] = ()
    notes: Mapping[int, SafeText] = field(default_factory=dict)
    lit: Mapping[int, Sequence[Span]] = field(default_factory=dict)


UNMARKED = Marking()


def words_of(match: PassageMatch) -> str:
    """What a match is, in words: `figures differ`, `nearly the same`."""
    if match.figures or match.names:
        kinds = [name for name, found in (("figures", match.figures), ("names", match.names)) if found]
        return f"{' and '.join(kinds)} differ"
    return {"same": "the same", "near": "nearly the same", "reworded": "reworded"}[match.relation]


def marking_of(found: Comparison, side: int, notes: Mapping[int, SafeText]) -> Marking:
    """What a comparison says of its left (0) or right (1) side."""
    passages = found.right_passages if side else found.left_passages
    return Marking(passages, found.signs(1 if side else 0), notes, _lit(found, side, passages))


def _lit(found: Comparison, side: int, passages: Sequence[Passage]) -> dict[int, list[Span]]:
    """For each part the words that differ; of what is only reworded the figures and names alone."""
    lit: dict[int, set[tuple[int, int, str]]] = {}
    for match in found.matches:
        number = match.right if side else match.left
        if not 0 <= number < len(passages):
            continue
        here = lit.setdefault(passages[number].part, set())
        told: list[Chars] = [figure.right_at if side else figure.left_at for figure in match.figures]
        told += [name.right_at if side else name.left_at for name in match.names]
        here.update((start, end, FIGURE) for start, end in told)
        if match.relation == "near":
            changed = match.right_changed if side else match.left_changed
            here.update((start, end, CHANGED) for start, end in changed if not _covered(start, end, told))
    return {part: [Span(*span) for span in sorted(spans)] for part, spans in lit.items()}


def _covered(start: int, end: int, told: Sequence[Chars]) -> bool:
    return any(low <= start and end <= high for low, high in told)


def compared_text(document: Document, article: Article | None, marking: Marking = UNMARKED) -> ComparedText:
    """A document, as `article_document` makes it of this article, with a paragraph for each passage."""
    texts = [clean(part.text) for part in article.parts()] if article is not None and marking.passages else []
    by_part: dict[int, list[int]] = {}
    for number, passage in enumerate(marking.passages):
        by_part.setdefault(passage.part, []).append(number)
    paragraphs: list[Paragraph] = []
    units: list[Unit] = []
    begins_at: list[int] = []
    first = [0] * len(marking.passages)
    begins = set(document.sections)
    sections: list[int] = []
    space = False
    for number, paragraph in enumerate(document.paragraphs):
        if number in begins:
            sections.append(len(units))
        if paragraph.kind == "blank" and not paragraph.text:
            space = bool(units)
            continue
        here = by_part.pop(paragraph.part, []) if paragraph.part is not None else []
        whole = paragraph.part is None or not here or paragraph.text != texts[paragraph.part]
        starts = [0] if whole else [0, *(marking.passages[each].start for each in here[1:])]
        pieces = [paragraph] if whole else _cut(paragraph, starts)
        for each, piece in enumerate(pieces):
            if not here:
                units.append(Unit(space=space))
                paragraphs.append(piece)
                begins_at.append(0)
                space = False
                continue
            told = here[each]
            first[told] = len(units)
            units.append(Unit(told, marking.signs[told], space))
            begins_at.append(starts[each])
            paragraphs.append(_light(piece, starts[each], marking.lit.get(paragraph.part or 0, ())))
            space = False
            if told in marking.notes:
                units.append(Unit())
                begins_at.append(0)
                paragraphs.append(Paragraph(marking.notes[told], "caption", indent=2))
        for told in here[len(pieces) :]:
            first[told] = len(units) - 1
    document = Document(tuple(paragraphs), tuple(sections))
    return ComparedText(document, tuple(units), tuple(first), tuple(begins_at))


def _cut(paragraph: Paragraph, starts: Sequence[int]) -> list[Paragraph]:
    """A paragraph cut at these characters, of which the first is 0."""
    out = []
    inset = paragraph.indent + cell_len(paragraph.lead)
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(paragraph.text)
        text = SafeText(paragraph.text[start:end].rstrip())
        spans = tuple(
            Span(max(0, span.start - start), min(span.end - start, len(text)), span.style)
            for span in paragraph.spans
            if span.start < end and span.end > start
        )
        piece = replace(paragraph, text=text, spans=spans)
        out.append(piece if number == 0 else replace(piece, lead=NO_TEXT, indent=inset))
    return out


def _light(piece: Paragraph, start: int, lit: Sequence[Span]) -> Paragraph:
    """A piece that begins at a character of its part, with what differs lit in it, below the hits."""
    end = start + len(piece.text)
    mine = tuple(Span(s.start - start, min(s.end, end) - start, s.style) for s in lit if start <= s.start < end)
    return replace(piece, spans=(*mine, *piece.spans)) if mine else piece
