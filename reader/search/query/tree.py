"""The query tree: what a query means, free of any engine. Columns count characters from 1 in the query as typed."""

from typing import Literal

from reader.record import record


@record
class Word:
    """A plain word; inflected forms count. `text` is a search term (`reader.text.term_of`)."""

    text: str
    column: int = 1


@record
class Exact:
    """A word without inflections (written with a capital); other spellings of a name still count."""

    text: str
    column: int = 1


@record
class Literally:
    """This very form (`=strike`): neither inflections nor other spellings."""

    text: str
    column: int = 1


@record
class Phrase:
    """These exact terms in this order, next to each other."""

    terms: tuple[str, ...]
    column: int = 1


@record
class Prefix:
    """Words that begin with `stem`, a folded term of at least three letters."""

    stem: str
    column: int = 1


@record
class Everything:
    """Every article: `*`, or an empty query."""

    column: int = 1


@record
class Near:
    """Word-like operands at most `distance` positions apart (1: neighbours), in order if `ordered`."""

    distance: int
    operands: tuple["Node", ...]
    ordered: bool = False
    column: int = 1


@record
class And:
    """All operands."""

    operands: tuple["Node", ...]


@record
class Or:
    """At least one operand."""

    operands: tuple["Node", ...]


@record
class Not:
    """What the operand does not match."""

    operand: "Node"


@record
class Any:
    """`any:( … )`: one of the words is enough, the more the better placed."""

    operands: tuple["Node", ...]
    column: int = 1


@record
class Title:
    """The operand, one word-like node, matched in the headline."""

    operand: "Node"
    column: int = 1


@record
class Field:
    """A field has this value: outlet, agency, topic, name, people, place, org, dump, kind, tag, series, is, has, id,
    like, query. `value` is a slug (folded words joined by hyphens), but kept as typed for id, like, dump and query.

    `whole` is set by `=`: only a value that is exactly this.
    """

    field: str
    value: str
    whole: bool = False
    column: int = 1


@record
class DateRange:
    """Whole days, both ends included, ISO dates; None is open. `field` is `date`, or `since`: when it was taken in."""

    first: str | None
    last: str | None
    field: Literal["date", "since"] = "date"
    column: int = 1


@record
class NumberRange:
    """`day` or `words` between two numbers, both included; None is open."""

    field: str
    first: int | None
    last: int | None
    column: int = 1


@record
class Within:
    """`section:( … )` and `same:UNIT( … )`: all of the operand in one unit."""

    unit: Literal["section", "sentence", "paragraph", "same section"]
    operand: "Node"
    column: int = 1


@record
class New:
    """`new:`: taken into the archive since the last visit."""

    column: int = 1


@record
class Saved:
    """`query:NAME`: `operand` is what is saved under that name, as if in brackets, all at the column of the name."""

    name: str
    operand: "Node"
    column: int = 1


Node = (
    Word | Exact | Literally | Phrase | Prefix | Everything | Near | And | Or | Not | Any | Title | Field | DateRange
    | NumberRange | Within | New | Saved
)  # fmt: skip


@record
class BeingTyped:
    """A query whose last word is still being typed and counts as the beginning of a word too.

    `whole` is what it says with that word as it stands, `begun` with it as a beginning only; `said` is for people.
    """

    whole: "Node"
    begun: "Node"
    said: "Node"


@record
class SortKey:
    """An order: relevance, date, words, outlet or title; `reverse` turns its natural direction round."""

    field: str
    reverse: bool = False


@record
class Query:
    """A query as read. `canonical` is the bracketed form of the reference, `read_as` the same in words for people.

    `words_only` says that it has nothing but words and phrases; `hints` are remarks for the line under the search bar;
    `typed` is there where its last word is still being typed.
    """

    text: str
    tree: Node
    sort: tuple[SortKey, ...]
    canonical: str
    read_as: str
    words_only: bool
    hints: tuple[str, ...] = ()
    typed: BeingTyped | None = None
