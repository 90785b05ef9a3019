"""Two reports side by side: which passages meet, how they are worded, and what is only here."""

from reader.article import Article
from reader.compare.alignment import compare
from reader.comparison import Comparison, PassageMatch
from tests.articles import make_article

SHELLS = "Shells hit the harbour at Brennvik on Thursday, killing four people and wounding 11."
GUNS = "Ostrana said its guns had answered fire from across the Osk."
FERRY = "The evening ferry to Karrow had left the northern quay ten minutes before the first explosion."
LOAN = "The Straits Council will lend Veldmark 40 million crowns to repair the cranes and the customs house."
SCHOOLS = "Schools in the lower town stay closed until the unexploded mortar bombs have been carried away."


def text_of(article: Article, comparison: Comparison, side: str, number: int) -> str:
    passage = (comparison.left_passages if side == "left" else comparison.right_passages)[number]
    return article.parts()[passage.part].text[passage.start : passage.end]


def met(comparison: Comparison) -> dict[str, tuple[str, str]]:
    """The text of each left passage that meets one, with that one and how it is worded."""
    return {
        text_of(comparison.left, comparison, "left", match.left): (
            text_of(comparison.right, comparison, "right", match.right),
            match.relation,
        )
        for match in comparison.matches
    }


def block_texts(comparison: Comparison) -> set[tuple[str, str]]:
    left, right = comparison.left.parts(), comparison.right.parts()
    return {(left[pair.left].text, right[pair.right].text) for pair in comparison.pairs}


def lone_match(comparison: Comparison) -> PassageMatch:
    (match,) = comparison.matches
    return match


def test_equal_sentences_meet_wherever_they_stand() -> None:
    one = make_article("Harbour shelled", SHELLS, GUNS, FERRY, LOAN)
    other = make_article("Council lends", LOAN, SCHOOLS, FERRY, SHELLS)
    found = met(compare(one, other))
    assert found == {SHELLS: (SHELLS, "same"), FERRY: (FERRY, "same"), LOAN: (LOAN, "same")}


def test_case_punctuation_quotes_and_blanks_make_no_difference() -> None:
    one = make_article("One", "“We have named the quays but not the hours,” said Ilse Maren.")
    other = make_article("Two", "'We have named the quays, but not the hours' said ILSE MAREN")
    match = lone_match(compare(one, other))
    assert (match.relation, match.similarity, match.left_changed, match.right_changed) == ("same", 1.0, (), ())


def test_another_currency_is_a_difference() -> None:
    one = make_article("One", "The Straits Council promised $40m to the harbour of Brennvik.")
    other = make_article("Two", "The Straits Council promised €40m to the harbour of Brennvik.")
    assert lone_match(compare(one, other)).relation == "near"


def test_a_paragraph_taken_apart_meets_both_its_halves() -> None:
    one = make_article("One", f"{SHELLS} {FERRY}", SCHOOLS)
    other = make_article("Two", FERRY, LOAN, SHELLS)
    comparison = compare(one, other)
    assert met(comparison) == {SHELLS: (SHELLS, "same"), FERRY: (FERRY, "same")}
    assert block_texts(comparison) == {(f"{SHELLS} {FERRY}", FERRY), (f"{SHELLS} {FERRY}", SHELLS)}


def test_two_sentences_run_into_one_both_meet_it() -> None:
    one = make_article(
        "One",
        "The harbour master, Jorun Haake, counted nine craters on the northern quay. "
        "The customs house lost its roof and two cranes.",
    )
    other = make_article(
        "Two",
        "The customs house lost its roof and two cranes, and harbour master Jorun Haake counted nine craters on the "
        "northern quay.",
    )
    comparison = compare(one, other)
    assert {match.left for match in comparison.matches if match.right == 1} == {1, 2}


def test_one_fact_in_other_words_is_paired() -> None:
    one = make_article(
        "Harbour shelled",
        "Shelling of the harbour at Brennvik killed four people and wounded 11 on Thursday, the port office said.",
        SCHOOLS,
        "The ferry to Karrow had sailed ten minutes earlier, with 90 passengers on board.",
    )
    other = make_article(
        "Deaths at Brennvik",
        "Aldersen told parliament that taxes would rise in the spring.",
        "Four people died and 11 were injured when artillery struck Brennvik harbour.",
        "A boat with 90 passengers had left for Karrow ten minutes before the attack.",
    )
    comparison = compare(one, other)
    assert block_texts(comparison) == {
        (one.sections[0].blocks[0].text, other.sections[0].blocks[1].text),
        (one.sections[0].blocks[2].text, other.sections[0].blocks[2].text),
    }
    assert {pair.relation for pair in comparison.pairs} == {"reworded"}


