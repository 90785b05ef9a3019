"""The schema of what a reader keeps, one step a version. A step that has been released is never changed."""

import sqlite3
from collections.abc import Callable

from reader.archive.migrations import Schema

Execute = Callable[..., sqlite3.Cursor]

STATE_FILE = "state.sqlite3"
"""The database of what a reader keeps, beside the archive's in its folder."""

STEPS = (
    # Articles are named by their ids, and by nothing that the archive could take back: what is kept of an article
    # outlives its dump. `rank` is the order in which flags of a kind were set.
    """
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE flags (
        kind TEXT NOT NULL,
        article TEXT NOT NULL,
        rank INTEGER NOT NULL,
        PRIMARY KEY (kind, article)
    ) WITHOUT ROWID;
    CREATE TABLE tags (slug TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE tagged (
        slug TEXT NOT NULL,
        article TEXT NOT NULL,
        PRIMARY KEY (slug, article)
    ) WITHOUT ROWID;
    CREATE INDEX tagged_by_article ON tagged (article);
    CREATE TABLE notes (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        article TEXT NOT NULL,
        text TEXT NOT NULL,
        quote TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        made TEXT NOT NULL,
        changed TEXT NOT NULL
    );
    CREATE INDEX notes_by_article ON notes (article);
    CREATE TABLE dossiers (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        foreword TEXT NOT NULL
    );
    CREATE TABLE entries (
        dossier INTEGER NOT NULL,
        article TEXT NOT NULL,
        position INTEGER NOT NULL,
        title TEXT NOT NULL,
        remark TEXT NOT NULL,
        PRIMARY KEY (dossier, article)
    ) WITHOUT ROWID;
    CREATE TABLE searches (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        position INTEGER NOT NULL,
        query TEXT NOT NULL,
        match TEXT NOT NULL,
        sort TEXT,
        colour TEXT NOT NULL,
        lit INTEGER NOT NULL
    );
    CREATE TABLE visits (search INTEGER PRIMARY KEY, seconds INTEGER NOT NULL);
    CREATE TABLE journal (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        label TEXT NOT NULL,
        changed INTEGER NOT NULL,
        made TEXT NOT NULL,
        size INTEGER NOT NULL,
        before TEXT NOT NULL
    );
    CREATE TABLE moved (
        number INTEGER PRIMARY KEY,
        previous TEXT NOT NULL,
        id TEXT NOT NULL,
        journal INTEGER NOT NULL
    );
    INSERT INTO facts VALUES ('uid', lower(hex(randomblob(16)))), ('stamp', '1'), ('settled', '')
    """,
    # Texts of which what was kept was copied to a correction, and the last change before that.
    """
    CREATE TABLE copied (
        number INTEGER PRIMARY KEY,
        previous TEXT NOT NULL,
        id TEXT NOT NULL,
        journal INTEGER NOT NULL
    )
    """,
)

STATE = Schema(
    STATE_FILE,
    0x62737374,  # the letters bsst
    STEPS,
    "state of broadsheet",
    "move it away; `broadsheet restore-state` takes in what `dump-state` wrote",
    durable=True,
)

COLUMNS: dict[str, tuple[str, ...]] = {
    "flags": ("kind", "article", "rank"),
    "tags": ("slug", "name"),
    "tagged": ("slug", "article"),
    "notes": ("number", "article", "text", "quote", "prefix", "suffix", "made", "changed"),
    "dossiers": ("number", "name", "title", "foreword"),
    "entries": ("dossier", "article", "position", "title", "remark"),
    "searches": ("number", "name", "position", "query", "match", "sort", "colour", "lit"),
    "visits": ("search", "seconds"),
}
"""The tables that undo knows, with all their columns."""

KEYS: dict[str, tuple[str, ...]] = {
    "flags": ("kind", "article"),
    "tags": ("slug",),
    "tagged": ("slug", "article"),
    "notes": ("number",),
    "dossiers": ("number",),
    "entries": ("dossier", "article"),
    "searches": ("number",),
    "visits": ("search",),
}
"""The columns that tell the rows of these tables apart."""

NUMBERS = frozenset({"rank", "number", "dossier", "position", "lit", "search", "seconds"})
"""Columns of these tables that hold whole numbers; the others hold text."""

OPTIONAL = frozenset({"sort"})
"""Columns that may hold nothing."""
