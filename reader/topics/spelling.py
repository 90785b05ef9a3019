"""Whether two names of one word are spellings of one: the ways in which transliterations of a name differ.

The rule. A name is written from another script by several systems (BGN/PCGN, GOST, ISO 9, the national ones of Ukraine
and Belarus, those of news agencies, French and German habits), which differ in a few places only. Each of these is
brought to one form, in this order, and what is then equal is one name:

- sounds that take several letters: shch, sh/sch, tch/tsch/ch/cz, dzh/dj/zh, ts/tz, ph, th, ck/q/hard c, x/ks, ou/oo
- w and v; the Ukrainian h and the Russian g, also where kh is meant, but for the first letter; h at the end of a word
  or of a consonant's sign; abdul-, abdel- and abdal-; muh- and moh-
- y, i, j and any row of them; ye and e where a word or a syllable begins; doubled letters
- endings: -skyi/-skyy/-skiy/-sky/-ski, -ii/-iy/-ei/-ey/-y, -iv/-ov/-ev/-yov/-off, -ova/-eva, -ovych/-evich,
  -enka/-enko, -tsia/-tsa, -ed/-ad, -ein/-ain, -dr/-der

Vowels within a word are kept but for these, so that Marin and Maren stay two. Nothing is kept of where a spelling comes
from. Names of fewer than four letters have no other spelling. What a name is called in another language (Germany,
Deutschland) is for the table of names.
"""

import re
from functools import lru_cache

SHORTEST = 4
"""Letters that a name has at least which may have another spelling."""
_LONGEST = 40

# Capitals stand for one sound each: S sh, C ch, Z zh. They keep later rules off what is settled.
_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z]", ""),
        (r"off$", "ov"),
        (r"s[hz]ch|szcz", "SC"),
        (r"tsch", "C"),
        (r"sch|sh|sz", "S"),
        (r"tch|ch|cz", "C"),
        (r"dzh|dj|zh", "Z"),
        (r"^kh", "h"),
        (r"gh|kh", "g"),
        (r"^abd[aeu]l+", "abdul"),
        (r"^mu(?=h)", "mo"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"ck|cq|q|c(?![eiy]|$)", "k"),
        (r"ts|tz", "c"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"(?<=[a-zCSZ])[ou]e(?=[^aeiouyv]+[aeiouy])", lambda found: found[0][0]),
        (r"h$|(?<=[bdfptv])h", ""),
        (r"(?<=.)h", "g"),
        (r"^[iy]e", "e"),
        (r"^[iyj](?=[aou])", "j"),
        (r"i+ja$", "ia"),
        (r"(?<=[bfgkmprvz])j(?=[aeou])|(?<=i)j(?=a)", "Z"),
        (r"(?<=[b-df-hk-np-tvzCSZ])[yj]e(?!r)", "e"),
        (r"(?<=.)[iyj]+", "i"),
        (r"(?<=[aeou])ie", "e"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[^aeiou])i?[eio]v$", "iv"),
        (r"(?<=[^aeiou])i?[eo]va$", "ova"),
        (r"i?[eo]viC$", "oviC"),
        (r"enka$", "enko"),
        (r"(?<=.)ei$", "i"),
        (r"cia$", "ca"),
        (r"[ae]d$", "ad"),
        (r"[ae]in$", "ein"),
        (r"(?<=[dt])r$", "er"),
    )
)


@lru_cache(maxsize=65_536)
def spelling_key(term: str) -> str:
    """A key that all spellings of a folded name of one word share; other names have other keys, nearly always."""
    if not SHORTEST <= len(term) <= _LONGEST or not term.isascii():
        return term
    key = term
    for pattern, sound in _RULES:
        key = pattern.sub(sound, key)
    return key or term
