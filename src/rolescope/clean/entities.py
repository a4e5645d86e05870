"""Character references (``&amp;``, ``&#8217;``) to characters."""

from __future__ import annotations

import html
import re

_NO_CHARACTER = re.compile(r"&#[0-9]{8,};?")


def unescape(text: str) -> str:
    """Replace every character reference; one of a number that no character has becomes U+FFFD.

    `html.unescape` raises ValueError on a reference of more than 4,300 digits.

    Examples
    --------
    >>> unescape("Draw &amp; ink")
    'Draw & ink'
    """
    return html.unescape(_NO_CHARACTER.sub("\ufffd", text)) if "&" in text else text
