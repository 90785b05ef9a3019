"""Two reports of one shelling, and comparisons made by hand: what the engine would find, without the engine."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reader.article import Article, Block, Label, Place, PublicationDate, Section
from reader.comparison import (
    Chars,
    Comparison,
    FigureDifference,
    NameDifference,
    Passage,
    PassageMatch,
    Relation,
    StoryColumn,
    StoryFigures,
    StoryRow,
    StoryValue,
    Verdict,
)
from reader.text import sentences

EQUAL = (
    "The port office shut the quay at noon.",
    "Nobody was on the ferry when it was hit.",
    "The road to Karrow stayed open.",
)
ASIDE = "The evening ferry had left ten minutes before."
RATES = "Insurers doubled their rates on Friday."
LOAN = "The Straits Council promised 40m crowns for the quay."


def report(number: int, title: str, outlet: str, day: int, *sections: tuple[str | None, Sequence[str]]) -> Article:
    """An article of these sections, each a heading and paragraphs."""
    made, line = [], 3 + number * 40
    for heading, texts in sections:
        blocks = []
        for text in texts:
            line += 2
            blocks.append(Block("paragraph", text, line))
        labels = (Label(heading.lower(), f'heading "{heading}"'),) if heading else ()
        made.append(Section(heading, line - 1 if heading else None, tuple(blocks), labels))
    iso = f"2031-03-{day:02d}"
    return Article(
        id=f"{number:016x}", title=title, place=Place("dump.txt", 1 + number * 40, 39 + number * 40, 0, 100, "0" * 64),
        sections=tuple(made), outlet=outlet, date=PublicationDate(iso, iso, "day", "test"),
    )  # fmt: skip


def harbour_reports() -> tuple[Article, Article]:
    """Two reports of the shelling of Brennvik harbour."""
    left = report(
        1, "Shells hit Brennvik harbour", "Harbour Wire", 13,
        (None, ["Shells hit the harbour at Brennvik on Thursday, killing four people and wounding 11.",
                " ".join(EQUAL), "Ostrana said its guns had answered fire from across the Osk.", ASIDE]),
        ("Aid", [LOAN, "Two lorries of blankets reached Karrow."]),
    )  # fmt: skip
    right = report(
        2, "Harbour shelling: what is known", "The Meridian", 14,
        (None, [LOAN, "Shelling of Brennvik harbour killed six people and wounded 19, the port office said.",
                " ".join(EQUAL), "Ostrana's army said its guns had replied to fire from across the Osk."]),
        ("Insurance", [RATES]),
    )  # fmt: skip
    return left, right


@dataclass(frozen=True)
class Pair:
    """Passages that meet, each told by how it begins; figures and names by how they are written."""

    left: str
    right: str
    relation: Relation = "near"
    figures: tuple[tuple[str, str, str, Verdict], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    changed: tuple[tuple[str, str], ...] = ()


HARBOUR_PAIRS = (
    Pair(
        "Shells hit the", "Shelling of", "near",
        (("killed", "four", "six", "conflict"), ("wounded", "11", "19", "later")),
        changed=(("Shells hit", "Shelling of"),),
    ),
    Pair("Ostrana said", "Ostrana's army", changed=(("answered", "replied to"),)),
)  # fmt: skip


def passages_of(article: Article, stock: str = "") -> tuple[Passage, ...]:
    """Every sentence of an article but its headings; those that begin with `stock` are stock."""
    return tuple(
        Passage(number, start, end, bool(stock) and part.text[start:].startswith(stock))
        for number, part in enumerate(article.parts())
        if part.kind != "heading"
        for start, end in sentences(part.text)
    )


def compared(left: Article, right: Article, pairs: Sequence[Pair] = (), stock: str = "") -> Comparison:
    """A comparison in which equal sentences meet, and those of `pairs`."""
    articles, passages = (left, right), (passages_of(left, stock), passages_of(right, stock))
    texts = [
        [article.parts()[each.part].text[each.start : each.end] for each in found]
        for article, found in zip(articles, passages, strict=True)
    ]
    matches = [
        PassageMatch(number, texts[1].index(text), "same", 1.0)
        for number, text in enumerate(texts[0])
        if text in texts[1] and not passages[0][number].stock
    ]
    for pair in pairs:
        ends = [
            next(number for number, text in enumerate(found) if text.startswith(begins))
            for found, begins in zip(texts, (pair.left, pair.right), strict=True)
        ]

        def at(side: int, words: str, ends: list[int] = ends) -> Chars:
            start = passages[side][ends[side]].start + texts[side][ends[side]].index(words)
            return start, start + len(words)

        figures = tuple(
            FigureDifference(what, one, other, 4.0, 6.0, at(0, one), at(1, other), None, verdict)
            for what, one, other, verdict in pair.figures
        )
        names = tuple(NameDifference(one, other, at(0, one), at(1, other)) for one, other in pair.names)
        changed = [tuple(at(side, words[side]) for words in pair.changed) for side in (0, 1)]
        matches.append(PassageMatch(ends[0], ends[1], pair.relation, 0.8, figures, names, changed[0], changed[1]))
    matches.sort(key=lambda match: (match.left, match.right))
    met = [len({match.left for match in matches}), len({match.right for match in matches})]
    shared = sum(met) / max(1, sum(len(found) for found in passages))
    return Comparison(left, right, *passages, tuple(matches), (), shared)


def harbour_comparison() -> Comparison:
    """The two reports of the shelling, compared."""
    return compared(*harbour_reports(), HARBOUR_PAIRS)


def story_table(articles: Sequence[tuple[int, Article]], unread: tuple[str, ...] = ()) -> StoryFigures:
    """Figures of a story: killed, wounded, ferries and a loan, told by some of these articles."""
    told = (
        ("killed", None, ("four", "six", "6", "6")),
        ("wounded", None, ("11", "19", "19", "23")),
        ("ferries stopped", None, ("2", "2", None, None)),
        ("loan", "crowns", (None, "40m", "40 mill.", "38m")),
    )
    odd = {("killed", 0), ("wounded", 0), ("wounded", 3), ("loan", 3)}
    rows = []
    for what, unit, texts in told:
        values = tuple(
            None if text is None else StoryValue(
                text, 1.0, 1, (0, len(text)), f"The port office counted {text} {what} by the evening.",
                (what, number) in odd,
            )
            for number, text in enumerate((texts * 5)[: len(articles)])
        )  # fmt: skip
        rows.append(StoryRow(what, unit, values))
    columns = tuple(StoryColumn(key, article.title, article.outlet, article.date) for key, article in articles)
    return StoryFigures(columns, tuple(rows), unread)


def renamed(article: Article, number: int, outlet: str, day: int) -> Article:
    """The same report by another outlet, on another day."""
    iso = f"2031-03-{day:02d}"
    return replace(article, id=f"{number:016x}", outlet=outlet, date=PublicationDate(iso, iso, "day", "test"))
