"""What the search engine asks of the archive while it answers, wired up."""

from collections.abc import Callable, Sequence
from functools import partial

from reader.archive import extracts
from reader.archive.store import Archive
from reader.archive.texts import texts_of
from reader.errors import UsageError
from reader.search.sources import NumberedNames, PartTexts, SectionTopics, Sources

Like = Callable[[int], Sequence[tuple[int, float]]]
"""The keys of articles like the one of a key, each with how much it is, from 0 to 1."""

Spellings = Callable[[str], Sequence[str]]
"""The other spellings of a term."""


_NONE = Sources()


def sources_of(archive: Archive, like: Like | None = None, spellings: Spellings | None = None) -> Sources:
    """The sources of a search engine over an archive; without `like`, `like:` is refused."""
    database = archive.database

    def like_one_of(id: str) -> Sequence[tuple[int, float]]:
        if like is None:
            return _NONE.like(id)
        keys = extracts.keys_with_id(database, id)
        if len(keys) > 1:
            raise UsageError(f"several articles have an id that begins with {id}", "give more of it")
        return like(keys[0]) if keys else ()

    return Sources(
        keys_with_id=partial(extracts.keys_with_id, database),
        like=like_one_of,
        last_visit=archive.last_visit,
        spellings=spellings or _NONE.spellings,
        names=lambda: NumberedNames(archive.names(), archive.names_by_article()),
        section_topics=lambda keys: (SectionTopics(*each) for each in extracts.section_topics(database, keys)),
        texts=lambda keys: (PartTexts(each.key, each.parts) for each in texts_of(archive, keys)),
    )
