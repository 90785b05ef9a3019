"""Marks, stars and read state as they are kept, and all that was done with an article in one record."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from reader.archive.state_file import StateFile
from reader.archive.state_journal import as_list
from reader.kept import ArticleState, Change
from reader.text import plural

Flag = Literal["read", "starred", "marked"]

_WORDS = {
    ("read", True): "read",
    ("read", False): "unread",
    ("starred", True): "starred",
    ("starred", False): "unstarred",
    ("marked", True): "marked",
    ("marked", False): "unmarked",
}


class KeptFlags(StateFile):
    """What is marked, starred and read, by the ids of articles. Methods raise ArchiveError."""

    def states(self, ids: Sequence[str], *, asked: bool = False) -> dict[str, ArticleState]:
        """What was done with articles; those with which nothing was done are left out.

        Of a file that cannot be read nothing, see `problem`, unless they were `asked` for: ArchiveError then.
        """
        read = self._rows if asked else self._sound_rows
        among = (as_list(ids),)
        flags: defaultdict[str, set[str]] = defaultdict(set)
        for kind, article in read(
            "SELECT kind, article FROM flags WHERE kind IN ('read', 'starred', 'marked') "
            "AND article IN (SELECT value FROM json_each(?))",
            among,
        ):
            flags[article].add(kind)
        tags: defaultdict[str, list[str]] = defaultdict(list)
        for article, name in read(
            "SELECT article, name FROM tagged JOIN tags USING (slug) "
            "WHERE article IN (SELECT value FROM json_each(?)) ORDER BY slug",
            among,
        ):
            tags[article].append(name)
        notes: dict[str, int] = dict(
            read(
                "SELECT article, count(*) FROM notes WHERE article IN (SELECT value FROM json_each(?)) GROUP BY 1",
                among,
            )
        )
        return {
            id: ArticleState(
                "read" in flags.get(id, ()),
                "starred" in flags.get(id, ()),
                "marked" in flags.get(id, ()),
                tuple(tags.get(id, ())),
                notes.get(id, 0),
            )
            for id in {*flags, *tags, *notes}
        }

    def ids_in(self, kind: Literal["read", "starred", "marked", "note"]) -> list[str]:
        """The articles that are read, starred or marked, in the order in which that was done, or have a note."""
        if kind == "note":
            return [id for (id,) in self._rows("SELECT DISTINCT article FROM notes")]
        return [id for (id,) in self._rows("SELECT article FROM flags WHERE kind = ? ORDER BY rank", (kind,))]

    def flag(self, kind: Flag, ids: Sequence[str], wanted: bool, *, journal: bool = True) -> Change:
        """Set a flag of articles, or take it off. Without `journal` undo does not know of it."""
        with self._changing() as change:
            statement = "SELECT article FROM flags WHERE kind = ? AND article IN (SELECT value FROM json_each(?))"
            have = {id for (id,) in change.execute(statement, (kind, as_list(ids)))}
            changed = [id for id in dict.fromkeys(ids) if (id in have) != wanted]
            change.number = len(changed)
            change.label = f"{plural(len(changed), 'article')} {_WORDS[kind, wanted]}"
            if not changed:
                return change.close()
            if journal:
                change.touch("flags", "article", changed, kind=kind)
            if wanted:
                statement = "SELECT coalesce(max(rank), 0) + 1 FROM flags WHERE kind = ?"
                first = change.execute(statement, (kind,)).fetchone()[0]
                change.execute(
                    "INSERT INTO flags SELECT ?, value, ? + key FROM json_each(?)", (kind, first, as_list(changed))
                )
            else:
                statement = "DELETE FROM flags WHERE kind = ? AND article IN (SELECT value FROM json_each(?))"
                change.execute(statement, (kind, as_list(changed)))
            return change.close(journal=journal)
