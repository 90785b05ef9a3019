"""The one table of what the desk can do: its keys, its words, and where each works.

The key dispatcher, the footer, the live key list, the palette and `docs/keys.md` are all made from it. A key is
spelt as people read it (`g s`, `Ctrl-F`, `PgDn`); `g s` means two presses.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LIST, READER, COMPARE, TIME, FACETS = "list", "reader", "compare", "time", "facets"
HELP, MENU, TOPICS, PROMPT = "help", "menu", "topics", "prompt"
PLACES = (LIST, READER, COMPARE, TIME, FACETS, HELP, MENU, TOPICS, PROMPT)
EVERYWHERE = (LIST, READER, COMPARE, TIME, FACETS, HELP, MENU, TOPICS)
TEXTS = (READER, COMPARE, HELP)
DESK = (LIST, READER)

UNREACHABLE = frozenset("[]{}\\|")
"""Keys that other keyboard layouts reach only with AltGr: none may be an action's only key."""

FORBIDDEN = frozenset({"Ctrl-H", "Ctrl-I", "Ctrl-J", "Ctrl-M", "Ctrl-[", "Ctrl-S"})
"""Control keys that a terminal cannot tell from Backspace, Tab, Enter and Esc, and the one that freezes it."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Keys, in order of preference, and the places where they work."""

    keys: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """Something the desk can do. `id` is `area.verb`; `help` completes the sentence "this key …"."""

    id: str
    title: str
    help: str
    bindings: tuple[Binding, ...]

    def keys(self, place: str) -> tuple[str, ...]:
        """The keys that start it in a place; none where it does not exist."""
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


