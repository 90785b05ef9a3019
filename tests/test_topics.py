"""Topics: what headings and words give, with which reason, and what a user's own file changes."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article import Article, Block, Place, Section
from reader.topics.label import label_article
from reader.topics.rules import TopicRules, load_topics

MAIN = frozenset({"fighting", "diplomacy", "aid"})
Blocks = Iterable[tuple[int, str]]


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> TopicRules:
    return load_topics(tmp_path_factory.mktemp("empty"))


def article(*sections: tuple[str | None, Blocks], title: str = "Border diary") -> Article:
    made = tuple(
        Section(heading, None, tuple(Block("paragraph", text, line) for line, text in blocks))
        for heading, blocks in sections
    )
    return Article("a7c1e04b", title, Place("march-2031.txt", 1, 9, 0, 99, ""), made)


def label_text(text: str, rules: TopicRules, heading: str | None = None) -> Block:
    """The one block of an article about a war."""
    war = (99, "The army said on Friday that the war had cost the lives of 40 soldiers at the frontline in a month.")
    return label_article(article((heading, [(1, text)]), ("Why it matters", [war])), rules).sections[0].blocks[0]


def user_topics(folder: Path, content: str) -> TopicRules:
    (folder / "topics.toml").write_text(content, encoding="utf-8")
    return load_topics(folder)


def agreement(given: Iterable[tuple[Iterable[str], Iterable[str]]]) -> float:
    """Micro F1 of the main topics, over pairs of (topics said, topics true)."""
    hit: Counter[str] = Counter()
    both: Counter[str] = Counter()
    for said, true in given:
        hit.update(MAIN & set(said) & set(true))
        both.update([*(MAIN & set(said)), *(MAIN & set(true))])
    return 2 * hit.total() / both.total()


def test_every_shipped_rule_can_be_read_and_every_topic_has_its_own_sign(rules: TopicRules) -> None:
    assert rules.problems == ()
    signs = {topic.name: topic.sign for topic in rules.topics}
    assert len(set(signs.values())) == len(signs)
    expected = {"fighting": "F", "diplomacy": "D", "aid": "A", "sanctions": "S", "politics": "P"}
    assert signs.items() >= expected.items()
    assert all(topic.sentence for topic in rules.topics)


@pytest.mark.parametrize(
    ("heading", "topics"),
    [
        ("Fighting", ["fighting"]),
        ("ON THE GROUND:", ["fighting"]),
        ("Latest fighting", ["fighting"]),
        ("Fighting in Brennvik", ["fighting"]),
        ("Military", ["fighting"]),
        ("Frontline", ["fighting"]),
        ("Ceasefire talks", ["diplomacy"]),
        ("Talks and truce", ["diplomacy"]),
        ("Diplomacy and ceasefire talks", ["diplomacy"]),
        ("Politics and diplomacy", ["politics", "diplomacy"]),
        ("Diplomacy, sanctions & aid", ["diplomacy", "sanctions", "aid"]),
        ("Military aid", ["aid"]),
        ("Military and humanitarian aid", ["aid"]),
        ("Regional Security", ["regional-security"]),
        ("Why it matters", []),
        ("The road to Karrow", []),
        ("Fighting " * 30, []),
    ],
)
def test_a_heading_gives_its_topics_to_the_section_and_every_block(
    heading: str, topics: list[str], rules: TopicRules
) -> None:
    section = label_article(article((heading, [(1, "Rain fell."), (2, "It was Friday.")])), rules).sections[0]
    assert list(section.topics) == topics
    assert all(list(block.topics) == topics for block in section.blocks)
    assert {label.reason for label in section.labels} <= {f'heading "{heading}"'}


def test_words_add_a_topic_to_a_block_under_another_topics_heading(rules: TopicRules) -> None:
    block = label_text("Parliament set the elections for May.", rules, heading="Diplomacy")
    assert [label.topic for label in block.labels] == ["diplomacy", "politics"]
    assert block.labels[0].reason == 'heading "Diplomacy"'
    assert block.labels[1].reason.startswith('words "elections"')


def test_every_label_says_why(rules: TopicRules) -> None:
    quoted = label_text("The Straits Council will lend Veldmark 40m crowns as a loan.", rules)
    assert any('"loan"' in label.reason for label in quoted.labels if label.topic == "aid")
    shells = [(1, "Shells hit the harbour at Brennvik, killing four soldiers."), (2, "The windows were gone."),
              (3, "An airstrike hit the frontline at Karrow in the war with Ostrana.")]  # fmt: skip
    section = label_article(article((None, shells)), rules).sections[0]
    assert section.blocks[1].labels[0].reason == "follows a block on fighting"
    assert section.labels[0].reason.startswith("3 of 3 blocks, words ")


def test_words_of_a_free_heading_count_for_the_blocks_below_it(rules: TopicRules) -> None:
    block = label_text("The envoy’s delegation is at the border.", rules, heading="A truce in doubt")
    assert "diplomacy" in block.topics


def test_a_stock_opening_line_has_no_topic(rules: TopicRules) -> None:
    for text in (
        "Here is where things stand on Friday, 14 March:",
        "These are the key developments from day 1,396 of Ostrana’s war on Veldmark.",
    ):
        assert label_text(text, rules, heading="Fighting").labels == ()


def test_figures_of_speech_are_no_fighting_and_company_loans_no_aid(rules: TopicRules) -> None:
    blocks = [
        (1, "Brennvik Foods raised its hostile bid for Karrow Mills as the takeover battle intensified."),
        (2, "A strike by dock workers and a price war weighed on shippers."),
        (3, "It will fund the deal with a loan of 900 million crowns from a group of banks."),
    ]
    assert label_article(article((None, blocks)), rules).topics == ()


def test_a_single_mention_is_not_the_topic_of_a_long_section(rules: TopicRules) -> None:
    blocks = [(line, "Shells hit the frontline near Karrow, killing two soldiers.") for line in range(1, 9)]
    section = label_article(article((None, [*blocks, (9, "The Council imposed sanctions.")])), rules).sections[0]
    assert section.topics == ("fighting",)
    assert "sanctions" in section.blocks[8].topics


def test_labelling_again_changes_nothing(rules: TopicRules) -> None:
    once = label_article(article(("Aid", [(1, "Two lorries of blankets reached Karrow.")])), rules)
    assert label_article(once, rules) == once


def test_a_users_topic_is_added_and_found_by_heading_and_words(tmp_path: Path) -> None:
    rules = user_topics(
        tmp_path,
        """
        [groups]
        vessel = ["ferry", "ferries", "boat*"]
        [[topic]]
        name = "Port life"
        sentence = "Ferries and quays."
        headings = ["harbour*"]
        strong = ["{vessel} ~ cancel*", "quay* & flood*"]
        words = ["{vessel}", "pier", "#-metre"]
        not = ["ferry godmother"]
        """,
    )
    assert rules.problems == ()
    assert rules.topics[-1].name == "port-life"
    assert len({topic.sign for topic in rules.topics}) == len(rules.topics)
    for text, expected in (
        ("The evening FERRY was once more cancelled.", True),
        ("Floods rose over the old quays.", True),
        ("The boats lay at the pier.", True),
        ("The boats were late.", False),
        ("A ferry godmother stood on the pier.", False),
    ):
        assert ("port-life" in label_text(text, rules).topics) is expected, text
    assert "port-life" in label_text("Nothing moved.", rules, heading="Harbours").topics
    assert "fighting" in label_text("Nothing moved.", rules, heading="Fighting").topics


def test_a_users_topic_takes_the_place_of_one_of_its_name(tmp_path: Path) -> None:
    rules = user_topics(tmp_path, '[[topic]]\nname = "aid"\nsign = "A"\nheadings = ["help"]\nstrong = ["blanket*"]')
    assert rules.problems == ()
    assert label_text("They will lend a billion as a loan.", rules, heading="Aid").topics == ()
    assert label_text("Blankets came.", rules).topics == ("aid",)
    assert label_text("Nothing came.", rules, heading="Help").topics == ("aid",)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[[topic]\nname", "hold"),
        ('[[topic]]\nsign = "X"', "it needs a name"),
        ('[[topic]]\nname = "port"\nwords = "ferry"', "topic port: words needs a list of texts"),
        ('[[topic]]\nname = "port"\nwrods = ["ferry"]', "topic port: no key 'wrods'"),
        ('[[topic]]\nname = "port"\nstrong = ["{boats} sank"]', "there is no group {boats}"),
        ('[[topic]]\nname = "port"\nstrong = ["fer*y"]', "'fer*y' is no word"),
        ('[[topic]]\nname = "port"\nstrong = ["a & b & c & d & e"]', "4 parts at most"),
        ('[[topic]]\nname = "port"\nstrong = ["ferry|"]', "a word is missing"),
        ('[[topic]]\nname = "port"\nnot = ["a & b"]', "& joins words under strong"),
        ('[[topic]]\nname = "port"\nsign = "F"', "the sign 'F' cannot be had; fighting has it"),
        ('[[topic]]\nname = "port"\nin.peace.strong = ["ferry"]', "context peace, which is not defined"),
        ('[context.storm]\nat_least = "two"\nwords = ["gale"]', "at_least needs a number"),
        ('topic = "aid"', "each topic needs a table"),
        ("groups = 3", "groups needs a table"),
        ("x = " + "[" * 5000, "hold"),
    ],
)
def test_a_fault_in_a_users_file_is_told_by_name_and_the_rest_holds(content: str, told: str, tmp_path: Path) -> None:
    rules = user_topics(tmp_path, content)
    assert any(told in problem and str(tmp_path / "topics.toml") in problem for problem in rules.problems)
    assert label_text("Nothing came.", rules, heading="Aid").topics == ("aid",)


def test_a_users_file_that_cannot_be_read_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "topics.toml").write_bytes(b'sentence = "\xff\xfe"')
    assert str(tmp_path / "topics.toml") in load_topics(tmp_path).problems[0]
    (tmp_path / "topics.toml").unlink()
    (tmp_path / "topics.toml").mkdir()
    assert str(tmp_path / "topics.toml") in load_topics(tmp_path).problems[0]


@given(
    st.one_of(st.text(max_size=60), st.sampled_from(["Aid " * 200, "\x1b[31mFighting\x1b[0m", "&", " and ", "～"])),
    st.text(),
)
def test_no_text_stops_the_labelling(heading: str, text: str) -> None:
    labelled = label_article(article((heading, [(1, text)]), (None, [])), SHIPPED)
    assert [block.text for section in labelled.sections for block in section.blocks] == [text]


def test_a_block_that_repeats_itself_endlessly_is_labelled(rules: TopicRules) -> None:
    block = label_text("The loan of 40 million was a grant for the army under attack. " * 2000, rules)
    assert "aid" in block.topics


SHIPPED = load_topics(Path(__file__).parent / "no such folder")


def test_invented_reports_get_the_topics_a_reader_would_give(rules: TopicRules) -> None:
    reports: list[tuple[str, list[tuple[set[str], str]]]] = []
    for line in (Path(__file__).parent / "data/topics/border_conflict.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            reports.append((line[2:], []))
        elif not line.startswith("#"):
            topics, text = line.split("\t")
            reports[-1][1].append((set(topics.split()) - {"-"}, text))
    pairs = []
    for title, blocks in reports:
        lines = list(enumerate((text for _, text in blocks), 1))
        labelled = label_article(article((None, lines), title=title), rules).sections[0].blocks
        pairs += [(block.topics, true) for block, (true, _) in zip(labelled, blocks, strict=True)]
        if not any(true for true, _ in blocks):
            assert not any(block.topics for block in labelled), title
    assert agreement(pairs) >= 0.88


@pytest.mark.parametrize(("headings", "floor"), [(True, 0.90), (False, 0.88)])
def test_real_reports_get_the_topics_their_annotators_gave(
    headings: bool, floor: float, shared: Path, rules: TopicRules
) -> None:
    pairs = []
    for annotated in json.loads((shared / "seed/articles.json").read_text(encoding="utf-8")):
        sections: list[tuple[str | None, list[tuple[int, str]]]] = [(None, [])]
        for block in sorted(annotated["blocks"], key=lambda block: int(block["line"])):
            if block["kind"] == "heading":
                if headings:
                    sections.append((block["text"], []))
            elif block["kind"] != "dek":
                sections[-1][1].append((block["line"], block["text"]))
        labelled = label_article(article(*sections, title=annotated["title"]), rules)
        said = {block.line: block.topics for section in labelled.sections for block in section.blocks}
        true = {each["line"]: each["labels"] for each in annotated["topic_by_paragraph"] if each["kind"] != "dek"}
        pairs += [(said.get(line, ()), topics) for line, topics in true.items()]
    assert agreement(pairs) >= floor
