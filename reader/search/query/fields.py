"""The one table of fields: name, aliases, kind of value, an example and a sentence. Documentation is made from it."""

from dataclasses import dataclass
from typing import Literal

FieldKind = Literal["title", "value", "typed", "state", "number", "series", "date", "sort", "group", "unit", "new"]
"""`value`: folded words; `typed`: kept as written; `state`: one of `values`; `group`, `unit`: needs brackets."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A field of the query language. `single` says that an article has at most one value of it."""

    name: str
    kind: FieldKind
    example: str
    sentence: str
    aliases: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    single: bool = False


FIELDS = (
    FieldRule("title", "title", "title:ferry", "The words stand in the headline.", ("subject", "headline")),
    FieldRule("outlet", "value", "outlet:harbour-wire", "The outlet's name has these words in a row.",
              ("source", "from", "feed"), single=True),
    FieldRule("agency", "value", "agency:northline", "The news agency's name has these words in a row.", ("wire",),
              single=True),
    FieldRule("topic", "value", "topic:aid", "A section has this topic, and the article opens there."),
    FieldRule("name", "value", 'name:"Ilse Maren"', "A person, place or organisation of this name occurs."),
    FieldRule("people", "value", "people:maren", "A person of this name occurs.", ("person",)),
    FieldRule("place", "value", "place:karrow", "A place of this name occurs.", ("location",)),
    FieldRule("org", "value", "org:straits-council", "An organisation of this name occurs.",
              ("organisation", "organization")),
    FieldRule("dump", "typed", "dump:march.txt", "The article came with this dump.", single=True),
    FieldRule("kind", "value", "kind:key-events", "The article is of this kind: news, opinion, key-events and so on.",
              single=True),
    FieldRule("tag", "value", "tag:check", "You gave it this tag; #check is the same.", ("label",)),
    FieldRule("date", "date", "date:2031-03-10..2031-03-16",
              "It appeared on this day or in this span, both ends included."),
    FieldRule("after", "date", "after:2031-03-10", "It appeared on this day or later.", ("newer",)),
    FieldRule("before", "date", "before:2031-03-14", "It appeared on this day or earlier.", ("older",)),
    FieldRule("since", "date", "since:2031-03-10", "It was taken into the archive on this day or later."),
    FieldRule("day", "number", "day:1391..1396", "Its number in a running series.", ("number",)),
    FieldRule("series", "series", "series:border-diary", "It belongs to the running series of this name.", single=True),
    FieldRule("words", "number", "words:>800", "Its length in words."),
    FieldRule("is", "state", "is:unread", "What you did with it, or what is known of it.",
              values=("unread", "read", "starred", "marked", "undated", "duplicate")),
    FieldRule("has", "state", "has:note", "Something of yours is attached to it.", values=("note",)),
    FieldRule("id", "typed", "id:a7c1e04b", "That very article."),
    FieldRule("like", "typed", "like:a7c1e04b", "Articles like that one."),
    FieldRule("query", "typed", "query:port-watch", "The saved search of that name, as if in brackets.", ("search",)),
    FieldRule("new", "new", "new:", "It was taken into the archive since your last visit."),
    FieldRule("sort", "sort", "sort:outlet,-date", "The order of the list; a - reverses it.",
              values=("relevance", "date", "words", "outlet", "title")),
    FieldRule("any", "group", "any:( ferry toll crowns )", "One of the words is enough; the more, the better placed."),
    FieldRule("section", "group", "section:( brennvik topic:aid )", "All of it in one section, topic included."),
    FieldRule("same", "unit", "same:sentence( killed seven )", "All of it in one sentence, paragraph or section.",
              values=("sentence", "paragraph", "section")),
)  # fmt: skip

STATE_ALIASES = {"dup": "duplicate", "flagged": "starred", "new": "new"}
"""Other words for a state; `is:new` is `new:`."""

LATER = frozenset({"figure", "said", "echo"})
"""Field names that are kept for a later version."""

_BY_NAME = {name: rule for rule in FIELDS for name in (rule.name, *rule.aliases)}
SPELLINGS = tuple(_BY_NAME)
"""Every name and alias, for the nearest spelling."""


def find_field(name: str) -> FieldRule | None:
    """The field of this name or alias, in lower case."""
    return _BY_NAME.get(name)
