"""Forms of scraped pages that are told from the text by how pages are made, one small page for each rule."""

from pathlib import Path

import pytest

from reader.article import Article
from reader.ingest.intake import load_profile, open_intake

SAMPLE = Path(__file__).resolve().parent.parent / "sample_corpus"
LEAD = "The harbour office of Brennvik has closed the northern quay after a barge ran into it during the storm."
NEXT = "“We heard it before we saw it,” said a crane driver, who asked not to be named."


def read(tmp_path: Path, *pages: str) -> list[Article]:
    path = tmp_path / "dump.txt"
    path.write_text("".join(f"{page}\n\nSource link\n\n" for page in pages), encoding="utf-8")
    with open_intake(path, profile=load_profile(SAMPLE)) as intake:
        return list(intake.articles())


def page(tmp_path: Path, *lines: str) -> Article:
    """An article of a title and lines, a blank line between each two; | is a line end without one."""
    return read(
        tmp_path, "\n\n".join(("Barge rams the quay of Brennvik", *(line.replace("|", "\n") for line in lines)))
    )[0]


def texts(article: Article) -> list[str]:
    """Headings and blocks in reading order, headings with a # before them, the standfirst with a >."""
    found = [f"> {article.standfirst}"] if article.standfirst else []
    for section in article.sections:
        found += [f"# {section.heading}"] if section.heading else []
        found += [block.text for block in section.blocks]
    return found


def captions(article: Article) -> list[tuple[str, str | None]]:
    return [(caption.text, caption.credit) for caption in article.captions]


@pytest.mark.parametrize(
    "residue",
    [
        "Related|Mayor denies it all|What is a pontoon?",
        "Read more|Mayor denies it all|Storm takes the ferry pier",
        "Read more\n\nMayor denies it all|Storm takes the ferry pier",
        "Sign up for the Courier|Week on the Water|Please check your email to confirm your subscription",
        "Newsletter\n\nGet the Courier newsletter\n\nThe harbour in five minutes, every morning, with pictures.\n\n"
        "Please enter your email address",
        "Skip past newsletter promotion\n\nSign up to Quayside\n\nThe stories of the docks, and those who tell them\n\n"
        "After newsletter promotion",
        "02:41",
        "18:45 GMT",
        "2h ago",
        "3 hours ago",
        "___",
        "* * *",
        "KARROW —",
        "Watch the video in the player above.",
        "The views expressed in this article are the author’s own.",
        "Reporter Ida Romer contributed reporting.",
    ],
)
def test_residue_goes_and_the_text_around_it_stays(residue: str, tmp_path: Path) -> None:
    assert texts(page(tmp_path, LEAD, residue, NEXT)) == [LEAD, NEXT]


def test_a_label_of_links_takes_no_heading_and_no_paragraph(tmp_path: Path) -> None:
    assert texts(page(tmp_path, LEAD, "Read more", "What the mayor says", NEXT)) == [
        LEAD,
        "# What the mayor says",
        NEXT,
    ]
    glued = page(tmp_path, LEAD, "Related|Storm takes the pier", "What the mayor says|" + LEAD)
    assert texts(glued) == [LEAD, "# What the mayor says", LEAD]
    between = page(tmp_path, LEAD, "Quick guide", NEXT, "Explore more on these topics|Harbours|Storms")
    assert texts(between) == [LEAD, NEXT]


@pytest.mark.parametrize(
    ("lines", "byline"),
    [
        (["Ida RomerForeign correspondent, in Karrow"], "Ida Romer"),
        (["Ida RomerKarrow"], "Ida Romer"),
        (["Ida Romer in Karrow"], "Ida Romer in Karrow"),
        (["By Ida Romer|Courier News"], "Ida Romer"),
        (["Ida Romer|Mon 17 Mar 2031 13.40 GMT"], "Ida Romer"),
        (["Author: Ida Romer"], "Ida Romer"),
        (["By Harbour Wire with Courier"], "Harbour Wire with Courier"),
    ],
)
def test_bylines_in_their_forms(lines: list[str], byline: str, tmp_path: Path) -> None:
    article = page(tmp_path, *lines, LEAD, NEXT)
    assert (article.byline, texts(article)) == (byline, [LEAD, NEXT])


def test_names_with_capitals_inside_are_whole(tmp_path: Path) -> None:
    assert page(tmp_path, "Ida McRomer", LEAD, NEXT).byline is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published on 17/03/2031 - 18:40 GMT+1•Updated 19:02", "2031-03-17"),
        ("Published on 05/03/2031 - 18:40 GMT+1", "2031-03-05"),
        ("Issued on: 17/03/2031 - 21:14Modified: 18/03/2031 - 21:13", "2031-03-17"),
        ("Published|17 March 2031", "2031-03-17"),
        ("Published on 05/03/2031", None),  # the order of day and month is anybody's
        ("Published 2 hours ago", None),
        ("Published on 45/13/2031", None),
    ],
)
def test_lines_of_publication_are_no_text(line: str, day: str | None, tmp_path: Path) -> None:
    article = page(tmp_path, line, LEAD, NEXT)
    assert texts(article) == [LEAD, NEXT]
    assert (article.date.first if article.date else None) == day


def test_the_day_of_publication_may_stand_below_the_first_paragraph(tmp_path: Path) -> None:
    article = page(tmp_path, LEAD, "Issued on: 17/03/2031 - 21:14Modified: 17/03/2031 - 21:13", NEXT)
    assert texts(article) == [LEAD, NEXT] and article.date is not None and article.date.first == "2031-03-17"


