"""What has changed, wired up: the new articles of saved searches, and the figures that moved in them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from reader.archive.series import find_number
from reader.archive.store import Archive
from reader.article import Article
from reader.digest import DigestArticle, DigestSearch, MovedFigure
from reader.errors import QueryError, StaleSearch, UsageError
from reader.kept import SavedSearch
from reader.relating import Relating
from reader.results import SearchRequest
from reader.search.catalogue import Catalogue
from reader.searching import Searching

if TYPE_CHECKING:
    from reader.compare.moved_figures import Move

MOST_COMPARED = 100
"""Articles whose figures are compared with earlier reports in one digest, at some 25 ms each for short ones."""

_MOST_RELATED = 20

Stale = Callable[[], bool]


class Digesting:
    """Tells what has changed in saved searches. On the thread of the searches; made anew for each digest."""

    def __init__(self, archive: Archive, searching: Searching, relating: Relating) -> None:
        self._archive = archive
        self._searching = searching
        self._relating = relating
        self._articles: dict[int, Article] = {}
        self._figures = _Figures(archive, relating, self._read)

    def digest(
        self, searches: Sequence[SavedSearch], since: int | None, limit: int, stale: Stale
    ) -> tuple[DigestSearch, ...]:
        """What changed in these searches since their last visits, or since a time in seconds since 1970.

        At most `limit` articles a search. Raises StaleSearch, IndexFault, ArchiveError.
        """
        found = [self._digest(each, each.visited if since is None else since, limit, stale) for each in searches]
        return tuple(found)

    def _digest(self, search: SavedSearch, since: int, limit: int, stale: Stale) -> DigestSearch:
        if stale():
            raise StaleSearch
        told = _iso(since)
        try:
            request = SearchRequest(search.query, "any" if search.match == "any" else "all", search.sort or "date")
            page = self._searching.search(request, stale)
        except (QueryError, UsageError) as fault:
            return DigestSearch(search.name, search.query, told, 0, fault=str(fault))
        new = self._new(page.keys, since)
        # To someone who was never here no text is another than it was.
        revised = {key: previous for key, previous, _ in self._archive.revisions_since(since)} if since else {}
        changed = [key for key in page.keys if key in new or key in revised]
        listed = self._read(changed[:limit])
        figures, uncompared = self._figures.moved(list(listed), new, revised, stale)
        return DigestSearch(
            search.name,
            search.query,
            told,
            page.total,
            tuple(
                DigestArticle(key, article.id, article.title, article.outlet, article.date, key in revised)
                for key, article in listed.items()
            ),
            len(changed) - len(listed),
            tuple(figures),
            uncompared=uncompared,
            more_revised=sum(key in revised for key in changed[limit:]),
        )

    def _new(self, keys: Sequence[int], since: int) -> set[int]:
        """Those that were taken into the archive after that time."""

        def look(_: object, catalogue: Catalogue) -> set[int]:
            flags, place = catalogue.flags(catalogue.added_from(since + 1)), catalogue.position
            return {key for key in keys if key in place and flags[place[key]]}

        return self._searching.engine().look(look)

    def _read(self, keys: Sequence[int]) -> dict[int, Article]:
        """Articles by key, in this order; what is gone is left out."""
        missing = [key for key in keys if key not in self._articles]
        self._articles.update(self._archive.keyed_articles(missing))
        return {key: self._articles[key] for key in keys if key in self._articles}


class _Figures:
    """Finds the figures that moved in articles, each pair of reports compared once."""

    def __init__(
        self, archive: Archive, relating: Relating, read: Callable[[Sequence[int]], dict[int, Article]]
    ) -> None:
        self._archive = archive
        self._relating = relating
        self._read = read
        self._looked_at: set[int] = set()
        self._earlier: dict[int, list[int]] = {}
        self._moves: dict[tuple[object, ...], list[Move]] = {}

    def moved(
        self, keys: Sequence[int], new: set[int], revised: Mapping[int, str], stale: Stale
    ) -> tuple[list[MovedFigure], int]:
        """The figures that moved in these articles, and the number of articles that were not looked at.

        `revised` has the ids of the texts that corrected ones had before.
        """
        from reader.compare.moved_figures import unite_moves

        moves: list[Move] = []
        left_out = 0
        for key in keys:
            if stale():
                raise StaleSearch
            if key not in self._looked_at and len(self._looked_at) >= MOST_COMPARED:
                left_out += 1
                continue
            self._looked_at.add(key)
            moves += self._moves_of(key, new, revised.get(key), stale)
        return unite_moves(moves, self._relating.stories), left_out

    def _moves_of(self, key: int, new: set[int], previous: str | None, stale: Stale) -> "list[Move]":
        """The figures that an article gives otherwise than its `previous` text, else than earlier reports.

        Of a story's earlier reports they are the likest, and the likest that the reader may know.
        """
        if previous is not None:
            return self._once((previous, key), lambda: self._compare_texts(previous, key, stale))
        if key not in self._earlier:
            self._earlier[key] = self._find_earlier(key)
        earlier = self._earlier[key]
        moves: list[Move] = []
        for before in dict.fromkeys([*earlier[:1], *[each for each in earlier if each not in new][:1]]):
            known = before not in new
            moves += self._once((before, key, known), partial(self._compare, before, key, known, stale))
        return moves

    def _once(self, pair: tuple[object, ...], compare: "Callable[[], list[Move]]") -> "list[Move]":
        if pair not in self._moves:
            self._moves[pair] = compare()
        return self._moves[pair]

    def _find_earlier(self, key: int) -> list[int]:
        """The number before of a running list; else the earlier reports of the same event, the likest first."""
        series, number = find_number(self._archive, key, -1)
        if series is not None:
            return [number.key] if number else []
        try:
            related = self._relating.related(key, _MOST_RELATED)
        except UsageError:
            return []  # gone meanwhile
        own = self._read([key])[key]
        same = self._read([each.key for each in related if each.same_story])
        return [each for each, article in same.items() if _is_earlier(each, article, key, own)]

    def _compare_texts(self, previous: str, key: int, stale: Stale) -> "list[Move]":
        """The figures of an article that stood otherwise in its text of an earlier id."""
        from reader.compare.moved_figures import Report, find_moves

        earlier, own = self._archive.previous_article(previous), self._read([key]).get(key)
        if earlier is None or own is None:
            return []
        turn = _last_day(own), key
        before = Report(self._archive.keys_with_ids([previous]).get(previous, key), earlier, (*turn, 0))
        return find_moves(before, Report(key, own, (*turn, 1)), revised=True, stale=stale)

    def _compare(self, before: int, key: int, known: bool, stale: Stale) -> "list[Move]":
        """The figures that moved; of two reports of one day the order is certain only where one was `known` before.

        Without days it never is: what came later into the archive may be older.
        """
        from reader.compare.moved_figures import Report, find_moves

        read = self._read([before, key])
        if len(read) < 2:
            return []
        earlier, own = read[before], read[key]
        return find_moves(
            Report(before, earlier, (_last_day(earlier), before, 1)),
            Report(key, own, (_last_day(own), key, 1)),
            strict=own.series is not None or own.date is None or (not known and _last_day(earlier) == _last_day(own)),
            stale=stale,
        )


def _is_earlier(key: int, article: Article, own_key: int, own: Article) -> bool:
    """Whether an article is the earlier of two: by its day; on one day, or without, by when the archive met it."""
    if article.date is None or own.date is None:
        return article.date == own.date and key < own_key
    return (article.date.last, key) < (own.date.first, own_key)


def _last_day(article: Article) -> str:
    return article.date.last if article.date else ""


def _iso(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds") if seconds else ""
