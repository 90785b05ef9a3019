"""Tags as they are kept: equal by their slug, written as they were first."""

from collections.abc import Sequence

from reader.archive.state_file import StateFile
from reader.archive.state_journal import as_list
from reader.errors import UsageError
from reader.kept import Change
from reader.text import clean, collapse, fold, plural, slug

MAX_TAG = 64
"""Letters of a tag: one that is longer is a note."""


class KeptTags(StateFile):
    """The tags of articles by their ids. Methods raise ArchiveError, UsageError for a text that cannot be a tag."""

    def tagged(self) -> dict[str, list[str]]:
        """The articles of each tag, A to Z."""
        found: dict[str, list[str]] = {}
        for name, article in self._rows("SELECT name, article FROM tags JOIN tagged USING (slug) ORDER BY slug"):
            found.setdefault(name, []).append(article)
        return found

    def add_tags(self, ids: Sequence[str], tags: Sequence[str]) -> Change:
        """Give articles tags."""
        wanted = {key_of_tag(tag): tag for tag in reversed([check_tag(tag) for tag in tags])}
        changed: set[str] = set()
        given: list[str] = []
        with self._changing() as change:
            for key, tag in reversed(wanted.items()):
                known = change.execute("SELECT name FROM tags WHERE slug = ?", (key,)).fetchone()
                if known is None:  # as a file may have been left
                    change.execute("DELETE FROM tagged WHERE slug = ?", (key,))
                have = {id for (id,) in change.execute(_TAGGED, (key, as_list(ids)))}
                new = [id for id in dict.fromkeys(ids) if id not in have]
                if not new:
                    continue
                if known is None:
                    change.touch("tags", "slug", [key])
                    change.execute("INSERT INTO tags VALUES (?, ?)", (key, tag))
                change.touch("tagged", "article", new, slug=key)
                change.execute("INSERT INTO tagged SELECT ?, value FROM json_each(?)", (key, as_list(new)))
                changed.update(new)
                given.append(known[0] if known else tag)
            change.number = len(changed)
            change.label = f"{_named(given or list(wanted.values()))} given to {plural(len(changed), 'article')}"
            return change.close()

    def remove_tags(self, ids: Sequence[str], tags: Sequence[str]) -> Change:
        """Take tags off articles."""
        wanted = {key_of_tag(tag): tag for tag in map(check_tag, tags)}
        changed: set[str] = set()
        taken: list[str] = []
        with self._changing() as change:
            for key in wanted:
                have = [id for (id,) in change.execute(_TAGGED, (key, as_list(ids)))]
                if not have:
                    continue
                change.touch("tagged", "article", have, slug=key)
                change.execute(
                    "DELETE FROM tagged WHERE slug = ? AND article IN (SELECT value FROM json_each(?))",
                    (key, as_list(have)),
                )
                taken.append(change.execute("SELECT name FROM tags WHERE slug = ?", (key,)).fetchone()[0])
                if not change.execute("SELECT EXISTS (SELECT 1 FROM tagged WHERE slug = ?)", (key,)).fetchone()[0]:
                    change.touch("tags", "slug", [key])
                    change.execute("DELETE FROM tags WHERE slug = ?", (key,))
                changed.update(have)
            change.number = len(changed)
            change.label = f"{_named(taken or list(wanted.values()))} taken off {plural(len(changed), 'article')}"
            return change.close()


_TAGGED = (
    "SELECT article FROM tagged JOIN tags USING (slug) WHERE slug = ? AND article IN (SELECT value FROM json_each(?))"
)


def check_tag(tag: str) -> str:
    """A text as a tag: white space collapsed. Raises UsageError where it cannot be one."""
    text = collapse(tag)
    if not text:
        raise UsageError("a tag needs at least one letter", "name it")
    if len(text) > MAX_TAG:
        raise UsageError(f"a tag has at most {MAX_TAG} letters, this one {len(text)}", "write a note instead")
    if "," in text or clean(text) != text:
        raise UsageError(f"{clean(text)} cannot be a tag", "leave out commas and control characters")
    return text


def key_of_tag(tag: str) -> str:
    """What equal tags share; one without letters and digits stands for itself."""
    return slug(tag) or fold(tag)


def _named(tags: Sequence[str]) -> str:
    return f"{'tag' if len(tags) == 1 else 'tags'} {', '.join(tags)}"
