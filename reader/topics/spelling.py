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
_NO_LETTER = re.compile(r"[^a-z]")

# Capitals stand for one sound each: S sh, C ch, Z zh. They keep later rules off what is settled. First stand letters in
# a row that there must be for a rule to fit, since to look for those takes a tenth of the time of the pattern.
_RULES = tuple(
    (letters, re.compile(pattern), sound)
    for letters, pattern, sound in (
        ("off", r"off$", "ov"),
        ("s", r"s[hz]ch|szcz", "SC"),
        ("tsch", r"tsch", "C"),
        ("s", r"sch|sh|sz", "S"),
        ("c", r"tch|ch|cz", "C"),
        ("dj", r"dj", "Z"),
        ("zh", r"d?zh", "Z"),
        ("kh", r"^kh", "h"),
        ("h", r"gh|kh", "g"),
        ("abd", r"^abd[aeu]l+", "abdul"),
        ("mu", r"^mu(?=h)", "mo"),
        ("ph", r"ph", "f"),
        ("th", r"th", "t"),
        ("c", r"c[kq]|c(?![eiy]|$)", "k"),
        ("q", r"q", "k"),
        ("t", r"ts|tz", "c"),
        ("x", r"x", "ks"),
        ("w", r"w", "v"),
        ("o", r"ou|oo", "u"),
        ("e", r"(?<=[a-zCSZ])[ou]e(?=[^aeiouyv]+[aeiouy])", lambda found: found[0][0]),
        ("h", r"h$|(?<=[bdfptv])h", ""),
        ("h", r"(?<=.)h", "g"),
        ("e", r"^[iy]e", "e"),
        ("", r"^[iyj](?=[aou])", "j"),
        ("ja", r"i+ja$", "ia"),
        ("j", r"(?<=[bfgkmprvz])j(?=[aeou])|(?<=i)j(?=a)", "Z"),
        ("e", r"(?<=[b-df-hk-np-tvzCSZ])[yj]e(?!r)", "e"),
        ("", r"(?<=.)[iyj]+", "i"),
        ("ie", r"(?<=[aeou])ie", "e"),
        ("", r"(.)\1+", r"\1"),
        ("v", r"(?<=[^aeiou])i?[eio]v$", "iv"),
        ("va", r"(?<=[^aeiou])i?[eo]va$", "ova"),
        ("viC", r"i?[eo]viC$", "oviC"),
        ("enka", r"enka$", "enko"),
        ("ei", r"(?<=.)ei$", "i"),
        ("cia", r"cia$", "ca"),
        ("d", r"[ae]d$", "ad"),
        ("in", r"[ae]in$", "ein"),
        ("r", r"(?<=[dt])r$", "er"),
    )
)


@lru_cache(maxsize=65_536)
def spelling_key(term: str) -> str:
    """A key that all spellings of a folded name of one word share; other names have other keys, nearly always."""
    if not SHORTEST <= len(term) <= _LONGEST or not term.isascii():
        return term
    key = term if term.isalpha() and term.islower() else _NO_LETTER.sub("", term)
    for letters, pattern, sound in _RULES:
        if letters in key:
            key = pattern.sub(sound, key)
    return key or term
