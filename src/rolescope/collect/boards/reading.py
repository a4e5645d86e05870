"""Read the saved answers of a board: one file, or the files of a folder, each for itself.

A file is held in memory as a whole while it is read, and refused beyond `MAX_BYTES`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from rolescope.collect.boards import jobspy
from rolescope.collect.boards.positions import ROOT, Positions, UnreadableXMLError
from rolescope.collect.boards.shapes import BOARDS, Board, company_in, is_answer, jobs_of, looks_like, total_in
from rolescope.collect.columns import broken_utf8, is_utf8, one_short_line
from rolescope.collect.delimited import read_csv
from rolescope.collect.record import Record
from rolescope.errors import RolescopeError
from rolescope.ledger import Answer, Problem

BOARD_KINDS = (*BOARDS, "jobspy")
MAX_BYTES = 200 * 2**20

_Item = Record | Problem | Answer
_SITE = re.compile(
    r"https?://(?:jobs\.(?:eu\.)?lever\.co|jobs\.ashbyhq\.com|(?:job-)?boards\.(?:eu\.)?greenhouse\.io)/([^/?#]+)/"
)


def board_files(path: Path, kind: str) -> list[Path]:
    """Files of a source: itself, or those of its folder that end as the board's files do.

    Raises
    ------
    RolescopeError
        Where there is none.
    """
    suffix = ".csv" if kind == "jobspy" else BOARDS[kind].suffix
    if path.is_file():
        return [path]
    if not path.is_dir():
        what = "this is no file and no folder" if path.exists() else "there is no such file or folder"
        raise RolescopeError(what, str(path), "mend the path in the study's sources")
    files = sorted(file for file in path.iterdir() if file.suffix.lower() == suffix and file.is_file())
    if not files:
        raise RolescopeError(f"no file in the folder ends in {suffix}", str(path), f"save the {kind} answers there")
    return files


def read_board(path: Path, kind: str, source: str, company: str | None = None) -> Iterator[_Item]:
    """Stream the records of the saved answers of a board.

    Parameters
    ----------
    path
        File or folder.
    kind
        Key of `BOARDS`, or ``jobspy``.
    source
        What the source is called.
    company
        Employer, for boards whose answers do not name it.

    Yields
    ------
    Record, Problem or Answer
        After the items of each file, an answer: how many jobs it held.
    """
    files = board_files(path, kind)
    for file in files:
        count = 0
        for item in _read_file(file, kind, source, company, is_alone=len(files) == 1):
            count += isinstance(item, Record) or (item.dropped and item.of == "posting")
            yield item
        yield Answer(kind, file.name, count)


def _read_file(
    file: Path, kind: str, source: str, company: str | None, *, is_alone: bool
) -> Iterator[Record | Problem]:
    size = file.stat().st_size
    if kind == "jobspy":
        yield from _read_jobspy(file, source)
    elif size > MAX_BYTES:
        remedy = f"{size / 2**20:.0f} MB, the most is {MAX_BYTES // 2**20} MB; save the answer in several files"
        yield Problem("file too big", file.name, remedy, of="file")
    else:
        raw = file.read_bytes()
        if not is_utf8(raw):
            yield broken_utf8(file.name)
        text = raw.decode("utf-8-sig", errors="replace")
        read = _read_xml if kind == "personio" else _read_json
        yield from read(text, file, kind, source, company, is_alone)


def _read_jobspy(file: Path, source: str) -> Iterator[Record | Problem]:
    with file.open("rb") as raw:
        begin = raw.read(256).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if begin in (b"{", b"[", b"<"):
        yield _other_shape(file, "jobspy", "JSON or XML")
    else:
        yield from read_csv(file, jobspy.COLUMNS, source, jobspy.record)


def _read_json(
    text: str, file: Path, kind: str, source: str, company: str | None, is_alone: bool
) -> Iterator[Record | Problem]:
    board = BOARDS[kind]
    if text.lstrip()[:1] == "<":
        yield _other_shape(file, kind, "an answer of personio" if f"<{ROOT}" in text[:2000] else "a page, no answer")
        return
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as error:
        remedy = f"not valid JSON ({one_short_line(error)}); save the answer of {board.call} again"
        yield Problem("malformed file", file.name, remedy, of="file")
        return
    other = looks_like(answer)
    if not is_answer(answer, board) and (other or jobs_of(answer, board) is None):
        yield _other_shape(file, kind, f"an answer of {other}" if other else "no answer of a known board")
        return
    jobs = jobs_of(answer, board) or []
    yield from _records(jobs, file, board, source, company_in(answer, board) or company)
    total = total_in(answer, board)
    if is_alone and total is not None and total > len(jobs):
        remedy = f"{len(jobs)} of the board's {total} jobs are in the file; save the other pages into a folder too"
        yield Problem("incomplete answer", file.name, remedy, dropped=False, of="file")


def _read_xml(
    text: str, file: Path, kind: str, source: str, company: str | None, _is_alone: bool
) -> Iterator[Record | Problem]:
    if text.lstrip()[:1] in ("{", "["):
        yield _other_shape(file, kind, "JSON")
        return
    positions = Positions()
    problem = None
    try:
        positions.read(text)
    except UnreadableXMLError as error:
        remedy = f"not read to its end ({one_short_line(error)}); save the answer of {BOARDS[kind].call} again"
        problem = Problem("malformed file", file.name, remedy, of="file")
    if problem is None and positions.root != ROOT:
        problem = _other_shape(file, kind, f"XML of <{one_short_line(ValueError(positions.root))}>")
    yield from _records(positions.found, file, BOARDS[kind], source, company)
    if problem:
        yield problem


def _records(jobs: list[Any], file: Path, board: Board, source: str, company: str | None) -> Iterator[Record | Problem]:
    """Record of each job; one that stands again for another place gives its places to the first."""
    records: dict[object, Record] = {}
    for number, job in enumerate(jobs, start=1):
        origin = f"{file.name}:job {number}"
        if not isinstance(job, dict):
            yield Problem("malformed record", origin, "no object; one object a job is expected: save the answer again")
            continue
        read = board.record(job)
        if not read.text.strip():
            yield Problem("empty text", origin, f"the answer has no text of the job; save that of {board.call}")
            continue
        same = (read.source_id, read.title, read.text) if read.source_id else number
        if same in records:
            first = records[same]
            records[same] = first._replace(places=tuple(dict.fromkeys(first.places + read.places)))
            yield Problem("repeated record", origin, f"kept once, with the places of both, as {first.origin}")
        else:
            employer = read.company.strip() or company or _site(read.url) or file.stem
            records[same] = read._replace(source=source, origin=origin, company=employer)
    yield from records.values()


def _site(url: str) -> str:
    """Name of the employer's site at a board, in the address of a posting."""
    found = _SITE.match(url)
    return unquote(found[1]) if found else ""


def _other_shape(file: Path, kind: str, like: str) -> Problem:
    remedy = f"no answer of {kind}; it looks like {like}: put it under the key of its own kind"
    return Problem("another shape", file.name, remedy, of="file")
