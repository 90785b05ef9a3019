"""What the tests of exports share: selections, and hostile texts from every source there is."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reader.article import Article
from reader.export.characters import visible
from reader.ingest.intake import open_intake
from reader.kept import Note, TextSpan
from reader.taking import ExportOptions, Selection, Taken
from reader.text import collapse
from tests.articles import make_article
from tests.hostile import HOSTILE

Exporter = Callable[[Selection], Iterator[bytes]]

FERRY = make_article(
    headed=[("Diplomacy", ["diplomacy"], ["Talks on the Karrow ferry resumed in Lindholm on Friday."])]
)
PORT = make_article(
    "Port rates double",
    "Insurers doubled their rates for Brennvik.",
    headed=[("Aid", ["aid"], ["A loan of 40 million crowns."]), ("Trade", ["trade"], ["Grain ships waited."])],
    day=None,
    outlet=None,
    byline="Mira Tolland",
)
LONGEST = 400  # characters of a hostile text: what it wants to be is told by then
NOTED = ExportOptions(notes=True)


def note(text: str, quote: str = "", passage: TextSpan | None = None, number: int = 1) -> Note:
    return Note(number, 1, text, "2031-03-15T08:00:00Z", "2031-03-15T08:00:00Z", quote, passage)


def one(article: Article | Taken, **more: object) -> Selection:
    """A selection of one article that was asked for."""
    return chosen([article], single=True, **more)


def chosen(articles: Sequence[Article | Taken], **more: object) -> Selection:
    """A selection of articles, each with the text of its parts as its source where nothing else is given."""
    taken = [each if isinstance(each, Taken) else Taken(each) for each in articles]
    given: dict[str, object] = {
        "articles": lambda: iter(taken),
        "count": len(taken),
        "moment": 1_931_500_800,
        "raw": lambda article: "\n".join(part.text for part in article.parts()),
    }
    return Selection(**(given | more))  # type: ignore[arg-type]


def written(exporter: Exporter, selection: Selection) -> str:
    return b"".join(exporter(selection)).decode()


def paragraphs(article: Article) -> list[str]:
    """What stands in the blocks of an article, as an export shows it."""
    return [visible(block.text) for section in article.sections for block in section.blocks]


def hostile_texts(shared: Path | None = None) -> list[str]:
    """Texts that want to be more than text, each as it is filed: of this project, and with `shared` of others."""
    texts = list(HOSTILE)
    if shared:
        hostile = shared / "data" / "hostile"
        texts += json.loads((hostile / "blns" / "blns.json").read_text(encoding="utf-8"))
        for folder in ("bidi_trojan_source", "utf8", "recordings"):
            for path in sorted((hostile / folder).rglob("*")):
                if path.is_file() and path.stat().st_size < 200_000:
                    texts += path.read_bytes().decode("utf-8", "surrogateescape").split("\n")
        for path in sorted((hostile / "encodings").rglob("*")):
            if path.is_file():
                texts.append(path.read_bytes()[:3000].decode("latin-1"))
    return list(dict.fromkeys(text for each in texts if (text := collapse(each)[:LONGEST].rstrip())))


def hostile_selection(texts: Sequence[str]) -> Selection:
    """A dossier whose every field is one of the texts at some time: titles, headings, blocks, names, notes and tags."""
    taken = []
    for number, text in enumerate(texts):
        article = make_article(text, text, f"{text} and {text}", headed=[(text, [text], [text])], outlet=text)
        article = replace(article, id=f"{number:012x}", byline=text, standfirst=text, agency=text)
        article = replace(article, place=replace(article.place, dump=text))
        notes = (
            note(text, text, TextSpan(2, 0, len(text)), 1),
            note(text, text, TextSpan(1, 0, 1), 2),
            note(text, f"gone {text}", None, 3),
        )
        taken.append(Taken(article, (text, "tag"), notes, text))
    return chosen(taken, title=texts[0], foreword="\n\n".join(texts), query=texts[-1], options=NOTED)


def stored(path: Path) -> list[Article]:
    """The articles of a dump."""
    with open_intake(path) as intake:
        return list(intake.articles())
