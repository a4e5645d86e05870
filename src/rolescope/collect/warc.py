"""Pages of a WARC file (ISO 28500, versions 1.0 and 1.1), plain or gzipped, streamed.

A reader of its own: warcio 1.8 passes over a cut gzip member and a cut body in silence, writes to the
terminal, and joins lines of any length; the record format itself is a dozen lines.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from rolescope.collect.columns import one_short_line
from rolescope.collect.http_answer import read_answer
from rolescope.collect.page import MAX_BYTES, MAX_RATIO, Page, check_size, looks_like_a_page, nothing_inside, printable
from rolescope.ledger import Problem

_GZIP = b"\x1f\x8b"
_LONGEST_LINE = 64 * 2**10
_MOST_HEADERS = 200
_CHUNK = 2**20
_WITH_PAGES = ("response", "resource")


class _Record(NamedTuple):
    """Headers (names in lower case) and content of a record; a length alone where it is no page or too long."""

    headers: dict[str, str]
    content: bytes
    length: int


def read_warc(path: Path, name: str, source: str) -> Iterator[Page | Problem]:
    """Stream the HTML pages of a WARC file, of its records `response` and `resource`.

    Redirects and answers that are no HTML are passed over. A file that ends in the middle of a record
    gives all records before it, and a problem; so does one that unpacks to more than `MAX_RATIO` times
    its size.

    Parameters
    ----------
    path
        The file.
    name
        What to call it in the places of problems.
    source
        The pages' source.
    """
    number = 0
    try:
        with path.open("rb") as file:
            is_packed = file.read(2) == _GZIP
            file.seek(0)
            stream = cast(BinaryIO, gzip.GzipFile(fileobj=file)) if is_packed else file
            for number, record in enumerate(_records(stream, _room(path)), start=1):
                yield from _pages(record, f"{name}:{number}", source)
            if not number:
                yield nothing_inside(name)
    except EOFError:
        remedy = "the file ends inside this record; all before it was read"
        yield Problem("cut archive", f"{name}:{number + 1}", remedy, of="file")
    except (OSError, ValueError, zlib.error) as error:
        remedy = f"cannot be read from there on ({one_short_line(error)}); fetch the file again"
        yield Problem("malformed archive", f"{name}:{number + 1}", remedy, of="file")


def _room(path: Path) -> int:
    return MAX_RATIO * path.stat().st_size + MAX_BYTES


def _records(stream: BinaryIO, room: int) -> Iterator[_Record]:
    """Each record in turn.

    Raises
    ------
    EOFError
        Where the file ends inside a record.
    ValueError
        Where no record begins where one should, or more than `room` bytes came.
    """
    while line := stream.readline(_LONGEST_LINE):
        if not line.strip():
            _check_room(stream, room)
            continue
        if not line.startswith(b"WARC/"):
            raise ValueError("no record begins where one should")
        headers = _headers(stream)
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 16):
            raise ValueError("a record without its length")
        yield _content(stream, headers, int(length), room)


def _headers(stream: BinaryIO) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(_MOST_HEADERS):
        line = stream.readline(_LONGEST_LINE)
        if not line.endswith(b"\n"):
            if len(line) < _LONGEST_LINE:
                raise EOFError
            raise ValueError("a header without an end")
        if not line.strip():
            return headers
        key, _, value = line.decode("utf-8", "replace").partition(":")
        headers[key.strip().lower()] = value.strip()
    raise ValueError("a record of more headers than any has")


def _content(stream: BinaryIO, headers: dict[str, str], length: int, room: int) -> _Record:
    if headers.get("warc-type", "").lower() in _WITH_PAGES and length <= MAX_BYTES:
        content = stream.read(length)
        if len(content) < length:
            raise EOFError
        _check_room(stream, room)
        return _Record(headers, content, length)
    left = length
    while left:
        passed = len(stream.read(min(_CHUNK, left)))
        if not passed:
            raise EOFError
        left -= passed
        _check_room(stream, room)
    return _Record(headers, b"", length)


def _check_room(stream: BinaryIO, room: int) -> None:
    if stream.tell() > room:
        raise ValueError(f"it unpacks to more than {MAX_RATIO} times its size")


def _pages(record: _Record, origin: str, source: str) -> Iterator[Page | Problem]:
    kind = record.headers.get("warc-type", "").lower()
    if kind not in _WITH_PAGES:
        return
    address = printable(record.headers.get("warc-target-uri", "").strip("<>"))
    problem = check_size(origin, record.length)
    said = record.headers.get("content-type", "")
    if problem is not None:
        yield problem
    elif kind == "response" and address.startswith(("http:", "https:")):
        yield from read_answer(record.content, address, origin, source)
    elif "html" in said.lower() or (not said and looks_like_a_page(record.content)):
        yield Page(source, origin, record.content, address)