@pytest.mark.parametrize(
    ("lines", "caption"),
    [
        (["Getty ImagesThe quay on the morning after"], ("The quay on the morning after", "Getty Images")),
        (["EPAA barge of the old type lies in the basin"], ("A barge of the old type lies in the basin", "EPA")),
        (["Getty Images The quay on the morning after"], ("The quay on the morning after", "Getty Images")),
        (["Image source, Getty Images|Image caption,|The quay at dawn"], ("The quay at dawn", "Getty Images")),
        (
            ["The quay on Monday. (Ida Romer / Lindholm Courier)"],
            ("The quay on Monday.", "(Ida Romer / Lindholm Courier)"),
        ),
    ],
)
def test_captions_with_credits_in_their_forms(lines: list[str], caption: tuple[str, str], tmp_path: Path) -> None:
    article = page(tmp_path, LEAD, *lines, NEXT)
    assert (captions(article), texts(article)) == ([caption], [LEAD, NEXT])


def test_words_that_begin_like_a_credit_are_text(tmp_path: Path) -> None:
    said = [
        "APEC leaders have met in Lindholm.",
        "API said refinery runs fell in the week.",
        "EPAs differ from port to port.",
    ]
    assert texts(page(tmp_path, LEAD, *said)) == [LEAD, *said]


def test_a_label_of_the_piece_is_neither_heading_nor_standfirst(tmp_path: Path) -> None:
    for label in ("OPINION", "LIVE", "EXPLAINER"):
        article = page(tmp_path, label, LEAD, NEXT)
        assert texts(article) == [LEAD, NEXT]


def test_headings_over_less_and_what_only_looks_like_one(tmp_path: Path) -> None:
    assert texts(page(tmp_path, LEAD, "Reaction", "None.", NEXT)) == [LEAD, "# Reaction", "None.", NEXT]
    assert texts(page(tmp_path, LEAD, "Why?", NEXT)) == [LEAD, "Why?", NEXT]
    asked = "QUESTION: Will the quay open again?"
    assert texts(page(tmp_path, LEAD, asked, "THE MAYOR: It will.")) == [LEAD, asked, "THE MAYOR: It will."]


def test_a_standfirst_without_its_stop(tmp_path: Path) -> None:
    first = "Port says the northern basin will stay shut until divers have seen the wall"
    assert texts(page(tmp_path, first, LEAD, NEXT))[0] == f"> {first}"
    said = "The port said the northern basin was shut and would stay so"
    assert texts(page(tmp_path, said, LEAD, NEXT))[0] != f"> {said}"


def test_a_standfirst_above_the_place_that_opens_the_text(tmp_path: Path) -> None:
    first = "Crane drivers of the northern basin wait for divers, for wages and for the ice to go."
    opened = page(tmp_path, first, f"Brennvik, Veldmark – {LEAD}", NEXT)
    assert texts(opened)[0] == f"> {first}"
    assert opened.sections[0].blocks[0].text.startswith("Brennvik, Veldmark – ")


@pytest.mark.parametrize(
    "text",
    [
        "More from the talks on the quay will be made public this week, the mayor said.",
        "Reporting by the Lindholm Courier has shown that the wall was weak.",
        "Compiled by three offices, the list was handed over on Monday.",
        "Home is where the quay is, she said.",
    ],
)
def test_sentences_that_begin_like_labels_are_text(text: str, tmp_path: Path) -> None:
    assert texts(page(tmp_path, LEAD, text, NEXT)) == [LEAD, text, NEXT]


def test_a_dash_below_a_bullet_is_a_bullet(tmp_path: Path) -> None:
    article = page(tmp_path, LEAD, "  • The quay is shut.|    – Ferries go from the south.|  • The crane stands.")
    assert [block.kind for block in article.sections[0].blocks] == ["paragraph", "bullet", "bullet", "bullet"]


def test_a_short_header_above_a_page_without_early_text(tmp_path: Path) -> None:
    articles = read(
        tmp_path, f"River\n\nBarge rams the quay\n\nIda RomerPort editor\n\nEPAThe quay at dawn\n\n{LEAD}\n\n{NEXT}"
    )
    assert articles[0].title == "Barge rams the quay"


LIST = "Flood watch: List of key events, day {}\n\n{}\n\nFighting\n\n  • One.\n  • Two."


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("This is the situation on March 15, 2031.", "2031-03-15"),
        ("This is the situation as it stands on 15 March.", "2031-03-15"),
        ("Here is where things stand on Saturday:", "2031-03-15"),
        ("Here is where things stand on Sunday:", "2031-03-16"),  # numbers drift, weekdays do not
        ("These are the key events since March 2.", "2031-03-15"),
    ],
)
def test_opening_lines_of_a_series_in_their_forms(opening: str, day: str, tmp_path: Path) -> None:
    stated = LIST.format(12, "Here is where things stand on Friday, March 14, 2031:")
    found = read(tmp_path, LIST.format(13, opening), stated)[0]
    assert found.date is not None and found.date.first == day
    assert opening in texts(found)


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        ("A barge ran into the quay on Friday, March 14, the harbour office said.", "2031-03-14"),
        ("The council will meet on Friday, March 14, to speak of the quay.", None),
        ("The quay has been shut since Friday, March 14, the harbour office said.", None),
    ],
)
def test_the_day_of_the_first_paragraph(lead: str, day: str | None, tmp_path: Path) -> None:
    article = page(tmp_path, lead, "It was the worst crash since 2031 began.")
    assert (article.date.first if article.date else None) == day


def test_a_later_weekday_leaves_the_day_of_the_first_paragraph_open(tmp_path: Path) -> None:
    lead = "A barge ran into the quay on Friday, March 14, 2031, the harbour office said."
    assert page(tmp_path, lead, "Divers went down on Monday.").date is None
    found = page(tmp_path, lead, "Divers went down on Saturday.").date
    assert found is not None and found.first == "2031-03-15"
