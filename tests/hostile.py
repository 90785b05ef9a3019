"""Text that wants to be more than text: one list for every sink."""

import unicodedata

HOSTILE = (
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]52;c;cm0gLXJm\x07",
    "\x1b]8;;file:///etc/passwd\x1b\\link\x1b]8;;\x1b\\",
    "\x9b2J\x9d0;title\x9c\x7f\x00\x08\x0d\x0b",
    '[@click=app.quit]talks[/] [/] [/b] [link=http://e [b="]x [UPDATE] $primary [red]',
    "\u202emuorh\u202c \u2066a\u2069 \u200b\u200e\ufeff\u2028\u2029 \U000e0041\U000e007f",
    "\ud800 lone \udfff surrogates",
    "e" + "\u0301" * 60 + " zalgo",
    "\u0301 begins with a mark, \u200d and a joiner\u200d",
    "👩\u200d👩\u200d👧\u200d👦" * 30 + "🇻🇪🏴\U000e0067\U000e007f",
    "国际新闻：布伦维克港口遭炮击，渡轮谈判在林德霍尔姆恢复。" * 8,
    "สวัสดีชาวโลก नमस्ते مرحبا بالعالم שלום",
    "x" * 3000,
    "a\tb\nc\r\nd",
    "",
    " ",
)


def is_clean(text: str) -> bool:
    """Whether a terminal would take the text as nothing but text."""
    allowed = "\u200c\u200d"
    return not [c for c in text if c not in allowed and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
