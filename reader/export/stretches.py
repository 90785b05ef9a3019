"""A text cut where its style changes, so that what is written around each stretch is well nested."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from reader.article import Run
from reader.export.links import safe_address
from reader.export.reading import Chars, Passage

StyleKind = Literal["emphasis", "strong", "struck", "code", "link", "mark"]


class Style(NamedTuple):
    """A style of a text. `begins` tells two of a kind that follow each other apart."""

    kind: StyleKind
    begins: int
    address: str = ""


class Stretch(NamedTuple):
    """Characters [start, end) and their styles, the outermost first; `ends_line`: a blank that is the end of a line."""

    start: int
    end: int
    styles: tuple[Style, ...]
    ends_line: bool = False


def stretches(passage: Passage) -> Iterator[Stretch]:
    """The stretches of a passage in order. A link whose address could do more than open a page is text."""
    styled = _styled(passage.runs, passage.marks)
    breaks = {run.start for run in passage.runs if run.style == "break"}
    edges = {0, len(passage.text), *breaks, *(at + 1 for at in breaks)}
    edges |= {edge for span, _ in styled for edge in span if edge <= len(passage.text)}
    points = sorted(edges)
    active: list[tuple[Chars, Style]] = []
    upcoming = 0
    for start, end in pairwise(points):
        active = [each for each in active if each[0][1] > start]
        while upcoming < len(styled) and styled[upcoming][0][0] <= start:
            if styled[upcoming][0][1] > start:
                active.append(styled[upcoming])
            upcoming += 1
        # A mark may begin and end anywhere, so it is the innermost: nothing else has to be closed for it.
        styles = sorted((style for _, style in active), key=lambda style: style.kind == "mark")
        yield Stretch(start, end, tuple(styles), start in breaks)


def cells(row: Passage) -> list[tuple[Passage, str]]:
    """The cells of a row of a table, each with the side it is set to: `left`, `right` or `centre`."""
    inside: list[tuple[Run, list[Run]]] = []
    for run in row.runs:  # a cell's runs follow it and end in it
        if run.style == "cell":
            inside.append((run, []))
        elif inside and run.style != "break" and run.end <= inside[-1][0].end:
            inside[-1][1].append(run)
    if not inside:
        return [(row, "")]
    return [(_cut(row, cell.start, cell.end, runs), cell.detail) for cell, runs in inside]


def _cut(row: Passage, start: int, end: int, runs: Sequence[Run]) -> Passage:
    """Characters [start, end) of a row, with these runs, and its marks as far as they are there."""
    moved = tuple(Run(run.start - start, run.end - start, run.style, run.detail) for run in runs)
    marks = ((max(low, start) - start, min(high, end) - start) for low, high in row.marks)
    return Passage(row.text[start:end], moved, tuple((low, high) for low, high in marks if low < high))


def _styled(runs: Sequence[Run], marks: Sequence[Chars]) -> list[tuple[Chars, Style]]:
    styled: list[tuple[Chars, Style]] = []
    for run in runs:
        if run.style == "link":
            if address := safe_address(run.detail):
                styled.append(((run.start, run.end), Style("link", run.start, address)))
        elif run.style != "break" and run.style != "cell":
            styled.append(((run.start, run.end), Style(run.style, run.start)))
    styled += [((start, end), Style("mark", start)) for start, end in marks]
    return sorted(styled, key=lambda each: (each[0][0], -each[0][1]))
