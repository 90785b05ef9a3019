"""The archive's schema, one step a version. A step that has been released is never changed."""

import sqlite3
from typing import NamedTuple

from reader.errors import ArchiveError
from reader.paths import ARCHIVE_FILE

STEPS = (
    """
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE dumps (
        number INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        path TEXT NOT NULL UNIQUE,
        digest TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        encoding TEXT NOT NULL,
        settings TEXT NOT NULL,
        header TEXT NOT NULL,
        added TEXT NOT NULL
    );
    CREATE TABLE articles (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL,
        dump INTEGER NOT NULL REFERENCES dumps ON DELETE CASCADE,
        position INTEGER NOT NULL,
        shadowed INTEGER NOT NULL DEFAULT 0,
        title TEXT NOT NULL,
        kicker TEXT,
        standfirst TEXT,
        standfirst_line INTEGER,
        byline TEXT,
        kind TEXT,
        outlet TEXT,
        outlet_basis TEXT,
        agency TEXT,
        dateline TEXT,
        date_first TEXT,
        date_last TEXT,
        date_precision TEXT,
        date_basis TEXT,
        series_name TEXT,
        series_number INTEGER,
        captions TEXT NOT NULL,
        removed TEXT NOT NULL,
        topics TEXT NOT NULL,
        words INTEGER NOT NULL,
        line_start INTEGER NOT NULL,
        line_end INTEGER NOT NULL,
        byte_start INTEGER NOT NULL,
        byte_end INTEGER NOT NULL,
        digest TEXT NOT NULL,
        UNIQUE (dump, id)
    );
    CREATE INDEX articles_by_id ON articles (id);
    CREATE TABLE sections (
        article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        number INTEGER NOT NULL,
        heading TEXT,
        line INTEGER,
        labels TEXT NOT NULL,
        PRIMARY KEY (article, number)
    ) WITHOUT ROWID;
    CREATE TABLE blocks (
        article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        section INTEGER NOT NULL,
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        line INTEGER NOT NULL,
        labels TEXT NOT NULL,
        PRIMARY KEY (article, section, number)
    ) WITHOUT ROWID;
    INSERT INTO facts VALUES ('uid', lower(hex(randomblob(16)))), ('stamp', '0');
    """,
    # Names are numbered; an article has the numbers of its own, 4 bytes each, the lowest byte first.
    """
    CREATE TABLE names (
        number INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        UNIQUE (kind, name)
    );
    ALTER TABLE articles ADD COLUMN names BLOB NOT NULL DEFAULT x'';
    ALTER TABLE articles ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
    UPDATE articles SET added = coalesce((SELECT strftime('%s', added) FROM dumps WHERE number = dump), 0);
    CREATE TABLE corrections (
        passage TEXT NOT NULL,
        topic TEXT NOT NULL,
        wanted INTEGER NOT NULL,
        PRIMARY KEY (passage, topic)
    ) WITHOUT ROWID;
    INSERT INTO facts VALUES ('visit', '0')
    """,
    # What a word of a name is also written like: a term, or the sign of all its transliterations.
    """
    CREATE TABLE spellings (
        form TEXT NOT NULL,
        term TEXT NOT NULL,
        PRIMARY KEY (form, term)
    ) WITHOUT ROWID
    """,
    # What shapes the text of a Markdown file, as JSON; text of other files has none.
    """
    ALTER TABLE sections ADD COLUMN markup TEXT;
    ALTER TABLE blocks ADD COLUMN markup TEXT;
    CREATE INDEX dumps_by_digest ON dumps (digest)
    """,
    # The way from a number of a running series to the next.
    """
    CREATE INDEX articles_by_series ON articles (series_name, series_number) WHERE series_name IS NOT NULL
    """,
    # Which text corrected which, and when, in seconds since 1970; the earlier article where the archive lost it.
    """
    CREATE TABLE revisions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL,
        previous TEXT NOT NULL,
        seconds INTEGER NOT NULL,
        article TEXT,
        UNIQUE (id, previous)
    );
    CREATE INDEX revisions_by_previous ON revisions (previous);
    CREATE INDEX articles_by_title ON articles (title)
    """,
)


class Schema(NamedTuple):
    """What a database of ours is: the name of its file, the mark in its header, its steps.

    `content` says what it holds and `lost` what to do where it is damaged, in messages; a `durable` one waits at each
    change until the disk has it.
    """

    file: str
    application_id: int
    steps: tuple[str, ...]
    content: str
    lost: str
    durable: bool


APPLICATION_ID = 0x62736874
"""Marks the file as ours, in SQLite's own header field: the letters bsht."""

ARCHIVE = Schema(ARCHIVE_FILE, APPLICATION_ID, STEPS, "archive", "move it away and add the dumps again", durable=False)


def migrate(connection: sqlite3.Connection, path: str, schema: Schema) -> None:
    """Bring a database to the newest schema, each step in one transaction.

    Raises ArchiveError where a newer broadsheet wrote it, or another program.
    """
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == schema.application_id
    if not ours and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise ArchiveError(f"{path} is a database of another program", "name another --archive")
    if version > len(schema.steps):
        raise ArchiveError(f"{path} was written by a newer broadsheet", "upgrade broadsheet, or name another --archive")
    for number in range(version, len(schema.steps)):
        # Two programs may open a new archive at once: the version is read again under the lock.
        connection.execute("BEGIN IMMEDIATE")
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] == number:
                for statement in schema.steps[number].split(";"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {schema.application_id}")
                connection.execute(f"PRAGMA user_version = {number + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
