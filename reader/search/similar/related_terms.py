"""The words of an article that tell what it reports, passage by passage.

What a running list says every day (its title and opening) and what stands in articles in spite of what they report
(appeals, credits, headings) is told apart here, so that it makes nothing alike.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from reader.article import Article, Part
from reader.search.index.document import cut_words
from reader.search.query.stopwords import COMMON
from reader.text import term_of

WORDS_READ = 4000
"""Words of an article that are compared: ten pages; so an article of megabytes costs no more than a long one."""

TITLE_WEIGHT = 2.0
"""A word of the title counts twice: the headline says which event it is."""

NAME_WEIGHT = 1.25
"""A name or a figure counts a quarter more than another word that is as rare: it says who, where and how many.

Among 1, 1.2, 1.25, 1.4, 1.5 and 2 the middle was best or within a hundredth of it on collections of three kinds: short
reports of events with look-alikes, and two archives of one war, its running lists among them.
"""

_LETTERS = 20  # of a word with the blank after it, at the most that matters: what is cut off is never looked at
_PATTERN_TERMS = 20  # words by which a passage that comes again is known
_UNTELLING = COMMON | {""}
_LONGEST_OPENING = 25  # words of a paragraph before a running list that only says what follows
_FEWEST_TERMS = 5  # of an entry of a list that can tell which event it is about
_FEWEST_ENTRIES = 4  # of an article that is a list
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = "january february march april may june july august september october november december"
_CALENDAR = frozenset(f"{_DAYS} {_MONTHS}".split())


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of an article: its words but the very common ones, the names among them, and how it would recur.

    `pattern` is how it begins, without figures and days, which change where the rest is stock.
    """

    terms: tuple[str, ...]
    names: frozenset[str]
    pattern: str
    entry: bool
    title: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """What of an article is compared: its passages, and what says that it belongs to a series. `day` is ISO."""

    passages: tuple[Passage, ...]
    series: str | None
    outlet: str | None
    headline: str
    day: str | None

    @property
    def is_list(self) -> bool:
        """Whether it is a list of several events rather than a report of one."""
        entries = sum(passage.entry for passage in self.passages)
        return self.series is not None or (
            entries >= _FEWEST_ENTRIES and entries * 2 > sum(not each.title for each in self.passages)
        )


Weights = Mapping[str, float]


def read_wording(article: Article) -> Wording:
    """Cut an article into its passages; of a running list without the title and the opening that all its parts have."""
    parts = article.parts()
    title = _passage(parts[0], WORDS_READ)
    kept = [title] if article.series is None else []
    left = WORDS_READ
    opening = article.series is not None
    for part in parts[1:]:
        opening = opening and part.kind in ("standfirst", "paragraph")
        if left <= 0:
            break
        passage = _passage(part, left)
        left -= len(passage.terms)
        if not opening or len(part.text.split(None, _LONGEST_OPENING + 1)) > _LONGEST_OPENING:
            kept.append(passage)
    return Wording(
        passages=tuple(kept),
        series=article.series.name if article.series else None,
        outlet=article.outlet,
        headline=title.pattern,
        day=article.date.first if article.date else None,
    )


def _passage(part: Part, most: int) -> Passage:
    words = cut_words(part.text[: most * _LETTERS])[:most]
    terms = tuple(term for term in map(term_of, words) if term not in _UNTELLING)
    in_title = part.kind == "title"
    # The first word has a capital anyway, and in a headline all words may have one.
    names = frozenset() if in_title else frozenset(term_of(word) for word in words[1:] if not word.islower())
    pattern = " ".join(term for term in terms[:_PATTERN_TERMS] if not term[0].isdigit() and term not in _CALENDAR)
    return Passage(terms, names, pattern, part.kind == "bullet", in_title)


def stock_patterns(wordings: Sequence[Wording], most: int = 2) -> frozenset[str]:
    """The patterns of passages that stand in more than so many of these articles."""
    counts = Counter(pattern for each in wordings for pattern in {passage.pattern for passage in each.passages})
    return frozenset(pattern for pattern, count in counts.items() if count > most)


def without_stock(wording: Wording, stock: frozenset[str]) -> Sequence[Passage]:
    """Its passages but the stock ones.

    Where those make up half of it and more it is no stock but the same text printed again, and all of it stays.
    """
    own = [passage for passage in wording.passages if passage.pattern not in stock]
    words = sum(len(passage.terms) for passage in wording.passages)
    return own if 2 * sum(len(passage.terms) for passage in own) > words else wording.passages


def weigh(passages: Iterable[Passage]) -> dict[str, float]:
    """What each word counts in a text: 1 + ln of how often it stands there (Manning, Raghavan and Schütze, 6.4.1)."""
    counts: dict[str, float] = {}
    names: set[str] = set()
    for passage in passages:
        weight = TITLE_WEIGHT if passage.title else 1.0
        names |= passage.names
        for term in passage.terms:
            counts[term] = counts.get(term, 0.0) + weight
    return {term: (1 + log(count)) * (NAME_WEIGHT if term in names else 1.0) for term, count in counts.items()}


def entries(passages: Iterable[Passage]) -> Iterator[dict[str, float]]:
    """The entries of a list that are long enough to tell which event they are about, each weighed by itself."""
    for passage in passages:
        if passage.entry and len(set(passage.terms)) >= _FEWEST_TERMS:
            yield weigh([passage])
