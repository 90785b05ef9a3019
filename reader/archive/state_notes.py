"""Notes as they are kept."""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from reader.archive.anchors import Anchor
from reader.archive.state_file import StateFile
from reader.archive.state_journal import next_number
from reader.errors import UsageError
from reader.kept import Change
from reader.text import REPLACEMENT

MAX_NOTE = 100_000
"""Characters of a note."""

_UNKEPT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # control characters but tabs and line feeds
_SURROGATE = re.compile("[\ud800-\udfff]")


class KeptNote(NamedTuple):
    """A note as it is kept: of an article by its id, on a passage by its text."""

    number: int
    article: str
    text: str
    anchor: Anchor
    made: str
    changed: str


class KeptNotes(StateFile):
    """Notes on articles by their ids. Methods raise ArchiveError, UsageError for what there is not."""

    def notes_on(self, id: str) -> list[KeptNote]:
        """The notes on an article, the oldest first."""
        rows = self._rows(
            "SELECT number, article, text, quote, prefix, suffix, made, changed FROM notes "
            "WHERE article = ? ORDER BY number",
            (id,),
        )
        return [
            KeptNote(number, article, words, Anchor(quote, prefix, suffix), made, changed)
            for number, article, words, quote, prefix, suffix, made, changed in rows
        ]

    def write_note(self, id: str, text: str, anchor: Anchor | None = None, number: int | None = None) -> Change:
        """Write a note, or give the one of a number this text (and anchor, where one is given); empty: no note."""
        words = check_note(text)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._changing() as change:
            if number is None:
                if words:
                    number = next_number(change, "notes")
                    change.touch("notes", "number", [number])
                    row = (number, id, words, *(anchor or Anchor()), now, now)
                    change.execute("INSERT INTO notes VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
                    change.number = 1
                change.label = "note written" if words else "nothing noted"
                return change.close()
            statement = "SELECT text, quote, prefix, suffix FROM notes WHERE number = ? AND article = ?"
            known = change.execute(statement, (number, id)).fetchone()
            if known is None:
                raise UsageError("this note is no longer there", "write it anew")
            change.label = "note changed" if words else "note deleted"
            place = tuple(known[1:]) if anchor is None else tuple(anchor)
            if (words, *place) != known:
                change.number = 1
                change.touch("notes", "number", [number])
                if words:
                    change.execute(
                        "UPDATE notes SET text = ?, quote = ?, prefix = ?, suffix = ?, changed = ? WHERE number = ?",
                        (words, *place, now, number),
                    )
                else:
                    change.execute("DELETE FROM notes WHERE number = ?", (number,))
            return change.close()


def check_note(text: str) -> str:
    """The text of a note: exactly as it is but for control characters, which are left out; empty where only blanks are.

    Raises UsageError for one that is too long.
    """
    if len(text) > MAX_NOTE:
        raise UsageError(f"a note has at most {MAX_NOTE:,} characters, this one {len(text):,}", "write it in two")
    kept = _SURROGATE.sub(REPLACEMENT, _UNKEPT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return kept if kept.strip() else ""
