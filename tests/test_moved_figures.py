"""Figures that move: what counts as one thing that stands otherwise now, and what does not."""

from dataclasses import replace

from reader.article import Article, Series
from reader.compare.moved_figures import Report, find_moves, unite_moves
from tests.articles import make_article

FIRST = "Shells hit the harbour at Brennvik on Thursday, killing seven people and wounding 11, the port office said."
LATER = "Shells hit the harbour at Brennvik on Thursday, killing eight people and wounding 11, the port office said."
LAST = "Shells hit the harbour at Brennvik on Thursday, killing nine people and wounding 11, the port office said."


def report(key: int, text: str, day: str = "2031-03-14", title: str = "Harbour shelled") -> Report:
    article: Article = make_article(title, text, day=day)
    return Report(key, article, (day, key, 1))


def told(*pairs: tuple[Report, Report], strict: bool = False, revised: bool = False) -> list[tuple[str, str, str]]:
    moves = [move for before, after in pairs for move in find_moves(before, after, strict=strict, revised=revised)]
    return [(each.what, each.before, each.after) for each in unite_moves(moves)]


def test_a_toll_that_a_later_report_gives_higher_has_moved() -> None:
    before, after = report(1, FIRST), report(2, LATER, "2031-03-15")
    (figure,) = unite_moves(find_moves(before, after))
    assert (figure.what, figure.before, figure.after) == ("killed", "seven", "eight")
    assert (figure.before_value, figure.after_value, figure.later) == (7, 8, True)
    assert (figure.before_key, figure.after_key) == (1, 2)
    assert (figure.before_id, figure.after_id) == (before.article.id, after.article.id)
    assert figure.quote_before == FIRST and figure.quote_after == LATER


def test_a_toll_of_the_same_day_that_is_higher_is_a_later_state_and_a_lower_one_a_conflict() -> None:
    (figure,) = unite_moves(find_moves(report(1, FIRST), report(2, LATER)))
    assert (figure.after, figure.later) == ("eight", True)
    (figure,) = unite_moves(find_moves(report(1, LATER), report(2, FIRST)))
    assert (figure.after, figure.later) == ("seven", False)


def test_a_chain_of_reports_is_one_figure_from_the_first_to_the_last() -> None:
    one, two, three = report(1, FIRST), report(2, LATER, "2031-03-15"), report(3, LAST, "2031-03-16")
    assert told((two, three), (one, two)) == [("killed", "seven", "nine")]
    assert told((one, two), (one, three)) == [("killed", "seven", "nine")], "both update the same report"


def test_what_title_and_text_both_tell_is_one_figure() -> None:
    before = report(1, FIRST, title="Seven people killed in shelling of Brennvik harbour")
    after = report(2, LATER, "2031-03-15", title="Eight people killed in shelling of Brennvik harbour")
    assert len(find_moves(before, after)) == 2
    assert [figure[0] for figure in told((before, after))] == ["killed"]


def test_a_figure_that_came_back_has_not_moved() -> None:
    one, two, three = report(1, FIRST), report(2, LATER, "2031-03-15"), report(3, FIRST + " It is known.", "2031-03-16")
    assert told((one, two), (two, three)) == []


def test_equal_figures_dates_and_parts_do_not_move() -> None:
    assert told((report(1, FIRST), report(2, FIRST, "2031-03-15"))) == []
    before = "The ferry to Karrow will sail again on 16 March, the port office of Lindholm said on Friday."
    after = "The ferry to Karrow will sail again on 18 March, the port office of Lindholm said on Friday."
    assert told((report(1, before), report(2, after, "2031-03-15"))) == []


def test_in_a_running_list_a_figure_must_say_that_it_has_grown() -> None:
    monday = "Shells that hit the harbour of Karrow on Thursday killed three people, Governor Ilse Maren said."
    tuesday = "Shells that hit the harbour of Karrow on Thursday killed four people, Governor Ilse Maren said."
    grown = "The death toll from the shells that hit Karrow harbour on Thursday rose from three to four, she said."
    before = report(1, monday)
    assert told((before, report(2, tuesday, "2031-03-15")), strict=True) == [], "it may be another attack"
    assert told((before, report(2, grown, "2031-03-15")), strict=True) == [("killed", "three", "four")]


def test_every_figure_of_a_corrected_text_counts_also_one_that_went_down() -> None:
    before = "The Straits Council promised a loan of 40 million crowns to rebuild the quays of Brennvik."
    after = "The Straits Council promised a loan of 30 million crowns to rebuild the quays of Brennvik."
    (figure,) = unite_moves(find_moves(report(1, before), report(1, after), revised=True))
    assert (figure.before_value, figure.after_value, figure.later) == (40e6, 30e6, False)


def test_an_equal_figure_of_another_story_is_told_as_well() -> None:
    here = report(1, FIRST), report(2, LATER, "2031-03-15")
    there = (
        report(3, FIRST.replace("Brennvik", "Karrow"), title="Karrow shelled"),
        report(4, LATER.replace("Brennvik", "Karrow"), "2031-03-15", "Karrow shelled"),
    )
    moves = [*find_moves(*here), *find_moves(*there)]
    assert [each.after_key for each in unite_moves(moves)] == [4, 2]
    (figure,) = unite_moves(moves, lambda keys: dict.fromkeys(keys, 1))
    assert figure.after_key == 4


def test_an_entry_of_a_list_is_of_the_story_whose_names_it_has() -> None:
    entry = "The toll from the shells that hit the harbour of {} on Thursday rose from seven to eight, the port said."

    def numbers(*towns: str) -> tuple[Report, Report]:
        series = Series("conflict", 1)
        made = []
        for key, day, text in ((3, "2031-03-14", FIRST), (4, "2031-03-15", "")):
            lines = [text.replace("Brennvik", town) or entry.format(town) for town in towns]
            article = replace(make_article("List of key events", *lines, day=day), series=series)
            made.append(Report(key, article, (day, key, 1)))
        return made[0], made[1]

    def keys(*towns: str) -> list[int]:
        story = find_moves(report(1, FIRST), report(2, LATER, "2031-03-15"))
        return [each.after_key for each in unite_moves([*story, *find_moves(*numbers(*towns), strict=True)])]

    assert keys("Brennvik") == [4]
    assert keys("Karrow") == [4, 2]
    assert keys("Brennvik", "Karrow") == [4, 4], "two entries of one list are two events"


def test_the_newest_report_comes_first() -> None:
    loan = "The Straits Council promised a loan of 40 million crowns to rebuild the quays of Brennvik."
    more = "The Straits Council promised a loan of 60 million crowns to rebuild the quays of Brennvik."
    toll = report(1, FIRST), report(2, LATER, "2031-03-15")
    money = report(3, loan, "2031-03-16"), report(4, more, "2031-03-17")
    assert [each[1] for each in told(toll, money)] == ["40 million crowns", "seven"]
    assert told(toll, money) == told(money, toll)
