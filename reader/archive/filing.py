"""Taking a dump into the archive: all of it in one transaction, unchanged articles keeping their keys."""

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from reader.archive.revision_log import log_revisions
from reader.archive.revisions import find_revisions
from reader.archive.rows import ARTICLE_COLUMNS, Named, article_row, block_rows, names_of, pack_topics, section_rows
from reader.article import Article

_INSERT = (
    f"INSERT INTO articles ({', '.join(ARTICLE_COLUMNS)}, added) VALUES ({', '.join('?' * len(ARTICLE_COLUMNS))}, ?)"
)
_UPDATE = f"UPDATE articles SET {', '.join(f'{name} = ?' for name in ARTICLE_COLUMNS)} WHERE key = ?"


@dataclass(frozen=True, slots=True)
class DumpFacts:
    """What is known of a dump that has been read: SHA-256 and size of its bytes, and how it was read.

    `settings` stands for the rules in force; the same bytes under other rules are read again.
    """

    digest: str
    bytes: int
    encoding: str
    settings: str
    header: tuple[str, ...] = ()


@dataclass(slots=True)
class Filed:
    """What filing a dump did, in articles."""

    articles: int = 0
    new: int = 0
    gone: int = 0
    duplicates: int = 0
    residue: int = 0
    undated: int = 0


def open_dump(connection: sqlite3.Connection, path: str, name: str) -> int:
    """The number of the dump at `path`, entered with empty facts where it is new."""
    row = connection.execute("SELECT number FROM dumps WHERE path = ?", (path,)).fetchone()
    if row:
        return int(row[0])
    facts = (name, path, "", 0, "", "", "[]", "")
    made = connection.execute(
        "INSERT INTO dumps (name, path, digest, bytes, encoding, settings, header, added) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        facts,
    )
    return int(made.lastrowid or 0)


def close_dump(connection: sqlite3.Connection, number: int, facts: DumpFacts) -> None:
    """Write what is known of a dump once it has been read to its end."""
    added = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(
        "UPDATE dumps SET digest = ?, bytes = ?, encoding = ?, settings = ?, header = ?, added = ? WHERE number = ?",
        (facts.digest, facts.bytes, facts.encoding, facts.settings, json.dumps(facts.header), added, number),
    )


Spell = Callable[[str], Iterable[tuple[str, str]]]
"""What a name is found by beside its own words: pairs of a form and a term of the name."""


def file_articles(
    connection: sqlite3.Connection,
    dump: int,
    articles: Iterable[Article],
    spell: Spell,
    reread: Callable[[], bool] = lambda: False,
) -> Filed:
    """File the articles of a dump in place of those it had; `spell` is asked about each name that is new.

    `reread`, asked at the end, tells whether the dump is the same as before, so that only the rules made other texts.
    An article whose content is known keeps its key, so that the index need not take it in again. Within a dump the same
    content counts once, at its first place.
    """
    filed = Filed()
    # What the dump had is marked and unmarked as it is met again, in the database: no list of ids grows with the dump.
    connection.execute("UPDATE articles SET position = -1 WHERE dump = ?", (dump,))
    begun, number_of = _now(), _Numbers(connection, spell)
    shared: list[str] = []
    (last,) = connection.execute("SELECT coalesce(max(key), 0) FROM articles").fetchone()
    for position, article in enumerate(articles):
        places = connection.execute("SELECT dump, key, position FROM articles WHERE id = ?", (article.id,)).fetchall()
        here = next((place for place in places if place[0] == dump), None)
        if here and here[2] >= 0:
            filed.duplicates += 1
            continue
        row = article_row(article, dump, position, map(number_of.__getitem__, names_of(article)))
        if here:
            key = int(here[1])
            connection.execute(_UPDATE, (*row, key))
            connection.execute("DELETE FROM blocks WHERE article = ?", (key,))
            connection.execute("DELETE FROM sections WHERE article = ?", (key,))
        else:
            key = int(connection.execute(_INSERT, (*row, begun)).lastrowid or 0)
            filed.new += 1
            if places:
                shared.append(article.id)
                filed.duplicates += 1
        connection.executemany("INSERT INTO sections VALUES (?, ?, ?, ?, ?, ?)", section_rows(key, article))
        connection.executemany("INSERT INTO blocks VALUES (?, ?, ?, ?, ?, ?, ?, ?)", block_rows(key, article))
        filed.articles += 1
        filed.residue += len(article.removed)
        filed.undated += article.date is None
    now = _now()
    if now != begun:  # who was here meanwhile has not seen them
        connection.execute("UPDATE articles SET added = ? WHERE key > ?", (now, last))
    if pairs := find_revisions(connection, dump, last):
        log_revisions(connection, pairs, 0 if reread() else now)
    gone = [row[0] for row in connection.execute("SELECT id FROM articles WHERE dump = ? AND position = -1", (dump,))]
    connection.execute("DELETE FROM articles WHERE dump = ? AND position = -1", (dump,))
    filed.gone = len(gone)
    recast_shadows(connection, [*shared, *gone])
    return filed


def _now() -> int:
    return int(datetime.now(UTC).timestamp())


def relabel(connection: sqlite3.Connection, key: int, article: Article) -> None:
    """Write the topics of an article that is filed, and of the same content at other places."""
    (id,) = connection.execute("SELECT id FROM articles WHERE key = ?", (key,)).fetchone()
    for (each,) in connection.execute("SELECT key FROM articles WHERE id = ?", (id,)).fetchall():
        connection.execute("UPDATE articles SET topics = ? WHERE key = ?", (pack_topics(article), each))
        connection.executemany(
            "UPDATE sections SET labels = ? WHERE article = ? AND number = ?",
            [(row[4], each, row[1]) for row in section_rows(each, article)],
        )
        connection.executemany(
            "UPDATE blocks SET labels = ? WHERE article = ? AND section = ? AND number = ?",
            [(row[6], each, *row[1:3]) for row in block_rows(each, article)],
        )


class _Numbers(dict[Named, int]):
    """The number of each name, which enters a new one into the database."""

    def __init__(self, connection: sqlite3.Connection, spell: Spell) -> None:
        super().__init__()
        self._connection, self._spell = connection, spell
        self._spelt: set[tuple[str, str]] = set()

    def __missing__(self, named: Named) -> int:
        find = "SELECT number FROM names WHERE kind = ? AND name = ?"
        known = self._connection.execute(find, named).fetchone()
        if known is None:
            made = self._connection.execute("INSERT INTO names (kind, name) VALUES (?, ?)", named)
            known = (made.lastrowid,)
            pairs = set(self._spell(named[1])) - self._spelt
            self._spelt |= pairs
            self._connection.executemany("INSERT OR IGNORE INTO spellings VALUES (?, ?)", pairs)
        self[named] = number = int(known[0])
        return number


def recast_shadows(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Of each content, let the first place (by dump, then position) be the article, and shadow the others."""
    connection.executemany(
        "UPDATE articles SET shadowed = EXISTS (SELECT 1 FROM articles AS other WHERE other.id = articles.id "
        "AND (other.dump, other.position) < (articles.dump, articles.position)) WHERE id = ?",
        [(each,) for each in ids],
    )
