"""Addresses that may stand in an export as links."""

import re

# RFC 3986, section 2, without the quotes; a host of names, numbers or an address in brackets.
_PATH = r"(?:[A-Za-z0-9._~!$&()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*"
_WEB = re.compile(rf"https?://(?:[A-Za-z0-9.-]+)(?::\d{{1,5}})?(?:[/?]{_PATH})?(?:#{_PATH})?", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[A-Za-z0-9.!$&*+/=?^_~-]+@[A-Za-z0-9.-]+(?:\?(?:[A-Za-z0-9._~!$&=+-]|%[0-9A-Fa-f]{2})*)?",
                   re.IGNORECASE)  # fmt: skip


def safe_address(address: str) -> str | None:
    """The address if it opens a page or a letter and nothing else (http, https with a host, mailto), else None."""
    return address if _WEB.fullmatch(address) or _MAIL.fullmatch(address) else None
