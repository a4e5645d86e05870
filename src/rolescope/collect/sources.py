"""Open the sources of a study and stream their records, with the frame they were found in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from rolescope.collect.boards.reading import BOARD_KINDS, board_files, read_board
from rolescope.collect.delimited import read_csv
from rolescope.collect.field_guide import field_guide_files, find_corpus, read_field_guide
from rolescope.collect.jsonl import read_jsonl
from rolescope.collect.parquet import read_parquet
from rolescope.collect.record import Record
from rolescope.errors import RolescopeError
from rolescope.ledger import Answer, Ledger, Problem
from rolescope.studyfile import Frame, Source, Study
from rolescope.surrogates import replace_surrogates
from rolescope.tables import RAW

BATCH_ROWS = 256
MAX_CHARS = 1_000_000
_LONE_SURROGATE = "half a character was replaced by U+FFFD; write the record anew"

_READERS: dict[str, Callable[..., Iterator[Record | Problem]]] = {
    "jsonl": read_jsonl,
    "csv": read_csv,
    "parquet": read_parquet,
}


def frame_id(frame: Frame) -> str:
    """Short, stable name of a frame: its date and a hash of what was searched."""
    digest = hashlib.blake2b(frame.model_dump_json().encode(), digest_size=4).hexdigest()
    return f"{frame.collected.isoformat()}-{digest}"


def collect(study: Study, ledger: Ledger, corpus: Path | None = None) -> Iterator[pa.Table]:
    """Stream the raw records of a study in batches.

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
        Up to `BATCH_ROWS` rows of `tables.RAW`.

    Raises
    ------
    RolescopeError
        Where a source is not there.
    """
    rows: list[dict[str, object]] = []
    opened = [(source.frame or study.frame, _open(study, source, corpus)) for source in study.sources]
    for frame, records in opened:
        stamp = {"frame_id": frame_id(frame), "wave": frame.collected.isoformat()}
        for record in records:
            if isinstance(record, Answer):
                ledger.answers.append(replace(record, collected=frame.collected.isoformat()))
                continue
            problem = record if isinstance(record, Problem) else _unusable(record)
            if problem is not None:
                ledger.add(problem)
                continue
            assert isinstance(record, Record)
            whole = _without_surrogates(record)
            if whole != record:
                ledger.add(Problem("lone surrogate", whole.origin, _LONE_SURROGATE, dropped=False))
            rows.append(whole._asdict() | stamp)
            if len(rows) == BATCH_ROWS:
                yield pa.Table.from_pylist(rows, schema=RAW)
                rows = []
    if rows:
        yield pa.Table.from_pylist(rows, schema=RAW)


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
        else:
            yield _file(study, source)


def _open(study: Study, source: Source, corpus: Path | None) -> Iterator[Record | Problem | Answer]:
    if source.kind == "field_guide":
        return read_field_guide(_corpus(study, source, corpus), study.source_name(source))
    if source.kind in BOARD_KINDS:
        return read_board(study.resolve(source.path), source.kind, study.source_name(source), source.company)
    return _READERS[source.kind](_file(study, source), source.columns, study.source_name(source))


def _corpus(study: Study, source: Source, corpus: Path | None) -> Path:
    given = corpus or (study.resolve(source.path) if source.path.name != "auto" else None)
    return find_corpus(given, study.folder.parent)


def _file(study: Study, source: Source) -> Path:
    path = study.resolve(source.path)
    if not path.is_file():
        raise RolescopeError("there is no such file", str(path), "mend the path in the study's sources")
    return path


def _without_surrogates(record: Record) -> Record:
    """The record with characters alone that a table can hold."""
    values = record._asdict()
    places = tuple(map(replace_surrogates, values.pop("places")))
    return Record(places=places, **{field: replace_surrogates(value) for field, value in values.items()})


def _unusable(record: Record) -> Problem | None:
    if not record.text.strip():
        return Problem("empty text", record.origin, "the posting has no description; nothing can be coded")
    if len(record.text) > MAX_CHARS:
        size = f"{len(record.text) / 1e6:.1f} million characters"
        return Problem(
            "text too long",
            record.origin,
            f"{size}, the most is 1 million: no posting is that long; split the record",
        )
    return None
