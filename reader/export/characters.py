"""What an exported text may hold: nothing that steers a terminal, reorders or hides text, or that a format forbids."""

import re

from reader.text import REPLACEMENT

# Controls, what reorders, hides or tags text (Unicode categories Cc, Cf, Zl, Zp without ZWJ and ZWNJ, which emoji and
# several scripts need), two that XML and YAML forbid, lone surrogates.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n?")

# XML 1.0, production 2 (Char), without the white space that stands in one line.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def visible(text: str, *, multiline: bool = False) -> str:
    """Text that a terminal shows as it is: a control as its symbol (`␛`), what reorders or hides text as `<U+202E>`.

    A lone surrogate becomes U+FFFD. Tabs stay, and with `multiline` line ends, as line feeds.
    """
    if text.isprintable():
        return text
    if multiline:
        return "\n".join(visible(line) for line in _LINE_ENDS.sub("\n", text).split("\n"))
    return _UNSAFE.sub(_symbol, text)


def xml_text(text: str, *, multiline: bool = False) -> str:
    """Text for HTML and EPUB, not yet escaped: what XML 1.0 forbids is dropped, what reorders or hides text visible."""
    if text.isprintable():
        return text
    return visible(_FORBIDDEN.sub("", text), multiline=multiline)


def _symbol(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code == 0x09:
        return "\t"
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return REPLACEMENT if 0xD800 <= code < 0xE000 else f"<U+{code:04X}>"
