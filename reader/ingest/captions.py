"""Captions and credits of pictures: told from the text by the ways in which pages credit a picture."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from reader.article import Caption, Residue
from reader.ingest.profile import Profile
from reader.ingest.prose import ends_sentence, word_count
from reader.ingest.source import Line

_MAX_CREDIT = 160
_MAX_CAPTION_WORDS = 60
_MAX_GAP = 3
"""Lines, blank ones counted, between a caption and the credit that closes it."""
_MAX_SLASHED = 600
_MAX_JOINED = 300
_GRAPHIC = re.compile(
    r"INTERACTIVE\b(?! [a-z]).*|.*[\w)]-\d{9,13}|\S+(?:[ _-]\S+){0,12}\.(?:png|jpe?g|gif|webp|svg|avif)", re.ASCII
)
_LONE_NUMBER = re.compile(r"\d{1,2}")
_FILE_PHOTO = re.compile(r"[\[(](?:file|screen ?(?:grab|shot)|courtesy|handout|supplied|pool)\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^()]{2,80}\)|\[[^\[\]]{2,80}\]")
_NAME = r"[^\W\d_][\w.'’-]*"
_CAPITAL = r"[A-ZÀ-Þ][\w.&'’-]*"
# A photographer and whom the picture was taken for: (Ida Romera / Lindholm Courier).
_FOR_WHOM = re.compile(
    rf"{_CAPITAL}(?: (?:de|van|von|der|{_CAPITAL})){{1,3}}"
    rf"(?: ?/ ?(?:the |for |For )?{_CAPITAL}(?: {_CAPITAL}){{0,4}}){{1,4}}(?:, [Ff]ile)?"
)
_SLASHED = re.compile(rf"(?:{_NAME} ){{1,3}}{_NAME}/[^/]*(?:/[^/]*)*$")


class Pictures(NamedTuple):
    """What belongs to pictures among the lines of an article: captions, and what is left over, by index."""

    captions: dict[int, Caption]
    residue: dict[int, Residue]
    graphic_credits: list[str]

    @property
    def graphic_credit(self) -> str | None:
        """Who is credited with the page's own graphics, where it is one and the same."""
        return self.graphic_credits[0] if len(set(self.graphic_credits)) == 1 else None


class _Credits(NamedTuple):
    agency: re.Pattern[str]
    bare: re.Pattern[str]
    phrase: re.Pattern[str]
    slashed: re.Pattern[str]
    joined: re.Pattern[str]
    spaced: re.Pattern[str]
    words: tuple[str, ...]


@lru_cache(maxsize=8)
def _credits(agencies: str, phrases: tuple[str, ...]) -> _Credits:
    words = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return _Credits(
        agency=re.compile(rf"(?<![\w-])(?:{agencies})(?![\w-])"),
        bare=re.compile(rf"(?:{agencies})(?:(?:\s*[/,&|]\s*|\s+(?:via|and|/)\s+)(?:{agencies}))*"),
        phrase=re.compile(rf"(?:^|(?<=[\s.!?”\"’)\]])|(?<=[a-z])(?=[A-Z]))(?i:{words})\s?(?=[^\W\d_a-z]|[©@\"“])"),
        slashed=re.compile(rf"(?:.*\S )?(?:{_NAME} ){{1,3}}{_NAME}/(?:{agencies})(?:[/ ][\w .'’-]+)?"),
        spaced=re.compile(
            r"(?:[A-Z][\w/]+ via )?(?:Getty Images|PA Media|AP Photo)(?= [A-ZÀ-Þ‘“][^.]*\s[^.]*\s[^.]*[^\W_]$)"
        ),
        # Layout alone parts credit and caption on some pages: "Getty ImagesThe harbour at dawn".
        joined=re.compile(
            rf"(?:{agencies})(?:\s*[/,]\s*(?:{agencies}))*(?=[A-ZÀ-Þ][a-zà-ÿ]|A [a-z]|[‘“][A-Z])(?=.*\s.*\s.*\s)"
        ),
        words=_shortest([phrase.lower() for phrase in phrases]),
    )


def _shortest(phrases: Sequence[str]) -> tuple[str, ...]:
    """The phrases that hold none of the others: where none of them stands, no other does."""
    return tuple(one for one in dict.fromkeys(phrases) if not any(other != one and other in one for other in phrases))


