"""Articles as HTML: no tag, attribute or script but ours, and every text as it is."""

import base64
import hashlib
import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article import Article
from reader.export.article_html import export_html
from reader.export.characters import xml_text
from reader.export.comparisons import COMPARISON_FORMATS
from reader.export.links import safe_address
from reader.export.record_line import record_line
from reader.kept import TextSpan
from reader.taking import Selection, Taken
from reader.text import collapse
from tests.articles import make_article
from tests.exports import FERRY, NOTED, PORT, chosen, hostile_selection, hostile_texts, note, one, stored, written
from tests.hostile import is_clean
from tests.markdown_files import PIECES, TITLED, Write
from tests.test_comparison_exports import found

_TAGS = """html head meta title style body header nav ol ul li article section h1 h2 h3 h4 h5 h6 p br hr time blockquote
aside footer pre code em strong s mark a table thead tbody tr th td script"""
TAGS = set(_TAGS.split())
ATTRIBUTES = {
    ("meta", "charset"), ("meta", "http-equiv"), ("meta", "content"), ("article", "id"), ("section", "id"),
    ("a", "href"), ("a", "rel"), ("time", "datetime"), ("ol", "start"), ("td", "class"), ("th", "class"),
    ("script", "type"),
}  # fmt: skip
VOID = {"meta", "br", "hr"}


