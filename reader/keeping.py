"""The part of the facade that keeps what a reader does: marks, stars, tags, read state, notes, dossiers, undo."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.kept import ArticleState, Change, Dossier, Note, RestoreReport, TagCount, TextSpan

if TYPE_CHECKING:
    from reader.archive.store import Archive


class Keeping:
    """What can be done to articles. Every change is saved when it returns, whole or not at all, and can be undone.

    Methods raise ArchiveError where the state cannot be written, UsageError for what there is not. Any thread may call.
    """

    _archive: "Archive"

    # the state of articles

    def states(self, keys: Sequence[int]) -> dict[int, ArticleState]:
        """What was done with these articles; every key that is in the archive has an entry."""
        raise NotImplementedError

    def set_read(self, keys: Sequence[int], wanted: bool) -> Change:
        """Take articles for read, or for unread."""
        raise NotImplementedError

    def set_starred(self, keys: Sequence[int], wanted: bool) -> Change:
        """Star articles, or take their stars off."""
        raise NotImplementedError

    def set_marked(self, keys: Sequence[int], wanted: bool) -> Change:
        """Mark articles for the next command, or take their marks off."""
        raise NotImplementedError

    def marked(self) -> list[int]:
        """The keys of the marked articles, in the order in which they were marked."""
        raise NotImplementedError

    def add_tags(self, keys: Sequence[int], tags: Sequence[str]) -> Change:
        """Give articles tags. Raises UsageError for a text that cannot be a tag."""
        raise NotImplementedError

    def remove_tags(self, keys: Sequence[int], tags: Sequence[str]) -> Change:
        """Take tags off articles."""
        raise NotImplementedError

    def tags(self) -> tuple[TagCount, ...]:
        """Every tag in use, the most used first."""
        raise NotImplementedError

    # notes

    def notes(self, key: int) -> tuple[Note, ...]:
        """The notes on an article and its passages, those on the whole article first, then in reading order."""
        raise NotImplementedError

    def write_note(self, key: int, text: str, passage: TextSpan | None = None, *, number: int | None = None) -> Change:
        """Note something on an article or a passage of it; a `number` gives that note this text (empty: none)."""
        raise NotImplementedError

    # undo

    def undo(self) -> Change:
        """Take the last change back that was not taken back yet; `number` is 0 where there is none."""
        raise NotImplementedError

    # dossiers

    def dossiers(self) -> tuple[Dossier, ...]:
        """Every dossier, by name."""
        raise NotImplementedError

    def dossier(self, name: str) -> Dossier:
        """The dossier of that name. Raises UsageError, naming the nearest."""
        raise NotImplementedError

    def make_dossier(self, title: str) -> Dossier:
        """A new, empty dossier; its name is made from the title (`Ferry talks`: `ferry-talks`). Raises UsageError."""
        raise NotImplementedError

    def edit_dossier(self, name: str, *, title: str | None = None, foreword: str | None = None) -> Change:
        """Give a dossier another title (its name follows) or foreword."""
        raise NotImplementedError

    def delete_dossier(self, name: str) -> Change:
        """Delete a dossier; its articles stay."""
        raise NotImplementedError

    def collect(self, name: str, keys: Sequence[int]) -> Change:
        """Put articles at the end of a dossier; those that are in it keep their place."""
        raise NotImplementedError

    def take_out(self, name: str, ids: Sequence[str]) -> Change:
        """Take articles, by their whole ids, out of a dossier."""
        raise NotImplementedError

    def move_entry(self, name: str, id: str, to: int) -> Change:
        """Move an article of a dossier to a place counted from 0."""
        raise NotImplementedError

    def remark(self, name: str, id: str, text: str) -> Change:
        """Say why an article is in a dossier."""
        raise NotImplementedError

    # all of it, as text

    def dump_state(self) -> Iterator[str]:
        """All that was kept, as lines of JSON that `restore_state` reads; same state, same bytes."""
        raise NotImplementedError

    def restore_state(self, lines: Iterable[str], *, replace: bool = False) -> RestoreReport:
        """Take in what `dump_state` wrote, into what there is, or in place of it; one action for undo.

        What cannot be read is in the report with its line. Raises InputError where nothing of it can be read.
        """
        raise NotImplementedError
