"""A stored HTTP answer to the page that it carries."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from rolescope.collect.page import MAX_BYTES, Page, check_size, looks_like_a_page
from rolescope.ledger import Problem

_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/[0-9.]+ +([0-9]{3})")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_GZIP = b"\x1f\x8b"
_MOST_MEMBERS = 1_000
_FAILED = 400
_REDIRECT = 300


def read_answer(stored: bytes, address: str, origin: str, source: str) -> Iterator[Page | Problem]:
    """Read one answer; redirects and what is no HTML give nothing.

    Parameters
    ----------
    stored
        Status line, headers and body, as the server sent them.
    address
        The page's address.
    origin
        Place of the record, for problems.
    source
        The page's source.
    """
    end = _END_OF_HEADERS.search(stored)
    status = _STATUS.match(stored)
    if end is None or status is None:
        yield Problem(
            "malformed answer", origin, "a record without the headers of HTTP; fetch the page again", of="file"
        )
        return
    headers = _headers(stored[: end.start()])
    kind = headers.get("content-type", "html").lower()
    if "html" not in kind or _REDIRECT <= int(status[1]) < _FAILED:
        return
    if int(status[1]) >= _FAILED:
        remedy = f"the server answered {int(status[1])}; fetch the page again or take it out"
        yield Problem("error page", origin, remedy, of="file")
        return
    body = _body(stored[end.end() :], headers)
    if body is None:
        remedy = f"packed as {headers['content-encoding'][:20]!r}, which is not read; store the page unpacked"
        yield Problem("unusual compression", origin, remedy, of="file")
        return
    charset = _CHARSET.search(kind)
    yield check_size(origin, len(body)) or Page(source, origin, body, address, charset[1] if charset else "")


def _headers(stored: bytes) -> dict[str, str]:
    lines = stored.decode("latin-1").split("\n")[1:]
    return {key.strip().lower(): value.strip() for key, _, value in (line.partition(":") for line in lines)}


def _body(body: bytes, headers: dict[str, str]) -> bytes | None:
    """The page's own bytes; crawlers that unpack often keep the headers that say it was packed."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    packed = headers.get("content-encoding", "identity").lower()
    if packed in ("", "identity") or looks_like_a_page(body):
        return body
    return unpacked(body) if packed in ("gzip", "x-gzip", "deflate") else None


def _joined(body: bytes) -> bytes:
    """The chunks as one; a body that is not in chunks as it is."""
    chunks: list[bytes] = []
    at = 0
    while size := _CHUNK_SIZE.match(body, at):
        length = int(size[1], 16)
        if not length:
            break
        chunks.append(body[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return b"".join(chunks) if chunks else body


def unpacked(body: bytes) -> bytes:
    """What was packed by gzip or deflate, at most one byte more than a page may have; of a broken body, what there is.

    Parameters
    ----------
    body
        As it was sent or stored.
    """
    for window in (_GZIP_OR_ZLIB, -zlib.MAX_WBITS):
        try:
            return _members(body, window)
        except zlib.error:
            continue
    return b""


def _members(packed: bytes, window: int) -> bytes:
    """One packed stream after the other; what follows the first and is none is left out."""
    first = zlib.decompressobj(window)
    pieces = [first.decompress(packed, MAX_BYTES + 1)]
    room = MAX_BYTES + 1 - len(pieces[0])
    rest = first.unused_data
    while rest.startswith(_GZIP) and room > 0 and len(pieces) < _MOST_MEMBERS:
        member = zlib.decompressobj(window)
        try:
            pieces.append(member.decompress(rest, room))
        except zlib.error:
            break
        room -= len(pieces[-1])
        rest = member.unused_data
    return b"".join(pieces)
