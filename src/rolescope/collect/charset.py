"""Bytes of a page to text: its mark, UTF-8, or else what server or page say that it is."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_DECLARED_WITHIN = 2048
_WIDE_WITHIN = 400
_OF_PAGES = re.compile(
    r"utf-?8|windows-125\d|cp125\d|iso-?8859-\d{1,2}|latin-?1|(?:us-)?ascii|koi8-[ru]|gb(?:k|2312|18030)|big5|"
    r"euc-(?:jp|kr)|shift[_-]jis|iso-2022-jp|macintosh|windows-31j",
    re.I,
)
_BROWSERS_READ = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
}


def decode_page(content: bytes, told: str = "") -> tuple[str, bool]:
    r"""Text of a page, and whether every byte could be read.

    Pages are UTF-8 far more often than they say, hence it is tried before what they say; a page that is
    no UTF-8 and says nothing is Windows-1252, as to a browser. Zero bytes, which no page has, are left out.

    Parameters
    ----------
    content
        The page.
    told
        Encoding in the server's own header, if it is known.

    Examples
    --------
    >>> decode_page(b"caf\xe9", "ISO-8859-1")
    ('café', True)
    """
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return _checked(content.decode(codec, "replace"))
    if codec := _wide(content[:_WIDE_WITHIN]):
        return _checked(content.decode(codec, "replace"))
    try:
        return content.decode().replace("\0", ""), True
    except UnicodeDecodeError:
        declared = _DECLARED.search(content, 0, _DECLARED_WITHIN)
        codec = _codec(told) or _codec(declared[1].decode("ascii", "replace") if declared else "") or "cp1252"
        return _checked(content.decode(codec, "replace"))


def _checked(text: str) -> tuple[str, bool]:
    text = text.replace("\0", "")
    return text, "\ufffd" not in text


def _wide(begin: bytes) -> str:
    """UTF-16 whose mark is missing, by the zeros of its Latin letters, else ""."""
    first, second = begin[::2].count(0), begin[1::2].count(0)
    most = len(begin) // 3
    if second > most and not first:
        return "utf-16-le"
    return "utf-16-be" if first > most and not second else ""


def _codec(label: str) -> str:
    """Python's name of an encoding that pages are written in, else ""."""
    if not _OF_PAGES.fullmatch(label):
        return ""
    try:
        return codecs.lookup(_BROWSERS_READ.get(label.lower(), label)).name
    except LookupError:
        return ""
