"""A row of the hit list, made from its article."""

from collections import Counter

from reader.article import Article
from reader.kept import ArticleState
from reader.results import Hit
from reader.search.marks import TITLE_PART
from reader.search.snippets import Light, shown_part, snippet

_UNTOUCHED = ArticleState()


def hit_of(
    key: int,
    article: Article,
    light: Light,
    score: float,
    *,
    with_snippet: bool = True,
    partial: bool = False,
    state: ArticleState = _UNTOUCHED,
) -> Hit:
    """The row of an article that answers the query of `light`. Only the parts that the row shows are lit."""
    parts = article.parts()
    best = light.opens_at(article, parts, light.topics_asked(article))
    if parts[best].kind == "heading" and best + 1 < len(parts):
        best += 1  # an article opens at the heading; a row shows the block below it
    part = parts[best]
    # Where only the headline answers, or nothing was asked, the passage shown is the beginning of the text.
    passage = best or min(1, len(parts) - 1)
    shown = {TITLE_PART, shown_part(parts, passage)} if with_snippet and passage else {TITLE_PART}
    marks = light.marks(parts, sorted(shown))
    return Hit(
        key=key,
        id=article.id,
        title=article.title,
        outlet=article.outlet,
        date=article.date,
        topics=_weightiest_first(article),
        score=score,
        section=article.sections[part.section].heading if part.section is not None else None,
        line=part.line,
        snippet=snippet(parts, marks, passage) if with_snippet and passage else None,
        title_spans=tuple((mark.start, mark.end) for mark in marks if mark.part == TITLE_PART),
        partial=partial,
        state=state,
    )


def _weightiest_first(article: Article) -> tuple[str, ...]:
    """The topics of an article by the number of blocks on them, in reading order among equals."""
    blocks = Counter(label.topic for section in article.sections for block in section.blocks for label in block.labels)
    return tuple(sorted(article.topics, key=lambda topic: -blocks[topic]))
