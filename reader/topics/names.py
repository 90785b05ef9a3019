"""People, places and organisations of an article: each once, in its fullest form, in reading order."""

import re
from collections.abc import Iterator, Sequence

from reader.article import Article, Block, Names
from reader.topics.name_candidates import Candidate, Candidates
from reader.topics.name_definition import KINDS, Kind
from reader.topics.name_kinds import decide
from reader.topics.name_merging import merge
from reader.topics.name_rules import NameRules, aliases_of, load_names

__all__ = ["NameRules", "aliases_of", "find_names", "load_names"]

CLEAR = 3
"""What must speak for one word that only begins sentences, where its capital says nothing."""

_SMALL_WORD = re.compile(r"(?<![^\W\d_])[a-zß-ÿ]{4,}")
_CAPITAL = re.compile(r"(?<![^\W\d_])[A-Z]")


def find_names(article: Article, rules: NameRules) -> Names:
    """Who and what an article speaks of, by the words of each name and by those around it."""
    candidates = Candidates(rules)
    texts: list[str] = []
    headlines = set()
    for head, blocks in _read_in_order(article):
        if head:
            if _is_headline(head):
                headlines.add(len(texts))
            texts.append(head)
        texts += [block.text for block in blocks]
    candidates.read(texts, headlines)
    merge(candidates)
    return _names(candidates)


def _read_in_order(article: Article) -> Iterator[tuple[str | None, Sequence[Block]]]:
    """What may be a headline, each with the blocks below it."""
    yield article.title, ()
    yield article.standfirst, ()
    for section in article.sections:
        yield section.heading, section.blocks


def _is_headline(text: str) -> bool:
    """Whether most words have a capital, so that it tells nothing."""
    return len(_CAPITAL.findall(text)) > 3 * len(_SMALL_WORD.findall(text))


def _names(candidates: Candidates) -> Names:
    kinds = {name: _kind_of(each) for name, each in candidates.by_name.items()}
    doubtful = [name for name, each in candidates.by_name.items() if kinds[name] and not each.kind and not each.firm]
    if doubtful:
        small = candidates.small_words({name.lower() for name in doubtful})
        kinds |= {name: None for name in doubtful if name.lower() in small}
    for name, each in candidates.by_name.items():
        if kinds[name] is None and each.firm and each.words == 1 and not any(each.votes):
            kinds[name] = next(filter(None, map(kinds.get, each.beside)), None)
    chosen: dict[Kind, dict[str, None]] = {kind: {} for kind in KINDS}
    for each in sorted(candidates.by_name.values(), key=lambda each: each.spot):
        kind = kinds[each.name]
        if kind:
            whole = each.after and not each.alone and kind != "people"
            chosen[kind][f"{each.name} {each.after}" if whole else each.name] = None
    return Names(*(tuple(chosen[kind]) for kind in KINDS))


def _kind_of(each: Candidate) -> Kind | None:
    if each.kind:
        return each.kind
    people, places, organisations = each.votes
    if each.words == 1 and not each.firm and max(each.votes) < CLEAR:
        return None
    return decide((people, places, organisations))
