"""Saved pages of a folder, a zip, a WARC file, or one page: their bytes, streamed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from rolescope.collect.columns import one_short_line
from rolescope.collect.page import MAX_BYTES, Page, check_size, kind_of, looks_like_a_page, no_page, printable
from rolescope.collect.warc import read_warc
from rolescope.collect.zipped import read_zip
from rolescope.ledger import Problem


def read_saved(path: Path, source: str) -> Iterator[Page | Problem]:
    """Stream the pages of a file, or of all files of a folder and the folders in it, sorted by name.

    What is saved beside pages (styles, scripts, pictures) is passed over; another file is a problem.
    """
    inside = path.is_dir()
    for file in saved_files(path):
        name = printable(file.relative_to(path).as_posix() if inside else file.name)
        try:
            yield from _read_file(file, name, source, inside)
        except OSError as error:
            remedy = f"cannot be read ({one_short_line(error)}); look at its permissions"
            yield Problem("unreadable file", name, remedy, of="file")


def saved_files(path: Path) -> list[Path]:
    """Every file that `read_saved` opens; links to folders are not followed."""
    if not path.is_dir():
        return [path]
    found = [Path(folder, name) for folder, _, names in os.walk(path) for name in names]
    return sorted(file for file in found if kind_of(file.name) != "beside" and file.is_file())


def _read_file(file: Path, name: str, source: str, inside: bool) -> Iterator[Page | Problem]:
    kind = kind_of(file.name)
    if kind == "zip":
        yield from read_zip(file, name, source)
    elif kind == "warc":
        yield from read_warc(file, name, source)
    else:
        size = file.stat().st_size
        content = b""
        if size <= MAX_BYTES:
            content = file.read_bytes()
        problem = check_size(name, size)
        if problem is None and inside and kind == "unknown" and not looks_like_a_page(content):
            problem = no_page(name)
        yield problem or Page(source, name, content)