class Page(HTMLParser):
    """A page as it is parsed: tags, attributes, and the text of each element by its tag."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.data: list[dict[str, object]] = []
        self.page = page
        self.feed(page)
        self.close()
        assert not self.open, "every tag is closed"
        assert set(self.tags) <= TAGS
        assert {(tag, name) for tag, name, _ in self.attributes} <= ATTRIBUTES
        for tag, name, value in self.attributes:
            if name == "href":
                assert value.startswith("#art-") or safe_address(value)
            if tag == "script":
                assert value == "application/ld+json"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)
            self.texts.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.data.append(json.loads(data))
        elif self.texts and data.strip("\n"):
            tag, text = self.texts[-1]
            self.texts[-1] = (tag, text + data)

    def of(self, tag: str) -> list[str]:
        return [text for its, text in self.texts if its == tag]

    @property
    def ids(self) -> list[str]:
        return [value for _, name, value in self.attributes if name == "id"]

    @property
    def anchors(self) -> list[str]:
        return [value[1:] for _, name, value in self.attributes if name == "href" and value.startswith("#")]


def page_of(selection: Selection) -> Page:
    return Page(written(export_html, selection))


def test_one_article() -> None:
    page = page_of(one(FERRY))
    assert re.sub(r"<meta http.*</style>", "", page.page, flags=re.DOTALL) == (
        f'<!doctype html>\n<html><head><meta charset="utf-8"><title>{FERRY.title}</title>\n</head>\n<body>\n'
        f'<article id="art-{FERRY.id}"><h1>{FERRY.title}</h1>'
        '<p>Harbour Wire, <time datetime="2031-03-14">14 March 2031</time></p>'
        "<section><h2>Diplomacy</h2><ul><li><p>Talks on the Karrow ferry resumed in Lindholm on Friday.</p></li></ul>"
        f"</section><footer><p>{record_line(FERRY)}</p></footer>"
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
        f'"headline":"{FERRY.title}","datePublished":"2031-03-14",'
        '"publisher":{"@type":"Organization","name":"Harbour Wire"}}</script></article>\n</body></html>\n'
    )


@pytest.mark.parametrize("page", [written(export_html, one(FERRY)), "".join(COMPARISON_FORMATS["html"](found()))])
def test_the_policy_allows_its_own_style_and_nothing_else(page: str) -> None:
    (style,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = re.findall('http-equiv="Content-Security-Policy" content="(.*?)"', page)
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'"
    assert "@media print" in style
    assert "color-scheme:light dark" in style
    assert "url(" not in style
    assert "@import" not in style


def test_the_contents_lead_to_articles_and_sections() -> None:
    page = page_of(chosen([FERRY, PORT], title="Port watch", foreword="Mine.\nIts second line."))
    assert page.of("h1") == ["Port watch"]
    assert page.of("h2") == [FERRY.title, PORT.title]
    assert page.of("h3") == ["Diplomacy", "Aid", "Trade"]
    assert page.of("a") == [FERRY.title, "Diplomacy", PORT.title, "Aid", "Trade"]
    assert page.anchors == page.ids
    assert "<p>Mine.<br>Its second line.</p>" in page.page
    assert page.of("footer") == ["", ""]
    assert {record_line(FERRY), record_line(PORT)} <= set(page.of("p"))
    alone = page_of(one(PORT))
    assert alone.of("a") == ["Aid", "Trade"]
    assert set(alone.anchors) < set(alone.ids)
    assert page_of(chosen([])).of("h1") == ["0 articles"]


def test_what_is_known_is_told_as_data() -> None:
    (ferry, port) = page_of(chosen([FERRY, PORT])).data
    assert ferry["publisher"] == {"@type": "Organization", "name": "Harbour Wire"}
    assert ferry["datePublished"] == "2031-03-14"
    assert list(port) == ["@context", "@type", "headline", "author"], "an outlet is never made an author"


def test_notes_stand_at_their_passages() -> None:
    notes = (
        note("On the <whole>\nin two lines"),
        note("On it", "Karrow ferry", TextSpan(2, 13, 25), 2),
        note("Gone", "a passage", None, 3),
    )
    page = page_of(one(Taken(FERRY, ("ferry",), notes, "Why"), options=NOTED)).page
    assert "<mark>Karrow ferry</mark> resumed in Lindholm on Friday.</p><aside><p>On it</p></aside></li>" in page
    assert "<aside><p>On the &lt;whole&gt;<br>in two lines</p></aside>" in page
    assert "<aside><blockquote><p>a passage</p></blockquote><p>Gone</p></aside>" in page
    assert "<p>Tags: ferry</p><aside><p>Why</p></aside>" in page
    assert "<mark>" not in page_of(one(Taken(FERRY, (), notes))).page


def check(article: Article) -> None:
    """Every text stands in its element as the article has it."""
    page = page_of(one(article))
    headed = [section for section in article.sections if section.heading is not None]
    assert page.of("h1") == [xml_text(article.title)]
    assert page.of("h2") == [xml_text(section.heading or "") for section in headed]
    told = page.of("p")
    for section in article.sections:
        for block in section.blocks:
            assert xml_text(block.text) in told
    assert is_clean(page.page.replace("\n", "").replace("\t", ""))
    assert page.data[0]["headline"] == article.title


def test_hostile_text_stays_text() -> None:
    attacks = ["<script>alert(1)</script>", "\"onx='y'", "</title><b>", "</script><!--", "a\u2028b", "&lt;&amp;&#x41;"]
    for text in [*hostile_texts(), *attacks]:
        check(make_article(text, text, headed=[(text, [text], [text]), (text, [], [])], outlet=text, dump=text))


def test_the_hostile_texts_of_others_stay_text(shared: Path) -> None:
    texts = hostile_texts(shared)
    check(make_article("All", *texts, headed=[(text, [], ["x"]) for text in texts]))
    page = page_of(hostile_selection(texts[::20]))
    assert page.tags["article"] == len(texts[::20])
    assert len(page.data) == len(texts[::20])


@settings(deadline=None)
@given(st.text(max_size=40).map(collapse).filter(bool))
def test_any_text_stays_text(text: str) -> None:
    check(make_article(text, text, headed=[(text, [text], [text])], outlet=text, dump=text))


def test_the_articles_of_a_real_dump(shared: Path) -> None:
    for article in stored(shared / "seed" / "dump.txt"):
        check(article)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_markdown_is_well_formed(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    article = Write(tmp_path_factory.getbasetemp())(TITLED + "x\n\n" + "".join(pieces))
    page = page_of(one(article))
    words = "".join(text for _, text in page.texts).replace(" ", "").replace("\n", "")
    for section in article.sections:
        for block in section.blocks:
            assert block.markup
            cells = [block.text[run.start : run.end] for run in block.markup.runs if run.style == "cell"]
            for text in cells or [block.text]:
                assert xml_text(text).replace(" ", "") in words


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://wire.example/a(b)?c=d&e=%20#f", True),
        ("HTTP://127.0.0.1:8000/", True),
        ("mailto:desk@wire.example?subject=Ferry%20talks", True),
        ("javascript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("JaVaScRiPt:alert(1)//https://wire.example", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//wire.example", False),
        ("/relative", False),
        ("https:wire.example", False),
        ("https:///path", False),
        ("https://user@wire.example/", False),
        ('https://wire.example/"onx="', False),
        ("https://wire.example/\u202e", False),
        ("https://wire.example/%zz", False),
        ("mailto:", False),
        ("", False),
    ],
)
def test_links_open_pages_and_letters_only(address: str, kept: bool) -> None:
    assert (safe_address(address) is not None) is kept


def test_markdown_has_its_elements(tmp_path: Path) -> None:
    article = Write(tmp_path)(
        TITLED
        + "A [link](https://wire.example/a?b=c&d), **strong** and [none](/relative).\\\nnext `co<de>`\n\n"
        + "3. three\n   - inner\n4. four\n\n> quote\n\n```\na\n  b\n```\n\n|a|b|\n|-|--:|\n|c|~~d~~|\n\n"
        + "---\n\n### Deep\n"
    )
    page = page_of(one(article)).page
    for expected in (
        'A <a href="https://wire.example/a?b=c&amp;d" rel="noreferrer">link</a>, <strong>strong</strong> and none.<br>'
        "next <code>co&lt;de&gt;</code></p>",
        '<ol start="3"><li><p>three</p><ul><li><p>inner</p></li></ul></li><li><p>four</p></li></ol>',
        "<blockquote><p>quote</p></blockquote><pre><code>a\n  b</code></pre>",
        '<thead><tr><th>a</th><th class="right">b</th></tr></thead><tbody><tr><td>c</td>'
        '<td class="right"><s>d</s></td></tr></tbody>',
        "<hr><h3>Deep</h3>",
    ):
        assert expected in page
