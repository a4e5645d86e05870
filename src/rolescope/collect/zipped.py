"""Pages of a zip file, read in memory one by one; nothing is extracted to disk, so that names do no harm."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from rolescope.collect.columns import one_short_line
from rolescope.collect.page import (
    MAX_BYTES,
    MAX_RATIO,
    Page,
    check_size,
    kind_of,
    looks_like_a_page,
    no_page,
    nothing_inside,
    printable,
)
from rolescope.ledger import Problem

_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, RuntimeError, OverflowError)
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SMALL = 2**20
_ENCRYPTED = 1


def read_zip(path: Path, name: str, source: str) -> Iterator[Page | Problem]:
    """Stream the pages of a zip file.

    Parameters
    ----------
    path
        The file.
    name
        What to call it in the places of problems.
    source
        The pages' source.

    Yields
    ------
    Page or Problem
        A problem for each entry that is broken, encrypted, an archive itself, or larger than it may be;
        all of them together may take `MAX_RATIO` times the file's own size.
    """
    room = MAX_RATIO * path.stat().st_size + MAX_BYTES
    try:
        with zipfile.ZipFile(path) as archive:
            if not archive.infolist():
                yield nothing_inside(name)
            for entry in archive.infolist():
                if entry.is_dir() or kind_of(entry.filename) == "beside":
                    continue
                origin = f"{name}:{printable(entry.filename)}"
                found = _refusal(entry, origin) or _read_entry(archive, entry, origin, source)
                if isinstance(found, Page):
                    room -= len(found.content)
                    if room < 0:
                        remedy = f"unpacks to more than {MAX_RATIO} times its size; the rest was not read"
                        yield Problem("zip bomb", name, remedy, of="file")
                        return
                yield found
    except _BROKEN as error:
        remedy = f"not a readable zip file ({one_short_line(error)}); zip the pages again"
        yield Problem("malformed archive", name, remedy, of="file")


def _refusal(entry: zipfile.ZipInfo, origin: str) -> Problem | None:
    """Why an entry is not even opened, or None."""
    if kind_of(entry.filename) in ("zip", "warc"):
        return Problem("archive in an archive", origin, "unpack it and put it beside the zip", of="file")
    if entry.flag_bits & _ENCRYPTED:
        return Problem("encrypted entry", origin, "zip it again without a password", of="file")
    if entry.compress_type not in _READABLE:
        return Problem("unusual compression", origin, "zip it again in the usual way (deflate)", of="file")
    if entry.file_size > max(_SMALL, MAX_RATIO * entry.compress_size):
        remedy = f"unpacks to more than {MAX_RATIO} times its size: no page does; take it out"
        return Problem("zip bomb", origin, remedy, of="file")
    return check_size(origin, entry.file_size)


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, origin: str, source: str) -> Page | Problem:
    try:
        with archive.open(entry) as file:
            content = file.read(MAX_BYTES + 1)
    except _BROKEN as error:
        remedy = f"cannot be unpacked ({one_short_line(error)}); zip it again"
        return Problem("malformed entry", origin, remedy, of="file")
    if kind_of(entry.filename) == "unknown" and not looks_like_a_page(content):
        return no_page(origin)
    return check_size(origin, len(content)) or Page(source, origin, content)
