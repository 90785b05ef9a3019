"""Whose article it is: only where the text, or a habit of that outlet's pages, says so."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from reader.ingest.patterns import MAX_LINE, plain
from reader.ingest.profile import FILE, Profile
from reader.ingest.titles import Title

_APPEARED = (" appeared first on ", " originally appeared on ", " originally published on ", " first published on ")
_NAME_LENGTH = 60
_MAX_LINES = 2000
"""Lines of one article in which a cue's words are looked for; the longest real ones have some 300."""


class Outlet(NamedTuple):
    """An outlet, and what it was read from."""

    name: str
    basis: str


def find_outlet(
    title: Title, lines: Sequence[str], dateline_agency: str | None, graphic_credit: str | None, profile: Profile
) -> Outlet | None:
    """The outlet of an article with these lines, white space collapsed, residue included.

    What the page says of itself comes first, then the title's suffix, then lines that only that outlet's pages have,
    then the credit of its own graphics and the name in its dateline.
    """
    if found := _said_so(lines, profile):
        return found
    if title.outlet:
        how = "" if "*" not in title.rule else f", as {title.rule!r}"
        return Outlet(title.outlet, f'title suffix "{title.suffix}"{how} ({FILE})')
    if found := _by_cues(lines, profile):
        return found
    if graphic_credit and graphic_credit not in profile.agencies:
        return Outlet(graphic_credit, f"credit of a graphic ({graphic_credit})")
    if dateline_agency and (outlet := profile.dateline_outlets.get(dateline_agency)):
        return Outlet(outlet, f"dateline ({dateline_agency})")
    return None


def _said_so(lines: Iterable[str], profile: Profile) -> Outlet | None:
    """A line that says where the article first appeared, or that is a link to it."""
    for line in lines:
        if line.startswith(("http://", "https://", "www.")) and " " not in line:
            if outlet := _site(line, profile):
                return Outlet(outlet, f"link to {_host(line)}")
        elif line.startswith(("The post ", "This article ", "This story ", "This piece ")) and len(line) < MAX_LINE:
            for words in _APPEARED:
                _, found, name = line.rpartition(words)
                name = name.rstrip(". ")
                if found and 2 <= len(name) <= _NAME_LENGTH and name[0].isupper():
                    return Outlet(name, f'line "…{words.rstrip()} {name}"')
    return None


def _site(link: str, profile: Profile) -> str | None:
    host = _host(link)
    return next((outlet for site, outlet in profile.sites.items() if host == site or host.endswith(f".{site}")), None)


def _host(link: str) -> str:
    try:
        return (urlsplit(link if "//" in link else f"//{link}").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def known_by_page(lines: Sequence[str], profile: Profile) -> str | None:
    """The outlet that lines of its page tell, whatever its title is."""
    found = _by_cues(lines, profile)
    return found.name if found else None


def _by_cues(lines: Sequence[str], profile: Profile) -> Outlet | None:
    """The outlet whose cues the lines fulfil; none where two outlets could claim them."""
    seen: dict[int, dict[str, str]] = {}
    for line in lines:
        for number, pattern in profile.cue_lines.find(line) or ():
            seen.setdefault(number, {}).setdefault(pattern, line)
    whole = plain("\n".join(lines[:_MAX_LINES])) if profile.cue_words else ""
    for words, number, pattern in profile.cue_words:
        if words in whole:
            seen.setdefault(number, {}).setdefault(pattern, words)
    claims: dict[str, str] = {}
    for number, found in seen.items():
        cue = profile.cues[number]
        if any(pattern in found for pattern in cue.any) or (cue.all and all(pattern in found for pattern in cue.all)):
            told = " and ".join(f'"{line[:60]}"' for line in found.values())
            claims.setdefault(cue.outlet, f"line {told} ({FILE})" if len(found) == 1 else f"lines {told} ({FILE})")
    return Outlet(*next(iter(claims.items()))) if len(claims) == 1 else None
