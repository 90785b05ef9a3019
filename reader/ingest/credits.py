"""Who wrote it: bylines, datelines and the agencies that are credited with the text."""

import re
from functools import lru_cache
from typing import NamedTuple

from reader.ingest.profile import Profile
from reader.ingest.prose import ends_statement, has_verb, word_count

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?)"
_TOWN = r"[^\W\d_a-z][\w.'’ -]{1,40}?"
_DASH = r"\s?(?:—|–|--|-|:)\s?"
_CAPITAL_TOWN = re.compile(rf"([A-Z]{{2}}[A-Z.'’ -]{{1,38}}(?:, {_TOWN})?(?:, {_DAY})?)\s?(?:—|–|--)\s")
_BYLINE = re.compile(
    r"(?:By:?|BY|Written by|Reported by|Story by|Words by|Text by|Authors?:|Writers?:)\s+"
    r"(?P<names>[^\W\d_a-z][\w.,'’&/| -]{2,100})"
)
_NAME_WORD = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*|and|with|via|de|van|von|der|den|in|at|for|the|of|&|\|)[,/]?")
_NAME_LINE = re.compile(r"[A-ZÀ-Þ][\w.'’-]+(?: (?:de|van|von|der|[A-ZÀ-Þ][\w.'’-]*)){1,3}")
_NAME = r"[A-ZÀ-Þ][\w.'’-]+(?: (?:de|van|von|der|[A-ZÀ-Þ][\w.'’-]*)){1,3}"
_PLACE = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]*){0,2}"
# Names with the places they write from: hardly anything else has that form under a title.
_WRITERS = re.compile(rf"{_NAME} in {_PLACE}(?:(?:, | and |, and ){_NAME}(?: in {_PLACE})?)*")
# Pages that part a name from a role by their layout only are scraped to "Ida RomeraForeign correspondent".
_JUNCTION = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
_NO_JUNCTION = re.compile(r"(?:^|[ -])(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz|O['’])$")
_ROLE = re.compile(
    r"(?:[\w.'’&, -]{3,80}, )?(?:[\w'’-]+ ){0,4}(?:correspondent|reporter|editor|analyst|staff writer|writer|"
    r"contributor|bureau chief|columnist|journalist)s?(?:(?:, | in | for | at )[\w.,'’ -]{2,60})?",
    re.IGNORECASE,
)
_PLACE_OF_WRITER = re.compile(r"(?:Reporting from|In) [^\W\d_a-z][\w.,'’ -]{2,50}")
_MAX_BYLINE_WORDS = 14
_MAX_LENGTH = 160
_MAX_CREDIT = 300


class Dateline(NamedTuple):
    """The opening of an agency's report: as it stands, the agency in it, the rest of the paragraph's place."""

    text: str
    agency: str | None


@lru_cache(maxsize=8)
def _agency_dateline(names: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"((?:{_TOWN}(?:, {_TOWN})?,? )?(?:\(?{_DAY}\)?,? )?\((?P<agency>{alternatives})\)){_DASH}")


def read_dateline(paragraph: str, profile: Profile) -> Dateline | None:
    """The dateline that a first paragraph opens with, if any; the paragraph keeps it."""
    head = paragraph[:140]
    if "(" in head:
        pattern = _agency_dateline((*profile.dateline_outlets, *profile.dateline_agencies))
        found = pattern.match(head)
        if found:
            return Dateline(found[1], found["agency"])
    if found := _CAPITAL_TOWN.match(head):
        return Dateline(found[1], None)
    return None


def read_byline(text: str) -> str | None:
    """The names of a byline that fills a line, or None."""
    if len(text) > _MAX_LENGTH or word_count(text) > _MAX_BYLINE_WORDS or ends_statement(text):
        return None
    found = _BYLINE.fullmatch(text)
    if found and all(_NAME_WORD.fullmatch(word) for word in found["names"].split()):
        return found["names"].strip(" ,|")
    return None


def is_name(text: str) -> bool:
    """Whether a line may be nothing but a person's name, as bylines without `By` are."""
    return len(text) <= _MAX_LENGTH and _NAME_LINE.fullmatch(text) is not None


def are_writers(text: str) -> bool:
    """Whether a line may be nothing but writers with their places."""
    return len(text) <= _MAX_LENGTH and _WRITERS.fullmatch(text) is not None


def read_joined_byline(text: str) -> str | None:
    """The name in a line that runs a name and a role or place together, or None."""
    if len(text) > _MAX_LENGTH or word_count(text) > _MAX_BYLINE_WORDS or ends_statement(text):
        return None
    for joint in _JUNCTION.finditer(text):
        name, rest = text[: joint.start()], text[joint.start() :]
        if _NO_JUNCTION.search(name) or not _NAME_LINE.fullmatch(name):
            continue
        role, _, others = rest.partition(" and ")
        if (is_byline_detail(role) or re.fullmatch(_PLACE, role)) and (not others or read_joined_byline(others)):
            return name
        if is_byline_detail(rest):
            return name
    return None


def is_byline_detail(text: str) -> bool:
    """Whether a line below a byline tells the writer's role or place."""
    if len(text) > _MAX_LENGTH or word_count(text) > 10 or ends_statement(text):
        return False
    return _ROLE.fullmatch(text) is not None or _PLACE_OF_WRITER.fullmatch(text) is not None


@lru_cache(maxsize=8)
def _agency_name(names: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w-])")


def find_agency(text: str, profile: Profile) -> str | None:
    """The first agency that is named in a text."""
    found = _agency_name(profile.agency_names).search(text)
    return found[0] if found else None


def is_agency_credit(text: str, profile: Profile) -> bool:
    """Whether a line does nothing but credit an agency, or the people who contributed, with the text."""
    return len(text) <= _MAX_CREDIT and profile.credit_lines.find(text) is True and not has_verb(text)
