"""What has changed since a reader was here last, told in every form, and none of it can run."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from reader.config import Config
from reader.digest import Digest, DigestArticle, DigestSearch, MovedFigure
from reader.errors import StaleSearch, UsageError
from reader.export.digests import DIGEST_FORMATS
from reader.kept import SavedSearch
from reader.library import Library
from reader.results import SearchRequest
from reader.tui.widgets.hit_rows import Signs
from tests.hostile import HOSTILE, is_clean
from tests.test_comparison_exports import ALLOWED, Page

DATA = Path(__file__).parent / "data" / "digest"
FIRST_DUMP = (DATA / "first.txt").read_text(encoding="utf-8")
SECOND_DUMP = (DATA / "second.txt").read_text(encoding="utf-8")
WATCH = SavedSearch("brennvik", "brennvik")


class Desk:
    """A library with a dump in it, whose articles can be made older than they are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library = Library(folder / "archive", Config())

    def add(self, name: str, text: str) -> None:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        assert not self.library.add([path]).failed
        self.library.update_index(lambda _: None, lambda: False)

    def an_hour_passes(self) -> None:
        """All that there is was taken in, corrected and looked at an hour earlier."""
        with sqlite3.connect(self.folder / "archive" / "archive.sqlite3") as archive:
            archive.execute("UPDATE articles SET added = added - 3600")
            archive.execute("UPDATE revisions SET seconds = seconds - 3600 WHERE seconds > 0")
            archive.execute("UPDATE dumps SET added = replace(datetime(added, '-1 hour'), ' ', 'T') || '+00:00'")
            archive.execute("UPDATE facts SET value = value + 1 WHERE name = 'stamp'")
        self.library.update_index(lambda _: None, lambda: False)
        for search in self.library.saved_searches():
            if search.visited:
                self.library.visit_saved(search.name, search.visited - 3600)

    def digest(self, name: str = "brennvik", since: str | None = None, limit: int = 50) -> DigestSearch:
        return self.library.digest(since, [name], limit=limit).searches[0]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    with desk.library:
        yield desk


def titles(found: DigestSearch) -> list[str]:
    return [article.title for article in found.articles]


def test_a_first_digest_has_everything_and_a_second_only_what_came_since(desk: Desk) -> None:
    desk.add("one.txt", FIRST_DUMP)
    desk.library.save_search(WATCH)
    first = desk.library.digest()
    (found,) = first.searches
    assert (len(found.articles), found.total, found.since, first.empty) == (3, 3, "", False)
    desk.library.visit_saved("brennvik", first.moment)
    assert desk.library.digest().empty
    desk.an_hour_passes()
    desk.add("two.txt", SECOND_DUMP)
    found = desk.digest()
    assert found.total == 5 and found.since
    assert titles(found) == [
        "Toll of Brennvik harbour shelling rises",
        "Border conflict: List of key events, day 1,396",
    ]


def test_a_figure_that_moved_is_told_with_both_sentences(desk: Desk) -> None:
    desk.add("one.txt", FIRST_DUMP)
    desk.library.save_search(WATCH)
    desk.library.visit_saved("brennvik")
    desk.an_hour_passes()
    desk.add("two.txt", SECOND_DUMP)
    figures = desk.digest().figures
    assert [(each.what, each.before, each.after, each.later) for each in figures] == [
        ("killed", "seven", "eight", True)
    ], "that two outlets tell it makes it one figure"
    (story,) = figures
    assert "seven people" in story.quote_before and "eight" in story.quote_after
    assert desk.library.article_by_key(story.before_key).id == story.before_id


def test_a_corrected_article_is_told_with_what_was_corrected(desk: Desk) -> None:
    desk.add("one.txt", FIRST_DUMP)
    desk.library.save_search(WATCH)
    desk.library.visit_saved("brennvik")
    desk.an_hour_passes()
    desk.add("one.txt", FIRST_DUMP.replace("40 million crowns", "30 million crowns"))
    found = desk.digest()
    (article,) = found.articles
    assert (article.title, article.revised) == ("Loan for the quays of Brennvik", True)
    (figure,) = found.figures
    assert (figure.before, figure.after, figure.later) == ("40 million crowns", "30 million crowns", False)
    assert (figure.before_value, figure.after_value) == (40e6, 30e6)
    assert figure.after_id == article.id != figure.before_id


