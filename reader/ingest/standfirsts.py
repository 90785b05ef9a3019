"""Standfirsts: the one sentence that some pages set between the title and the text proper.

A scraped page does not mark it. It is told from a lead by what it lacks (a day, a speaker, the past tense) and by
what follows: a paragraph that begins the story over again with full names. Where in doubt it is the first paragraph.
"""

import re

from reader.ingest.prose import ends_sentence, ends_statement, is_single_sentence, word_count
from reader.text import fold, words

MIN_WORDS, MAX_WORDS = 6, 24
_MAX_UNSTOPPED = 35
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_REPORTED = re.compile(r"\b(?:said|told|added|announced|reported|according to|was|were|had|has|have|did)\b")
_SAID = re.compile(r"\b(?:said|told|added|announced|reported|according to)\b")
_PAST = re.compile(r"\b(?!need|speed|exceed|proceed|embed|indeed|hundred|shed|bleed|feed|succeed)[a-z]{3,}ed\b")
# Third persons of headlines. A plain plural noun ends in s as well, so that only verbs headlines live by are listed.
_HEADLINE_VERB = re.compile(
    r"\b(?:accuses|adds|agrees|aims|announces|appears|approves|arrives|asks|backs|begins|believes|blames|brings|calls|"
    r"claims|comes|condemns|confirms|continues|cuts|defends|demands|denies|describes|draws|ends|expects|faces|fears|finds|"
    r"follows|gets|gives|goes|grows|heads|hails|hits|holds|hopes|insists|joins|keeps|kills|launches|leads|"
    r"leaves|looks|loses|makes|marks|meets|moves|needs|offers|opens|orders|plans|pledges|prepares|presses|promises|pushes|"
    r"puts|raises|reaches|rejects|remains|reports|repeats|responds|returns|reveals|rises|says|say|seeks|sees|sends|sets|"
    r"shows|signals|signs|stands|starts|stays|stops|strikes|struggles|supports|takes|targets|tells|threatens|tries|turns|"
    r"underscores|unveils|urges|visits|vows|wants|warns|wins|withdraws|works)\b"
)
# Any other third person, where an article or a pronoun shows that the word before it is no plural noun.
_VERB_BEFORE_OBJECT = re.compile(r"\b[a-z]{2,}[^s\W]s (?:a|an|the|its|his|her|their|it|he|she|they|no|up|off|out)\b")
# Forms that leads use as well as standfirsts do.
_WEAK_VERB = re.compile(r"\b(?:is|are|will|could|may|must|remain)\b")
_NAME = r"[^\W\d_a-z][\w’'-]*[a-zà-ÿ][\w’'-]*"
_FULL_NAME = re.compile(rf"{_NAME} {_NAME}")
_GOES_ON = re.compile(
    r"(?:he|she|it|they|we|his|her|its|their|but|and|however|also|meanwhile|this|these|those|that|such|earlier|later|"
    r"another|other|others|then|still|yet|instead|moreover|now|so|for|as|both)\b",
    re.IGNORECASE,
)
# The place that the text of a feature opens with: "Karrow, Veldmark – The ice came early".
_PLACE_FIRST = re.compile(r"[A-ZÀ-Þ][\w’' -]{2,30}(?:, [A-ZÀ-Þ][\w’' -]{2,30})?\s[–—]\s(?=[A-ZÀ-Þ“‘\"])")
_LEAST_SHARED = 2
_COMMON_WORDS = """a an and are as at be but by for from has have he her his in into is it its of on or says she that
the their they this to was were which who will with over after amid not new more than"""
_COMMON = frozenset(_COMMON_WORDS.split())


def is_standfirst(first: str, second: str | None, title: str, *, usual: bool, dated: bool) -> bool:
    """Whether an article's first line is a standfirst, given the paragraph after it.

    `usual`: the outlet is known to have standfirsts; `dated`: the first line opens with a dateline.
    """
    count = word_count(first)
    if dated or second is None or count < MIN_WORDS or not is_single_sentence(first) or _WEEKDAY.search(first):
        return False
    if count > MAX_WORDS or first.endswith((":", "?", "-")) or first[0] in "\"“‘'" or _SAID.search(first):
        return False
    clause = _before_link(first)
    verb = _HEADLINE_VERB.search(clause) or _VERB_BEFORE_OBJECT.search(clause)
    past = _PAST.search(clause)
    if _REPORTED.search(clause) or (past and (verb is None or past.start() < verb.start())):
        return False
    if verb:
        return _starts_over(first, second, title, usual=usual)
    if usual and past is None:
        return _starts_over(first, second, title, usual=False)
    return _WEAK_VERB.search(clause) is not None and _starts_over(first, second, title, usual=False)


def is_unstopped_standfirst(first: str, second: str) -> bool:
    """Whether a first line is a sentence without its stop over text that has stops: many pages set standfirsts so."""
    count = word_count(first)
    if not MIN_WORDS <= count <= _MAX_UNSTOPPED or ends_sentence(first) or first[-1] in "\"”’'])-–—,":
        return False
    if first[0].islower() or not is_single_sentence(first) or _SAID.search(first) or word_count(second) < count:
        return False
    sentence = _HEADLINE_VERB.search(first) or _VERB_BEFORE_OBJECT.search(first) or _REPORTED.search(first)
    return ends_sentence(second) and (sentence or _WEAK_VERB.search(first)) is not None


def is_above_dateline(first: str, second: str) -> bool:
    """Whether a first line stands over the place that opens the text proper, as only standfirsts do."""
    if not MIN_WORDS <= word_count(first) <= _MAX_UNSTOPPED or not is_single_sentence(first) or first[0] in '"“‘':
        return False
    return _PLACE_FIRST.match(second) is not None and _PLACE_FIRST.match(first) is None and not first.endswith(":")


def _starts_over(first: str, second: str, title: str, *, usual: bool) -> bool:
    """Whether the second paragraph tells the story from its beginning."""
    if _GOES_ON.match(second) or (word_count(second) < 1.2 * word_count(first) and not usual):
        return False
    if not ends_statement(second) or second[0] in '"“':
        return False
    named = _FULL_NAME.search(second) is not None and _FULL_NAME.match(first) is None
    reported = _REPORTED.search(second) is not None or _WEEKDAY.search(second) is not None
    shared = len(_content(first) & _content(second))
    known = len(_content(first) & _content(title))
    if usual:
        return (named or reported) and (shared + known >= 1 or (named and reported))
    return named and reported and shared >= _LEAST_SHARED and known >= 1


def _before_link(text: str) -> str:
    """The main clause: what stands before a conjunction that may bring another tense."""
    return re.split(r",| as | after | before | since | when | that | which | who ", text, maxsplit=1)[0]


def _content(text: str) -> set[str]:
    """Stems, roughly, of the words that carry meaning."""
    return {word.term[:5] for word in words(fold(text)) if word.term not in _COMMON and len(word.term) > 2}