def find_pictures(lines: Sequence[Line], taken: set[int], profile: Profile) -> Pictures:
    """Captions with their credits, alternative texts, names of graphics and picture counters.

    `taken` are the indexes of lines that are known to be something else.
    """
    found = Pictures({}, {}, [])
    credits = _credits(profile.credited_names, profile.picture_credits)
    for index, line in enumerate(lines):
        if index in taken or index in found.residue or index in found.captions or line.text[0] in "•●▪◦‣":
            continue
        text = line.text
        if label := _starts_with(text, profile.picture_labels):
            _keep_labelled(found, lines, index, taken, text[label:].strip(" :,"), profile)
        elif label := _starts_with(text, profile.picture_sources):
            found.residue[index] = Residue(line.number, text, "credit of a picture")
        elif len(text) < 200 and _GRAPHIC.fullmatch(text):
            found.residue[index] = Residue(line.number, text, "file name of a graphic")
            if index + 1 < len(lines) and _is_glued(lines, index + 1) and _IN_BRACKETS.fullmatch(lines[index + 1].text):
                _credit_alone(found, lines, index + 1, taken, lines[index + 1].text)
        elif len(text) < _MAX_JOINED and (joined := credits.joined.match(text) or credits.spaced.match(text)):
            _keep(found, lines, index, taken, text[joined.end() :].lstrip(), joined[0])
        elif (start := _credit_start(text, credits)) is not None:
            caption, credit = text[:start].rstrip(), text[start:]
            if caption:
                _keep(found, lines, index, taken, caption, credit)
            else:
                _credit_alone(found, lines, index, taken, credit)
    _find_counters(found, lines, taken)
    return found


def _starts_with(text: str, words: Sequence[str]) -> int:
    """Length of the first of the words that begins a text and is followed by its own separator or a blank."""
    if not text.startswith(tuple(words)):
        return 0
    for word in words:
        if text.startswith(word) and (word[-1] in ",:" or text[len(word) : len(word) + 1] in (" ", "")):
            return len(word)
    return 0


def _credit_start(text: str, credits: _Credits) -> int | None:
    """Where the credit at the end of a line begins; 0 where the whole line is one, None where there is none."""
    last = text[-1]
    if last in "])":
        opened = text.rfind("[" if last == "]" else "(")
        inner = text[opened + 1 : -1]
        if opened >= 0 and 2 <= len(inner) <= _MAX_CREDIT and _is_credit(text[opened:], inner, credits):
            before = text[:opened].rstrip()
            if last == "]" or not before.endswith((".", "?", "!")) or "/" in inner or credits.bare.fullmatch(inner):
                return opened
    tail = text[-_MAX_CREDIT - 30 :].lower()
    credited = any(map(tail.__contains__, credits.words))  # a cheap test that nearly every line fails
    for phrase in credits.phrase.finditer(text) if credited else ():
        rest = text[phrase.end() :]
        if len(rest) <= _MAX_CREDIT and word_count(rest) <= 16 and _is_phrase_credit(phrase[0], rest, text, credits):
            return phrase.start()
    if last not in '.?!:;,”"' and (credits.bare.fullmatch(text) or _is_slashed(text, credits)):
        names = _SLASHED.search(text)
        return 0 if credits.bare.fullmatch(text) or names is None else names.start()
    return None


def _is_slashed(text: str, credits: _Credits) -> bool:
    """Whether a line ends in a name and an agency, parted by a slash."""
    return "/" in text and len(text) < _MAX_SLASHED and credits.slashed.fullmatch(text) is not None


def _is_credit(bracketed: str, inner: str, credits: _Credits) -> bool:
    """Whether what stands in brackets at the end of a line credits a picture."""
    if _FILE_PHOTO.match(bracketed) or credits.bare.fullmatch(inner):
        return True
    named = credits.agency.search(inner) is not None
    parted = "/" in inner or " via " in inner or "Photo" in inner
    if (named and (parted or bracketed[0] == "[")) or (bracketed[0] == "[" and "/" in inner):
        return True
    return "/" in inner and _FOR_WHOM.fullmatch(inner) is not None


def _is_phrase_credit(phrase: str, rest: str, text: str, credits: _Credits) -> bool:
    if text.endswith(".") and not re.search(r"\b(?:Inc|Ltd|Jr|Sr|Co|U\.S)\.$", text):
        return False
    if phrase.rstrip().endswith(":"):
        # After a colon names follow: every longer word has a capital.
        return all(not word[0].islower() or len(word) <= 3 for word in re.findall(r"[^\W\d_]+", rest)) or "/" in rest
    return "/" in rest or credits.agency.search(rest) is not None or phrase[0].isupper()


