"""What was kept of a text follows its correction, whenever the two files come to know of each other."""

import sqlite3
from collections.abc import Iterable

from reader.archive.database import Database
from reader.archive.revision_log import Revision, last_revision, revisions_after
from reader.archive.state_copies import drop_nameless, note_copy
from reader.archive.state_file import StateFile
from reader.archive.state_journal import as_list, raise_stamp


class Succession(StateFile):
    """Carries state from corrected texts to the later ones. Methods raise ArchiveError."""

    def settle(self, archive: Database) -> None:
        """Carry what was kept of texts that were corrected since this was done last; undo does not know of it.

        It is moved where the archive has the earlier text no longer, else copied; what the later one has already stays.
        The archive takes a correction down before this is called, and how far this came is kept with the state. So
        it is done once for each, whenever a program ends in between.
        """
        if not archive.writable:
            return
        if not self.exists():
            # What will be kept from now on is of the texts as they are now.
            self._settled = " ".join(map(str, last_revision(archive)))
            return
        if not revisions_after(archive, self._settled_number(archive)):
            return
        with self._writing() as connection:
            # Another program may have done it meanwhile.
            revisions = revisions_after(archive, self._settled_number(archive))
            drop_nameless(connection.execute)
            if _carry(connection, revisions):
                raise_stamp(connection.execute)
            settled = " ".join(map(str, last_revision(archive)))
            connection.execute("UPDATE facts SET value = ? WHERE name = 'settled'", (settled,))

    def _settled_number(self, archive: Database) -> int:
        """The number of the last revision of this archive that was settled."""
        rows = self._rows("SELECT value FROM facts WHERE name = 'settled'")
        uid, _, number = str(rows[0][0] if rows else "").partition(" ")
        return int(number) if uid == last_revision(archive)[0] and number.isdecimal() else 0


def _carry(connection: sqlite3.Connection, revisions: Iterable[Revision]) -> int:
    """Carry state along revisions in their order; how many had any."""
    revisions = list(revisions)
    # Most texts that were corrected have nothing kept of them: those that have are found at once.
    kept = {
        id
        for (id,) in connection.execute(
            "SELECT DISTINCT value FROM json_each(?) WHERE value IN (SELECT article FROM entries) "
            "OR EXISTS (SELECT 1 FROM flags WHERE kind IN ('read', 'starred', 'marked') AND article = value) "
            "OR EXISTS (SELECT 1 FROM tagged WHERE article = value) "
            "OR EXISTS (SELECT 1 FROM notes WHERE article = value)",
            (as_list([each.previous for each in revisions]),),
        )
    }
    carried = 0
    for revision in revisions:
        if revision.previous in kept:
            _carry_one(connection, revision)
            kept.add(revision.id)
            carried += 1
    return carried


def _carry_one(connection: sqlite3.Connection, revision: Revision) -> None:
    previous, id = revision.previous, revision.id
    execute = connection.execute
    execute("INSERT OR IGNORE INTO flags SELECT kind, ?, rank FROM flags WHERE article = ?", (id, previous))
    execute("INSERT OR IGNORE INTO tagged SELECT slug, ? FROM tagged WHERE article = ?", (id, previous))
    execute(
        "INSERT INTO notes (article, text, quote, prefix, suffix, made, changed) "
        "SELECT ?1, text, quote, prefix, suffix, made, changed FROM notes AS old WHERE article = ?2 AND NOT EXISTS "
        "(SELECT 1 FROM notes AS its WHERE its.article = ?1 AND its.text = old.text AND its.quote = old.quote) "
        if not revision.gone
        else "UPDATE notes SET article = ?1 WHERE article = ?2",
        (id, previous),
    )
    if not revision.gone:
        note_copy(execute, previous, id)
        return  # a dossier keeps the text that was collected, as long as there is one
    for table in ("flags", "tagged"):
        execute(f"DELETE FROM {table} WHERE article = ?", (previous,))
    statement = "UPDATE OR IGNORE entries SET article = ?1, title = coalesce(nullif(?3, ''), title) WHERE article = ?2"
    execute(statement, (id, previous, revision.title))
    execute("DELETE FROM entries WHERE article = ?", (previous,))
    execute(
        "INSERT INTO moved (previous, id, journal) SELECT ?, ?, coalesce(max(number), 0) FROM journal", (previous, id)
    )
