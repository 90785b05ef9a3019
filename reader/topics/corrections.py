"""What a person says of a section's topics goes before every rule.

A correction belongs to the text of the section: it holds wherever that text stands, also when a changed dump is read
again and the rest of the article is another.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from reader.article import Article, Label, Section

BY_HAND = "by hand"
"""The reason of a topic that a person gave."""

Corrections = Mapping[str, Mapping[str, bool]]
"""By passage, the topics that it has, or has not, because a person says so."""

_DIGITS = 24  # hexadecimal: 96 bits, so that no two passages are ever taken for one


def passage_of(section: Section) -> str:
    """What stands for the text of a section, heading and blocks."""
    text = "\n".join([section.heading or "", *(block.text for block in section.blocks)])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def apply_corrections(article: Article, corrections: Corrections) -> Article:
    """The article with what was said by hand: a topic taken from a section is taken from its blocks as well."""
    if not corrections:
        return article
    sections = tuple(
        _corrected(section, corrections.get(passage_of(section), {})) if section.blocks or section.heading else section
        for section in article.sections
    )
    return article if sections == article.sections else replace(article, sections=sections)


def _corrected(section: Section, said: Mapping[str, bool]) -> Section:
    if not said:
        return section
    gone = {topic for topic, wanted in said.items() if not wanted}
    given = tuple(Label(topic, BY_HAND) for topic, wanted in said.items() if wanted)
    named = {label.topic for label in given}
    return replace(
        section,
        labels=(*(label for label in section.labels if label.topic not in gone | named), *given),
        blocks=tuple(
            replace(block, labels=tuple(label for label in block.labels if label.topic not in gone))
            for block in section.blocks
        ),
    )
