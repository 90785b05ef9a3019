"""Corpora of any size: articles of about 600 words joined from the bodies of a dump, with a vocabulary that grows.

Every article joins four bodies (fewer where they are long), changes names and numbers in them, and takes in words that
no text has. How many distinct words there are after n articles follows Heaps' law, V = K n^b: 99,000 at 10,000 articles
and 273,000 at 100,000 (b = 0.44), as in collections of real news. Same dump, same number of articles, same bytes.
"""

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from bench.measure import SAMPLE

SIZES = (1_000, 10_000, 100_000)
FIRST_DAY = date(2024, 3, 1)
DAYS = 1_000
OUTLETS = {"Harbour Wire": 9, "The Meridian": 6, "Lindholm Courier": 4, "Capital Desk": 2, "Karrow Gazette": 1}
"""Outlets and how often each appears."""
HEADINGS = {
    "Fighting": 5, "Diplomacy": 4, "Military aid": 3, "Politics": 2, "Sanctions": 2, "Weapons": 1, "Refugees": 1,
    "Energy": 1,
}  # fmt: skip
"""Section headings that broadsheet's own rules know, and how often each appears."""
_WITH_HEADINGS = 0.3  # of the articles
_BODIES = 4  # in an article; those of a news wire have about 150 words on average
_BODY_WORDS, _ARTICLE_WORDS = 400, 1_000  # at most, about
_VOCABULARY, _AT, _EXPONENT = 99_000, 10_000, 0.44
_NEW_WORDS = 60  # at most in one article, a tenth of it
_USED_AGAIN = 8  # made-up words in an article that earlier ones had
_CHANGED_NAMES, _CHANGED_NUMBERS = 0.2, 0.5
_ONSETS = ("b", "br", "d", "dr", "f", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v")
_VOWELS = ("a", "e", "i", "o", "u", "ei", "au")
_CODAS = ("", "", "l", "n", "r", "s", "th", "nd")
_SLOT = re.compile(r"(\d[\d.,]*\d|\d|(?<=[a-z,] )[A-Z][a-z]{2,}\b)")
"""What can be changed: numbers, and capitalised words that begin no sentence."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the dump: its title and its paragraphs, each cut at what can be changed (every second piece)."""

    title: str
    paragraphs: tuple[tuple[str, ...], ...]
    terms: frozenset[str]
    length: int


@dataclass(slots=True)
class Bodies:
    """All bodies of a dump, the names in them, and the numbers by their shape (`0,000`): all as often as they occur."""

    bodies: list[Body] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    numbers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def take(self, title: str, texts: Sequence[str]) -> None:
        """Take in one body."""
        from reader.text import words

        paragraphs = tuple(tuple(_SLOT.split(text)) for text in texts)
        for slot in (slot for pieces in paragraphs for slot in pieces[1::2]):
            (self.numbers[_DIGIT.sub("0", slot)] if slot[0].isdigit() else self.names).append(slot)
        terms = frozenset(word.term for text in (title, *texts) for word in words(text))
        self.bodies.append(Body(title, paragraphs, terms, sum(text.count(" ") + 1 for text in texts)))

    def choose(self, draw: random.Random) -> list[Body]:
        """The bodies of one article."""
        chosen = [draw.choice(self.bodies) for _ in range(_BODIES)]
        while len(chosen) > 1 and sum(body.length for body in chosen) > _ARTICLE_WORDS:
            chosen.pop()
        return chosen


def read_bodies(paths: Sequence[Path]) -> Bodies:
    """The bodies of dumps; a long article is cut at its paragraphs. Raises InputError."""
    from reader.ingest.intake import open_intake

    found = Bodies()
    for path in paths:
        with open_intake(path) as intake:
            for article in intake.articles():
                texts: list[str] = []
                length = 0
                for text in (part.text for part in article.parts()[1:] if part.kind != "heading"):
                    if texts and length + text.count(" ") > _BODY_WORDS:
                        found.take(article.title, texts)
                        texts, length = [], 0
                    texts.append(text)
                    length += text.count(" ") + 1
                if texts:
                    found.take(article.title, texts)
    return found


class Vocabulary:
    """The made-up words so far, and how many an article must bring for the whole to follow Heaps' law."""

    def __init__(self, draw: random.Random) -> None:
        self._draw = draw
        self._known: set[str] = set()
        self._made: list[str] = []

    def __len__(self) -> int:
        return len(self._known)

    def words_for(self, number: int, terms: Iterator[frozenset[str]]) -> list[str]:
        """The made-up words of the article of that number, counted from 1, whose bodies have these terms."""
        for each in terms:
            self._known |= each
        due = _VOCABULARY * (number / _AT) ** _EXPONENT - len(self._known)
        # A square makes the first words the commonest; the most frequent one is in a few of a hundred articles.
        again = [self._made[int(len(self._made) * self._draw.random() ** 2)] for _ in range(_USED_AGAIN) if self._made]
        return again + [self._make() for _ in range(max(0, min(_NEW_WORDS, int(due))))]

    def _make(self) -> str:
        while True:
            syllables = self._draw.choices((2, 3, 4), (1, 4, 2))[0]
            pick = self._draw.choice
            word = "".join(pick(_ONSETS) + pick(_VOWELS) + pick(_CODAS) for _ in range(syllables))
            if word not in self._known:
                self._known.add(word)
                self._made.append(word)
                return word


def records(bodies: Bodies, count: int, seed: int = 1) -> Iterator[dict[str, object]]:
    """So many articles as records that broadsheet reads, streamed. Articles come in no order of their dates."""
    draw = random.Random(seed)
    vocabulary = Vocabulary(draw)
    for number in range(1, count + 1):
        chosen = bodies.choose(draw)
        made = vocabulary.words_for(number, (body.terms for body in chosen))
        texts = _changed(bodies, chosen, made, draw)
        heads = draw.choices(list(HEADINGS), list(HEADINGS.values()), k=len(chosen))
        named = draw.random() < _WITH_HEADINGS
        yield {
            "schema": "broadsheet/article/1",
            "title": f"{chosen[0].title.capitalize()}, {draw.choice(bodies.names or ['part'])} {number}",
            "outlet": draw.choices(list(OUTLETS), list(OUTLETS.values()))[0],
            "outlet_basis": 'field "outlet"',
            "date": (FIRST_DAY + timedelta(days=draw.randrange(DAYS))).isoformat(),
            "date_precision": "day",
            "date_basis": 'field "date"',
            "sections": [
                {
                    "heading": head if named and at else None,
                    "blocks": [{"kind": "paragraph", "text": text} for text in paragraphs],
                }
                for at, (head, paragraphs) in enumerate(zip(heads, texts, strict=True))
            ],
        }


def _changed(bodies: Bodies, chosen: Sequence[Body], made: Sequence[str], draw: random.Random) -> list[list[str]]:
    """The paragraphs of each body, with other names and numbers and the made-up words."""
    pieces = [[list(paragraph) for paragraph in body.paragraphs] for body in chosen]
    slots = [(text, at) for body in pieces for text in body for at in range(1, len(text), 2)]
    for text, at in slots:
        old = text[at]
        if old[0].isdigit():
            if draw.random() < _CHANGED_NUMBERS:
                text[at] = draw.choice(bodies.numbers[_DIGIT.sub("0", old)])
        elif draw.random() < _CHANGED_NAMES:
            text[at] = draw.choice(bodies.names)
    for word in made:
        if not slots:
            pieces[0][0][-1] += f" {word}"
            continue
        text, at = draw.choice(slots)
        text[at] = word.capitalize() if text[at][0].isupper() else f"{word} {text[at]}"
    return [["".join(text) for text in body] for body in pieces]


def write_corpus(target: Path, count: int, dumps: Sequence[Path] = (), seed: int = 1) -> Path:
    """Write so many articles as JSON Lines, from these dumps or the sample corpus, unless that was done already."""
    if not target.exists():
        partial = target.with_suffix(".partial")
        with partial.open("w", encoding="utf-8") as out:
            for record in records(read_bodies(list(dumps) or sorted(SAMPLE.glob("*.txt"))), count, seed):
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
        partial.replace(target)
    return target