def _keep_labelled(
    found: Pictures, lines: Sequence[Line], index: int, taken: set[int], text: str, profile: Profile
) -> None:
    """A caption behind its label or glued below it; the line above the label may name the picture's source."""
    credit = None
    if index > 0 and (label := _starts_with(lines[index - 1].text, profile.picture_sources)):
        credit = lines[index - 1].text[label:].strip(" :,") or None
    if text or index + 1 >= len(lines) or index + 1 in taken or not _is_glued(lines, index + 1):
        _keep(found, lines, index, taken, text, credit)
        return
    found.residue[index] = Residue(lines[index].number, lines[index].text, "label of a picture")
    found.captions[index + 1] = Caption(lines[index + 1].text, credit, lines[index + 1].number)


def _keep(found: Pictures, lines: Sequence[Line], index: int, taken: set[int], text: str, credit: str | None) -> None:
    if not text:
        found.residue[index] = Residue(lines[index].number, lines[index].text, "label of a picture")
        return
    found.captions[index] = Caption(text, credit, lines[index].number)
    _alternative(found, lines, index, taken)


def _credit_alone(found: Pictures, lines: Sequence[Line], index: int, taken: set[int], credit: str) -> None:
    """A credit on a line of its own belongs to what stands glued above it, or to the caption that follows."""
    line = lines[index]
    above = index - 1
    if above >= 0 and _is_glued(lines, index) and above not in taken and above not in found.captions:
        if above in found.residue or _GRAPHIC.fullmatch(lines[above].text):
            found.residue[index] = Residue(line.number, line.text, "credit of a graphic")
            if credit[0] == "(":
                found.graphic_credits.append(credit.strip("() "))
            return
        found.captions[above] = Caption(lines[above].text, credit, lines[above].number)
        found.residue[index] = Residue(line.number, line.text, "credit of a picture")
        _alternative(found, lines, above, taken)
        return
    found.residue[index] = Residue(line.number, line.text, "credit of a picture")
    if credit[0] == "(" and ("/" in credit or "Photo" in credit):
        # Credits of this form close a caption, which may stand a blank line above them.
        if above >= 0 and _is_free(above, found, taken) and _may_close(lines[above], line):
            found.captions[above] = Caption(lines[above].text, credit, lines[above].number)
        return
    below = index + 1
    if below < len(lines) and below not in taken and _is_caption_below(lines[below].text):
        found.captions[below] = Caption(lines[below].text, credit, lines[below].number)


def _may_close(above: Line, credit: Line) -> bool:
    """Whether a credit on a line of its own is near enough to close the caption above it."""
    return credit.number - above.number <= _MAX_GAP and word_count(above.text) <= _MAX_CAPTION_WORDS


def _is_free(index: int, found: Pictures, taken: set[int]) -> bool:
    """Whether nothing is known yet of a line."""
    return index not in taken and index not in found.captions and index not in found.residue


def _is_caption_below(text: str) -> bool:
    return not ends_sentence(text) and word_count(text) >= 5 and text[0] not in "•●▪◦‣" and len(text) < 300


def _alternative(found: Pictures, lines: Sequence[Line], index: int, taken: set[int]) -> None:
    """The alternative text of a picture stands glued above its caption."""
    above = index - 1
    if above < 0 or not _is_glued(lines, index) or above in taken or above in found.captions or above in found.residue:
        return
    text = lines[above].text
    if word_count(text) <= 40 and text[0] not in "•●▪◦‣" and not (ends_sentence(text) and word_count(text) > 12):
        found.residue[above] = Residue(lines[above].number, text, "alternative text of a picture")


def _find_counters(found: Pictures, lines: Sequence[Line], taken: set[int]) -> None:
    """Numbers on lines of their own beside captions: how many pictures there were."""
    for index, line in enumerate(lines):
        if index in taken or not _LONE_NUMBER.fullmatch(line.text):
            continue
        if any(near in found.captions or near in found.residue for near in (index - 1, index + 1)):
            found.residue[index] = Residue(line.number, line.text, "number of a picture")


def _is_glued(lines: Sequence[Line], index: int) -> bool:
    """Whether no blank line parts a line from the one above it."""
    return lines[index].number == lines[index - 1].number + 1