def test_since_a_day_takes_the_place_of_the_last_visit(desk: Desk) -> None:
    desk.add("one.txt", FIRST_DUMP)
    desk.library.save_search(WATCH)
    desk.library.visit_saved("brennvik")
    assert not desk.digest().articles
    assert len(desk.digest(since="yesterday").articles) == 3
    assert len(desk.digest(since="1900-01-01").articles) == 3
    assert not desk.digest(since="9999-12-31").articles
    for day in ("tomorow", "3/14/2031", "", "2031-02-30"):
        with pytest.raises(UsageError):
            desk.library.digest(day)


def test_a_long_list_is_cut_and_says_so(desk: Desk) -> None:
    desk.add("one.txt", FIRST_DUMP + SECOND_DUMP.removeprefix("Ostrana\n"))
    desk.library.save_search(WATCH)
    found = desk.digest(limit=2)
    assert (len(found.articles), found.more, found.total) == (2, 3, 5)
    none = desk.digest(limit=0)
    assert (none.articles, none.more, none.figures) == ((), 5, ())


def test_a_digest_that_only_counts_is_not_empty(desk: Desk) -> None:
    desk.add("one.txt", FIRST_DUMP)
    desk.library.save_search(WATCH)
    assert not desk.library.digest(limit=0).empty
    desk.library.visit_saved("brennvik")
    assert desk.library.digest(limit=0).empty


def test_corrections_are_not_counted_as_new(desk: Desk) -> None:
    desk.add("one.txt", FIRST_DUMP)
    desk.library.save_search(WATCH)
    desk.library.visit_saved("brennvik")
    desk.an_hour_passes()
    desk.add("one.txt", FIRST_DUMP.replace("40 million crowns", "30 million crowns"))
    desk.add("two.txt", SECOND_DUMP)
    for limit in (50, 1, 0):
        found = desk.digest(limit=limit)
        assert (found.new, found.revised) == (2, 1)
        for name in ("text", "markdown", "html"):
            assert "2 new, 1 revised since" in written(name, Digest((found,)))


def dump(reports: Iterable[tuple[str, str]], day: int) -> str:
    """Reports of a day, each a title and a text."""
    told = (f"{title} | News\n\n{text}\n\nPublished On {day} Mar 2031\n\nSource link\n" for title, text in reports)
    return "\n".join(["Ostrana\n", *told])


QUAY = "The shells came down on the quay of Brennvik on Thursday, killing {} people. The ferry to Karrow had just left."
TRAIN = "A goods train left the rails near Lindholm on Thursday, killing {} people. Its driver braked too late."


def test_equal_figures_of_two_stories_are_both_told(desk: Desk) -> None:
    stories = [("Brennvik harbour shelled", QUAY), ("Train derails near Lindholm", TRAIN)]
    desk.add("one.txt", dump(((title, text.format("seven")) for title, text in stories), 13))
    desk.library.save_search(SavedSearch("deaths", "people"))
    desk.library.visit_saved("deaths")
    desk.an_hour_passes()
    desk.add("two.txt", dump(((f"Toll rises: {title}", text.format("eight")) for title, text in stories), 15))
    figures = desk.digest("deaths").figures
    assert sorted((each.before_title, each.before, each.after) for each in figures) == [
        ("Brennvik harbour shelled", "seven", "eight"),
        ("Train derails near Lindholm", "seven", "eight"),
    ]


def test_equal_figures_of_many_towns_are_all_told(desk: Desk) -> None:
    towns = ["Brennvik", "Karrow", "Kesvik", "Lindholm", "Orrin", "Ostrana", "Tarnholm", "Veldby"]
    text = "Shells hit the market square of {0} on Thursday, killing {1} people and wounding 11, the mayor of {0} said."
    desk.add("one.txt", dump(((f"Shells hit {town}", text.format(town, "seven")) for town in towns), 13))
    desk.library.save_search(SavedSearch("towns", "shells"))
    desk.library.visit_saved("towns")
    desk.an_hour_passes()
    desk.add("two.txt", dump(((f"Toll of {town} rises", text.format(town, "eight")) for town in towns), 15))
    figures = desk.digest("towns").figures
    assert sorted(each.before_title for each in figures) == [f"Shells hit {town}" for town in towns]


