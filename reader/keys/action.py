"""What an action is: an id, words, and keys in places."""

from collections.abc import Iterable

from reader.record import record

LIST, READER, COMPARE, TIME, FACETS = "list", "reader", "compare", "time", "facets"
HELP, MENU, TOPICS, NOTE, PROMPT = "help", "menu", "topics", "note", "prompt"
PASSAGE, EXPORT, SAVED = "passage", "export", "saved"
DOSSIER, DIGEST = "dossier", "digest"
EVERYWHERE = (LIST, READER, PASSAGE, COMPARE, TIME, FACETS, HELP, MENU, TOPICS, EXPORT, SAVED, DOSSIER, DIGEST)
PLACES = (*EVERYWHERE, NOTE, PROMPT)
TYPING = (NOTE, PROMPT)
"""Places where every printable key types."""

TEXTS = (READER, COMPARE, HELP)
DESK = (LIST, READER)


@record
class Binding:
    """Keys, in order of preference, and the places where they work."""

    keys: tuple[str, ...]
    places: tuple[str, ...]


@record
class Action:
    """Something the desk can do. `id` is `area.verb`; `help` completes the sentence "this key …"."""

    id: str
    title: str
    help: str
    bindings: tuple[Binding, ...]

    def keys(self, place: str) -> tuple[str, ...]:
        """The keys that the table gives it in a place; none where it does not exist."""
        return tuple(key for binding in self.bindings if place in binding.places for key in binding.keys)

    @property
    def places(self) -> tuple[str, ...]:
        """Where it exists, in the order of `PLACES`."""
        return tuple(place for place in PLACES if self.keys(place))


def at(places: Iterable[str], *keys: str) -> Binding:
    """Keys that work in these places."""
    return Binding(keys, tuple(places))


def action(id: str, title: str, help: str, *bindings: Binding) -> Action:
    """One row of the table."""
    return Action(id, title, help, bindings)
