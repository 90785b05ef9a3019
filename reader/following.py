"""The part of the facade that follows: saved searches, their counts, and what has changed."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from datetime import time as clock
from typing import TYPE_CHECKING

from reader.digest import Digest
from reader.errors import QueryError, UsageError
from reader.kept import COLOURS, Change, SavedCounts, SavedSearch
from reader.text import slug

if TYPE_CHECKING:
    from reader.archive.store import Archive
    from reader.relating import Relating
    from reader.searching import Searching

MOST_LETTERS = 64
"""Letters of a saved search's name."""


class Following:
    """What can be asked of saved searches. Methods raise ReaderError kinds."""

    _archive: "Archive"

    @property
    def _search(self) -> "Searching":
        """What searches; the facade has it."""
        raise NotImplementedError

    @property
    def _relate(self) -> "Relating":
        """What finds related articles; the facade has it."""
        raise NotImplementedError

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """Every saved search, in the reader's order; the first nine have the keys 1 to 9."""
        return tuple(self._archive.state.saved_searches())

    def saved_search(self, name: str) -> SavedSearch:
        """The saved search of that name. Raises UsageError, naming the nearest."""
        known = {each.name: each for each in self.saved_searches()}
        if found := known.get(name) or known.get(slug(name)):
            return found
        raise _unknown(name, list(known))

    def save_search(self, search: SavedSearch) -> Change:
        """Save a search at the end of the list, or in place of the one of its name; the query is checked first.

        The name is made of letters, digits and hyphens (`Port watch`: `port-watch`). Raises QueryError, UsageError.
        """
        from dataclasses import replace

        search = replace(search, name=_name(search.name), query=" ".join(search.query.split()))
        self.check_saved(search)
        return self._archive.state.put_saved(search)

    def rename_saved(self, name: str, new: str) -> Change:
        """Give a saved search another name; `query:` in other saved searches follows. Raises UsageError."""
        from reader.search.query.saved_names import with_name

        old, new = self.saved_search(name).name, _name(new)

        def follow(searches: Sequence[SavedSearch]) -> dict[str, str]:
            queries = {}
            for each in searches:
                try:
                    query = with_name(each.query, old, new, date.today())
                except QueryError as fault:
                    if old not in _names_used(each.query):
                        continue  # it cannot be read as it is
                    said = f"{each.name} uses {old}, and its query cannot follow: {fault.message}"
                    raise UsageError(said) from fault
                if query != each.query:
                    queries[each.name] = query
            return queries

        return self._archive.state.rename_saved(old, new, follow)

    def move_saved(self, name: str, to: int) -> Change:
        """Move a saved search to a place counted from 0."""
        return self._archive.state.move_saved(self.saved_search(name).name, to)

    def delete_saved(self, name: str) -> Change:
        """Delete a saved search. Raises UsageError where another one uses it, by name."""
        name = self.saved_search(name).name

        def check(searches: Sequence[SavedSearch]) -> None:
            users = [each.name for each in searches if name in _names_used(each.query) and each.name != name]
            if users:
                use = "uses" if len(users) == 1 else "use"
                raise UsageError(f"{', '.join(users)} {use} query:{name}", "take it out of there first")

        return self._archive.state.delete_saved(name, check)

    def visit_saved(self, name: str, moment: int | None = None) -> None:
        """Take down that its result was looked at now: what is new in it counts from here. Not for undo.

        `moment` is another time than now, in seconds since 1970. Nothing is taken down while what it asks for is not
        indexed as a whole: what is found later would never have been new.
        """
        search = self.saved_search(name)
        if not self._waits_for_index(search):
            self._archive.state.visit_saved(search.name, self._now() if moment is None else moment)

    def see_saved(self, found: Digest) -> Change:
        """Take down that a digest was read: what is new counts from its moment, in all of its searches as one change.

        Those that could not be answered, were deleted meanwhile, or are not indexed as a whole are left as they were.
        """
        known = {each.name: each for each in self.saved_searches()}
        names = [each.name for each in found.searches if not each.fault and each.name in known]
        ready = [name for name in names if not self._waits_for_index(known[name])]
        done, waiting = self._archive.state.see_saved(ready, found.moment), len(names) - len(ready)
        said = f"{done.label}: what is new counts from here" if done.number else "nothing to take down: all was seen"
        if waiting:
            left = "1 waits" if waiting == 1 else f"{waiting:,} wait"
            said = f"{done.label}, {left} until all is indexed"
        return Change(done.number, said)

    def saved_counts(self, name: str, stale: Callable[[], bool] = lambda: False) -> SavedCounts:
        """What a saved search finds now. On the thread of the searches. Raises StaleSearch."""
        return self._search.saved_counts(self.saved_search(name), stale)

    def digest(
        self,
        since: str | None = None,
        names: Sequence[str] = (),
        *,
        limit: int = 50,
        stale: Callable[[], bool] = lambda: False,
    ) -> Digest:
        """What changed in the saved searches (those of `names`, else all) since their last visits, or a day (ISO).

        At most `limit` articles a search. Nothing is taken down: see `visit_saved`. On the thread of the searches.
        Raises UsageError for a name or a day that there is not, StaleSearch.
        """
        from reader.digesting import Digesting

        searches = tuple(dict.fromkeys(map(self.saved_search, names))) if names else self.saved_searches()
        begin, now = None if since is None else _midnight(since), self._now()
        found = Digesting(self._archive, self._search, self._relate).digest(searches, begin, limit, stale)
        return Digest(found, now)

    def check_since(self, day: str) -> None:
        """Raise UsageError for a day that a digest cannot count from."""
        _midnight(day)

    def digest_pieces(self, found: Digest, name: str) -> Iterator[str]:
        """A digest as text, Markdown, HTML or JSON."""
        from reader.export.digests import DIGEST_FORMATS

        return DIGEST_FORMATS[name](found)

    def _waits_for_index(self, search: SavedSearch) -> bool:
        from reader.results import SearchRequest

        try:
            return self._search.needs_index(SearchRequest(search.query)) and self._search.state().status != "ready"
        except QueryError:
            return False

    def _now(self) -> int:
        """The last second of which nothing can be taken in any longer: this one only where something was already."""
        now = int(time.time())
        begun = datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds")
        return now if any(dump.added >= begun for dump in self._archive.dumps()) else now - 1

    def check_saved(self, search: SavedSearch) -> None:
        """Raise QueryError or UsageError for a search that could not be answered, or that uses itself."""
        from reader.results import SearchRequest
        from reader.search.ordering import parse_sort
        from reader.search.saved_queries import read_query
        from reader.search.sources import SavedQuery

        if search.match not in ("all", "any"):
            raise UsageError(f"no match {search.match!r}", "it is all or any")
        if search.colour and search.colour not in COLOURS:
            raise _unknown(search.colour, COLOURS, what="colour")
        parse_sort(search.sort or "")
        others = [each for each in self.saved_searches() if each.name != search.name]
        saved = [SavedQuery(each.name, each.query, each.match) for each in (*others, search)]
        read_query(search.query, date.today(), lambda: saved, inside=(search.name,))
        self._search.read_query(SearchRequest(search.query, "any" if search.match == "any" else "all", search.sort))


