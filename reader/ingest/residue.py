"""What the scraper left over between the lines of the text, and why each such line is held to be that."""

import re
from collections.abc import Sequence

from reader.article import Residue
from reader.ingest.profile import Leftover, Profile
from reader.ingest.prose import ends_sentence, word_count
from reader.ingest.source import Line

_LIST_OPENED = re.compile(r"list of (\d+) items?\W*$", re.IGNORECASE)
_LIST_CLOSED = re.compile(r"end of list\W*$", re.IGNORECASE)
_WORDS_IN_LINK = 25
_LINKS_IN_ROW = 12
_URL = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)


def find_residue(lines: Sequence[Line], profile: Profile) -> dict[int, Residue]:
    """Residue among the lines of an article, by index. The lines' texts have their white space collapsed."""
    found: dict[int, Residue] = {}
    rules = profile.residue_lines
    index = 0
    while index < len(lines):
        line = lines[index]
        rule = rules.find(line.text)
        if rule is None and len(line.text) < 400 and _URL.match(line.text):
            rule = Leftover("link")
        if rule is None:
            index += 1
            continue
        stop = index + 1
        if opened := _LIST_OPENED.match(line.text):
            stop = _end_of_list(lines, stop, int(opened[1]))
        elif rule.links:
            stop = _end_of_links(lines, stop)
        for number in range(index, stop):
            found[number] = Residue(lines[number].number, lines[number].text, rule.reason)
        index = stop
    return found


def _end_of_list(lines: Sequence[Line], start: int, items: int) -> int:
    """Index after the line that closes a scraped list of links; `start` where none does, or not soon enough."""
    for index in range(start, min(len(lines), start + 3 * min(items, 50) + 1)):
        if _LIST_CLOSED.search(lines[index].text):
            return index + 1
    return start


def _end_of_links(lines: Sequence[Line], start: int) -> int:
    """Index after a row of headlines: lines that do not end as a sentence does."""
    index = start
    while index < len(lines) and index - start < _LINKS_IN_ROW and _may_be_link(lines[index].text):
        index += 1
    return index


def _may_be_link(text: str) -> bool:
    return word_count(text) <= _WORDS_IN_LINK and not ends_sentence(text) and not text.startswith(("•", "●", "▪"))
