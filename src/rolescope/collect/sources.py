"""Open the sources of a study and stream their records, with the frame they were found in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from rolescope.collect.boards.reading import BOARD_KINDS, board_files, read_board
from rolescope.collect.columns import harmless_line
from rolescope.collect.delimited import read_csv
from rolescope.collect.field_guide import field_guide_files, find_corpus, read_field_guide
from rolescope.collect.jsonl import read_jsonl
from rolescope.collect.page import Page
from rolescope.collect.parquet import read_parquet
from rolescope.collect.record import Record
from rolescope.collect.saved import read_saved, saved_files
from rolescope.collect.usable import usable
from rolescope.errors import RolescopeError
from rolescope.ledger import Answer, Ledger, Problem
from rolescope.studyfile import Frame, Source, Study
from rolescope.tables import PAGES, RAW

BATCH_ROWS = 256
BATCH_BYTES = 4 * 2**20

_READERS: dict[str, Callable[..., Iterator[Record | Problem]]] = {
    "jsonl": read_jsonl,
    "csv": read_csv,
    "parquet": read_parquet,
}


def frame_id(frame: Frame) -> str:
    """Short, stable name of a frame: its date and a hash of what was searched."""
    digest = hashlib.blake2b(frame.model_dump_json().encode(), digest_size=4).hexdigest()
    return f"{frame.collected.isoformat()}-{digest}"


def collect(study: Study, ledger: Ledger, corpus: Path | None = None) -> Generator[pa.Table]:
    """Stream what the sources of a study hold in batches: raw records, or saved pages to read them from.

    Parameters
    ----------
    study
        The study.
    ledger
        Gets every record that was dropped or repaired.
    corpus
        Where the field-guide corpus is, if the study uses it and the user said so.

    Yields
    ------
    pyarrow.Table
        Up to `BATCH_ROWS` rows of `tables.RAW`; or of `tables.PAGES`, about `BATCH_BYTES` of them.

    Raises
    ------
    RolescopeError
        Where a source is not there.
    """
    records, pages = _Batch(RAW), _Batch(PAGES)
    opened = [(source.frame or study.frame, _open(study, source, corpus)) for source in study.sources]
    for frame, found in opened:
        stamp = {"frame_id": frame_id(frame), "wave": frame.collected.isoformat()}
        for one in _usable(found):
            if isinstance(one, Answer):
                name = harmless_line(one.file)
                ledger.answers.append(replace(one, file=name, collected=frame.collected.isoformat()))
            elif isinstance(one, Problem):
                ledger.add(replace(one, place=harmless_line(one.place), remedy=harmless_line(one.remedy)))
            elif isinstance(one, Page):
                yield from pages.add(one._asdict() | stamp, len(one.content))
            else:
                yield from records.add(one._asdict() | stamp)
    yield from records.rest()
    yield from pages.rest()


def source_files(study: Study, corpus: Path | None = None) -> Iterator[Path]:
    """Every file that the postings of a study are read from.

    Raises
    ------
    RolescopeError
        Where a source is not there.
    """
    for source in study.sources:
        if source.kind == "field_guide":
            yield from field_guide_files(_corpus(study, source, corpus))
        elif source.kind in BOARD_KINDS:
            yield from board_files(study.resolve(source.path), source.kind)
        elif source.kind == "html":
            yield from saved_files(_there(study, source))
        else:
            yield _file(study, source)


class _Batch:
    """Rows of one schema, waiting until they are enough for a table."""

    def __init__(self, schema: pa.Schema) -> None:
        self._schema = schema
        self._rows: list[dict[str, object]] = []
        self._bytes = 0

    def add(self, row: dict[str, object], size: int = 0) -> Iterator[pa.Table]:
        self._rows.append(row)
        self._bytes += size
        if len(self._rows) == BATCH_ROWS or self._bytes >= BATCH_BYTES:
            yield from self.rest()

    def rest(self) -> Iterator[pa.Table]:
        if self._rows:
            yield pa.Table.from_pylist(self._rows, schema=self._schema)
            self._rows, self._bytes = [], 0


def _open(study: Study, source: Source, corpus: Path | None) -> Iterator[Record | Page | Problem | Answer]:
    if source.kind == "field_guide":
        return read_field_guide(_corpus(study, source, corpus), study.source_name(source))
    if source.kind in BOARD_KINDS:
        return read_board(study.resolve(source.path), source.kind, study.source_name(source), source.company)
    if source.kind == "html":
        return read_saved(_there(study, source), study.source_name(source))
    return _READERS[source.kind](_file(study, source), source.columns, study.source_name(source))


def _corpus(study: Study, source: Source, corpus: Path | None) -> Path:
    given = corpus or (study.resolve(source.path) if source.path.name != "auto" else None)
    return find_corpus(given, study.folder.parent)


def _file(study: Study, source: Source) -> Path:
    path = study.resolve(source.path)
    if not path.is_file():
        what = "this is no file" if path.exists() else "there is no such file"
        raise RolescopeError(what, str(path), "mend the path in the study's sources")
    return path


def _there(study: Study, source: Source) -> Path:
    path = study.resolve(source.path)
    if not path.exists():
        raise RolescopeError("there is no such file or folder", str(path), "mend the path in the study's sources")
    return path


def _usable(found: Iterator[Record | Page | Problem | Answer]) -> Iterator[Record | Page | Problem | Answer]:
    """Records that can become rows; pages, answers and problems as they are."""
    for one in found:
        if isinstance(one, Record):
            yield from usable(one._replace(origin=harmless_line(one.origin)))
        else:
            yield one
