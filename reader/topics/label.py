"""Gives the blocks and sections of an article their topics, each with the reason."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from reader.article import Article, Block, Label, Section
from reader.topics.decision import LEANING, Reasons, Said, decide_alone, decide_besides, decide_by_neighbours, quoted
from reader.topics.evidence import contexts_of, weigh
from reader.topics.finder import NOTHING, Found
from reader.topics.heading import heading_topics
from reader.topics.rules import TopicRules

STOCK_WORDS = 30
"""Words that a stock opening line has at most."""
SMALL = 4
"""Blocks up to which one block's topic is the section's; in a longer section it takes two."""


def label_article(article: Article, rules: TopicRules) -> Article:
    """The article with labels on its blocks and sections, in place of those it had."""
    opening = [rules.words.find(text) for text in (article.title, article.standfirst) if text]
    headings = [rules.words.find(section.heading) if section.heading else NOTHING for section in article.sections]
    texts = [[rules.words.find(block.text) for block in section.blocks] for section in article.sections]
    contexts = contexts_of([*opening, *headings, *(found for each in texts for found in each)], rules)
    sections = []
    for section, heading, found in zip(article.sections, headings, texts, strict=True):
        hinted = [topic for topic, said in weigh(heading, contexts, rules).items() if said.weight >= LEANING]
        said = [None if _is_stock(each, rules) else weigh(each, contexts, rules) for each in found]
        sections.append(_label_section(section, hinted, said, bool(contexts), rules))
    return replace(article, sections=tuple(sections))


def _label_section(
    section: Section, hinted: Collection[int], said: Sequence[Said | None], follow: bool, rules: TopicRules
) -> Section:
    """`hinted` are topics that the heading's words lean to; `said` runs beside the blocks, None for a stock line."""
    names = [topic.name for topic in rules.topics]
    heading = section.heading or ""
    announced = dict.fromkeys(heading_topics(heading, rules), f'heading "{heading}"')
    spoken = [each for each in said if each is not None]
    if announced:
        decided = [announced | decide_besides(each) | announced for each in spoken]
    else:
        decided = [decide_alone(each, hinted, heading) for each in spoken]
        decided = decide_by_neighbours(decided, spoken, names, follow=follow)
    waiting = iter(decided)
    blocks = tuple(
        _labelled(block, () if each is None else _labels(next(waiting), names))
        for block, each in zip(section.blocks, said, strict=True)
    )
    labels = _labels(announced | _shared(decided, spoken, announced), names)
    return Section(section.heading, section.line, blocks, labels, section.markup)


def _labelled(block: Block, labels: tuple[Label, ...]) -> Block:
    if not labels and not block.labels:
        return block
    return Block(block.kind, block.text, block.line, labels, block.markup)


def _shared(decided: Sequence[Reasons], said: Sequence[Said], announced: Mapping[int, str]) -> Reasons:
    """The topics that a section has by its blocks, the commonest first."""
    counts = Counter([topic for reasons in decided for topic in reasons if topic not in announced])
    shared: Reasons = {}
    for topic, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if count > 1 or len(decided) <= SMALL:
            best = max((each[topic] for each in said if topic in each), key=lambda evidence: evidence.weight)
            shared[topic] = f"{count} of {len(decided)} blocks, {quoted(best)}"
    return shared


def _labels(reasons: Mapping[int, str], names: Sequence[str]) -> tuple[Label, ...]:
    return tuple([Label(names[topic], why) for topic, why in reasons.items()]) if reasons else ()


def _is_stock(found: Found, rules: TopicRules) -> bool:
    """Whether a block opens a page and says nothing of its own: "Here is where things stand on Friday"."""
    if len(found.words) > STOCK_WORDS or rules.stock_lines.isdisjoint(found.places):
        return False
    return any(start == 0 for number in rules.stock_lines & found.places.keys() for start, _ in found.places[number])
