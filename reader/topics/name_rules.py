"""Names known beforehand and the words that tell a name's kind, made ready for looking up."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.topics.name_definition import Kind, NameDefinitions, key_of
from reader.topics.name_words import LISTS
from reader.topics.rule_files import read_layers

if TYPE_CHECKING:
    from reader.topics.name_cutter import Word
    from reader.topics.name_segments import Mention

_FILES = ("gazetteer.toml", "names.toml")
_LONGEST_ACRONYM = 5


class Known(NamedTuple):
    """A well-known name. `capitals` is true of a form that is one in capitals only, as US beside us."""

    name: str
    kind: Kind
    capitals: bool = False


class Endings(NamedTuple):
    """How one-word names of each kind, and surnames, often end."""

    people: tuple[str, ...]
    places: tuple[str, ...]
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class NameRules:
    """What finding names needs to know, and what could not be read.

    known       by a folded form, the name
    spellings   by a folded form, the other folded forms of the same name
    reach       by the first word of a known name, role or demonym, the words of the longest
    demonyms    folded; `adjectives` has the first of each place, by its name
    roles       folded; titles of several words, which are no part of a name
    lexicon     by a folded word, what it may be: bits of `name_words`
    runs        what runs of words were found to hold within a sentence and where one begins; nothing depends on it
    words       what single words of runs are, likewise
    """

    known: Mapping[str, Known]
    spellings: Mapping[str, tuple[str, ...]]
    reach: Mapping[str, int]
    demonyms: frozenset[str]
    adjectives: Mapping[str, str]
    roles: frozenset[str]
    lexicon: Mapping[str, int]
    endings: Endings
    problems: tuple[str, ...]
    runs: "tuple[dict[str, tuple[Mention, ...]], dict[str, tuple[Mention, ...]]]" = field(
        default_factory=lambda: ({}, {}), repr=False
    )
    words: "dict[str, Word]" = field(default_factory=dict, repr=False)


def load_names(folder: Path | None = None) -> NameRules:
    """The names and words that ship with broadsheet, then the user's; a fault is a problem in it, no exception.

    Load once for many articles: it takes some hundredths of a second.
    """
    return _compile(read_layers(NameDefinitions(), _FILES, folder, "names"))


def aliases_of(name: str, rules: NameRules) -> tuple[str, ...]:
    """The other spellings of a folded name of one or more words joined by blanks; empty where none are known."""
    return rules.spellings.get(name, ())


def _compile(given: NameDefinitions) -> NameRules:
    names: dict[str, tuple[Kind, list[str]]] = {place: ("places", []) for place in given.demonyms}
    names |= given.names
    known: dict[str, Known] = {}
    spellings: dict[str, tuple[str, ...]] = {}
    for name, (kind, forms) in names.items():
        forms_of = {form: key_of(form) for form in (name, *forms, *_with_given_names(name, kind, forms))}
        for form, key in forms_of.items():
            if key:
                known[key] = Known(name, kind, _is_acronym(form))
        keys = tuple(dict.fromkeys(filter(None, forms_of.values())))
        for key in keys if len(keys) > 1 else ():
            if others := _others(key, keys, kind):
                spellings[key] = others
    demonyms = frozenset(key_of(form) for forms in given.demonyms.values() for form in forms)
    roles = frozenset(given.words["roles"])
    reach: dict[str, int] = {}
    for key in (*known, *roles, *demonyms):
        first, _, rest = key.partition(" ")
        reach[first] = max(reach.get(first, 0), rest.count(" ") + 2 if rest else 1)
    lexicon: dict[str, int] = {}
    for number, name in enumerate(LISTS):
        for word in given.words[name]:
            lexicon[word] = lexicon.get(word, 0) | 1 << number
    endings = Endings(*(tuple(sorted(given.words[f"{kind}_endings"])) for kind in ("people", "place", "organisation")))
    adjectives = {place: forms[0] for place, forms in given.demonyms.items() if forms}
    return NameRules(
        known, spellings, reach, demonyms, adjectives, roles, lexicon, endings, tuple(dict.fromkeys(given.problems))
    )


def _with_given_names(name: str, kind: Kind, forms: Iterable[str]) -> Iterator[str]:
    """A person's given names with each other spelling of the surname: with Zelensky also Volodymyr Zelensky."""
    given, _, surname = name.rpartition(" ")
    if kind == "people" and given:
        yield from (f"{given} {form}" for form in forms if " " not in form and form != surname)


def _is_acronym(form: str) -> bool:
    return form.isupper() and len(form.replace(".", "")) <= _LONGEST_ACRONYM


def _others(key: str, keys: Iterable[str], kind: Kind) -> tuple[str, ...]:
    """The other forms of a name; of a person's those of as many words, since a surname alone is no other spelling."""
    return tuple(other for other in keys if other != key and (kind != "people" or other.count(" ") == key.count(" ")))
