"""What the tests of Markdown share: files written and read, and pieces to make random ones of."""

from pathlib import Path

from reader.article import Article, Block
from reader.ingest.intake import open_intake
from reader.results import Notice

TITLED = "---\ntitle: A title of its own\n---\n"
_SIGNS = "* ** _ __ ~~ ` `` [ ] ( ) < > &amp; & \\ | # ``` ~~~ [ref] ](/url) <http://wire.example> <div>"
SIGNS = _SIGNS.split()
BEGINNINGS = ("- ", "* ", "+ ", "1. ", "23) ", "> ", "## ", "    ", "\t")
ENDS = ("  \n", "\\\n", "\n", "\n\n", "---\n", "===\n", "***\n", "[ref]: /url 'x'\n", "<!-- x -->\n")
WORDS = ("ferry", "Karrow ", " ", "  ", "\u00a0", "\u200b", "\u00ad", "e" + "\u0301" * 6, "渡轮", "\x1b[31m")
PIECES = (*SIGNS, *BEGINNINGS, *ENDS, *WORDS, "|a|b|\n|-|:-:|\n|c|d|\n")


def read_file(path: Path, encoding: str | None = None) -> tuple[Article, list[Notice]]:
    with open_intake(path, encoding=encoding) as intake:
        (article,) = intake.articles()
        assert intake.format == "markdown"
        return article, intake.notices


class Write:
    """Writes files and reads them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, text: str, name: str = "note.md") -> Article:
        return self.told(text, name)[0]

    def told(self, text: str, name: str = "note.md") -> tuple[Article, list[Notice]]:
        path = self.folder / name
        path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
        return read_file(path)


def blocks(article: Article) -> list[Block]:
    return [block for section in article.sections for block in section.blocks]


def texts(article: Article) -> list[str]:
    return [block.text for block in blocks(article)]


def styles(block: Block) -> list[tuple[str, str]]:
    assert block.markup is not None
    return [(run.style, block.text[run.start : run.end]) for run in block.markup.runs]
