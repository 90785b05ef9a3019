"""What the scraper left over between the lines of the text, and why each such line is held to be that."""

import re
from collections.abc import Sequence

from reader.article import Residue
from reader.ingest.patterns import Patterns
from reader.ingest.profile import Leftover, Profile
from reader.ingest.prose import ends_sentence, ends_statement, has_verb, word_count
from reader.ingest.source import Line

_LIST_OPENED = re.compile(r"list of (\d+) items?\W*$", re.IGNORECASE)
_LIST_CLOSED = re.compile(r"end of list\W*$", re.IGNORECASE)
_WORDS_IN_LINK = 25
_LINKS_IN_ROW = 12
_URL = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_ZONE = r"(?:GMT|UTC|BST|[ECMP][SD]?T|CES?T|EES?T|MSK|IST)(?:[+-]\d{1,2})?"
# The time of an entry or the length of a video, and rulers between parts of a page.
_TIME_ALONE = re.compile(
    rf"\(?\d{{1,2}}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?\(?{_ZONE}\)?)?\)?|"
    r"(?:about |updated |published )?(?:\d{1,2}|an?) ?(?:[smhd]|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|"
    r"weeks?|months?) ago|just now",
    re.IGNORECASE,
)
_RULER = re.compile(r"_{2,}|(?:\* ?){3,}|(?:• ?){3,}|~{2,}|={3,}|#{3,}|⬥|■")
_SKIP = re.compile(r"skip\b", re.IGNORECASE)
_SKIPPED = re.compile(r"(?:end of|after)\b", re.IGNORECASE)
_LINES_SKIPPED = 10
_WORDS_IN_TAIL = 12
"""Words of a line that belongs to the block of residue it is glued to."""
_LINES_IN_BLOCK = 6
_LEAST_ROW = 2
_WORDS_IN_PROSE = 9
_LINES_APART = 2
_WORDS_BETWEEN = 30
"""Words of a line that is taken because it stands between two lines of one block."""
_DATELINE_ALONE = re.compile(r"\(?[A-ZÀ-Þ][\w.’'-]*(?:[ ,/()]+[A-ZÀ-Þ(][\w.’'-]*){0,5}\)?\s?[—–]")


def find_residue(lines: Sequence[Line], profile: Profile) -> dict[int, Residue]:
    """Residue among the lines of an article, by index. The lines' texts have their white space collapsed."""
    found: dict[int, Residue] = {}
    rules = profile.residue_lines
    index = 0
    while index < len(lines):
        line = lines[index]
        rule = rules.find(line.text)
        if rule is None:
            rule = _by_form(line.text)
        elif (rule.links or (rule.block and not rule.form)) and _is_prose(line.text):
            rule = None
        if rule is None:
            index += 1
            continue
        stop = index + 1
        if opened := _LIST_OPENED.match(line.text):
            stop = _end_of_list(lines, stop, int(opened[1]))
        elif _SKIP.match(line.text):
            stop = _end_of_skipped(lines, stop, rules)
        elif rule.links:
            stop = _end_of_links(lines, stop)
        elif rule.block:
            stop = _end_of_block(lines, stop, rule, rules)
        for number in range(index, stop):
            found[number] = Residue(lines[number].number, lines[number].text, rule.reason)
        index = stop
    return found


def _is_prose(text: str) -> bool:
    """Whether a line that begins as labels of links do goes on as a sentence: `More from the quay has been …`."""
    return text.endswith(".") and word_count(text) >= _WORDS_IN_PROSE and has_verb(text)


def _by_form(text: str) -> Leftover | None:
    """Residue that is known by its form alone."""
    if len(text) < 400 and _URL.match(text):
        return Leftover("link")
    if len(text) < 40 and _TIME_ALONE.fullmatch(text):
        return Leftover("time of an entry or a video")
    if len(text) < 40 and _RULER.fullmatch(text):
        return Leftover("ruler")
    if len(text) < 60 and text[-1] in "—–" and _DATELINE_ALONE.fullmatch(text):
        return Leftover("dateline on a line of its own")
    return None


def _end_of_skipped(lines: Sequence[Line], start: int, rules: Patterns[Leftover]) -> int:
    """Index after the line that ends what `Skip …` jumps over; `start` where none does soon."""
    for index in range(start, min(len(lines), start + _LINES_SKIPPED)):
        if _SKIPPED.match(lines[index].text) and rules.find(lines[index].text):
            return index + 1
    return start


def _end_of_block(lines: Sequence[Line], start: int, rule: Leftover, rules: Patterns[Leftover]) -> int:
    """Index after the lines that belong to a label of residue: rows of headlines, forms, buttons.

    Pages part their paragraphs by blank lines, so that only lines that stand glued together are taken. A last line that
    stands glued over running text is its heading.
    """
    index, first = start, start
    if start + 1 < len(lines) and not _is_glued(lines, start) and _is_glued(lines, start + 1):
        first = start + 1  # a row of two headlines or more, a blank line below the label
    while index < len(lines) and index - start < _LINKS_IN_ROW:
        if (index >= first and not _is_glued(lines, index)) or not _is_tail(lines[index].text):
            break
        index += 1
    if (
        index > start
        and index < len(lines)
        and _is_glued(lines, index)
        and word_count(lines[index].text) > _WORDS_IN_TAIL
    ):
        index -= 1
    if first > start and index - start < _LEAST_ROW:
        index = start
    apart = 0
    for further in range(start, min(len(lines), start + _LINES_IN_BLOCK)):
        apart += not _is_glued(lines, further)
        found = rules.find(lines[further].text) if apart == 0 or (rule.form and apart <= _LINES_APART) else None
        if found and found.reason == rule.reason:
            return max(index, further)  # the block goes on from there
        if apart > 1 or word_count(lines[further].text) > _WORDS_BETWEEN:
            break
    return index


def _is_tail(text: str) -> bool:
    return (
        word_count(text) <= _WORDS_IN_TAIL
        and not ends_statement(text)
        and text[-1] not in "])"
        and text[0] not in "•●▪"
    )


def _is_glued(lines: Sequence[Line], index: int) -> bool:
    """Whether no blank line parts a line from the one above it."""
    return index > 0 and lines[index].number == lines[index - 1].number + 1


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
