"""Articles as entries for BibLaTeX and BibTeX.

The writer is our own: those of bibtexparser and pybtex neither escape, nor keep capitals, nor make keys, nor write a
month as a macro, and the rest is plain. Tests read what it writes with both.
"""

import re
from collections.abc import Callable, Iterator

from reader.article import Article
from reader.export.authors import Author, authors_of
from reader.export.characters import visible
from reader.export.dates import date_words, is_inferred, iso_date, shared_iso_date
from reader.export.names import plain_words
from reader.export.record_line import record_line
from reader.taking import Selection, Taken

_MACROS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# Articles and prepositions, which no key begins with.
_SMALL_WORDS = (
    "a about above across after against along amid among an around as at before behind below beneath beside besides "
    "between beyond by despite down during except for from in inside into like near of off on onto out outside over "
    "past per since than the through throughout till to toward towards under underneath until unto up upon via with "
    "within without"
)
_SMALL = frozenset(_SMALL_WORDS.split())

_ESCAPES = str.maketrans(
    {
        **{each: f"\\{each}" for each in "#$%&_{}"},
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
        "\\": "\\textbackslash{}",
        "\t": " ",
    }
)
_MOST_LETTERS = 40
"""Letters that a part of a key has at most: longer ones are no words of any language, and programs cut them."""

_UNBALANCED = str.maketrans({"{": "\x01", "}": "\x02"})
_CORE = re.compile(r"[^\W_](?:\S*[^\W_])?")

Fields = list[tuple[str, str]]
"""Names and values, the values as they stand after the equals sign."""


def export_biblatex(selection: Selection) -> Iterator[bytes]:
    """Entries for BibLaTeX: whole dates and spans, the outlet as `journaltitle`."""
    return _entries(selection, _biblatex_fields)


def export_bibtex(selection: Selection) -> Iterator[bytes]:
    """Entries for BibTeX: year and month as a macro, the day in a note, the outlet as `journal`."""
    return _entries(selection, _bibtex_fields)


def _entries(selection: Selection, fields_of: Callable[[Taken], Fields]) -> Iterator[bytes]:
    times: dict[str, int] = {}
    for number, taken in enumerate(selection.articles()):
        article = taken.article
        key = entry_key(article)
        times[key] = again = times.get(key, -1) + 1
        kind = "article" if article.outlet else "misc"
        lines = [f"@{kind}{{{key}{f'-{again}' if again else ''},"]
        lines += [f"  {name} = {value}," for name, value in fields_of(taken)]
        yield ("\n" * (number > 0) + "\n".join([*lines, "}\n"])).encode()


def entry_key(article: Article) -> str:
    """`author_word_year` in ASCII, such as `noauthor_ferry_2031`; not yet told apart from an equal one."""
    authors = authors_of(article)
    author = plain_words(authors[0].family).replace("-", "") if authors else ""
    words = plain_words(article.title).split("-")
    word = next((word for word in words if word not in _SMALL), words[0]) or article.id
    year = shared_iso_date(article.date)[:4] if article.date else ""
    return f"{author[:_MOST_LETTERS] or 'noauthor'}_{word[:_MOST_LETTERS]}_{year or 'nodate'}"


def _biblatex_fields(taken: Taken) -> Fields:
    article, date = taken.article, taken.article.date
    fields = _title_and_authors(article)
    if article.outlet:
        fields.append(("journaltitle", _braced(article.outlet)))
    if date:
        fields.append(("date", f"{{{iso_date(date)}}}"))
    return fields + _keywords(taken) + _notes(taken, "annotation", inferred=bool(date and is_inferred(date)))


def _bibtex_fields(taken: Taken) -> Fields:
    article, date = taken.article, taken.article.date
    fields = _title_and_authors(article)
    if article.outlet:
        fields.append(("journal", _braced(article.outlet)))
    if date:
        known = shared_iso_date(date)
        if known:
            fields.append(("year", f"{{{known[:4]}}}"))
        if len(known) > 4:
            fields.append(("month", _MACROS[int(known[5:7]) - 1]))
    day = date_words(date).replace("–", "--") if date and date.precision in ("day", "span") else ""
    inferred = bool(date and is_inferred(date))
    return fields + _keywords(taken) + _notes(taken, "annote", day=day, inferred=inferred)


def _title_and_authors(article: Article) -> Fields:
    fields: Fields = [("title", f"{{{_capitals_kept(visible(article.title))}}}")] if article.title.strip() else []
    if authors := authors_of(article):
        fields.append(("author", f"{{{' and '.join(map(_name, authors))}}}"))
    return fields


def _keywords(taken: Taken) -> Fields:
    words = [escaped(visible(word)) for word in dict.fromkeys((*taken.article.topics, *taken.tags))]
    words = [f"{{{word}}}" if "," in word else word for word in words]
    return [("keywords", f"{{{', '.join(words)}}}")] if words else []


def _notes(taken: Taken, own: str, *, day: str = "", inferred: bool) -> Fields:
    """The record line, after what else is to be known of the date; and the reader's notes."""
    told = " ".join(
        filter(
            None,
            [f"{day}." if day else "", "Date inferred." if inferred else "", escaped(record_line(taken.article))],
        )
    )
    texts = [*([taken.remark] if taken.remark else []), *(note.text for note in taken.notes)]
    return [("note", f"{{{told}}}"), *([(own, _braced(" ".join(" / ".join(texts).split())))] if texts else [])]


def _name(author: Author) -> str:
    parts = [escaped(visible(part)) for part in (author.family, author.suffix, author.given) if part]
    return ", ".join(parts) if author.given else f"{{{parts[0]}}}"


def _braced(text: str) -> str:
    return f"{{{escaped(visible(text))}}}"


def escaped(text: str) -> str:
    """Text that LaTeX sets as it is, and whose braces BibTeX can count.

    BibTeX counts escaped braces too: where they do not pair, they are written by name.
    """
    if _pairs(text):
        return text.translate(_ESCAPES)
    named = text.translate(_UNBALANCED).translate(_ESCAPES)
    return named.replace("\x01", "\\textbraceleft{}").replace("\x02", "\\textbraceright{}")


def _pairs(text: str) -> bool:
    depth = 0
    for each in text:
        depth += (each == "{") - (each == "}")
        if depth < 0:
            return False
    return depth == 0


def _capitals_kept(title: str) -> str:
    """A title whose words with capitals stand in braces, so that no style makes them small.

    The first word has them only where a later letter of it is a capital: a style may write it as it likes.
    """
    return " ".join(_kept(word, number) for number, word in enumerate(title.split(" ")))


def _kept(word: str, number: int) -> str:
    core = _CORE.search(word)
    if core is None or not any(each.isupper() for each in (core[0][1:] if number == 0 else core[0])):
        return escaped(word)
    return f"{escaped(word[: core.start()])}{{{escaped(core[0])}}}{escaped(word[core.end() :])}"
