"""Titles as pages have them: the title proper, and the section or outlet that the page adds to it."""

from typing import NamedTuple

from reader.ingest.patterns import plain
from reader.ingest.profile import Profile
from reader.ingest.prose import word_count

_BAR = " | "
_DASHES = (" - ", " – ", " — ")
_MAX_KICKER_WORDS = 8
# Labels that stand before the bar, not after it: "Opinion | Why the bridge matters".
_LEADING_LABELS = frozenset(
    {"opinion", "analysis", "explainer", "live", "watch", "exclusive", "video", "comment", "editorial"}
)


class Title(NamedTuple):
    """A title without its suffix; `suffix` is the suffix as it stood, `outlet` whose habit it is, if known."""

    text: str
    kicker: str | None
    suffix: str
    outlet: str | None
    rule: str


def read_title(line: str, profile: Profile) -> Title:
    """Part a title line, white space collapsed, from what the page added to it."""
    head, bar, tail = line.partition(_BAR)
    if bar and head and tail:
        if plain(head) in _LEADING_LABELS:
            return Title(tail, head, head + _BAR.rstrip(), None, "")
        if all(word_count(part) <= _MAX_KICKER_WORDS for part in tail.split(_BAR)):
            outlet, rule = _outlet_of(f"| {tail.rsplit(_BAR, 1)[-1]}", profile)
            return Title(head, tail, _BAR + tail, outlet, rule)
    for dash in _DASHES:
        head, found, tail = line.rpartition(dash)
        if not found or not head or word_count(tail) > _MAX_KICKER_WORDS:
            continue
        outlet, rule = _outlet_of(f"{dash.strip()} {tail}", profile)
        if not outlet and dash != " - ":  # the dash of a page's title comes in all three lengths
            outlet, rule = _outlet_of(f"- {tail}", profile)
        if outlet:
            return Title(head.rstrip(), tail, dash + tail, outlet, rule)
    return Title(line, None, "", None, "")


def _outlet_of(suffix: str, profile: Profile) -> tuple[str | None, str]:
    """The outlet of a suffix such as `| World News`, and the rule that says so; the first rule that fits decides."""
    text = plain(suffix)
    for pattern, written, outlet in profile.suffix_rules:
        if pattern.fullmatch(text):
            return (outlet or None), written
    return None, ""


def looks_like_title(line: str) -> bool:
    """Whether a line may be the title of an article: a few words that do not end as a sentence does."""
    if len(line) > 250 or word_count(line) < 3 or line.endswith((".", ",", ";", ":")):
        return False
    return line[0].isalnum() or line[0] in "\"'“‘«‹„$€£¿¡#@<("