def test_only_so_many_articles_are_compared(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.digesting.MOST_COMPARED", 1)
    desk.add("one.txt", FIRST_DUMP)
    desk.library.save_search(WATCH)
    assert desk.digest().uncompared == 2


def test_a_search_that_cannot_be_answered_says_why_and_the_others_are_told(desk: Desk) -> None:
    desk.add("one.txt", FIRST_DUMP)
    desk.library.save_search(WATCH)
    desk.library.save_search(SavedSearch("uses", "query:brennvik"))
    desk.library._archive.state.delete_saved("brennvik")
    desk.library.save_search(SavedSearch("loan", "loan"))
    uses, loan = desk.library.digest().searches
    assert "brennvik" in uses.fault and not uses.articles
    assert titles(loan) == ["Loan for the quays of Brennvik"]


def test_a_digest_that_nobody_waits_for_is_given_up(desk: Desk) -> None:
    desk.add("one.txt", FIRST_DUMP)
    desk.library.save_search(WATCH)
    asked = iter([False, False, *[True] * 9_999])
    with pytest.raises(StaleSearch):
        desk.library.digest(stale=lambda: next(asked))


def made(text: str = "Ferry talks") -> Digest:
    """A digest of three searches: one with news and a figure, one without, one with a fault."""
    figure = MovedFigure(text, text[:9], "eight", 1, 2, text, "Toll rises", text, "Eight died.", before_value=7,
                         after_value=8, before_id="0123456789ab", after_id="ba9876543210")  # fmt: skip
    return Digest(
        (
            DigestSearch("port-watch", text, "2031-03-14T06:00:00+00:00", 1200,
                         (DigestArticle(1, "ba9876543210", text, text, None, revised=True),), 30, (figure,),
                         uncompared=4),
            DigestSearch("aid", "topic:aid", "", 12),
            DigestSearch("old", "outlt:x", "", 0, fault=f"column 1: no field {text}"),
        )
    )  # fmt: skip


def written(name: str, found: Digest) -> str:
    return "".join(DIGEST_FORMATS[name](found))


def test_text_tells_what_is_new() -> None:
    assert written("text", made()).splitlines() == [
        "port-watch: 30 new, 1 revised since 2031-03-14T06:00:00+00:00, 1,200 in all",
        "  ba9876543210  undated     Ferry talks         Ferry talks (revised)",
        "  … and 30 more",
        "  Figures that moved",
        "    Ferry talks: Ferry tal → eight  (later state)",
        "      Ferry talks: Ferry talks",
        "      Toll rises: Eight died.",
        "  4 of these were not compared with earlier reports",
        "",
        "aid: nothing new, 12 in all",
        "",
        "old: column 1: no field Ferry talks",
    ]


def test_json_is_the_contract() -> None:
    record = json.loads(written("json", made()))
    assert record["schema"] == "broadsheet/digest/1"
    first, second, third = record["searches"]
    assert " ".join(first) == "name query since total new revised articles more figures uncompared fault"
    assert first["articles"] == [
        {"id": "ba9876543210", "title": "Ferry talks", "outlet": "Ferry talks", "date": None, "revised": True}
    ]
    (figure,) = first["figures"]
    assert (figure["what"], figure["unit"], figure["verdict"]) == ("Ferry talks", None, "later")
    assert figure["after"] == {
        "id": "ba9876543210", "title": "Toll rises", "text": "eight", "value": 8, "sentence": "Eight died."
    }  # fmt: skip
    assert (first["new"], first["revised"], first["more"]) == (30, 1, 30)
    assert (second["since"], second["articles"], second["fault"]) == (None, [], None)
    assert third["fault"].startswith("column 1")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(hostile: str) -> None:
    found = made(f"<script>alert(1)</script> {hostile} | # [x](y)")
    assert is_clean(written("text", found).replace("\n", ""))
    json.loads(written("json", found))
    page = Page(written("html", found))
    assert set(page.tags) <= ALLOWED | {"ul", "li", "h3"}
    assert page.attributes <= {"charset", "http-equiv", "content"}
    assert not page.open
    tokens = MarkdownIt("commonmark").enable("table").parse(written("markdown", found))
    kinds = {token.type for token in tokens} | {
        child.type for token in tokens for child in token.children or () if token.type == "inline"
    }
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "fence", "code_inline", "code_block"}
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2", "h3", "h2", "h2"]
    assert sum(token.type == "list_item_open" for token in tokens) == 1
    assert sum(token.type == "td_open" for token in tokens) == 6