ACTIONS: tuple[Action, ...] = (
    action("move.down", "down", "moves one row or one line down", at(EVERYWHERE, "j", "Down")),
    action("move.up", "up", "moves one row or one line up", at(EVERYWHERE, "k", "Up")),
    action("move.first", "first", "goes to the first row or line", at(EVERYWHERE, "g g", "Home")),
    action("move.last", "last", "goes to the last row or line", at(EVERYWHERE, "G", "End")),
    action(
        "move.page_down",
        "page down",
        "moves one page of the focused pane down",
        at(EVERYWHERE, "PgDn", "Ctrl-F"),
        at((LIST, *TEXTS), "Space"),
    ),
    action(
        "move.page_up",
        "page up",
        "moves one page of the focused pane up",
        at(EVERYWHERE, "PgUp", "Ctrl-B"),
        at(TEXTS, "b"),
    ),
    action("move.half_down", "half down", "moves half a page down", at(EVERYWHERE, "Ctrl-D")),
    action("move.half_up", "half up", "moves half a page up", at(EVERYWHERE, "Ctrl-U")),
    action(
        "view.open", "read", "opens the article that the cursor is on; under a text the related one that Tab chose",
        at(DESK, "Enter", "l"),
    ),
    action(
        "view.back", "back", "goes one level back; on the first level q leaves broadsheet and h does nothing",
        at(EVERYWHERE, "q"), at((LIST, READER, COMPARE, FACETS, HELP), "h"),
    ),
    action("search.edit", "search", "edits the search of the archive", at((LIST, TIME, FACETS), "/")),
    action("search.narrow", "narrow", "searches inside this result", at((LIST,), "O", "|")),
    action("search.widen", "widen", "takes the last narrowing off", at((LIST,), "Backspace", "\\")),
    action("search.any", "all or any", "asks for all words, or for some of them", at((LIST,), "g a")),
    action("search.sort", "order", "chooses the order, written as sort:; the same again reverses it",
           at((LIST,), "S")),
    action("find.edit", "find", "finds words in this text", at((READER, HELP), "/")),
    action(
        "hit.next", "next hit", "goes to the next hit, over the article's end into the next",
        at((*DESK, COMPARE), "n", "g h"),
    ),
    action("hit.previous", "previous hit", "goes to the hit before", at((*DESK, COMPARE), "N", "g H")),
    action("article.next", "next article", "goes to the next article of the list", at(DESK, "J")),
    action("article.previous", "previous article", "goes to the article before", at(DESK, "K")),
    action("section.next", "next section", "goes to the next section", at((READER, COMPARE), "g s", "}", "] s")),
    action(
        "section.previous", "previous section", "goes to the section before",
        at((READER, COMPARE), "g S", "{", "[ s"),
    ),
    action("facet.open", "facets", "opens the facet panel", at(DESK, "f")),
    action("facet.toggle_all", "filters off", "lifts all filters and puts them back; the cursor keeps to its article",
           at((LIST,), "F")),
    action("facet.include", "take in", "adds this value to the filter, or takes it out", at((FACETS,), "Space")),
    action("facet.exclude", "leave out", "leaves this value out, or lets it in again", at((FACETS,), "x")),
    action("facet.clear", "drop", "drops this field from the query", at((TIME, FACETS), "d")),
    action("facet.only", "only", "keeps only this value of its field", at((FACETS,), "Enter", "l")),
    action("time.toggle", "timeline", "goes into the timeline strip and out", at((LIST, TIME), "i")),
    action("time.next", "later", "goes to the next day, week, month or year", at((TIME,), "l", "Right")),
    action("time.previous", "earlier", "goes to the one before", at((TIME,), "h", "Left")),
    action("time.finer", "finer", "shows smaller units: weeks instead of months", at((TIME,), "z")),
    action("time.coarser", "coarser", "shows larger units: weeks instead of days", at((TIME,), "Z")),
    action("time.brush", "range", "begins a range here, or lets go of it", at((TIME,), "v")),
    action("time.apply", "take", "writes the range, or what the cursor is on, into the query as date:",
           at((TIME,), "Enter")),
    action("mark.toggle", "mark", "marks this article for the next command, or takes the mark off", at((LIST,), "m")),
    action("mark.clear", "no marks", "takes all marks off", at((LIST,), "U")),
    action("compare.open", "compare", "puts the two marked articles, or this and the marked one, side by side",
           at(DESK, "c")),
    action("roll.open", "roll", "reads every section on this topic in the result as one text, the oldest first",
           at((LIST, FACETS), "R")),
    action("story.fold", "fold stories", "shows one row for each story, or every article again", at((LIST,), "g z")),
    action("article.like", "like this", "searches for articles like this one", at((READER,), "g l")),
    action("trail.back", "where from", "goes back to the article that this one was reached from", at((READER,), "H")),
    action("trail.forward", "forward", "goes to the article that was left by going back", at((READER,), "L")),
    action("topic.edit", "topics", "shows the topics of this section with their reasons, to correct them",
           at((READER,), "g t")),
    action("topic.toggle", "give or take", "gives the section this topic, or takes it away",
           at((TOPICS,), "Space", "Enter")),
    action("topic.clear", "as the rules", "takes back what was said of this topic by hand", at((TOPICS,), "d")),
    action("compare.sync", "together", "lets both sides scroll together, or each alone", at((COMPARE,), "S")),
    action("compare.swap", "swap", "swaps the sides", at((COMPARE,), "x")),
    action("compare.sides", "A, B, both", "shows one side, the other, or both", at((COMPARE,), "o")),
    action("view.wrap", "full width", "takes the whole width, or the reading column again", at((READER,), "w")),
    action("view.narrower", "narrower", "makes the reading column narrower", at((READER,), "<")),
    action("view.wider", "wider", "makes the reading column wider", at((READER,), ">")),
    action("view.zen", "text alone", "shows the text alone, or everything again", at((READER,), "z")),
    action("view.raw", "raw text", "shows the lines of the dump as they were, or the clean text", at((READER,), "g r")),
    action("help.next", "next page", "goes to the next page of the help", at((HELP,), "J", "Tab")),
    action("help.previous", "previous page", "goes to the page before", at((HELP,), "K", "Shift-Tab")),
    action("pane.next", "next pane", "goes to the next pane, related article, or section in the dialog of topics",
           at((LIST, READER, TIME, FACETS, TOPICS, PROMPT), "Tab")),
    action("pane.previous", "previous pane", "goes to the pane before",
           at((LIST, READER, TIME, FACETS, TOPICS, PROMPT), "Shift-Tab")),
    action("prompt.accept", "run", "takes what was typed and goes to the result", at((PROMPT,), "Enter")),
    action("history.previous", "earlier search", "brings the search before back into the bar",
           at((PROMPT,), "Up", "Ctrl-P")),
    action("history.next", "later search", "brings the search after it back", at((PROMPT,), "Down", "Ctrl-N")),
    action("history.open", "searches", "lists the searches that were made, to choose one from",
           at((LIST,), "g /"), at((PROMPT,), "Ctrl-R")),
    action("query.explain", "how it was read", "shows how the query was read, and what each word stood for",
           at((LIST,), "g e"), at((PROMPT,), "Ctrl-T")),
    action("menu.take", "take", "takes the row under the cursor", at((MENU,), "Enter", "l")),
    action("prompt.cancel", "cancel", "leaves the prompt, closes a pop-up, drops a half-typed key sequence",
           at((*EVERYWHERE, PROMPT), "Esc")),
    action("palette.open", "palette", "lists everything that can be done here", at(EVERYWHERE, "Ctrl-P")),
    action("help.keys", "keys", "lists the keys of this place", at((LIST, READER, COMPARE, TIME, FACETS), "?")),
    action("help.query", "query card", "in an empty search bar, shows how a query is written", at((PROMPT,), "?")),
    action("view.redraw", "redraw", "draws the screen anew", at((*EVERYWHERE, PROMPT), "Ctrl-L")),
    action("app.stop", "stop", "stops the search or the indexing that is running", at((*EVERYWHERE, PROMPT), "Ctrl-C")),
    action("app.suspend", "suspend", "goes to the shell; fg comes back", at((*EVERYWHERE, PROMPT), "Ctrl-Z")),
    action("app.quit", "leave", "leaves broadsheet", at(EVERYWHERE, "Q"), at((*EVERYWHERE, PROMPT), "Ctrl-Q")),
)  # fmt: skip

