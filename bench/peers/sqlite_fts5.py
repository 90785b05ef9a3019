"""SQLite FTS5 with its Porter stemmer: the hits of a query once into a temporary table, all counts from there."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from bench.peers.interface import ROWS, Document, Page, Question, Row

_SCHEMA = """
create virtual table texts using fts5(title, body, tokenize = 'porter unicode61');
create table articles(number integer primary key, title text, outlet text, day text);
create table topics(topic text, number integer, primary key (topic, number)) without rowid;
"""
_INDEXES = """
create index topics_of on topics(number, topic);
create index days on articles(day);
create index outlets on articles(outlet);
insert into texts(texts) values ('optimize');
analyze;
"""


class SqliteFts5:
    """One database file."""

    name = "SQLite FTS5"

    def build(self, documents: Iterator[Document], folder: Path) -> None:
        """Index all documents, then make the indexes of the tables beside them."""
        connection = sqlite3.connect(folder / "articles.sqlite3")
        connection.executescript(_SCHEMA)
        for each in documents:
            connection.execute(
                "insert into texts(rowid, title, body) values (?, ?, ?)", (each.number, each.title, each.body)
            )
            connection.execute(
                "insert into articles values (?, ?, ?, ?)", (each.number, each.title, each.outlet, each.day)
            )
            connection.executemany("insert into topics values (?, ?)", [(topic, each.number) for topic in each.topics])
        connection.commit()
        connection.executescript(_INDEXES)
        connection.close()

    def open(self, folder: Path) -> None:
        """Open the database, with a cache and a memory map that hold all of it."""
        self._connection = sqlite3.connect(folder / "articles.sqlite3")
        self._connection.executescript(
            "pragma cache_size = -200000; pragma mmap_size = 4000000000; pragma temp_store = memory;"
            "create temp table hits(number integer primary key, score real)"
        )
        self._articles: int = self._connection.execute("select count(*) from articles").fetchone()[0]

    def page(self, question: Question) -> Page:
        """Answer a question in full."""
        ask, match = self._connection.execute, match_text(question)
        conditions, values = "texts match ?", [match]
        # The plus keeps SQLite from looking up each article of the filter in the full text, which takes seconds.
        if question.topic:
            conditions += " and +rowid in (select number from topics where topic = ?)"
            values.append(question.topic)
        if question.days:
            conditions += " and +rowid in (select number from articles where day between ? and ?)"
            values.extend(question.days)
        ask("delete from hits")
        ask(f"insert into hits select rowid, bm25(texts) from texts where {conditions}", values)
        best = dict(
            ask(
                "select texts.rowid, snippet(texts, 1, '[', ']', '…', 24) from texts "
                f"where texts match ? and rowid in (select number from hits order by score limit {ROWS})",
                [match],
            )
        )
        rows = ask(
            "select number, title, day from articles join "
            f"(select number, score from hits order by score limit {ROWS}) using (number) order by score"
        )
        total = ask("select count(*) from hits").fetchone()[0]
        # Few hits are looked up one by one; for many it is faster to run through the index and look up the hits.
        outer, inner = ("hits", "{}") if total < self._articles / 5 else ("{}", "hits")

        def count(column: str, table: str) -> dict[str, int]:
            tables = f"{outer} cross join {inner}".format(table)
            return dict(ask(f"select {column}, count(*) from {tables} using (number) group by {column}"))

        return Page(
            total=total,
            rows=tuple(Row(title, day, best[number]) for number, title, day in rows),
            topics=count("topic", "topics"),
            outlets=count("outlet", "articles"),
            days=count("day", "articles"),
        )

    def close(self) -> None:
        """Close the database."""
        self._connection.close()


def match_text(question: Question) -> str:
    """A question in the language of FTS5."""
    quoted = [f'"{word}"' for word in question.words]
    match question.kind:
        case "phrase":
            return f'"{" ".join(question.words)}"'
        case "prefix":
            return f"{quoted[0]} *"
        case "any":
            return " OR ".join(quoted)
    return " AND ".join(quoted)
