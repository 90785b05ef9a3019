"""Names wired up: found in articles as they are filed, and met by a search in their other spellings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.archive.store import Archive
from reader.article import Article
from reader.text import WORD, term_of

if TYPE_CHECKING:
    from reader.topics.name_rules import NameRules

_SIGN = "~"
"""Stands before the key that all transliterations of a name share, so that no term is like it."""

_REMEMBERED = 65_536
"""Words whose spellings are kept, since they come back in other names."""

MOST_SPELLINGS = 12
"""Other spellings that a word may meet; a name that has more is no name."""


class Naming:
    """Finds names by the rules in force in `folder`, and what else they are written like."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._spelled: dict[str, tuple[tuple[str, str], ...]] = {}

    @cached_property
    def rules(self) -> "NameRules":
        """The rules in force."""
        from reader.topics.name_rules import load_names

        return load_names(self._folder)

    def name(self, article: Article) -> Article:
        """The article with its names."""
        from reader.topics.names import find_names

        return replace(article, names=find_names(article, self.rules))

    def spell(self, name: str) -> Iterator[tuple[str, str]]:
        """What the words of a name are found by: the sign of their transliterations, and spellings of the table."""
        for term in dict.fromkeys(filter(None, map(term_of, WORD.findall(name)))):
            if (pairs := self._spelled.get(term)) is None:
                if len(self._spelled) >= _REMEMBERED:
                    self._spelled.clear()
                pairs = self._spelled[term] = tuple(self._spell_word(term))
            yield from pairs

    def _spell_word(self, term: str) -> Iterator[tuple[str, str]]:
        from reader.topics.name_rules import aliases_of
        from reader.topics.spelling import spelling_key

        others = [other for other in aliases_of(term, self.rules) if " " not in other]
        forms = sorted({term, *others}) if others else [term]
        for form in forms:
            if key := spelling_key(form):
                yield _SIGN + key, form
            yield from ((form, other) for other in forms if other != form)


def other_spellings(archive: Archive, term: str) -> Sequence[str]:
    """How else the archive's names write a term; nothing for what is no word of a name there."""
    from reader.topics.spelling import spelling_key

    if not term.isalpha():
        return ()
    key = spelling_key(term)
    found = [each for each in archive.spellings([term, *([_SIGN + key] if key else [])]) if each != term]
    return found if len(found) <= MOST_SPELLINGS else ()