FOOTER: dict[str, tuple[str, ...]] = {
    LIST: ("search.edit", "view.open", "facet.open", "mark.toggle", "compare.open", "help.keys"),
    READER: ("hit.next", "section.next", "article.next", "compare.open", "view.back", "help.keys"),
    COMPARE: ("compare.sync", "compare.swap", "compare.sides", "move.page_down", "view.back", "help.keys"),
    TIME: ("time.next", "time.finer", "time.brush", "time.apply", "time.toggle", "help.keys"),
    FACETS: ("facet.include", "facet.exclude", "facet.clear", "facet.only", "view.back", "help.keys"),
    HELP: ("find.edit", "help.next", "move.page_down", "move.first", "view.back", "app.quit"),
    MENU: ("menu.take", "move.down", "move.up", "move.last", "view.back", "prompt.cancel"),
    TOPICS: ("topic.toggle", "topic.clear", "pane.next", "move.down", "view.back", "prompt.cancel"),
    PROMPT: ("prompt.accept", "pane.next", "history.previous", "app.quit", "prompt.cancel", "help.query"),
}
"""The six keys that the footer shows in each place."""


def get_action(id: str) -> Action:
    """The row of this id. Raises KeyError."""
    return _BY_ID[id]


_BY_ID = {row.id: row for row in ACTIONS}


def keys_of(place: str) -> dict[str, str]:
    """Every key of a place with the id of what it starts."""
    return {key: row.id for row in ACTIONS for key in row.keys(place)}


def check_actions(actions: Iterable[Action] = ACTIONS) -> list[str]:
    """What is wrong with the table: clashes, keys that are also prefixes, keys that not every keyboard has."""
    rows = list(actions)
    return [*_doubles(rows), *(fault for place in PLACES for fault in _clashes(rows, place)), *_bad_keys(rows)]


def _doubles(rows: list[Action]) -> Iterator[str]:
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            yield f"{row.id} stands twice in the table"
        seen.add(row.id)


def _clashes(rows: list[Action], place: str) -> Iterator[str]:
    owner: dict[str, str] = {}
    for row in rows:
        for key in row.keys(place):
            if owner.setdefault(key, row.id) != row.id:
                yield f"{place}: {key!r} is both {owner[key]} and {row.id}"
    for key in owner:
        prefix, _, rest = key.partition(" ")
        if rest and prefix in owner:
            yield f"{place}: {prefix!r} is {owner[prefix]} and also begins {key!r}"


def _bad_keys(rows: list[Action]) -> Iterator[str]:
    for row in rows:
        for place in row.places:
            keys = row.keys(place)
            if all(UNREACHABLE & set(key) for key in keys):
                yield f"{row.id}: {place} has only keys that some keyboards lack: {', '.join(keys)}"
            for key in keys:
                if FORBIDDEN & set(key.split()) or key.startswith(("Alt-", "Ctrl-Shift-")):
                    yield f"{row.id}: {key!r} does not reach a terminal program reliably"


def keys_markdown() -> str:
    """The page `docs/keys.md`: every action with its keys in every place."""
    lines = [
        "# Keys",
        "",
        "Made from the table in `reader/tui/actions.py`; `?` shows the keys of the place you are in.",
        "`g s` means two presses, `g` then `s`. After the first press the footer shows it, and soon a list of what can",
        "follow; `Esc` drops it. In a prompt every printable key types. The mouse is never needed.",
        "",
        "| keys | where | action | what it does |",
        "|---|---|---|---|",
    ]
    for row in ACTIONS:
        for binding in row.bindings:
            where = "all" if set(binding.places) >= set(EVERYWHERE) else " ".join(binding.places)
            where += " and prompt" if where == "all" and PROMPT in binding.places else ""
            keys = " ".join(f"`{key}`" for key in binding.keys).replace("|", "\\|")
            lines.append(f"| {keys} | {where} | `{row.id}` | {row.help} |")
    return "\n".join([*lines, ""])
