"""Runs of capitalised words in a text, and the mentions of names in each."""

import re

from reader.topics.name_cutter import LINKS, LONGEST, REMEMBERED, Cutter, is_shouted, read_word
from reader.topics.name_rules import NameRules
from reader.topics.name_segments import Mention, Part, unknown
from reader.topics.name_words import FUNCTION_WORDS, HONORIFICS, SOFT, STARTERS

MAX_RUN = 12
"""Words of a run at most; what is longer is shouting, and is read in pieces."""

_UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x530) if chr(code).isupper())
_FIRST = f"[{_UPPER}]"
_REST = (
    rf"(?:\.(?:[{_UPPER}]\.){{0,11}}+(?:-\w++)?+(?:['’]s\b)?+"
    r"|(?:rs?|s|en|t|ol|gt|apt|ep|ov|rof|aj|dm|ev)\."
    r"|\w*+(?:['’&-]\w++)*+)"
)
_PREFIX = "(?:(?:al|el|ad|an|ar|as|ash|at|az|ul)-)?+"
RUN = re.compile(rf"{_FIRST}{_REST}(?: (?:(?:{LINKS}) )?{_PREFIX}{_FIRST}{_REST}){{0,{MAX_RUN - 1}}}")
"""Capitalised words in a row, over "of", "and", "von" and the like; possessive where it repeats, so it is linear. It
begins with a set of letters, which the search for it skips to, so what may stand before a capital is `run_start`'s."""
_ARTICLES = frozenset(["al-", "el-", "ad-", "an-", "ar-", "as-", "ash-", "at-", "az-", "ul-"])
ORDINALS = frozenset(("st ", "nd ", "rd ", "th "))


def run_start(text: str, start: int) -> int:
    """Where the run really starts of which a capital was found: with al- and 14th before it; -1 within a word."""
    before = text[start - 1 : start]
    if before == " ":
        if text[start - 3 : start] in ORDINALS and text[start - 4 : start - 3].isdigit():
            return start - 5 if text[start - 5 : start - 4].isdigit() else start - 4
        return start
    if before == "-":
        for length in (3, 4):
            if text[start - length : start] in _ARTICLES and not text[start - length - 1 : start - length].isalnum():
                return start - length
        return start
    return -1 if before.isalnum() else start


def find_mentions(run: str, fresh: bool, rules: NameRules) -> tuple[Mention, ...]:
    """The names in a run; `fresh` where it begins a sentence. Remembered in `rules.runs`, since names come back."""
    remembered = rules.runs[fresh]
    found = remembered.get(run)
    if found is None:
        if " " in run or "-" in run:
            found = tuple(Cutter(run, fresh, rules).cut())
        else:
            found = _mention_alone(run, fresh, rules)
        if len(run) <= LONGEST:
            if len(remembered) >= REMEMBERED:
                remembered.clear()
            remembered[run] = found
    return found


def _mention_alone(run: str, fresh: bool, rules: NameRules) -> tuple[Mention, ...]:
    """The name in a run of one word: what the cutter would find, found faster."""
    word = read_word(run, rules)
    known = rules.known.get(word.term) if word.reach else None
    if known and (not known.capitals or is_shouted(word.bare)):
        return (Mention(known.name, 0, len(word.bare), known.kind, words=known.name.count(" ") + 1),)
    flags = word.flags
    if flags & (SOFT | HONORIFICS) or (flags & FUNCTION_WORDS and not (len(run) > 1 and run.isupper())):
        return ()
    if (word.reach and (word.term in rules.demonyms or word.term in rules.roles)) or (fresh and flags & STARTERS):
        return ()
    return tuple(unknown((Part(word.bare, 0, len(word.bare), flags, 1),), fresh, False, False, run, rules))
