"""Names of exported files: `a-z 0-9 . _ -`, at most 80 bytes, never hidden and never an option."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from reader.article import Article
from reader.export.dates import iso_date
from reader.text import fold

MAX_BYTES = 80
"""What every file system and archive format takes, with room for `.manifest.json`."""

_WORDS_OF_QUERY = 6
_MAX_SET = 48  # bytes of a set's own name: the rest of the 80 holds its topic, its number and its ending


def article_stem(article: Article) -> str:
    """`2031-03-14_harbour-wire_ferry-talks-resume-in-lindholm`; cut by `with_ending`."""
    date = iso_date(article.date).replace("/", "_") if article.date else "undated"
    outlet = plain_words(article.outlet or "")
    return "_".join(filter(None, [date, _cut(outlet, 24), plain_words(article.title) or article.id]))


def set_stem(count: int, *, title: str = "", query: str | None = None, topic: str = "") -> str:
    """`port-watch_12-articles`: the title, else the first words of the query; then the number."""
    words = plain_words(title) or "-".join(plain_words(query or "").split("-")[:_WORDS_OF_QUERY])
    if topic and topic not in words.split("-"):
        words = "-".join(filter(None, [words, plain_words(topic)]))
    return "_".join(filter(None, [_cut(words, _MAX_SET), f"{count}-{'article' if count == 1 else 'articles'}"]))


def with_ending(stem: str, ending: str, *, mark: str = "") -> str:
    """A stem cut at a word so that it fits with its ending, and with a `mark` (`-a7c1e04b`) between the two."""
    return f"{_cut(stem, MAX_BYTES - len(mark) - len(ending) - 1)}{mark}.{ending}"


def unique_names(articles: Iterable[tuple[str, str]], ending: str) -> Iterator[str]:
    """A name for each (stem, id), in their order; those that would be the same get the id."""
    each = list(articles)
    names = [with_ending(stem, ending) for stem, _ in each]
    times: dict[str, int] = {}
    for name in names:
        times[name] = times.get(name, 0) + 1
    for (stem, id), name in zip(each, names, strict=True):
        yield name if times[name] == 1 else with_ending(stem, ending, mark=f"-{id}")


def plain_words(text: str) -> str:
    """The words of a text in Latin letters and digits, joined by hyphens; nothing where no Latin letter is in it."""
    folded = unicodedata.normalize("NFKD", fold(text)).replace("ß", "ss").replace("'", "")
    words = re.findall(r"[a-z0-9]+", folded)
    return "-".join(words) if re.search("[a-z]", folded) else ""


def _cut(text: str, most: int) -> str:
    """At most so many bytes, cut between two words where there are any."""
    if len(text) <= most:
        return text
    head = text[: most + 1]
    at = max(head.rfind("-"), head.rfind("_"))
    return text[: at if at > most // 2 else most].rstrip("-_.")
