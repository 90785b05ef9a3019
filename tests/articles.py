"""Articles made for tests, in the fictional world of the sample corpus."""

import hashlib
from collections.abc import Sequence

from reader.article import Article, Block, Label, Place, PublicationDate, Section


def make_article(
    title: str = "Ferry talks resume in Lindholm",
    *paragraphs: str,
    headed: Sequence[tuple[str, Sequence[str], Sequence[str]]] = (),
    day: str | None = "2031-03-14",
    outlet: str | None = "Harbour Wire",
    dump: str = "march.txt",
    line: int = 3,
    **more: object,
) -> Article:
    """An article; `headed` lists sections as heading, topics and bullets. Lines are numbered as a dump would."""
    number = line
    sections = []
    for heading, topics, bullets in [(None, (), paragraphs), *headed]:
        labels = tuple(Label(topic, f'heading "{heading}"') for topic in topics)
        if heading is not None:
            number += 2
        heading_line = number if heading is not None else None
        blocks = []
        for text in bullets:
            number += 2
            blocks.append(Block("bullet" if heading else "paragraph", text, number, labels))
        sections.append(Section(heading, heading_line, tuple(blocks), labels))
    texts = [title, *(block.text for section in sections for block in section.blocks)]
    return Article(
        id=hashlib.sha256("\n".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:12],
        title=title,
        place=Place(dump, line, number + 2, line * 10, number * 10, "0" * 64),
        sections=tuple(sections),
        outlet=outlet,
        date=PublicationDate(day, day, "day", "given") if day else None,
        **more,  # type: ignore[arg-type]
    )