def _names_used(query: str) -> set[str]:
    """The saved searches that a query names; none where it cannot be read."""
    from reader.search.query.saved_names import names_used

    try:
        return {each.name for each in names_used(query, date.today())}
    except QueryError:
        return set()


def _name(text: str) -> str:
    """What a search is saved as: letters, digits and hyphens."""
    name = "".join(letter for letter in slug(text) if letter.isalnum() or letter == "-")
    if not name or len(name) > MOST_LETTERS:
        said = "has no letters or digits" if not name else f"has more than {MOST_LETTERS} letters"
        raise UsageError(f"the name {said}", "a name such as port-watch")
    return name


def _unknown(name: str, known: Sequence[str], what: str = "saved search") -> UsageError:
    import difflib

    near = difflib.get_close_matches(slug(name), known, 1)
    if near:
        return UsageError(f"no {what} {name!r}", f"did you mean {near[0]}?")
    some = ", ".join(known[:9]) + (" …" if len(known) > 9 else "")
    return UsageError(f"no {what} {name!r}", f"there are: {some}" if known else "nothing has been saved yet")


def _midnight(day: str) -> int:
    """When a day begins where the computer stands, in seconds since 1970. Raises UsageError."""
    from reader.search.query.dates import read_point

    try:
        first, _ = read_point(day, date.today(), 1)
        return int(datetime.combine(first, clock()).timestamp())
    except QueryError as fault:
        raise UsageError(f"since: {fault.fault}", fault.hint) from fault
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"no time is known for {day!r}", "write year-month-day, as in 2031-03-14") from None
