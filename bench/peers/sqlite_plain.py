"""SQLite FTS5 with plain statements: rows, total and each count ask the full text once more and join what they need.

So a page is mostly written, and Datasette's facets are made like that. The database is that of `sqlite_fts5`.
"""

import sqlite3
from pathlib import Path

from bench.peers.interface import ROWS, Page, Question, Row
from bench.peers.sqlite_fts5 import SqliteFts5, match_text


class SqlitePlain(SqliteFts5):
    """The same database file, opened with the same settings."""

    name = "SQLite FTS5, plain"

    def open(self, folder: Path) -> None:
        """Open the database, with a cache and a memory map that hold all of it."""
        self._connection = sqlite3.connect(folder / "articles.sqlite3")
        self._connection.executescript(
            "pragma cache_size = -200000; pragma mmap_size = 4000000000; pragma temp_store = memory"
        )

    def page(self, question: Question) -> Page:
        """Answer a question in full."""
        ask = self._connection.execute
        found = "texts join articles on articles.number = texts.rowid"
        conditions, values = "texts match ?", [match_text(question)]
        if question.topic:
            found += " join topics as wanted on wanted.number = texts.rowid"
            conditions += " and wanted.topic = ?"
            values.append(question.topic)
        if question.days:
            conditions += " and articles.day between ? and ?"
            values.extend(question.days)

        def count(column: str, tables: str = found) -> dict[str, int]:
            return dict(ask(f"select {column}, count(*) from {tables} where {conditions} group by {column}", values))

        rows = ask(
            "select articles.title, articles.day, snippet(texts, 1, '[', ']', '…', 24) "
            f"from {found} where {conditions} order by texts.rank limit {ROWS}",
            values,
        )
        return Page(
            total=ask(f"select count(*) from {found} where {conditions}", values).fetchone()[0],
            rows=tuple(Row(*row) for row in rows),
            topics=count("topics.topic", f"{found} join topics on topics.number = texts.rowid"),
            outlets=count("articles.outlet"),
            days=count("articles.day"),
        )
