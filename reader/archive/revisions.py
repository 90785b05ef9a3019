"""Which of the articles that a dump brings are corrected texts of earlier ones: found while it is filed.

Two kinds are looked for. A text that has gone from the dump, as it was added again, has a successor among its new ones:
one of the same title, or with most of its text. And a new text may correct one of exactly the same title, outlet and
time that the archive has from elsewhere, if most of the text is the same. Only these are compared, so that
filing a dump of new articles costs one look into an index each.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from reader.text import fold

_DAYS = 3
"""Days between a report and its correction, as the two are dated: a day's error of a date, over a weekend."""

_MOST = 0.5
"""The share of the longer text, by pairs of neighbouring words, that must stand unchanged: most of it."""

_ALIKE = 20
"""Articles of one title that are compared; where there are more it is the title of a column, which tells nothing."""

_GONE = 20_000
"""Articles whose blocks are looked for under other titles; a dump that lost more is another dump."""


class _Head(NamedTuple):
    key: int
    id: str
    title: str
    outlet: str | None
    day: str | None


_HEADS = "SELECT key, id, title, outlet, date_first FROM articles"


def find_revisions(connection: sqlite3.Connection, dump: int, last: int) -> list[tuple[str, str, int]]:
    """Pairs of a later id and an earlier one, each with the key of the earlier where the archive loses it, else 0.

    Asked when the articles of the dump are filed, those above the key `last` for the first time, and those that have
    gone from it still stand at position -1.
    """
    articles = _Articles(connection)
    found: dict[str, tuple[str, int]] = {}
    gone = _heads(connection, "WHERE dump = ? AND position = -1", dump)
    if gone:
        new = _heads(connection, "WHERE key > ? AND +dump = ?", last, dump)
        for later, earlier in _successors(articles, gone, new):
            elsewhere = "SELECT EXISTS (SELECT 1 FROM articles WHERE id = ? AND key != ?)"
            (stays,) = connection.execute(elsewhere, (earlier.id, earlier.key)).fetchone()
            found[later.id] = (earlier.id, 0 if stays else earlier.key)
    for new_head in _heads(connection, _TITLES_KNOWN, last, last, last):
        if new_head.id not in found and (known := _corrected(connection, articles, new_head, last)):
            found[new_head.id] = (known.id, 0)
    return [(id, previous, key) for id, (previous, key) in found.items()]


_TITLES_KNOWN = (
    "AS new WHERE key > ? AND EXISTS (SELECT 1 FROM articles AS old WHERE old.title = new.title AND old.key <= ? "
    "AND old.id != new.id) AND NOT EXISTS (SELECT 1 FROM articles AS old WHERE old.id = new.id AND old.key <= ?)"
)


def _heads(connection: sqlite3.Connection, which: str, *values: object) -> list[_Head]:
    return [_Head(*row) for row in connection.execute(f"{_HEADS} {which}", values).fetchall()]


def _corrected(connection: sqlite3.Connection, articles: "_Articles", new: _Head, last: int) -> _Head | None:
    """The article filed earlier that a new one is a corrected text of: the likest, of equal ones the latest."""
    which = "WHERE title = ? AND key <= ? AND id != ? AND position >= 0 ORDER BY key DESC LIMIT ?"
    known = _heads(connection, which, new.title, last, new.id, _ALIKE + 1)
    if len(known) > _ALIKE:
        return None
    scored = [(articles.words_shared(each.key, new.key), each.key, each) for each in known if _near(each, new)]
    shared, _, best = max(scored, default=(0.0, 0, None))
    return best if shared > _MOST else None