def test_other_events_with_the_same_people_in_them_are_not_paired() -> None:
    one = make_article(
        "Beekeeper killed",
        "Shelling near Upper Karrow killed a beekeeper aged 63, the district governor, Anton Brede, said.",
        "Prime Minister Henrike Aldersen told parliament in Lindholm that the ferry would sail again.",
        "“A barge is an honest object,” Søren Ångström, the Council’s commissioner for the river, said in Halmgate.",
    )
    other = make_article(
        "Village changes hands",
        "The village has three inhabitants now, all of them in the cellar of the school, District Governor Anton Brede "
        "said.",
        "Prime Minister Henrike Aldersen called the loan a bridge with no far end as yet.",
        "Council Commissioner Søren Ångström told reporters in Halmgate that divers would need three days.",
    )
    comparison = compare(one, other)
    assert comparison.pairs == ()
    assert comparison.shared == 0.0


def test_differing_figures_do_not_keep_passages_apart_and_are_told_in_characters_of_the_part() -> None:
    one = make_article("One", f"{GUNS} The port office said shells on the quay killed seven people and wounded 15.")
    other = make_article("Two", "The port office said shells on the quay killed eight people and wounded 27.")
    comparison = compare(one, other)
    match = lone_match(comparison)
    assert match.relation == "near"
    assert {(each.left, each.right) for each in match.figures} == {("seven", "eight"), ("15", "27")}
    left, right = one.parts()[1].text, other.parts()[1].text
    for each in match.figures:
        assert left[slice(*each.left_at)] == each.left
        assert right[slice(*each.right_at)] == each.right
    assert comparison.pairs[0].figures == match.figures


def test_the_words_that_the_other_side_does_not_have_are_marked() -> None:
    one = make_article("One", f"{SCHOOLS} Ostrana said its guns had answered fire from across the Osk.")
    other = make_article("Two", "Ostrana’s army said its guns had replied to fire from across the Osk.")
    match = lone_match(compare(one, other))
    left, right = one.parts()[1].text, other.parts()[1].text
    assert [left[start:end] for start, end in match.left_changed] == ["answered"]
    assert [right[start:end] for start, end in match.right_changed] == ["army", "replied to"]


def test_names_meet_in_other_spellings_and_acronyms_what_they_stand_for() -> None:
    one = make_article("One", "The Straits Customs Union bars 17 barges of Ostrana from the locks at Novosk.")
    other = make_article("Two", "From Monday 17 Ostranan barges are barred by the SCU from the Nowosk locks.")
    assert lone_match(compare(one, other)).relation == "reworded"


def test_headings_are_no_passages_and_titles_no_blocks() -> None:
    one = make_article("Shells hit Brennvik harbour", headed=[("Fighting", (), (SHELLS, GUNS))])
    other = make_article("Shells hit Brennvik harbour", headed=[("Fighting", (), (SHELLS, SCHOOLS))])
    comparison = compare(one, other)
    assert [one.parts()[each.part].kind for each in comparison.left_passages] == ["title", "bullet", "bullet"]
    assert met(comparison)["Shells hit Brennvik harbour"] == ("Shells hit Brennvik harbour", "same")
    assert block_texts(comparison) == {(SHELLS, SHELLS)}


def test_the_share_counts_the_passages_of_both_sides_that_meet() -> None:
    one = make_article("Harbour", SHELLS, GUNS, FERRY)
    other = make_article("Council", SHELLS, LOAN, FERRY)
    assert compare(one, other).shared == 4 / 8
    assert compare(one, one).shared == 1.0


def test_a_short_equal_sentence_is_no_difference_and_no_pair_of_blocks() -> None:
    one = make_article("Harbour", f"{GUNS} He gave no details.", SHELLS)
    other = make_article("Council", f"{LOAN} He gave no details.", SHELLS)
    comparison = compare(one, other)
    assert met(comparison)["He gave no details."] == ("He gave no details.", "same")
    assert block_texts(comparison) == {(SHELLS, SHELLS)}


def test_swapping_the_sides_changes_nothing() -> None:
    one = make_article(
        "Harbour", f"{SHELLS} {GUNS}", FERRY, "The port office said four people were killed at the quay."
    )
    other = make_article("Council", "Four people died on the quay at Brennvik, the port office said.", FERRY, GUNS)
    there, back = compare(one, other), compare(other, one)
    assert {(each.left, each.right, each.relation) for each in there.matches} == {
        (each.right, each.left, each.relation) for each in back.matches
    }
    assert {(each.left, each.right) for each in there.pairs} == {(each.right, each.left) for each in back.pairs}
    assert there.shared == back.shared


def test_a_higher_threshold_keeps_only_the_surest() -> None:
    one = make_article("Harbour", SHELLS, "The port office said four people were killed at the quay in Brennvik.")
    other = make_article("Council", SHELLS, "Four died on the quay, the port office in Brennvik said.")
    assert len(compare(one, other).pairs) == 2
    assert block_texts(compare(one, other, threshold=50.0)) == {(SHELLS, SHELLS)}
