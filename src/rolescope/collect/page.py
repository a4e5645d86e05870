"""A saved page as bytes, and which files are taken for one."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Literal, NamedTuple

from rolescope.collect.columns import harmless_line
from rolescope.ledger import Problem

MAX_BYTES = 20 * 2**20
"""The largest page that is read: no page with a posting is that large."""
MAX_RATIO = 100
"""Times that an archive may grow; HTML is packed to a fifth or a tenth, a bomb to a thousandth."""

_PAGES = frozenset([".html", ".htm", ".mhtml", ".mht", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp"])
_BESIDE_PAGES = frozenset(
    [
        ".css", ".js", ".mjs", ".json", ".map", ".txt", ".md", ".csv", ".xml", ".pdf", ".png", ".jpg", ".jpeg", ".gif",
        ".webp", ".avif", ".svg", ".ico", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp4", ".webm", ".download",
    ]
)  # fmt: skip
_LONGEST_NAME = 300

Kind = Literal["page", "zip", "warc", "beside", "unknown"]


class Page(NamedTuple):
    """A saved page; `origin` is its file and place there, `address` and `charset` what the archive says of it."""

    source: str
    origin: str
    content: bytes
    address: str = ""
    charset: str = ""


def kind_of(name: str) -> Kind:
    """What a file is by its name; ``beside`` is what browsers and crawlers save along with pages.

    Examples
    --------
    >>> kind_of("jobs/12.HTML"), kind_of("crawl.warc.gz"), kind_of("logo.svg"), kind_of("jobs/12")
    ('page', 'warc', 'beside', 'unknown')
    """
    path = PurePosixPath(name.lower())
    if (path.with_suffix("") if path.suffix == ".gz" else path).suffix in _PAGES:
        return "page"
    if path.suffix == ".zip":
        return "zip"
    if path.suffix == ".warc" or path.suffixes[-2:] == [".warc", ".gz"]:
        return "warc"
    return (
        "beside" if path.suffix in _BESIDE_PAGES or path.name.startswith(".") or "__macosx" in path.parts else "unknown"
    )


def looks_like_a_page(content: bytes) -> bool:
    """Whether a file whose name does not say so begins like HTML."""
    return content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def printable(name: str) -> str:
    """Name of a file or a record where a ledger has room for one harmless line."""
    return harmless_line(name[:_LONGEST_NAME])


def check_size(origin: str, size: int) -> Problem | None:
    """Problem of a page that is empty or too large, or None."""
    if size == 0:
        return Problem("empty page", origin, "the file has no content; save the page again", of="file")
    if size > MAX_BYTES:
        remedy = (
            f"{size / 2**20:.0f} MB or more, the most is {MAX_BYTES // 2**20}: no posting is that large; take it out"
        )
        return Problem("page too large", origin, remedy, of="file")
    return None


def no_page(origin: str) -> Problem:
    """Problem of a file that is neither a page nor what is saved beside one."""
    return Problem("not a page", origin, "HTML, or a zip or WARC file of it, is read here; take it out", of="file")


def nothing_inside(name: str) -> Problem:
    """Problem of an archive without entries or records."""
    return Problem("empty archive", name, "nothing is in it; make it anew or take it out", of="file")