def _successors(articles: "_Articles", gone: list[_Head], new: list[_Head]) -> Iterator[tuple[_Head, _Head]]:
    """Pairs of a new article and the gone one that it follows; none of either is in two."""
    titled: dict[str, list[_Head]] = {}
    for head in new:
        titled.setdefault(fold(head.title), []).append(head)
    counts = Counter(fold(head.title) for head in gone)
    taken: set[int] = set()
    left: list[_Head] = []
    for earlier in gone:
        title, scored = fold(earlier.title), []
        same_title = [each for each in titled.get(title, ()) if each.key not in taken and _one_outlet(earlier, each)]
        for later in _likeliest(same_title, earlier):
            # The only one of its title and day needs no likeness: of a short text a correction may leave little.
            if earlier.day == later.day and counts[title] == len(titled[title]) == 1:
                scored.append((1.0, later))
            elif (score := articles.words_shared(earlier.key, later.key)) > _MOST:
                scored.append((score, later))
        if scored:
            later = max(scored, key=lambda each: each[0])[1]
            taken.add(later.key)
            yield later, earlier
        else:
            left.append(earlier)
    if len(left) <= _GONE:
        yield from _by_blocks(articles, left, [each for each in new if each.key not in taken])


def _likeliest(heads: list[_Head], earlier: _Head) -> list[_Head]:
    """At most so many as are compared, those of the same day first."""
    return sorted(heads, key=lambda each: each.day != earlier.day)[:_ALIKE] if len(heads) > _ALIKE else heads


def _by_blocks(articles: "_Articles", gone: list[_Head], new: list[_Head]) -> Iterator[tuple[_Head, _Head]]:
    """Pairs of a new article and a gone one most of whose text it has, under another title."""
    owners: dict[int, list[int]] = {}
    for place, head in enumerate(gone):
        for text in articles.blocks(head.key):
            owning = owners.setdefault(hash(text), [])
            if len(owning) <= _ALIKE:
                owning.append(place)
    # A block that many articles have says nothing of which of them another one follows.
    owners = {text: owning for text, owning in owners.items() if len(owning) <= _ALIKE}
    taken: set[int] = set()
    for later in new if owners else ():
        texts = map(hash, articles.blocks(later.key, keep=False))
        votes = Counter(place for text in texts for place in owners.get(text, ()) if place not in taken)
        for place, _ in votes.most_common(3):
            earlier = gone[place]
            if _one_outlet(earlier, later) and articles.words_shared(earlier.key, later.key) > _MOST:
                taken.add(place)
                yield later, earlier
                break


def _near(one: _Head, other: _Head) -> bool:
    """Whether outlet and date let two articles be texts of one; what is not known lets them."""
    if not _one_outlet(one, other):
        return False
    try:
        days = [date.fromisoformat(day) for day in (one.day, other.day) if day]
    except ValueError:
        return False
    return len(days) < 2 or abs((days[0] - days[1]).days) <= _DAYS


def _one_outlet(one: _Head, other: _Head) -> bool:
    return one.outlet is None or other.outlet is None or one.outlet == other.outlet


class _Articles:
    """The texts of articles by their keys, and what two of them share."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[int, list[str]] = {}

    def blocks(self, key: int, *, keep: bool = True) -> list[str]:
        """The texts of an article's blocks."""
        if key in self._known:
            return self._known[key]
        statement = "SELECT text FROM blocks WHERE article = ? ORDER BY section, number"
        texts = [text for (text,) in self._connection.execute(statement, (key,))]
        if keep and len(self._known) < _GONE:
            self._known[key] = texts
        return texts

    def words_shared(self, one: int, other: int) -> float:
        """The share of the longer of two texts that both have: words of equal blocks, else pairs of words."""
        left, right = Counter(self.blocks(one)), Counter(self.blocks(other))
        both = left & right
        pairs = _pairs(left - both) & _pairs(right - both)
        return (_words(both) + pairs.total()) / max(_words(left), _words(right), 1)


def _words(texts: Counter[str]) -> int:
    return sum(len(text.split()) * number for text, number in texts.items())


def _pairs(texts: Counter[str]) -> Counter[str]:
    words = " ".join(texts.elements()).casefold().split()
    return Counter(f"{first} {second}" for first, second in pairwise(words))
