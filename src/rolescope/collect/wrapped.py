"""A page inside the file that a browser or a download made of it: MHTML, gzip."""

from __future__ import annotations

import email
from email.message import Message

from rolescope.collect.http_answer import unpacked
from rolescope.collect.page import Page, check_size, looks_like_a_page, no_page, printable
from rolescope.ledger import Problem

_GZIP = b"\x1f\x8b"
_NO_PAGES = (
    b"PK\x03\x04",
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
)
_MHTML = b"multipart/related"
_HEADERS_WITHIN = 4096


def unwrapped(page: Page) -> Page | Problem:
    """The page itself: of a page saved as one file (MHTML, RFC 2557) its HTML, of a gzipped one what was packed.

    Parameters
    ----------
    page
        As it was saved.

    Returns
    -------
    Page or Problem
        A problem where the file is an archive, a PDF or a picture, whatever it was called, or holds too much.
    """
    if page.content.startswith(_GZIP):
        page = page._replace(content=unpacked(page.content))
        if problem := check_size(page.origin, len(page.content)):
            return problem
    if page.content.startswith(_NO_PAGES):
        return no_page(page.origin)
    if not looks_like_a_page(page.content) and _MHTML in page.content[:_HEADERS_WITHIN].lower():
        return _html_of(page)
    return page


def _html_of(page: Page) -> Page:
    """The first HTML of a message of several parts; the page as it is where there is none."""
    try:
        message = email.message_from_bytes(page.content)
        for part in message.walk():
            if part.get_content_type() == "text/html":
                content = part.get_payload(decode=True)
                if isinstance(content, bytes):
                    charset = part.get_content_charset() or ""
                    return page._replace(content=content, charset=charset, address=page.address or _address(part))
    except (RecursionError, ValueError, LookupError):
        return page
    return page


def _address(part: Message) -> str:
    said = printable(str(part.get("Content-Location", "")))
    return said if said.startswith(("http://", "https://")) else ""
