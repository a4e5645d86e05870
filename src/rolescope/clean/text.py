"""Plain text of a posting, from HTML, hard-wrapped or broken text; its own characters are kept."""

from __future__ import annotations

import re

from rolescope.clean.entities import unescape
from rolescope.clean.markup import html_to_text, is_escaped_html, is_html
from rolescope.clean.wrap import unwrap
from rolescope.surrogates import replace_surrogates

_MOJIBAKE = re.compile(
    "[ÂÃâðï][\u0080-\u00bf\u20ac\u2122\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a]"
)
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff]"
)
_SUSPECT = re.compile(f"{_MOJIBAKE.pattern}|{_CONTROL.pattern}")
_LINE_END = re.compile("[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_USUAL = bytes(range(0x20, 0x7F)) + b"\t\n"
_ODD = r"[•●▪▫■□◦‣∙·○◆◇➢➤►▶✓✔✅❖⁃–—*o]|\uf0b7|\uf0a7|&bull;"
_ODD_BULLET = re.compile(rf"\n([ \t]*)(?:{_ODD})[ \t\u00a0]+(?=\S)")
_LONE_BULLET = re.compile(r"^[ \t]*(?:[-•●▪·*])[ \t]*\n+(?=\S)", re.M)
_LONE_BULLET_LINE = re.compile(r"\n[ \t]*[-•●▪·*][ \t]*\n")
_BLANK_LINES = re.compile(r"\n{3,}")
_UNTIDY = re.compile(rf"\n(?:(?<=[ \t]\n)|\n\n|[ \t]*(?:(?:{_ODD})[ \t\u00a0\n]|-[ \t]*\n))")
"""Where a bullet may be odd or alone, or blanks too many: most texts hold none, and are searched once."""


def plain_text(raw: str) -> str:
    """Clean one description.

    HTML becomes lines, hard wraps are undone, odd bullets become ``- ``, mojibake is repaired,
    control and direction marks go. Narrow and non-breaking spaces, non-breaking hyphens and double
    spaces stay: spans refer to this text.

    Parameters
    ----------
    raw
        Description as the source has it.

    Returns
    -------
    str
        Lines without trailing blanks, at most one empty line between blocks; ``""`` where nothing is left.
    """
    text = replace_surrogates(raw)
    if is_escaped_html(text):
        text = unescape(text)
    is_page = is_html(text)
    text = html_to_text(text) if is_page else unescape(text)
    odd = _odd_characters(text)
    text = _one_kind_of_line_end(text) if _LINE_END.search(odd) else text.removesuffix("\n")
    text = text if is_page else unwrap(text)
    if _SUSPECT.search(odd):
        text = _CONTROL.sub("", _repair_mojibake(text))
    if _UNTIDY.search(f"\n{text}"):
        text = _tidy(text)
    return text.strip(" \t\n")


def one_line(raw: str | None) -> str:
    """Clean a title, a company or a place: one line, single spaces, no control marks."""
    if not raw:
        return ""
    text = _one_kind_of_line_end(unescape(replace_surrogates(raw)))
    return " ".join(_CONTROL.sub("", _repair_mojibake(text)).split())


def _tidy(text: str) -> str:
    """Mend bullets, and take away blanks at the ends of lines and all but one of empty lines."""
    text = _ODD_BULLET.sub(r"\n\1- ", f"\n{text}")
    if _LONE_BULLET_LINE.search(text):
        text = _LONE_BULLET.sub("- ", text)
    return _BLANK_LINES.sub("\n\n", "\n".join([line.rstrip(" \t") for line in text.split("\n")]))


def _odd_characters(text: str) -> str:
    """What is left without printable ASCII, tabs and line feeds: little, so that searching it costs nothing.

    Characters that stand side by side in the text do so here.
    """
    return text.encode().translate(None, _USUAL).decode()


def _one_kind_of_line_end(text: str) -> str:
    """Line feeds for whatever ends a line in Unicode: page breaks and separators too."""
    return "\n".join(text.splitlines())


def _repair_mojibake(text: str) -> str:
    """Few postings need it, and its package takes as long to load as dozens of postings to clean."""
    if not _MOJIBAKE.search(text):
        return text
    from ftfy import fix_encoding

    return fix_encoding(text)