def test_a_list_tells_a_revised_article_from_its_earlier_text(desk: Desk) -> None:
    desk.add("one.txt", FIRST_DUMP)
    desk.add("two.txt", FIRST_DUMP.replace("40 million crowns", "30 million crowns"))
    page = desk.library.search(SearchRequest("title:loan"))
    hits = {hit.revised: hit for hit in desk.library.hits(page, 0, 9)}
    assert hits[True].title == hits[False].title
    assert "revised" in Signs.of(hits[True].state, cursor=False, ranged=False, revised=hits[True].revised).labels


def visits(desk: Desk) -> dict[str, int]:
    return {each.name: each.visited for each in desk.library.saved_searches()}


def test_what_was_seen_is_one_step_that_can_be_taken_back(desk: Desk) -> None:
    desk.add("one.txt", FIRST_DUMP)
    desk.library.save_search(WATCH)
    desk.library.save_search(SavedSearch("loan", "loan"))
    desk.library.visit_saved("loan", 77)
    told = desk.library.digest()
    assert desk.library.see_saved(told).number == 2
    assert visits(desk) == {"brennvik": told.moment, "loan": told.moment}
    assert not desk.library.see_saved(told).number, "all was seen already"
    assert desk.library.undo().label == "2 searches seen"
    assert visits(desk) == {"brennvik": 0, "loan": 77}


def test_what_was_looked_at_after_a_digest_was_seen_stays_so_when_that_is_taken_back(desk: Desk) -> None:
    desk.add("one.txt", FIRST_DUMP)
    desk.library.save_search(WATCH)
    desk.library.save_search(SavedSearch("loan", "loan"))
    told = desk.library.digest()
    assert desk.library.see_saved(told).number == 2
    desk.library.visit_saved("loan", told.moment + 60)
    desk.library.undo()
    assert visits(desk) == {"brennvik": 0, "loan": told.moment + 60}


def test_later_visits_and_searches_that_were_deleted_or_cannot_be_answered_are_left_alone(desk: Desk) -> None:
    desk.add("one.txt", FIRST_DUMP)
    for name, query in (("used", "loan"), ("broken", "query:used"), ("gone", "loan"), ("brennvik", "brennvik")):
        desk.library.save_search(SavedSearch(name, query))
    desk.library._archive.state.delete_saved("used")
    told = desk.library.digest()
    assert [each.name for each in told.searches if each.fault] == ["broken"]
    desk.library.delete_saved("gone")
    desk.library.visit_saved("brennvik", told.moment + 60)
    assert not desk.library.see_saved(told).number
    assert visits(desk) == {"broken": 0, "brennvik": told.moment + 60}


def test_what_is_not_indexed_yet_is_new_when_it_can_be_found(desk: Desk) -> None:
    desk.add("one.txt", FIRST_DUMP)
    desk.library.save_search(WATCH)
    desk.library.save_search(SavedSearch("all", "*"))
    desk.library.visit_saved("brennvik")
    desk.an_hour_passes()
    path = desk.folder / "two.txt"
    path.write_text(SECOND_DUMP, encoding="utf-8")
    desk.library.add([path])
    change = desk.library.see_saved(desk.library.digest())
    assert (change.number, change.label) == (1, "1 search seen, 1 waits until all is indexed")
    desk.library.update_index(lambda _: None, lambda: False)
    assert len(desk.digest().articles) == 2
    assert not desk.digest("all").articles, "it needs no index"


def test_articles_without_a_date_move_a_figure_only_where_the_text_says_so(desk: Desk) -> None:
    def undated(text: str) -> str:
        return re.sub(r"Published On .*\n|BRENNVIK, March \d+ \(.*?\) - |, day 1,39\d", "", text)

    desk.add("one.txt", undated(FIRST_DUMP))
    desk.library.save_search(WATCH)
    desk.library.visit_saved("brennvik")
    desk.an_hour_passes()
    desk.add("two.txt", undated(SECOND_DUMP))
    found = desk.digest()
    assert [article.date for article in found.articles if article.title.startswith("Toll")] == [None]
    assert [(each.before, each.after) for each in found.figures] == [("seven", "eight")]
