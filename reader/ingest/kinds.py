"""What kind of piece an article is, where its title, kicker or make-up says so."""

import re
from collections.abc import Sequence

from reader.article import Section
from reader.ingest.profile import Profile
from reader.ingest.titles import Title

_LEAST_LISTS = 2
_QUESTIONS = 3
_EXPLAINS = re.compile(
    r"\b(?:explained|explainer|what (?:to|we|you) (?:know|need to know)|what is behind)\b", re.IGNORECASE
)


def find_kind(title: Title, sections: Sequence[Section], *, is_list: bool, profile: Profile) -> str | None:
    """`key-events`, `opinion`, `analysis`, `explainer`, or `news` for a report; None where there is no text."""
    blocks = [block for section in sections for block in section.blocks]
    if not blocks:
        return None
    if is_list and sum(block.kind == "bullet" for block in blocks) >= _LEAST_LISTS:
        return "key-events"
    head = title.text.split(":", 1)[0]
    for label in (title.kicker, head if head != title.text else None):
        if label and (kind := profile.kind_labels.find(label)):
            return kind
    headings = [section.heading for section in sections if section.heading]
    if _EXPLAINS.search(title.text) or sum(heading.endswith("?") for heading in headings) >= _QUESTIONS:
        return "explainer"
    if any(profile.explaining_lines.find(heading) for heading in headings):
        return "explainer"
    return "news"
