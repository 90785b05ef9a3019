"""Figures, dates and quotations of an article, lit in its document when the reader asks for them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from reader.tui.document import Document, Span

Lit = Literal["none", "figures", "dates", "quotations", "all"]
"""What is lit."""

ORDER: tuple[Lit, ...] = ("none", "figures", "dates", "quotations", "all")
"""The order in which one key goes through them."""

KINDS: Mapping[Lit, frozenset[str]] = {
    "none": frozenset(),
    "figures": frozenset({"figure"}),
    "dates": frozenset({"date"}),
    "quotations": frozenset({"quote"}),
    "all": frozenset({"figure", "date", "quote"}),
}

STYLES = {"figure": "lit-figure", "date": "lit-date", "quote": "lit-quote"}
"""The ink of each kind: they differ without colour as well."""

Lights = Mapping[int, Sequence[tuple[int, int, str]]]
"""For each part of an article, by number, characters [start, end) and their kind, as `Library.lights` gives them."""


def following(lit: Lit) -> Lit:
    """What the key lights next."""
    return ORDER[(ORDER.index(lit) + 1) % len(ORDER)]


def count_lights(lights: Lights, lit: Lit) -> int:
    """How many places are lit."""
    return sum(kind in KINDS[lit] for part in lights.values() for _, _, kind in part)


def with_lights(document: Document, lights: Lights, lit: Lit) -> Document:
    """The document with these kinds lit under its hits; every other paragraph stays the very same."""
    kinds = KINDS[lit]
    if not kinds:
        return document
    paragraphs = list(document.paragraphs)
    for number, paragraph in enumerate(paragraphs):
        found = lights.get(paragraph.part, ()) if paragraph.part is not None else ()
        spans = tuple(Span(start, end, STYLES[kind]) for start, end, kind in found if kind in kinds)
        if spans:
            paragraphs[number] = replace(paragraph, spans=(*spans, *paragraph.spans))
    return Document(tuple(paragraphs), document.sections)
